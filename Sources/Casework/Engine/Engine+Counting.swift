// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

extension Engine {
    /// The area's part of a frame whose decisions changed for what people count; nil for nearly
    /// every frame. It hears how many more and how many fewer, and not who.
    mutating func recount() throws -> EngineFrame.Part? {
        guard !recounted.isEmpty else { return nil }
        let changes = recounted
        recounted = []
        let words = changes.map { "\($0.counted.rule)|\($0.counted.alike)" }
        let inputID = "counted|\(now.milliseconds)|" + words.joined(separator: "|")
        return try decide(.area(context.area), inputID: inputID) { $0.tally(changes) }
    }
}
