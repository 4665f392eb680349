// SPDX-License-Identifier: Apache-2.0

import Policy
import Testing

/// Every kind of fault has a planted file that shows it, at its line and column.
@Suite struct RuleFaultTests {
    static let good = """
        - rule: D-047a
          covers: [SEED-047]
          about: stay
          while: { stay.inScope: true, person.rating: [red, amber] }
          open: task
          title: Hold the review
          owner: responsible-commissioner
          also: [keyworker]
          priority: routine
          due: 14 cd after stay.inScopeSince
          escalate: cross-system
          done-by: [ { event: review.held, heldOn: ">= stay.inScopeSince" } ]
          disclosure: full
        """

    /// A change of the good file, the fault that it is, and the text at which it must be found.
    struct Plant: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let code: FaultCode
        let needle: String
        let says: String
        var testDescription: String { "\(code.rawValue): \(new)" }

        init(
            _ old: String, _ new: String, _ code: FaultCode, at needle: String, _ says: String
        ) {
            self.old = old
            self.new = new
            self.code = code
            self.needle = needle
            self.says = says
        }
    }

    static let plants: [Plant] = [
        Plant("also:", "alsoo:", .unknownKey, at: "alsoo", "did you mean 'also'?"),
        Plant("  title: Hold the review\n", "", .missingKey, at: "rule:", "'title' is missing"),
        Plant("commissioner", "comissioner", .unknownWord, at: "responsible-com", "'responsible-c"),
        Plant("rule: D-047a", "rule: 47a", .ruleName, at: "47a", "'47a'"),
        Plant("  about", "  rule: D-1\n  about", .duplicateKey, at: "rule: D-047a", "'rule'"),
        Plant("title: Hold the review", "title: ''", .emptyText, at: "''", "missing"),
        Plant("title: Hold the review", "title: [a]", .shape, at: "[a]", "a list"),
        Plant("also: [keyworker]", "also: []", .emptyList, at: "[]", "leave the key out"),
        Plant("owner: responsible-commissioner", "owner: []", .emptyList, at: "[]", "nothing"),
        Plant("[red, amber]", "[]", .emptyList, at: "[]", "nothing"),
        Plant("while: {", "while: { any: [],", .emptyList, at: "[]", "nothing"),
        Plant("event: review.held", "event: []", .emptyList, at: "[]", "nothing"),
        Plant("\">= stay.inScopeSince\"", "[]", .emptyList, at: "[]", "nothing"),
        Plant("stay\n", "&a stay\n  why: *a\n", .alias, at: "&a", "alias"),
        Plant("also: [keyworker]", "also: [keyworker", .syntax, at: ": routine", "not YAML"),
        Plant("inScope: true,", "inscope: true,", .unknownWord, at: "stay.ins", "'stay.inScope'"),
        Plant("inScope: true", "inScope: yes", .factValue, at: "yes", "never 'yes'"),
        Plant("amber]", "ambre]", .factValue, at: "ambre", "did you mean 'amber'?"),
        Plant("[red, amber]", "'> 2'", .factValue, at: "'> 2'", "only a number"),
        Plant(
            "person.rating: [red, amber]", "event.crisis: true", .factOutOfReach, at: "event.c",
            "event"),
        Plant(
            "amber] }", "blue] }\n  if: { stay.open: true }", .conflictingKeys, at: "rule:",
            "'if'"),
        Plant("14 cd after", "14 moons after", .phrase, at: "14 moons", "'14 moons after"),
        Plant("14 cd after", "0 cd after", .phrase, at: "0 cd", "no due"),
        Plant("cd after stay.inScopeSince", "cd after stay.open", .anchor, at: "14 cd", "instant"),
        Plant(
            "cd after stay.inScopeSince", "cd after event.occurredAt", .factOutOfReach,
            at: "14 cd", "no event"),
        Plant(
            ">= stay.inScopeSince", ">= stay.bedKind", .anchor, at: "\">= stay", "no instant"),
        Plant("review.held,", "review.hold,", .unknownWord, at: "review.hold,", "'review.held'"),
        Plant("heldOn: ", "heldOnn: ", .unknownKey, at: "heldOnn", "did you mean 'heldOn'"),
        Plant("priority: routine", "priority: immediate", .contradiction, at: "rule:", "crisis"),
        Plant("open: task", "open: alert", .contradiction, at: "rule:", "answer clock only"),
        Plant("open: task", "open: emergency", .contradiction, at: "rule:", "says why"),
        Plant("[keyworker]", "responsible-commissioner", .contradiction, at: "rule:", "owner"),
        Plant("full", "{ most: all }", .unknownWord, at: "all }", "'all'"),
        Plant(
            "due: 14 cd after stay.inScopeSince",
            "due: [ { when: { person.rating: red }, due: 1 wd after receipt } ]", .contradiction,
            at: "rule:", "last choice"),
        Plant("full", "full\n  unless: {}", .shape, at: "{}", "empty condition"),
    ]

    @Test("The rule without a planted fault has none")
    func goodOne() {
        #expect(faults(ofRules: RuleFaultTests.good) == [])
    }

    @Test("A planted fault is found where it stands, and nothing else is", arguments: plants)
    func planted(plant: Plant) throws {
        let text = RuleFaultTests.good.replacing(plant.old, with: plant.new)
        #expect(text != RuleFaultTests.good)
        let found = faults(ofRules: text)
        #expect(found.count == 1, "\(found)")
        let fault = try #require(found.first)
        #expect(fault.code == plant.code)
        #expect("\(fault.line):\(fault.column)" == position(of: plant.needle, in: text), "\(fault)")
        #expect(fault.message.contains(plant.says), "\(fault.message)")
        #expect(fault.file == "rules.yaml")
    }

    @Test("All faults are told at once, in the order of the file")
    func allAtOnce() {
        let text = RuleFaultTests.good.replacing("owner: resp", with: "ownr: resp")
            .replacing("open: task", with: "open: taks").replacing("14 cd", with: "14 dc")
        let codes = faults(ofRules: text).map(\.code)
        #expect(codes == [.missingKey, .unknownWord, .unknownKey, .phrase])
    }

    @Test("Two rules of one name are refused, also when one had it formerly")
    func duplicates() {
        let again = RuleFaultTests.good + "\n" + RuleFaultTests.good
        #expect(faults(ofRules: again).map(\.code) == [.duplicateRule])
        #expect(faults(ofRules: again).first?.line == 14)
        let former = RuleFaultTests.good.replacing("D-047a", with: "D-099")
            .replacing("  about", with: "  formerly: [D-047a]\n  about")
        #expect(
            faults(ofRules: RuleFaultTests.good + "\n" + former).map(\.code) == [.duplicateRule])
    }

    @Test("An empty file, a wrong shape and a hostile nest of aliases are faults, not traps")
    func hostile() {
        #expect(faults(ofRules: "").map(\.code) == [.empty])
        #expect(faults(ofRules: "a: b").map(\.code) == [.shape])
        #expect(faults(ofRules: "- 1\n- [2]\n").map(\.code) == [.shape, .shape])
        let laughs =
            "- &a [x, x]\n"
            + (1...40).map { "- &a\($0) [*a\($0 == 1 ? "" : "\($0 - 1)"), *a]\n" }.joined()
        #expect(faults(ofRules: laughs).map(\.code) == [.alias])
        #expect(!faults(ofRules: "- rule: \u{0}").isEmpty)
        #expect(!faults(ofRules: String(repeating: "[", count: 500)).isEmpty)
    }

    @Test("Ladders need all four names, a first rung without a wait, and waits after it")
    func ladders() throws {
        func faults(_ text: String) -> [ConfigurationFault] {
            do {
                _ = try PolicyPack.load(
                    name: "test", files: [], ladders: ConfigurationFile(path: "l", text: text))
                return []
            } catch {
                guard case .invalid(let faults) = error else { return [] }
                return faults
            }
        }
        #expect(faults(wholeLadders) == [])
        let noNone = wholeLadders.replacing("none:", with: "nobody:")
        #expect(faults(noNone).map(\.code) == [.missingKey, .unknownKey])
        let noWait = wholeLadders.replacing(
            "crisis: { rungs: [ { tell: owner } ]",
            with: "crisis: { rungs: [ { tell: owner }, { tell: sro } ]")
        #expect(faults(noWait).map(\.code) == [.ladder])
        #expect(
            faults(noWait).first.map { "\($0.line):\($0.column)" }
                == position(of: "{ tell: sro }", in: noWait))
        let repeatFault = wholeLadders.replacing("every 24 h", with: "every 24 wd")
        #expect(faults(repeatFault).map(\.code) == [.phrase])
        let target = wholeLadders.replacing("never", with: "never").replacing(
            "none: { rungs: [ { tell: owner } ]", with: "none: { rungs: [ { tell: owners } ]")
        #expect(faults(target).map(\.code) == [.unknownWord])
    }

    @Test("The nearest name is a slip of the hand away, or there is none")
    func nearest() {
        let hint = { (text: String) in
            faults(ofRules: RuleFaultTests.good.replacing("cross-system", with: text))
                .first?.message ?? ""
        }
        #expect(hint("cross-sytem").contains("did you mean 'cross-system'?"))
        #expect(hint("corss-system").contains("did you mean 'cross-system'?"))
        #expect(hint("xyz").contains("one of: crisis, cross-system, single-agency, none"))
    }
}
