// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// An obligation about to be opened.
struct Opening {
    /// The rule under whose name it stands.
    let rule: RuleInForce
    /// The lines that ask for it: one, unless several lines are one duty.
    let lines: [RuleInForce]
    /// The rows that it carries.
    let covers: [String]
    /// Which obligation of the rule it is.
    let occasion: String
    /// What was seen.
    let situation: Situation
    /// When it is due.
    let timing: Timing?
    /// The event that led to it.
    let event: CaseEvent?
    /// How the event was linked to the person.
    let match: MatchSummary?
    /// The obligation whose place it takes.
    var supersedes: Obligation?

    /// What a level rule wants.
    init(_ want: Wanted, because event: CaseEvent?, match: MatchSummary?) {
        rule = want.rule
        lines = want.lines
        covers = want.covers
        occasion = want.occasion
        situation = want.situation
        timing = want.timing
        self.event = event
        self.match = match
    }

    /// What an event rule asks for.
    init(
        _ rule: RuleInForce, occasion: String, situation: Situation, timing: Timing?,
        event: CaseEvent,
        match: MatchSummary?
    ) {
        self.rule = rule
        lines = [rule]
        covers = rule.covers
        self.occasion = occasion
        self.situation = situation
        self.timing = timing
        self.event = event
        self.match = match
    }
}

extension Decision {
    /// Opens an obligation, tells whom it must, and returns its id; nil where nobody may be told.
    @discardableResult
    mutating func open(_ opening: Opening) -> String? {
        let rule = opening.rule
        let priority = priority(of: opening.lines, opening.situation)
        let owner = rule.rule.owner(opening.situation)
        // A notice asks for nothing: whose agency hears nothing of the person gets none.
        guard rule.kind != .notice || mayBeCopied(owner, rule, opening.event) else {
            recordNoAction(rule.id, "consent")
            return nil
        }
        let resolution = recipients(of: rule, owedBy: owner, priority, opening)
        let ladder = rule.ladder
        var obligation = ObligationContent(
            id: obligationID(rule.id, opening.occasion), rule: rule.id, covers: opening.covers,
            kind: rule.kind, about: caseState.subject, occasion: opening.occasion,
            policyVersion: context.pack.version, title: rule.title, why: rule.why,
            owner: resolution.recipients.first?.role ?? owner,
            chosenOwner: rule.ownerChoices.isEmpty ? nil : owner,
            to: resolution.recipients.map(Addressee.init), priority: priority,
            ladder: rule.rule.ladder, climbsOnlyTo: rule.climbsOnlyTo, bundle: "",
            because: opening.event.map { [$0.because] } ?? [],
            match: opening.match, openedAt: now, anchor: opening.timing?.anchor,
            due: opening.timing?.due, clock: opening.timing?.clock.text)
        obligation.bundle = bundle(for: obligation.to)
        obligation.breachedOnReceipt = opening.timing.map { $0.due < now } ?? false
        if rule.kind != .notice {
            obligation.answer = AnswerClock(
                rung: 1, next: nextRung(after: 1, of: ladder, from: now), told: obligation.to,
                answered: nil)
        }
        obligation.completion = opening.timing.map {
            completionClock(
                $0, ladder: ladder, openedAt: opening.supersedes?.openedAt ?? now,
                own: reminders(of: rule, opening.situation),
                rung: opening.supersedes?.completion?.rung ?? 1)
        }
        if rule.kind == .notice { obligation.state = .closed(ending(Ending.told)) }
        var opened = Obligation(obligation)
        if let former = opening.supersedes { carryOver(from: former, into: &opened) }
        for line in opening.lines {
            record(.held(rule: line.id, seen: seen(line, opening.situation)))
        }
        record(.obligation(.opened, opened))
        publish(.opened, opened)
        noteGaps(resolution)
        return opened.id
    }

    /// `H(area, rule family, subject, occasion)`; where the occasion had one before, as when its
    /// date moved, with its number.
    func obligationID(_ rule: RuleID, _ occasion: String) -> String {
        let count = caseState.obligations.count { $0.rule == rule && $0.occasion == occasion }
        return context.hashes.id([
            "obligation", context.area, rule.text, caseState.subject.text,
            count == 0 ? occasion : "\(occasion)#\(count)",
        ])
    }

    /// Obligations opened by one decision for one recipient form a bundle.
    func bundle(for recipients: [Addressee]) -> String {
        context.hashes.id([
            "bundle", context.area, inputID, recipients.first?.personId ?? "",
        ])
    }

    /// The highest priority of the lines; routine duties about children in care are urgent (D-002).
    func priority(of lines: [RuleInForce], _ situation: Situation) -> Priority {
        let highest = lines.map { $0.rule.priority(situation) }.max() ?? .routine
        return raised(highest, of: lines.first, situation)
    }

    /// A priority, raised to urgent where the person is in care (D-002).
    func raised(_ priority: Priority, of rule: RuleInForce?, _ situation: Situation) -> Priority {
        guard priority == .routine, rule?.kind == .task || rule?.kind == .alert,
            situation.value(of: .personLookedAfter) == .bool(true)
        else { return priority }
        return .urgent
    }

    /// Everybody to whom an obligation is opened: the owner or who stands in, on-call where the
    /// hour asks for it, then `also`.
    private func recipients(
        of rule: RuleInForce, owedBy owner: Role, _ priority: Priority, _ opening: Opening
    ) -> Resolution {
        var resolution = context.directory.resolve(
            owner, for: namedPeople, at: now, priority: priority,
            answerBy: nextRung(after: 1, of: rule.ladder, from: now),
            calendar: context.calendar)
        let copies = rule.rule.also(opening.situation).filter {
            mayBeCopied($0, rule, opening.event)
        }
        for role in rule.jointly + copies {
            let more = context.directory.resolve(
                role, for: namedPeople, at: now, priority: .routine,
                calendar: context.calendar)
            if rule.jointly.contains(role) { resolution.gaps += more.gaps }
            for recipient in more.recipients
            where !resolution.recipients.contains(where: { $0.personId == recipient.personId }) {
                resolution.recipients.append(recipient)
            }
        }
        return resolution
    }

    /// Whether consent lets a role have a copy (DUTIES.tsv §10). A duty, a rung and an invitation
    /// to an emergency meeting reach every agency; so does news of what it sent itself.
    private func mayBeCopied(_ role: Role, _ rule: RuleInForce, _ event: CaseEvent?) -> Bool {
        guard rule.kind != .emergency, !rule.disclosure.overridesConsent,
            let entry = situation().entry
        else { return true }
        let agency = context.directory.agency(of: role)
        if let event, EventMeaning(event, reading).agency == agency { return true }
        switch agency {
        // Nobody is asked whether health may speak with health until somebody says otherwise.
        case .health:
            return entry.consent[.sharingHealth] == nil || entry.value.consentGiven(.sharingHealth)
        case .education: return entry.value.consentGiven(.sharingEducation)
        case .socialCare: return entry.value.consentGiven(.sharingSocialCare)
        }
    }

    /// The people of an obligation as the directory and the entry now name them: whoever has come
    /// since the opening is told from now on, and whoever is keyworker, coordinator, commissioner
    /// or social worker no more hears no more about the person.
    func refreshPeople(of obligation: inout Obligation) {
        guard obligation.assignedTo == nil else { return }
        var to: [Addressee] = []
        if let owner = holders(of: ruleOwner(obligation)).first {
            obligation.owner = owner.role
            to.append(owner)
        }
        for told in obligation.to {
            let holders =
                told.role.isNamedByEntry
                ? holders(of: told.role).filter { $0.role == told.role } : [told]
            to += holders.filter { person in !to.contains { $0.personId == person.personId } }
        }
        if !to.isEmpty { obligation.to = to }
    }

    private func holders(of role: Role) -> [Addressee] {
        context.directory.resolve(
            role, for: namedPeople, at: now, priority: .routine, calendar: context.calendar
        ).recipients.map(Addressee.init)
    }

    /// Answers already given and rungs already climbed carry over to a moved date.
    private func carryOver(from old: Obligation, into new: inout Obligation) {
        new.supersedes = old.id
        new.moves = old.moves + 1
        if let answer = old.answer { new.answer = answer }
        new.because = old.because + new.because.filter { !old.because.contains($0) }
        new.priority = Swift.max(new.priority, old.priority)
        new.to += old.to.filter { !new.to.contains($0) }
        new.assignedTo = old.assignedTo
        refreshPeople(of: &new)
    }

    func ending(_ reason: String, by person: String? = nil) -> Ending {
        Ending(reason: reason, by: person, at: now)
    }

    /// A post that nobody fills is said in the frame; the engine opens X-05 about the area.
    mutating func noteGaps(_ resolution: Resolution) {
        for role in resolution.gaps { recordNoAction(nil, Gap.reason, [role.rawValue]) }
    }
}

extension Role {
    /// Whether the entry names the person, so that another entry names another.
    fileprivate var isNamedByEntry: Bool {
        switch self {
        case .keyworker, .registerCoordinator, .responsibleCommissioner, .socialWorker: true
        default: false
        }
    }
}

extension Addressee {
    /// The recipient in the role in which they are told.
    init(_ recipient: Recipient) {
        self.init(role: recipient.role, personId: recipient.personId)
    }
}
