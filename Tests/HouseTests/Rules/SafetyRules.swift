// SPDX-License-Identifier: Apache-2.0

extension TidyRule {
    /// One package, one executable: nobody outside could use a public name.
    static let noPublic = TidyRule.each("nothing is public", in: .rooms) { file in
        file.findings(
            of: /\bpublic\b|\bopen\s+(?:class|func|var)\b/, having: ["public", "open"], "is public")
    }

    /// A trap ends the daemon, so no input may reach one.
    static let noForce = TidyRule.each("nothing is forced", in: .rooms) { file in
        file.findings(of: /\btry!|\bas!/, having: ["try", "as"], "forces a try or a cast")
            + file.code.indices.filter { forces(file.code[$0]) }.map {
                file.finding($0, "forces an optional")
            }
    }

    /// Whether an exclamation mark follows a value; `!=`, `try!` and `as!` are others' business.
    private static func forces(_ code: String) -> Bool {
        guard code.utf8.contains(UInt8(ascii: "!")) else { return false }
        return code.matches(of: /([\w)\]}?]+)!(?!=)/).contains { $0.1 != "try" && $0.1 != "as" }
    }

    /// Every task has an owner that waits for it.
    static let noUnstructuredTask = TidyRule.each("no unstructured task", in: .rooms) {
        file in
        file.findings(
            of: /\bTask(?:<[^>]*>)?(?:\.detached|\.immediate)?\s*(?:\([^)]*\))?\s*\{/,
            having: ["Task"], "starts a task that nobody owns")
    }

    /// What cannot happen is a value or an error; what did happen is not answered with a trap.
    static let noFatalError = TidyRule.each("no fatalError", in: .rooms) { file in
        file.findings(of: /\bfatalError\s*\(/, having: ["fatalError"], "ends the process")
    }

    /// Nothing is put off inside the code.
    static let noTodo = TidyRule.each("nothing is put off", in: .rooms) { file in
        let words: Set = ["TODO", "FIXME", "XXX", "HACK"]
        guard !file.words.isDisjoint(with: words) else { return [] }
        return file.lines.indices.filter { index in
            words.contains { file.lines[index].hasBytes($0) }
        }.map { file.finding($0, "puts something off") }
    }

    /// What the compiler is asked to believe is proved beside it.
    static let uncheckedIsProved = TidyRule.each(
        "what is unchecked is proved beside it", in: .rooms
    ) { file in
        file.code.indices.compactMap { index in
            let code = file.code[index]
            guard code.hasBytes("@unchecked Sendable") || code.hasBytes("nonisolated(unsafe)")
            else { return nil }
            let proof = file.lines[max(0, index - 6)...index].contains { line in
                guard let comment = line.firstRange(of: "//") else { return false }
                let words = line[comment.upperBound...].lowercased()
                return words.contains("because") || words.contains("proof")
            }
            return proof
                ? nil : file.finding(index, "has no comment with `because` or `proof` above it")
        }
    }
}
