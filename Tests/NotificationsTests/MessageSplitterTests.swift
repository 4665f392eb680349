// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

/// What a splitter cuts from a text that comes in chunks of the sizes given, repeated; pieces are
/// taken after each chunk, or only when the last has come.
func pieces(
    _ bytes: [UInt8], chunks: [Int] = [Int.max], atTheEnd: Bool = false
) -> [StreamPiece] {
    var splitter = MessageSplitter()
    var pieces: [StreamPiece] = []
    var start = 0
    var round = 0
    while start < bytes.count {
        let size = chunks[round % chunks.count]
        let end = size > bytes.count - start ? bytes.count : start + size
        splitter.append(bytes[start..<end])
        while !atTheEnd, let piece = splitter.next() { pieces.append(piece) }
        start = end
        round += 1
    }
    splitter.complete()
    while let piece = splitter.next() { pieces.append(piece) }
    return pieces
}

@Suite struct MessageSplitterTests {
    private func texts(_ text: String) -> [String] {
        pieces(Array(text.utf8)).map { piece in
            switch piece {
            case .message(let message):
                (message.element.map { "\($0):" } ?? "")
                    + String(decoding: message.bytes, as: UTF8.self)
            case .fault(let rejected): "!\(rejected.code.rawValue)@\(rejected.position)"
            }
        }
    }

    @Test(arguments: [
        (#"{"a":1}{"b":2}"#, [#"{"a":1}"#, #"{"b":2}"#]),
        ("\u{FEFF}{\"a\":1}\r\n\r\n{\"b\":\"}\\\"{\"}\n", [#"{"a":1}"#, #"{"b":"}\"{"}"#]),
        (" [ {\"a\":[1]} ,\n{} ] ", ["0:{\"a\":[1]}", "1:{}"]),
        ("[]", ["[]"]), ("[ ]{}", ["[]", "{}"]), ("[1,\"x\",[2]]", ["0:1", "1:\"x\"", "2:[2]"]),
        ("[{}", ["0:{}", "!json.truncated@3"]), ("[{},]{}", ["0:{}", "!json.syntax@4", "{}"]),
        ("[", ["!json.truncated@1"]), ("[{}{}]", ["0:{}", "!json.syntax@3", "{}", "]"]),
        ("[{} x\n{}]", ["0:{}", "!json.syntax@4", "1:{}"]),
        ("[{\"a\"\n{}\n,{}]", ["0:{\"a\"\n", "1:{}", "2:{}"]),
        ("[{\"a\" x}\n]{}", ["0:{\"a\" x", "{}"]),
        ("{\"a\":\n{}\n", ["{\"a\":\n", "{}"]), ("{\"a\":\"x\n{}\n", ["{\"a\":\"x\n", "{}"]),
        ("{\"a\" 1}, more\n{}", ["{\"a\" 1", "{}"]),
        ("{]\nMSH|^~\\&|A\rPID|1", ["{]", "MSH|^~\\&|A\rPID|1"]),
        ("{\"a\":1\nMSH|^~\\&|A\r", ["{\"a\":1\n", "MSH|^~\\&|A\r"]),
        ("{}\nMSH|^~\\&|A\rPID|{}\r{}", ["{}", "MSH|^~\\&|A\rPID|{}\r{}"]),
        ("hello\nworld\n{}", ["helloworld", "{}"]), ("hello", ["hello"]), ("", [""]),
        (" \n ", [" "]),
        (
            "\u{B}MSH|^~\\&|A\rPID|1\r\u{1C}\r\u{B}MSH|^~\\&|B\r\u{1C}\r",
            ["MSH|^~\\&|A\rPID|1\r\u{1C}\r\u{B}", "MSH|^~\\&|B\r\u{1C}\r"]
        ),
        (
            "msh|^~\\&|A\r\n  MSH#^~\\&#B\nPID#MSH|\r\n",
            ["msh|^~\\&|A\r\n", "  MSH#^~\\&#B\nPID#MSH|\r\n"]
        ),
        ("note\rMSH|^~\\&|A", ["note", "MSH|^~\\&|A"]),
        (
            "FHS|^~\\&\rBHS|^~\\&\rMSH|^~\\&|A\rMSH|^~\\&|B\rBTS|2\rFTS|1\r",
            ["MSH|^~\\&|A\r", "MSH|^~\\&|B\r"]
        ),
        (
            "BHS|^~\\&\rMSH|^~\\&|A\rBTS|2\rBHS|^~\\&\rMSH|^~\\&|B\r",
            ["MSH|^~\\&|A\r", "!hl7v2.batch-count@20", "MSH|^~\\&|B\r"]
        ),
        ("BHS|^~\\&\rBTS|0\r", ["!hl7v2.empty-batch@0"]),
        (
            "FHS|^~\\&\rMSH|^~\\&|A\rFTS|3\r",
            ["MSH|^~\\&|A\r", "!hl7v2.batch-count@20"]
        ), ("FHS|^~\\&\rBHS|^~\\&\rMSH|^~\\&|A\rBTS\rFTS|1\r", ["MSH|^~\\&|A\r"]),
        ("M\u{0}S\u{0}H\u{0}\n\u{0}", ["M\u{0}S\u{0}H\u{0}\n\u{0}"]),
        ("MSH", ["MSH"]), ("\u{FEFF}\u{FEFF}\u{1C} MSH|^~\\&|A", ["MSH|^~\\&|A"]),
        ("\u{EF}", ["\u{EF}"]),
    ])
    func cuts(text: String, expected: [String]) {
        #expect(texts(text) == expected)
    }

    @Test func anOverfullBatchMarksItsLastMessage() throws {
        let text = "BHS|^~\\&\rMSH|^~\\&|A\rMSH|^~\\&|B\rBTS|1\r"
        guard case .message(let first) = pieces(Array(text.utf8))[0],
            case .message(let last) = pieces(Array(text.utf8))[1]
        else { throw Unexpected(item: .rejected(Rejected(code: .hl7Header, position: 0))) }
        #expect(first.warnings.isEmpty)
        #expect(last.warnings == [DecodeWarning(code: "hl7v2.batch-count", position: 31)])
        #expect(last.position == 20)
    }

    @Test(.tags(.slow)) func whatIsTooLargeIsPassedOverAndTheRestIsRead() throws {
        let filling = String(repeating: "x", count: 1000)
        let large = "{\"a\":\"" + String(repeating: filling, count: 17_000) + "\"}"
        let hl7 = "\nMSH|^~\\&|A\rOBX|" + String(repeating: filling, count: 4400) + "\r"
        let lines = "MSH|^~\\&|B\r" + String(repeating: "NTE|\(filling)\r", count: 4400)
        let end = "MSH|^~\\&|C\rPID|1\r"
        let bytes = Array(("{}" + large + "[{},\(large),{}]" + hl7 + lines + end).utf8)
        let found = pieces(bytes, chunks: [100_000])
        #expect(
            found.map { piece in
                switch piece {
                case .message(let message): String(decoding: message.bytes, as: UTF8.self)
                case .fault(let rejected): rejected.code.rawValue
                }
            } == [
                "{}", "value-too-large", "{}", "value-too-large", "{}", "hl7v2.limit",
                "hl7v2.limit", end,
            ])
        #expect(pieces(bytes) == found)
    }

    @Test(.tags(.slow)) func anyChunkingGivesTheSame() {
        var generator = EventGenerator(seed: 5)
        for _ in 0..<400 {
            let text = StreamGenerator.text(&generator, isWhole: false)
            let expected = pieces(text)
            #expect(!expected.isEmpty)
            #expect(pieces(text, chunks: [1]) == expected)
            #expect(pieces(text, chunks: [40], atTheEnd: true) == expected)
            let chunks = (0..<7).map { _ in Int.random(in: 1...90, using: &generator.random) }
            #expect(
                pieces(text, chunks: chunks) == expected, "\(String(decoding: text, as: UTF8.self))"
            )
        }
    }

    @Test func aLongLineIsKnownByItsHead() {
        let long = String(repeating: "y", count: 9000)
        let text = Array("\(long)\n\(long)\nMSH|^~\\&|\(long)\r\(long)BTS|1\rBTS|2|\(long)\r".utf8)
        let whole = pieces(text)
        #expect(whole.count == 3)
        #expect(pieces(text, chunks: [1]) == whole)
        #expect(pieces(text, chunks: [4095, 1, 2]) == whole)
    }
}

/// Streams of messages right and broken.
enum StreamGenerator {
    /// `isWhole`: without broken pieces, so that decoding it whole and in pieces must agree.
    static func text(_ generator: inout EventGenerator, isWhole: Bool) -> [UInt8] {
        if generator.chance(50) { return hl7(&generator, isWhole: isWhole) }
        var text: [UInt8] = []
        for _ in 0..<Int.random(in: 1...4, using: &generator.random) {
            switch Int.random(in: 0...(isWhole ? 0 : 5), using: &generator.random) {
            case 1:
                text += Array(generator.parts().structured.dropLast(generator.oneOf([1, 9, 40])))
            case 2: text += Array("noise, {[ \n".utf8)
            case 3: text += Array("[".utf8) + generator.parts().structured + Array(",{\"a\" ".utf8)
            case 4: text += hl7(&generator, isWhole: false)
            case 5: text += Array("[".utf8) + generator.tree(depth: 3).utf8 + Array("]".utf8)
            default: text += generator.parts().structured
            }
            text += Array(generator.oneOf(["\n", "\r\n", " ", ""]).utf8)
        }
        return text
    }

    static func hl7(_ generator: inout EventGenerator, isWhole: Bool) -> [UInt8] {
        let end = generator.oneOf(["\r", "\n", "\r\n"])
        var lines = generator.chance(50) ? ["FHS|^~\\&|A", "BHS|^~\\&|A"] : []
        let count = Int.random(in: 1...4, using: &generator.random)
        for number in 0..<count {
            let start = generator.chance(20) ? "\u{B}" : ""
            lines.append(start + header("A01", [10: "M\(number)"]))
            lines += [usualPID, generator.oneOf([usualPV1, "pv1|1|I", "NTE|1||text"])]
            if generator.chance(20) { lines.append("goes on here") }
            if generator.chance(20) { lines.append("\u{1C}") }
            if !isWhole, generator.chance(10) {
                lines.append(generator.oneOf(["", "MSH", "BTS|x", "{"]))
            }
        }
        if lines[0].hasPrefix("FHS") {
            let promised = generator.oneOf([count, count, count + 1, count - 1])
            lines += ["BTS|\(promised)", "FTS|1"]
        }
        return Array(lines.joined(separator: end).utf8) + Array(end.utf8)
    }
}
