// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// One person of the dynamic support register (CONTRACT.md §6). Personal data: never logged.
package struct RegisterEntry: Hashable, Sendable {
    /// The register's own id; never a valid NHS number or UPN.
    package var registerId: String
    /// The area; nil when the entry does not say.
    package var area: String?
    /// Where the person stands; an entry that does not say is active.
    package var status: EntryStatus = .active
    /// Ten digits, valid; an invalid number is treated as absent.
    package var nhsNumber: String?
    /// The usual family name.
    package var familyName: String?
    /// The usual given names, in order.
    package var givenNames: [String] = []
    /// Every other name, as one text each, given names before the family name.
    package var otherNames: [String] = []
    /// The date of birth, as precise as known.
    package var birthDate: PartialDate?
    /// Administrative sex.
    package var sex: Sex?
    /// Ethnicity as coded by the register.
    package var ethnicity: String?
    /// Postcode in upper case with one space.
    package var postcode: String?
    /// Address lines without the postcode.
    package var addressLines: [String] = []
    /// Telephone numbers as written.
    package var phone: [String] = []
    /// Identifiers issued by hospitals, schools and councils.
    package var localIds: [LocalIdentifier] = []
    /// Unique pupil number, valid; an invalid one is treated as absent.
    package var upn: String?
    /// Learning disability and autism.
    package var diagnoses = Diagnoses()
    /// The colour of risk; nil when not rated.
    package var rating: Rating?
    /// The six consents.
    package var consent = ConsentTable()
    /// The keyworker; nil when nobody is named.
    package var keyworker: KeyworkerAssignment?
    /// The keyworking team.
    package var team: String?
    /// The responsible commissioner, as a person of the directory.
    package var commissioner: String?
    /// The register coordinator, as a person of the directory.
    package var coordinator: String?
    /// Circumstances such as `looked-after`, `adopted`, `care-leaver`.
    package var circumstances: [String] = []
    /// What this entry must never be linked with.
    package var noLink: [NoLink] = []
    /// Education; nil when nothing is recorded.
    package var education: Education?
    /// Social care; nil when nothing is recorded.
    package var socialCare: SocialCare?
    /// Reviews, as listed.
    package var reviews: [RegisterReview] = []
    /// Emergency protocols, as listed.
    package var emergencyProtocols: [EmergencyProtocolRecord] = []
    /// How the person communicates; nil where nobody has said, empty where nothing is needed.
    package var communicationNeeds: [String]?
    /// What has to be done differently for the person; nil and empty likewise.
    package var reasonableAdjustments: [String]?
    /// The entry's version; nil when the register does not number its entries.
    package var version: Int64?
    /// Members that this program does not know or could not read, kept for writing back.
    package var extra: [JSONValue.Member] = []

    /// An active entry of which nothing else is known yet.
    package init(registerId: String) {
        self.registerId = registerId
    }
}
