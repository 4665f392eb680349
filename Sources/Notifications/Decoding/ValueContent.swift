// SPDX-License-Identifier: Apache-2.0

/// What a value's first bytes show.
enum ValueContent {
    case hl7v2
    case json
    /// Something that begins as XML does.
    case xml
    case other

    init(_ value: [UInt8]) {
        // The usual begin, without a list to be made.
        if value.count > 3, value[0] == UInt8(ascii: "M"), value[1] == UInt8(ascii: "S"),
            value[2] == UInt8(ascii: "H"), HL7Separators.canSeparate(value[3])
        {
            self = .hl7v2
            return
        }
        var bytes = value[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        // 0x0B and 0x1C are MLLP's frame.
        bytes = bytes.drop { $0.isSpace || $0 == 0x1C }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard let first = bytes.first else {
            self = .other
            return
        }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            self = .json
            return
        }
        if first == UInt8(ascii: "<") {
            self = .xml
            return
        }
        let name = bytes.prefix(3).map(\.uppercased)
        let isHeader = ["MSH", "FHS", "BHS"].contains { name.elementsEqual($0.utf8) }
        let separator = bytes.dropFirst(3).first
        if isHeader, separator.map(HL7Separators.canSeparate) != false {
            self = .hl7v2
        } else {
            self = HL7WideText.isWide(value) ? .hl7v2 : .other
        }
    }
}
