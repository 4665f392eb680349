// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Notifications

/// The first look asks many bytes at once what may as well be asked of one after the other.
@Suite("Plain forms") struct PlainFormsTests {
    private var generator = EventRandom()

    private struct EventRandom: RandomNumberGenerator {
        var state: UInt64 = 7

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private mutating func bytes(_ count: Int, from alphabet: [UInt8]) -> [UInt8] {
        (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
    }

    private static let message =
        Array("AZaz09 |^~\\&\"{}-'`@[\u{7F}\r\n".utf8) + [0, 0x1F, 0x80, 0xFF]
    private static let printable = (0x20...0x7E).map { UInt8($0) }

    @Test("Sixty-four bytes are searched as one by one, at the end of a value too")
    mutating func blocks() {
        for round in 0..<400 {
            let value = bytes(64 + round, from: PlainFormsTests.message)
            let position = Int.random(in: 0...value.count, using: &generator)
            let sought = value[0]
            let places = PlainBlock.places(value.span, at: position) { $0 == sought }
            for bit in 0..<64 {
                let isThere = position + bit < value.count && value[position + bit] == sought
                #expect((places >> UInt64(bit) & 1 == 1) == isThere)
            }
        }
    }

    @Test("A line's fields lie where its separators are, and it ends where its text does")
    mutating func lines() throws {
        for _ in 0..<400 {
            var value: [UInt8] = []
            for _ in 0..<6 {
                let count = Int.random(in: 0...150, using: &generator)
                value += bytes(count, from: Array("AB12 |".utf8)) + [0x0D]
            }
            value += bytes(64, from: Array("AB12".utf8))
            var line = PlainLine(value.span)
            var start = 0
            for (number, text) in value.split(separator: 0x0D, omittingEmptySubsequences: false)
                .enumerated()
            {
                let fields = text.split(
                    separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
                if number == 3 {
                    try line.pass(value.span, from: start)
                } else {
                    try line.read(value.span, from: start)
                    for index in 1..<60 {
                        let field = Array(value[line.field(index)])
                        #expect(field == (index < fields.count ? Array(fields[index]) : []))
                    }
                }
                #expect(line.end == start + text.count)
                start = line.end + 1
            }
        }
    }

    @Test("A line of more than 62 separators, 900 bytes or a byte that is no text is left alone")
    func refusedLines() {
        let tail = String(repeating: "x", count: 64)
        let lines: [(String, LookCloser)] = [
            (String(repeating: "|", count: 63) + "\r", .size),
            (String(repeating: "a", count: 901) + "\r", .size), ("a\u{7F}b\r", .bytes),
            ("a\tb\r", .bytes), ("a\u{E9}b\r", .bytes), ("a\0b\r", .bytes),
        ]
        for (text, reason) in lines {
            let value = Array((text + tail).utf8)
            #expect(throws: reason) {
                var line = PlainLine(value.span)
                try line.read(value.span, from: 0)
            }
            guard !text.hasPrefix("|") else { continue }
            #expect(throws: reason) {
                var line = PlainLine(value.span)
                try line.pass(value.span, from: 0)
            }
        }
    }

    @Test("Eight bytes are folded and asked as one by one")
    mutating func words() {
        for _ in 0..<2_000 {
            let value = bytes(8, from: PlainFormsTests.printable)
            let word = PlainWord.at(0, value.span)
            let upper = value.enumerated().reduce(UInt64(0)) { sum, next in
                sum | UInt64(next.element.uppercased) << UInt64(8 * next.offset)
            }
            #expect(PlainWord.uppercased(word) == upper)
            #expect(PlainWord.hasSpace(word) == value.contains(0x20))
            let areDigits = value.map { (0x30...0x39).contains($0) }
            #expect((PlainWord.otherThanDigits(word) == 0) == areDigits.allSatisfy { $0 })
            for count in 0...8 {
                let isWord = value.prefix(count).allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte.uppercased)
                }
                #expect(PlainWord.isAlphanumeric(word, count: count) == isWord)
                #expect(
                    PlainTime.areDigits(value.span, from: 0, count: count)
                        == areDigits.prefix(count).allSatisfy { $0 })
                let rest = PlainWord.at(count, value.span)
                #expect(rest == (count == 8 ? 0 : word >> UInt64(8 * count)))
            }
        }
    }

    @Test("Every ten digits are taken for an NHS number that Modulus 11 takes")
    mutating func numbers() {
        for round in 0..<4_000 {
            var digits = bytes(10, from: Array("0123456789".utf8))
            if round % 50 == 0 { digits[round / 50 % 10] = UInt8(ascii: "x") }
            if round % 70 == 0 { digits = [UInt8](repeating: digits[3], count: 10) }
            let text = String(decoding: digits, as: UTF8.self)
            let isAlike = Set(digits).count == 1
            let value = Array("^^".utf8) + digits + Array("^NHS".utf8)
            #expect(
                PlainScheme.isNumber(value.span, 2..<12)
                    == (NHSNumber.isValid(text) && digits[0] != 0x30 && !isAlike))
        }
    }

    @Test("A hash by eights is the hash of the bytes that stand for them")
    mutating func hashes() {
        for count in 1...40 {
            let letters = bytes(count, from: Array("abxyzABXYZ0189".utf8))
            let value = letters + [UInt8](repeating: 0x5E, count: 8)
            let lower = letters.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            #expect(
                FactHash.ofWord(value.span, PlainRange(0..<count)) == FactHash.of(lower[...]))
            var spaced = value
            spaced.insert(0x20, at: count / 2)
            let upper = letters.map(\.uppercased)
            #expect(
                FactHash.ofIdentifier(value.span, PlainRange(0..<count)) == FactHash.of(upper[...]))
            #expect(
                FactHash.ofIdentifier(spaced.span, PlainRange(0..<count + 1))
                    == FactHash.of(upper[...]))
            #expect(FactHash.ofWord(spaced.span, PlainRange(0..<count + 1)) == nil)
        }
        #expect(FactHash.of(word: 0x62_61) == FactHash.of(Array("ab".utf8)[...]))
    }

    @Test("Postcodes are read as the full decode reads them, or left alone")
    mutating func postcodes() throws {
        let alphabet = Array("LSMEWC1290 APZl".utf8)
        for _ in 0..<20_000 {
            let count = Int.random(in: 5...9, using: &generator)
            var text = bytes(count, from: alphabet)
            if Bool.random(using: &generator), count > 4 { text[count - 4] = 0x20 }
            let value = text + [UInt8](repeating: 0x7C, count: 8)
            guard let postcode = try? PlainPostcode(value.span, 0..<count) else { continue }
            let full = Postcode.normalised(String(decoding: text, as: UTF8.self))
            #expect(postcode.count == 0 || postcode.text == full)
        }
    }
}
