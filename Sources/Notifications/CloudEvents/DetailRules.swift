// SPDX-License-Identifier: Apache-2.0

/// The members of `detail` by event (CONTRACT.md §4, DOMAIN.md §6–7); others are free.
enum DetailRules {
    /// The rules of an event: those of its own, and those of its whole family.
    static func rules(for event: EventName) -> [DetailRule] {
        (byEvent[event.text] ?? []) + (byFamily[String(event.family)] ?? [])
    }

    static let action = [
        DetailRule("id", .text, isNeeded: true), DetailRule("text", .text),
        DetailRule("ownerAgency", .text), DetailRule("ownerPersonId", .text),
        DetailRule("dueOn", .date), DetailRule("status", .code([ContractWords.actionStatus])),
    ]

    private static let byFamily: [String: [DetailRule]] = [
        "review": [
            DetailRule("kind", .code([ContractWords.reviewKind])), DetailRule("heldOn", .date),
            DetailRule("nextDueOn", .date), DetailRule("actions", .actions),
        ],
        "school": [
            DetailRule("percent", .number(0...100)), DetailRule("sessions", .count),
            DetailRule(
                "sen", .codes([SchoolCodes.need, SchoolCodes.provision], countMax: 12)),
            DetailRule("ehcp", .truth),
        ],
        "social-care": [
            DetailRule("planned", .truth), DetailRule("placement", .code([CareCodes.placement])),
            DetailRule("provider", .code([CareCodes.provider])),
            DetailRule("legalStatus", .code([CareCodes.legalStatus])),
            DetailRule("categoryOfNeed", .code([SocialCareCodes.primaryNeed])),
            DetailRule("disabilities", .codes([SocialCareCodes.disability], countMax: 13)),
            DetailRule("participation", .code([CareCodes.participation])),
        ],
    ]

    private static let exclusion = [
        DetailRule("code", .code([SchoolCodes.exclusionReason, SchoolCodes.exclusionKind])),
        DetailRule(
            "reasons",
            .codes(
                [SchoolCodes.exclusionReason], countMax: SchoolCodes.exclusionReasonsMax)),
    ]
    private static let attendance = [
        DetailRule("code", .code([SchoolCodes.attendanceMark])),
        DetailRule("reasons", .codes([SchoolCodes.attendanceMark], countMax: 50)),
    ]
    private static let assignment = [
        DetailRule("personId", .text, isNeeded: true), DetailRule("overlapUntil", .date),
    ]
    private static let protection = [
        DetailRule("category", .code([SocialCareCodes.protectionCategory]))
    ]

    private static let byEvent: [String: [DetailRule]] = [
        "review.booked": [DetailRule("bookedFor", .moment)],
        "review.not-held": [DetailRule("reason", .text)],
        "review.held": [
            DetailRule("keyworking", .code([ContractWords.keyworking])),
            DetailRule("attended", .texts),
        ],
        "review.action-added": action, "review.action-updated": action,
        "keyworker.assigned": assignment, "keyworker.handed-over": assignment,
        "keyworker.contact": [
            DetailRule("mode", .code([ContractWords.contactMode])),
            DetailRule("note", .reference),
        ],
        "keyworker.plan-agreed": [DetailRule("coproduced", .code([ContractWords.coproduced]))],
        "keyworker.stepped-down": [DetailRule("level", .number(0...3))],
        "keyworker.exited": [
            DetailRule("reason", .text), DetailRule("receivingService", .text),
            DetailRule("acceptedOn", .date), DetailRule("explainedToFamilyOn", .date),
            DetailRule("reEntryInfoGiven", .truth),
        ],
        "emergency-protocol.called": [DetailRule("why", .code([ContractWords.emergencyWhy]))],
        "emergency-protocol.held": [
            DetailRule("heldAt", .moment), DetailRule("attended", .texts),
        ],
        "emergency-protocol.outcome": [
            DetailRule("admitted", .truth, isNeeded: true), DetailRule("actions", .actions),
        ],
        "escalation.declined": [DetailRule("reason", .text, isNeeded: true)],
        "escalation.raised": [DetailRule("reason", .text), DetailRule("tier", .count)],
        "escalation.reassigned": [DetailRule("personId", .text, isNeeded: true)],
        "admission.leave-started": [DetailRule("leaveType", .code([ContractWords.leaveType]))],
        "consent.recorded": [
            DetailRule("flag", .code([ContractWords.consentFlag]), isNeeded: true),
            DetailRule("status", .code([ContractWords.consentStatus]), isNeeded: true),
            DetailRule("by", .text), DetailRule("basis", .text), DetailRule("reviewOn", .date),
        ],
        "school.suspended": exclusion, "school.permanently-excluded": exclusion,
        "school.exclusion-withdrawn": exclusion,
        "school.absence-threshold": attendance, "school.part-time-timetable": attendance,
        "school.ehc-requested": [DetailRule("code", .code([SchoolCodes.planOutcome]))],
        "school.ehc-plan-issued": [DetailRule("code", .code([SchoolCodes.planOutcome]))],
        "school.ehc-ceased": [DetailRule("code", .code([SchoolCodes.planCeased]))],
        "social-care.referral": [
            DetailRule("source", .code([SocialCareCodes.referralSource])),
            DetailRule("closure", .code([SocialCareCodes.closureReason])),
        ],
        "social-care.protection-plan-started": protection,
        "social-care.protection-plan-ended": protection,
        "social-care.care-started": [DetailRule("reason", .code([CareCodes.episodeReason]))],
        "social-care.placement-changed": [
            DetailRule("reason", .code([CareCodes.changeReason, CareCodes.episodeReason]))
        ],
        "social-care.care-ended": [DetailRule("reason", .code([CareCodes.ceaseReason]))],
        "social-care.missing": [DetailRule("absence", .code([SocialCareCodes.absence]))],
        "social-care.return-interview": [
            DetailRule("offered", .code([SocialCareCodes.interview])),
            DetailRule("accepted", .code([SocialCareCodes.interview])),
        ],
        "social-care.youth-justice": [DetailRule("kind", .code([ContractWords.youthJustice]))],
    ]
}
