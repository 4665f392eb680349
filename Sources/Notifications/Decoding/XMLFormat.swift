// SPDX-License-Identifier: Apache-2.0

/// Tells by its namespace which format an XML text is of, so that the sender hears what was
/// recognised. XML itself is not read.
enum XMLFormat {
    private static let namespaces: [(String, WireFormat)] = [
        ("http://cloudevents.io/xmlformat", .cloudevents), ("http://hl7.org/fhir", .fhir),
        ("urn:hl7-org:v2xml", .hl7v2),
    ]

    /// The format, or nil when none is recognised in the first few kilobytes.
    static func of(_ value: [UInt8]) -> WireFormat? {
        let head = String(decoding: value.prefix(4096), as: UTF8.self)
        return namespaces.first { head.contains($0.0) }?.1
    }
}
