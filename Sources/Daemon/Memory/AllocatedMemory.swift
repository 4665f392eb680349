// SPDX-License-Identifier: Apache-2.0

import CLinux

/// How the program holds the memory that it asks the machine for: an area's whole register must
/// fit beside everything else that a small server does.
package enum AllocatedMemory {
    /// Takes from few places, and large blocks each from the machine itself, so that what a rush
    /// of work frees can be given back and does not lie scattered among what stays. To be called
    /// before anything runs beside the caller.
    package static func beSparing() {
        mallopt(M_ARENA_MAX, arenasMax)
        mallopt(M_MMAP_THRESHOLD, largeBlockBytes)
    }

    /// Gives back what is free; by itself the allocator keeps it for the next rush.
    static func giveBack() {
        malloc_trim(0)
    }

    /// One for the loop that decides, one for everybody else.
    private static let arenasMax: Int32 = 2

    /// A table that grows leaves its former room behind; from here on that is a block of its own.
    private static let largeBlockBytes: Int32 = 64 * 1024
}
