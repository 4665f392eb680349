// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

/// What is found by the block, and what is known of a whole message, is what single bytes say.
@Suite("Blocks of bytes") struct ByteBlocksTests {
    private func bytes(
        _ alphabet: [UInt8], upTo count: Int, _ generator: inout Seeded
    ) -> [UInt8] {
        (0..<Int.random(in: 0...count, using: &generator)).map { _ in
            alphabet[Int.random(in: alphabet.indices, using: &generator)]
        }
    }

    @Test("Blocks without a control character are skipped, and only those")
    func skipsText() {
        var generator = Seeded(state: 11)
        let alphabet = Array(repeating: UInt8(ascii: "a"), count: 30) + [0x0D, 0x1F, 0x20, 0x80]
        for _ in 0..<20_000 {
            let bytes = bytes(alphabet, upTo: 70, &generator)
            let start = Int.random(in: 0...bytes.count, using: &generator)
            var seen: UInt64 = 0
            let end = ByteBlocks.skipText(bytes.span, from: start, &seen)
            let skipped = bytes[start..<end]
            #expect(skipped.count.isMultiple(of: 16))
            #expect(skipped.allSatisfy { $0 >= 0x20 })
            #expect(ByteWords.isASCII(seen) == skipped.allSatisfy { $0 < 0x80 })
            let rest = bytes[end...].prefix(16)
            #expect(rest.count < 16 || rest.contains { $0 < 0x20 })
        }
    }

    @Test("A byte is found in a range of any length, and odd space is")
    func findsBytes() {
        var generator = Seeded(state: 12)
        let plain: [UInt8] = [UInt8(ascii: "a"), UInt8(ascii: "]"), 0x5B, 0x5D, 0x20, 0x7F]
        for _ in 0..<20_000 {
            let rare: [UInt8] = [UInt8(ascii: "\\"), 0x09, 0x00]
            let alphabet = Array([plain, plain, plain, plain].joined()) + rare
            let bytes = bytes(alphabet, upTo: 60, &generator)
            let start = Int.random(in: 0...bytes.count, using: &generator)
            let range = start..<Int.random(in: start...bytes.count, using: &generator)
            let slice = bytes[range]
            let escape = UInt8(ascii: "\\")
            #expect(ByteBlocks.has(escape, inASCII: bytes.span, range) == slice.contains(escape))
            let isTwice = zip(slice, slice.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 }
            let isOdd = isTwice || slice.contains { $0 < 0x20 }
            #expect(ByteBlocks.isOfWords(bytes.span, range) == !isOdd)
        }
    }

    @Test("A field is the same in a segment that is tabled and in one that is not")
    func fieldsOfEverySegment() throws {
        var generator = Seeded(state: 13)
        for _ in 0..<3_000 {
            let rest = bytes(Array("||||a^~ ".utf8), upTo: 40, &generator)
            let value = Array("MSH|^~\\&|\rPV1|".utf8) + rest + Array("\rNK1|".utf8) + rest
            let split = HL7Splitter.split(value)
            let message = try HL7Message(
                value, lines: try #require(split.messages.first?.lines), isASCII: split.isASCII)
            let tabled = try #require(message.first(.pv1))
            let sought = try #require(message.segments.last)
            #expect(tabled.isTabled && !sought.isTabled)
            let distance = sought.line.lowerBound - tabled.line.lowerBound
            for number in 0...45 {
                let field = message.field(number, of: tabled)
                let same = field.lowerBound + distance..<field.upperBound + distance
                #expect(message.field(number, of: sought) == same)
            }
        }
    }

    @Test("A text is the same whether or not the message is known to be ASCII")
    func textsOfPlainMessages() throws {
        var generator = Seeded(state: 14)
        let alphabet = Array("aaaabbb   \t{\"^~&".utf8)
        for round in 0..<5_000 {
            let odd = Array((round.isMultiple(of: 3) ? "\\T\\" : "").utf8)
            let text = bytes(alphabet, upTo: 30, &generator) + odd
            let value = Array("MSH|^~\\&|".utf8) + text + Array("|x".utf8)
            let split = HL7Splitter.split(value)
            #expect(split.isASCII)
            let lines = try #require(split.messages.first?.lines)
            let known = try HL7Message(value, lines: lines, isASCII: true)
            let asked = try HL7Message(value, lines: lines)
            let header = try #require(known.segments.first)
            for number in 1...4 {
                let field = known.field(number, of: header)
                #expect(known.trimmedText(field) == asked.trimmedText(field))
                #expect(known.collapsedText(field) == asked.collapsedText(field))
                #expect(known.code(field) == asked.code(field))
                #expect(known.isBlank(field) == asked.text(field).trimmed.isEmpty)
                let hasBrace = asked.text(field).utf8.contains(UInt8(ascii: "{"))
                #expect(known.mayHave("{", field) || !hasBrace)
            }
        }
    }

    @Test("Letters and digits make the same code with and without a text of their own")
    func codesOfLetters() {
        var generator = Seeded(state: 15)
        for _ in 0..<20_000 {
            let bytes = bytes(Array("aZ09 -.\u{E9}\u{0}".utf8), upTo: 14, &generator)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(ShortCode(lettersAndDigitsOf: text) == ShortCode(of: text.lettersAndDigits))
        }
    }
}
