// SPDX-License-Identifier: Apache-2.0

/// The encoding of attribute values in HTTP headers (CloudEvents HTTP binding 1.0.2 §3.1.3.2).
///
/// Kafka headers are UTF-8 as they are: there a per cent sign is a per cent sign.
enum PercentEncoding {
    /// The value, quotes around it taken away and `%XX` put back; what is not a code stays.
    static func decode(_ value: [UInt8]) -> [UInt8] {
        let text = unquoted(value)
        var bytes: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%"), index + 2 < text.count,
                let high = text[index + 1].hexValue, let low = text[index + 2].hexValue
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
        return bytes
    }

    private static func unquoted(_ value: [UInt8]) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        guard value.count >= 2, value.first == quote, value.last == quote else { return value }
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in value.dropFirst().dropLast() {
            if byte == UInt8(ascii: "\\"), !isEscaped {
                isEscaped = true
            } else {
                bytes.append(byte)
                isEscaped = false
            }
        }
        return bytes
    }
}
