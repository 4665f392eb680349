// SPDX-License-Identifier: Apache-2.0

package import Notifications

extension Directory {
    /// Who is told on rung 1 for an owner (DUTIES.tsv §6).
    ///
    /// In hours the person named; with nobody there, whoever stands in. Out of hours an immediate
    /// matter goes to the person on call as well, an urgent one only if its answer clock would
    /// pass before the next opening. For a copy (`also`) pass `.routine`: it adds nobody on call.
    ///
    /// - Parameter answerBy: when the answer clock passes, where there is one.
    package func resolve(
        _ role: Role, for named: NamedPeople, at instant: Instant, priority: Priority,
        answerBy: Instant? = nil, calendar: WorkingCalendar
    ) -> Resolution {
        var resolution = Resolution()
        var visited: Set<Role> = []
        tell(role, insteadOf: nil, for: named, &visited, &resolution)
        guard !calendar.isInWorkingHours(instant) else { return resolution }
        let opening = calendar.nextOpening(onOrAfter: instant)
        let needsOnCall =
            switch priority {
            case .immediate: true
            case .urgent: answerBy.map { $0 < opening } ?? false
            case .routine: false
            }
        if needsOnCall { tellOnCall(for: role, named, &resolution) }
        return resolution
    }

    /// Who is told on a rung for an owner (DUTIES.tsv §4).
    ///
    /// Rung 1 is `resolve`. On higher rungs nobody stands in for a vacancy, save the senior
    /// responsible officer for the named leaders of an area that fills none: with no recipients
    /// the gap itself is told and the next rung follows at once.
    package func recipients(
        of rung: Rung, owner: Role, for named: NamedPeople, at instant: Instant,
        priority: Priority, calendar: WorkingCalendar
    ) -> Resolution {
        var resolution = Resolution()
        let isOutOfHours = !calendar.isInWorkingHours(instant)
        for target in targets(of: rung, owner: owner) {
            switch target {
            case .owner:
                resolution = resolve(
                    owner, for: named, at: instant, priority: priority, calendar: calendar)
            case .ownersOnCall:
                if isOutOfHours { tellOnCall(for: owner, named, &resolution) }
            case .role(let role): tellHolder(of: role, for: named, &resolution)
            case .roleOutOfHours(let role):
                if isOutOfHours { tellHolder(of: role, for: named, &resolution) }
            case .ownersManager:
                for role in manager(of: owner) { tellHolder(of: role, for: named, &resolution) }
            case .leaderOfOwnersAgency:
                tellHolder(of: agency(of: owner).leader, for: named, &resolution)
            case .allLeaders: tellAllLeaders(for: named, &resolution)
            case .instead: break
            }
        }
        return resolution
    }

    /// Whether a person's answer counts for an obligation owed by a role: who holds it, is on call
    /// or a deputy for it, stands in for it, manages it, or stands on a higher rung of its ladder.
    package func isEntitled(
        _ personId: String, toAnswer owner: Role, climbing ladder: Ladder, for named: NamedPeople
    ) -> Bool {
        if holder(of: owner, for: named) == personId { return true }
        // An area's keyworkers are no deputies of each other: the entry names one.
        let isNamedOnly = owner == .keyworker || owner == .socialWorker
        if !isNamedOnly, holds(personId, owner) { return true }
        var resolution = Resolution()
        var visited: Set<Role> = []
        tell(owner, insteadOf: nil, for: named, &visited, &resolution)
        tellOnCall(for: owner, named, &resolution)
        for role in manager(of: owner) { tellHolder(of: role, for: named, &resolution) }
        for rung in ladder.rungs where rung.number > 1 {
            for target in targets(of: rung, owner: owner) {
                switch target {
                case .role(let role), .roleOutOfHours(let role):
                    tellHolder(of: role, for: named, &resolution)
                case .leaderOfOwnersAgency:
                    tellHolder(of: agency(of: owner).leader, for: named, &resolution)
                case .allLeaders: tellAllLeaders(for: named, &resolution)
                case .owner, .ownersOnCall, .ownersManager, .instead: break
                }
            }
        }
        return resolution.recipients.contains { $0.personId == personId }
    }

    private func targets(of rung: Rung, owner: Role) -> [RungTarget] {
        for case .instead(let owners, let role) in rung.targets where owners.contains(owner) {
            return [.role(role)]
        }
        return rung.targets
    }

    private func recipient(_ role: Role, _ id: String, insteadOf: Role?) -> Recipient {
        let person = person(id)
        return Recipient(
            role: role, personId: id, name: person?.name,
            agency: person?.agency ?? agency(of: role), standsInFor: insteadOf)
    }

    /// Tells the role's holder, or whoever stands in, up the line of managers.
    private func tell(
        _ role: Role, insteadOf: Role?, for named: NamedPeople, _ visited: inout Set<Role>,
        _ resolution: inout Resolution
    ) {
        guard visited.insert(role).inserted else { return }
        if let id = holder(of: role, for: named) {
            resolution.add(recipient(role, id, insteadOf: insteadOf))
            return
        }
        if let sro = soleOfficer(for: role) {
            resolution.add(recipient(.sro, sro, insteadOf: insteadOf ?? role))
            return
        }
        // Where the area fills leaders they stand for its senior officer (DUTIES.tsv §4).
        if role == .sro, Role.leaders.contains(where: isFilled) {
            for leader in Role.leaders {
                guard let id = holder(of: leader, for: named) else { continue }
                resolution.add(recipient(leader, id, insteadOf: insteadOf ?? role))
            }
            return
        }
        // Nobody named as keyworker or social worker is no vacant post (DUTIES.tsv §6).
        if role != .keyworker && role != .socialWorker { resolution.addGap(role) }
        for manager in manager(of: role) {
            tell(manager, insteadOf: insteadOf ?? role, for: named, &visited, &resolution)
        }
    }

    private func tellOnCall(
        for role: Role, _ named: NamedPeople, _ resolution: inout Resolution
    ) {
        guard !isWorkedAtAllHours(role), !Role.leaders.contains(role), role != .sro else { return }
        if let onCall = onCall(of: role) {
            if let id = holder(of: onCall, for: named) {
                resolution.add(recipient(onCall, id, insteadOf: role))
                return
            }
            resolution.addGap(onCall)
        }
        resolution.nobodyOnCallFor.append(role)
        var visited: Set<Role> = [role]
        for manager in manager(of: role) {
            tell(manager, insteadOf: role, for: named, &visited, &resolution)
        }
    }

    /// Tells the role's holder and nobody in the holder's place.
    private func tellHolder(
        of role: Role, for named: NamedPeople, _ resolution: inout Resolution
    ) {
        if let id = holder(of: role, for: named) {
            resolution.add(recipient(role, id, insteadOf: nil))
        } else if let sro = soleOfficer(for: role) {
            resolution.add(recipient(.sro, sro, insteadOf: role))
        } else {
            resolution.addGap(role)
        }
    }

    private func tellAllLeaders(for named: NamedPeople, _ resolution: inout Resolution) {
        for leader in Role.leaders { tellHolder(of: leader, for: named, &resolution) }
    }

    /// The senior responsible officer, who stands on a leader's place where no leader is filled.
    private func soleOfficer(for role: Role) -> String? {
        guard Role.leaders.contains(role), !Role.leaders.contains(where: isFilled) else {
            return nil
        }
        return holders[.sro]?.first
    }
}
