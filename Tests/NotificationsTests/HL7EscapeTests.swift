// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct HL7EscapeTests {
    private func undone(_ text: String, _ separators: HL7Separators = .usual) -> String {
        String(decoding: HL7Escapes.undone(Array(text.utf8)[...], separators), as: UTF8.self)
    }

    @Test(arguments: [
        (#"\.br\"#, "\n"), (#"\.BR\"#, "\n"), (#"\.sp\"#, "\n"), (#"\.sp3\"#, "\n\n\n"),
        (#"\.sp+2\"#, "\n\n"), (#"\.ce\"#, "\n"), (#"\.sk4\"#, "    "), (#"\.in4\"#, ""),
        (#"\.ti-2\"#, ""), (#"\.fi\"#, ""), (#"\.nf\"#, ""), (#"\.br2\"#, #"\.br2\"#),
        (#"\.nf2\"#, #"\.nf2\"#), (#"\.zz\"#, #"\.zz\"#), (#"\.spx\"#, #"\.spx\"#),
        (#"\.\"#, #"\.\"#), (#"\.sp9999\"#, #"\.sp9999\"#), (#"\M2441\"#, #"\M2441\"#),
        (#"\Zab12\"#, #"\Zab12\"#), (#"\Q\"#, #"\Q\"#), (#"\P\"#, #"\P\"#), (#"\X\"#, #"\X\"#),
    ])
    func readsEveryCommand(sent: String, expected: String) {
        #expect(undone("a\(sent)b") == "a\(expected)b")
    }

    @Test func linesAreBounded() {
        #expect(undone(#"\.sp999\"#).utf8.count == 80)
        #expect(undone(#"\.sk0\"#) == " ")
    }

    @Test func theTruncationMarkIsEscapedWhereItIsDeclared() throws {
        let separators = try #require(
            HL7Separators(field: UInt8(ascii: "|"), encoding: Array("^~\\&#".utf8)))
        #expect(undone(#"a\P\b"#, separators) == "a#b")
        #expect(!separators.isOdd)
    }

    @Test func separatorsThatAreNotDeclaredAreNotEscaped() throws {
        let two = try #require(HL7Separators(field: UInt8(ascii: "|"), encoding: Array("^~".utf8)))
        #expect(undone(#"a\F\b"#, two) == #"a\F\b"#)
        #expect(HL7Escapes.escaped(Array("a|b".utf8), two) == Array("a|b".utf8))
        #expect(two.isOdd)
        let three = try #require(
            HL7Separators(field: UInt8(ascii: "|"), encoding: Array("^~\\".utf8)))
        #expect(undone(#"a\T\b"#, three) == "a&b")
    }
}
