// SPDX-License-Identifier: Apache-2.0

import Notifications
package import Policy

/// Lines that DUTIES.tsv says to be one obligation (§1): one opening with the rows of every line
/// whose condition is true, the earlier due, and the family of the line named first.
package enum JointDuty {
    private static let members: [(line: RuleID, leader: RuleID)] = [
        (RuleID("D-081"), RuleID("D-080b"))
    ]

    /// The rule under whose name an obligation of `rule` is opened.
    package static func leader(of rule: Rule, in pack: PolicyPack) -> Rule {
        guard let member = members.first(where: { $0.line == rule.id }) else { return rule }
        return pack.rule(member.leader) ?? rule
    }

    /// The lines that an obligation of `rule` may be opened by, `rule` first.
    static func lines(of rule: Rule, in pack: PolicyPack) -> [Rule] {
        [rule] + members.filter { $0.leader == rule.id }.compactMap { pack.rule($0.line) }
    }
}
