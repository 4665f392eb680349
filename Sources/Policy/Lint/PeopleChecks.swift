// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Faults of an area's people, judged by the duties that the rules give them.
struct PeopleChecks {
    let pack: PolicyPack
    let directory: Directory
    let calendar: WorkingCalendar

    func findings() -> [LintFinding] {
        vacancies() + rungs() + onCall() + deputies() + leaders()
    }

    /// Roles whose holder a register entry names; the directory need not.
    private static let named: [Role] = [.keyworker, .socialWorker]

    private func finding(_ kind: LintKind, _ role: Role, _ what: String) -> LintFinding {
        LintFinding(kind, at: directory.place(of: role), what)
    }

    private func isVacant(_ role: Role) -> Bool {
        // Of the leaders and the senior officer there is a check of its own.
        !PeopleChecks.named.contains(role) && !Role.leaders.contains(role) && role != .sro
            && !directory.isFilled(role)
    }

    private func vacancies() -> [LintFinding] {
        let owners = pack.rules.flatMap(\.owners)
        let told = pack.rules.flatMap { $0.also.map(\.role) }
        return Role.allCases.filter(isVacant).compactMap { role in
            if owners.contains(role) {
                let names = names(of: pack.rules.filter { $0.owners.contains(role) })
                return finding(
                    .ownerVacant, role, "nobody fills \(role.rawValue), who owes \(names)")
            }
            guard told.contains(role) else { return nil }
            let names = names(of: pack.rules.filter { $0.also.contains { $0.role == role } })
            return finding(
                .copyVacant, role, "nobody fills \(role.rawValue), who is to be told of \(names)")
        }
    }

    private func names(of rules: [Rule]) -> String {
        let first = rules.prefix(3).map(\.id.text).joined(separator: ", ")
        return rules.count > 3 ? "\(first) and \(rules.count - 3) more" : first
    }

    /// Rungs above the first, told once for each owner; on the first others stand in.
    private func rungs() -> [LintFinding] {
        let hours = calendar.nextOpening(onOrAfter: Instant(milliseconds: 0))
        var seen: Set<[String]> = []
        var found: [LintFinding] = []
        for rule in pack.rules {
            for owner in rule.owners { found += rungs(of: rule, owedBy: owner, at: hours, &seen) }
        }
        return found
    }

    private func rungs(
        of rule: Rule, owedBy owner: Role, at hours: Instant, _ seen: inout Set<[String]>
    ) -> [LintFinding] {
        let ladder = pack.ladder(of: rule)
        let name = [owner.rawValue, ladder.name.rawValue, rule.climbsOnlyTo?.rawValue ?? ""]
        guard seen.insert(name).inserted else { return [] }
        return ladder.rungs.filter { $0.number > 1 }.compactMap { rung in
            let told = directory.recipients(
                of: rung, owner: owner, for: NamedPeople(), at: hours,
                priority: rule.priority, calendar: calendar)
            guard told.recipients.isEmpty else { return nil }
            let gaps = told.gaps.map(\.rawValue).joined(separator: ", ")
            return LintFinding(
                .rungUnreachable, in: rule, at: "escalate",
                "rung \(rung.number) of the ladder \(ladder.name.rawValue) reaches nobody"
                    + (gaps.isEmpty ? "" : ": \(gaps) is vacant"))
        }
    }

    private func onCall() -> [LintFinding] {
        let owners = pack.rules.filter { $0.priority == .immediate }.flatMap(\.owners)
        return Role.allCases.filter { role in
            owners.contains(role) && !directory.isWorkedAtAllHours(role)
                && !Role.leaders.contains(role) && role != .sro
        }.compactMap { role in
            guard let onCall = directory.onCall(of: role) else {
                return finding(.noOnCall, role, "no role is on call for \(role.rawValue)")
            }
            guard !directory.isFilled(onCall) else { return nil }
            return finding(
                .noOnCall, onCall,
                "nobody fills \(onCall.rawValue), who is on call for \(role.rawValue)")
        }
    }

    private func deputies() -> [LintFinding] {
        Role.allCases.compactMap { role in
            let holders = directory.holders[role] ?? []
            let managers = directory.manager(of: role)
            guard holders.count == 1, !managers.isEmpty, !PeopleChecks.named.contains(role),
                !standsIn(for: role, holders)
            else { return nil }
            let names = managers.map(\.rawValue).joined(separator: ", ")
            return finding(
                .noDeputy, role,
                "\(role.rawValue) has one holder, and \(names) is vacant or the same person")
        }
    }

    /// Whether somebody else is found up the line of managers.
    private func standsIn(for role: Role, _ holders: [String]) -> Bool {
        var passed: Set<Role> = [role]
        var line = directory.manager(of: role)
        while let manager = line.popLast() {
            guard passed.insert(manager).inserted else { continue }
            let theirs = directory.holders[manager] ?? []
            if theirs.contains(where: { !holders.contains($0) }) { return true }
            line += directory.manager(of: manager)
        }
        return false
    }

    private func leaders() -> [LintFinding] {
        let filled = Role.leaders.filter(directory.isFilled)
        let vacant = Role.leaders.filter { !directory.isFilled($0) }
        if filled.isEmpty {
            guard !directory.isFilled(.sro) else { return [] }
            return [
                finding(.leadersUnclear, .sro, "there is neither a leader nor a senior officer")
            ]
        }
        var found = vacant.map {
            finding(.leadersUnclear, $0, "\($0.rawValue) is vacant, and other leaders are not")
        }
        if directory.isFilled(.sro) {
            found.append(
                finding(
                    .leadersUnclear, .sro, "leaders are named, so the senior officer is not told"))
        }
        for role in filled where (directory.holders[role] ?? []).count > 1 {
            found.append(finding(.leadersUnclear, role, "\(role.rawValue) has several holders"))
        }
        return found
    }
}
