// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Policy

/// A page of the author's guide: its sections, and the YAML that it shows.
struct GuidePage {
    let text: String

    init(_ name: String) throws {
        text = try String(
            contentsOf: Shipped.root.appending(path: "Sources/Policy/Policy.docc/\(name)"),
            encoding: .utf8)
    }

    /// Every block of YAML.
    var examples: [String] {
        text.components(separatedBy: "```yaml\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
    }

    /// The first cells of the table whose head begins with this, without their backquotes; the
    /// words of a cell that has several.
    func rows(under head: String) throws -> [String] {
        try cells(under: head).flatMap { row -> [String] in
            (row.first ?? "").split(separator: ",").map {
                $0.filter { $0 != "`" && $0 != " " }
            }
        }
    }

    /// The cells of that table, row by row.
    func cells(under head: String) throws -> [[String]] {
        let lines = text.components(separatedBy: "\n")
        let start = try #require(
            lines.indices.dropLast().first {
                lines[$0].hasPrefix("| \(head) |") && lines[$0 + 1].hasPrefix("| ---")
            }, "| \(head) |")
        return lines[(start + 2)...].prefix { $0.hasPrefix("| ") }.map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map {
                String($0).trimmingSpaces
            }
        }
    }

    /// What stands under a heading, to the next one.
    func section(_ heading: String) throws -> String {
        let after = try #require(text.components(separatedBy: "# \(heading)\n").dropFirst().first)
        return after.components(separatedBy: "\n#").first ?? ""
    }

    /// The words in backquotes under a heading.
    func words(in heading: String) throws -> Set<String> {
        let parts = try section(heading).components(separatedBy: "`")
        return Set(parts.enumerated().compactMap { $0.offset % 2 == 1 ? $0.element : nil })
    }
}

/// A place of a pack where a mapping stands, and the table of the page that lists its keys.
struct KeyPlace: Sendable, CustomTestStringConvertible {
    /// The beginning of the table's head.
    let head: String
    /// A file with `MAPPING` in that place.
    let file: String
    let reads: @Sendable (YAMLReader, ConfigurationFile) -> Void
    var testDescription: String { head }

    /// Every place but the rule itself, whose keys depend on each other.
    static let all = [
        KeyPlace(head: "key of an event", rule: "{ on: MAPPING }"),
        KeyPlace(head: "key of `count`", rule: "{ count: MAPPING }"),
        KeyPlace(head: "key of a choice", rule: "{ on: any, owner: [ MAPPING, keyworker ] }"),
        KeyPlace(head: "key of a choice", rule: "{ on: any, also: MAPPING }"),
        KeyPlace(head: "key of `raise`", rule: "{ on: any, raise: MAPPING }"),
        KeyPlace(head: "key of a due", rule: "{ on: any, due: MAPPING }"),
        KeyPlace(head: "key of `disclosure`", rule: "{ on: any, disclosure: MAPPING }"),
        KeyPlace(head: "ladder", ladders: "MAPPING"),
        KeyPlace(head: "key of a ladder", ladders: "{ none: MAPPING }"),
        KeyPlace(head: "key of a rung", ladders: "{ none: { rungs: [ MAPPING ] } }"),
        KeyPlace(
            head: "key of `instead`", ladders: "{ none: { rungs: [ { instead: MAPPING } ] } }"),
        KeyPlace(head: "key of a pack's parameter", file: "- MAPPING") { reader, file in
            _ = reader.document(file).map(ParameterReader(reader: reader).parameters)
        },
        KeyPlace(head: "key of an area's parameter", file: "- MAPPING") { reader, file in
            var table = ParameterTable()
            let parameters = ParameterReader(reader: reader)
            if let document = reader.document(file) {
                parameters.overrides(document, of: &table)
            }
        },
        KeyPlace(head: "key of `pack.yaml`", file: "MAPPING") { reader, file in
            do throws(PolicyError) {
                _ = try PackHeader.load(file)
            } catch {
                guard case .invalid(let faults) = error else { return }
                for fault in faults { reader.faults.add(fault) }
            }
        },
    ]

    init(
        head: String, file: String,
        reads: @escaping @Sendable (YAMLReader, ConfigurationFile) -> Void
    ) {
        (self.head, self.file, self.reads) = (head, file, reads)
    }

    init(head: String, rule: String) {
        self.init(head: head, file: "- \(rule)") { reader, file in
            guard let document = reader.document(file) else { return }
            _ = reader.list(document)?.map(RuleReader(reader: reader).rule)
        }
    }

    init(head: String, ladders: String) {
        self.init(head: head, file: ladders) { reader, file in
            _ = reader.document(file).map(LadderReader(reader: reader).ladders)
        }
    }

    /// The faults of the file with this mapping in the place.
    func faults(of mapping: String) -> [ConfigurationFault] {
        let reader = YAMLReader(FaultList())
        let text = file.replacing("MAPPING", with: mapping)
        reads(reader, ConfigurationFile(path: "page.yaml", text: text))
        return reader.faults.all
    }

    /// The words that the place takes as keys: those that no fault calls unknown.
    func keys(among words: Set<String>) -> Set<String> {
        let mapping = words.sorted().map { "\"\($0)\": x" }.joined(separator: ", ")
        let unknown = faults(of: "{ \(mapping) }").filter { $0.code == .unknownKey }
        return words.filter { word in
            !unknown.contains { $0.message.hasPrefix("unknown key '\(word)'") }
        }
    }
}

/// The words of the sources from which every key and every word of the language comes.
enum SourceWords {
    /// Every text in quotes and the name of every case, of the rooms that read a pack.
    static func all() throws -> Set<String> {
        var words: Set<String> = []
        for room in ["Rules", "Conditions", "Calendars", "Ladders", "Parameters", "Pack"] {
            let folder = Shipped.root.appending(path: "Sources/Policy/\(room)")
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                for match in text.matches(of: /"([a-z][A-Za-z0-9-]*)"/) {
                    words.insert(String(match.1))
                }
                for match in text.matches(of: /case `?([a-z][A-Za-z]*)/) {
                    words.insert(String(match.1))
                }
            }
        }
        return words
    }
}
