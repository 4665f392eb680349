// SPDX-License-Identifier: Apache-2.0

extension TidyRule {
    /// The core has no clock, chance, input or output of its own: ids and times come in with the
    /// event, so that a replay decides the same.
    static let coreIsPure = TidyRule.each("the core is pure", in: .core) { file in
        file.findings(
            of: /\bDate\s*[(.]|\b(?:Continuous|Suspending)Clock\b|\bclock_gettime\b/,
            having: ["Date", "ContinuousClock", "SuspendingClock", "clock_gettime"],
            "reads a clock")
            + file.findings(
                of: /\bUUID\b|\brandom(?:Element)?\s*\(|\bshuffled?\s*\(|\bSystemRandomNumber/,
                having: [
                    "UUID", "random", "randomElement", "shuffle", "shuffled",
                    "SystemRandomNumberGenerator",
                ], "draws lots")
            + file.findings(
                of: /\bHasher\s*\(|\bhashValue\b|\bObjectIdentifier\b/,
                having: ["Hasher", "hashValue", "ObjectIdentifier"],
                "hashes with this process's seed")
            + file.findings(
                of: /\b(?:debugPrint|print|dump|readLine|getenv)\s*\(|\b(?:Process|File)[IM]\w+/,
                having: [
                    "debugPrint", "print", "dump", "readLine", "getenv", "ProcessInfo",
                    "FileManager",
                ], "reads or writes the world")
            + file.findings(
                of: /\bTask\b|\basync\b|\bawait\b/, having: ["Task", "async", "await"],
                "is not synchronous")
    }

    /// The order of a `Set` or `Dictionary` differs from run to run, so the core does not go
    /// through one, unless sorted, or a comment beside it says why the order cannot matter (with
    /// the word `order`). Approximate: it knows names by how they were declared.
    static let coreOrderIsStable = TidyRule(name: "the core's order is stable") { files in
        let core = files.filter(Scope.core.holds)
        let declared = core.map(declaredNames)
        // A name that is an array somewhere else is only believed in its own file.
        let ordered = declared.reduce(into: Set<String>()) { $0.formUnion($1.ordered) }
        let shared = declared.reduce(into: Set<String>()) { $0.formUnion($1.unordered) }
            .subtracting(ordered)
        return zip(core, declared).flatMap { file, own in
            unstable(file, shared, own.unordered.subtracting(own.ordered))
        }
    }

    /// Names declared as hash tables, and names declared as arrays.
    private static func declaredNames(
        _ file: SourceText
    ) -> (unordered: Set<String>, ordered: Set<String>) {
        var names: (unordered: Set<String>, ordered: Set<String>) = ([], [])
        let unordered =
            /\b(\w+)\s*(?::\s*(?:Set<|Dictionary<|\[[\w.]+\s*:)|=\s*(?:Set|Dictionary)[<(])/
        let ordered = /(\w+)\s*(?::\s*(?:Array<|\[[\w.<>?]+\])|=\s*\[\w+\]\()/
        for code in file.code
        where code.hasBytes("Set") || code.hasBytes("Dict") || code.hasBytes("[") {
            for match in code.matches(of: unordered) { names.unordered.insert(String(match.1)) }
            for match in code.matches(of: ordered) { names.ordered.insert(String(match.1)) }
        }
        return names
    }

    /// - Parameters:
    ///   - shared: names that are hash tables wherever they stand.
    ///   - own: names that are hash tables where they stand alone or after `self`.
    private static func unstable(
        _ file: SourceText, _ shared: Set<String>, _ own: Set<String>
    ) -> [Finding] {
        file.code.indices.compactMap { index in
            let code = file.code[index]
            guard let name = goneThrough(code, shared, own), !code.contains("sort"),
                !(index + 1 < file.code.count && file.code[index + 1].contains(".sorted")),
                !isExcused(file, index)
            else { return nil }
            return file.finding(index, "goes through `\(name)` in the order of its hashes")
        }
    }

    /// The hash table whose elements the line takes one after the other.
    private static func goneThrough(
        _ code: String, _ shared: Set<String>, _ own: Set<String>
    ) -> String? {
        func isTable(_ path: [String]) -> Bool {
            guard let name = path.last else { return false }
            let standsAlone = path.count == 1 || path == ["self", name]
            return shared.contains(name) || (standsAlone && own.contains(name))
        }
        if let path = loopedOver(code), isTable(path) { return path.last }
        for path in code.split(whereSeparator: { !isPartOfPath($0) }).map(table) {
            let walks = path.indices.dropFirst().filter { taking.contains(path[$0]) }
            if let walk = walks.first(where: { isTable(Array(path[..<$0])) }) {
                return path[walk - 1]
            }
        }
        return nil
    }

    /// What takes the elements of a sequence one after the other.
    private static let taking: Set<String> = [
        "map", "flatMap", "compactMap", "forEach", "reduce", "first", "lazy", "enumerated",
        "prefix", "joined", "filter",
    ]

    private static func isPartOfPath(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "."
    }

    /// The names of a path such as `a.b.keys`, of which `keys` and `values` say nothing.
    private static func table(_ path: Substring) -> [String] {
        path.split(separator: ".").map(String.init).filter { $0 != "keys" && $0 != "values" }
    }

    /// Of `for a in b.c.keys where d {` the path `b.c`.
    private static func loopedOver(_ code: String) -> [String]? {
        guard code.hasBytes("for "), let start = code.firstRange(of: " in ") else { return nil }
        return table(code[start.upperBound...].prefix(while: isPartOfPath))
    }

    private static func isExcused(_ file: SourceText, _ index: Int) -> Bool {
        file.lines[max(0, index - 3)...index].contains { line in
            guard let comment = line.firstRange(of: "//") else { return false }
            return line[comment.upperBound...].lowercased().contains("order")
        }
    }
}
