// SPDX-License-Identifier: Apache-2.0

/// HL7 v2 escape sequences (DOMAIN.md §3.6). The letters name separators by role, whatever
/// characters the message declares for them.
enum HL7Escapes {
    /// The bytes with their escapes undone. Highlighting is dropped, what is unknown stays as it
    /// is, and an escape character that opens nothing stands for itself.
    static func undone(_ bytes: ArraySlice<UInt8>, _ separators: HL7Separators) -> [UInt8] {
        guard let escape = separators.escape else { return Array(bytes) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let byte = bytes[position]
            position += 1
            guard byte == escape, let close = bytes[position...].firstIndex(of: escape),
                let meaning = meaning(of: bytes[position..<close], separators)
            else {
                result.append(byte)
                continue
            }
            result.append(contentsOf: meaning)
            position = close + 1
        }
        return result
    }

    /// The text with separators, escape character and line ends escaped.
    static func escaped(_ bytes: some Sequence<UInt8>, _ separators: HL7Separators) -> [UInt8] {
        guard let escape = separators.escape else { return Array(bytes) }
        var result: [UInt8] = []
        for byte in bytes {
            let letter: String
            switch byte {
            case separators.field: letter = "F"
            case separators.component: letter = "S"
            case separators.subcomponent: letter = "T"
            case separators.repetition: letter = "R"
            case escape: letter = "E"
            // The full stop of `.br` may be a separator itself.
            case 0x0A: letter = separators.contains(UInt8(ascii: ".")) ? "X0A" : ".br"
            case 0x0D: letter = "X0D"
            case 0x0B: letter = "X0B"
            case 0x1C: letter = "X1C"
            default:
                result.append(byte)
                continue
            }
            result.append(escape)
            result.append(contentsOf: letter.utf8)
            result.append(escape)
        }
        return result
    }

    /// What stands for the text between two escape characters; nil when it is not known.
    private static func meaning(
        of name: ArraySlice<UInt8>, _ separators: HL7Separators
    ) -> [UInt8]? {
        guard let first = name.first else { return nil }
        if name.count == 1 {
            switch first {
            case UInt8(ascii: "F"): return [separators.field]
            case UInt8(ascii: "S"): return separators.component.map { [$0] }
            case UInt8(ascii: "T"): return [separators.subcomponent ?? UInt8(ascii: "&")]
            case UInt8(ascii: "R"): return separators.repetition.map { [$0] }
            case UInt8(ascii: "E"): return separators.escape.map { [$0] }
            case UInt8(ascii: "P"): return separators.truncation.map { [$0] }
            case UInt8(ascii: "H"), UInt8(ascii: "N"): return []
            default: return nil
            }
        }
        if first == UInt8(ascii: "X") { return hexadecimal(name.dropFirst()) }
        return first == UInt8(ascii: ".") ? formatting(name.dropFirst()) : nil
    }

    /// A formatting command of FT text: a word of two letters and, for some, a number. Lines and
    /// skipped places are kept, what only says how text is to look is dropped.
    private static func formatting(_ command: ArraySlice<UInt8>) -> [UInt8]? {
        let word = command.prefix(2).map(\.uppercased)
        let argument = command.dropFirst(2)
        let digits =
            argument.first == UInt8(ascii: "+") || argument.first == UInt8(ascii: "-")
            ? argument.dropFirst() : argument
        guard digits.count <= 3, digits.allSatisfy(\.isDigit) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        // More than a page of lines or a line of places is a mistake, not a layout.
        let count = digits.isEmpty ? 1 : min(max(number, 1), 80)
        switch String(decoding: word, as: UTF8.self) {
        case "BR", "CE": return argument.isEmpty ? [0x0A] : nil
        case "SP": return Array(repeating: 0x0A, count: count)
        case "SK": return Array(repeating: 0x20, count: count)
        case "TI", "IN": return []
        case "FI", "NF": return argument.isEmpty ? [] : nil
        default: return nil
        }
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
        guard digits.count.isMultiple(of: 2) else { return nil }
        var result: [UInt8] = []
        var high: UInt8?
        for digit in digits {
            guard let value = digit.hexValue else { return nil }
            if let upper = high {
                result.append(upper << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return result
    }
}
