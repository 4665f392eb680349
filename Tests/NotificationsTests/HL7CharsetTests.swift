// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct HL7CharsetTests {
    private func message(_ charset: String, family: String = "Zoë😀") -> String {
        [
            header("A01", [18: charset]), segment("PID", [3: "1^^^X", 5: "\(family)^ALEX"]),
            segment("PV1", [2: "I", 19: "7001"]),
        ].joined(separator: "\r")
    }

    private func wide(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
        let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
        return units.flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return bigEndian ? [high, low] : [low, high]
        }
    }

    private func read(_ value: [UInt8]) throws -> Notification {
        let items = try decode(value)
        try #require(items.count == 1)
        guard case .notification(let read) = items[0] else { throw Unexpected(item: items[0]) }
        return read
    }

    @Test(arguments: [true, false], [true, false])
    func readsUTF16(bigEndian: Bool, mark: Bool) throws {
        for charset in ["UNICODE UTF-16", "", "8859/1"] {
            let value = wide(message(charset), bigEndian: bigEndian, mark: mark)
            let read = try read(value)
            #expect(read.person.familyName == .value("Zoë😀"))
            #expect(read.event == .admissionStarted)
            #expect(read.warnings.isEmpty)
        }
    }

    @Test func positionsInUTF16CountTheBytesSent() throws {
        // A warning behind 3,000 characters of every width.
        let name = String(repeating: "aë€😀", count: 750)
        let text = [
            header("A01"), segment("PID", [3: "1^^^X", 5: "\(name)^ALEX", 8: "?"]),
            segment("PV1", [2: "I"]),
        ].joined(separator: "\r")
        let read = try read(wide(text, bigEndian: false, mark: true))
        #expect(read.warningCodes == ["sex.unrecognised"])
        let before = try #require(text.firstIndex(of: "?"))
        let units = text[..<before].utf16.count
        #expect(read.warnings[0].position == 2 + 2 * units)
    }

    @Test func rejectionsInUTF16CountTheBytesSent() throws {
        let text = message("") + "\rMSH|A|"
        let items = try decode(wide(text, bigEndian: true, mark: false))
        guard items.count == 2, case .rejected(let rejected) = items[1] else {
            throw Unexpected(item: items[0])
        }
        #expect(rejected.position == 2 * (message("").utf16.count + 1 + 3))
    }

    @Test func halvesOfCharactersAreReplacedAndWarnedOf() throws {
        var value = wide(message("", family: "Z#Q"), bigEndian: false, mark: true)
        let index = try #require(value.firstIndex(of: UInt8(ascii: "#")))
        for unit: UInt16 in [0xD800, 0xDC00] {
            value[index] = UInt8(unit & 0xFF)
            value[index + 1] = UInt8(unit >> 8)
            let read = try read(value)
            #expect(read.person.familyName == .value("Z\u{FFFD}Q"))
            #expect(read.warningCodes == ["charset.invalid"])
            #expect(read.warnings[0].position == index)
        }
        let odd = try read(wide(message("", family: "Z"), bigEndian: true, mark: true) + [0x41])
        #expect(odd.warningCodes == ["charset.invalid"])
    }

    @Test func everyPieceOfAValueInUTF16GivesAnItem() throws {
        let whole = wide(message(""), bigEndian: true, mark: true)
        for end in whole.indices { #expect(try !decode(Array(whole[..<end])).isEmpty) }
    }

    @Test func aDeclarationThatTheBytesBelieIsAWarning() throws {
        let read = try read(Array(message("8859/1", family: "Zoë").utf8))
        #expect(read.person.familyName == .value("ZoÃ«"))
        #expect(read.warningCodes == ["charset.doubtful"])
        let narrow = try self.read(Array(message("UNICODE UTF-16", family: "Zoe").utf8))
        #expect(narrow.warningCodes == ["charset.unknown"])
    }

    @Test func readsTheWholeOfLatin9AndWindows1252() {
        let latin9: [UInt8] = [0xA4, 0xA6, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE, 0xE9]
        #expect(HL7Charset.latin9.decode(latin9[...]) == "€ŠšŽžŒœŸé")
        let windows: [UInt8] = [0x80, 0x91, 0x92, 0x96, 0x9F, 0xA3]
        #expect(HL7Charset.windows1252.decode(windows[...]) == "€‘’–Ÿ£")
        for byte in UInt8.min...UInt8.max {
            #expect(HL7Charset.windows1252.decode([byte]).unicodeScalars.count == 1)
        }
    }
}
