// SPDX-License-Identifier: Apache-2.0

/// HL7 v2 messages in a stream: each goes from its MSH to the next header or trailer.
///
/// It counts a batch's messages without holding them: a trailer that promises more is a fault
/// where it stands, one that promises fewer a warning of the last message before it.
struct HL7Stream {
    /// Bytes past the decoder's own limit, which it tells exactly, that a message may have here:
    /// room for line ends and frames.
    private static let messageBytesMax = Limits.messageBytesMax + 65_536

    private var lineStart: Int
    /// How far the bytes have been read.
    private var scanned: Int
    /// Whether the line's meaning is settled, for its head is long enough, and its end is to come.
    private var isInRest = false
    private var messageStart: Int?
    private var separator: UInt8?
    private var messages = 0
    private var messagesOfBatch = 0
    private var envelope = Envelope()
    private var hasEnded = false

    /// A stream whose first header line begins at `start`.
    init(line start: Int) {
        lineStart = start
        scanned = start
    }

    mutating func shift(by gone: Int) {
        lineStart -= gone
        scanned -= gone
        messageStart = messageStart.map { $0 - gone }
    }

    /// What is wrong with the stream as a whole.
    var ending: Rejected? {
        guard messages == 0 else { return nil }
        return Rejected(code: .hl7EmptyBatch, position: 0, format: .hl7v2)
    }

    /// Reads lines until a piece is ready; false without enough bytes.
    mutating func advance(_ window: inout ByteWindow, _ ready: inout [StreamPiece]) -> Bool {
        defer { window.drop(to: messageStart ?? (isInRest ? scanned : lineStart)) }
        while ready.isEmpty {
            guard !hasEnded else { return false }
            if let end = window.lineEnd(from: scanned) {
                if !isInRest { settle(window, to: end, &ready) }
                isInRest = false
                lineStart = end + 1
                scanned = end + 1
            } else {
                scanned = window.bytes.count
                let isLong = scanned - lineStart >= HL7StreamLine.headBytesMax
                if !isInRest, isLong || window.isComplete { settle(window, to: scanned, &ready) }
                isInRest = isInRest || isLong
                if window.isComplete {
                    hasEnded = true
                    lineStart = scanned
                    close(window, &ready, warnings: envelope.unended)
                }
            }
            checkSize(window, to: isInRest ? scanned : lineStart, &ready)
            // After the last line end, the end of the stream still closes what is open.
            let isAtEnd = scanned == window.bytes.count && (hasEnded || !window.isComplete)
            if ready.isEmpty, isAtEnd { return false }
        }
        return true
    }

    /// Takes the meaning of the line, whose bytes at hand go to `end`.
    private mutating func settle(
        _ window: ByteWindow, to end: Int, _ ready: inout [StreamPiece]
    ) {
        let head = window.bytes[lineStart..<end].prefix(HL7StreamLine.headBytesMax)
        let (line, separator) = HL7StreamLine.read(head, separator: separator)
        self.separator = separator
        switch line {
        case .other: break
        case .message:
            close(window, &ready)
            messageStart = lineStart
            messages += 1
            messagesOfBatch += 1
            if envelope.batch == nil { envelope.looseMessages += 1 }
        case .header(let isBatch):
            close(window, &ready)
            let position = window.position(of: lineStart + indent(of: head))
            if isBatch { messagesOfBatch = 0 }
            envelope.open(isBatch: isBatch, position)
        case .trailer(false, let declared):
            close(window, &ready)
            if envelope.lacks(declared) {
                let trailer = window.position(of: lineStart + indent(of: head))
                ready.append(HL7Stream.missing(trailer, "FTS-1"))
            }
            envelope = Envelope()
        case .trailer(true, let declared):
            let trailer = window.position(of: lineStart + indent(of: head))
            let declared = declared ?? messagesOfBatch
            let surplus = DecodeWarning(code: WarningCode.batchCount, position: trailer)
            close(window, &ready, warnings: declared < messagesOfBatch ? [surplus] : [])
            if declared > messagesOfBatch {
                ready.append(HL7Stream.missing(trailer, "BTS-1"))
            }
            envelope.batch = nil
            envelope.messages += messagesOfBatch
            messagesOfBatch = 0
        }
    }

    private static func missing(_ trailer: Int, _ field: String) -> StreamPiece {
        .fault(
            Rejected(code: .hl7BatchCount, position: trailer, field: field, format: .hl7v2))
    }

    private func indent(of line: ArraySlice<UInt8>) -> Int {
        line.count - HL7StreamLine.withoutIndent(line).count
    }

    /// Gives the message that ends where the line begins.
    private mutating func close(
        _ window: ByteWindow, _ ready: inout [StreamPiece], warnings: [DecodeWarning] = []
    ) {
        guard let start = messageStart else { return }
        messageStart = nil
        ready.append(
            .message(
                StreamMessage(
                    bytes: Array(window.bytes[start..<lineStart]),
                    position: window.position(of: start), warnings: warnings)))
    }

    /// Gives up a message that is too long; its lines are read on to find the next.
    private mutating func checkSize(
        _ window: ByteWindow, to end: Int, _ ready: inout [StreamPiece]
    ) {
        guard let start = messageStart, end - start > HL7Stream.messageBytesMax else { return }
        messageStart = nil
        ready.append(
            .fault(
                Rejected(
                    code: .hl7Limit, position: window.position(of: start), format: .hl7v2)))
    }
}

/// What a file's trailer is held against: the batches and messages seen since its header.
private struct Envelope {
    /// Where FHS stands.
    var file: Int?
    /// Where BHS stands, until its trailer.
    var batch: Int?
    var batches = 0
    var messages = 0
    var looseMessages = 0

    mutating func open(isBatch: Bool, _ position: Int) {
        if isBatch {
            batch = position
            batches += 1
        } else {
            self = Envelope()
            file = position
        }
    }

    /// Whether a trailer promises more batches than there are. Some senders count messages, and
    /// messages without a batch are one.
    func lacks(_ declared: Int?) -> Bool {
        guard let declared else { return false }
        return declared > batches + (looseMessages > 0 ? 1 : 0)
            && declared != messages + looseMessages
    }

    /// What was begun and not ended, which the last message is warned of.
    var unended: [DecodeWarning] {
        [file, batch].compactMap(\.self).map {
            DecodeWarning(code: WarningCode.batchUnended, position: $0)
        }
    }
}
