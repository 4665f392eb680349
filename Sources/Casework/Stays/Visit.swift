// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// One hospital visit, folded from everything that its sender said of it.
package struct Visit: Equatable, Sendable {
    /// Where the visit stands.
    package enum Status: Equatable, Sendable {
        /// Expected, or only spoken of.
        case notStarted
        /// In a bed.
        case open
        /// Discharged.
        case ended
        /// It never happened.
        case cancelled
    }

    /// A stretch of time in one kind of bed.
    package struct BedStretch: Equatable, Sendable {
        /// Since when.
        package var since: Instant
        /// The kind of bed.
        package var kind: BedKind
    }

    /// A ward, as far as messages tell it.
    package struct Ward: Hashable, Sendable {
        /// Its code; nil where the message has none.
        package var code: String?
        /// Whether it is for adults; nil where neither age group nor specialty tells.
        package var isAdult: Bool?
    }

    /// The visit's key.
    package let key: VisitKey
    /// Where it stands.
    package var status: Status = .notStarted
    /// When it began: the latest word on it, else the earliest evidence.
    package var admittedAt: Instant
    /// When it ended.
    package var endedAt: Instant?
    /// When the word of its end was received.
    package var endReceivedAt: Instant?
    /// Whether the message of its end says when that was.
    package var isEndTimed = false
    /// The beds, in order; empty until it started.
    package var beds: [BedStretch] = []
    /// The class, inpatient unless something else was said.
    package var encounterClass: EncounterClass = .inpatient
    /// National admission method.
    package var admissionMethod: String?
    /// National source of admission.
    package var admissionSource: String?
    /// Mental Health Act status, and since when.
    package var legalStatuses = History<String>()
    /// The ward, and since when.
    package var wards = History<Ward>()
    /// The level of security, 0 to 3, and since when.
    package var securities = History<Int>()
    /// The unit: the site or provider where the ward is.
    package var units = History<String>()
    /// The date from which the person is ready to go home; nil: not ready.
    package var readyForDischargeAt: Instant?
    /// National discharge method.
    package var dischargeMethod: String?
    /// National discharge destination.
    package var dischargeDestination: String?
    /// When its first message was received: the older of two visits lends its id to the stay.
    package var firstReceivedAt: Instant
    /// What people told of it before, or beside, the hospital.
    var told: [Told] = []

    /// A stay of which people told.
    struct Told: Equatable, Sendable {
        let key: VisitKey
        let firstReceivedAt: Instant
    }

    /// Whether it has this key, or people told of it under it.
    func isKnown(as key: VisitKey) -> Bool { self.key == key || told.contains { $0.key == key } }

    /// This visit with what people told of it: it began at the earlier of the two times, and where
    /// the hospital does not say what bed it is, people did.
    func joined(_ report: Visit) -> Visit {
        var visit = self
        visit.told += [Told(key: report.key, firstReceivedAt: report.firstReceivedAt)] + report.told
        visit.admittedAt = min(admittedAt, report.admittedAt)
        guard !beds.isEmpty else { return visit }
        visit.beds[0].since = visit.admittedAt
        if beds[0].kind == .unknown, let kind = report.beds.first?.kind {
            visit.beds[0].kind = kind
        }
        return visit
    }

    /// Whether the person went on to another hospital.
    var isOnward: Bool {
        dischargeDestination.map(StayJourneys.transferDestinations.contains) ?? false
    }

    /// Whether the person is said to have died here.
    package var died: Bool { status == .ended && dischargeMethod == Visit.deathAsEnd }

    /// Discharge method "patient died" (DOMAIN.md §5.1).
    static let deathAsEnd = "4"

    /// Discharge method "not applicable: still in hospital" (DOMAIN.md §5.1).
    static let stillInHospital = "8"

    /// Whether what was said of its end contradicts itself: there was none, it has no time, or the
    /// person died and went on to another hospital (DUTIES.tsv D-077d).
    package var isEndContradictory: Bool {
        if dischargeMethod == Visit.stillInHospital { return true }
        guard status == .ended else { return false }
        return !isEndTimed
            || died && isOnward
    }

    /// Whether the person lies in an in-scope bed now.
    package var isInScope: Bool { status == .open && (beds.last?.kind.isInScope ?? false) }

    /// Whether the person lay in an in-scope bed at any time of a visit that did happen.
    package var wasEverInScope: Bool {
        (status == .open || status == .ended) && beds.contains { $0.kind.isInScope }
    }

    /// Whether the visit happened: begun, and not taken back.
    package var happened: Bool { status == .open || status == .ended }
}
