// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// Looks for rules that load and do not do what anybody can have meant.
///
/// Everything is decided on the typed model: nothing is guessed from words, and nothing depends on
/// the engine, a clock or the order of a dictionary.
package struct PolicyLint: Sendable {
    private let pack: PolicyPack
    private let base: PolicyPack?
    private let directory: Directory
    private let calendar: WorkingCalendar
    private let today: LocalDate
    private let scenarios: [Scenario]?

    /// A lint of a pack in an area.
    ///
    /// - Parameters:
    ///   - pack: the pack.
    ///   - base: the pack that it extends, where it extends one.
    ///   - directory: the area's people.
    ///   - calendar: the area's calendar.
    ///   - today: the local date, for what must be published ahead.
    ///   - scenarios: the scenarios that try the rules; nil: do not look for untried rules.
    package init(
        _ pack: PolicyPack, extending base: PolicyPack? = nil, directory: Directory,
        calendar: WorkingCalendar, today: LocalDate, scenarios: [Scenario]? = nil
    ) {
        self.pack = pack
        self.base = base
        self.directory = directory
        self.calendar = calendar
        self.today = today
        self.scenarios = scenarios
    }

    /// Every finding, by place; none twice.
    package func findings() -> [LintFinding] {
        var found: [LintFinding] = []
        for rule in pack.rules {
            found += ConditionChecks(rule).findings() + ClockChecks(rule, pack).findings()
            found += EndingChecks(rule: rule).findings() + TextChecks(rule: rule).findings()
            found += RecipientChecks(rule).findings()
        }
        found += RelationChecks(pack: pack).findings() + ReviewCycle(pack: pack).findings()
        if let base { found += OverrideChecks(pack: pack, base: base).findings() }
        if let scenarios { found += untried(by: scenarios) }
        return Set(found + ofArea()).sorted()
    }

    /// The findings that depend on the area's own people and calendar, by place.
    package func areaFindings() -> [LintFinding] { Set(ofArea()).sorted() }

    private func ofArea() -> [LintFinding] {
        PeopleChecks(pack: pack, directory: directory, calendar: calendar).findings()
            + holidays()
    }

    /// Rules of which no scenario expects anything.
    private func untried(by scenarios: [Scenario]) -> [LintFinding] {
        var expected: Set<[String]> = []
        for expectation in scenarios.flatMap({ $0.steps.flatMap(\.expectations) }) {
            guard let covers = expectation.covers else { continue }
            expected.insert([expectation.kind.rawValue, covers])
        }
        let named = Set(scenarios.flatMap(\.rules).map(\.text))
        return pack.rules.filter { rule in
            !named.contains(rule.id.text) && !named.contains(rule.id.line)
                && !rule.covers.contains { expected.contains([rule.kind.rawValue, $0]) }
        }.map { rule in
            LintFinding(
                .noScenario, in: rule, at: "rule",
                "no scenario names the rule or expects any \(rule.kind.rawValue) that covers "
                    + rule.covers.joined(separator: " or "))
        }
    }

    private func holidays() -> [LintFinding] {
        let ahead = today.adding(months: 12)
        return (today.year...max(today.year, ahead.year)).compactMap { year in
            guard let date = LocalDate(year: year, month: 1, day: 1), calendar.isProvisional(date)
            else { return nil }
            let file = "calendar/england-bank-holidays.json"
            return LintFinding(
                .holidaysUnpublished, at: SourceLocation(file: file, line: 1, column: 1),
                "the bank holidays of \(year) are computed, not published")
        }
    }
}
