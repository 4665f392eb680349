// SPDX-License-Identifier: Apache-2.0

/// A range of a message of the grammar, whose bytes are fewer than 65,536, in four bytes.
package struct PlainRange: Sendable {
    @usableFromInline var start: UInt16 = 0
    @usableFromInline var end: UInt16 = 0

    /// An empty range.
    @inline(__always)
    init() {}

    /// The range; a bound that is no position in a message of the grammar is cut.
    @inline(__always)
    init(_ range: Range<Int>) {
        start = UInt16(truncatingIfNeeded: range.lowerBound)
        end = max(start, UInt16(truncatingIfNeeded: range.upperBound))
    }

    /// The range itself.
    @inlinable @inline(__always)
    package var range: Range<Int> { Int(start)..<Int(max(start, end)) }

    /// How many bytes it has.
    @inlinable @inline(__always)
    package var count: Int { Int(max(start, end)) &- Int(start) }

    /// Whether it has no byte.
    @inlinable @inline(__always)
    package var isEmpty: Bool { end <= start }
}
