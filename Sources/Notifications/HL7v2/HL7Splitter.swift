// SPDX-License-Identifier: Apache-2.0

/// A value parted into the lines of its messages, before any field is looked at.
struct HL7Split: Sendable {
    /// The messages in their order.
    var messages: [HL7Lines] = []
    /// The batches in their order; what stands in none has batches without a header.
    var batches = [HL7Batch(file: 0)]
    /// The files in their order; what stands in none has files without a header.
    var files = [HL7File()]
    /// Where something first stands that belongs to no message.
    var stray: Int?
    /// Whether FHS or BHS stands in the value.
    var hasEnvelope = false
    /// Whether there are more messages or batches than may be.
    var isTooLong = false
    /// Whether all bytes are ASCII.
    var isASCII = true

    /// Whether no header or trailer stands in the value, but messages only.
    var isWithoutEnvelope: Bool { batches.count == 1 && files.count == 1 }
}

/// One message as lines.
struct HL7Lines: Sendable {
    /// The byte ranges of its lines, without line ends; the first is MSH's.
    var lines: [Range<Int>]
    /// The batch it stands in.
    var batch: Int
    /// Where a line first had to be read as part of the one before.
    var continuation: Int?
}

/// Parts a value at its line ends.
///
/// CR, LF, CRLF and mixtures end a line, as do the frame bytes of MLLP. A line that does not begin
/// as a segment does goes on with the line before: senders leave line feeds in text, and files get
/// wrapped.
struct HL7Splitter {
    private let bytes: [UInt8]
    private var split = HL7Split()
    private var fieldSeparator: UInt8?
    /// The message whose lines are being read; it joins the others at its end.
    private var message = HL7Lines(lines: [], batch: 0)
    private var isInMessage = false

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func split(_ bytes: [UInt8]) -> HL7Split {
        var splitter = HL7Splitter(bytes)
        var start = 0
        let span = bytes.span
        var at = 0
        var seen: UInt64 = 0
        while at < span.count {
            at = ByteBlocks.skipText(span, from: at, &seen)
            let word = ByteWords.wordOrRest(span, at)
            seen |= word
            var places = ByteWords.controls(in: word)
            while places != 0 {
                let position = at &+ ByteWords.index(of: places)
                places &= places &- 1
                guard position < span.count, isLineEnd(span[position]) else { continue }
                splitter.take(start..<position)
                start = position + 1
            }
            at &+= 8
        }
        splitter.take(start..<bytes.count)
        splitter.closeMessage()
        splitter.split.isASCII = ByteWords.isASCII(seen)
        return splitter.split
    }

    /// CR, LF, and MLLP's start and end of block.
    private static func isLineEnd(_ byte: UInt8) -> Bool {
        byte == 0x0D || byte == 0x0A || byte == 0x0B || byte == 0x1C
    }

    private mutating func take(_ raw: Range<Int>) {
        guard !raw.isEmpty else { return }
        // Most lines begin with a letter.
        let line = bytes[raw.lowerBound].isLetter ? raw : withoutIndent(raw)
        guard line.count >= 3 else { return goOn(raw) }
        let start = line.lowerBound
        let id = HL7SegmentID(bytes[start], bytes[start + 1], bytes[start + 2])
        let next = line.count > 3 ? bytes[start + 3] : nil
        switch id {
        case .msh, .fhs, .bhs:
            guard let next, HL7Separators.canSeparate(next) else { return goOn(raw) }
            open(id, line, separator: next)
        case .bts, .fts:
            guard next == nil || next == fieldSeparator else { return goOn(raw) }
            close(id, line)
        default:
            guard isInMessage, bytes[start].isLetter, bytes[start + 1].isLetterOrDigit,
                bytes[start + 2].isLetterOrDigit, next == nil || next == fieldSeparator
            else { return goOn(raw) }
            // One past the limit is enough to have the message refused.
            guard message.lines.count <= Limits.segmentsMax else { return }
            message.lines.append(line)
        }
    }

    /// The line without a byte order mark and without space in front.
    private func withoutIndent(_ raw: Range<Int>) -> Range<Int> {
        var start = raw.lowerBound
        if raw.count >= 3, bytes[start] == 0xEF, bytes[start + 1] == 0xBB,
            bytes[start + 2] == 0xBF
        {
            start += 3
        }
        while start < raw.upperBound, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        return start..<raw.upperBound
    }

    private mutating func open(_ id: HL7SegmentID, _ line: Range<Int>, separator: UInt8) {
        closeMessage()
        fieldSeparator = separator
        guard hasRoomForBatch else { return refuse() }
        switch id {
        case .fhs:
            split.hasEnvelope = true
            split.files.append(HL7File(header: line.lowerBound))
            split.batches.append(HL7Batch(file: split.files.count - 1))
        case .bhs:
            split.hasEnvelope = true
            split.batches.append(
                HL7Batch(file: split.files.count - 1, header: line.lowerBound))
        default:
            guard split.messages.count < Limits.messagesMax else { return refuse() }
            isInMessage = true
            message = HL7Lines(lines: [], batch: split.batches.count - 1)
            message.lines.reserveCapacity(16)
            message.lines.append(line)
        }
    }

    /// Notes that a limit is passed; what passes it is not kept, since it will be refused.
    private mutating func refuse() { split.isTooLong = true }

    private mutating func closeMessage() {
        if isInMessage { split.messages.append(message) }
        isInMessage = false
    }

    /// A batch has a header and a trailer.
    private var hasRoomForBatch: Bool { split.batches.count <= 2 * Limits.messagesMax }

    private mutating func close(_ id: HL7SegmentID, _ line: Range<Int>) {
        closeMessage()
        guard hasRoomForBatch else { return refuse() }
        if id == .bts {
            let last = split.batches.count - 1
            split.batches[last].trailer = line.lowerBound
            split.batches[last].declared = count(line)
        } else {
            let last = split.files.count - 1
            split.files[last].trailer = line.lowerBound
            split.files[last].declared = count(line)
            split.files.append(HL7File())
        }
        // What follows a trailer without a new header stands in no batch.
        split.batches.append(HL7Batch(file: split.files.count - 1))
    }

    /// The first field of a trailer.
    private func count(_ line: Range<Int>) -> HL7Count {
        let digits = bytes[line].dropFirst(4).prefix { $0 != fieldSeparator }
        let text = String(decoding: digits.prefix(40), as: UTF8.self).trimmed
        if text.isEmpty { return .unstated }
        return Int(text).flatMap { $0 < 0 ? nil : .stated($0) } ?? .unreadable
    }

    private mutating func goOn(_ raw: Range<Int>) {
        guard isInMessage, let line = message.lines.popLast() else {
            let isBlank = bytes[raw].allSatisfy { $0.isSpace || $0 == 0 }
            if split.stray == nil, !isBlank { split.stray = raw.lowerBound }
            return
        }
        message.lines.append(line.lowerBound..<raw.upperBound)
        if message.continuation == nil { message.continuation = raw.lowerBound }
    }
}
