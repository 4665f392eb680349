// SPDX-License-Identifier: Apache-2.0

/// Reads the file of ladders: one mapping of all four names.
struct LadderReader {
    let reader: YAMLReader

    func ladders(_ document: YAMLValue) -> [LadderName: Ladder] {
        guard let mapping = reader.mapping(document) else { return [:] }
        var ladders: [LadderName: Ladder] = [:]
        for name in LadderName.allCases {
            if let value = mapping.required(name.rawValue) { ladders[name] = ladder(name, value) }
        }
        mapping.finish()
        return ladders
    }

    private func ladder(_ name: LadderName, _ value: YAMLValue) -> Ladder? {
        guard let mapping = reader.mapping(value) else { return nil }
        let elements = mapping.required("rungs").flatMap(reader.list) ?? []
        let rungs = elements.enumerated().compactMap { rung(number: $0.offset + 1, $0.element) }
        let repetition = mapping.required("repeat").flatMap(repetition)
        mapping.finish()
        guard !elements.isEmpty else {
            reader.faults.add(.ladder, at: mapping.place, "a ladder needs a first rung")
            return nil
        }
        guard let repetition else { return nil }
        return Ladder(name: name, rungs: rungs, repetition: repetition)
    }

    private func rung(number: Int, _ value: YAMLValue) -> Rung? {
        guard let mapping = reader.mapping(value) else { return nil }
        let wait = mapping.optional("after").flatMap(wait)
        var targets = mapping.required("tell").map { reader.oneOrMore($0).compactMap(target) } ?? []
        targets += mapping.words("tell-out-of-hours", "role").map { .roleOutOfHours($0) }
        if let value = mapping.optional("instead"), let instead = instead(value) {
            targets.append(instead)
        }
        mapping.finish()
        guard (number == 1) == (wait == nil) else {
            reader.faults.add(
                .ladder, at: mapping.place,
                number == 1 ? "the first rung has no 'after'" : "rung \(number) needs 'after'")
            return nil
        }
        return Rung(number: number, wait: wait, targets: targets)
    }

    private func wait(_ value: YAMLValue) -> Wait? {
        guard let text = reader.text(value) else { return nil }
        guard let wait = DuePhrase.wait(text) else {
            reader.faults.add(.phrase, at: value.place, "'\(text)' is no wait such as '2 wd'")
            return nil
        }
        return wait
    }

    private func repetition(_ value: YAMLValue) -> Repetition? {
        guard let text = reader.text(value) else { return nil }
        if text == "never" { return Repetition.none }
        if text == "each working day" { return .eachWorkingDay }
        if text.hasPrefix("every "), let wait = DuePhrase.wait(String(text.dropFirst(6))),
            wait.unit == .hours
        {
            return .every(hours: wait.amount)
        }
        reader.faults.add(
            .phrase, at: value.place,
            "'\(text)' is none of 'every 24 h', 'each working day', 'never'")
        return nil
    }

    private func instead(_ value: YAMLValue) -> RungTarget? {
        guard let mapping = reader.mapping(value) else { return nil }
        let owners: [Role] = mapping.words("where-owner-is", "role")
        let role: Role? = mapping.word("tell", "role")
        mapping.finish()
        return role.map { .instead(of: owners, role: $0) }
    }

    private func target(_ value: YAMLValue) -> RungTarget? {
        guard let text = reader.text(value) else { return nil }
        switch text {
        case "owner": return .owner
        case "owners-on-call": return .ownersOnCall
        case "owners-manager": return .ownersManager
        case "leader-of-owners-agency": return .leaderOfOwnersAgency
        case "all-leaders": return .allLeaders
        default: return reader.word(value, "role").map { .role($0) }
        }
    }
}
