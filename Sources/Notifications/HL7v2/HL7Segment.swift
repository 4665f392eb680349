// SPDX-License-Identifier: Apache-2.0

/// A segment's three characters, in upper case.
struct HL7SegmentID: Hashable, Sendable {
    private let packed: UInt32

    init(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
        packed =
            UInt32(first.uppercased) << 16 | UInt32(second.uppercased) << 8
            | UInt32(third.uppercased)
    }

    private init(_ name: (Unicode.Scalar, Unicode.Scalar, Unicode.Scalar)) {
        self.init(UInt8(ascii: name.0), UInt8(ascii: name.1), UInt8(ascii: name.2))
    }

    static let msh = HL7SegmentID(("M", "S", "H"))
    static let fhs = HL7SegmentID(("F", "H", "S"))
    static let bhs = HL7SegmentID(("B", "H", "S"))
    static let bts = HL7SegmentID(("B", "T", "S"))
    static let fts = HL7SegmentID(("F", "T", "S"))
    static let evn = HL7SegmentID(("E", "V", "N"))
    static let pid = HL7SegmentID(("P", "I", "D"))
    static let pv1 = HL7SegmentID(("P", "V", "1"))
    static let pv2 = HL7SegmentID(("P", "V", "2"))
    static let dg1 = HL7SegmentID(("D", "G", "1"))
    static let zu1 = HL7SegmentID(("Z", "U", "1"))
    static let zu3 = HL7SegmentID(("Z", "U", "3"))
    static let zu5 = HL7SegmentID(("Z", "U", "5"))
    static let zu8 = HL7SegmentID(("Z", "U", "8"))
    static let pd1 = HL7SegmentID(("P", "D", "1"))
    static let mrg = HL7SegmentID(("M", "R", "G"))

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
    /// The index of its first token in the message's table of starts.
    let firstToken: Int
    /// The number of tokens, of which the first is the identifier itself.
    let tokenCount: Int
}
