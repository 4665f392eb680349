// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register

/// What the first look must never do: discard a message that the full decode and the matcher would
/// have done anything with. Used by the property tests and by the fuzzer.
struct FirstLookAgreement {
    let index: IdentityIndex
    let zone: TimeZoneRules

    /// What is wrong; nil when the two agree, as they do whenever the first look discards nothing.
    func fault(_ value: [UInt8]) -> String? {
        guard case .cannotConcernUs(let message) = index.firstLook(at: value) else { return nil }
        let received = Instant(milliseconds: 1_772_400_000_000)
        let items = NotificationDecoder(zone: zone).decode(
            value, topicHint: .admission, receivedAt: received)
        guard items.count == 1, case .notification(let notification) = items[0] else {
            return "it is not one message that can be read"
        }
        if !notification.isProduction { return "it is a test" }
        if notification.event.isOther { return "it is out of scope" }
        if FirstLookAgreement.mayConcernCandidate(notification) {
            return "a rule for people off the register may hold"
        }
        let result = index.match(
            notification.person, from: notification.sender, kind: notification.kind)
        if result.outcome != .none { return "it matches" }
        if result.reason != .unknown { return "somebody was compared with it" }
        guard let stub = FirstLookStub(message, of: value, zone: zone) else {
            return "it leaves no stub"
        }
        if stub.keys != BlockingKeys.of(notification.person, from: notification.sender) {
            return "its keys differ"
        }
        if stub.occurredAt != notification.occurredAt { return "its time differs" }
        if stub.sender != notification.sender { return "its sender differs" }
        if let encounter = notification.encounter, encounter.id != stub.visit?.number {
            return "its visit differs"
        }
        return nil
    }

    /// As `Engine.mayConcernCandidate`, but for bed and diagnosis a little wider.
    static func mayConcernCandidate(_ notification: Notification) -> Bool {
        let isMarked = notification.diagnoses.contains { diagnosis in
            let code = diagnosis.code.filter { $0 != "." }.uppercased()
            return code.hasPrefix("F7") || code.hasPrefix("F84") || code.first?.isNumber == true
        }
        return isMarked || notification.encounter?.bedKind.isInScope == true
    }
}
