// SPDX-License-Identifier: Apache-2.0

/// A rule that a pack has let go, and why. Obligations still open under it go on with the clocks
/// that they have until a named person adopts the policy.
package struct RetiredRule: Hashable, Sendable {
    /// The rule's name.
    package var id: RuleID
    /// Why it is gone, for whoever reads the pack.
    package var reason: String
    /// Where the pack says so.
    package var source: SourceLocation
}

extension YAMLReader {
    /// Names of rules, each with the reason why it is gone.
    func retiredRules(_ value: YAMLValue) -> [RetiredRule] {
        (mapping(value)?.rest ?? []).compactMap { entry in
            guard RuleID.isWellFormed(entry.key) else {
                faults.add(
                    .ruleName, at: entry.place,
                    "'\(entry.key)' is no name of a rule such as D-047a or X-05")
                return nil
            }
            return text(entry.value).map {
                RetiredRule(id: RuleID(entry.key), reason: $0, source: entry.place)
            }
        }
    }
}
