// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Testing

@testable import keywatch

/// The packs as people read them. Whoever changes a rule sees here, as a sentence, what changed:
/// `KEYWATCH_WRITE_GOLDEN=1` writes the file anew.
@Suite struct RuleReadingTests {
    @Test(arguments: ["policy-2023", "mha-part-8a"])
    func everyRuleReadsAsTheGoldenFileHasIt(_ name: String) throws {
        let folder = ConfigurationFolder(path: World.root.appending(path: "Config").path)
        let pack = try folder.policy(named: name)
        let base = try folder.base(of: name)
        var text = ""
        for rule in pack.rules where base?.rule(rule.id)?.source != rule.source {
            let sentence = RuleSentence(rule, in: pack).text
            #expect(sentence.hasSuffix("."))
            #expect(sentence.contains("“\(rule.title)”"))
            #expect(!sentence.contains("  "))
            text += "\(rule.id) (\(rule.covers.joined(separator: ", "))): \(sentence)\n\n"
        }
        let golden = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/\(name).txt")
        if ProcessInfo.processInfo.environment["KEYWATCH_WRITE_GOLDEN"] != nil {
            try Data(text.utf8).write(to: golden)
        }
        #expect(try String(contentsOf: golden, encoding: .utf8) == text)
    }
}
