// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// Who works with the person, and since when.
package struct KeyworkerAssignment: Hashable, Sendable {
    /// The person of the directory.
    package var personId: String
    /// When the young person accepted the keyworker; nil until then.
    package var acceptedAt: Instant?
    /// Members that this program does not know, kept for writing back.
    package var extra: [JSONValue.Member] = []

    /// A keyworker who is named, and accepted if an instant is given.
    package init(personId: String, acceptedAt: Instant?) {
        self.personId = personId
        self.acceptedAt = acceptedAt
    }
}

/// What the register knows of education.
package struct Education: Hashable, Sendable {
    /// The setting's name.
    package var setting: String?
    /// The setting's unique reference number.
    package var urn: String?
    /// Whether an education, health and care plan is in force; nil when unknown.
    package var ehcp: Bool?
    /// The day of the plan's next annual review.
    package var ehcpReviewOn: LocalDate?
    /// Members that this program does not know, kept for writing back.
    package var extra: [JSONValue.Member] = []

    /// An education of which nothing is known yet.
    package init() {}
}

/// What the register knows of social care.
package struct SocialCare: Hashable, Sendable {
    /// The council.
    package var authority: String?
    /// The social worker, as a person of the directory.
    package var worker: String?
    /// Members that this program does not know, kept for writing back.
    package var extra: [JSONValue.Member] = []

    /// A social care record of which nothing is known yet.
    package init() {}
}

/// Something with which an entry must never be linked (DOMAIN.md §7.2: the records of a child
/// before and after adoption). The list overrides every other evidence.
///
/// On the wire an item is a text or an object with one of these names as its member. A text that
/// is a valid NHS number or UPN is one; `authority=value` is a local identifier; any other text
/// is a register id.
package enum NoLink: Hashable, Sendable {
    /// Another entry of the register.
    case registerId(String)
    /// A number that belongs to the other record.
    case nhsNumber(String)
    /// A pupil number that belongs to the other record.
    case upn(String)
    /// A local identifier that belongs to the other record.
    case localId(LocalIdentifier)
}
