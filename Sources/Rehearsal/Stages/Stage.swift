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

    /// The system that answers where a scenario names nobody (CONTRACT.md §7).
    package static let systemPrincipal = "scenario-system"

    /// A stage over a folder of configuration.
    ///
    /// - Throws: `TimeZoneError` when the system has no rules for Europe/London.
    package init(configuration: ConfigurationFolder, hashes: IdentityHashes) throws {
        self.configuration = configuration
        self.hashes = hashes
        zone = try TimeZoneRules.london()
    }

    /// Everything that decisions look at, read from the folder, with a scenario's changes of the
    /// directory.
    package func context(policy: String, edits: [DirectoryEdit]) throws -> DecisionContext {
        var directory = try configuration.directory()
        for edit in edits { directory.apply(edit) }
        return DecisionContext(
            area: directory.area, pack: try configuration.policy(named: policy),
            calendar: try configuration.calendar(zone: zone), directory: directory,
            hashes: hashes, systemPrincipals: [Stage.systemPrincipal])
    }
}
