// SPDX-License-Identifier: Apache-2.0

/// What the first look does with a line, by its first bytes.
enum PlainSegment {
    case msh
    case evn
    case pid
    case pv1
    case dg1
    /// A segment that says nothing of who it is and whether it concerns us.
    case other
    /// No segment, or one that the first look leaves alone.
    case none

    @inline(__always)
    init(_ bytes: borrowing Span<UInt8>, _ start: Int) {
        let word = PlainWord.at(start, bytes)
        let next = UInt8(truncatingIfNeeded: word &>> 24)
        guard
            next == UInt8(ascii: "|") || next == 0x0D || next == 0x0A || start &+ 3 == bytes.count
        else {
            self = .none
            return
        }
        // The first byte in the highest place, as the names are written here.
        switch word.byteSwapped &>> 40 {
        case 0x4D5348: self = .msh
        case 0x45564E: self = .evn
        case 0x504944: self = .pid
        case 0x505631: self = .pv1
        case 0x444731: self = .dg1
        // BHS, BTS, FHS and FTS frame a batch; MRG names a second person.
        case 0x424853, 0x425453, 0x464853, 0x465453, 0x4D5247: self = .none
        default:
            // ZU1 to ZU9, and whatever else ITK adds: specialty, care intensity and ward.
            let isITK = word & 0xFFFF == 0x555A
            // A capital, and two capitals or digits.
            let isName =
                UInt8(truncatingIfNeeded: word) &- 0x41 < 26 && word & 0x80_8080 == 0
                && PlainWord.isAlphanumeric(word, count: 3)
                && PlainWord.uppercased(word & 0xFF_FFFF) == word & 0xFF_FFFF
            self = isName && !isITK ? .other : .none
        }
    }
}

/// The triggers and classes that make a message news of a contact and not something out of scope.
enum PlainTriggers {
    /// Whether the first look reads messages of A01, A02 and so on.
    static func isKnown(_ trigger: UInt8) -> Bool {
        switch trigger {
        case 1...8, 11...14, 21, 22, 27, 28, 31, 38: true
        default: false
        }
    }

    /// Whether such a message with that class is about a contact; nil where no class is sent.
    static func isContact(_ trigger: UInt8, letter: UInt8?) -> Bool {
        switch letter {
        case UInt8(ascii: "I"), UInt8(ascii: "B"), UInt8(ascii: "D"), UInt8(ascii: "E"): true
        // What other triggers mean for outpatients and for those who are to come, depends.
        case UInt8(ascii: "O"), UInt8(ascii: "P"): trigger == 8 || trigger == 28 || trigger == 31
        case nil: trigger != 4
        default: false
        }
    }
}
