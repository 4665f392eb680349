// SPDX-License-Identifier: Apache-2.0

/// What a line means to a stream of HL7 v2 messages: the same rules by which `HL7Splitter` parts
/// a value.
enum HL7StreamLine: Equatable {
    /// MSH: a message begins.
    case message
    /// FHS or BHS.
    case header(isBatch: Bool)
    /// FTS or BTS, with what it declares.
    case trailer(isBatch: Bool, declared: Int?)
    /// A segment, or the continuation of one.
    case other

    /// Whether it begins a message or an envelope.
    var isHeader: Bool {
        switch self {
        case .message, .header: true
        case .trailer, .other: false
        }
    }

    /// Bytes of a line that are looked at; no header's or trailer's first field ends later.
    static let headBytesMax = 4096

    /// CR, LF, and MLLP's start and end of block.
    static func isEnd(_ byte: UInt8) -> Bool {
        byte == 0x0D || byte == 0x0A || byte == 0x0B || byte == 0x1C
    }

    /// The meaning of a line by its head, and what parts its fields.
    static func read(
        _ raw: ArraySlice<UInt8>, separator: UInt8?
    ) -> (line: HL7StreamLine, separator: UInt8?) {
        let line = withoutIndent(raw)
        guard line.count >= 3 else { return (.other, separator) }
        let start = line.startIndex
        let next = line.count > 3 ? line[start + 3] : nil
        switch HL7SegmentID(line[start], line[start + 1], line[start + 2]) {
        case let id where id == .msh || id == .fhs || id == .bhs:
            guard let next, HL7Separators.canSeparate(next) else { return (.other, separator) }
            return (id == .msh ? .message : .header(isBatch: id == .bhs), next)
        case let id where id == .bts || id == .fts:
            guard next == nil || next == separator else { return (.other, separator) }
            let digits = line.dropFirst(4).prefix { $0 != separator }
            let declared = Int(String(decoding: digits, as: UTF8.self).trimmed)
            return (.trailer(isBatch: id == .bts, declared: declared), separator)
        default: return (.other, separator)
        }
    }

    /// The line without a byte order mark and without space in front.
    static func withoutIndent(_ raw: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = raw
        if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        return line.drop { $0 == 0x20 || $0 == 0x09 }
    }
}
