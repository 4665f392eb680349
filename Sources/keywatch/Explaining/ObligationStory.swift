// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy

/// Says what happened to an obligation, and of an opening everything that made it so.
struct ObligationStory {
    private let story: FactStory
    private var context: DecisionContext { story.context }
    private var time: LocalTime { story.time }

    init(_ story: FactStory) {
        self.story = story
    }

    /// The sentences of one change; `state` is the case just before it.
    func sentences(
        of change: ObligationChange, _ obligation: Obligation, on state: Case
    ) -> [String] {
        let name = "\(obligation.kind.rawValue) \(obligation.rule) (\(obligation.id.prefix(8)))"
        switch change {
        case .opened:
            return opening(obligation, on: state)
        case .added:
            return ["Another event was added to \(name), or its wait began anew."]
        case .reminded(let overdue, let late):
            let what = overdue ? "Told that \(name) is overdue" : "Reminded of \(name)"
            return ["\(what): \(story.text(of: obligation.to))\(lateness(late))."]
        case .escalated(let rung, let clock, let to, let late):
            let why = clock == .answer ? "nobody answered" : "it was not done by its due"
            return [
                "\(name) climbed to rung \(rung), because \(why): told \(story.text(of: to))"
                    + "\(lateness(late)). \(nextText(obligation))"
            ]
        case .declined(let by, let reason, let rung, let to):
            return [
                "\(by) declined \(name): “\(reason)”. Rung \(rung) was told at once: "
                    + "\(story.text(of: to))."
            ]
        case .acknowledged:
            let answer = obligation.answer?.answered
            return [
                "\(answer?.by ?? "Somebody") \(answer?.kind ?? "answered") \(name): it climbs no "
                    + "further for want of an answer. \(nextText(obligation))"
            ]
        case .closed, .withdrawn:
            return [ending(obligation, name)]
        }
    }

    /// How an obligation stands.
    func standing(of obligation: Obligation) -> [String] {
        var lines = [
            "“\(obligation.title)”: \(obligation.priority.rawValue) \(obligation.kind.rawValue) of "
                + "rule \(obligation.rule) (\(obligation.covers.joined(separator: ", "))), about "
                + "\(obligation.about.text), owed by \(obligation.owner.rawValue)."
        ]
        switch obligation.state {
        case .open:
            let answer = obligation.answer?.answered.map {
                ", \($0.kind) by \($0.by) on \(time.text($0.at))"
            }
            lines.append("It is open\(answer ?? ", not answered"). \(nextText(obligation))")
        case .closed, .withdrawn:
            lines.append(ending(obligation, "It"))
        }
        return lines
    }

    // MARK: - Opening

    private func opening(_ obligation: Obligation, on state: Case) -> [String] {
        let rule = context.pack.rule(obligation.rule)
        var lines = [
            "\(obligation.restored ? "Restored" : "Opened") \(obligation.priority.rawValue) "
                + "\(obligation.kind.rawValue) \(obligation.rule) "
                + "(\(obligation.covers.joined(separator: ", "))), id \(obligation.id): "
                + "“\(obligation.title)”."
        ]
        for because in obligation.because {
            lines.append(
                "Because of \(because.event.text), which happened \(time.text(because.occurredAt))"
                    + (because.sender.map { ", from \($0)" } ?? "") + ".")
        }
        if let match = obligation.match {
            lines.append("Linked to the person by: \(story.text(of: match)).")
        }
        lines += conditions(rule, obligation, state)
        lines += dueText(obligation, state)
        lines += reminders(obligation)
        lines.append("Told: \(story.text(of: obligation.to)).")
        lines += context.disclosedForms(of: obligation, on: state, to: obligation.to).flatMap(
            withheld)
        if let ladder = ladderText(obligation, rule) { lines.append(ladder) }
        if let former = obligation.supersedes {
            lines.append("It takes the place of \(former), whose date moved.")
        }
        return lines
    }

    /// What a recipient does not see, reason by reason.
    private func withheld(_ form: DisclosedForm) -> [String] {
        var reasons: [String] = []
        for field in form.withheld where !reasons.contains(field.reason) {
            reasons.append(field.reason)
        }
        return reasons.map { reason in
            let fields = form.withheld.filter { $0.reason == reason }.map(\.field.rawValue)
            let person = story.text(of: [form.to])
            return "The disclosed form withholds from \(person): "
                + "\(fields.joined(separator: ", ")) (\(reason))."
        }
    }

    /// The rule's own condition, and what was known of the things that it speaks of.
    private func conditions(
        _ rule: Rule?, _ obligation: Obligation, _ state: Case
    ) -> [String] {
        var lines: [String] = []
        if let rule {
            let words =
                switch rule.trigger {
                case .level: "while " + RulePhrases.lasting(rule)
                case .event(_, .always): "on the event"
                case .event(_, let condition):
                    "on the event if " + RulePhrases.condition(condition)
                }
            let unless = rule.unless.map { ", unless " + RulePhrases.condition($0) } ?? ""
            lines.append("The rule acts \(words)\(unless).")
        }
        if obligation.policyVersion != context.pack.version {
            lines.append(
                "It was decided under \(obligation.policyVersion); the policy read now is "
                    + "\(context.pack.version), so wording and waits may differ.")
        }
        if let tally = tally(of: obligation, state) {
            let people = CountStory(time: time).text(tally.people(at: obligation.openedAt))
            lines.append("Counted then for \(tally.alike): \(people).")
        }
        if let entry = state.entry?.value { lines.append("Known then: \(story.known(of: entry)).") }
        let stays = state.stays {
            context.hashes.id(["stay", context.area, state.subject.text, $0.text])
        }
        if let stay = stays.first(where: {
            $0.id == obligation.occasion || $0.aliases.contains(obligation.occasion)
        }) {
            lines.append("Of the stay: \(known(of: stay)).")
        }
        return lines
    }

    /// The people who were counted for an obligation.
    private func tally(of obligation: Obligation, _ state: Case) -> Tally? {
        state.tallies.first {
            $0.rule == obligation.rule && $0.occasion == obligation.occasion
        }
    }

    private func known(of stay: Stay) -> String {
        var parts = ["\(stay.bedKind.rawValue) bed"]
        parts.append(stay.isCancelled ? "cancelled" : stay.isEnded ? "ended" : "open")
        if let since = stay.inScopeSince { parts.append("in scope since \(time.text(since))") }
        for visit in stay.visits {
            var text = "visit \(visit.key.text) admitted \(time.text(visit.admittedAt))"
            if let ended = visit.endedAt { text += ", ended \(time.text(ended))" }
            if let method = visit.admissionMethod { text += ", method \(method)" }
            if let status = visit.legalStatuses.current { text += ", legal status \(status)" }
            parts.append(text)
        }
        return parts.joined(separator: "; ")
    }

    // MARK: - Clocks

    /// The arithmetic of the due, step by step.
    private func dueText(_ obligation: Obligation, _ state: Case) -> [String] {
        guard let due = obligation.due else { return [] }
        let late = obligation.breachedOnReceipt ? " It had passed when it was opened." : ""
        guard let anchor = obligation.anchor else { return ["Due \(time.text(due)).\(late)"] }
        let decision = Decision(
            on: state, context: context, now: obligation.openedAt, inputID: "")
        guard let reckoning = decision.reckoning(of: obligation) else {
            return ["Due \(time.text(due)), counted from \(time.text(anchor)).\(late)"]
        }
        let clock = reckoning.clock
        let now = reckoning.due(context.calendar)
        guard now == due else {
            return [
                "Due \(time.text(due)), counted from \(time.text(anchor)).\(late)",
                "By the rules and the calendar read now (\(RulePhrases.clock(clock))) it would be "
                    + "\(time.text(now)).",
            ]
        }
        return [
            "Due \(RulePhrases.clock(clock)): from \(time.text(anchor)) "
                + "(\(RulePhrases.end(of: clock.unit))) that is \(time.text(due)).\(late)"
        ] + count.known(reckoning) + [count.count(clock, from: anchor)].compactMap(\.self)
    }

    private var count: ClockStory { ClockStory(calendar: context.calendar, time: time) }

    private func reminders(_ obligation: Obligation) -> [String] {
        guard let completion = obligation.completion else { return [] }
        var parts = completion.reminders.map { "reminder \(time.text($0))" }
        if let overdue = completion.overdueAt {
            parts.append("told as overdue \(time.text(overdue))")
        }
        return parts.isEmpty ? [] : ["If it is not done: " + parts.joined(separator: ", ") + "."]
    }

    private func ladderText(_ obligation: Obligation, _ rule: Rule?) -> String? {
        let ladder =
            rule.map(context.pack.ladder(of:))
            ?? context.pack.ladder(obligation.ladder, climbingOnlyTo: obligation.climbsOnlyTo)
        guard obligation.answer != nil else { return nil }
        var at = obligation.openedAt
        var parts: [String] = []
        for rung in ladder.rungs {
            guard let wait = rung.wait else { continue }
            let daysOff = count.daysOff(in: wait, from: at).map { ", not counted: \($0)" } ?? ""
            at = context.calendar.add(wait, to: at)
            parts.append(
                "rung \(rung.number) \(time.text(at)) "
                    + "(\(RulePhrases.amount(wait.amount, wait.unit)) after the one before"
                    + "\(daysOff))")
        }
        guard !parts.isEmpty else { return nil }
        switch ladder.repetition {
        case .none: break
        case .every(let hours): parts.append("then every \(hours) hours")
        case .eachWorkingDay: parts.append("then each working day")
        }
        return "If nobody answers (\(ladder.name.rawValue)): " + parts.joined(separator: ", ") + "."
    }

    private func nextText(_ obligation: Obligation) -> String {
        guard let next = obligation.nextDue else { return "No clock runs." }
        let reminders = obligation.completion?.reminders.count ?? 0
        let left = reminders > 0 ? "; \(reminders) reminders left" : ""
        let due = obligation.due.map { "; due \(time.text($0))" } ?? ""
        return "Next clock \(time.text(next))\(due)\(left)."
    }

    private func lateness(_ late: Bool) -> String { late ? ", late" : "" }

    private func ending(_ obligation: Obligation, _ name: String) -> String {
        switch obligation.state {
        case .open: return "\(name) is open."
        case .closed(let ending), .withdrawn(let ending):
            let word = obligation.stateWord
            let by = ending.by.map { " by \($0)" } ?? ""
            return "\(name) was \(word)\(by) on \(time.text(ending.at)): \(ending.reason)."
        }
    }
}
