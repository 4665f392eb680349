// SPDX-License-Identifier: Apache-2.0

package import Bus
package import Casework
package import Ledger
package import Logging
import Notifications
import Policy

/// Puts an area together from its configuration: the same way for the daemon, for commands that
/// work without one, and for `check`.
package struct AreaAssembly: Sendable {
    /// The configuration.
    package let configuration: DaemonConfiguration
    /// The area's keys.
    package let keys: AreaKeys
    /// Rules, calendar, people, hashes.
    package let context: DecisionContext

    /// Reads everything that the configuration names.
    ///
    /// - Throws: `PolicyError` for files, `LedgerError` for the key.
    package init(_ configuration: DaemonConfiguration) throws {
        self.configuration = configuration
        keys = try AreaAssembly.keys(configuration)
        context = try AreaAssembly.context(configuration, keys)
    }

    /// Everything but the keys read anew.
    package func reloaded() throws -> DecisionContext {
        try AreaAssembly.context(configuration, keys)
    }

    /// Where the ledger stands, and its keys.
    package var location: LedgerLocation {
        LedgerLocation(path: configuration.ledgerPath, keys: keys)
    }

    /// How to reach the broker, with librdkafka's own log lines in ours.
    package func bus(log: Logger) -> BusConfiguration {
        BusConfiguration(
            bootstrap: configuration.bootstrap,
            properties: ["statistics.interval.ms": "\(ClientStatistics.everyMs)"]
                .merging(configuration.kafka) { $1 }
        ) { line in
            // A reader says that topics are not to be made for it; a broker that makes them all
            // the same is none of the operator's business.
            let isIdle = line.facility == "AUTOCREATE"
            let level: Logger.Level =
                isIdle ? .debug : line.level <= 3 ? .error : line.level <= 5 ? .warning : .debug
            log.log(
                level: level, "librdkafka",
                metadata: [
                    "facility": "\(line.facility)", "client": "\(line.client)",
                    // Hosts and protocol words: librdkafka never writes what a record holds.
                    "text": "\(line.text)",
                ])
        }
    }

    private static func keys(_ configuration: DaemonConfiguration) throws -> AreaKeys {
        if let source = configuration.key { return try AreaKeys(source.load()) }
        let path = configuration.defaultKeyPath
        do {
            return try AreaKeys(AreaKeySource.file(path).load())
        } catch LedgerError.keyFile(_, .missing) {
            return try AreaKeys(AreaKey.create(at: path))
        }
    }

    /// Rules, calendar, people, dialects and the weights of matching, read from the configuration's
    /// folder.
    ///
    /// - Throws: `PolicyError` for files.
    package static func context(
        _ configuration: DaemonConfiguration, _ keys: AreaKeys
    ) throws -> DecisionContext {
        let folder = configuration.folder
        return DecisionContext(
            area: configuration.area, pack: try folder.policy(named: configuration.pack),
            calendar: try folder.calendar(zone: try TimeZoneRules.london()),
            directory: try folder.directory(), hashes: hashes(keys),
            dialects: try folder.dialects(), weights: try folder.matching(),
            systemPrincipals: configuration.systems)
    }

    /// The hashes of an area's keys.
    package static func hashes(_ keys: AreaKeys) -> IdentityHashes {
        IdentityHashes(
            digest: { Digest.sha256($0) },
            keyed: { domain, bytes in keys.token(domain: domain, bytes).bytes })
    }
}
