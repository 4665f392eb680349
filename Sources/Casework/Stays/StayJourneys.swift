// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Puts a person's visits together into stays.
enum StayJourneys {
    /// Sources of admission that say the person came from another mental-health or onward
    /// hospital (DOMAIN.md §5.1).
    static let transferSources: Set<String> = ["49", "53", "87"]
    /// Discharge destinations that say the person goes on to one.
    static let transferDestinations: Set<String> = ["48", "49", "50", "53", "84", "87"]

    /// The stays that `events` tell of, by beginning. The same events in any order give the same
    /// stays; only which visit lends its id depends on which was heard of first.
    static func stays(of events: [CaseEvent], id: (VisitKey) -> String) -> [Stay] {
        let visits = VisitKeys(events)
        // Most of what follows each other is about one visit.
        var rows: [(key: VisitKey, events: [CaseEvent])] = []
        var places: [VisitKey: Int] = [:]
        for event in events {
            guard let key = visits.key(of: event) else { continue }
            if let last = rows.indices.last, rows[last].key == key {
                rows[last].events.append(event)
            } else if let place = places[key] {
                rows[place].events.append(event)
            } else {
                places[key] = rows.count
                rows.append((key, [event]))
            }
        }
        // Hardly anybody has more than one visit.
        if rows.count == 1 {
            return VisitFold.fold(rows[0].key, rows[0].events).map { [stay(of: [$0], id: id)] }
                ?? []
        }
        let folded = withReports(
            rows.sorted { $0.key < $1.key }.compactMap { VisitFold.fold($0.key, $0.events) }
        )
        .sorted { ($0.admittedAt, $0.key) < ($1.admittedAt, $1.key) }
        var groups: [[Visit]] = []
        for visit in folded {
            let joined =
                visit.happened
                ? groups.lastIndex { continues(visit, $0) } : nil
            if let joined {
                groups[joined].append(visit)
            } else {
                groups.append([visit])
            }
        }
        return groups.map { stay(of: $0, id: id) }
    }

    private static func stay(of visits: [Visit], id: (VisitKey) -> String) -> Stay {
        let names = visits.flatMap { visit in
            [Visit.Told(key: visit.key, firstReceivedAt: visit.firstReceivedAt)] + visit.told
        }
        let ids = names.map { id($0.key) }
        let eldest = names.indices.min { left, right in
            (names[left].firstReceivedAt, names[left].key)
                < (names[right].firstReceivedAt, names[right].key)
        }
        return Stay(id: ids[eldest ?? 0], aliases: ids, visits: visits)
    }

    /// The visits, each of which people told put together with the hospital's own account of it,
    /// else with the first that people told (DUTIES.tsv X-02a).
    private static func withReports(_ visits: [Visit]) -> [Visit] {
        guard visits.contains(where: { $0.key.isToldByPeople }) else { return visits }
        var hosts = visits.filter { !$0.key.isToldByPeople }
        let reports = visits.filter { $0.key.isToldByPeople }
            .sorted { ($0.admittedAt, $0.key) < ($1.admittedAt, $1.key) }
        for report in reports {
            let accounts = hosts.indices.filter { isAccount(hosts[$0], of: report) }
            // The visit during which they told, else the one that began next.
            let host =
                accounts.filter { hosts[$0].admittedAt <= report.admittedAt }.max {
                    hosts[$0].admittedAt < hosts[$1].admittedAt
                } ?? accounts.min { hosts[$0].admittedAt < hosts[$1].admittedAt }
            if let host {
                hosts[host] = hosts[host].joined(report)
            } else {
                hosts.append(report)
            }
        }
        return hosts
    }

    /// Whether a visit is the one of which people told: they name a time inside it, or within a
    /// week before it, for nobody but the hospital knows the hour. A visit in a bed of another kind
    /// is it only where both begin at about the same time: it must not swallow another admission.
    private static func isAccount(_ visit: Visit, of report: Visit) -> Bool {
        guard visit.happened else { return false }
        let apart = report.admittedAt.milliseconds(since: visit.admittedAt)
        if !visit.beds.contains(where: { $0.kind.isInScope || $0.kind == .unknown }) {
            return abs(apart) <= Stay.journeyGapMs
        }
        let isInside = visit.endedAt.map { report.admittedAt < $0 } ?? true
        return apart >= -reportGapMs && isInside
            && (!visit.key.isToldByPeople || apart <= reportGapMs)
    }

    private static let reportGapMs = 7 * Stay.journeyGapMs

    /// Whether `visit`, which begins last, goes on with the journey of `group`: they overlap, or
    /// it is another system's account of the same admission (they begin within 24 hours), or a
    /// transfer, which needs its code. A visit whose discharge was never sent overlaps nothing
    /// that begins later than that: it must not swallow another admission.
    private static func continues(_ visit: Visit, _ group: [Visit]) -> Bool {
        group.contains { earlier in
            guard earlier.happened else { return false }
            let apart = visit.admittedAt.milliseconds(since: earlier.admittedAt)
            if let ended = earlier.endedAt {
                if visit.admittedAt < ended { return true }
            } else if apart <= Stay.journeyGapMs {
                return true
            }
            let soonAfter = earlier.endedAt.map {
                visit.admittedAt.milliseconds(since: $0) <= Stay.journeyGapMs
            }
            guard soonAfter ?? true else { return false }
            return visit.admissionSource.map(transferSources.contains) ?? false
                || earlier.dischargeDestination.map(transferDestinations.contains) ?? false
        }
    }
}
