// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Notifications

/// JSON values and event names inside other formats, and the small readings of a value.
@Suite struct JSONCodingTests {
    @Test func aValueKeepsItsTextInAnyCoder() throws {
        let value = try JSONValue(parsing: #"{"z":1.50,"a":[null,true,"x"]}"#)
        let coded = try JSONEncoder().encode([value])
        #expect(try JSONDecoder().decode([JSONValue].self, from: coded) == [value])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([JSONValue].self, from: Data(#"["{"]"#.utf8))
        }
    }

    @Test func anEventNameIsCodedAsItsText() throws {
        let coded = try JSONEncoder().encode([EventName.admissionStarted])
        #expect(String(decoding: coded, as: UTF8.self) == #"["admission.started"]"#)
        #expect(try JSONDecoder().decode([EventName].self, from: coded) == [.admissionStarted])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([EventName].self, from: Data(#"["admission.dreamt"]"#.utf8))
        }
    }

    @Test func aValueOfAnotherTypeReadsAsNothing() {
        #expect(JSONValue.null.string == nil && JSONValue.null.bool == nil)
        #expect(JSONValue.bool(true).bool == true && JSONValue.bool(true).integer == nil)
        #expect(JSONValue.number("7").integer == 7 && JSONValue.number("7.5").integer == nil)
        #expect(JSONValue.null.members.isEmpty && JSONValue.null.elements.isEmpty)
        #expect(JSONValue.null["x"] == nil)
    }

    @Test(arguments: [
        ("\u{FEFF} \u{FEFF}{", ValueContent.json), (" \r\n", .other), ("", .other), ("<a", .xml),
        ("\u{B}bhs|", .hl7v2), ("MSH", .hl7v2), ("MSHA", .other), ("[", .json),
    ])
    func theFirstBytesTellTheFormat(text: String, expected: ValueContent) {
        #expect(ValueContent(Array(text.utf8)) == expected)
    }

    @Test(.tags(.slow)) func textInUTF16IsOneValueUpToTheLimit() {
        let letter: [UInt8] = [0x4D, 0]
        let small = [0xFF, 0xFE] + letter + letter
        #expect(
            pieces(small, chunks: [3]) == [
                .message(StreamMessage(bytes: small, position: 0))
            ])
        let large = [0xFF, 0xFE] + [UInt8](repeating: 0x20, count: Limits.valueBytesMax + 9)
        let fault = Rejected(code: .valueTooLarge, position: Limits.valueBytesMax)
        #expect(pieces(large, chunks: [4_000_000]) == [.fault(fault)])
        #expect(pieces(large) == [.fault(fault)])
    }
}
