// SPDX-License-Identifier: Apache-2.0

/// The separators that a message declares in MSH-1 and MSH-2. They are read, never assumed.
struct HL7Separators: Hashable, Sendable {
    /// Between fields.
    var field: UInt8
    /// Between components, usually `^`.
    var component: UInt8?
    /// Between repetitions, usually `~`.
    var repetition: UInt8?
    /// Around escapes, usually `\`.
    var escape: UInt8?
    /// Between sub-components, usually `&`.
    var subcomponent: UInt8?
    /// The mark of what was cut short, from version 2.7 on `#`.
    var truncation: UInt8?
    /// Whether MSH-2 was usable only with a correction.
    var isOdd = false

    /// The usual separators.
    static let usual = HL7Separators(
        field: UInt8(ascii: "|"), component: UInt8(ascii: "^"), repetition: UInt8(ascii: "~"),
        escape: UInt8(ascii: "\\"), subcomponent: UInt8(ascii: "&"))

    /// The separators declared by MSH-1 and the characters of MSH-2, or nil when they are unusable.
    ///
    /// A character that stands twice counts once: `^~\\&` comes from escaping the escape. Line
    /// ends inside are those of a message that something has wrapped.
    init?(field: UInt8, encoding: some Sequence<UInt8>) {
        // What most messages declare.
        if field == UInt8(ascii: "|"), encoding.elementsEqual("^~\\&".utf8) {
            self = .usual
            return
        }
        guard HL7Separators.canSeparate(field) else { return nil }
        // Characters beyond those that mean something.
        var others: [UInt8] = []
        self.field = field
        isOdd = false
        var count = 0
        for byte in encoding where byte != 0x0A && byte != 0x0D {
            guard HL7Separators.canSeparate(byte), byte != field, count < 8 else { return nil }
            if contains(byte) || byte == truncation || others.contains(byte) {
                isOdd = true
                continue
            }
            switch count {
            case 0: component = byte
            case 1: repetition = byte
            case 2: escape = byte
            case 3: subcomponent = byte
            case 4: truncation = byte
            default: others.append(byte)
            }
            count += 1
        }
        guard component != nil else { return nil }
        if count < 4 { isOdd = true }
    }

    private init(
        field: UInt8, component: UInt8, repetition: UInt8, escape: UInt8, subcomponent: UInt8
    ) {
        self.field = field
        self.component = component
        self.repetition = repetition
        self.escape = escape
        self.subcomponent = subcomponent
    }

    /// Whether the byte is one of them.
    func contains(_ byte: UInt8) -> Bool {
        byte == field || byte == component || byte == repetition || byte == escape
            || byte == subcomponent
    }

    /// Printable ASCII other than letters, digits and space.
    static func canSeparate(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !byte.isLetterOrDigit
    }
}
