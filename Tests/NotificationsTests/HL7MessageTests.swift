// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct HL7MessageTests {
    private func message(_ text: String) throws -> HL7Message {
        let bytes = Array(text.utf8)
        let split = HL7Splitter.split(bytes)
        return try HL7Message(bytes, lines: try #require(split.messages.first?.lines))
    }

    @Test func readsTheDeclaredSeparators() throws {
        let odd = try message("MSH#:*!%#APP#FAC\rPID###1:2%3*4#5")
        let pid = try #require(odd.first(.pid))
        let field = odd.field(3, of: pid)
        #expect(odd.repetitions(of: field).map { odd.text($0.range) } == ["1:2%3", "4"])
        let second = odd.component(2, of: odd.repetition(1, of: field))
        #expect(odd.text(odd.subcomponent(2, of: second)) == "3")
        #expect(odd.text(odd.field(4, of: pid)) == "5")
        let msh = try #require(odd.segments.first)
        #expect((1...4).map { odd.text(odd.field($0, of: msh)) } == ["#", ":*!%", "APP", "FAC"])
    }

    @Test func emptyOrMissingFieldsAreEmpty() throws {
        let read = try message("MSH|^~\\&|A\rPID|1||x")
        let pid = try #require(read.first(.pid))
        #expect(read.field(2, of: pid).isEmpty)
        #expect(read.field(99, of: pid).isEmpty)
        #expect(Array(read.repetitions(of: read.field(2, of: pid))).isEmpty)
        #expect(read.component(7, of: read.field(3, of: pid)).isEmpty)
        #expect(!read.isNull(read.field(2, of: pid)))
    }

    @Test func doubledEncodingCharactersCountOnce() throws {
        let read = try message("MSH|^~\\\\&|A\rPID|a&b")
        #expect(read.separators.subcomponent == UInt8(ascii: "&"))
        #expect(read.separators.isOdd)
    }

    @Test(arguments: ["MSH", "MSH|", "MSH||A", "MSH|^~\\A|", "MSH|^ |x", "MSH|\u{7}|"])
    func refusesHeadersWithoutUsableSeparators(text: String) throws {
        #expect(try rejection(Array(text.utf8)).code == .hl7Header)
    }

    @Test func undoesEscapesAfterParting() throws {
        let cases: [(String, String)] = [
            (#"A\F\B"#, "A|B"), (#"A\S\B\T\C\R\D\E\E"#, #"A^B&C~D\E"#), (#"1\.br\2"#, "1\n2"),
            (#"\X4A6F\"#, "Jo"), (#"\H\bold\N\"#, "bold"), (#"\Zab\x"#, #"\Zab\x"#),
            (#"\X4\"#, #"\X4\"#), (#"O\Neill"#, #"O\Neill"#), (#"C:\dir\F\x"#, #"C:\dir|x"#),
            (#"a\"#, #"a\"#), (#"\\"#, #"\\"#), (#"\C2842\"#, #"\C2842\"#), (#"\XC3A9\"#, "é"),
            (#"\XE9\"#, "é"), (#"\XZZ\"#, #"\XZZ\"#), (#"Test-O\T\Neill"#, "Test-O&Neill"),
        ]
        for (sent, expected) in cases {
            let read = try message("MSH|^~\\&|\(sent)|next")
            let msh = try #require(read.segments.first)
            #expect(read.text(read.field(3, of: msh)) == expected)
            #expect(read.text(read.field(4, of: msh)) == "next", "\(sent) ate the next field")
        }
    }

    @Test(arguments: [Array("|^~\\&".utf8), Array("#:*!%".utf8), Array("$&+-_".utf8)])
    func escapesRoundTrip(declared: [UInt8]) throws {
        let separators = try #require(
            HL7Separators(field: declared[0], encoding: declared.dropFirst()))
        var random = Seeded(state: 5)
        for _ in 0..<500 {
            let text = (0..<20).map { _ in
                let all = declared + Array("EFSTRXHN.br0AZ\n\r é".utf8)
                return all.randomElement(using: &random) ?? 0
            }
            let escaped = HL7Escapes.escaped(text, separators)
            #expect(!escaped.contains { $0 == declared[0] || $0 == 0x0D || $0 == 0x0A })
            #expect(HL7Escapes.undone(escaped[...], separators) == text)
        }
    }

    @Test func everyMixtureOfLineEndsDecodesTheSame() throws {
        let expected = try notification(usualAdmission)
        var random = Seeded(state: 2)
        let ends = ["\r", "\n", "\r\n", "\r\r", "\n\r\n", "\r\n\r\n", "\u{1C}\r"]
        for _ in 0..<200 {
            var text = ["", "\u{B}", "\u{FEFF}", "\n", "  "].randomElement(using: &random) ?? ""
            for segment in usualAdmission {
                text += segment + (ends.randomElement(using: &random) ?? "\r")
            }
            var found = try #require(try decode(Array(text.utf8)).first)
            if case .notification(var read) = found {
                read.warnings = expected.warnings
                found = .notification(read)
            }
            #expect(found == .notification(expected))
        }
    }

    @Test func lowerCaseSegmentNamesAreSegments() throws {
        let lower = usualAdmission.map { $0.prefix(3).lowercased() + $0.dropFirst(3) }
        #expect(try notification(lower).person == notification(usualAdmission).person)
    }

    @Test func aLineThatIsNoSegmentGoesOnWithTheOneBefore() throws {
        var segments = usualAdmission
        segments[2] = segments[2].replacing("1 TEST RD", with: "1 TEST RD\nFLAT 2\nTHE MALTINGS")
        let read = try notification(segments)
        #expect(read.person.addressLines.first == "1 TEST RD FLAT 2 THE MALTINGS")
        #expect(read.person.postcode.value == "LS1 4AP")
        #expect(read.warningCodes == ["hl7v2.line-continued"])
    }

    @Test func readsTheDeclaredCharacterSet() throws {
        func family(_ charset: String, _ name: [UInt8]) throws -> (String?, [String]) {
            let start = Array((header("A01", [18: charset]) + "\rPID|1||1^^^X||").utf8)
            let items = try decode(start + name + Array("^ALEX\rPV1|1|I\r".utf8))
            guard case .notification(let read) = try #require(items.first) else {
                throw Unexpected(item: items[0])
            }
            return (read.person.familyName.value, read.warningCodes)
        }
        let utf8 = Array("Zoë".utf8)
        let latin: [UInt8] = [0x5A, 0x6F, 0xEB]
        #expect(try family("UNICODE UTF-8", utf8) == ("Zoë", []))
        #expect(try family("UNICODE", utf8) == ("Zoë", []))
        #expect(try family("", utf8) == ("Zoë", []))
        #expect(try family("ASCII", utf8) == ("Zoë", []))
        #expect(try family("8859/1", latin) == ("Zoë", []))
        #expect(try family("Windows-1252", [0x4F, 0x92, 0x4E]) == ("O’N", []))
        #expect(try family("8859/15", [0xA6]) == ("Š", []))
        #expect(try family("", latin) == ("Zoë", ["charset.windows-1252"]))
        #expect(try family("UTF-8", latin) == ("Zoë", ["charset.windows-1252"]))
        #expect(try family("KLINGON", utf8) == ("Zoë", ["charset.unknown"]))
    }

    @Test func holdsItsLimits() throws {
        func code(_ body: String) throws -> RejectionCode {
            try rejection(Array((header("A01") + "\r" + body).utf8)).code
        }
        #expect(try code("PID" + String(repeating: "|", count: 1001)) == .hl7Limit)
        #expect(try code("PID|||" + String(repeating: "1~", count: 300)) == .hl7Limit)
        #expect(try code(String(repeating: "OBX|1\r", count: 6000)) == .hl7Limit)
        let huge = [UInt8](repeating: UInt8(ascii: "x"), count: Limits.valueBytesMax + 1)
        #expect(try rejection(huge).code == .valueTooLarge)
        #expect(try code("OBX|" + String(repeating: "x", count: 5 << 20)) == .hl7Limit)
    }
}

@Suite struct HL7BatchTests {
    private func message(_ id: String) -> [String] {
        [header("A08", [10: id]), usualPID, usualPV1]
    }

    private func ids(_ items: [DecodedItem]) -> [String] {
        items.map {
            switch $0 {
            case .notification(let read): read.id
            case .rejected(let rejected): rejected.code.rawValue
            }
        }
    }

    @Test func decodesEachMessageOfABatchInOrder() throws {
        let batch =
            ["FHS|^~\\&|A", "BHS|^~\\&|A"] + message("1") + message("2") + ["BTS|2", "FTS|1"]
        #expect(try ids(decode(bytes(batch))) == ["1", "2"])
        #expect(try ids(decode(bytes(message("1") + message("2") + message("3")))).count == 3)
    }

    @Test func messagesThatTheTrailerPromisesAndThatAreMissingAreReported() throws {
        let short = ["BHS|^~\\&|A"] + message("1") + ["BTS|3"]
        #expect(try ids(decode(bytes(short))) == ["1", "hl7v2.batch-count"])
        let long = ["BHS|^~\\&|A"] + message("1") + message("2") + ["BTS|1"]
        let items = try decode(bytes(long))
        #expect(ids(items) == ["1", "2"])
        guard case .notification(let read) = items[0] else { throw Unexpected(item: items[0]) }
        #expect(read.warningCodes == ["hl7v2.batch-count"])
    }

    @Test func aBadMessageDoesNotSpoilItsNeighbours() throws {
        let items = try decode(bytes(message("1") + ["MSH|A|"] + message("2")))
        #expect(ids(items) == ["1", "hl7v2.header", "2"])
    }

    @Test func anEmptyBatchIsRejected() throws {
        #expect(try rejection(bytes(["FHS|^~\\&|A", "FTS|0"])).code == .hl7EmptyBatch)
    }
}
