// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// What something was, and since when: a value that is told again and again and sometimes changes.
package struct History<Value: Hashable & Sendable>: Hashable, Sendable {
    /// A value and the instant from which it held.
    package struct Step: Hashable, Sendable {
        /// Since when.
        package var since: Instant
        /// What held from then on.
        package var value: Value
    }

    /// The values in their order; two that follow each other differ.
    package private(set) var steps: [Step] = []

    /// Nothing told yet.
    package init() {}

    /// The value now.
    package var current: Value? { steps.last?.value }

    /// Since when the value now has held.
    package var since: Instant? { steps.last?.since }

    /// Takes a value that was told of `instant`; what was told before counts as earlier.
    mutating func note(_ value: Value, at instant: Instant) {
        guard value != current else { return }
        steps.append(Step(since: instant, value: value))
    }

    /// Says that the first value held since `instant`: what the admission was found with.
    mutating func begin(at instant: Instant) {
        guard !steps.isEmpty else { return }
        steps[0].since = instant
    }
}
