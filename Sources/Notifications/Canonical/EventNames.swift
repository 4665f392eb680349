// SPDX-License-Identifier: Apache-2.0

/// Some of the names of events: whether one is among them costs nothing to ask.
package struct EventNames: Sendable {
    /// One bit for each place in `EventName.all`.
    private var low: UInt128 = 0
    private var high: UInt128 = 0

    /// None.
    package init() {}

    /// These names.
    package init(_ names: some Sequence<EventName>) {
        for name in names { insert(name) }
    }

    /// Takes a name among them.
    package mutating func insert(_ name: EventName) {
        if name.place < 128 {
            low |= 1 << UInt128(name.place)
        } else {
            high |= 1 << UInt128(name.place - 128)
        }
    }

    /// Whether a name is among them.
    package func contains(_ name: EventName) -> Bool {
        (name.place < 128 ? low >> UInt128(name.place) : high >> UInt128(name.place - 128)) & 1 == 1
    }
}
