// SPDX-License-Identifier: Apache-2.0

package import Casework
package import Notifications
package import Policy

/// What a rehearsal runs on: the shipped configuration, the real rules of the time zone, and the
/// hashes behind ids.
package struct Stage: Sendable {
    /// The configuration's folder.
    package let configuration: ConfigurationFolder
    /// The rules of Europe/London.
    package let zone: TimeZoneRules
    /// The hashes behind ids.
    package let hashes: IdentityHashes

    private let shipped: DecisionContext
    /// The pack that stands in place of the folder's one of its name.
    private var given: PolicyPack?

    /// The pack under which a scenario runs that names none (CONTRACT.md §7).
    package static let defaultPolicy = "policy-2023"

    /// The system that answers where a scenario names nobody (CONTRACT.md §7).
    package static let systemPrincipal = "scenario-system"

    /// A stage over a folder of configuration.
    ///
    /// - Throws: `TimeZoneError` when the system has no rules for Europe/London, `PolicyError`
    ///   when the configuration cannot be read.
    package init(configuration: ConfigurationFolder, hashes: IdentityHashes) throws {
        self.configuration = configuration
        self.hashes = hashes
        zone = try TimeZoneRules.london()
        shipped = try Stage.read(
            configuration.policy(named: Stage.defaultPolicy), configuration, zone, hashes)
    }

    /// The stage with a pack in place of the folder's one of its name, also for a scenario that
    /// has its rules read again.
    package func playing(_ pack: PolicyPack) -> Stage {
        var stage = self
        stage.given = pack
        return stage
    }

    /// Everything that decisions look at, with a scenario's changes of the directory: as it was
    /// when the stage was built, so that a thousand scenarios read the folder once.
    package func context(
        policy: String, rules: [RuleID] = [], parameters: ConfigurationFile? = nil,
        edits: [DirectoryEdit]
    ) throws -> DecisionContext {
        var context = shipped
        if policy != shipped.pack.name || given != nil || parameters != nil {
            context.pack = try pack(named: policy, parameters)
        }
        try context.limit(to: rules)
        for edit in edits { context.directory.apply(edit) }
        return context
    }

    /// The same, read from the folder anew.
    func contextReadAgain(for scenario: Scenario, edits: [DirectoryEdit]) throws -> DecisionContext
    {
        var context = try Stage.read(
            pack(named: scenario.policy, scenario.parameters), configuration, zone, hashes)
        try context.limit(to: scenario.rules)
        for edit in edits { context.directory.apply(edit) }
        return context
    }

    private func pack(
        named name: String, _ parameters: ConfigurationFile?
    ) throws -> PolicyPack {
        guard let given, given.name == name else {
            return try configuration.policy(named: name, parameters: parameters)
        }
        guard parameters != nil else { return given }
        // What the given pack says otherwise than the folder holds with other lengths as well.
        let changed = given.rules.filter { shipped.pack.rule($0.id) != $0 }
        return changed.reduce(try configuration.policy(named: name, parameters: parameters)) {
            $0.replacing($1)
        }
    }

    private static func read(
        _ pack: PolicyPack, _ configuration: ConfigurationFolder, _ zone: TimeZoneRules,
        _ hashes: IdentityHashes
    ) throws -> DecisionContext {
        let directory = try configuration.directory()
        return DecisionContext(
            area: directory.area, pack: pack,
            calendar: try configuration.calendar(zone: zone), directory: directory,
            hashes: hashes, dialects: try configuration.dialects(),
            weights: try configuration.matching(), systemPrincipals: [Stage.systemPrincipal])
    }
}

extension DecisionContext {
    /// Lets only these rules of the pack act; none: all of them.
    fileprivate mutating func limit(to rules: [RuleID]) throws {
        guard !rules.isEmpty else { return }
        let (limited, unknown) = pack.limited(to: rules)
        if let name = unknown.first { throw RehearsalError.unknownRule(name, pack: pack.name) }
        pack = limited
    }
}
