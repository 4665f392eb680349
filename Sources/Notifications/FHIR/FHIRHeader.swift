// SPDX-License-Identifier: Apache-2.0

/// An organisation as a reference or a resource names it.
struct FHIROrganisation: Hashable {
    /// Its ODS code, else another identifier.
    var code: String?
    var name: String?
}

/// What a message says of itself: its MessageHeader, and the Bundle around it.
struct FHIRHeader {
    var id: String?
    var sentAt: Instant?
    var sender = Sender()
    var event = FHIRMessageEvent()
    var isProduction = true
    /// The Encounters that the message is about, by key, where it says so.
    var focus: Set<String> = []
    var warnings: [FHIRWarning] = []
}

extension FHIRReader {
    /// The organisation that a reference names.
    mutating func organisation(
        _ reference: FHIRNode?, from container: FHIRResource
    ) throws(FHIRFault) -> FHIROrganisation {
        guard let reference else { return FHIROrganisation() }
        var found = FHIROrganisation(name: try reference.text("display"))
        found.code = try reference.object("identifier")?.text("value")
        guard let resource = try resolve(reference, "Organization", from: container) else {
            return found
        }
        var other: String?
        for identifier in try resource.node.objects("identifier") {
            guard let value = try identifier.text("value") else { continue }
            let system = try identifier.text("system") ?? ""
            if system[...].asciiLowercased.contains("ods-") {
                found.code = value
                break
            }
            if other == nil { other = value }
        }
        found.code = found.code ?? other
        if let name = try resource.node.text("name") { found.name = name }
        return found
    }

    /// The header of a value, from its Bundle, if it is one, and its MessageHeader, if it has one.
    mutating func header(
        bundle: FHIRNode?, message: FHIRResource?
    ) throws(FHIRFault) -> FHIRHeader {
        var header = FHIRHeader()
        let meta = try bundle?.object("meta")
        header.id = try bundle?.text("id")
        if header.id == nil { header.id = try bundle?.object("identifier")?.text("value") }
        // MessageHeader had a timestamp before R4.
        header.sentAt = try instant(bundle, "timestamp")
        if header.sentAt == nil { header.sentAt = try instant(message?.node, "timestamp") }
        if header.sentAt == nil { header.sentAt = try instant(meta, "lastUpdated") }
        header.isProduction = try !FHIRReader.isTest(meta)
        header.sender.application = try meta?.text("source")
        if let message { try read(message, into: &header) }
        header.warnings = warnings
        warnings = []
        return header
    }

    private mutating func read(
        _ message: FHIRResource, into header: inout FHIRHeader
    ) throws(FHIRFault) {
        let node = message.node
        if header.id == nil { header.id = try node.text("id") }
        let source = try node.object("source")
        let name = try source?.text(firstOf: ["name", "software", "endpoint"])
        header.sender.application = name ?? header.sender.application
        var sender = try organisation(node.object("sender"), from: message)
        if sender == FHIROrganisation() {
            sender = try organisation(node.object("responsible"), from: message)
        }
        header.sender.facility = sender.code
        header.sender.organisation = sender.name
        header.event = try FHIRMessageEvent(node)
        if try FHIRReader.isTest(node.object("meta")) { header.isProduction = false }
        for reference in try node.objects("focus") {
            if let found = try resolve(reference, "Encounter", from: message) {
                header.focus.insert(found.key)
            }
        }
    }

    /// Whether tags say that the data is a test's or training's (HL7 v2's MSH-11, `HTEST`).
    static func isTest(_ meta: FHIRNode?) throws(FHIRFault) -> Bool {
        for name in ["tag", "security"] {
            for label in try meta?.objects(name) ?? [] {
                let code = try label.text("code")
                if code == "HTEST" { return true }
                let isProcessing = try label.text("system")?.hasSuffix("v2-0103") == true
                if isProcessing, code == "T" || code == "D" { return true }
            }
        }
        return false
    }
}
