// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Notifications
import Policy

/// `keywatch policy`: the rules.
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Reads, lints, tests and proves the rules.",
        subcommands: [
            Read.self, PolicyLintCommand.self, PolicyTest.self, PolicyCoverage.self,
            PolicyAdopt.self, PolicyParameters.self,
        ])

    struct Read: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints each rule as one English sentence.",
            discussion: "With the rule's name and the duties that it covers in front.")
        @OptionGroup var configuration: ConfigurationOptions
        @Argument(help: "Only this rule, or the rules of this line: D-047 or D-047a.")
        var rule: String?
        @Option(help: "Another pack than the configured one.") var pack: String?
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            try Faults.reported {
                let configuration = try self.configuration.load()
                let pack = try configuration.folder.policy(named: pack ?? configuration.pack)
                let rules = pack.rules.filter { $0.isNamed(by: rule) }
                guard !rules.isEmpty else {
                    throw CommandFailure(
                        "the pack \(pack.name) has no rule '\(rule ?? "")'", .wanting)
                }
                if json { return Terminal.data(Read.json(rules, pack).text) }
                for rule in rules {
                    let covers = rule.covers.joined(separator: ", ")
                    Terminal.data(
                        "\(rule.id) (\(covers)): " + RuleSentence(rule, in: pack).text)
                }
            }
        }

        private static func json(_ rules: [Rule], _ pack: PolicyPack) -> JSONValue {
            .array(
                rules.map { rule in
                    .object([
                        .init("rule", .string(rule.id.text)),
                        .init("covers", .array(rule.covers.map { .string($0) })),
                        .init("text", .string(RuleSentence(rule, in: pack).text)),
                        .init("source", .string(rule.source.description)),
                    ])
                })
        }
    }
}

extension Rule {
    /// Whether a name on the command line means this rule: its own, a former one, or a beginning.
    fileprivate func isNamed(by text: String?) -> Bool {
        guard let text else { return true }
        return id.text.hasPrefix(text) || formerly.contains { $0.text == text }
            || covers.contains(text)
    }
}
