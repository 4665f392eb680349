// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Situation {
    /// The facts about the keyworker of now and what has happened between the two.
    func contactValue(of name: FactName) -> FactValue? {
        switch name {
        case .personKeyworkerAcceptedAt: Situation.instant(keyworkerAcceptedAt)
        case .personInTouchSince: Situation.instant(last(of: contacts) ?? keyworkerAcceptedAt)
        case .personSeenSince: Situation.instant(last(of: faceToFace) ?? keyworkerAcceptedAt)
        case .personMet: .bool(!meetings.isEmpty)
        case .personPlanAgreed: .bool(reading.keyworking.planAgreedAt != nil)
        case .personHasSocialWorker:
            .bool(entry?.socialCare?.worker != nil || isLookedAfter)
        default: nil
        }
    }

    /// When the keyworker of now was accepted; nil while nobody is named and accepted.
    private var keyworkerAcceptedAt: Instant? {
        guard let id = reading.keyworkerID else { return nil }
        let recorded = reading.told(.keyworkerAccepted).filter {
            $0.detail["personId"]?.string.map { $0 == id } ?? true
        }
        let ofEntry = entry?.keyworker?.personId == id ? entry?.keyworker?.acceptedAt : nil
        return (recorded.map { $0.occurredAt } + [ofEntry].compactMap(\.self)).max()
    }

    /// The contacts since the keyworker of now was accepted.
    private var contacts: [CaseEvent] {
        guard let accepted = keyworkerAcceptedAt else { return [] }
        return reading.told([.keyworkerContact, .keyworkerFirstContact]).filter {
            $0.occurredAt >= accepted
        }
    }

    /// Contacts in person or by video; the first contact is one.
    private var meetings: [CaseEvent] {
        contacts.filter { contact in
            guard contact.event == .keyworkerContact else { return true }
            return ["face-to-face", "video"].contains(contact.detail["mode"]?.string ?? "")
        }
    }

    private var faceToFace: [CaseEvent] {
        contacts.filter { $0.detail["mode"]?.string == "face-to-face" }
    }

    private func last(of events: [CaseEvent]) -> Instant? { events.map { $0.occurredAt }.max() }
}
