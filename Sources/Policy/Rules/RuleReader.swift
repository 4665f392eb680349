// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Reads one rule. A rule with a fault is dropped; its faults are in the list.
struct RuleReader {
    let reader: YAMLReader
    /// The lengths of time that rules can name.
    var parameters = ParameterTable()

    private var faults: FaultList { reader.faults }

    func rule(_ value: YAMLValue) -> Rule? {
        guard let mapping = reader.mapping(value) else { return nil }
        let faultsBefore = faults.all.count
        let id = ruleID(mapping.required("rule"))
        let about: SubjectKind? = mapping.word("about", "kind of subject")
        let kind: ObligationKind? = mapping.word("open", "kind of obligation")
        let title = mapping.text("title")
        let priority: Priority? = mapping.word("priority", "priority")
        let ladder: LadderName? = mapping.word("escalate", "ladder")
        let subject = about ?? .stay
        let with = mapping.optionalText("with").map(RuleID.init)
        let isEvent = mapping.keys.contains("on") || with != nil
        let occasion: OccasionKind =
            mapping.optionalWord("occasion", "occasion") ?? standardOccasion(subject, isEvent)
        let hasStay = subject == .stay || subject == .candidate
        let now = FactReach(
            about: subject, hasStay: hasStay || isEvent, hasEvent: isEvent, parameters: parameters)
        let later = FactReach(
            about: subject, hasStay: hasStay || occasion == .stay, hasEvent: false,
            parameters: parameters)
        let counted = mapping.optional("count").map(
            PeopleCountReader(reader: reader, parameters: parameters).count)
        let trigger =
            if let counted { countTrigger(mapping, counted) } else {
                with == nil ? trigger(mapping, now) : ownTrigger(mapping)
            }
        let whole = Draft(mapping: mapping, reader: reader, now: now, later: later)
        let (owner, ownerChoices) = whole.owners()
        let rule = Rule(
            id: id ?? RuleID(""), with: with, formerly: mapping.texts("formerly").map(RuleID.init),
            covers: mapping.texts("covers"), about: subject, trigger: trigger ?? .level(.always),
            count: counted??.count,
            unless: whole.condition("unless", now), standing: whole.condition("as-long-as", later),
            unknown: mapping.optionalWord("unknown", "treatment") ?? .asNo,
            kind: kind ?? .notice, title: title ?? "", owner: owner ?? .operator,
            ownerChoices: ownerChoices, jointly: mapping.words("jointly", "role"),
            also: whole.also(), priority: priority ?? .routine,
            raises: whole.raises(),
            due: whole.due(), reminders: whole.reminders(), ladder: ladder ?? .none,
            climbsOnlyTo: mapping.optionalWord("climbs-only-to", "role"),
            doneBy: whole.endings("done-by"), closedBy: whole.endings("closed-by"),
            withdrawnBy: whole.endings("withdrawn-by"),
            whenFalse: mapping.optionalWord("when-false", "falling edge") ?? .withdraw,
            why: mapping.optionalText("why"), occasion: occasion,
            countsFrom: whole.countsFrom(), disclosure: whole.disclosure(),
            source: mapping.place, places: mapping.places)
        mapping.finish()
        guard id != nil, about != nil, kind != nil, title != nil, owner != nil, priority != nil,
            ladder != nil, trigger != nil
        else { return nil }
        // Parts that could not be read would contradict the others: one fault is enough.
        if faults.all.count == faultsBefore { RuleCheck(rule: rule, faults: faults).run() }
        return rule
    }

    /// A rule that goes with another has no trigger of its own; the pack gives it the other's.
    private func ownTrigger(_ mapping: YAMLMapping) -> Trigger {
        for key in ["while", "on", "if", "unless", "as-long-as", "occasion"]
        where mapping.keys.contains(key) {
            faults.add(
                .conflictingKeys, at: mapping.place,
                "'\(key)' contradicts 'with': the other rule says when this one opens")
        }
        return .level(.always)
    }

    /// A rule that counts people opens while there are so many, and by nothing else.
    private func countTrigger(
        _ mapping: YAMLMapping, _ counted: (count: PeopleCount, trigger: Trigger)?
    ) -> Trigger? {
        for key in ["with", "while", "on", "if", "as-long-as", "unless", "unknown", "occasion"]
        where mapping.keys.contains(key) {
            _ = mapping.optional(key)
            faults.add(
                .conflictingKeys, at: mapping.place(of: key),
                "'\(key)' contradicts 'count': how many people there are says when it opens")
        }
        return counted?.trigger
    }

    private func ruleID(_ value: YAMLValue?) -> RuleID? {
        guard let value, let text = reader.text(value) else { return nil }
        guard RuleID.isWellFormed(text) else {
            faults.add(
                .ruleName, at: value.place, "'\(text)' is no name of a rule such as D-047a or X-05")
            return nil
        }
        return RuleID(text)
    }

    private func standardOccasion(_ about: SubjectKind, _ isEvent: Bool) -> OccasionKind {
        if isEvent { return .person }
        return switch about {
        case .stay, .candidate: .stay
        case .item: .item
        case .person, .area, .feed: .spell
        }
    }

    private func trigger(_ mapping: YAMLMapping, _ reach: FactReach) -> Trigger? {
        let conditions = ConditionReader(reader: reader, reach: reach)
        switch (mapping.optional("while"), mapping.optional("on")) {
        case (let level?, nil):
            if mapping.optional("if") != nil || mapping.optional("as-long-as") != nil {
                faults.add(
                    .conflictingKeys, at: mapping.place,
                    "'if' and 'as-long-as' belong to 'on'; a rule with 'while' has one condition")
            }
            return conditions.condition(level).map { .level($0) }
        case (nil, let on?):
            let condition = mapping.optional("if").map(conditions.condition) ?? .always
            if case .scalar("any", _) = on.content {
                return condition.map { .event([], $0) }
            }
            let patterns = EventPatternReader(reader: reader, reach: reach).patterns(on)
            for pattern in patterns where pattern.when.isAboutAnObligation {
                faults.add(
                    .conflictingKeys, at: on.place,
                    "'same-visit', 'if-answered' and 'repeats' are for events that end a rule")
            }
            guard let condition, !patterns.isEmpty else { return nil }
            return .event(patterns, condition)
        default:
            faults.add(
                .conflictingKeys, at: mapping.place, "a rule has either 'while' or 'on'")
            return nil
        }
    }
}

/// The parts of a rule that are lists or have a short form.
private struct Draft {
    let mapping: YAMLMapping
    let reader: YAMLReader
    let now: FactReach
    let later: FactReach

    func condition(_ key: String, _ reach: FactReach) -> Condition? {
        mapping.optional(key).flatMap(ConditionReader(reader: reader, reach: reach).condition)
    }

    func countsFrom() -> FactName? {
        guard let value = mapping.optional("counts-from"), let name = reader.text(value),
            let fact = ConditionReader(reader: reader, reach: now).fact(name, at: value.place)
        else { return nil }
        guard fact.type == .instant else {
            reader.faults.add(
                .anchor, at: value.place, "'\(name)' is no instant: nothing counts from it")
            return nil
        }
        return fact
    }

    func endings(_ key: String) -> [EventPattern] {
        let reach = FactReach(
            about: later.about, hasStay: later.hasStay, hasEvent: true, hasAnchor: true,
            parameters: later.parameters)
        return EventPatternReader(reader: reader, reach: reach).patterns(mapping.optional(key))
    }

    func also() -> [ConditionalRole] {
        (mapping.optional("also").map(reader.oneOrMore) ?? []).compactMap(role)
    }

    /// A role, or a list of roles under conditions whose last has none.
    func owners() -> (Role?, [OwnerChoice]) {
        guard let value = mapping.required("owner") else { return (nil, []) }
        let roles = reader.oneOrMore(value).compactMap(role)
        let choices = roles.dropLast().compactMap { choice in
            choice.when.map { OwnerChoice(role: choice.role, when: $0) }
        }
        guard let last = roles.last, last.when == nil, choices.count == roles.count - 1 else {
            if !roles.isEmpty {
                reader.faults.add(
                    .contradiction, at: value.place,
                    "every choice of 'owner' but the last has a 'when', and the last has none: "
                        + "somebody must owe it")
            }
            return (nil, [])
        }
        return (last.role, choices)
    }

    private func role(_ value: YAMLValue) -> ConditionalRole? {
        guard case .mapping = value.content else {
            return reader.word(value, "role").map { ConditionalRole(role: $0, when: nil) }
        }
        guard let entry = reader.mapping(value) else { return nil }
        let role: Role? = entry.word("role", "role")
        let when = entry.required("when").flatMap(
            ConditionReader(reader: reader, reach: now).condition)
        entry.finish()
        guard let role, let when else { return nil }
        return ConditionalRole(role: role, when: when)
    }

    func reminders() -> [DueClock] {
        let phrase = DuePhrase(reader: reader, reach: now)
        return (mapping.optional("remind").map(reader.oneOrMore) ?? []).compactMap(phrase.clock)
    }

    func raises() -> [Raise] {
        (mapping.optional("raise").map(reader.oneOrMore) ?? []).compactMap { value in
            guard let entry = reader.mapping(value) else { return nil }
            let priority: Priority? = entry.word("to", "priority")
            let when = entry.required("when").flatMap(
                ConditionReader(reader: reader, reach: later).condition)
            entry.finish()
            guard let priority, let when else { return nil }
            return Raise(priority: priority, when: when)
        }
    }

    func due() -> [DueChoice] {
        // The anchor of an event rule may be the event's own time: it is kept when it opens.
        let phrase = DuePhrase(reader: reader, reach: now)
        return (mapping.optional("due").map(reader.oneOrMore) ?? []).compactMap { value in
            guard case .mapping = value.content else {
                return phrase.clock(value).map { DueChoice(clock: $0) }
            }
            guard let entry = reader.mapping(value) else { return nil }
            let when = entry.optional("when").map(
                ConditionReader(reader: reader, reach: later).condition)
            let clock = entry.required("due").flatMap(phrase.clock)
            entry.finish()
            if case .some(nil) = when { return nil }
            return clock.map { DueChoice(when: when ?? nil, clock: $0) }
        }
    }

    func disclosure() -> Disclosure {
        guard let value = mapping.required("disclosure") else { return Disclosure(most: .minimal) }
        guard case .mapping = value.content else {
            return Disclosure(most: reader.word(value, "disclosure") ?? .minimal)
        }
        guard let entry = reader.mapping(value) else { return Disclosure(most: .minimal) }
        var disclosure = Disclosure(
            most: entry.word("most", "disclosure") ?? .minimal,
            onlyTo: entry.words("only-to", "role"),
            overridesConsent: entry.bool("whatever-consent-says", default: false))
        for agency in Agency.allCases {
            guard let word: DisclosureWord = entry.optionalWord(agency.rawValue, "disclosure")
            else { continue }
            disclosure.byAgency.append(.init(agency: agency, word: word))
        }
        entry.finish()
        return disclosure
    }
}
