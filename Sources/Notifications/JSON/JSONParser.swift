// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
    /// The value of a JSON text (RFC 8259) in UTF-8; a byte order mark in front is passed over.
    package init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONParseError) {
        var parser = try JSONParser(bytes, limits: limits)
        self = try parser.document()
    }

    /// The value of a JSON text.
    package init(parsing text: String) throws(JSONParseError) {
        try self.init(parsing: Array(text.utf8))
    }
}

/// One pass over the bytes of a JSON text.
struct JSONParser {
    private let bytes: [UInt8]
    private let limits: JSONLimits
    private(set) var position = 0
    private var depth = 0
    private var values = 0

    init(_ bytes: [UInt8], limits: JSONLimits) throws(JSONParseError) {
        guard bytes.count <= limits.bytesMax else {
            throw JSONParseError(code: .size, position: limits.bytesMax)
        }
        if let position = UTF8Text.firstInvalid(in: bytes, 0..<bytes.count) {
            throw JSONParseError(code: .utf8, position: position)
        }
        self.bytes = bytes
        self.limits = limits
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func document() throws(JSONParseError) -> JSONValue {
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw fault(.trailing) }
        return value
    }

    private func fault(_ code: JSONFault) -> JSONParseError {
        JSONParseError(code: code, position: position)
    }

    /// The next byte, or a truncation fault.
    private func next() throws(JSONParseError) -> UInt8 {
        guard position < bytes.count else { throw fault(.truncated) }
        return bytes[position]
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(JSONParseError) {
        guard try next() == UInt8(ascii: character) else { throw fault(.syntax) }
        position += 1
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func value() throws(JSONParseError) -> JSONValue {
        skipSpace()
        values += 1
        guard values <= limits.valuesMax else { throw fault(.count) }
        switch try next() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .number(try number())
        default: throw fault(.syntax)
        }
    }

    private mutating func literal(
        _ text: StaticString, _ value: JSONValue
    ) throws(JSONParseError) -> JSONValue {
        for scalar in text.description.unicodeScalars { try expect(scalar) }
        return value
    }

    private mutating func enter() throws(JSONParseError) {
        depth += 1
        guard depth <= limits.depthMax else { throw fault(.depth) }
        position += 1
        skipSpace()
    }

    private mutating func array() throws(JSONParseError) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var elements: [JSONValue] = []
        if try next() == UInt8(ascii: "]") {
            position += 1
            return .array(elements)
        }
        while true {
            elements.append(try value())
            skipSpace()
            if try next() == UInt8(ascii: ",") {
                position += 1
                continue
            }
            try expect("]")
            return .array(elements)
        }
    }

    private mutating func object() throws(JSONParseError) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var members: [JSONValue.Member] = []
        var names = NameRegister()
        if try next() == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        while true {
            skipSpace()
            let start = position
            guard try next() == UInt8(ascii: "\"") else { throw fault(.syntax) }
            let name = try string()
            guard names.insert(name, among: members) else {
                throw JSONParseError(code: .duplicateMember, position: start)
            }
            skipSpace()
            try expect(":")
            members.append(JSONValue.Member(name, try value()))
            skipSpace()
            if try next() == UInt8(ascii: ",") {
                position += 1
                continue
            }
            try expect("}")
            return .object(members)
        }
    }

    private mutating func digits() throws(JSONParseError) {
        guard try next().isDigit else { throw fault(.number) }
        while position < bytes.count, bytes[position].isDigit { position += 1 }
    }

    private mutating func number() throws(JSONParseError) -> String {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        if try next() == UInt8(ascii: "0") {
            position += 1
            if position < bytes.count, bytes[position].isDigit { throw fault(.number) }
        } else {
            try digits()
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            let sign = try next()
            if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func string() throws(JSONParseError) -> String {
        guard try next() == UInt8(ascii: "\"") else { throw fault(.syntax) }
        position += 1
        let start = position
        while true {
            let byte = try next()
            if byte == UInt8(ascii: "\"") {
                defer { position += 1 }
                return String(decoding: bytes[start..<position], as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\") { break }
            guard byte >= 0x20 else { throw fault(.string) }
            position += 1
        }
        var text = Array(bytes[start..<position])
        while true {
            let byte = try next()
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                let scalar = try escape()
                text.append(contentsOf: String(Character(scalar)).utf8)
            case 0x00..<0x20:
                throw fault(.string)
            default:
                text.append(byte)
                position += 1
            }
        }
    }

    /// The character of one escape; a surrogate must come with its other half.
    private mutating func escape() throws(JSONParseError) -> Unicode.Scalar {
        let start = position
        position += 1
        let kind = try next()
        position += 1
        switch kind {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw JSONParseError(code: .string, position: start)
        }
        let unit = try hex4()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let lone = JSONParseError(code: .surrogate, position: start)
        guard unit < 0xDC00, try next() == UInt8(ascii: "\\") else { throw lone }
        position += 1
        guard try next() == UInt8(ascii: "u") else { throw lone }
        position += 1
        let low = try hex4()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw lone }
        return scalar
    }

    private mutating func hex4() throws(JSONParseError) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = try next().hexValue else { throw fault(.string) }
            number = number << 4 | UInt32(digit)
            position += 1
        }
        return number
    }
}

/// Notices a name that stands twice, without a set for the small objects that are the rule.
private struct NameRegister {
    private var names: Set<String> = []

    mutating func insert(_ name: String, among members: [JSONValue.Member]) -> Bool {
        if members.count < 16 { return !members.contains { $0.name == name } }
        if names.isEmpty { names = Set(members.map(\.name)) }
        return names.insert(name).inserted
    }
}

extension UInt8 {
    /// The value of an ASCII hexadecimal digit.
    var hexValue: UInt8? {
        if isDigit { return self - UInt8(ascii: "0") }
        let lower = self | 0x20
        guard lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "f") else { return nil }
        return lower - UInt8(ascii: "a") + 10
    }
}
