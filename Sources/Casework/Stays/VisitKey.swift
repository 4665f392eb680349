// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// A visit number inside the authority that issued it (DOMAIN.md §3.3).
package struct VisitKey: Hashable, Sendable, Codable, Comparable {
    /// Who issued the number; the sender's facility where the message does not say.
    package let authority: String
    /// The visit number; where none is sent, the instant of admission stands in for it.
    package let number: String

    /// The key of an encounter sent by `sender`.
    package init(of encounter: Encounter, sender: Sender) {
        let isTold = encounter.authority == VisitKey.toldByPeople
        let issuer = encounter.authority ?? sender.facility ?? sender.application ?? ""
        let facility = sender.facility ?? sender.application ?? ""
        authority =
            isTold
            ? issuer : issuer.isEmpty || facility == issuer ? facility : "\(facility)/\(issuer)"
        if let id = encounter.id, !id.isEmpty {
            number = id
        } else if let admitted = encounter.admittedAt.value {
            number = "@\(admitted.milliseconds)"
        } else {
            number = "@"
        }
    }

    /// The key of a visit without a number, by its admission.
    init(authority: String, admittedAt: Instant) {
        self.authority = authority
        number = "@\(admittedAt.milliseconds)"
    }

    /// Whether the sender gave the number; a stand-in never identifies a person.
    package var isNumbered: Bool { !number.hasPrefix("@") }

    /// The authority of stays of which people told: whoever tells, it is one stay.
    static let toldByPeople = "told-by-people"

    /// Whether people told of it, and no hospital.
    var isToldByPeople: Bool { authority == VisitKey.toldByPeople }

    /// One text for both parts.
    package var text: String { "\(authority)|\(number)" }

    /// Authority, then number.
    package static func < (left: VisitKey, right: VisitKey) -> Bool {
        (left.authority, left.number) < (right.authority, right.number)
    }
}
