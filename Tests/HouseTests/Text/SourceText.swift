// SPDX-License-Identifier: Apache-2.0
import Foundation

/// One text file of the house, with its place in it.
struct SourceText: Sendable {
    /// The path from the root of the package, such as `Sources/Bus/Limits.swift`.
    let path: String
    /// The lines as they are written.
    let lines: [String]
    /// The same lines, of Swift only the code: comments and the insides of literals are spaces.
    let code: [String]
    /// Every word of the text, so that a rule passes over most files at once.
    let words: Set<String>

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let bare = path.hasSuffix(".swift") ? CodeOnly.text(of: text) : text
        code = bare.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        words = Set(
            text.utf8.split { !SourceText.isPartOfWord($0) }.map { String(Substring($0)) })
    }

    /// The folders and the file's name.
    var components: [String] { path.split(separator: "/").map(String.init) }

    var isSwift: Bool { path.hasSuffix(".swift") }

    /// The target whose code this is; nil outside `Sources`.
    var room: String? {
        guard components.first == "Sources", components.count > 2 else { return nil }
        return components[1]
    }

    var isTest: Bool { components.first == "Tests" }

    /// Lines that can be counted: the empty piece after the last newline is none.
    var lineCount: Int { lines.last == "" ? lines.count - 1 : lines.count }

    /// A finding at a line of this file, counted from 0 here and from 1 in what is shown.
    func finding(_ index: Int, _ what: String) -> Finding {
        Finding(path: path, line: index + 1, what: what)
    }

    /// A finding for every line whose code has the pattern. The pattern is only looked for in
    /// files that have one of the words (a debug build's regular expressions are slow).
    func findings(
        of pattern: Regex<Substring>, having words: Set<String>, _ what: String
    ) -> [Finding] {
        guard !self.words.isDisjoint(with: words) else { return [] }
        // The default boundary is that of prose, which has none between `a` and `b` in `a.b`.
        let pattern = pattern.wordBoundaryKind(.simple)
        return code.indices.filter { index in
            words.contains { code[index].hasBytes($0) } && code[index].contains(pattern)
        }.map { finding($0, what) }
    }

    static func isPartOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

extension String {
    /// Whether the text has those bytes; far quicker than a search for characters.
    func hasBytes(_ word: String) -> Bool {
        guard let first = word.utf8.first else { return true }
        var rest = utf8[...]
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: word.utf8) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}

/// A fault that a rule found.
struct Finding: Hashable, Sendable, CustomStringConvertible {
    var path: String
    var line: Int
    var what: String

    var description: String { "\(path):\(line): \(what)" }
}
