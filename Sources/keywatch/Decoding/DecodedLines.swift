// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Turns the content of a file into the lines of `keywatch decode` (CONTRACT.md §4).
struct DecodedLines {
    let decoder: NotificationDecoder
    let kind: NotificationKind

    /// Writes a line for each message, and returns how many of them are errors.
    func write(
        _ bytes: [UInt8], receivedAt now: Instant, to output: (String) -> Void
    ) -> Int {
        var errors = 0
        for value in DecodedLines.values(of: bytes) {
            for item in decoder.decode(Array(value), topicHint: kind, receivedAt: now) {
                switch item {
                case .notification(let notification):
                    output(notification.canonicalJSON().text)
                case .rejected(let rejected):
                    errors += 1
                    output(rejected.errorJSON.text)
                }
            }
        }
        return errors
    }

    /// The values of a file: its lines where each of several is a JSON object of its own, else the
    /// file as a whole.
    private static func values(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        let lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            .filter { $0.contains { $0 > 0x20 } }
        guard lines.count > 1,
            lines.allSatisfy({ $0.first { $0 > 0x20 } == UInt8(ascii: "{") }),
            let first = lines.first, (try? JSONValue(parsing: Array(first))) != nil
        else { return [bytes[...]] }
        return lines
    }
}
