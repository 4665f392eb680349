// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// What the stub of a discarded message needs, read from its bytes when it is asked for.
package struct FirstLookStub: Sendable {
    /// The blocking keys, in the order of their bytes: the same as `BlockingKeys.of` gives for the
    /// decoded message.
    package let keys: [BlockingKey]
    /// When it happened.
    package let occurredAt: Instant
    /// Who sent it.
    package let sender: Sender
    /// The person, as far as the first look reads one; a number's status is not among it.
    package let person: Person
    /// The visit's number and its authority as sent, if a number is sent.
    package let visit: (number: String, authority: String?)?

    /// The stub of a message that `firstLook(at: value)` has discarded; nil for any other value.
    package init?(_ message: PlainAdmission, of value: [UInt8], zone: TimeZoneRules) {
        guard let occurredAt = message.occurredAt(in: value, zone: zone) else { return nil }
        func text(_ sent: PlainRange) -> String? {
            let range = sent.range
            return range.isEmpty || range.upperBound > value.count
                ? nil : String(decoding: value[range], as: UTF8.self)
        }
        self.occurredAt = occurredAt
        let sender = Sender(
            application: text(message.application), facility: text(message.facility))
        self.sender = sender
        visit = text(message.visitNumber).map { ($0, text(message.visitAuthority)) }
        var person = Person()
        person.nhsNumber = text(message.nhsNumber)
        person.nhsNumberStatus = .presentUnverified
        person.familyName = text(message.familyName).map { .value($0) } ?? .absent
        person.givenNames = [message.givenName, message.furtherNames].compactMap(text)
        person.birthDate = message.birthDate.map { .value(.day($0)) } ?? .absent
        person.addressLines =
            text(message.addressLines)?.split(separator: "^").map(String.init) ?? []
        person.postcode = .value(message.postcode.text)
        person.localIds = (0..<message.localIdCount).map { index in
            LocalIdentifier(
                value: text(message.localIds[index].value) ?? "",
                authority: text(message.localIds[index].authority) ?? sender.facility, type: nil)
        }
        self.person = person
        keys = BlockingKeys.of(person, from: sender)
    }
}
