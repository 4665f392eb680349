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
        let content = ValueContent(value)
        if content == .hl7v2 {
            return HL7Decoder(zone: zone, dialects: dialects).decode(
                value, receivedAt: receivedAt)
        }
        let headers = RecordHeaders(headers)
        let events = CloudEventDecoder(
            zone: zone, topicHint: topicHint, receivedAt: receivedAt,
            embedded: { decode($0, topicHint: topicHint, receivedAt: receivedAt) })
        if headers.isBinaryEvent { return binary(headers, value, events) }
        switch (content, headers.declares) {
        case (_, .unreadEvent): return [rejected(.formatNotSupported, 0, .cloudevents)]
        case (.xml, _): return [rejected(.formatNotSupported, 0, XMLFormat.of(value))]
        case (.other, .hl7v2): return [rejected(.hl7Header, 0, .hl7v2)]
        case (.other, nil): return [rejected(.unknownFormat, 0)]
        default: return json(value, events, receivedAt: receivedAt)
        }
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
    ) -> [DecodedItem] {
        switch headers.attributes {
        case .success(let attributes):
            return events.decode(
                attributes: attributes, contentType: headers.contentType, in: value)
        case .failure(let error):
            let field = error.path.joined(separator: ".").nonEmpty
            return [
                .rejected(
                    Rejected(code: error.code, position: 0, field: field, format: .cloudevents))
            ]
        }
    }
}
