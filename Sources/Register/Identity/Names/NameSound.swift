// SPDX-License-Identifier: Apache-2.0

/// How a name sounds, roughly, whatever language it was first written in.
///
/// Soundex and its kin know English alone. Names that have been through another alphabet or
/// another clerk's ear differ in other ways: Mohammed and Muhamad, Choudhury and Chaudhry,
/// Wiśniewski and Vishnevsky, Şahin and Shahin, Oluwaseun and Oluwasheun. So vowels, doubled
/// letters and breathings say nothing, and consonants that stand for each other between the
/// spellings of Arabic, South Asian, Slavic, Turkish and West African names fall together.
struct NameSound: Hashable {
    /// Up to twelve sounds of five bits each, the first highest; 0 when there is none.
    let code: UInt64
    /// How many sounds there are.
    let count: Int

    private static let soundsMax = 12

    init(_ name: String) {
        let letters = name.utf8.span
        var code: UInt64 = 0
        var count = 0
        var index = 0
        var previous: UInt8 = 0
        while index < letters.count, count < NameSound.soundsMax {
            let next = index + 1 < letters.count ? letters[index + 1] : 0
            let (sound, length) = NameSound.sound(letters[index], next)
            // A vowel that begins a name is heard; which one is not told apart.
            let heard = sound == 0 && index == 0 ? NameSound.vowel : sound
            if heard != 0, heard != previous {
                code = code << 5 | UInt64(heard)
                count += 1
            }
            if heard != 0 { previous = heard }
            if NameSound.isVowel(letters[index]) { previous = 0 }
            index += length
        }
        self.code = code
        self.count = count
    }

    private static let vowel: UInt8 = 31

    private static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
            UInt8(ascii: "u"):
            true
        default: false
        }
    }

    /// The sound of a letter or of a pair of letters, and how many letters it took; 0 is silence.
    private static func sound(_ letter: UInt8, _ next: UInt8) -> (UInt8, Int) {
        switch (letter, next) {
        case (UInt8(ascii: "p"), UInt8(ascii: "h")): (6, 2)
        case (UInt8(ascii: "k"), UInt8(ascii: "p")): (1, 2)
        case (UInt8(ascii: "g"), UInt8(ascii: "b")): (1, 2)
        case (UInt8(ascii: "g"), UInt8(ascii: "h")): (3, 2)
        case (UInt8(ascii: "r"), UInt8(ascii: "z")): (4, 2)
        case (UInt8(ascii: "d"), UInt8(ascii: "j")), (UInt8(ascii: "d"), UInt8(ascii: "z")):
            (4, 2)
        case (UInt8(ascii: "c"), UInt8(ascii: "h")), (UInt8(ascii: "c"), UInt8(ascii: "z")),
            (UInt8(ascii: "s"), UInt8(ascii: "h")), (UInt8(ascii: "s"), UInt8(ascii: "z")),
            (UInt8(ascii: "c"), UInt8(ascii: "e")), (UInt8(ascii: "c"), UInt8(ascii: "i")):
            (4, 2)
        case (UInt8(ascii: "t"), UInt8(ascii: "s")), (UInt8(ascii: "t"), UInt8(ascii: "z")):
            (4, 2)
        default: (sound(letter), 1)
        }
    }

    private static func sound(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"), UInt8(ascii: "p"): 1
        case UInt8(ascii: "d"), UInt8(ascii: "t"): 2
        case UInt8(ascii: "c"), UInt8(ascii: "k"), UInt8(ascii: "q"), UInt8(ascii: "g"): 3
        case UInt8(ascii: "s"), UInt8(ascii: "z"), UInt8(ascii: "j"), UInt8(ascii: "x"): 4
        case UInt8(ascii: "f"), UInt8(ascii: "v"), UInt8(ascii: "w"): 6
        case UInt8(ascii: "l"): 7
        case UInt8(ascii: "m"): 8
        case UInt8(ascii: "n"): 9
        case UInt8(ascii: "r"): 10
        default: 0
        }
    }

    /// Whether two names sound alike. Names of one consonant are too many to say so.
    static func isAlike(_ left: String, _ right: String) -> Bool {
        guard beginsAlike(left.utf8.span, right.utf8.span) else { return false }
        let (a, b) = (NameSound(left), NameSound(right))
        let beginsWithVowel = left.utf8.first.map(isVowel) ?? true
        return a == b && a.count > (beginsWithVowel ? 2 : 1)
    }

    /// Whether the first sounds that are heard are the same: of most pairs they are not, and the
    /// rest need not be listened to.
    private static func beginsAlike(
        _ left: borrowing Span<UInt8>, _ right: borrowing Span<UInt8>
    ) -> Bool {
        first(left) == first(right)
    }

    private static func first(_ letters: borrowing Span<UInt8>) -> UInt8 {
        var index = 0
        while index < letters.count {
            let next = index + 1 < letters.count ? letters[index + 1] : 0
            let (sound, length) = sound(letters[index], next)
            if sound != 0 { return sound }
            if index == 0 { return vowel }
            index += length
        }
        return 0
    }
}
