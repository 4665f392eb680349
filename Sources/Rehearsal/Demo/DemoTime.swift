// SPDX-License-Identifier: Apache-2.0

import Daemon
package import Notifications
import Synchronization

/// The time of the demonstration's made world: it stands until it is moved.
package final class DemoTime: TimeReadings {
    private let ms: Mutex<Int64>

    /// A world that begins at an instant.
    package init(_ start: Instant) {
        ms = Mutex(start.milliseconds)
    }

    /// The story's instant.
    package var now: Instant { Instant(milliseconds: ms.withLock { $0 }) }

    /// Moves time on to an instant; never back.
    package func move(to instant: Instant) {
        ms.withLock { $0 = max($0, instant.milliseconds) }
    }

    /// The story's instant, in milliseconds.
    package func wallMs() -> Int64 { ms.withLock { $0 } }

    /// The same as the wall: in a made world time never jumps against itself.
    package func monotonicMs() -> Int64 { ms.withLock { $0 } }

    /// A made world keeps its own time.
    package func isSynchronised() -> Bool { true }
}
