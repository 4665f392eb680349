// SPDX-License-Identifier: Apache-2.0

package import Casework
package import Notifications
import Synchronization

/// An answer that came by command and waits for the loop.
package struct WaitingCommand: Sendable {
    /// What was answered.
    package var response: Notification
    /// Called on the loop's thread once it is durable.
    package var reply: @Sendable (_ outcome: Outcome, _ reason: String) -> Void
    /// Called when it could not be decided.
    package var fail: @Sendable (_ reason: String) -> Void
}

/// Commands between whoever takes them and the loop.
package final class CommandQueue: Sendable {
    private let waiting = Mutex<[WaitingCommand]>([])

    /// An empty queue.
    package init() {}

    /// Hands a command to the loop.
    package func add(_ command: WaitingCommand) { waiting.withLock { $0.append(command) } }

    func takeAll() -> [WaitingCommand] {
        waiting.withLock { commands in
            defer { commands = [] }
            return commands
        }
    }
}
