// SPDX-License-Identifier: Apache-2.0

/// The envelope of a CloudEvent 1.0: the attributes that the specification names, and the data.
struct CloudEvent: Hashable {
    var id = ""
    var source = ""
    var type = ""
    var time: Instant?
    var dataContentType: String?
    /// The data as JSON, where it is.
    var data: JSONValue?
    /// The data's bytes, where they came as bytes or as text.
    var bytes: [UInt8]?
    /// Whether `data` is JSON that stood in a text.
    var isDataFromText = false
    /// The member of the structured event that holds the data.
    var dataMember = "data"

    /// The event of a structured-mode JSON object (CloudEvents JSON format 1.0).
    init(structured event: CanonicalNode) throws(CanonicalError) {
        guard case .object(let members) = event.value else { throw event.fault(.memberType) }
        try CloudEvent.checkVersion(event.value["specversion"], event.path)
        for member in members where !CloudEvent.dataNames.contains(member.name) {
            let node = CanonicalNode(value: member.value, path: event.path + [member.name])
            try CloudEvent.checkName(member.name, node)
            if CloudEvent.attributeNames.contains(member.name) {
                guard member.value != .null else { continue }
                guard let text = member.value.string else {
                    throw node.fault(.cloudEventsAttributeType)
                }
                try set(member.name, text, node)
            } else {
                try CloudEvent.checkExtension(node)
            }
        }
        try requireObligatory(event)
        try takeData(event)
    }

    /// The event of binary-mode attributes, names without `ce_`, and the value. The record's
    /// content type is the data's.
    init(
        attributes: [(name: String, text: String)], contentType: String?
    ) throws(CanonicalError) {
        let version = attributes.first { $0.name == "specversion" }
        try CloudEvent.checkVersion(version.map { .string($0.text) }, [])
        for (name, text) in attributes {
            let node = CanonicalNode(value: .string(text), path: [name])
            try CloudEvent.checkName(name, node)
            if CloudEvent.attributeNames.contains(name) { try set(name, text, node) }
        }
        try requireObligatory(CanonicalNode(value: .object([]), path: []))
        dataContentType = contentType ?? dataContentType
    }

    /// Whether the data is JSON by its content type; an event that states none has JSON data.
    var declaresJSON: Bool {
        guard let dataContentType else { return true }
        let essence = dataContentType.prefix { $0 != ";" }.asciiLowercased.trimmed
        return essence.hasSuffix("/json") || essence.hasSuffix("+json")
    }

    private static let attributeNames: Set<String> = [
        "specversion", "id", "source", "type", "time", "subject", "datacontenttype", "dataschema",
    ]
    private static let dataNames: Set<String> = ["data", "data_base64"]

    private static func checkVersion(
        _ version: JSONValue?, _ path: [String]
    ) throws(CanonicalError) {
        guard version == .string("1.0") else {
            throw CanonicalError(code: .cloudEventsVersion, path: path + ["specversion"])
        }
    }

    private static func checkName(_ name: String, _ node: CanonicalNode) throws(CanonicalError) {
        let isPlain = name.utf8.allSatisfy {
            $0.isDigit || ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
        }
        // The offending name may be anything, so the path ends before it.
        guard isPlain, !name.isEmpty else {
            throw CanonicalError(
                code: .cloudEventsAttributeName, path: Array(node.path.dropLast()))
        }
    }

    /// An extension is text, truth, or a whole number of 32 bits.
    private static func checkExtension(_ node: CanonicalNode) throws(CanonicalError) {
        switch node.value {
        case .null, .bool, .string: return
        case .number(let text) where Int32(text) != nil: return
        default: throw node.fault(.cloudEventsAttributeType)
        }
    }

    private mutating func set(
        _ name: String, _ text: String, _ node: CanonicalNode
    ) throws(CanonicalError) {
        let invalid = node.fault(.cloudEventsAttributeInvalid)
        guard !text.isEmpty, !text.unicodeScalars.contains(where: CloudEvent.isControl) else {
            throw invalid
        }
        switch name {
        case "id": id = text
        case "source": source = text
        case "type": type = text
        case "time":
            guard let instant = Instant(iso8601: text) else { throw invalid }
            time = instant
        case "datacontenttype":
            guard CloudEvent.isMediaType(text) else { throw invalid }
            dataContentType = text
        default: break
        }
    }

    /// The characters that no attribute may have (CloudEvents 1.0, type system); extensions that
    /// have them are let pass.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    private func requireObligatory(_ event: CanonicalNode) throws(CanonicalError) {
        for (name, text) in [("id", id), ("source", source), ("type", type)] where text.isEmpty {
            throw CanonicalError(code: .cloudEventsAttributeMissing, path: event.path + [name])
        }
    }

    private mutating func takeData(_ event: CanonicalNode) throws(CanonicalError) {
        guard let encoded = event.member("data_base64") else {
            data = event.member("data")?.value
            takeText()
            return
        }
        guard event.member("data") == nil else {
            throw encoded.fault(.cloudEventsDataTwice)
        }
        guard let text = encoded.value.string, let decoded = Base64.decode(text) else {
            throw encoded.fault(.cloudEventsBase64)
        }
        dataMember = "data_base64"
        bytes = decoded
        data = try? JSONValue(parsing: decoded)
    }

    /// Text is text; but some senders write their JSON object into a string.
    private mutating func takeText() {
        guard let text = data?.string else { return }
        bytes = Array(text.utf8)
        guard text.utf8.first(where: { !$0.isSpace }) == UInt8(ascii: "{"),
            let object = try? JSONValue(parsing: text)
        else { return }
        data = object
        isDataFromText = true
    }

    /// `type/subtype`, parameters allowed (RFC 2046).
    private static func isMediaType(_ text: String) -> Bool {
        let essence = text.utf8.prefix { $0 != UInt8(ascii: ";") }
        let parts = essence.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                let token = part.reversed().drop { $0 == 0x20 }
                return !token.isEmpty
                    && token.allSatisfy { $0.isLetterOrDigit || "!#$&^_.+-".utf8.contains($0) }
            }
    }
}
