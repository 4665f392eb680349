// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Notifications

/// Structured log lines on standard error: one JSON object a line, without personal data.
struct LogLines: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    private let label: String

    /// Makes every logger of the process write such lines.
    static func bootstrap(level: Logger.Level) {
        LoggingSystem.bootstrap { label in LogLines(label: label, level: level) }
    }

    init(label: String, level: Logger.Level) {
        self.label = label
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        var members: [JSONValue.Member] = [
            .init("time", .string(now())),
            .init("level", .string(event.level.rawValue)),
            .init("message", .string("\(event.message)")),
        ]
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            members.append(.init(key, .string("\(value)")))
        }
        Terminal.say(JSONValue.object(members).text)
    }

    private func now() -> String {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).formatted
    }
}
