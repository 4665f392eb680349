// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications

/// The messages of a rehearsal as the topics hold them, and the stubs of those that concerned
/// nobody when they came: by them a person who comes onto the register tomorrow is found in what
/// came yesterday (DESIGN.md, "The flow", 1).
struct MessageLog {
    /// How long a stub is kept, from the time of the thing itself: 28 days (DESIGN.md).
    private static let stubMs: Int64 = 28 * 24 * 60 * 60 * 1000

    private struct Stub {
        let position: InputPosition
        let occurredAt: Instant
        let tokens: [[UInt8]]
    }

    private var messages: [InputPosition: Notification] = [:]
    private var stubs: [Stub] = []
    private var offsets: [String: Int64] = [:]

    /// The next free position of a topic.
    mutating func nextPosition(of topic: String) -> InputPosition {
        let offset = offsets[topic] ?? 0
        offsets[topic] = offset + 1
        return InputPosition(topic: topic, partition: 0, offset: offset)
    }

    mutating func keep(_ notification: Notification, at position: InputPosition) {
        messages[position] = notification
    }

    /// Leaves a stub of a message where its frame asks for one.
    mutating func leaveStub(of frame: EngineFrame) {
        guard let position = frame.position, !frame.stubTokens.isEmpty,
            !stubs.contains(where: { $0.position == position })
        else { return }
        stubs.append(
            Stub(
                position: position, occurredAt: frame.occurredAt ?? frame.at,
                tokens: frame.stubTokens))
    }

    /// The messages whose stubs have one of the tokens, in the order in which they came.
    func messages(
        matching tokens: [[UInt8]], at now: Instant
    ) -> [(message: Notification, position: InputPosition)] {
        stubs.compactMap { stub in
            guard now.milliseconds(since: stub.occurredAt) <= MessageLog.stubMs,
                stub.tokens.contains(where: tokens.contains),
                let message = messages[stub.position]
            else { return nil }
            return (message, stub.position)
        }
    }
}
