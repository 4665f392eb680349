// SPDX-License-Identifier: Apache-2.0

/// Splits bytes that come in chunks into lines ending LF or CRLF. A byte order mark at the start
/// is dropped.
struct LineReader {
    /// One line of a file, with its number from 1.
    enum Line: Hashable {
        /// A line without its end.
        case text(number: Int, bytes: [UInt8])
        /// A line above the limit; its bytes are dropped as they come.
        case tooLong(number: Int)
    }

    private let bytesMax: Int
    private var bytes: [UInt8] = []
    private var number = 1
    private var isTooLong = false

    init(bytesMax: Int) {
        self.bytesMax = bytesMax
    }

    mutating func feed(_ chunk: some Sequence<UInt8>) -> [Line] {
        var lines: [Line] = []
        var rest = Array(chunk)[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            take(rest[..<end])
            if let line = endLine() { lines.append(line) }
            number += 1
            rest = rest[(end + 1)...]
        }
        take(rest)
        return lines
    }

    /// More of a line, as far as there is room for it.
    private mutating func take(_ more: ArraySlice<UInt8>) {
        let taken = more.prefix(bytesMax - bytes.count)
        bytes.append(contentsOf: taken)
        isTooLong = isTooLong || taken.count < more.count
    }

    /// The last line, if the file does not end with a line's end.
    mutating func finish() -> [Line] {
        bytes.isEmpty && !isTooLong ? [] : [endLine()].compactMap { $0 }
    }

    private mutating func endLine() -> Line? {
        defer {
            bytes.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        if isTooLong { return .tooLong(number: number) }
        if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return .text(number: number, bytes: bytes)
    }
}
