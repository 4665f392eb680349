// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Situation {
    /// The facts about the person; nil for a fact about something else.
    func personValue(of name: FactName) -> FactValue? {
        switch name {
        case .personMember: .bool((entry?.isMember ?? false) && !reading.death.isCertain)
        case .personFormer: .bool(entry?.isFormer ?? false)
        case .personSealed: .bool(entry?.isSealed ?? false)
        case .personKnown: .bool(entry != nil || wasAddedToRegister)
        case .personRating: Situation.code(entry?.rating?.value.rawValue)
        case .personRatingAt: Situation.instant(ratedAt)
        case .personUnder18: Situation.truth(isUnder18)
        case .personAgeKnown: .bool(isUnder18 != nil)
        case .personEligible: .bool(isEligible)
        case .personMarker: .bool(hasMarker)
        case .personEhcPlan: Situation.truth(hasEHCPlan)
        case .personReviewType: Situation.code(reviewType)
        case .personKeyworkerNamed: .bool(reading.keyworkerID != nil)
        case .personUnnamedSince:
            reading.keyworkerID != nil
                ? .unknown
                : Situation.instant(
                    [reading.unnamedSince, reading.keyworker.since].compactMap(\.self).max())
        case .personKeyworkerNeededSince: Situation.instant(keyworkerNeededSince)
        case .personLookedAfter: .bool(isLookedAfter)
        case .personStayInScope:
            .bool(stayInScopeBefore ?? reading.hasStayInScope)
        case .personEmergencyCallOpen:
            .bool(reading.obligations.contains { $0.kind == .emergency && $0.isOpen })
        case .personSignals14dAgencies: .number(signallingAgencies)
        case .personSignalStands: Situation.truth(signalStands)
        case .personEntryChangedAt: Situation.instant(reading.entryChangedAt)
        case .personStatutoryReview: .bool(stays.contains(where: isUnderStatutoryReview))
        case .personListedWithoutStaySince: Situation.instant(listedWithoutStaySince)
        case .personResponsibility: Situation.code(responsibility)
        case .personUndecidedSince: Situation.instant(undecidedSince)
        default: nil
        }
    }

    /// Whether a candidate has since been found on the register, and nothing came after that for
    /// which nobody of the register could be found.
    var wasAddedToRegister: Bool {
        reading.events.last?.event == .registerAdded
    }

    /// When the rating was given; where the register does not say, when it came.
    var ratedAt: Instant? {
        entry?.rating.flatMap { $0.at ?? reading.ratedSince }
    }

    /// Whether a day had come when ages are judged: on the first day in hospital, so that no
    /// birthday there changes what is owed; for a person as such, now.
    private func hadCome(_ day: LocalDate) -> Bool {
        guard let stay else { return hasCome(day) }
        return day <= context.calendar.localDate(of: stay.inScopeSince ?? stay.admittedAt)
    }

    /// Whether a day has begun.
    func hasCome(_ day: LocalDate) -> Bool {
        reading.hasCome(context.calendar.startOfDay(day))
    }

    private var birthDate: PartialDate? { entry?.birthDate ?? reading.candidate?.birthDate }

    /// Whether the person is under 18 when ages are judged; nil where no birth date decides it.
    private var isUnder18: Bool? { isYounger(than: 18) }

    private func isYounger(than years: Int) -> Bool? {
        let earliest: LocalDate?
        let latest: LocalDate?
        switch birthDate {
        case .day(let date): (earliest, latest) = (date, date)
        case .month(let year, let month):
            earliest = LocalDate(year: year, month: month, day: 1)
            latest = earliest?.adding(months: 1)
        case .year(let year):
            earliest = LocalDate(year: year, month: 1, day: 1)
            latest = earliest?.adding(months: 12)
        case nil: return nil
        }
        guard let earliest, let latest else { return nil }
        if !hadCome(earliest.adding(months: years * 12)) { return true }
        return hadCome(latest.adding(months: years * 12)) ? false : nil
    }

    /// Under 25, or 25 with an EHC plan until 31 August of that academic year (DUTIES.tsv §8).
    private var isEligible: Bool {
        guard let under25 = isYounger(than: 25) else { return true }
        if under25 { return true }
        guard hasEHCPlan ?? false, let born = birthDate?.exact else { return false }
        let birthday = born.adding(months: 25 * 12)
        let endYear = birthday.month >= 9 ? birthday.year + 1 : birthday.year
        guard let end = LocalDate(year: endYear, month: 8, day: 31) else { return false }
        return !hadCome(end.adding(days: 1))
    }

    private var hasMarker: Bool {
        entry?.hasConfirmedMarker ?? false || reading.candidate?.marker ?? false
            || reading.isMarked
    }

    private var hasEHCPlan: Bool? { reading.hasEHCPlan }

    /// CETR under 18 or with an EHC plan, else CTR. Judged on the first day in scope: a birthday
    /// never lengthens a clock that is already running. A candidate of unknown age: CETR's shorter
    /// clock holds, so the type is unknown and the rule says so.
    private var reviewType: String? {
        if hasEHCPlan ?? false { return "cetr" }
        guard let under18 = isUnder18 else { return isCandidate ? nil : "cetr" }
        return under18 ? "cetr" : "ctr"
    }

    private var keyworkerNeededSince: Instant? {
        let inScopeSince = stays.filter(\.isInScope).compactMap(\.inScopeSince).min()
        let ratingAt = ratedAt
        switch entry?.rating?.value {
        case .red: return [inScopeSince, ratingAt].compactMap(\.self).min()
        case .amber, .blue: return inScopeSince ?? ratingAt
        default: return inScopeSince
        }
    }

    /// Looked after or adopted, by the entry or by a period of care that has not ended. Reason X1
    /// is not an end (DOMAIN.md §7.1).
    var isLookedAfter: Bool {
        guard let entry else { return false }
        if entry.value.hasCircumstance("looked-after") || entry.value.hasCircumstance("adopted") {
            return true
        }
        var inCare = false
        for event in reading.history(Situation.namesOfCare) {
            switch event.event {
            case .socialCareCareStarted: inCare = true
            case .socialCareCareEnded where event.detail["reason"]?.string != "X1":
                inCare = false
            default: break
            }
        }
        return inCare
    }

    /// Whether any signal behind the obligation in hand has not been taken back.
    private var signalStands: Bool? {
        let reasons = obligation?.because ?? because
        return reasons.isEmpty ? nil : !standing(reasons).isEmpty
    }

    /// The reasons that have not been taken back since.
    func standing(_ reasons: [Because]) -> [Because] {
        reasons.filter { because in
            !reading.told(EventMeaning.namesThatTakeBack).contains { event in
                event.occurredAt >= because.occurredAt
                    && EventMeaning(event, reading).takesBack(because.event)
            }
        }
    }

    /// When the first question about a candidate was opened that nobody has decided.
    private var undecidedSince: Instant? {
        guard isCandidate else { return nil }
        return reading.obligations.filter { obligation in
            obligation.isOpen && Situation.questions.contains(obligation.rule.text)
        }.map { $0.openedAt }.min()
    }

    /// The rules that ask whether a candidate should be on the register.
    private static let questions = [
        "D-046", "D-048", "D-048.lasting", "D-048.admitted", "D-049",
    ]

    private static let namesOfCare: EventNames = [.socialCareCareStarted, .socialCareCareEnded]

    /// From when a signal is older than 14 days.
    private static func endOfSignal(_ event: CaseEvent) -> Instant {
        event.occurredAt.advanced(bySeconds: 14 * 24 * 60 * 60).advanced(byMilliseconds: 1)
    }

    private var signallingAgencies: Int {
        var agencies: Set<String> = []
        for event in reading.told(EventMeaning.namesOfSignals)
        where !reading.hasCome(Situation.endOfSignal(event)) {
            let meaning = EventMeaning(event, reading)
            if meaning.isSignal { agencies.insert(meaning.agency.rawValue) }
        }
        return agencies.count
    }
}
