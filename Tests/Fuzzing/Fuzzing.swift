// SPDX-License-Identifier: Apache-2.0

import Notifications

/// What all fuzz targets share. Built by `Deploy/fuzz`, never by the package itself.
enum Fuzzing {
    static let zone = Result { try TimeZoneRules.london() }
    static let receivedAt = Instant(milliseconds: 1_772_400_000_000)

    /// The input as the decoders get it.
    static func bytes(_ data: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
        unsafe Array(UnsafeBufferPointer(start: data, count: count))
    }

    /// Ends the run, and so tells the fuzzer of a find. Only for the eyes of whoever runs it.
    static func check(_ condition: Bool, _ what: @autoclosure () -> String) {
        precondition(condition, what())
    }

    /// Decodes a value, and holds what comes out to what every caller relies on.
    static func decode(
        _ value: [UInt8]?, headers: [(name: String, value: [UInt8]?)] = [],
        hint: NotificationKind = .admission
    ) {
        guard case .success(let zone) = zone else { return check(false, "no zone") }
        let items = NotificationDecoder(zone: zone).decode(
            value, headers: headers, topicHint: hint, receivedAt: receivedAt)
        check(!items.isEmpty, "nothing came of a value")
        let count = value?.count ?? 0
        for item in items {
            switch item {
            case .rejected(let rejected):
                check((0...count).contains(rejected.position), "a position outside the value")
                check(isJSON(rejected.errorJSON), "an error that is no JSON")
            case .notification(let notification):
                check(!notification.id.isEmpty, "a message without a name")
                check(isJSON(notification.canonicalJSON()), "a line that is no JSON")
                for warning in notification.warnings {
                    guard let position = warning.position else { continue }
                    check((0...count).contains(position), "a warning outside the value")
                }
            }
        }
    }

    private static func isJSON(_ value: JSONValue) -> Bool {
        (try? JSONValue(parsing: Array(value.text.utf8))) == value
    }
}
