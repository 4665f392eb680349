// SPDX-License-Identifier: Apache-2.0

/// Reads the primitive types of the Kafka protocol
/// (<https://kafka.apache.org/protocol#protocol_types>).
/// Every read returns nil past the end.
struct WireReader {
    private let bytes: [UInt8]
    /// Where the next read begins.
    private(set) var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func int16() -> Int16? { integer() }
    mutating func int32() -> Int32? { integer() }
    mutating func int64() -> Int64? { integer() }

    /// An unsigned variable-length integer, at most five bytes.
    mutating func varint() -> Int? {
        var value = 0
        for shift in stride(from: 0, to: 35, by: 7) {
            guard position < bytes.count else { return nil }
            let byte = bytes[position]
            position += 1
            value |= Int(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }

    /// Passes over a string, nullable or not; returns false past the end.
    mutating func skipString(isCompact: Bool) -> Bool {
        if isCompact {
            guard let length = varint() else { return false }
            return skip(max(0, length - 1))
        }
        guard let length = int16() else { return false }
        return skip(max(0, Int(length)))
    }

    /// The number of elements of an array that follow; 0 for a null array.
    mutating func arrayCount(isCompact: Bool) -> Int? {
        if isCompact { return varint().map { max(0, $0 - 1) } }
        return int32().map { max(0, Int($0)) }
    }

    /// Passes over tagged fields.
    mutating func skipTags() -> Bool {
        guard let count = varint() else { return false }
        for _ in 0..<count {
            guard varint() != nil, let size = varint(), skip(size) else { return false }
        }
        return true
    }

    mutating func skip(_ count: Int) -> Bool {
        guard count <= bytes.count - position else { return false }
        position += count
        return true
    }

    private mutating func integer<Value: FixedWidthInteger>() -> Value? {
        let size = Value.bitWidth / 8
        guard bytes.count - position >= size else { return nil }
        var value: Value = 0
        for byte in bytes[position..<position + size] {
            value = value << 8 | Value(truncatingIfNeeded: byte)
        }
        position += size
        return value
    }
}

/// Writes the same types.
struct WireWriter {
    private(set) var bytes: [UInt8] = []

    mutating func int16(_ value: Int16) { integer(value) }
    mutating func int32(_ value: Int32) { integer(value) }
    mutating func int64(_ value: Int64) { integer(value) }

    mutating func varint(_ value: Int) {
        var rest = UInt(bitPattern: value)
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func string(_ text: String, isCompact: Bool) {
        if isCompact {
            varint(text.utf8.count + 1)
        } else {
            int16(Int16(clamping: text.utf8.count))
        }
        bytes.append(contentsOf: text.utf8)
    }

    /// A request or an answer with its length before it.
    static func frame(_ body: [UInt8]) -> [UInt8] {
        var writer = Self()
        writer.int32(Int32(truncatingIfNeeded: body.count))
        return writer.bytes + body
    }

    private mutating func integer<Value: FixedWidthInteger>(_ value: Value) {
        for shift in stride(from: Value.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> Value(shift)))
        }
    }
}
