// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy
import Register

extension Engine {
    /// Looks again at messages that a frame asked for by its `revisitTokens`, in the order in
    /// which they came.
    ///
    /// Their events are all noted before anything is decided: nobody is told of an admission whose
    /// discharge is the next message. The frames: one for each message, with its outcome, then one
    /// without a position for each person, with what all of them together led to.
    package mutating func revisit(
        _ messages: [(message: Notification, position: InputPosition)], now instant: Instant
    ) throws -> [EngineFrame] {
        isRevisiting = true
        defer { isRevisiting = false }
        var frames: [EngineFrame] = []
        for (message, position) in messages {
            frames.append(try receive(message, at: position, now: instant))
        }
        for (subject, events) in takeNoted() {
            let part = try decide(subject, inputID: "revisit|\(events[0].event.key)") {
                $0.settle(events, stayInScopeBefore: false)
            }
            frames.append(try finish(.register, nil, nil, "revisited", [part]))
        }
        return frames
    }
}
