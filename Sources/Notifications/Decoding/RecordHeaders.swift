// SPDX-License-Identifier: Apache-2.0

/// What a record's headers say of its value's format.
struct RecordHeaders {
    /// What a content type declares.
    enum Declared {
        case hl7v2
        case json
        /// An event format other than JSON: XML, Avro, Protobuf.
        case unreadEvent
    }

    /// One attribute of an event, as a header carries it.
    private struct Attribute {
        var name: String
        var value: [UInt8]?
        /// Whether the header is of the HTTP binding, which encodes values: a bridge passed it on.
        var isEncoded: Bool
    }

    /// The last `content-type`, whose case does not matter.
    let contentType: String?
    private let attributeHeaders: [Attribute]

    init(_ headers: [(name: String, value: [UInt8]?)]) {
        contentType = headers.last { RecordHeaders.isContentType($0.name) }?.value.map {
            String(decoding: $0.prefix(200), as: UTF8.self).trimmed
        }
        attributeHeaders = headers.compactMap { name, value in
            guard name.utf8.count > 3 else { return nil }
            let rest = name.dropFirst(3)
            switch name.prefix(3).asciiLowercased {
            case "ce_": return Attribute(name: String(rest), value: value, isEncoded: false)
            // Names of HTTP headers have no case.
            case "ce-":
                return Attribute(name: rest.asciiLowercased, value: value, isEncoded: true)
            default: return nil
            }
        }
    }

    private static func isContentType(_ name: String) -> Bool {
        let lower = name[...].asciiLowercased
        return lower == "content-type" || lower == "contenttype"
    }

    /// Whether the value is the data of a binary-mode CloudEvent: `ce_` headers, and no content
    /// type that says structured (Kafka protocol binding §3).
    var isBinaryEvent: Bool {
        let type = (contentType ?? "")[...].asciiLowercased
        return !type.hasPrefix("application/cloudevents")
            && attributeHeaders.contains {
                $0.name == "specversion" || $0.name == "type" || $0.name == "id"
            }
    }

    var declares: Declared? {
        let type = (contentType ?? "")[...].asciiLowercased
        if type.contains("hl7-v2") || type.contains("hl7v2") || type.contains("er7") {
            return .hl7v2
        }
        if type.contains("json") { return .json }
        guard type.hasPrefix("application/cloudevents") else { return nil }
        return type.contains("+") ? .unreadEvent : .json
    }

    /// The attributes of a binary-mode CloudEvent, names without `ce_` or `ce-`.
    var attributes: Result<[(name: String, text: String)], CanonicalError> {
        var attributes: [(name: String, text: String)] = []
        for header in attributeHeaders {
            let name = header.name
            // A header's name may be anything: only names of the specification are repeated.
            let shown = ["id", "source", "type", "specversion", "time"].contains(name) ? name : ""
            guard !attributes.contains(where: { $0.name == name }) else {
                return .failure(
                    CanonicalError(
                        code: .cloudEventsHeaderTwice, path: [shown].filter { !$0.isEmpty }))
            }
            guard let sent = header.value else { continue }
            let value = header.isEncoded ? PercentEncoding.decode(sent) : sent
            guard let text = String(validating: value, as: UTF8.self) else {
                return .failure(
                    CanonicalError(
                        code: .cloudEventsAttributeInvalid, path: [shown].filter { !$0.isEmpty }))
            }
            attributes.append((name, text))
        }
        return .success(attributes)
    }
}

extension Substring {
    /// ASCII letters in lower case, all else unchanged.
    var asciiLowercased: String {
        String(
            decoding: utf8.map {
                $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 + 0x20 : $0
            }, as: UTF8.self)
    }
}
