// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import Policy

/// Reads the configuration's YAML; faults are collected, not thrown one by one.
struct ConfigurationReader {
    let reader: YAMLReader
    let folder: ConfigurationFolder
    let environment: [String: String]

    func configuration(_ document: YAMLValue) -> DaemonConfiguration? {
        guard let top = reader.mapping(document) else { return nil }
        let area = top.text("area")
        let ledger = top.text("ledger")
        let key = top.optionalText("key").map(secret)
        let pack = top.optionalText("policy")
        var configuration = DaemonConfiguration(
            area: override("AREA") ?? area ?? "",
            ledgerPath: ledgerPath(override("LEDGER") ?? ledger ?? "", top.place),
            folder: folder)
        configuration.pack = override("POLICY") ?? pack ?? configuration.pack
        configuration.key = (override("KEY") ?? key).map(AreaKeySource.init)
        top.required("bus").flatMap(reader.mapping).map { readBus($0, &configuration) }
        top.optional("admin").flatMap(reader.mapping).map { readAdmin($0, &configuration) }
        top.optional("responses").flatMap(reader.mapping).map { mapping in
            configuration.systems = Set(
                mapping.optional("systems").flatMap(reader.list)?.compactMap(reader.text) ?? [])
            mapping.finish()
        }
        if let port = override("ADMIN_PORT").flatMap(Int.init) { configuration.adminPort = port }
        top.finish()
        return configuration
    }

    private func readBus(_ bus: YAMLMapping, _ configuration: inout DaemonConfiguration) {
        let bootstrap = bus.text("bootstrap")
        configuration.bootstrap = override("BUS_BOOTSTRAP") ?? bootstrap ?? ""
        if bus.bool("create-topics", default: true) {
            let partitions = bus.optional("partitions").flatMap {
                reader.integer($0, in: 1...10_000)
            }
            configuration.createPartitions = Int32(partitions ?? 4)
        } else {
            _ = bus.optional("partitions")
        }
        if let kafka = bus.optional("kafka").flatMap(reader.mapping) {
            for entry in kafka.rest {
                guard let text = reader.text(entry.value) else { continue }
                configuration.kafka[entry.key] = secret(text)
            }
        }
        if let topics = bus.optional("topics").flatMap(reader.mapping) {
            for entry in topics.rest {
                guard let name = reader.text(entry.value) else { continue }
                guard !configuration.topics.rename(entry.key, to: name) else { continue }
                reader.faults.add(
                    .unknownKey, at: entry.place, "there is no topic '\(entry.key)'")
            }
        }
        bus.finish()
    }

    private func readAdmin(_ admin: YAMLMapping, _ configuration: inout DaemonConfiguration) {
        configuration.adminHost = admin.optionalText("host") ?? configuration.adminHost
        if let port = admin.optional("port").flatMap({ reader.integer($0, in: 0...65_535) }) {
            configuration.adminPort = port
        }
        admin.finish()
    }

    private func ledgerPath(_ text: String, _ place: SourceLocation) -> String {
        if text.hasPrefix("sqlite:") { return String(text.dropFirst("sqlite:".count)) }
        if text.contains("://") {
            reader.faults.add(
                .unknownWord, at: place,
                "ledger: only sqlite:PATH is supported, found '\(text.prefix { $0 != ":" }):'")
        }
        return text
    }

    private func override(_ name: String) -> String? { environment["KEYWATCH_\(name)"] }

    /// A secret by `${NAME}` from the environment or, after `file:`, from a file's first line.
    private func secret(_ text: String) -> String {
        if text.hasPrefix("${"), text.hasSuffix("}") {
            return environment[String(text.dropFirst(2).dropLast())] ?? ""
        }
        return text
    }
}
