// SPDX-License-Identifier: Apache-2.0

import Notifications

/// What `keywatch explain` answers: sentences, frame by frame.
struct Explanation: Equatable {
    /// What one frame did.
    struct Passage: Equatable {
        /// The frame's number.
        var frame: Int64
        /// Engine time.
        var at: Instant
        /// What kind of input it was, where it stood, and what became of it.
        var title: String
        /// What was decided, in order.
        var sentences: [String]
    }

    /// What was asked about.
    var about: String
    /// How it stands now.
    var summary: [String]
    /// Whether the ledger knows of it at all.
    var isKnown = true
    /// What happened, in order.
    var passages: [Passage] = []

    /// As lines for people; sentences of a passage are indented.
    func lines(_ time: LocalTime) -> [String] {
        var lines = [about] + summary
        for passage in passages {
            lines += ["", "\(time.text(passage.at)), frame \(passage.frame): \(passage.title)"]
            lines += passage.sentences.map { "  " + $0 }
        }
        return lines
    }

    /// As an object.
    var json: JSONValue {
        .object([
            .init("about", .string(about)),
            .init("summary", .array(summary.map { .string($0) })),
            .init(
                "history",
                .array(
                    passages.map { passage in
                        .object([
                            .init("frame", .number(String(passage.frame))),
                            .init("at", .string(passage.at.formatted)),
                            .init("title", .string(passage.title)),
                            .init("text", .array(passage.sentences.map { .string($0) })),
                        ])
                    })),
        ])
    }
}
