// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Synchronization

/// Something asked for by command, which waits for the loop.
package struct WaitingCommand: Sendable {
    /// What is asked for.
    package enum Request: Sendable {
        /// A person's or system's answer.
        case answer(Notification)
        /// An operator's act.
        case act(OperatorAct)
    }

    /// What is asked for.
    package var request: Request
    /// Called once, on the loop's thread: after what was decided is durable, or when nothing could
    /// be decided.
    package var reply: @Sendable (CommandForm.Reply) -> Void

    /// A request and who hears what came of it.
    package init(request: Request, reply: @escaping @Sendable (CommandForm.Reply) -> Void) {
        self.request = request
        self.reply = reply
    }
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
