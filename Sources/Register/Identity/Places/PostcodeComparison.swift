// SPDX-License-Identifier: Apache-2.0

/// How far two postcodes agree that are not pseudo-postcodes.
enum PostcodeComparison {
    static func level(_ left: String, _ right: String) -> EvidenceLevel {
        if left == right { return .exact }
        let (a, b) = (left.utf8.span, right.utf8.span)
        guard a.count == b.count else { return .differs }
        // Without the unit: `LS1 4AP` is in the sector `LS1 4`.
        let sector = a.count - 2
        guard sector > 0 else { return .differs }
        var first = 0
        while first < a.count, a[first] == b[first] { first += 1 }
        if first >= sector, hasSpace(a) { return .sector }
        return isOneSlip(a, b, from: first) ? .close : .differs
    }

    private static func hasSpace(_ text: borrowing Span<UInt8>) -> Bool {
        for index in text.indices where text[index] == UInt8(ascii: " ") { return true }
        return false
    }

    /// One letter or digit another, or two neighbours exchanged.
    private static func isOneSlip(
        _ a: borrowing Span<UInt8>, _ b: borrowing Span<UInt8>, from first: Int
    ) -> Bool {
        var last = a.count - 1
        while last > first, a[last] == b[last] { last -= 1 }
        if last == first { return true }
        return last == first + 1 && a[first] == b[last] && a[last] == b[first]
    }
}
