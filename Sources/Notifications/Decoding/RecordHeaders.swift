// SPDX-License-Identifier: Apache-2.0

/// What a record's headers say of its value's format.
struct RecordHeaders {
    /// What a content type declares.
    enum Declared {
        case hl7v2
        case json
    }

    /// The last `content-type`, whose case does not matter.
    let contentType: String?
    private let events: [(name: String, value: [UInt8]?)]

    init(_ headers: [(name: String, value: [UInt8]?)]) {
        contentType = headers.last { RecordHeaders.isContentType($0.name) }?.value.map {
            String(decoding: $0.prefix(200), as: UTF8.self).trimmed
        }
        events = headers.compactMap { name, value in
            guard name.utf8.count > 3, name.prefix(3).asciiLowercased == "ce_" else { return nil }
            return (String(name.dropFirst(3)), value)
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
            && events.contains { $0.name == "specversion" || $0.name == "type" || $0.name == "id" }
    }

    var declares: Declared? {
        let type = (contentType ?? "")[...].asciiLowercased
        if type.contains("hl7-v2") || type.contains("hl7v2") || type.contains("er7") {
            return .hl7v2
        }
        return type.contains("json") || type.hasPrefix("application/cloudevents") ? .json : nil
    }

    /// The attributes of a binary-mode CloudEvent, names without `ce_`.
    var attributes: Result<[(name: String, text: String)], CanonicalError> {
        var attributes: [(name: String, text: String)] = []
        for (name, value) in events {
            // A header's name may be anything: only names of the specification are repeated.
            let shown = ["id", "source", "type", "specversion", "time"].contains(name) ? name : ""
            guard !attributes.contains(where: { $0.name == name }) else {
                return .failure(CanonicalError(code: .cloudEventsHeaderTwice, path: [shown]))
            }
            guard let value else { continue }
            guard let text = String(validating: value, as: UTF8.self) else {
                return .failure(CanonicalError(code: .cloudEventsAttributeInvalid, path: [shown]))
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
