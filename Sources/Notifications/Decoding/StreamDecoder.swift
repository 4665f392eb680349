// SPDX-License-Identifier: Apache-2.0

/// Decodes a stream of any length, message by message, in memory bounded by one message.
///
/// Each message is decoded as a value of its own; positions in what it gives are the stream's.
/// The decoder of a whole value differs in two things: it refuses an array as a whole when its
/// JSON is broken anywhere, and marks every message of an overfull batch, not the last.
package struct StreamDecoder: Sendable {
    private let decoder: NotificationDecoder
    private let topicHint: NotificationKind
    private let receivedAt: Instant
    private var splitter = MessageSplitter()
    /// What breaks off in an array is JSON even where it does not look it.
    private static let jsonHeader: [(name: String, value: [UInt8]?)] = [
        ("content-type", Array("application/json".utf8))
    ]

    /// A decoder at the beginning of a stream.
    package init(
        _ decoder: NotificationDecoder, topicHint: NotificationKind, receivedAt: Instant
    ) {
        self.decoder = decoder
        self.topicHint = topicHint
        self.receivedAt = receivedAt
    }

    /// Adds the bytes that follow.
    package mutating func append(_ chunk: ArraySlice<UInt8>) { splitter.append(chunk) }

    /// Says that no more bytes follow.
    package mutating func complete() { splitter.complete() }

    /// The items of the next message; nil when more bytes are needed, or at the end.
    package mutating func next() -> [DecodedItem]? {
        switch splitter.next() {
        case nil: nil
        case .fault(let rejected): [.rejected(rejected)]
        case .message(let message): items(of: message)
        }
    }

    private func items(of message: StreamMessage) -> [DecodedItem] {
        guard message.element != nil, message.isWhole else {
            let isInArray = message.element != nil
            let items = decoder.decode(
                message.bytes, headers: isInArray ? StreamDecoder.jsonHeader : [],
                topicHint: topicHint, receivedAt: receivedAt)
            return items.map {
                moved(message.isWhole ? $0 : refused($0), message, by: message.position, names: 0)
            }
        }
        // An element is read as one of an array of one, so that it means the same as in its own.
        let array = [UInt8(ascii: "[")] + message.bytes + [UInt8(ascii: "]")]
        let items = decoder.decode(array, topicHint: topicHint, receivedAt: receivedAt)
        return items.map { moved($0, message, by: message.position - 1, names: 1) }
    }

    /// A piece of something is never taken for the whole of it.
    private func refused(_ item: DecodedItem) -> DecodedItem {
        guard case .notification(let read) = item else { return item }
        return .rejected(Rejected(code: .unknownFormat, position: 0, format: read.format))
    }

    /// The item with the stream's positions; the first `names` of its field's are left out for
    /// the element's own place.
    private func moved(
        _ item: DecodedItem, _ message: StreamMessage, by distance: Int, names: Int
    ) -> DecodedItem {
        switch item {
        case .rejected(var rejected):
            rejected.position += distance
            if let element = message.element {
                let field = rejected.field?.split(separator: ".").dropFirst(names) ?? []
                rejected.field = ([Substring(String(element))] + field).joined(separator: ".")
            }
            return .rejected(rejected)
        case .notification(var notification):
            notification.warnings = notification.warnings.map {
                DecodeWarning(code: $0.code, position: $0.position.map { $0 + distance })
            }
            notification.warnings += message.warnings
            return .notification(notification)
        }
    }
}
