// SPDX-License-Identifier: Apache-2.0

/// A segment's three characters, in upper case.
struct HL7SegmentID: Hashable, Sendable {
    private let packed: UInt32

    private init(_ first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar) {
        self.init(UInt8(ascii: first), UInt8(ascii: second), UInt8(ascii: third))
    }

    @inline(__always)
    init(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
        packed =
            UInt32(first.uppercased) << 16 | UInt32(second.uppercased) << 8
            | UInt32(third.uppercased)
    }

    static let msh = HL7SegmentID("M", "S", "H")
    static let fhs = HL7SegmentID("F", "H", "S")
    static let bhs = HL7SegmentID("B", "H", "S")
    static let bts = HL7SegmentID("B", "T", "S")
    static let fts = HL7SegmentID("F", "T", "S")
    static let evn = HL7SegmentID("E", "V", "N")
    static let pid = HL7SegmentID("P", "I", "D")
    static let pv1 = HL7SegmentID("P", "V", "1")
    static let pv2 = HL7SegmentID("P", "V", "2")
    static let dg1 = HL7SegmentID("D", "G", "1")
    static let zu1 = HL7SegmentID("Z", "U", "1")
    static let zu3 = HL7SegmentID("Z", "U", "3")
    static let zu5 = HL7SegmentID("Z", "U", "5")
    static let zu8 = HL7SegmentID("Z", "U", "8")
    static let pd1 = HL7SegmentID("P", "D", "1")
    static let mrg = HL7SegmentID("M", "R", "G")

    /// Its three characters.
    var name: String {
        let bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: packed >> UInt32($0)) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// One segment of a message: its identifier, and where its fields begin.
struct HL7Segment: Hashable, Sendable {
    /// The three characters.
    let id: HL7SegmentID
    // In half the room, for messages are searched for a segment again and again.
    private let lineStart, lineEnd, firstToken, tokenCount: Int32

    /// Its bytes.
    var line: Range<Int> { Int(lineStart)..<Int(lineEnd) }
    /// Whether its tokens stand in the message's table of starts.
    var isTabled: Bool { tokenCount > 0 }

    /// The place in the table of a token by its number from 1, the identifier being the one before;
    /// nil when it is not in the table.
    @inline(__always)
    func place(ofToken number: Int) -> Int? {
        number >= 1 && number < Int(tokenCount) ? Int(firstToken) &+ number : nil
    }

    /// Whether so many of a segment's fields are asked for that it is worth a table of them all:
    /// of NK1, OBX, AL1 and most others none is.
    private static func isTabled(_ id: HL7SegmentID) -> Bool {
        id == .msh || id == .evn || id == .pid || id == .pv1 || id == .pv2
    }

    /// The segment in that line, of at least three bytes. If it is tabled, adds the begin of its
    /// tokens, and one past its end, to `starts`: a value has far less bytes than fit.
    init(
        _ bytes: borrowing Span<UInt8>, _ line: Range<Int>, _ separators: HL7Separators,
        starts: inout OutputSpan<Int32>
    ) throws(HL7Fault) {
        let start = line.lowerBound
        id = HL7SegmentID(bytes[start], bytes[start + 1], bytes[start + 2])
        try HL7Segment.checkLimits(bytes, line, separators, id)
        lineStart = Int32(truncatingIfNeeded: start)
        lineEnd = Int32(truncatingIfNeeded: line.upperBound)
        firstToken = Int32(truncatingIfNeeded: starts.count)
        guard HL7Segment.isTabled(id) else {
            tokenCount = 0
            return
        }
        starts.append(Int32(truncatingIfNeeded: start))
        let sought = ByteWords.repeated(separators.field)
        precondition(start >= 0 && line.upperBound <= bytes.count)
        var at = start
        while at <= line.upperBound &- 8 {
            // Eight bytes of the line are there.
            let word = unsafe ByteWords.unchecked(bytes, at)
            HL7Segment.addTokens(after: ByteWords.zeros(in: word ^ sought), at, to: &starts)
            at &+= 8
        }
        if at < line.upperBound {
            // What stands past the line does not count.
            let past = UInt64.max << UInt64(8 * (line.upperBound - at))
            let places = ByteWords.zeros(in: ByteWords.wordOrRest(bytes, at) ^ sought) & ~past
            HL7Segment.addTokens(after: places, at, to: &starts)
        }
        tokenCount = Int32(truncatingIfNeeded: starts.count) - firstToken
        starts.append(Int32(truncatingIfNeeded: line.upperBound + 1))
    }

    /// Adds the begin of the token after each separator of a word that stands at `position`.
    @inline(__always)
    private static func addTokens(
        after places: UInt64, _ position: Int, to starts: inout OutputSpan<Int32>
    ) {
        var places = places
        while places != 0 {
            let separator = position &+ ByteWords.index(of: places)
            starts.append(Int32(truncatingIfNeeded: separator &+ 1))
            places &= places &- 1
        }
    }

    /// Whether the line has too many fields, or one of a person's or visit's fields too many
    /// repetitions: others are not read.
    private static func checkLimits(
        _ bytes: borrowing Span<UInt8>, _ line: Range<Int>, _ separators: HL7Separators,
        _ id: HL7SegmentID
    ) throws(HL7Fault) {
        // Hardly any line has bytes enough.
        guard line.count >= min(Limits.fieldsMax, Limits.repetitionsMax) else { return }
        let isCounted = id == .pid || id == .pv1 || id == .mrg
        var (fields, repetitions) = (1, 0)
        for position in line {
            if bytes[position] == separators.field {
                fields += 1
                repetitions = 0
            } else if isCounted, bytes[position] == separators.repetition {
                repetitions += 1
            }
            guard fields <= Limits.fieldsMax, repetitions < Limits.repetitionsMax else {
                throw HL7Fault(code: .hl7Limit, position: position, field: id.name)
            }
        }
    }
}
