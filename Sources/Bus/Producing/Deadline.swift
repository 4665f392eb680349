// SPDX-License-Identifier: Apache-2.0

/// The moment up to which a call may wait, on a clock that does not jump.
struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    init(inMs ms: Int64) { end = .now + .milliseconds(ms) }

    var hasPassed: Bool { .now >= end }

    /// Milliseconds left, rounded up; 0 once it has passed.
    var remainingMs: Int32 {
        let left = ContinuousClock.now.duration(to: end)
        guard left > .zero else { return 0 }
        let ms = left / .milliseconds(1)
        return ms >= Double(Int32.max) ? Int32.max : Int32(ms.rounded(.up))
    }
}
