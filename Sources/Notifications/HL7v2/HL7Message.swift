// SPDX-License-Identifier: Apache-2.0

/// A message that could not be parted into fields.
struct HL7Fault: Error, Hashable {
    var code: RejectionCode
    var position: Int
    var field: String?
}

/// One HL7 v2 message as byte ranges into the value that holds it; nothing is copied until a text
/// is asked for. A class, for whatever reads it holds it, and asks it for every part.
///
/// Order of reading: part at the declared separators first, undo escapes after (DOMAIN.md §3.6).
final class HL7Message {
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

    /// Begin of every token of the segments that are tabled, and after a segment's last token one
    /// past its end.
    private let starts: [Int32]
    private let isASCII: Bool
    /// Whether every text is its bytes: ASCII, which is the same in every set, and no escapes.
    private let isPlain: Bool

    /// The message in those lines of `bytes`, its text in UTF-8 until `chooseCharset`.
    ///
    /// - Parameter isASCII: whether all bytes are known to be ASCII.
    init(_ bytes: [UInt8], lines: [Range<Int>], isASCII: Bool = false) throws(HL7Fault) {
        guard let header = lines.first, let last = lines.last, header.count >= 4 else {
            throw HL7Fault(code: .hl7Header, position: lines.first?.lowerBound ?? 0)
        }
        let range = header.lowerBound..<last.upperBound
        guard range.count <= Limits.messageBytesMax, lines.count <= Limits.segmentsMax else {
            throw HL7Fault(code: .hl7Limit, position: header.lowerBound)
        }
        let field = bytes[header.lowerBound + 3]
        let encoding = bytes[header].dropFirst(4).prefix { $0 != field }
        guard let separators = HL7Separators(field: field, encoding: encoding) else {
            throw HL7Fault(
                code: .hl7Header, position: header.lowerBound + 3, field: "MSH-2")
        }
        var segments: [HL7Segment] = []
        segments.reserveCapacity(lines.count)
        // More than there can be: every byte a separator, and two for each segment. What is not
        // written to costs nothing.
        let most = range.count + 2 * lines.count
        starts = try [Int32](capacity: most) { starts throws(HL7Fault) in
            for line in lines {
                segments.append(
                    try HL7Segment(bytes.span, line, separators, starts: &starts))
            }
        }
        // MSH-2 names the escape, and has none: that needs letters.
        let text = header.lowerBound + 4 + encoding.count..<range.upperBound
        isPlain =
            isASCII
            && separators.escape.map { ByteBlocks.has($0, inASCII: bytes.span, text) } != true
        self.bytes = bytes
        self.range = range
        self.separators = separators
        self.segments = segments
        self.isASCII = isASCII
    }

    /// Chooses the character set of the text: what MSH-18 declares, else the dialect's, else
    /// UTF-8; and Windows-1252 where the bytes are not UTF-8.
    ///
    /// - Parameter isTranscoded: whether the bytes were made UTF-8 from what the sender sent.
    /// - Returns: the warning where the bytes are not in the set that they should be in, or the set
    ///   is not known.
    @discardableResult
    func chooseCharset(
        _ dialect: PreparedDialect = .standard, isTranscoded: Bool = false
    ) -> DecodeWarning? {
        guard !isTranscoded, let header = segments.first else { return nil }
        var warning: DecodeWarning?
        let field = field(18, of: header)
        let declared = trimmedText(firstComponent(of: field)) ?? ""
        let own = dialect.charset
        var chosen = HL7Charset.named(declared)
        if chosen == nil {
            warning = DecodeWarning(code: WarningCode.charsetUnknown, position: field.lowerBound)
        }
        if declared.isEmpty || chosen == nil || dialect.ignoresDeclaredCharset {
            chosen = own ?? chosen
        }
        let firstInvalid = isASCII ? nil : UTF8Text.firstInvalid(in: bytes, range)
        guard let chosen, chosen != .utf8 else {
            guard let firstInvalid else { return warning }
            charset = .windows1252
            return DecodeWarning(code: WarningCode.charsetFallback, position: firstInvalid)
        }
        charset = chosen
        // Text in a single-byte set is hardly ever UTF-8 by chance.
        if firstInvalid == nil, let byte = bytes[range].firstIndex(where: { $0 >= 0x80 }) {
            return DecodeWarning(code: WarningCode.charsetDoubtful, position: byte)
        }
        return warning
    }
}

/// Parts of the message.
extension HL7Message {
    /// The first segment of that name.
    func first(_ id: HL7SegmentID) -> HL7Segment? { segments.first { $0.id == id } }

    /// The field by its number in the standard, where MSH-1 is the separator itself; an empty range
    /// when the segment ends before it.
    func field(_ number: Int, of segment: HL7Segment) -> Range<Int> {
        let token = segment.id == .msh ? number &- 1 : number
        if let place = segment.place(ofToken: token) {
            return Int(starts[place])..<Int(starts[place &+ 1]) &- 1
        }
        let line = segment.line
        if token == 0, segment.id == .msh {
            let separator = line.lowerBound + 3
            return separator..<separator + 1
        }
        guard token >= 1, !segment.isTabled else { return line.upperBound..<line.upperBound }
        return part(token + 1, of: line, separator: separators.field)
    }

    /// The repetitions of a field; one for a field without, none for an empty field.
    func repetitions(of field: Range<Int>) -> HL7Repetitions { HL7Repetitions(self, field) }

    /// The repetition of a field by its number from 1.
    func repetition(_ number: Int, of field: Range<Int>) -> Range<Int> {
        part(number, of: field, separator: separators.repetition)
    }

    /// The component of a repetition by its number from 1; an empty range when it ends before.
    func component(_ number: Int, of repetition: Range<Int>) -> Range<Int> {
        part(number, of: repetition, separator: separators.component)
    }

    /// The first component of a field's first repetition.
    func firstComponent(of field: Range<Int>) -> Range<Int> {
        guard !field.isEmpty else { return field }
        let bytes = bytes
        let component = separators.component ?? separators.field
        let end = ByteWords.first(
            component, component, separators.repetition ?? component, in: bytes.span, field)
        return field.lowerBound..<end
    }

    /// The first sub-component of the first component of a field's first repetition.
    func firstSubcomponent(of field: Range<Int>) -> Range<Int> {
        guard !field.isEmpty else { return field }
        let bytes = bytes
        let component = separators.component ?? separators.field
        let end = ByteWords.first(
            component, separators.subcomponent ?? component, separators.repetition ?? component,
            in: bytes.span, field)
        return field.lowerBound..<end
    }

    /// The first components of a field's first repetition, for whoever asks for several.
    func components(of field: Range<Int>) -> HL7Components {
        let bytes = bytes
        // Between fields none stands that is not there.
        return HL7Components(
            bytes.span, field, component: separators.component ?? separators.field,
            repetition: separators.repetition ?? separators.field)
    }

    /// The first sub-component of a component.
    func firstSubcomponent(ofComponent component: Range<Int>) -> Range<Int> {
        first(of: component, separator: separators.subcomponent)
    }

    /// The sub-component of a component by its number from 1.
    func subcomponent(_ number: Int, of component: Range<Int>) -> Range<Int> {
        part(number, of: component, separator: separators.subcomponent)
    }

    private func part(_ number: Int, of whole: Range<Int>, separator: UInt8?) -> Range<Int> {
        let end = whole.upperBound
        guard let separator, !whole.isEmpty else { return number == 1 ? whole : end..<end }
        let bytes = bytes
        var start = whole.lowerBound
        for _ in 1..<number {
            start = ByteWords.first(separator, in: bytes.span, start..<end) + 1
            guard start <= end else { return end..<end }
        }
        return first(of: start..<end, separator: separator)
    }

    @inline(__always)
    private func first(of whole: Range<Int>, separator: UInt8?) -> Range<Int> {
        guard let separator, !whole.isEmpty else { return whole }
        let bytes = bytes
        return whole.lowerBound..<ByteWords.first(separator, in: bytes.span, whole)
    }
}

/// What parts say.
extension HL7Message {
    /// Whether the range is `""`, which deletes what is stored.
    func isNull(_ range: Range<Int>) -> Bool {
        range.count == 2 && bytes[range.lowerBound] == UInt8(ascii: "\"")
            && bytes[range.lowerBound + 1] == UInt8(ascii: "\"")
    }

    /// The text of a range without space at its ends; nil when nothing is left.
    func trimmedText(_ range: Range<Int>) -> String? {
        guard let plain = plain(range) else { return text(range).trimmed.nonEmpty }
        return plain.isEmpty ? nil : string(plain)
    }

    /// The text of a range, trimmed and with every run of space as one; nil when nothing is left.
    func collapsedText(_ range: Range<Int>) -> String? {
        guard let plain = plain(range) else { return text(range).trimmed.collapsed.nonEmpty }
        let bytes = bytes
        guard ByteBlocks.isOfWords(bytes.span, plain) else { return string(plain).collapsed }
        return plain.isEmpty ? nil : string(plain)
    }

    /// Whether an ASCII character could stand in the text of a range: it does, or an escape may
    /// stand for it.
    func mayHave(_ character: Unicode.Scalar, _ range: Range<Int>) -> Bool {
        let bytes = bytes
        return !isPlain
            || ByteWords.first(UInt8(ascii: character), in: bytes.span, range) < range.upperBound
    }

    /// Whether the text of a range is nothing but space.
    func isBlank(_ range: Range<Int>) -> Bool {
        guard let plain = plain(range) else { return text(range).trimmed.isEmpty }
        return plain.isEmpty
    }

    /// The trimmed text of a range as a code.
    func code(_ range: Range<Int>) -> ShortCode {
        guard let plain = plain(range) else { return ShortCode(of: text(range).trimmed) }
        let bytes = bytes
        return ShortCode(of: bytes.span.extracting(plain))
    }

    /// The date and time of a range in one of the usual forms, of digits only.
    func plainTime(_ range: Range<Int>) -> HL7Time? {
        let bytes = bytes
        return HL7Time(plain: bytes.span, range)
    }

    /// The range without space at its ends, if its bytes are its text: ASCII, which is the same in
    /// every set, without an escape that is to be undone.
    @inline(__always)
    private func plain(_ range: Range<Int>) -> Range<Int>? {
        let bytes = bytes
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start].isSpace { start += 1 }
        while start < end, bytes[end - 1].isSpace { end -= 1 }
        if isPlain { return start..<end }
        let isPlainHere = ByteWords.isASCII(
            in: bytes.span, start..<end, without: separators.escape ?? 0x80)
        return isPlainHere ? start..<end : nil
    }

    @inline(__always)
    private func string(_ plain: Range<Int>) -> String {
        let bytes = bytes
        // What is plain is ASCII, and so UTF-8.
        return String(
            copying: unsafe UTF8Span(
                unchecked: bytes.span.extracting(plain), isKnownASCII: true))
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
