// SPDX-License-Identifier: Apache-2.0

/// The class of a hospital contact (CONTRACT.md §4).
package enum EncounterClass: String, Sendable, Codable, CaseIterable {
    /// Admitted to a bed.
    case inpatient
    /// A day case: in and out on one day.
    case day
    /// Emergency department.
    case emergency
    /// Outpatient clinic.
    case outpatient
    /// Expected, not yet here.
    case preAdmission = "pre-admission"
    /// Seen in the community.
    case community
    /// Sent, but not told.
    case unknown
}

/// The kind of bed, from ward, specialty and bed-type lists (DOMAIN.md §5).
package enum BedKind: String, Sendable, Codable, CaseIterable {
    /// A mental-health bed.
    case mentalHealth = "mental-health"
    /// A learning-disability bed.
    case learningDisability = "learning-disability"
    /// A general hospital bed.
    case general
    /// An emergency department.
    case emergency
    /// Nothing in the message tells. Unknown is never "no" (D-044b).
    case unknown

    /// Whether the keyworking guidance speaks about stays in this kind of bed.
    package var isInScope: Bool { self == .mentalHealth || self == .learningDisability }
}

/// Where in a hospital the person is.
package struct Location: Hashable, Sendable, Codable {
    /// Ward or clinic.
    package var pointOfCare: String?
    /// Room.
    package var room: String?
    /// Bed.
    package var bed: String?
    /// Site or organisation.
    package var facility: String?

    /// A location of which nothing is said yet.
    package init() {}
}

/// What a message says of one hospital contact. Codes stay text as sent.
package struct Encounter: Hashable, Sendable, Codable {
    /// Visit number, unique only inside `authority`.
    package var id: String?
    /// Who issued the visit number; the sender's facility where the message does not say.
    package var authority: String?
    /// The class, nil when the message says nothing of it.
    package var encounterClass: EncounterClass?
    /// FHIR's encounter status as sent.
    package var status: String?
    /// Ward, room, bed, site.
    package var location = Location()
    /// Treatment function or local specialty (DOMAIN.md §5.2).
    package var specialty: Stated<String> = .absent
    /// National admission method (DOMAIN.md §5.1).
    package var admissionMethod: Stated<String> = .absent
    /// National source of admission.
    package var admissionSource: Stated<String> = .absent
    /// Mental Health Act status (DOMAIN.md §5.3).
    package var legalStatus: Stated<String> = .absent
    /// When the stay began.
    package var admittedAt: Stated<Instant> = .absent
    /// When the stay ended.
    package var dischargedAt: Stated<Instant> = .absent
    /// National discharge method.
    package var dischargeMethod: Stated<String> = .absent
    /// National discharge destination.
    package var dischargeDestination: Stated<String> = .absent
    /// When the admission is expected.
    package var expectedAt: Stated<Instant> = .absent
    /// Since when the person could go home.
    package var readyForDischargeAt: Stated<Instant> = .absent
    /// Leave type (01 absent without leave … 04 trial).
    package var leaveType: String?
    /// Ward security level 0…3.
    package var security: String?
    /// Intended clinical care intensity (51 … 63).
    package var careIntensity: String?
    /// Ward age group.
    package var ageGroup: String?
    /// Attending clinician's code.
    package var attending: String?
    /// The kind of bed.
    package var bedKind: BedKind = .unknown

    /// An encounter of which nothing is said yet.
    package init() {}
}
