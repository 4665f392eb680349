// SPDX-License-Identifier: Apache-2.0

/// The roles of CONTRACT.md §7; the raw value is the word of the contract.
package enum Role: String, CaseIterable, Sendable, Codable, Hashable {
    /// The young person's keyworker.
    case keyworker
    /// Leads the keyworkers.
    case keyworkerManager = "keyworker-manager"
    /// The keyworker on call.
    case keyworkerOnCall = "keyworker-on-call"
    /// Keeps the dynamic support register.
    case registerCoordinator = "register-coordinator"
    /// The commissioner who pays for and answers for the person's care.
    case responsibleCommissioner = "responsible-commissioner"
    /// The commissioner where the hospital lies.
    case hostCommissioner = "host-commissioner"
    /// The commissioner on call.
    case commissionerOnCall = "commissioner-on-call"
    /// The named leader for education.
    case leaderEducation = "leader-education"
    /// The named leader for health.
    case leaderHealth = "leader-health"
    /// The named leader for social care.
    case leaderCare = "leader-care"
    /// The one senior responsible officer of an area that names no three leaders.
    case sro
    /// The person's social worker.
    case socialWorker = "social-worker"
    /// Social care out of hours.
    case emergencyDutyTeam = "emergency-duty-team"
    /// Special educational needs.
    case senManager = "sen-manager"
    /// The head of the virtual school for looked-after children.
    case virtualSchoolHead = "virtual-school-head"
    /// The crisis team.
    case crisisTeam = "crisis-team"
    /// The clinician responsible for the person in hospital.
    case responsibleClinician = "responsible-clinician"
    /// Speaks for the young person.
    case advocate
    /// The family's contact.
    case familyContact = "family-contact"
    /// Case manager of specialised commissioning.
    case caseManager = "case-manager"
    /// Designated safeguarding or SEND lead.
    case designatedLead = "designated-lead"
    /// Caldicott guardian.
    case caldicottGuardian = "caldicott-guardian"
    /// Clinical safety officer.
    case clinicalSafetyOfficer = "clinical-safety-officer"
    /// Runs this software.
    case `operator` = "operator"

    /// The three named leaders, in the order in which they are told.
    package static let leaders: [Role] = [.leaderEducation, .leaderHealth, .leaderCare]
}

/// The three agencies that answer for a young person.
package enum Agency: String, CaseIterable, Sendable, Codable, Hashable {
    /// The NHS.
    case health
    /// Schools and the council's education side.
    case education
    /// The council's social care.
    case socialCare = "social-care"

    /// The named leader of the agency.
    package var leader: Role {
        switch self {
        case .health: .leaderHealth
        case .education: .leaderEducation
        case .socialCare: .leaderCare
        }
    }
}
