// SPDX-License-Identifier: Apache-2.0

/// A message that could not be parted into fields.
struct HL7Fault: Error, Hashable {
    var code: RejectionCode
    var position: Int
    var field: String?
}

/// One HL7 v2 message as byte ranges into the value that holds it; nothing is copied until a text
/// is asked for.
///
/// Order of reading: part at the declared separators first, undo escapes after (DOMAIN.md §3.6).
struct HL7Message: Sendable {
    /// The whole value; every range counts from its begin.
    let bytes: [UInt8]
    /// The bytes of this message.
    let range: Range<Int>
    /// The declared separators.
    let separators: HL7Separators
    /// The segments in their order, MSH first.
    let segments: [HL7Segment]
    /// The character set of its text.
    private(set) var charset = HL7Charset.utf8
    /// The first byte that is not UTF-8 where the message was to be, or where unknown, is.
    private(set) var charsetWarning: DecodeWarning?

    /// Begin of every token, and after a segment's last token one past its end.
    private let starts: [Int]

    /// The message in those lines of `bytes`, its text in the set that it declares itself.
    init(_ bytes: [UInt8], lines: [Range<Int>]) throws(HL7Fault) {
        guard let header = lines.first, let last = lines.last, header.count >= 4 else {
            throw HL7Fault(code: .hl7Header, position: lines.first?.lowerBound ?? 0)
        }
        range = header.lowerBound..<last.upperBound
        guard range.count <= Limits.messageBytesMax, lines.count <= Limits.segmentsMax else {
            throw HL7Fault(code: .hl7Limit, position: header.lowerBound)
        }
        let field = bytes[header.lowerBound + 3]
        let encoding = bytes[header].dropFirst(4).prefix { $0 != field }
        guard let separators = HL7Separators(field: field, encoding: encoding) else {
            throw HL7Fault(
                code: .hl7Header, position: header.lowerBound + 3, field: "MSH-2")
        }
        self.bytes = bytes
        self.separators = separators
        var segments: [HL7Segment] = []
        var starts: [Int] = []
        segments.reserveCapacity(lines.count)
        starts.reserveCapacity(lines.count * 24)
        for line in lines {
            segments.append(
                try HL7Message.segment(bytes, line, separators: separators, starts: &starts))
        }
        self.segments = segments
        self.starts = starts
    }

    private static func segment(
        _ bytes: [UInt8], _ line: Range<Int>, separators: HL7Separators, starts: inout [Int]
    ) throws(HL7Fault) -> HL7Segment {
        let start = line.lowerBound
        let id = HL7SegmentID(bytes[start], bytes[start + 1], bytes[start + 2])
        let first = starts.count
        starts.append(start)
        var repetitions = 0
        let countsRepetitions = id == .pid || id == .pv1 || id == .mrg
        let field = separators.field
        // A byte that can be no separator stands for none.
        let repetition = countsRepetitions ? separators.repetition ?? 0 : 0
        let text = bytes.span.extracting(line)
        for index in text.indices where text[index] == field || text[index] == repetition {
            let position = start + index
            if text[index] == field {
                starts.append(position + 1)
                repetitions = 0
                guard starts.count - first <= Limits.fieldsMax else {
                    throw HL7Fault(code: .hl7Limit, position: position, field: id.name)
                }
            } else if countsRepetitions, separators.repetition != nil {
                repetitions += 1
                guard repetitions < Limits.repetitionsMax else {
                    throw HL7Fault(code: .hl7Limit, position: position, field: id.name)
                }
            }
        }
        let count = starts.count - first
        starts.append(line.upperBound + 1)
        return HL7Segment(id: id, firstToken: first, tokenCount: count)
    }

    /// Chooses the character set of the text: what MSH-18 declares, else the dialect's, else
    /// UTF-8; and Windows-1252 where the bytes are not UTF-8.
    ///
    /// - Parameter isTranscoded: whether the bytes were made UTF-8 from what the sender sent.
    mutating func chooseCharset(_ dialect: Dialect = .standard, isTranscoded: Bool = false) {
        guard !isTranscoded, let header = segments.first else { return }
        let position = field(18, of: header).lowerBound
        let declared = text(component(1, of: firstRepetition(of: field(18, of: header)))).trimmed
        let own = dialect.charset?.charset
        var chosen = HL7Charset.named(declared)
        if chosen == nil {
            charsetWarning = DecodeWarning(code: WarningCode.charsetUnknown, position: position)
        }
        if declared.isEmpty || chosen == nil || dialect.ignoresDeclaredCharset {
            chosen = own ?? chosen
        }
        let firstInvalid = UTF8Text.firstInvalid(in: bytes, range)
        guard let chosen, chosen != .utf8 else {
            guard let firstInvalid else { return }
            charset = .windows1252
            charsetWarning = DecodeWarning(
                code: WarningCode.charsetFallback, position: firstInvalid)
            return
        }
        charset = chosen
        // Text in a single-byte set is hardly ever UTF-8 by chance.
        if firstInvalid == nil, let byte = bytes[range].firstIndex(where: { $0 >= 0x80 }) {
            charsetWarning = DecodeWarning(code: WarningCode.charsetDoubtful, position: byte)
        }
    }
}

extension HL7Message {
    /// The first segment of that name.
    func first(_ id: HL7SegmentID) -> HL7Segment? { segments.first { $0.id == id } }

    /// The field by its number in the standard, where MSH-1 is the separator itself; an empty range
    /// when the segment ends before it.
    func field(_ number: Int, of segment: HL7Segment) -> Range<Int> {
        if segment.id == .msh, number == 1 {
            let separator = starts[segment.firstToken] + 3
            return separator..<separator + 1
        }
        let token = segment.id == .msh ? number - 1 : number
        guard token >= 1, token < segment.tokenCount else {
            let end = starts[segment.firstToken + segment.tokenCount] - 1
            return end..<end
        }
        let index = segment.firstToken + token
        return starts[index]..<starts[index + 1] - 1
    }

    /// The repetitions of a field; one for a field without, none for an empty field.
    func repetitions(of field: Range<Int>) -> [Range<Int>] {
        guard !field.isEmpty else { return [] }
        guard let separator = separators.repetition else { return [field] }
        var parts: [Range<Int>] = []
        var start = field.lowerBound
        for position in field where bytes[position] == separator {
            parts.append(start..<position)
            start = position + 1
        }
        parts.append(start..<field.upperBound)
        return parts
    }

    /// The first repetition of a field.
    func firstRepetition(of field: Range<Int>) -> Range<Int> {
        part(1, of: field, separator: separators.repetition)
    }

    /// The component of a repetition by its number from 1; an empty range when it ends before.
    func component(_ number: Int, of repetition: Range<Int>) -> Range<Int> {
        part(number, of: repetition, separator: separators.component)
    }

    /// The repetition of a field by its number from 1.
    func repetition(_ number: Int, of field: Range<Int>) -> Range<Int> {
        part(number, of: field, separator: separators.repetition)
    }

    /// The sub-component of a component by its number from 1.
    func subcomponent(_ number: Int, of component: Range<Int>) -> Range<Int> {
        part(number, of: component, separator: separators.subcomponent)
    }

    private func part(_ number: Int, of whole: Range<Int>, separator: UInt8?) -> Range<Int> {
        guard let separator else {
            return number == 1 ? whole : whole.upperBound..<whole.upperBound
        }
        var start = whole.lowerBound
        var reached = 1
        let text = bytes.span.extracting(whole)
        for index in text.indices where text[index] == separator {
            let position = whole.lowerBound + index
            if reached == number { return start..<position }
            reached += 1
            start = position + 1
        }
        return reached == number ? start..<whole.upperBound : whole.upperBound..<whole.upperBound
    }

    /// Whether the range is `""`, which deletes what is stored.
    func isNull(_ range: Range<Int>) -> Bool {
        range.count == 2 && bytes[range.lowerBound] == UInt8(ascii: "\"")
            && bytes[range.lowerBound + 1] == UInt8(ascii: "\"")
    }

    /// The text of a range without space at its ends; nil when nothing is left.
    func trimmedText(_ range: Range<Int>) -> String? {
        let text = bytes.span.extracting(range)
        var (start, end) = (0, text.count)
        while start < end, text[start].isSpace { start += 1 }
        while start < end, text[end - 1].isSpace { end -= 1 }
        guard start < end else { return nil }
        // ASCII without an escape is the same in every set, and nothing is to be undone.
        let escape = separators.escape ?? 0x80
        for index in start..<end where text[index] >= 0x80 || text[index] == escape {
            return self.text(range).trimmed.nonEmpty
        }
        return String(
            decoding: bytes[range.lowerBound + start..<range.lowerBound + end], as: UTF8.self)
    }

    /// The text of a range, escapes undone, in the message's character set.
    func text(_ range: Range<Int>) -> String {
        guard let escape = separators.escape, bytes[range].contains(escape) else {
            return charset.decode(bytes[range])
        }
        let undone = HL7Escapes.undone(bytes[range], separators)
        return charset.decode(undone[...])
    }
}
