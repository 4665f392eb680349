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

    init(_ bytes: borrowing Span<UInt8>, _ start: Int) {
        guard start <= bytes.count - 3 else {
            self = .none
            return
        }
        let (first, second, third) = (bytes[start], bytes[start + 1], bytes[start + 2])
        if start + 3 < bytes.count {
            let next = bytes[start + 3]
            guard next == UInt8(ascii: "|") || next == 0x0D || next == 0x0A else {
                self = .none
                return
            }
        }
        switch UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third) {
        case 0x4D5348: self = .msh
        case 0x45564E: self = .evn
        case 0x504944: self = .pid
        case 0x505631: self = .pv1
        case 0x444731: self = .dg1
        // BHS, BTS, FHS and FTS frame a batch; MRG names a second person.
        case 0x424853, 0x425453, 0x464853, 0x465453, 0x4D5247: self = .none
        default:
            // ZU1 to ZU9, and whatever else ITK adds: specialty, care intensity and ward.
            let isITK = first == UInt8(ascii: "Z") && second == UInt8(ascii: "U")
            let isName =
                PlainSegment.isUpper(first) && PlainSegment.isUpperOrDigit(second)
                && PlainSegment.isUpperOrDigit(third)
            self = isName && !isITK ? .other : .none
        }
    }

    private static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

    private static func isUpperOrDigit(_ byte: UInt8) -> Bool {
        byte &- 0x41 < 26 || byte &- 0x30 < 10
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
