// SPDX-License-Identifier: Apache-2.0

import Notifications
package import Register

extension Case {
    /// What is told of consents besides the entry.
    static let namesOfConsent: EventNames = [.consentRecorded, .registerConsentChanged]

    /// The register's entry with every consent as it was last told: by the entry or by a recorded
    /// event, whichever is later, so that an old export does not undo what a person recorded.
    package var currentEntry: Shared<RegisterEntry>? {
        guard var entry else { return nil }
        let recorded = events.filter { $0.event == .consentRecorded }
        for event in recorded.sorted(by: CaseEvent.happensBefore) {
            guard let (flag, consent) = event.content.recordedConsent,
                consentToldAt(entry.consent[flag], flag).map({ $0 <= event.occurredAt }) ?? true
            else { continue }
            entry.consent[flag] = consent
        }
        return entry
    }

    /// When a consent was given; where nobody says, when the register last changed it.
    private func consentToldAt(_ consent: Consent?, _ flag: ConsentFlag) -> Instant? {
        consent?.at
            ?? events.filter {
                $0.event == .registerConsentChanged
                    && $0.detail["flag"]?.string == flag.rawValue
            }.map { $0.occurredAt }.max()
    }
}

extension EventContent {
    /// The answer that a person recorded, and to which question.
    fileprivate var recordedConsent: (flag: ConsentFlag, consent: Consent)? {
        guard let flag = detail["flag"]?.string.flatMap(ConsentFlag.init(rawValue:)),
            let status = detail["status"]?.string.flatMap(ConsentStatus.init(rawValue:))
        else { return nil }
        let reviewOn = detail["reviewOn"]?.string.flatMap { LocalDate(iso8601: $0) }
        return (
            flag,
            Consent(status, by: detail["by"]?.string, at: occurredAt, reviewOn: reviewOn)
        )
    }
}
