// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Situation {
    /// The facts about consent to the register, and the birthdays at which it is asked anew.
    func consentValue(of name: FactName) -> FactValue? {
        switch name {
        case .personConsent:
            Situation.code(entry.map { $0.consent.status(.register).rawValue })
        case .personConsentAt: Situation.instant(entry?.consent[.register]?.at)
        case .personConsentReviewOn:
            Situation.instant(
                entry?.consent[.register]?.reviewOn.map(context.calendar.endOfDay))
        case .personTurns16At: Situation.instant(birthdayAsMember(16))
        case .personTurns18At: Situation.instant(birthdayAsMember(18))
        case .personSpokeSince16: .bool(hasSpoken(since: 16))
        case .personSpokeSince18: .bool(hasSpoken(since: 18))
        default: nil
        }
    }

    /// The begin of the birthday, where it is not before the day on which the person became a
    /// member.
    private func birthdayAsMember(_ years: Int) -> Instant? {
        guard let birthday = entry?.value.birthday(turning: years),
            let joined = reading.memberSince,
            birthday >= context.calendar.localDate(of: joined)
        else { return nil }
        return context.calendar.startOfDay(birthday)
    }

    /// Whether the young person gave the answer that stands, on or after a birthday.
    private func hasSpoken(since years: Int) -> Bool {
        guard let birthday = entry?.value.birthday(turning: years),
            let consent = entry?.consent[.register], consent.by == "self", let at = consent.at
        else { return false }
        return context.calendar.localDate(of: at) >= birthday
    }
}
