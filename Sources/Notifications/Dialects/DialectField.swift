// SPDX-License-Identifier: Apache-2.0

/// The things that senders keep in different places. The raw value is the word of the dialects'
/// file.
package enum DialectField: String, CaseIterable, Hashable, Sendable {
    /// The visit number and its authority (CX).
    case visit
    /// The ward that is looked up in the dialect's list of wards.
    case ward
    /// A bed type of the national list (DOMAIN.md §5.2).
    case bedType = "bed-type"
    /// Treatment function or local specialty.
    case specialty
    /// National admission method.
    case admissionMethod = "admission-method"
    /// National source of admission.
    case admissionSource = "admission-source"
    /// National discharge method.
    case dischargeMethod = "discharge-method"
    /// National discharge destination.
    case dischargeDestination = "discharge-destination"
    /// Mental Health Act status.
    case legalStatus = "legal-status"
    /// Type of leave.
    case leaveType = "leave-type"
    /// Ward security level.
    case security
    /// Intended clinical care intensity.
    case careIntensity = "care-intensity"
    /// Ward age group.
    case ageGroup = "age-group"
    /// The attending clinician's code.
    case attending
    /// When an admission is expected.
    case expectedAt = "expected-admission"
    /// When a discharge is expected.
    case expectedDischargeAt = "expected-discharge"
    /// Since when the person could go home.
    case readyForDischargeAt = "ready-for-discharge"
    /// A field in which every identifier is an NHS number, whatever it says of itself.
    case nhsNumber = "nhs-number"
    /// The trace status of the NHS number.
    case nhsStatus = "nhs-status"
    /// Whether the person's whereabouts must not be told.
    case shielded

    /// Where the standards keep it: HL7 v2 first, then the ZU segments of ITK (DOMAIN.md §3.4), of
    /// which the first that says anything counts. The legal status of ITK's yearly census (ZU5)
    /// is the one at the census, else the one at admission.
    static let standardPaths: [[FieldPath]] = allCases.map { field in
        switch field {
        case .visit: [FieldPath(.pv1, 19)]
        case .ward: [FieldPath(.pv1, 3, 2), FieldPath(.pv1, 3), FieldPath(.pv1, 3, 9)]
        case .specialty: [FieldPath(.pv1, 10), FieldPath(.zu1, 6)]
        case .admissionMethod: [FieldPath(.pv1, 4)]
        case .admissionSource: [FieldPath(.pv1, 14)]
        case .dischargeMethod: [FieldPath(.pv1, 36)]
        case .dischargeDestination: [FieldPath(.pv1, 37)]
        case .legalStatus: [FieldPath(.zu5, 3), FieldPath(.zu5, 2)]
        case .careIntensity: [FieldPath(.zu3, 10)]
        case .attending: [FieldPath(.pv1, 7)]
        case .expectedAt: [FieldPath(.pv2, 8)]
        case .expectedDischargeAt: [FieldPath(.pv2, 9)]
        case .readyForDischargeAt: [FieldPath(.zu1, 24)]
        case .nhsStatus: [FieldPath(.pid, 32)]
        case .shielded: [FieldPath(.zu8, 4)]
        case .bedType, .leaveType, .security, .ageGroup, .nhsNumber: []
        }
    }

    /// Its place among all cases; looked up for every field of every message, so not by hashing.
    var index: Int {
        switch self {
        case .visit: 0
        case .ward: 1
        case .bedType: 2
        case .specialty: 3
        case .admissionMethod: 4
        case .admissionSource: 5
        case .dischargeMethod: 6
        case .dischargeDestination: 7
        case .legalStatus: 8
        case .leaveType: 9
        case .security: 10
        case .careIntensity: 11
        case .ageGroup: 12
        case .attending: 13
        case .expectedAt: 14
        case .expectedDischargeAt: 15
        case .readyForDischargeAt: 16
        case .nhsNumber: 17
        case .nhsStatus: 18
        case .shielded: 19
        }
    }
}
