// SPDX-License-Identifier: Apache-2.0

import Daemon

/// Says on standard error how far a long read has got: at most once a second, and not at all when
/// it takes less than one.
final class Progress {
    private let what: String
    private let isShown: Bool
    private let time = MachineTime()
    private var nextMs: Int64

    /// Milliseconds between two lines, and before the first.
    private static let everyMs: Int64 = 1000

    init(_ what: String, isShown: Bool = Terminal.isErrorInteractive) {
        self.what = what
        self.isShown = isShown
        nextMs = time.monotonicMs() + Progress.everyMs
    }

    /// Takes note that `done` of `all` are done.
    func note(_ done: Int64, _ all: Int64) {
        guard isShown, time.monotonicMs() >= nextMs else { return }
        nextMs = time.monotonicMs() + Progress.everyMs
        Terminal.say("\(what): \(done) of \(all)")
    }
}
