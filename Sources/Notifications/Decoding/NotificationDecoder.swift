// SPDX-License-Identifier: Apache-2.0

/// Turns the bytes of a record into notifications, whatever their format.
///
/// Every input gives at least one item; no input traps. A bad message is a value, not an error.
package struct NotificationDecoder: Sendable {
    private let zone: TimeZoneRules
    private let dialects: Dialects

    /// A decoder that reads times without an offset in `zone`, and HL7 v2 of the senders in
    /// `dialects` as that says.
    package init(zone: TimeZoneRules, dialects: Dialects = .standard) {
        self.zone = zone
        self.dialects = dialects
    }

    /// The messages of a value, one item each, in their order: an item's index is its index in the
    /// batch.
    ///
    /// The content tells HL7 v2 from JSON, whatever a header says of it; `ce_` headers tell a
    /// binary CloudEvent. A header only decides where the content does not.
    ///
    /// - Parameters:
    ///   - value: the record's value; nil for a tombstone.
    ///   - headers: the record's headers.
    ///   - topicHint: the kind of the topic, for events that do not tell their own.
    ///   - receivedAt: the record's time at the broker, which stands in where a message carries
    ///     no time (warning `time.missing`).
    package func decode(
        _ value: [UInt8]?, headers: [(name: String, value: [UInt8]?)] = [],
        topicHint: NotificationKind, receivedAt: Instant
    ) -> [DecodedItem] {
        guard let value, !value.isEmpty else { return [rejected(.emptyValue, 0)] }
        guard value.count <= Limits.valueBytesMax else {
            return [rejected(.valueTooLarge, Limits.valueBytesMax)]
        }
        let headers = RecordHeaders(headers)
        let events = CloudEventDecoder(zone: zone, topicHint: topicHint, receivedAt: receivedAt)
        switch Content(value) {
        case .hl7v2:
            return HL7Decoder(zone: zone, dialects: dialects).decode(
                value, receivedAt: receivedAt)
        case .json, .other:
            if headers.isBinaryEvent { return [binary(headers, value, events)] }
        }
        if Content(value) == .other {
            switch headers.declares {
            case .hl7v2: return [rejected(.hl7Header, 0, .hl7v2)]
            case .json: break
            case nil: return [rejected(.unknownFormat, 0)]
            }
        }
        return json(value, events, receivedAt: receivedAt)
    }

    private func rejected(
        _ code: RejectionCode, _ position: Int, _ format: WireFormat? = nil
    ) -> DecodedItem {
        .rejected(Rejected(code: code, position: position, format: format))
    }

    private func json(
        _ value: [UInt8], _ events: CloudEventDecoder, receivedAt: Instant
    ) -> [DecodedItem] {
        do throws(JSONParseError) {
            let json = try JSONValue(parsing: value)
            if FHIRDecoder.recognises(json) {
                return FHIRDecoder(zone: zone).decode(json, in: value, receivedAt: receivedAt)
            }
            return events.decode(json, in: value)
        } catch {
            return [rejected(RejectionCode(error.code), error.position)]
        }
    }

    private func binary(
        _ headers: RecordHeaders, _ value: [UInt8], _ events: CloudEventDecoder
    ) -> DecodedItem {
        switch headers.attributes {
        case .success(let attributes):
            return events.decode(
                attributes: attributes, contentType: headers.contentType, in: value)
        case .failure(let error):
            return .rejected(
                Rejected(
                    code: error.code, position: 0, field: error.path.joined(separator: "."),
                    format: .cloudevents))
        }
    }
}

/// What a value's first bytes show.
private enum Content {
    case hl7v2
    case json
    case other

    init(_ value: [UInt8]) {
        var bytes = value[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        // 0x0B and 0x1C are MLLP's frame.
        bytes = bytes.drop { $0.isSpace || $0 == 0x1C }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard let first = bytes.first else {
            self = .other
            return
        }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            self = .json
            return
        }
        let name = bytes.prefix(3).map(\.uppercased)
        let isHeader = ["MSH", "FHS", "BHS"].contains { name.elementsEqual($0.utf8) }
        let separator = bytes.dropFirst(3).first
        if isHeader, separator.map(HL7Separators.canSeparate) != false {
            self = .hl7v2
        } else {
            self = HL7WideText.isWide(value) ? .hl7v2 : .other
        }
    }
}
