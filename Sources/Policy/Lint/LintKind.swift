// SPDX-License-Identifier: Apache-2.0

/// The kinds of fault that the lint can find in rules that load; the raw value is what the user
/// sees.
///
/// A load fault (``FaultCode``) makes a pack unusable. These do not: the pack does something, and
/// it is not what anybody can have meant.
package enum LintKind: String, CaseIterable, Sendable {
    // Conditions.
    /// No case can open the rule.
    case ruleUnreachable = "L-rule-unreachable"
    /// A part of a condition that always holds.
    case testAlways = "L-test-always"
    /// A branch of an `any` with which the rule can never open.
    case branchDead = "L-branch-dead"
    /// The same test twice.
    case testTwice = "L-test-twice"
    /// An `unless` that never holds where the rule opens.
    case unlessIdle = "L-unless-idle"
    /// An `as-long-as` that is false as soon as the rule opens.
    case standingBroken = "L-standing-broken"
    /// An `unknown:` for a condition that is never unknown.
    case unknownIdle = "L-unknown-idle"
    /// An immediate rule that may meet the unknown and does not say what it means.
    case unknownUnsaid = "L-unknown-unsaid"
    /// A count that nobody ever leaves.
    case countUnending = "L-count-unending"
    /// A test of time counted from a receipt that nobody has in hand.
    case timeFromReceipt = "L-time-from-receipt"

    // Clocks.
    /// A due counted from a fact that is unknown whenever the rule opens.
    case dueAnchorUnknown = "L-due-anchor-unknown"
    /// A choice of a due that is never taken.
    case dueChoiceDead = "L-due-choice-dead"
    /// A due that has passed when the rule opens.
    case dueBeforeOpening = "L-due-before-opening"
    /// An immediate rule whose clock rests outside working hours.
    case dueWorkingTime = "L-due-working-time"
    /// A ladder whose first climb comes after the due.
    case ladderAfterDue = "L-ladder-after-due"

    // Endings.
    /// An emergency that nothing closes.
    case emergencyUnclosed = "L-emergency-unclosed"
    /// A rule that the event ends by which it opens.
    case endIsTrigger = "L-end-is-trigger"
    /// An ending that an earlier one hides.
    case endShadowed = "L-end-shadowed"
    /// A task that is done by an answer.
    case answerIsNoDeed = "L-answer-is-no-deed"
    /// An alert that no person can answer.
    case alertUnanswerable = "L-alert-unanswerable"

    // Texts and recipients.
    /// A row or clock that does not exist.
    case coversUnknown = "L-covers-unknown"
    /// A title that does not fit a text message.
    case titleLong = "L-title-long"
    /// A title with a word of the wire format.
    case titleCodeWord = "L-title-code-word"
    /// A copy that is never sent, or sent anyway.
    case alsoIdle = "L-also-idle"
    /// A raise that changes nothing.
    case raiseIdle = "L-raise-idle"
    /// A disclosure that shuts out somebody whom the rule tells.
    case onlyToShutsOut = "L-only-to-shuts-out"
    /// A duty about a person whom its owner may not see.
    case disclosureBlind = "L-disclosure-blind"
    /// A rule that tells of somebody who refused to be on the register.
    case sealedTold = "L-sealed-told"

    // Relations between rules, and packs.
    /// Two rules that tell one person the same thing.
    case toldTwice = "L-told-twice"
    /// Rules that wait for each other.
    case dutyCircle = "L-duty-circle"
    /// A stay in scope for which no review stands.
    case reviewGap = "L-review-gap"
    /// A rule that no scenario tries.
    case noScenario = "L-no-scenario"
    /// A rule that takes another's place and covers other rows.
    case overrideCovers = "L-override-covers"
    /// A rule that takes another's place and asks for less.
    case overrideLooser = "L-override-looser"

    // The area: people, ladders, calendar.
    /// A role that owes duties and that nobody fills.
    case ownerVacant = "L-owner-vacant"
    /// A role that gets copies and that nobody fills.
    case copyVacant = "L-copy-vacant"
    /// A rung that reaches nobody.
    case rungUnreachable = "L-rung-unreachable"
    /// A role that owes immediate duties and has nobody on call.
    case noOnCall = "L-no-on-call"
    /// A post of one person for whom nobody else stands in.
    case noDeputy = "L-no-deputy"
    /// Leaders of whom it is not clear who is told.
    case leadersUnclear = "L-leaders-unclear"
    /// Bank holidays that are not published for the time ahead.
    case holidaysUnpublished = "L-holidays-unpublished"
}

/// How grave a finding is.
package enum LintSeverity: String, CaseIterable, Sendable {
    /// A duty is lost, late, or told to the wrong person.
    case error
    /// The rule says more, or less, than was meant.
    case warning
}

extension LintKind {
    /// How grave a finding of this kind is.
    package var severity: LintSeverity {
        switch self {
        case .testAlways, .testTwice, .unlessIdle, .unknownIdle, .endShadowed, .titleLong,
            .titleCodeWord, .alsoIdle, .raiseIdle, .noScenario, .copyVacant, .noDeputy,
            .leadersUnclear, .holidaysUnpublished:
            .warning
        default: .error
        }
    }

    /// Whether the fault lies with the area's own people and calendar and not with the rules.
    package var isOfArea: Bool {
        switch self {
        case .ownerVacant, .copyVacant, .rungUnreachable, .noOnCall, .noDeputy, .leadersUnclear,
            .holidaysUnpublished:
            true
        default: false
        }
    }
}
