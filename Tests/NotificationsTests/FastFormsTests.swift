// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

/// Where a way of reading has a fast form, it is the same as the obvious one.
@Suite("Fast forms") struct FastFormsTests {
    /// Texts of the bytes that matter, of every length up to 24.
    private static func texts(_ count: Int, from alphabet: [String], seed: UInt64) -> [String] {
        var generator = Seeded(state: seed)
        return (0..<count).map { _ in
            (0..<Int.random(in: 0...24, using: &generator)).map { _ in
                alphabet[Int.random(in: alphabet.indices, using: &generator)]
            }.joined()
        }
    }

    private static let letters = [
        "a", "Z", "7", " ", " ", "\t", "\n", "\u{A0}", "é", "\u{2003}", "-", "\u{0}", "\u{7F}",
    ]

    @Test("Trimming and collapsing do the same, whatever stands at the ends or between")
    func spaces() {
        for text in FastFormsTests.texts(20_000, from: FastFormsTests.letters, seed: 1) {
            #expect(text.trimmed == text.trimmedByScalar)
            #expect(text.collapsed == text.collapsedByWord)
            #expect(
                text.asciiUppercased
                    == String(decoding: text.utf8.map(\.uppercased), as: UTF8.self))
        }
    }

    @Test("Times of every form and of none are the same times")
    func times() {
        let digits = ["0", "0", "1", "2", "3", "5", "9", "20260302", "1418", "24", "60"]
        for text in FastFormsTests.texts(40_000, from: digits + ["+", "."], seed: 2) {
            #expect(HL7Time(text) == HL7Time(anyForm: text), "\(text)")
        }
        for text in ["20260302240000", "20260302141860", "20240229", "20230229", "00000101"] {
            #expect(HL7Time(text) == HL7Time(anyForm: text), "\(text)")
        }
    }

    @Test("A time is the same instant wherever the time read before it lay")
    func steadyTimes() throws {
        var generator = Seeded(state: 5)
        let zone = try london.get()
        var steady: TimeZoneRules.Steady?
        for _ in 0..<20_000 {
            // Around the changes of 2025 and 2026 and, at times, anywhere.
            let isNear = Int.random(in: 0..<8, using: &generator) > 0
            let day = Int.random(in: isNear ? 20_130...20_770 : -40_000...40_000, using: &generator)
            let time = try #require(
                LocalDateTime(
                    date: LocalDate(dayNumber: day),
                    hour: Int.random(in: 0...4, using: &generator),
                    minute: Int.random(in: 0...59, using: &generator)))
            let resolution = zone.resolve(time)
            if let instant = steady?.instant(of: time) {
                #expect(resolution == .unique(instant), "\(time)")
            }
            steady = zone.steady(around: resolution.instant)
        }
    }

    @Test("Eight digits are the number that they are written as, and nothing else is one")
    func numbers() {
        var generator = Seeded(state: 7)
        for _ in 0..<50_000 {
            var text = Array(
                String(Int.random(in: 10_000_000...99_999_999, using: &generator)).utf8)
            if Bool.random(using: &generator) {
                let place = Int.random(in: 0..<8, using: &generator)
                text[place] = UInt8.random(in: 0...255, using: &generator)
            }
            let number = ByteWords.number(ByteWords.word(text.span, 0))
            #expect(
                number
                    == (text.allSatisfy(\.isDigit)
                        ? Int(String(decoding: text, as: UTF8.self)) : nil))
        }
    }

    @Test("A code of a text is the literal's, whatever the case, and no other")
    func codes() {
        #expect(ShortCode(of: "nsts") == "NSTS")
        #expect(ShortCode(of: "") == "")
        #expect(ShortCode(of: "A01") != "A02")
        #expect(ShortCode(of: "\u{0}A01") != "A01")
        #expect(ShortCode(of: "A01\u{0}") != "A01")
        #expect(ShortCode(of: "OFFICIAL") == "OFFICIAL")
        #expect(ShortCode(of: "OFFICIALS") == .none)
        #expect(ShortCode(of: "é") != "")
    }

    @Test("Letters of classes mean what the words mean")
    func classes() {
        for byte in UInt8.min...0x7F {
            let text = String(UnicodeScalar(byte))
            #expect(EncounterClass(sent: text) == EncounterClass(word: text), "\(text)")
        }
        #expect(EncounterClass(sent: "é") == EncounterClass(word: "é"))
    }

    @Test("The text of a range is the same with and without escapes, space and other sets")
    func texts() throws {
        let parts = ["a", "B", " ", "\t", "\\", "\\T\\", "\\X41\\", "é", "\u{A0}", "\"", "&"]
        for text in FastFormsTests.texts(5_000, from: parts, seed: 3) {
            let value = Array("MSH|^~\\&|\(text)|\r".utf8)
            let message = try HL7Message(
                value, lines: try #require(HL7Splitter.split(value).messages.first?.lines))
            let field = message.field(3, of: try #require(message.segments.first))
            #expect(message.trimmedText(field) == message.text(field).trimmed.nonEmpty, "\(text)")
            #expect(
                message.collapsedText(field) == message.text(field).trimmed.collapsed.nonEmpty)
            #expect(message.code(field) == ShortCode(of: message.text(field).trimmed), "\(text)")
            var dialect = Dialect.standard
            dialect.charset = .windows1252
            message.chooseCharset(PreparedDialect(dialect))
            #expect(message.trimmedText(field) == message.text(field).trimmed.nonEmpty, "\(text)")
        }
    }

    @Test("Places in ranges of any length are the ones that single bytes have")
    func ranges() {
        var generator = Seeded(state: 6)
        for _ in 0..<20_000 {
            let (bar, hat) = (UInt8(ascii: "|"), UInt8(ascii: "^"))
            let alphabet: [UInt8] = [UInt8(ascii: "a"), bar, hat, 0, 0x80, 0xFF]
            let bytes: [UInt8] = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                alphabet[Int.random(in: alphabet.indices, using: &generator)]
            }
            let start = Int.random(in: 0...bytes.count, using: &generator)
            let range = start..<Int.random(in: start...bytes.count, using: &generator)
            let slice = bytes[range]
            let first = ByteWords.first(bar, in: bytes.span, range)
            #expect(first == slice.firstIndex(of: bar) ?? range.upperBound)
            let ofThree = ByteWords.first(bar, hat, 0, in: bytes.span, range)
            let isSought: (UInt8) -> Bool = { $0 == bar || $0 == hat || $0 == 0 }
            #expect(ofThree == slice.firstIndex(where: isSought) ?? range.upperBound)
            let isASCII = ByteWords.isASCII(in: bytes.span, range, without: hat)
            #expect(isASCII == slice.allSatisfy { $0 < 0x80 && $0 != hat })
        }
    }

    @Test("Eight bytes at a time find what single bytes find")
    func words() {
        var generator = Seeded(state: 4)
        for _ in 0..<50_000 {
            let isRare = Bool.random(using: &generator)
            let bytes = (0..<8).map { _ -> UInt8 in
                let byte = UInt8.random(in: 0...255, using: &generator)
                return isRare ? byte : 0x20 + byte % 0x60
            }
            let word = ByteWords.word(bytes.span, 0)
            #expect(ByteWords.isASCII(word) == bytes.allSatisfy { $0 < 0x80 })
            let (controls, zeros) = (ByteWords.controls(in: word), ByteWords.zeros(in: word))
            for (index, byte) in bytes.enumerated() {
                #expect((controls >> UInt64(8 * index + 7) & 1 == 1) == (byte < 0x20))
                #expect((zeros >> UInt64(8 * index + 7) & 1 == 1) == (byte == 0))
            }
            #expect((controls | zeros) & 0x7F7F_7F7F_7F7F_7F7F == 0)
        }
    }
}
