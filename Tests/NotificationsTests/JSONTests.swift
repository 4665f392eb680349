// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct JSONTests {
    @Test(arguments: [
        #"{"b":1,"a":[true,false,null,""],"c":{"d":-0.10E+5}}"#, #""""#, "[]", "{}", "0",
        #"["\"\\\b\f\n\r\t\u0001/é😀"]"#, "[[[[1]]],12345678901234567890123456789]",
    ])
    func writesWhatItReads(text: String) throws {
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test func readsEscapesAndSpace() throws {
        let value = try JSONValue(parsing: "\u{FEFF} [ \"\\u0041\\ud83d\\uDE00\\/\" ,\r\n\t1 ] ")
        #expect(value == .array([.string("A😀/"), .number("1")]))
    }

    @Test(arguments: [
        ("", JSONFault.truncated, 0), ("[1", .truncated, 2), ("[1,]", .syntax, 3),
        ("{\"a\"}", .syntax, 4), ("01", .number, 1), ("1.", .truncated, 2), ("-x", .number, 1),
        ("1e+x", .number, 3), ("\"a\nb\"", .string, 2), (#""\x""#, .string, 1),
        (#""\ud800""#, .surrogate, 1), (#""\udc00\ud800""#, .surrogate, 1),
        (#""\ud800A""#, .surrogate, 1), (#""\u12g4""#, .string, 5), ("1 2", .trailing, 2),
        (#"{"a":1,"a":2}"#, .duplicateMember, 7), ("nul", .truncated, 3), ("nulx", .syntax, 3),
        ("[1}", .syntax, 2), ("{1:2}", .syntax, 1), ("'a'", .syntax, 0), ("NaN", .syntax, 0),
        (#"{"a":1 "b"}"#, .syntax, 7),
    ])
    func saysWhatIsWrongAndWhere(text: String, code: JSONFault, position: Int) {
        #expect(throws: JSONParseError(code: code, position: position)) {
            try JSONValue(parsing: text)
        }
    }

    @Test(arguments: [
        [0x22, 0x80, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
        [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x22, 0xF5, 0x22],
    ])
    func refusesWhatIsNotUTF8(bytes: [UInt8]) {
        #expect(throws: JSONParseError(code: .utf8, position: 1)) { try JSONValue(parsing: bytes) }
    }

    @Test func holdsItsLimits() throws {
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        _ = try JSONValue(parsing: deep)
        #expect(throws: JSONParseError(code: .depth, position: 64)) {
            try JSONValue(parsing: "[" + deep + "]")
        }
        let small = JSONLimits(bytesMax: 10, depthMax: 2, valuesMax: 3)
        #expect(throws: JSONParseError(code: .size, position: 10)) {
            try JSONValue(parsing: Array("[1,2,3,4,5]".utf8), limits: small)
        }
        #expect(throws: JSONParseError(code: .count, position: 5)) {
            try JSONValue(parsing: Array("[1,2,3]".utf8), limits: small)
        }
    }

    @Test func noticesADuplicateAmongManyMembers() throws {
        let names = (0..<50).map { "\"m\($0)\":\($0)" }
        let many = "{" + names.joined(separator: ",") + "}"
        #expect(try JSONValue(parsing: many).members.count == 50)
        #expect(throws: JSONParseError.self) {
            try JSONValue(parsing: "{" + (names + ["\"m7\":0"]).joined(separator: ",") + "}")
        }
    }

    @Test func findsTheByteOfAMember() throws {
        let text = Array(#"{"a":[{"b":1},{"b": "x"}],"c":2}"#.utf8)
        func position(_ path: [String]) -> Int {
            var locator = JSONLocator(text)
            return locator.position(of: path)
        }
        #expect(position([]) == 0)
        #expect(position(["a", "1", "b"]) == 20)
        #expect(position(["a", "0", "none"]) == 6)
        #expect(position(["a", "9"]) == 5)
        #expect(position(["c", "d"]) == 30)
    }

    @Test func agreesWithUTF8ValidationOfTheStandardLibrary() {
        var random = Seeded(state: 11)
        let leads: [UInt8] = [
            0x41, 0x80, 0xBF, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0x9F, 0xA0,
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...6, using: &random)
            let bytes = (0..<count).map { _ in
                leads.randomElement(using: &random) ?? 0
            }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            #expect((UTF8Text.firstInvalid(in: bytes, 0..<bytes.count) == nil) == isValid)
        }
    }
}
