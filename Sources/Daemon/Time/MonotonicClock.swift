// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The machine's monotonic time, which runs on while it sleeps.
enum MonotonicClock {
    /// Milliseconds since an arbitrary beginning.
    static func nowMs() -> Int64 { read(CLOCK_BOOTTIME) }

    /// Milliseconds since 1970 by the machine's wall clock, believed or not.
    static func wallMs() -> Int64 { read(CLOCK_REALTIME) }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

/// Waiting on a thread that may wait.
package enum Pause {
    /// Waits at most `ms` milliseconds, in steps short enough to notice `stop`.
    package static func wait(ms: Int, unless stop: () -> Bool) {
        let deadline = MonotonicClock.nowMs() + Int64(ms)
        while MonotonicClock.nowMs() < deadline, !stop() {
            usleep(1000)
        }
    }
}
