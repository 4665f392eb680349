// SPDX-License-Identifier: Apache-2.0

extension LintKind {
    /// What the fault means for the young person and for those who are told: one sentence.
    package var meaning: String {
        switch self {
        case .ruleUnreachable:
            "No case can ever open this rule, so the duty that it says is owed by nobody."
        case .testAlways: "This part of a condition holds in every case, so it tests nothing."
        case .branchDead:
            "With this branch of an 'any' the rule can never open: whoever it was written for gets "
                + "nothing."
        case .testTwice: "The same test stands twice; one of the two was meant to be another."
        case .unlessIdle:
            "Where the rule opens its 'unless' never holds, so the exception does not exist."
        case .standingBroken:
            "'as-long-as' is certainly false in every case that opens the rule: what it opens is "
                + "taken back at once."
        case .unknownIdle:
            "The rule says what the unknown means, and nothing that it asks can be unknown."
        case .unknownUnsaid:
            "A person must act at once, and the rule does not say what it does where nobody knows "
                + "what it asks."
        case .countUnending:
            "Whoever was counted once counts for good, so that in a large register the number is "
                + "always reached and says nothing."
        case .timeFromReceipt:
            "The test counts from a receipt, and where it is judged no message is in hand: it "
                + "never holds."
        case .dueAnchorUnknown:
            "In every case that opens the rule the due counts from something unknown, so nothing "
                + "is ever due."
        case .dueChoiceDead: "This choice of the due can never be taken."
        case .dueBeforeOpening:
            "The due has passed when the rule opens: the owner is late before being asked."
        case .dueWorkingTime:
            "An immediate duty has a clock of working time, which rests from Friday evening to "
                + "Monday morning."
        case .ladderAfterDue:
            "The due passes before anybody but the owner is told, so nobody can help in time."
        case .emergencyUnclosed:
            "Nothing but a change of the facts closes this emergency, not even its outcome."
        case .endIsTrigger:
            "The event that opens the rule also ends it: the second message closes what the first "
                + "one opened."
        case .endShadowed: "An ending before this one takes every event that this one waits for."
        case .answerIsNoDeed:
            "Saying 'I have seen it' would count as having done it; only an alert is done by an "
                + "answer."
        case .alertUnanswerable:
            "No answer of a person stops this alert, so its ladder climbs whatever people do."
        case .coversUnknown:
            "The id is no row and no clock of the list of duties, so reports and scenarios miss it."
        case .titleLong:
            "With whom it is about and how to answer, the title does not fit one text message."
        case .titleCodeWord: "The title speaks in codes of the wire; people read it at night."
        case .alsoIdle:
            "This copy is never sent, or goes to somebody who is told anyway."
        case .raiseIdle:
            "The raise changes nothing: it is not higher, never holds, or always holds."
        case .onlyToShutsOut:
            "The disclosure names the only roles that may be told, and the rule tells another."
        case .disclosureBlind:
            "The owner may see counts only, and is asked to do something for one person."
        case .sealedTold:
            "The rule can open for somebody who refused to be on the register, and does not say "
                + "that it means to."
        case .toldTwice:
            "One person gets two obligations of one title, about one subject, with one due, at "
                + "one time."
        case .dutyCircle: "The rules wait for each other's duties, so the circle never begins."
        case .reviewGap:
            "There is a stay in scope for which no review rule stands, so its cycle of reviews "
                + "breaks off and nobody is told."
        case .noScenario: "No scenario expects anything of the rule: a change of it goes unseen."
        case .overrideCovers:
            "The rule takes the place of another and covers other rows, so a row is lost."
        case .overrideLooser:
            "The rule takes the place of another with a longer clock or a lower priority; packs "
                + "that extend may tighten and never loosen."
        case .ownerVacant: "Nobody fills a role that owes duties; others stand in, every time."
        case .copyVacant: "Nobody fills a role that is to be told, so those copies reach nobody."
        case .rungUnreachable:
            "A rung of the ladder reaches nobody, so that climb is a gap and not a help."
        case .noOnCall:
            "The role owes immediate duties, and out of hours there is nobody on call for it."
        case .noDeputy:
            "One person holds the post, and nobody else stands in on a day off."
        case .leadersUnclear:
            "It is not clear which leader is told when a ladder reaches the top."
        case .holidaysUnpublished:
            "Deadlines of the year ahead are computed with bank holidays that nobody has published."
        }
    }

    /// What to do about it: one sentence.
    package var advice: String {
        switch self {
        case .ruleUnreachable: "Look for two tests that exclude each other, or remove the rule."
        case .testAlways: "Remove it, or write the test that was meant."
        case .branchDead: "Correct the branch, or the test around it that excludes it."
        case .testTwice: "Remove one, or write the test that was meant."
        case .unlessIdle: "Remove it, or correct the condition that excludes it."
        case .standingBroken: "Make 'as-long-as' something that holds when the rule opens."
        case .unknownIdle: "Remove 'unknown'."
        case .unknownUnsaid:
            "Write 'unknown: yes' (act all the same) or 'unknown: no' (wait until it is known), "
                + "or 'unknown' among the values."
        case .countUnending:
            "Say with 'while' or 'or-within' how long a person counts, or ask for item.open."
        case .timeFromReceipt:
            "Count from a fact that lasts, such as stay.inScopeSince or person.ratingAt."
        case .dueAnchorUnknown: "Count from a fact that the rule's condition makes known."
        case .dueChoiceDead: "Remove the choice, or correct its 'when' or the one before it."
        case .dueBeforeOpening: "Open the rule earlier, or count the due from a later time."
        case .dueWorkingTime: "Use hours (h), which run at night and on holidays."
        case .ladderAfterDue: "Choose a faster ladder, or a later due."
        case .emergencyUnclosed: "Add 'closed-by', with emergency-protocol.outcome at least."
        case .endIsTrigger:
            "Say what tells the two events apart, such as 'states', 'repeats', 'same-visit' or a "
                + "time after the anchor."
        case .endShadowed: "Remove it, or make the earlier one narrower."
        case .answerIsNoDeed: "Use escalation.completed, or the event that shows the deed."
        case .alertUnanswerable:
            "Put escalation.acknowledged and escalation.accepted into 'done-by'."
        case .coversUnknown: "Correct the id: SEED-001 to SEED-171, a C- clock, or an X- row."
        case .titleLong: "Say it in \(TextChecks.titleMax) characters or fewer."
        case .titleCodeWord: "Say in plain English what has happened or what is to be done."
        case .alsoIdle: "Remove the entry, or correct its 'when'."
        case .raiseIdle: "Remove it, or correct its priority or its 'when'."
        case .onlyToShutsOut: "Add the role to 'only-to', or do not tell it."
        case .disclosureBlind: "Let the owner's agency see at least name and date."
        case .sealedTold:
            "Ask for person.member, or name person.sealed, person.known or person.consent."
        case .toldTwice: "Join the rules, or let one exclude the other with 'unless'."
        case .dutyCircle: "Let one of the rules open without the other."
        case .reviewGap: "Add the missing case to a review rule's condition."
        case .noScenario: "Write a scenario that expects what the rule opens."
        case .overrideCovers: "Cover the rows of the rule that is replaced, in its order."
        case .overrideLooser:
            "Keep the stricter clock and priority, or give the rule a name of its own."
        case .ownerVacant: "Fill the role in directory.yaml."
        case .copyVacant: "Fill the role in directory.yaml."
        case .rungUnreachable: "Fill the role that the rung tells, or let the rung tell another."
        case .noOnCall: "Fill the role that is on call, or name another under 'on-call'."
        case .noDeputy: "Name a deputy for the role, or fill the role of its manager."
        case .leadersUnclear:
            "Fill all three leaders with one person each, or one senior responsible officer and "
                + "no leader."
        case .holidaysUnpublished: "Put the new bank-holidays.json of gov.uk in place."
        }
    }
}
