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
            var message = try HL7Message(
                value, lines: try #require(HL7Splitter.split(value).messages.first))
            let field = message.field(3, of: try #require(message.segments.first))
            #expect(message.trimmedText(field) == message.text(field).trimmed.nonEmpty, "\(text)")
            var dialect = Dialect.standard
            dialect.charset = .windows1252
            message.chooseCharset(dialect)
            #expect(message.trimmedText(field) == message.text(field).trimmed.nonEmpty, "\(text)")
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
            #expect(ByteWords.isText(word) == bytes.allSatisfy { (0x20..<0x80).contains($0) })
            guard ByteWords.isASCII(word) else { continue }
            let sought = bytes[Int.random(in: 0..<8, using: &generator)]
            let places = ByteWords.places(of: sought, in: word)
            for (index, byte) in bytes.enumerated() {
                #expect((places >> UInt64(8 * index + 7) & 1 == 1) == (byte == sought))
            }
        }
    }
}
