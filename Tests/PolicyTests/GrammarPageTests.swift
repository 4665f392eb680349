// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Testing

@testable import Policy

/// The page that has the whole language has neither less nor more than the readers take.
@Suite struct GrammarPageTests {
    private let page: GuidePage

    init() throws { page = try GuidePage("Grammar.md") }

    // MARK: - Keys

    @Test("The keys of a rule are those of the page")
    func keysOfARule() throws {
        // Each alone, for some keys are asked for only where another stands or does not.
        let place = KeyPlace(head: "key", rule: "{ on: any, MAPPING }")
        let keys = try SourceWords.all().filter { word in
            !place.faults(of: "\(word): x").contains {
                $0.code == .unknownKey && $0.message.hasPrefix("unknown key '\(word)'")
            }
        }
        #expect(keys.count > 25)
        #expect(try page.rows(under: "key").sorted() == keys.sorted())
        let grammar = try page.section("A rule file")
        for key in keys { #expect(grammar.contains("\(key): "), "\(key)") }
    }

    @Test("The keys of every part of a pack are those of the page", arguments: KeyPlace.all)
    func keys(place: KeyPlace) throws {
        var keys = place.keys(among: try SourceWords.all())
        if place.head == "key of an event" { keys.subtract(EventPatternReader.members) }
        #expect(!keys.isEmpty)
        #expect(try page.rows(under: place.head).sorted() == keys.sorted())
    }

    @Test("The keys that must stand are said to")
    func required() throws {
        let cells = try page.cells(under: "key")
        let said = cells.filter { $0.count > 3 && $0[2].hasPrefix("always") }.map {
            $0[0].filter { $0 != "`" }
        }
        let missing = KeyPlace(head: "", rule: "MAPPING").faults(of: "{ while: { all: [] } }")
            .filter { $0.code == .missingKey }.compactMap {
                $0.message.split(separator: "'").first.map(String.init)
            }
        // Whether `covers` stands is judged with the rest, once a rule is whole.
        #expect(said.sorted() == (missing + ["covers"]).sorted())
    }

    @Test("The words of a condition are those of the page")
    func conditions() throws {
        let place = KeyPlace(head: "word of a condition", rule: "{ while: { MAPPING } }")
        let words = try SourceWords.all().filter { word in
            FactName(rawValue: word) == nil
                && !place.faults(of: "\(word): x").contains {
                    $0.message.hasPrefix("there is no fact '\(word)'")
                }
        }
        #expect(try page.rows(under: place.head).sorted() == words.sorted())
    }

    // MARK: - Words

    /// A table of the page, and the words that the code has for it.
    private static let tables: [(head: String, words: [String])] = [
        ("`open`", ObligationKind.allCases.map(\.rawValue)),
        ("`about`", SubjectKind.allCases.map(\.rawValue)),
        ("`unknown`", UnknownTreatment.allCases.map(\.rawValue)),
        ("`when-false`", FallingEdge.allCases.map(\.rawValue)),
        ("`occasion`", OccasionKind.allCases.map(\.rawValue)),
        ("priority", Priority.allCases.map(\.rawValue)),
        ("word", DisclosureWord.allCases.map(\.rawValue)),
        ("ladder", LadderName.allCases.map(\.rawValue)),
        ("role", Role.allCases.map(\.rawValue)),
    ]

    @Test("Every closed list of words is the page's", arguments: tables.indices)
    func words(table: Int) throws {
        let (head, words) = Self.tables[table]
        #expect(try page.rows(under: head).sorted() == words.sorted())
    }

    @Test("The units of time are the page's, in singular and plural")
    func units() throws {
        let rows = try page.rows(under: "unit")
        let units = try SourceWords.all().filter { DuePhrase.wait("2 \($0)") != nil }
        #expect(rows.sorted() == units.sorted())
        for unit in ClockUnit.allCases { #expect(rows.contains(unit.rawValue)) }
    }

    @Test("The targets of a rung are the page's")
    func targets() throws {
        let place = KeyPlace(
            head: "target", ladders: "{ none: { rungs: [ { tell: MAPPING } ] } }")
        let targets = try SourceWords.all().filter { word in
            Role(rawValue: word) == nil
                && !place.faults(of: word).contains { $0.code == .unknownWord }
        }
        #expect(try page.rows(under: "target").sorted() == targets.sorted())
    }

    @Test("The events and their members are the page's")
    func events() throws {
        #expect(try page.words(in: "The events") == Set(EventName.all.map(\.text)))
        #expect(
            try page.words(in: "The members of events") == Set(EventPatternReader.members))
    }

    // MARK: - Facts

    @Test("The facts are the page's, each with its kind")
    func facts() throws {
        var said: [String: String] = [:]
        for heading in [
            "person", "match", "stay", "item", "event, and the duty in hand",
            "area, and a count",
        ] {
            let section = try page.section("About the \(heading)")
            for line in section.split(separator: "\n") where line.hasPrefix("| `") {
                let cells = line.split(separator: "|").map { String($0).trimmingSpaces }
                #expect(cells.count == 3 && cells[2].count > 15, "\(line)")
                said[cells[0].filter { $0 != "`" }] = cells[1]
            }
        }
        for fact in FactName.allCases {
            let kind =
                switch fact.type {
                case .bool: "truth"
                case .code: "word"
                case .number: "number"
                case .instant: "instant"
                }
            #expect(said.removeValue(forKey: fact.rawValue) == kind, "\(fact.rawValue)")
        }
        #expect(said == [:], "the page has facts that are none")
    }

    @Test("Every word that a fact can have stands with the fact")
    func words() throws {
        let lines = try page.section("The words of facts").replacing("\n  ", with: " ")
            .split(separator: "\n")
        for fact in FactName.allCases {
            guard case .code(let codes) = fact.type else { continue }
            let line = try #require(lines.first { $0.hasPrefix("- `\(fact.rawValue)`:") })
            let parts = line.components(separatedBy: "`")
            let words = parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element).dropFirst()
            if fact != .eventName { #expect(words.sorted() == codes.sorted(), "\(fact.rawValue)") }
        }
    }

    // MARK: - Examples

    @Test("Every example of the page loads")
    func examples() throws {
        #expect(page.examples.count > 20)
        for example in page.examples {
            #expect(try faults(of: example) == [], "\(example)")
        }
    }

    @Test("Every key and every word of a closed list is in an example")
    func shown() throws {
        let words = Set(
            page.examples.joined(separator: "\n")
                .split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init))
        let heads =
            ["key", "word of a condition", "target"] + Set(KeyPlace.all.map(\.head)).sorted()
            + Self.tables.dropLast().map(\.head)
        for head in heads where !["`unknown`", "`about`"].contains(head) {
            for word in try page.rows(under: head) {
                #expect(words.contains(word), "\(head) \(word)")
            }
        }
    }

    @Test("Every length of the page is one")
    func lengths() throws {
        let rows = try page.cells(under: "example")
        #expect(rows.count > 8)
        let place = KeyPlace(head: "", file: "MAPPING") { reader, file in
            let reach = FactReach(
                about: .item, hasStay: true, hasEvent: true,
                parameters: (try? Shipped.pack.parameters) ?? ParameterTable())
            _ = reader.document(file).map(DuePhrase(reader: reader, reach: reach).clock)
        }
        for row in rows {
            #expect(place.faults(of: "\"\(row[0].filter { $0 != "`" })\"") == [], "\(row)")
        }
    }

    @Test("Every whole rule of the author's guide loads")
    func guide() throws {
        let rules = try GuidePage("WritingRules.md").examples.filter { $0.hasPrefix("- rule:") }
        #expect(rules.count > 2)
        for rule in rules { #expect(try faults(of: rule) == [], "\(rule)") }
    }

    /// The faults of an example, by what it is: its first line tells.
    private func faults(of example: String) throws -> [ConfigurationFault] {
        var (own, ofArea): (String?, String?)
        var ladders = try Shipped.folder.file("policy/ladders.yaml")
        var rules = "[]"
        switch example.prefix(while: { $0 != "\n" }) {
        case "# pack.yaml": return faults { _ = try PackHeader.load(file(example)) }
        case "# ladders.yaml": ladders = file(example)
        case "# parameters.yaml of the pack": own = example
        case "# parameters.yaml beside directory.yaml":
            own = try Shipped.folder.file("policy/policy-2023/parameters.yaml").text
            ofArea = example
        case let first where first.hasPrefix("- rule:"): rules = example
        default:
            // Keys of a rule: of one that lasts, or of one that happens.
            let found = try ["while: { stay.inScope: true }", "on: any"].map {
                try faults(of: whole(example, $0))
            }
            return found.contains([]) ? [] : found.flatMap(\.self)
        }
        return faults {
            let isOfRules = own == nil
            _ = try PolicyPack.load(
                name: "example", files: [file(rules)], ladders: ladders,
                parameters: PackParameters(own: own.map(file), ofArea: ofArea.map(file)),
                extending: isOfRules ? try Shipped.pack : nil)
        }
    }

    /// A rule with these keys, and with others where they do not say it.
    private func whole(_ keys: String, _ trigger: String) -> String {
        let opens = ["while:", "on:"].contains {
            keys.contains("\n  \($0)") || keys.hasPrefix("  \($0)")
        }
        let others = [
            "covers: SEED-044", "about: stay", opens ? "" : trigger, "open: task",
            "title: An example", "owner: keyworker", "priority: routine",
            "due: 2 wd after receipt", "escalate: single-agency",
            "done-by: escalation.completed", "disclosure: full",
        ]
        let missing = others.filter { other in
            let key = "  " + other.prefix { $0 != ":" } + ":"
            return !other.isEmpty && !keys.hasPrefix(key) && !keys.contains("\n" + key)
        }
        return "- rule: D-999\n" + missing.map { "  \($0)\n" }.joined() + keys
    }

    private func file(_ text: String) -> ConfigurationFile {
        ConfigurationFile(path: "example.yaml", text: text)
    }

    private func faults(_ load: () throws -> Void) -> [ConfigurationFault] {
        do { try load() } catch PolicyError.invalid(let faults) { return faults } catch {
            return [
                ConfigurationFault(
                    .empty, at: SourceLocation(file: "", line: 0, column: 0), "\(error)")
            ]
        }
        return []
    }
}
