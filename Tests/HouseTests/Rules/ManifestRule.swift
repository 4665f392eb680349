// SPDX-License-Identifier: Apache-2.0

extension TidyRule {
    /// Every dependency is pinned to one version: what was tested is what is built.
    static let manifestPins = TidyRule.each(
        "the manifest pins every dependency", in: .manifest
    ) { file in
        file.code.indices.compactMap { index in
            guard file.code[index].contains(".package(") else { return nil }
            let call = callText(file.code[index...])
            return call.contains("exact:")
                ? nil : file.finding(index, "a dependency without `exact:`")
        }
    }

    /// From `.package(` to the parenthesis that closes it.
    private static func callText(_ lines: ArraySlice<String>) -> String {
        let text = lines.joined(separator: "\n")
        guard let start = text.firstRange(of: ".package") else { return "" }
        var depth = 0
        var call = ""
        for character in text[start.upperBound...] {
            call.append(character)
            if character == "(" { depth += 1 }
            if character == ")" {
                depth -= 1
                if depth == 0 { break }
            }
        }
        return call
    }
}
