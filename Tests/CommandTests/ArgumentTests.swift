// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Testing

@testable import keywatch

@Suite struct ArgumentTests {
    @Test(arguments: [
        ["check", "--config", "c.yaml"], ["check", "--explain", "yaml.syntax"], ["decode"],
        ["decode", "-", "--topic", "social-care"], ["match", "--register", "r", "--queries", "q"],
        [
            "match", "evaluate", "--register", "r", "--queries", "q", "--truth", "t", "--by",
            "kind",
            "--by", "origin", "--json", "--svg", "s",
        ],
        ["match", "train", "--register", "r", "--queries", "q", "--out", "w", "--missed", "9"],
        ["match", "explain", "--register", "r", "--queries", "q", "--query", "Q1"],
        ["register", "import", "f.csv", "--dry-run", "--all-or-nothing"], ["register", "export"],
        ["register", "show", "R1", "--json"], ["alerts"], ["alerts", "list", "--all", "--json"],
        ["alerts", "ack", "abcdef", "--as", "kw-1"],
        ["tasks", "decline", "abcdef", "--as", "p", "--reason", "why", "--detail", "a=b"],
        ["tasks", "call-list", "--json"], ["explain", "topic/0/1"], ["dead-letters"],
        ["dead-letters", "show", "t/0/1", "--bytes"], ["ledger", "verify"],
        ["ledger", "rebuild"], ["ledger", "stats", "--json"], ["ledger", "backup", "f"],
        ["clock", "accept"], ["policy", "read", "D-047"],
        ["policy", "test", "folder", "--format", "junit"],
        [
            "policy", "coverage", "folder", "--mutate", "--rule", "D-047a", "--rule", "D-080a",
            "--json",
        ],
    ])
    func everyCommandOfTheContractIsUnderstood(_ arguments: [String]) throws {
        _ = try Keywatch.parseAsRoot(arguments)
    }

    @Test(arguments: [
        ["match"], ["alerts", "ack"], ["decode", "--topic", "elsewhere"], ["nonsense"],
        ["tasks", "list", "--unknown"],
    ])
    func badUsageIsRefused(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try Keywatch.parseAsRoot(arguments) }
    }

    @Test func everyCommandTellsWhatItDoes() {
        func check(_ command: any ParsableCommand.Type) {
            #expect(!command.configuration.abstract.isEmpty, "\(command)")
            for subcommand in command.configuration.subcommands { check(subcommand) }
        }
        check(Keywatch.self)
    }

    @Test func aScenarioPathThatIsNotThereIsBadUsage() {
        let error = #expect(throws: CommandFailure.self) {
            try PolicyTest.files(["/nowhere/at/all"])
        }
        #expect(error?.code == .usage)
    }
}
