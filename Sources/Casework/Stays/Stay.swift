// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// One inpatient journey of one person, over leave, transfers and messages of several systems
/// (DUTIES.tsv §8, "stay"). It never changes, and is kept once, whoever asks about it.
package final class Stay: Equatable, Sendable {
    /// The journey's id: that of the visit first heard of.
    package let id: String
    /// The ids that its visits would lend it; two stays found to be one keep the older's.
    package let aliases: [String]
    /// Its visits, by beginning.
    package let visits: [Visit]
    /// When the journey began.
    package let admittedAt: Instant
    /// Whether it goes on.
    package let isOpen: Bool
    /// Whether the person lies in an in-scope bed now. Leave does not interrupt.
    package let isInScope: Bool
    /// Since when the bed has been in scope without a break (DUTIES.tsv §8): the admission where
    /// it was in scope from the start, else the transfer. Of a stay that is over: the last such
    /// stretch.
    package let inScopeSince: Instant?
    /// Until when the bed was in scope, the last time that it was; the end of time while it is.
    package let inScopeUntil: Instant?

    /// A journey of these visits. What every rule asks of it is worked out once.
    init(id: String, aliases: [String], visits: [Visit]) {
        self.id = id
        self.aliases = aliases
        self.visits = visits
        admittedAt = visits.map(\.admittedAt).min() ?? Instant(milliseconds: 0)
        isOpen = visits.contains { $0.status == .open }
        isInScope = visits.contains { $0.isInScope }
        let stretches = Stay.inScopeStretches(of: visits)
        inScopeSince = Stay.beginning(ofLast: stretches)
        inScopeUntil = stretches.map(\.until).max()
    }

    /// Whether two are the same journey, told in the same way.
    package static func == (left: Stay, right: Stay) -> Bool {
        left === right
            || left.id == right.id && left.aliases == right.aliases && left.visits == right.visits
    }

    /// Whether everything about it was taken back.
    package var isCancelled: Bool { !visits.contains { $0.happened } }

    /// Whether it is over by discharge.
    package var isEnded: Bool { !isOpen && !isCancelled }

    /// When it ended: the latest end of its visits.
    package var endedAt: Instant? { isEnded ? lastVisit?.endedAt : nil }

    /// The visit that ended last, or the one that is open.
    package var lastVisit: Visit? {
        visits.last { $0.status == .open }
            ?? visits.filter { $0.status == .ended }.max {
                ($0.endedAt ?? $0.admittedAt) < ($1.endedAt ?? $1.admittedAt)
            }
    }

    /// Whether the person lay in an in-scope bed at any time of it.
    package var wasEverInScope: Bool { visits.contains { $0.wasEverInScope } }

    /// Whether the bed was in scope when the stay ended.
    package var wasInScopeAtEnd: Bool {
        isEnded && (lastVisit?.beds.last?.kind.isInScope ?? false)
    }

    /// The kind of bed now, or the last one.
    package var bedKind: BedKind {
        if let inScope = visits.first(where: \.isInScope)?.beds.last { return inScope.kind }
        return lastVisit?.beds.last?.kind ?? .unknown
    }

    /// A stretch of time in a bed in scope.
    private typealias Stretch = (since: Instant, until: Instant, visit: VisitKey)

    /// When the last row of stretches without a break between them began.
    private static func beginning(ofLast stretches: [Stretch]) -> Instant? {
        var since: Instant?
        var until = Instant(milliseconds: .min)
        var visit: VisitKey?
        for stretch in stretches {
            let gapMs = stretch.since.milliseconds(since: until)
            // Inside one visit a gap is a stretch in another kind of bed; between two it may be
            // the journey from one unit to the next.
            if gapMs > (visit == stretch.visit ? 0 : Stay.journeyGapMs) { since = nil }
            since = since ?? stretch.since
            if stretch.until >= until { visit = stretch.visit }
            until = Swift.max(until, stretch.until)
        }
        return since
    }

    private static func inScopeStretches(of visits: [Visit]) -> [Stretch] {
        var stretches: [Stretch] = []
        for visit in visits where visit.happened {
            for (index, bed) in visit.beds.enumerated() where bed.kind.isInScope {
                let next = index + 1 < visit.beds.count ? visit.beds[index + 1].since : nil
                let until = next ?? visit.endedAt ?? Instant(milliseconds: .max)
                stretches.append((bed.since, until, visit.key))
            }
        }
        return stretches.sorted { ($0.since, $0.visit) < ($1.since, $1.visit) }
    }

    /// Two visits at most this far apart can be one journey: 24 hours (DUTIES.tsv §8, "stay").
    static let journeyGapMs: Int64 = 24 * 60 * 60 * 1000
}
