// SPDX-License-Identifier: Apache-2.0

import Daemon
import Foundation
import Ledger
import Notifications
import Policy

/// What a configuration may say and a careful operator would not, or not without thought.
struct RiskySettings {
    let configuration: DaemonConfiguration
    let path: String
    let directory: Directory?

    /// The area that is shipped, in which nobody is real.
    private static let demonstration = "demo"

    /// `FILE: warning: …`, a line each.
    var lines: [String] {
        (keyWarnings + networkWarnings + ledgerWarnings + peopleWarnings)
            .map { "\(path): warning: \($0)" }
    }

    private var isDemonstration: Bool { configuration.area == RiskySettings.demonstration }

    private var keyWarnings: [String] {
        var warnings: [String] = []
        if case .passphrase? = configuration.key, !isDemonstration {
            warnings.append(
                "key: a passphrase is as strong as its text; use file:PATH for a real area")
        }
        if configuration.key == nil, !isDemonstration {
            warnings.append(
                "key: left out, so the key stands beside the ledger; whoever takes the disk has "
                    + "both")
        }
        return warnings
    }

    private var networkWarnings: [String] {
        var warnings: [String] = []
        if !RiskySettings.isLoopback(configuration.adminHost) {
            warnings.append(
                "admin.host: \(configuration.adminHost) can be reached from outside; the listener "
                    + "asks nobody who they are")
        }
        let brokers = configuration.bootstrap.split(separator: ",").map(String.init)
        let outside = brokers.contains { broker in
            !RiskySettings.isLoopback(
                broker.lastIndex(of: ":").map { String(broker[..<$0]) } ?? broker)
        }
        let security = configuration.kafka["security.protocol"]?.lowercased() ?? "plaintext"
        if outside, !security.hasSuffix("ssl") {
            warnings.append(
                "bus.kafka: security.protocol is \(security), so personal data crosses the "
                    + "network in clear")
        }
        if configuration.kafka["enable.ssl.certificate.verification"]?.lowercased() == "false" {
            warnings.append("bus.kafka: the broker's certificate is not verified")
        }
        return warnings
    }

    private var ledgerWarnings: [String] {
        var warnings: [String] = []
        for folder in ["/tmp/", "/var/tmp/", "/dev/shm/"]
        where configuration.ledgerPath.hasPrefix(folder) {
            warnings.append("ledger: \(folder) is emptied by the system")
        }
        if !configuration.ledgerPath.hasPrefix("/"), !isDemonstration {
            warnings.append(
                "ledger: \(configuration.ledgerPath) depends on the folder that the daemon is "
                    + "started in")
        }
        return warnings
    }

    private var peopleWarnings: [String] {
        guard let directory else { return [] }
        var warnings: [String] = []
        if directory.area != configuration.area {
            warnings.append(
                "directory.yaml is of area \(directory.area), the daemon of \(configuration.area)")
        }
        return warnings
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host.hasPrefix("127.") || host == "::1" || host == "[::1]"
    }
}
