// SPDX-License-Identifier: Apache-2.0

import Policy

extension LintPlant {
    /// Faults of conditions.
    static let conditions = [
        LintPlant(
            .ruleUnreachable, "person.rating: [red, amber] }\n  unless",
            "person.rating: [red, amber], not: { person.rating: [red, amber] } }\n  unless",
            at: "if:", "can never hold"),
        LintPlant(
            .ruleUnreachable, in: .pack, "stay.ended: true,", "stay.ended: true, stay.open: true,",
            at: "while: { stay", "stay.open: true"),
        LintPlant(
            .ruleUnreachable, "person.emergencyCallOpen: true", "person.member: true",
            at: "unless: { person",
            "'unless' holds"),
        LintPlant(
            .testAlways, "person.rating: [red, amber] }\n  unless",
            "person.rating: [red, amber, green, blue, unknown] }\n  unless", at: "if:",
            "person.rating: [red, amber, green, blue, unknown]"),
        LintPlant(
            .branchDead, "- { person.rating: [red, amber] }", "- { stay.ended: true }",
            at: "while:\n    stay.inScope", "'stay.ended: true'"),
        LintPlant(
            .testTwice, "- { person.rating: [red, amber] }",
            "- { person.rating: [red, amber], person.member: true }",
            at: "while:\n    stay.inScope", "'person.member: true' stands twice"),
        LintPlant(
            .unlessIdle, "unless: { stay.detained: true }", "unless: { stay.ended: true }",
            at: "unless: { stay.ended", "never holds"),
        LintPlant(
            .standingBroken, "as-long-as: { person.member: true }",
            "as-long-as: { person.member: false }", at: "as-long-as", "is false"),
        LintPlant(
            .unknownIdle, "  open: alert", "  unknown: no\n  open: alert", at: "unknown: no",
            "never unknown"),
        LintPlant(
            .unknownUnsaid, "event.outOfHours: true", "event.beforePanel: true", at: "if:",
            "event.beforePanel"),
        LintPlant(
            .timeFromReceipt, "reached: 10 cd after stay.inScopeSince",
            "reached: 10 cd after receipt", at: "while:\n    stay.inScope", "10 cd after receipt"),
        LintPlant(
            .countUnending, "    or-within: 90 cd after item.since\n", "", at: "count:",
            "'item.kind: barrier' once counts for good"),
        LintPlant(
            .testTwice, "{ item.kind: barrier }",
            "{ item.kind: barrier, any: [ { item.kind: barrier }, { item.open: true } ] }",
            at: "count:", "'item.kind: barrier' stands twice"),
    ]

    /// Faults of clocks.
    static let clocks = [
        LintPlant(
            .dueAnchorUnknown, "14 cd after stay.inScopeSince", "14 cd after stay.endedAt",
            at: "due: 14", "stay.endedAt"),
        LintPlant(
            .dueChoiceDead, "when: { person.under18: true }", "when: { stay.ended: true }",
            at: "due:\n", "6 weeks"),
        LintPlant(
            .dueBeforeOpening, in: .pack,
            "{ stay.ended: true, person.member: true }\n  open: task\n  title: Tell the council\n"
                + "  owner: case-manager\n  priority: routine\n  due: 5 wd",
            "{ stay.ended: true, person.member: true, reached: 3 wd after stay.endedAt }\n"
                + "  open: task\n  title: Tell the council\n"
                + "  owner: case-manager\n  priority: routine\n  due: 1 h",
            at: "due: 1 h", "is over when"),
        LintPlant(
            .dueWorkingTime, "24 h after receipt", "3 wh after receipt", at: "due: 3", "at night"),
        LintPlant(
            .ladderAfterDue, in: .ladders, "after: 1 h", "after: 30 h", at: "due: 24 h",
            of: .rules, "climbs, after 30 h"),
    ]

    /// Faults of endings.
    static let endings = [
        LintPlant(
            .emergencyUnclosed, "  closed-by: [emergency-protocol.outcome]\n", "",
            at: "open: emergency", "nothing closes it"),
        LintPlant(
            .endIsTrigger, "[admission.plan-cancelled]", "[crisis.contact]", at: "withdrawn-by",
            "crisis.contact opens"),
        LintPlant(
            .endShadowed, "[visit.held, escalation.completed]",
            "[visit.held, { event: visit.held, heldOn: \">= stay.inScopeSince\" }]",
            at: "done-by: [visit", "visit.held"),
        LintPlant(
            .answerIsNoDeed, "[visit.held, escalation.completed]",
            "[visit.held, escalation.accepted]", at: "done-by: [visit", "escalation.accepted"),
        LintPlant(
            .alertUnanswerable, "[escalation.acknowledged, escalation.accepted]",
            "[keyworker.contact]", at: "done-by: [key", "neither"),
    ]

    /// Faults of texts and recipients.
    static let texts = [
        LintPlant(
            .coversUnknown, "[SEED-122, C-VISIT]", "[SEED-122, C-VISITS]", at: "covers: [SEED-122",
            "'C-VISITS'"),
        LintPlant(
            .coversUnknown, "[SEED-122,", "[SEED-172,", at: "covers: [SEED-172", "'SEED-172'"),
        LintPlant(
            .titleLong, "Visit the young person",
            "Visit the young person in the hospital in which the young person lies at the "
                + "time being",
            at: "title: Visit", "87 characters"),
        LintPlant(
            .titleCodeWord, "In hospital now", "In hospital now (A01)", at: "title: In", "'A01'"),
        LintPlant(
            .alsoIdle, "person.ehcPlan: true", "person.member: false", at: "also: {",
            "never holds here"),
        LintPlant(
            .alsoIdle, "[advocate]", "[advocate, advocate]", at: "also: [", "told already"),
        LintPlant(
            .raiseIdle, "to: urgent", "to: routine", at: "raise", "no more than routine"),
        LintPlant(
            .raiseIdle, "when: { person.rating: red }", "when: { stay.inScope: true }",
            at: "raise", "always holds"),
        LintPlant(
            .onlyToShutsOut, "only-to: [responsible-commissioner, leader", "only-to: [leader",
            at: "disclosure: {", "responsible-commissioner is told"),
        LintPlant(
            .disclosureBlind, "full\n- rule: D-122a", "counts-only\n- rule: D-122a",
            at: "disclosure: counts-only", "sees counts"),
        LintPlant(
            .sealedTold, "stay.inScope: true, person.member: true }\n  open: alert",
            "stay.inScope: true }\n  open: alert",
            at: "about: stay\n  while: { stay.inScope: true }",
            "person.sealed"),
    ]

    private static let cleanHardTimes = LintWorld.cleanOverrides
        .split(separator: "\n").prefix { $0 != "- rule: D-S85b" }.joined(separator: "\n")

    /// Faults of rules together, and of packs.
    static let relations = [
        LintPlant(
            .toldTwice, in: .pack, "- rule: D-105\n",
            cleanHardTimes.replacing("rule: D-105", with: "rule: D-105.again")
                + "\n- rule: D-105\n",
            at: "title: Three", "D-105 tells the responsible-commissioner"),
        LintPlant(
            .dutyCircle, in: .pack, "stay.ended: true,", "stay.ended: true, open: D-S85b,",
            at: "rule: D-S85b", "D-S85b asks about D-S85b"),
        LintPlant(
            .reviewGap, "unless: { stay.communityReviewCounts: true }",
            "unless: { person.reviewType: ctr }",
            at: "while: { stay.inScope: true, person.member: true }\n  unless",
            "before the first review none stands where"),
        LintPlant(
            .reviewGap, "not: { stay.reviewedAt: unknown } }",
            "not: { stay.reviewedAt: unknown }, stay.detained: false }",
            at: "while: { stay.inScope: true, person.member: true, not", "after a review"),
        LintPlant(
            .noScenario, in: .scenario, "D-105]", "D-S85b]", at: "rule: D-105", of: .pack,
            "SEED-105"),
        LintPlant(
            .overrideCovers, in: .pack, "[SEED-067, C-S85]", "[SEED-067]", at: "covers: [SEED-067",
            "base covers SEED-067, C-S85"),
        LintPlant(
            .overrideLooser, in: .pack, "5 wd after stay.endedAt", "7 wd after stay.endedAt",
            at: "due: 7", "longer than"),
        LintPlant(
            .overrideLooser, in: .pack, "5 wd after stay.endedAt", "2 months after stay.endedAt",
            at: "due: 2", "longer than"),
    ]

    /// Faults of the area.
    static let area = [
        LintPlant(
            .ownerVacant, in: .directory, "  case-manager: a\n", "", at: "area:",
            "who owes D-S85b"),
        LintPlant(
            .copyVacant, in: .directory, "advocate: b", "advocate: []", at: "[]",
            "told of D-080a"),
        LintPlant(
            .rungUnreachable, in: .ladders, "tell: leader-of-owners-agency",
            "tell: host-commissioner", at: "escalate: single-agency", of: .pack,
            "host-commissioner is vacant"),
        LintPlant(
            .noOnCall, in: .directory, "  keyworker-on-call: b\n", "", at: "area:",
            "on call for keyworker"),
        LintPlant(
            .noDeputy, in: .directory, "roles:",
            "managers: { register-coordinator: host-commissioner, "
                + "host-commissioner: register-coordinator }\nroles:",
            at: "b\n  case", "host-commissioner is vacant or the same"),
        LintPlant(
            .leadersUnclear, in: .directory, "leader-care: f", "leader-care: f\n  sro: [g]",
            at: "[g]", "not told"),
        LintPlant(
            .holidaysUnpublished, in: .today, "2026-11-22", "2027-06-01", at: "", "of 2028"),
    ]
}
