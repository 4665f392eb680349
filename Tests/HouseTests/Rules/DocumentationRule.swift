// SPDX-License-Identifier: Apache-2.0

extension TidyRule {
    /// Whatever crosses a wall of the house says what it means.
    static let packageIsDocumented = TidyRule.each(
        "what is package has a doc comment", in: .rooms
    ) { file in
        file.code.indices.compactMap { index in
            guard isPackageDeclaration(file.code[index]), !isWitness(file.code[index]) else {
                return nil
            }
            return hasDocComment(file.lines[..<index])
                ? nil : file.finding(index, "no `///` above it")
        }
    }

    private static func isPackageDeclaration(_ code: String) -> Bool {
        guard code.hasBytes("package "),
            code.firstMatch(of: /^\s*(?:@\w+(?:\([^)]*\))?\s+)*package\s/) != nil
        else {
            return false
        }
        let kinds = "func|var|let|init|subscript|struct|class|enum|actor|protocol|typealias"
        return importedModule(code) == nil && !code.hasBytes("extension ")
            && kinds.split(separator: "|").contains { kind in
                code.split { !$0.isLetter }.contains(kind)
            }
    }

    /// Witnesses of protocols that everybody knows: their meaning is the protocol's.
    private static func isWitness(_ code: String) -> Bool {
        let witnesses = [
            "init(from decoder", "func encode(to", "func hash(into", "func == (", "func < (",
            "var description: String", "var debugDescription: String", "var id:", "var rawValue:",
            "var allCases:", "init?(rawValue", "init(rawValue", "func run() async",
        ]
        return witnesses.contains { code.contains($0) }
    }

    /// Whether the lines end in a doc comment, attributes between it and the declaration aside.
    private static func hasDocComment(_ lines: ArraySlice<String>) -> Bool {
        let above = lines.reversed().map { $0.trimmingPrefix(while: \.isWhitespace) }
        return above.first { !$0.hasPrefix("@") }?.hasPrefix("///") ?? false
    }
}
