// SPDX-License-Identifier: Apache-2.0

extension TidyRule {
    /// A line fits beside another one on a screen. Test data inside a text literal stands as it
    /// comes on the wire.
    static let lineLength = TidyRule.each(
        "lines have at most 100 columns", in: .swift
    ) { file in
        // Bytes first: a line has at least as many of them as columns.
        file.lines.indices.filter { index in
            let line = file.lines[index]
            guard line.utf8.count > 100, line.count > 100 else { return false }
            return !(file.isTest && file.code[index].allSatisfy(\.isWhitespace))
        }
        .map { file.finding($0, "has \(file.lines[$0].count) columns") }
    }

    /// A file holds one idea.
    static let fileLength = TidyRule.each(
        "files have at most 400 lines, tests 600", in: .swift
    ) { file in
        let limit = file.isTest ? 600 : 400
        return file.lineCount > limit
            ? [file.finding(limit, "the file has \(file.lineCount) lines")] : []
    }

    /// A function fits on a screen.
    static let functionLength = TidyRule.each(
        "functions have at most 70 lines", in: .swift
    ) { file in
        file.code.indices.compactMap { index in
            guard declaresFunction(file.code[index]),
                let last = endOfBody(file.code[index...]), last - index + 1 > 70
            else { return nil }
            return file.finding(index, "the function has \(last - index + 1) lines")
        }
    }

    private static func declaresFunction(_ code: String) -> Bool {
        guard ["func ", "init", "subscript"].contains(where: code.hasBytes) else { return false }
        let declaration = /^\s*(?:[@\w()]+\s+)*(?:func\s|init[?!]?\s*[(<]|deinit|subscript\s*[(<])/
        return code.firstMatch(of: declaration) != nil
    }

    /// The line of the brace that closes the first body after the slice's start; nil when there is
    /// none, as in a protocol. Approximate: it counts parentheses and braces.
    private static func endOfBody(_ lines: ArraySlice<String>) -> Int? {
        var parentheses = 0
        var braces = 0
        for index in lines.indices {
            for byte in lines[index].utf8 {
                switch Character(Unicode.Scalar(byte)) {
                case "(", "[": parentheses += 1
                case ")", "]": parentheses -= 1
                case "{" where braces > 0 || parentheses <= 0: braces += 1
                case "}" where braces > 0 || parentheses <= 0:
                    braces -= 1
                    if braces == 0 { return index }
                    if braces < 0 { return nil }
                default: break
                }
            }
        }
        return nil
    }
}
