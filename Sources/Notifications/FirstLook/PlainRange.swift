// SPDX-License-Identifier: Apache-2.0

/// A range of a message of the grammar, whose bytes are fewer than 65,536, in four bytes.
package struct PlainRange: Sendable {
    private var start: UInt16 = 0
    private var end: UInt16 = 0

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
    @inline(__always)
    package var range: Range<Int> { Int(start)..<Int(max(start, end)) }

    /// How many bytes it has.
    @inline(__always)
    package var count: Int { Int(max(start, end)) &- Int(start) }

    /// Whether it has no byte.
    @inline(__always)
    package var isEmpty: Bool { end <= start }
}
