// SPDX-License-Identifier: Apache-2.0

extension TidyRule {
    /// A name that says nothing about what is inside gathers everything.
    static let namesOfPlaces = TidyRule.each("files and folders are named", in: .everything) {
        file in
        let faults = file.components.flatMap { component in
            component.split { "+.-_".contains($0) }.map(String.init).filter(saysNothing)
        }
        return faults.isEmpty ? [] : [file.finding(0, "named \(faults.joined(separator: ", "))")]
    }

    private static func saysNothing(_ name: String) -> Bool {
        let empty = [
            "Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Common", "Misc",
        ]
        let isEmpty = empty.contains { name.lowercased() == $0.lowercased() }
        return isEmpty
            || ["Manager", "Managers", "Helper", "Utils"].contains { name.hasSuffix($0) }
    }

    /// Nothing that is delivered knows the machine that it was written on. The pieces are put
    /// together here so that this file does not find itself.
    static let noMachinePaths = TidyRule.each("no path of a machine", in: .everything) {
        file in
        let roots = ["work", "root", "home", "Users", "opt/swift"].map { "/" + $0 + "/" }
        return file.lines.indices.compactMap { index in
            let line = file.lines[index]
            let found = roots.first { line.hasBytes($0) && beginsPath($0, in: line) }
            return found.map { file.finding(index, "names \($0)") }
        }
    }

    /// Whether the root stands at the beginning of a path there, not in the middle of one.
    private static func beginsPath(_ root: String, in line: String) -> Bool {
        line.ranges(of: root).contains { range in
            let before = line[..<range.lowerBound].last ?? " "
            return !before.isLetter && !before.isNumber && !"._-}".contains(before)
        }
    }

    /// The first line says the licence; a script's and the manifest's first line is taken.
    static let spdx = TidyRule.each(
        "the first line is the licence's", in: .licensed
    ) { file in
        let licence = "// SPDX-License-Identifier: Apache-2.0"
        let first = file.path == "Package.swift" ? file.lines.dropFirst().first : file.lines.first
        return first == licence ? [] : [file.finding(0, "does not begin with the SPDX line")]
    }

    /// No type has its module's name: a qualified name could then not be written.
    static let typeIsNotItsModule = TidyRule.each(
        "no type is named as its module", in: .rooms
    ) { file in
        file.code.indices.compactMap { index in
            let pattern = /(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)/
            guard let room = file.room, file.code[index].hasBytes(room),
                let match = file.code[index].firstMatch(of: pattern),
                match.1 == room
            else { return nil }
            return file.finding(index, "the type \(match.1) bears its module's name")
        }
    }
}
