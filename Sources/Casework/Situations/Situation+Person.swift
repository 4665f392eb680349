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
        case .personUnder18: Situation.truth(isUnder18(at: ageJudgedAt))
        case .personAgeKnown: .bool(isUnder18(at: ageJudgedAt) != nil)
        case .personEligible: .bool(isEligible)
        case .personMarker: .bool(hasMarker)
        case .personEhcPlan: Situation.truth(hasEHCPlan)
        case .personReviewType: Situation.code(reviewType)
        case .personKeyworkerNamed: .bool(reading.keyworkerID != nil)
        case .personUnnamedSince:
            reading.keyworkerID != nil
                ? .unknown
                : Situation.instant(
                    [caseState.unnamedSince, reading.keyworker.since].compactMap(\.self).max())
        case .personKeyworkerNeededSince: Situation.instant(keyworkerNeededSince)
        case .personLookedAfter: .bool(isLookedAfter)
        case .personStayInScope:
            .bool(stayInScopeBefore ?? reading.hasStayInScope)
        case .personEmergencyCallOpen:
            .bool(caseState.obligations.contains { $0.kind == .emergency && $0.isOpen })
        case .personSignals14dAgencies: .number(signallingAgencies)
        case .personSignalStands: Situation.truth(signalStands)
        case .personEntryChangedAt: Situation.instant(caseState.entryChangedAt)
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
        caseState.events.last?.event == .registerAdded
    }

    /// When the rating was given; where the register does not say, when it came.
    var ratedAt: Instant? {
        entry?.rating.flatMap { $0.at ?? caseState.ratedSince }
    }

    /// The instant by which ages are judged: the first day in hospital, so that no birthday there
    /// changes what is owed; for a person as such, now.
    private var ageJudgedAt: Instant { stay?.inScopeSince ?? stay?.admittedAt ?? now }

    private var birthDate: PartialDate? { entry?.birthDate ?? caseState.candidate?.birthDate }

    /// Whether the person is under 18 on the local date of an instant; nil where no birth date
    /// decides it.
    private func isUnder18(at instant: Instant) -> Bool? {
        isYounger(than: 18, at: instant)
    }

    private func isYounger(than years: Int, at instant: Instant) -> Bool? {
        let today = context.calendar.localDate(of: instant)
        switch birthDate {
        case .day(let date): return today < date.adding(months: years * 12)
        case .month(let year, let month):
            guard let first = LocalDate(year: year, month: month, day: 1) else { return nil }
            if today < first.adding(months: years * 12) { return true }
            return today >= first.adding(months: years * 12 + 1) ? false : nil
        case .year(let year):
            if today.year < year + years { return true }
            return today.year > year + years ? false : nil
        case nil: return nil
        }
    }

    /// Under 25, or 25 with an EHC plan until 31 August of that academic year (DUTIES.tsv §8).
    private var isEligible: Bool {
        guard let under25 = isYounger(than: 25, at: ageJudgedAt) else { return true }
        if under25 { return true }
        guard hasEHCPlan ?? false, let born = birthDate?.exact else { return false }
        let birthday = born.adding(months: 25 * 12)
        let endYear = birthday.month >= 9 ? birthday.year + 1 : birthday.year
        guard let end = LocalDate(year: endYear, month: 8, day: 31) else { return false }
        return context.calendar.localDate(of: ageJudgedAt) <= end
    }

    private var hasMarker: Bool {
        entry?.hasConfirmedMarker ?? false || caseState.candidate?.marker ?? false
            || caseState.events.contains { $0.marker }
    }

    private var hasEHCPlan: Bool? { reading.hasEHCPlan }

    /// CETR under 18 or with an EHC plan, else CTR. Judged on the first day in scope: a birthday
    /// never lengthens a clock that is already running. A candidate of unknown age: CETR's shorter
    /// clock holds, so the type is unknown and the rule says so.
    private var reviewType: String? {
        if hasEHCPlan ?? false { return "cetr" }
        guard let under18 = isUnder18(at: ageJudgedAt) else { return isCandidate ? nil : "cetr" }
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
        for event in reading.history {
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
            !caseState.events.contains { event in
                event.occurredAt >= because.occurredAt
                    && EventMeaning(event, caseState).takesBack(because.event)
            }
        }
    }

    /// When the first question about a candidate was opened that nobody has decided.
    private var undecidedSince: Instant? {
        guard isCandidate else { return nil }
        return caseState.obligations.filter { obligation in
            obligation.isOpen && Situation.questions.contains(obligation.rule.text)
        }.map { $0.openedAt }.min()
    }

    /// The rules that ask whether a candidate should be on the register.
    private static let questions = [
        "D-046", "D-048", "D-048.lasting", "D-048.admitted", "D-049",
    ]

    private var signallingAgencies: Int {
        let since = now.advanced(bySeconds: -14 * 24 * 60 * 60)
        var agencies: Set<String> = []
        for event in caseState.events
        where event.occurredAt >= since && EventMeaning(event, caseState).isSignal {
            agencies.insert(EventMeaning(event, caseState).agency.rawValue)
        }
        return agencies.count
    }
}
