// SPDX-License-Identifier: Apache-2.0

/// Opaque bytes: the ledger never looks into them.
package typealias Bytes = [UInt8]

extension Array where Element == UInt8 {
    /// Appends an integer with the most significant byte first.
    mutating func append(bigEndian value: some FixedWidthInteger) {
        var shift = value.bitWidth
        while shift > 0 {
            shift -= 8
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    /// Lower-case hexadecimal digits.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        var text = Bytes()
        text.reserveCapacity(count * 2)
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Reads big-endian fields from bytes that may end early.
struct FieldReader {
    private let bytes: Bytes
    private(set) var offset = 0

    init(_ bytes: Bytes) {
        self.bytes = bytes
    }

    /// Whether every byte was read.
    var isAtEnd: Bool { offset == bytes.count }

    /// The next integer, or nil when too few bytes are left.
    mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type) -> Value? {
        let size = Value.bitWidth / 8
        guard bytes.count - offset >= size else { return nil }
        var value: Value = 0
        for byte in bytes[offset..<offset + size] {
            value = size == 1 ? Value(truncatingIfNeeded: byte) : value << 8 | Value(byte)
        }
        offset += size
        return value
    }

    /// The next `count` bytes, or nil when too few are left.
    mutating func take(_ count: Int) -> Bytes? {
        guard count >= 0, bytes.count - offset >= count else { return nil }
        defer { offset += count }
        return Bytes(bytes[offset..<offset + count])
    }
}
