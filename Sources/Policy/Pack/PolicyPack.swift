// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// A set of rules with its ladders: the guidance as data.
package struct PolicyPack: Sendable {
    /// The pack's name, such as `policy-2023`.
    package let name: String
    /// The name and a fingerprint of every text the pack was read from.
    package private(set) var version: String
    /// The rules, by id.
    package private(set) var rules: [Rule]
    /// All four ladders.
    package let ladders: [LadderName: Ladder]
    /// The lengths of time that the area may set, as they are here.
    package let parameters: ParameterTable

    private var places: [RuleID: Int]
    /// The rules as their texts say them: one that goes `with` another has no trigger here.
    private var written: [Rule]
    /// The names of the rules that come from the pack that this one extends.
    private var inherited: Set<RuleID>
    /// The rules that the pack has let go; none of them is the name of a rule.
    package private(set) var retired: [RetiredRule]
    /// The first day on which the pack holds; nil: it always does.
    package private(set) var inForceFrom: LocalDate?
    /// The pack that holds until that day: the one that this one extends.
    private var predecessor: [PolicyPack] = []

    /// Reads a pack from its texts.
    ///
    /// - Parameters:
    ///   - name: the pack's name.
    ///   - files: the rule files; each is a list of rules.
    ///   - ladders: the file of ladders.
    ///   - parameters: the file of parameters, and what the area says of them.
    ///   - base: the pack that this one extends: its rules hold but for those named anew here.
    ///   - retired: the rules that the pack's header says to be let go.
    ///   - inForceFrom: the first day on which the pack holds; until then its base does.
    /// - Throws: `PolicyError.invalid` with every fault of every file.
    package static func load(
        name: String, files: [ConfigurationFile], ladders: ConfigurationFile,
        parameters: PackParameters = PackParameters(), extending base: PolicyPack? = nil,
        retired: [RetiredRule] = [], inForceFrom: LocalDate? = nil
    ) throws(PolicyError) -> PolicyPack {
        let reader = YAMLReader(FaultList())
        let files = files.sorted { $0.path < $1.path }
        var rules: [Rule] = []
        let table = parameters.table(reader, extending: base?.parameters)
        let ruleReader = RuleReader(reader: reader, parameters: table)
        for file in files {
            guard let document = reader.document(file) else { continue }
            rules += (reader.list(document) ?? []).compactMap(ruleReader.rule)
        }
        let taken = (base?.written ?? []).filter { old in !rules.contains { $0.id == old.id } }
        rules += taken
        rules.sort {
            ($0.id, $0.source.file, $0.source.line) < ($1.id, $1.source.file, $1.source.line)
        }
        let places = places(of: rules, reader.faults)
        let companions = CompanionRules(rules: rules, places: places, faults: reader.faults)
        let resolved = companions.resolved()
        let gone = retired + (base?.retired ?? []).filter { places[$0.id] == nil }
        check(gone, rules, places, reader.faults)
        let ladderTable =
            reader.document(ladders).map(LadderReader(reader: reader).ladders) ?? [:]
        try reader.faults.throwIfAny()
        var version = ContentVersion()
        if let base { version.add(base.version.utf8) }
        for file in files + [ladders] + parameters.files { version.add(file.text.utf8) }
        for rule in retired { version.add("\(rule.id): \(rule.reason)".utf8) }
        var pack = PolicyPack(
            name: name, version: "\(name)+\(version.text)", rules: resolved, ladders: ladderTable,
            parameters: table, places: places, written: rules,
            inherited: Set(taken.map(\.id)), retired: gone)
        pack.inForceFrom = inForceFrom
        pack.predecessor = inForceFrom == nil ? [] : [base].compactMap(\.self)
        return pack
    }

    /// Whether another pack holds until this one does.
    package func follows(_ other: PolicyPack) -> Bool {
        predecessor.first?.version == other.version
    }

    /// The pack that holds on a day: this one, or before its own day the one that it extends.
    package func inForce(on day: LocalDate) -> PolicyPack {
        guard let from = inForceFrom, day < from, let before = predecessor.first else {
            return self
        }
        return before
    }

    /// The rules of the pack's own texts, by id and as they are written there: a rule that goes
    /// `with` another has no trigger. Those of a pack that this one extends are not among them.
    package var ownRules: [Rule] { written.filter { !inherited.contains($0.id) } }

    /// The pack with a rule, as it would be written, in place of the one of its name. Rules that
    /// go `with` it follow. Nothing is checked: the rule may say what loading would refuse.
    package func replacing(_ rule: Rule) -> PolicyPack {
        let changed = written.map { $0.id == rule.id ? rule : $0 }
        let resolved = CompanionRules(rules: changed, places: places, faults: FaultList())
            .resolved()
        var pack = self
        (pack.rules, pack.written) = (resolved, changed)
        return pack
    }

    /// The pack as it reads after its authors have changed it, under another version.
    ///
    /// - Throws: `PolicyError.invalid` with every fault of the changed pack.
    package func edited(by edit: PolicyEdit) throws(PolicyError) -> PolicyPack {
        let faults = FaultList()
        let given = edit.rules.map(\.id)
        var changed = written.filter { !edit.without.contains($0.id) && !given.contains($0.id) }
        changed = (changed + edit.rules).sorted { $0.id < $1.id }
        let places = PolicyPack.places(of: changed, faults)
        let gone = edit.retired + retired.filter { places[$0.id] == nil }
        PolicyPack.check(gone, changed, places, faults)
        let resolved = CompanionRules(rules: changed, places: places, faults: faults).resolved()
        try faults.throwIfAny()
        var pack = self
        pack.version = "\(version).edited"
        (pack.rules, pack.written, pack.places) = (resolved, changed, places)
        pack.inherited.subtract(given)
        pack.retired = gone
        return pack
    }

    /// The rule of that name, or the one that formerly had it.
    package func rule(_ id: RuleID) -> Rule? { places[id].map { rules[$0] } }

    /// The rules about that kind of subject, by id.
    package func rules(about subject: SubjectKind) -> [Rule] {
        rules.filter { $0.about == subject }
    }

    /// The pack with no other rules than those named, by name or by line, and those whose duties
    /// they ask about; and the names that no rule has.
    package func limited(to names: [RuleID]) -> (pack: PolicyPack, unknown: [RuleID]) {
        var kept = Set<RuleID>()
        var unknown: [RuleID] = []
        for name in names {
            let named = rules.filter { $0.id == name || $0.id.line == name.text }
            if named.isEmpty { unknown.append(name) }
            kept.formUnion(named.map(\.id))
        }
        for rule in rules where kept.contains(rule.id) {
            kept.formUnion(rule.rulesAskedAbout.compactMap { self.rule($0)?.id })
        }
        var pack = self
        pack.rules = rules.filter { kept.contains($0.id) }
        pack.places = PolicyPack.places(of: pack.rules, FaultList())
        pack.written = written.filter { kept.contains($0.id) }
        pack.predecessor = predecessor.map { $0.limited(to: names).pack }
        return (pack, unknown)
    }

    /// The rule's ladder; where the rule climbs to one role only, with that role on every rung
    /// above the first.
    package func ladder(of rule: Rule) -> Ladder {
        ladder(rule.ladder, climbingOnlyTo: rule.climbsOnlyTo)
    }

    /// The ladder of that name; with one role on every rung above the first, where one is given.
    package func ladder(_ name: LadderName, climbingOnlyTo only: Role?) -> Ladder {
        var ladder = ladders[name] ?? Ladder(name: .none, rungs: [], repetition: .none)
        guard let only else { return ladder }
        for index in ladder.rungs.indices where ladder.rungs[index].number > 1 {
            ladder.rungs[index].targets = [.role(only)]
        }
        return ladder
    }

    /// A rule that is let go cannot be there.
    private static func check(
        _ retired: [RetiredRule], _ rules: [Rule], _ places: [RuleID: Int], _ faults: FaultList
    ) {
        for gone in retired {
            guard let place = places[gone.id] else { continue }
            faults.add(
                .contradiction, at: gone.source,
                "\(gone.id) is retired, and a name of the rule at \(rules[place].source)")
        }
    }

    private static func places(of rules: [Rule], _ faults: FaultList) -> [RuleID: Int] {
        var places: [RuleID: Int] = [:]
        for (index, rule) in rules.enumerated() {
            for id in [rule.id] + rule.formerly {
                if let first = places[id] {
                    faults.add(
                        .duplicateRule, at: rule.source,
                        "\(id) is the name of the rule at \(rules[first].source) already")
                } else {
                    places[id] = index
                }
            }
        }
        return places
    }
}
