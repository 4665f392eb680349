// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import Policy

/// What `Config/keywatch.yaml` says, after the environment has had its word (CONTRACT.md §2).
package struct DaemonConfiguration: Sendable {
    /// The area whose daemon this is.
    package var area: String
    /// The ledger's file.
    package var ledgerPath: String
    /// The area key; nil for the file beside the ledger, made at the first start.
    package var key: AreaKeySource?
    /// The folder in which the file stands, with policy, directory and calendar beside it.
    package var folder: ConfigurationFolder
    /// The policy pack's name.
    package var pack: String
    /// `host:port,host:port`.
    package var bootstrap: String
    /// librdkafka properties, secrets filled in.
    package var kafka: [String: String]
    /// The topics' names.
    package var topics: TopicNames
    /// Whether missing topics are created, and with how many partitions.
    package var createPartitions: Int32?
    /// Where the admin listener listens.
    package var adminHost: String
    /// The admin listener's port; 0 for any.
    package var adminPort: Int
    /// Systems that may record events and answer.
    package var systems: Set<String>

    /// A configuration of an area, with everything else as it is shipped.
    package init(area: String, ledgerPath: String, folder: ConfigurationFolder) {
        self.area = area
        self.ledgerPath = ledgerPath
        self.folder = folder
        key = nil
        pack = "policy-2023"
        bootstrap = "127.0.0.1:9092"
        kafka = [:]
        topics = TopicNames()
        createPartitions = nil
        adminHost = "127.0.0.1"
        adminPort = 8081
        systems = []
    }

    /// The path of the area key's file, where none is configured.
    package var defaultKeyPath: String { "\(ledgerPath).key" }

    /// The socket that commands use, beside the ledger.
    package var socketPath: String { "\(ledgerPath).sock" }
}

extension DaemonConfiguration {
    /// Reads a configuration file.
    ///
    /// - Parameter environment: overrides (`KEYWATCH_SECTION_KEY`) and secrets (`${NAME}`).
    /// - Throws: `PolicyError.invalid` with every fault, or `.unreadable`.
    package static func load(
        path: String, environment: [String: String]
    ) throws(PolicyError) -> DaemonConfiguration {
        let slash = path.lastIndex(of: "/")
        let folder = ConfigurationFolder(path: slash.map { String(path[..<$0]) } ?? ".")
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let reader = YAMLReader(FaultList())
        let document = reader.document(try folder.file(name))
        let configuration = document.flatMap {
            ConfigurationReader(reader: reader, folder: folder, environment: environment)
                .configuration($0)
        }
        try reader.faults.throwIfAny()
        guard let configuration else { throw .unreadable(path: path) }
        return configuration
    }
}
