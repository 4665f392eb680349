// SPDX-License-Identifier: Apache-2.0

/// Decodes HL7 FHIR R4 JSON: an Encounter or a Patient alone, or a Bundle of resources
/// (DOMAIN.md §4).
struct FHIRDecoder {
    let zone: TimeZoneRules

    /// Whether a JSON value is a FHIR resource.
    static func recognises(_ json: JSONValue) -> Bool {
        json["specversion"] == nil && json["resourceType"]?.string != nil
    }

    /// One item for each Encounter and each further Patient of a resource, and at least one.
    func decode(_ json: JSONValue, in value: [UInt8], receivedAt: Instant) -> [DecodedItem] {
        let source = FHIRSource(
            zone: zone, receivedAt: receivedAt, unnamed: ContentName.of(value))
        let root = FHIRResource(FHIRNode(unchecked: json, path: []))
        let drafts = FHIRLines.drafts(of: root, source: source)
        var paths: [[String]] = []
        for draft in drafts {
            switch draft {
            case .read(_, let warnings): paths += warnings.map(\.path)
            case .fault(let fault, _): paths.append(fault.path)
            }
        }
        var positions = FHIRPositions.find(paths, in: value)[...]
        return drafts.map { draft in
            switch draft {
            case .read(var notification, let warnings):
                notification.warnings = warnings.map {
                    DecodeWarning(code: $0.code, position: positions.popFirst())
                }
                return .notification(notification)
            case .fault(let fault, let sender):
                return .rejected(
                    Rejected(
                        code: fault.code, position: positions.popFirst() ?? 0,
                        field: fault.path.joined(separator: ".").nonEmpty, format: .fhir,
                        sender: sender == Sender() ? nil : sender))
            }
        }
    }
}
