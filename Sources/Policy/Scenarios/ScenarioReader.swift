// SPDX-License-Identifier: Apache-2.0

import Notifications

extension Scenario {
    /// Reads a scenario file.
    ///
    /// - Throws: `PolicyError.invalid` with every fault of the file.
    package static func parse(_ file: ConfigurationFile) throws(PolicyError) -> Scenario {
        let reader = ScenarioReader(reader: YAMLReader(FaultList()))
        let scenario = reader.reader.document(file).flatMap(reader.scenario)
        try reader.reader.faults.throwIfAny()
        guard let scenario else { throw .unreadable(path: file.path) }
        return scenario
    }
}

/// Reads a scenario file (CONTRACT.md §7).
struct ScenarioReader {
    let reader: YAMLReader

    private var json: ScenarioJSON { ScenarioJSON(reader: reader) }
    private var faults: FaultList { reader.faults }

    func scenario(_ document: YAMLValue) -> Scenario? {
        guard let mapping = reader.mapping(document) else { return nil }
        let name = mapping.text("scenario")
        let covers = mapping.textsOrNone("covers").map(ScenarioReader.coversID)
        let policy = mapping.optionalText("policy") ?? "policy-2023"
        let rules = mapping.textsOrNone("rules").map { RuleID($0) }
        let parameters = mapping.optional("parameters").map(parameters)
        let register = mapping.optional("register").map(entries) ?? []
        let directory =
            mapping.optional("directory").map(DirectoryReader(reader: reader).edits) ?? []
        let steps = mapping.required("steps").flatMap(reader.list) ?? []
        let never = mapping.optional("never").map(expectations) ?? []
        let parsed = steps.compactMap(step)
        mapping.finish()
        if let first = parsed.first, case .after = first.at {
            faults.add(.instant, at: first.source, "the first step needs an instant")
        }
        return name.map {
            Scenario(
                name: $0, covers: covers, policy: policy, rules: rules, parameters: parameters,
                register: register,
                directory: directory, steps: parsed, never: never, source: mapping.place)
        }
    }

    /// `{ name: length }`, said as the area's file says it.
    private func parameters(_ value: YAMLValue) -> ConfigurationFile {
        let said = (reader.mapping(value)?.rest ?? []).compactMap { entry in
            reader.text(entry.value).map {
                "- { parameter: \(entry.key), is: \($0), by: story, why: The story says so. }\n"
            }
        }
        return ConfigurationFile(path: value.place.file, text: said.joined())
    }

    /// `SEED-51` is `SEED-051`; everything else stays as written.
    static func coversID(_ text: String) -> String {
        let figures = text.dropFirst(5)
        guard text.hasPrefix("SEED-"), figures.count < 3, Int(figures) != nil else { return text }
        return "SEED-" + String(repeating: "0", count: 3 - figures.count) + figures
    }

    private func step(_ value: YAMLValue) -> Step? {
        guard let mapping = reader.mapping(value) else { return nil }
        let at = mapping.required("at").flatMap(time)
        let action = action(mapping)
        let step = at.map {
            Step(
                at: $0, action: action,
                expectations: mapping.optional("expect").map(expectations) ?? [],
                exactly: mapping.bool("exactly", default: false),
                expectNothing: mapping.bool("expect-nothing", default: false),
                source: mapping.place)
        }
        if let step, step.expectNothing, !step.expectations.isEmpty {
            faults.add(
                .conflictingKeys, at: mapping.place, "'expect-nothing' contradicts 'expect'")
        }
        mapping.finish()
        return step
    }

    private func time(_ value: YAMLValue) -> StepTime? {
        guard let text = reader.text(value) else { return nil }
        guard text.hasPrefix("+") else { return reader.instant(value).map { .instant($0) } }
        let words = text.dropFirst().split(separator: " ", maxSplits: 1)
        if words.count == 2, let amount = Int(words[0]), (1...100_000).contains(amount) {
            var unit = String(words[1])
            if unit.hasSuffix("s") { unit.removeLast() }
            if let unit = StepUnit(rawValue: unit) { return .after(amount, unit) }
        }
        faults.add(
            .phrase, at: value.place,
            "'\(text)' is no time such as '+2 hours', '+1 working day' or an instant")
        return nil
    }

    private func action(_ mapping: YAMLMapping) -> StepAction {
        var found: [StepAction] = []
        if let value = mapping.optional("receive") {
            found.append(json.message(value).map { .receive($0) } ?? .none)
        }
        if let value = mapping.optional("respond") {
            found.append(response(value).map { .respond($0) } ?? .none)
        }
        if let value = mapping.optional("register") { found.append(.register(entries(value))) }
        if let value = mapping.optional("directory") {
            found.append(.directory(DirectoryReader(reader: reader).edits(value)))
        }
        if let value = mapping.optional("reload"), let what: Reload = reader.word(value, "reload") {
            found.append(.reload(what))
        }
        if let value = mapping.optional("rewrite") { found.append(rewrite(value)) }
        if let person = mapping.optionalText("adopt") { found.append(.adopt(by: person)) }
        if mapping.bool("restart", default: false) { found.append(.restart) }
        if found.count > 1 {
            faults.add(.conflictingKeys, at: mapping.place, "a step does one thing")
        }
        return found.first ?? .none
    }

    /// `{ rules: [whole rules], without: [names], retired: { name: reason }, refused: true }`.
    private func rewrite(_ value: YAMLValue) -> StepAction {
        guard let mapping = reader.mapping(value) else { return .none }
        let rules = mapping.optional("rules").map(reader.anyNumber) ?? []
        let edit = PolicyEdit(
            rules: rules.compactMap(RuleReader(reader: reader).rule),
            without: mapping.textsOrNone("without").map { RuleID($0) },
            retired: mapping.optional("retired").map(reader.retiredRules) ?? [])
        let isRefused = mapping.bool("refused", default: false)
        mapping.finish()
        return .rewrite(edit, isRefused: isRefused)
    }

    private func entries(_ value: YAMLValue) -> [JSONValue] {
        reader.anyNumber(value).compactMap { value in
            guard let mapping = reader.mapping(value) else { return nil }
            guard mapping.text("registerId") != nil else { return nil }
            return json.value(value, named: nil)
        }
    }

    private func response(_ value: YAMLValue) -> ScenarioResponse? {
        guard let mapping = reader.mapping(value) else { return nil }
        let to = mapping.optionalText("to")
        let about = mapping.optionalText("about")
        let event = mapping.required("event").flatMap(reader.event)
        let by = mapping.optionalText("by")
        let detail = mapping.optional("detail").map { json.value($0, named: nil) }
        mapping.finish()
        let subject: ScenarioResponse.Subject
        switch (to, about) {
        case (let to?, nil): subject = .obligation(ScenarioReader.coversID(to))
        case (nil, let about?): subject = .person(about)
        default:
            faults.add(
                .conflictingKeys, at: mapping.place, "a response has either 'to' or 'about'")
            return nil
        }
        return event.map {
            ScenarioResponse(subject: subject, event: $0, by: by, detail: detail ?? .object([]))
        }
    }

    private func expectations(_ value: YAMLValue) -> [Expectation] {
        reader.anyNumber(value).compactMap(expectation)
    }

    private func expectation(_ value: YAMLValue) -> Expectation? {
        guard let mapping = reader.mapping(value) else { return nil }
        var verbs: [(ExpectedVerb, ObligationKind)] = []
        for verb in ExpectedVerb.allCases {
            guard let value = mapping.optional(verb.rawValue) else { continue }
            if let kind: ObligationKind = reader.word(value, "kind of obligation") {
                verbs.append((verb, kind))
            } else {
                return nil
            }
        }
        let expectation = verbs.first.map { verb, kind in
            Expectation(
                verb: verb, kind: kind,
                covers: mapping.optionalText("covers").map(ScenarioReader.coversID),
                to: mapping.optionalWord("to", "role"), person: mapping.optionalText("person"),
                about: mapping.optionalText("about"),
                priority: mapping.optionalWord("priority", "priority"),
                by: mapping.optional("by").flatMap(reader.instant),
                rung: mapping.optional("rung").flatMap { reader.integer($0, in: 1...9) },
                withheld: mapping.textsOrNone("withheld"), why: mapping.optionalText("why"),
                area: mapping.optionalText("area"), source: mapping.place)
        }
        guard let expectation, verbs.count == 1 else {
            let all = ExpectedVerb.allCases.map(\.rawValue).joined(separator: ", ")
            faults.add(.conflictingKeys, at: mapping.place, "exactly one of: \(all)")
            return nil
        }
        mapping.finish()
        return expectation
    }
}
