// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Foundation
import Notifications
import Policy
import Register
import Testing

@testable import keywatch

@Suite struct CheckTests {
    private static let now = Instant(milliseconds: 1_772_900_000_000)  // March 2026.

    private func check(
        _ environment: [String: String] = [:], path: String = World.configurationPath
    ) -> CheckFindings {
        CheckFindings.of(path: path, environment: environment, now: CheckTests.now)
    }

    /// The shipped configuration in a folder of its own, to be spoiled.
    private func copy() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "keywatch-config-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: World.root.appending(path: "Config"), to: folder)
        return folder
    }

    @Test func theShippedConfigurationHasNoFaultAndNoWarning() throws {
        let world = try World.afterASaturdayNight()
        let findings = check([
            "KEYWATCH_LEDGER": "sqlite:\(world.path)", "KEYWATCH_KEY": "a passphrase for tests",
        ])
        #expect(findings.faults == [])
        #expect(findings.ledger == [])
        #expect(findings.read.contains { $0.contains("sound since the checkpoint") })
        #expect(
            findings.read.contains {
                $0.hasPrefix("matching: ") && $0.contains("30 reviews") && $0.contains("England")
            })
    }

    @Test func checkingMakesNeitherALedgerNorAKey() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "keywatch-none-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let findings = check(["KEYWATCH_LEDGER": "sqlite:\(folder.path)/x.db"])
        #expect(findings.ledger == [])
        #expect(findings.read.contains { $0.hasPrefix("ledger: none yet") })
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func everyFaultOfEveryFileIsToldWithItsPlace() throws {
        let folder = try copy()
        defer { try? FileManager.default.removeItem(at: folder) }
        let rules = folder.appending(path: "policy/policy-2023/stay.yaml")
        var text = try String(contentsOf: rules, encoding: .utf8)
        text = text.replacingOccurrences(
            of: "owner: keyworker\n", with: "owner: keyworkr\n")
        try text.write(to: rules, atomically: true, encoding: .utf8)
        let directory = folder.appending(path: "directory.yaml")
        text = try String(contentsOf: directory, encoding: .utf8) + "\nnonsense: 1\n"
        try text.write(to: directory, atomically: true, encoding: .utf8)
        let matching = folder.appending(path: "matching.yaml")
        text = try String(contentsOf: matching, encoding: .utf8)
        try text.replacingOccurrences(of: "wrong: 1000", with: "wrong: 0").write(
            to: matching, atomically: true, encoding: .utf8)
        let findings = check(path: folder.appending(path: "keywatch.yaml").path)
        #expect(findings.faults.filter { $0.contains("/stay.yaml:") }.count >= 2)
        #expect(
            findings.faults.contains {
                $0.contains("/matching.yaml:31:10: error value.number: ")
            })
        #expect(
            findings.faults.contains {
                $0.contains("/directory.yaml:") && $0.contains(": error key.unknown: ")
            })
        #expect(findings.faults.allSatisfy { $0.hasPrefix(folder.path) })
    }

    @Test func aWrongKeyIsAFaultOfTheLedger() throws {
        let world = try World.afterASaturdayNight()
        let findings = check([
            "KEYWATCH_LEDGER": "sqlite:\(world.path)", "KEYWATCH_KEY": "another",
        ])
        #expect(findings.ledger.count == 1)
        #expect(findings.ledger.first?.contains("ledger.unusable") == true)
    }

    @Test func riskySettingsAreWarnedOf() throws {
        let findings = check([
            "KEYWATCH_AREA": "north", "KEYWATCH_KEY": "short",
            "KEYWATCH_BUS_BOOTSTRAP": "kafka.example:9092",
            "KEYWATCH_LEDGER": "sqlite:/tmp/none.db",
        ])
        let text = findings.warnings.joined(separator: "\n")
        #expect(text.contains("a passphrase is as strong as its text"))
        #expect(text.contains("crosses the network in clear"))
        #expect(text.contains("/tmp/ is emptied"))
        #expect(text.contains("is of area demo, the daemon of north"))
    }

    @Test func whatTheAreasPeopleAndCalendarLackIsWarnedOf() throws {
        let folder = try copy()
        defer { try? FileManager.default.removeItem(at: folder) }
        let directory = folder.appending(path: "directory.yaml")
        let text = try String(contentsOf: directory, encoding: .utf8)
        try text.replacingOccurrences(of: "  crisis-team: ct-1\n", with: "").write(
            to: directory, atomically: true, encoding: .utf8)
        let path = folder.appending(path: "keywatch.yaml").path
        #expect(check(path: path).faults == [])
        #expect(
            check(path: path).warnings.contains {
                $0.hasPrefix("\(folder.path)/directory.yaml:")
                    && $0.contains(" L-copy-vacant: nobody fills crisis-team")
            })
    }

    @Test func theLintReadsItsArgumentsAndTheShippedPack() throws {
        let command = try PolicyLintCommand.parse([
            "mha-part-8a", "--config", World.configurationPath, "--scenarios", "a", "b", "--json",
        ])
        #expect(command.pack == "mha-part-8a")
        #expect(command.scenarios == ["a", "b"])
        #expect(try PolicyLintCommand.parse(["--explain", "L-rule-unreachable"]).explain != nil)
        #expect(throws: ExitCode.usage) {
            try PolicyLintCommand.parse(["--explain", "L-nothing"]).run()
        }
        #expect(throws: ExitCode.usage) {
            try PolicyLintCommand.parse([
                "no-such-pack", "--config", World.configurationPath,
            ]).run()
        }
    }

    @Test func everyCodeHasItsExplanation() {
        let codes =
            FaultCode.allCases.map(\.rawValue) + RejectionCode.allCases.map(\.rawValue)
            + EntryFault.Code.allCases.map(\.rawValue) + LintKind.allCases.map(\.rawValue)
            + FaultExplanations.commandTexts.keys
        for code in codes {
            let text = FaultExplanations.text(of: code)
            #expect((text ?? "").count > 20, "\(code)")
        }
        #expect(Set(codes).count == codes.count)
        #expect(FaultExplanations.text(of: "no-such-code") == nil)
    }
}
