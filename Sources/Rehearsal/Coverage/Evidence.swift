// SPDX-License-Identifier: Apache-2.0

import Casework
package import Policy

/// What a scenario showed of a rule.
package struct Evidence: Hashable, Sendable {
    /// The rule opened.
    package var isOpened = false
    /// An event that the rule names, or a person, ended it: done, closed, an alert answered, an
    /// emergency convened.
    package var isDone = false
    /// It was withdrawn, or closed because its condition no longer held.
    package var isTakenBack = false
    /// Somebody was reminded.
    package var isReminded = false
    /// A rung above the first was told.
    package var hasClimbed = false

    /// What a rule showed in what came out of a scenario.
    init(of rule: RuleID, in result: ScenarioResult) {
        isOpened = result.held.contains(rule)
        for emission in result.emissions where emission.rule == rule { note(emission) }
    }

    private mutating func note(_ emission: Emission) {
        switch emission.verb {
        case .open: isOpened = true
        case .remind: isReminded = true
        case .escalate: hasClimbed = true
        case .acknowledge: isDone = isDone || emission.kind != .task
        case .withdraw:
            // A date that moved is no end.
            guard emission.ending?.reason != Ending.superseded else { return }
            isTakenBack = true
        case .close:
            if emission.ending?.isByCondition ?? false { isTakenBack = true } else { isDone = true }
        }
    }
}

/// In how many scenarios a rule showed what.
package struct RuleEvidence: Hashable, Sendable {
    /// The rule.
    package let rule: RuleID
    /// Where it stands.
    package let source: SourceLocation
    /// In how many it opens.
    package let opened: Int
    /// In how many it is done, or closed by an event that it names.
    package let done: Int
    /// In how many it is withdrawn, or closed by its condition.
    package let takenBack: Int
    /// In how many somebody is reminded.
    package let reminded: Int
    /// In how many a rung above the first is told.
    package let climbed: Int

    init(of rule: Rule, in results: [ScenarioResult]) {
        let evidence = results.map { Evidence(of: rule.id, in: $0) }
        self.rule = rule.id
        source = rule.source
        opened = evidence.count(where: \.isOpened)
        done = evidence.count(where: \.isDone)
        takenBack = evidence.count(where: \.isTakenBack)
        reminded = evidence.count(where: \.isReminded)
        climbed = evidence.count(where: \.hasClimbed)
    }
}
