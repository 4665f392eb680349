// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Opens once: what comes after waits for what comes before.
final class Latch: Sendable {
    private let value = Atomic<UInt8>(0)

    /// Whether it is open.
    var isOpen: Bool { value.load(ordering: .acquiring) == 1 }

    /// Whether it will never open.
    var hasFailed: Bool { value.load(ordering: .acquiring) == 2 }

    func open() { value.store(1, ordering: .releasing) }

    func fail() { value.store(2, ordering: .releasing) }
}
