// SPDX-License-Identifier: Apache-2.0

/// Text in UTF-16, whose line ends cannot be told byte by byte: it is read to the end of the
/// stream as one value, up to the limit of one.
struct WideRun {
    private var start: Int
    private var isTooLarge = false
    private var hasEnded = false

    /// Text that begins at `start`.
    init(from start: Int) { self.start = start }

    /// Whether the bytes begin as UTF-16 does: with its mark, or with a letter of two bytes.
    static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, let second = bytes.dropFirst().first else { return false }
        switch (first, second) {
        case (0xFF, 0xFE), (0xFE, 0xFF): return true
        case (0, let letter), (let letter, 0): return letter.isLetter
        default: return false
        }
    }

    mutating func shift(by gone: Int) { start -= gone }

    /// Gives the value at the end; false without enough bytes.
    mutating func advance(_ window: inout ByteWindow, _ ready: inout [StreamPiece]) -> Bool {
        let end = window.bytes.count
        if !isTooLarge, end - start > Limits.valueBytesMax {
            isTooLarge = true
            let position = window.position(of: start) + Limits.valueBytesMax
            ready.append(.fault(Rejected(code: .valueTooLarge, position: position)))
        }
        if isTooLarge { window.drop(to: end) }
        guard window.isComplete, !hasEnded else { return false }
        hasEnded = true
        guard !isTooLarge else { return false }
        ready.append(
            .message(
                StreamMessage(
                    bytes: Array(window.bytes[start..<end]),
                    position: window.position(of: start))))
        window.drop(to: end)
        return true
    }
}
