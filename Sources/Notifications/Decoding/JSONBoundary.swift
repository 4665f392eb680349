// SPDX-License-Identifier: Apache-2.0

/// Finds the end of one JSON value byte by byte, without keeping the bytes.
///
/// It knows brackets, strings and the order of tokens, so that a value which breaks off is noticed
/// where the next begins; what a number or an escape may look like is left to `JSONParser`.
struct JSONBoundary {
    /// What became of the value.
    enum Verdict {
        /// It goes on.
        case open
        /// It ended at the position returned, which is the first that is not part of it.
        case ended
        /// The byte at the position returned cannot stand there.
        case malformed
    }

    private enum Expectation {
        case value
        case firstElement
        case firstName
        case name
        case colon
        case separator
        case text
        case escape
        case scalar
    }

    private var expectation = Expectation.value
    private var isName = false
    private var depth = 0
    /// One bit for each open bracket, the innermost lowest; set for an object.
    private var objects: UInt64 = 0

    /// Reads on from `position`, and says how far it came.
    mutating func scan(
        _ bytes: [UInt8], from position: Int
    ) -> (verdict: Verdict, position: Int) {
        var position = position
        while position < bytes.count {
            if expectation == .text {
                position = endOfPlainText(bytes, position)
                guard position < bytes.count else { break }
            }
            switch take(bytes[position]) {
            case .next: position += 1
            case .endedWith: return (.ended, position + 1)
            case .endedBefore: return (.ended, position)
            case .wrong: return (.malformed, position)
            }
        }
        return (.open, position)
    }

    private func endOfPlainText(_ bytes: [UInt8], _ start: Int) -> Int {
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            position += 1
        }
        return position
    }

    private enum Step {
        case next
        case endedWith
        case endedBefore
        case wrong
    }

    private mutating func take(_ byte: UInt8) -> Step {
        switch expectation {
        case .text: return text(byte)
        case .escape:
            expectation = .text
            return byte < 0x20 ? .wrong : .next
        case .scalar:
            if JSONBoundary.isScalar(byte) { return .next }
            if depth == 0 { return .endedBefore }
            expectation = .separator
            return take(byte)
        default: break
        }
        if JSONBoundary.isSpace(byte) { return .next }
        switch expectation {
        case .value: return value(byte)
        case .firstElement: return byte == UInt8(ascii: "]") ? close(isObject: false) : value(byte)
        case .firstName: return byte == UInt8(ascii: "}") ? close(isObject: true) : name(byte)
        case .name: return name(byte)
        case .colon:
            guard byte == UInt8(ascii: ":") else { return .wrong }
            expectation = .value
            return .next
        default: return separator(byte)
        }
    }

    private mutating func text(_ byte: UInt8) -> Step {
        switch byte {
        case UInt8(ascii: "\\"):
            expectation = .escape
            return .next
        case UInt8(ascii: "\""):
            expectation = isName ? .colon : .separator
            return depth == 0 ? .endedWith : .next
        // A control character cannot stand in a string: here the string was not closed.
        case 0x00..<0x20: return .wrong
        default: return .next
        }
    }

    private mutating func value(_ byte: UInt8) -> Step {
        switch byte {
        case UInt8(ascii: "{"): return open(isObject: true)
        case UInt8(ascii: "["): return open(isObject: false)
        case UInt8(ascii: "\""):
            isName = false
            expectation = .text
        case _ where JSONBoundary.isScalar(byte): expectation = .scalar
        default: return .wrong
        }
        return .next
    }

    private mutating func name(_ byte: UInt8) -> Step {
        guard byte == UInt8(ascii: "\"") else { return .wrong }
        isName = true
        expectation = .text
        return .next
    }

    private mutating func separator(_ byte: UInt8) -> Step {
        let isObject = objects & 1 == 1
        switch byte {
        case UInt8(ascii: ","):
            expectation = isObject ? .name : .value
            return .next
        case UInt8(ascii: "}") where isObject: return close(isObject: true)
        case UInt8(ascii: "]") where !isObject: return close(isObject: false)
        default: return .wrong
        }
    }

    private mutating func open(isObject: Bool) -> Step {
        guard depth < min(JSONLimits.standard.depthMax, UInt64.bitWidth) else { return .wrong }
        depth += 1
        objects = objects << 1 | (isObject ? 1 : 0)
        expectation = isObject ? .firstName : .firstElement
        return .next
    }

    private mutating func close(isObject: Bool) -> Step {
        depth -= 1
        objects >>= 1
        expectation = .separator
        return depth == 0 ? .endedWith : .next
    }

    /// Letters, digits and signs: the bytes of numbers and of `true`, `false` and `null`.
    private static func isScalar(_ byte: UInt8) -> Bool {
        byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: ".")
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
