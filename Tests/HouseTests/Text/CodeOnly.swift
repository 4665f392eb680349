// SPDX-License-Identifier: Apache-2.0

/// Blanks the comments and the insides of string literals of a Swift text, and keeps every newline
/// where it is, so that a rule about code is not set off by words about code.
///
/// Code inside `\( )` of a literal stays. Regular expressions between slashes are taken for code.
struct CodeOnly {
    private let text: [UInt8]
    private var index = 0
    private var output: [UInt8] = []

    static func text(of text: String) -> String {
        var scan = CodeOnly(text: Array(text.utf8))
        scan.output.reserveCapacity(scan.text.count)
        while scan.index < scan.text.count { scan.step() }
        return String(decoding: scan.output, as: UTF8.self)
    }

    private init(text: [UInt8]) { self.text = text }

    private func isNext(_ word: String) -> Bool {
        var at = index
        for byte in word.utf8 {
            guard at < text.count, text[at] == byte else { return false }
            at += 1
        }
        return true
    }

    private mutating func keep() {
        output.append(text[index])
        index += 1
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where index < text.count {
            output.append(text[index] == newline ? newline : UInt8(ascii: " "))
            index += 1
        }
    }

    private mutating func step() {
        let byte = text[index]
        guard byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "\"")
        else { return keep() }
        if isNext("//") {
            while index < text.count, text[index] != newline { blank() }
        } else if isNext("/*") {
            blockComment()
        } else if let literal = Literal(text, at: index) {
            self.literal(literal)
        } else {
            keep()
        }
    }

    private mutating func blockComment() {
        var depth = 0
        repeat {
            if isNext("/*") {
                depth += 1
                blank(2)
            } else if isNext("*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && index < text.count
    }

    private mutating func literal(_ literal: Literal) {
        for _ in literal.opening.utf8 { keep() }
        while index < text.count {
            if isNext(literal.closing) {
                for _ in literal.closing.utf8 { keep() }
                return
            } else if isNext(literal.interpolation) {
                blank(literal.interpolation.count)
                interpolated()
            } else if isNext(literal.escape) {
                blank(literal.escape.count + 1)
            } else if text[index] == newline, !literal.isMultiline {
                // Not closed on its line, so it was none: a regular expression, probably.
                return
            } else {
                blank()
            }
        }
    }

    /// The code up to the parenthesis that closes the interpolation.
    private mutating func interpolated() {
        var depth = 1
        while index < text.count {
            if text[index] == UInt8(ascii: "(") { depth += 1 }
            if text[index] == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return blank() }
            }
            step()
        }
    }
}

private let newline = UInt8(ascii: "\n")
private let quote = UInt8(ascii: "\"")

/// The delimiters of a string literal.
private struct Literal {
    let opening: String
    let closing: String
    let escape: String
    let interpolation: String
    let isMultiline: Bool

    /// The literal that begins there, if one does.
    init?(_ text: [UInt8], at start: Int) {
        var at = start
        while at < text.count, text[at] == UInt8(ascii: "#") { at += 1 }
        guard at < text.count, text[at] == quote else { return nil }
        let hashes = String(repeating: "#", count: at - start)
        isMultiline = at + 2 < text.count && text[at + 1] == quote && text[at + 2] == quote
        let quotes = isMultiline ? "\"\"\"" : "\""
        opening = hashes + quotes
        closing = quotes + hashes
        escape = "\\" + hashes
        interpolation = escape + "("
    }
}
