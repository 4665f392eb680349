// SPDX-License-Identifier: Apache-2.0

/// Some of the names of events: whether one is among them costs nothing to ask.
package struct EventNames: Sendable, Equatable, ExpressibleByArrayLiteral {
    /// One bit for each place in `EventName.all`.
    private var low: UInt128 = 0
    private var high: UInt128 = 0

    /// None.
    package init() {}

    /// These names.
    package init(_ names: some Sequence<EventName>) {
        for name in names { insert(name) }
    }

    /// These names.
    package init(arrayLiteral names: EventName...) {
        self.init(names)
    }

    /// Takes a name among them.
    package mutating func insert(_ name: EventName) {
        if name.place < 128 {
            low |= 1 << UInt128(name.place)
        } else {
            high |= 1 << UInt128(name.place - 128)
        }
    }

    /// Takes all of others among them.
    package mutating func formUnion(_ others: EventNames) {
        low |= others.low
        high |= others.high
    }

    /// These and others.
    package func union(_ others: EventNames) -> EventNames {
        var all = self
        all.formUnion(others)
        return all
    }

    /// Whether none is among others too.
    package func isDisjoint(with others: EventNames) -> Bool {
        (low & others.low) | (high & others.high) == 0
    }

    /// Whether a name is among them.
    package func contains(_ name: EventName) -> Bool {
        (name.place < 128 ? low >> UInt128(name.place) : high >> UInt128(name.place - 128)) & 1 == 1
    }
}
