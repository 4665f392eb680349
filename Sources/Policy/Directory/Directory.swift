// SPDX-License-Identifier: Apache-2.0

/// Who fills which role in one area, who is on call for whom, who manages whom.
package struct Directory: Sendable {
    /// The area.
    package let area: String
    /// Everybody, in the order of the file.
    package private(set) var persons: [DirectoryPerson]

    /// Who holds each role; the first is told, the others may answer as deputies.
    private(set) var holders: [Role: [String]]
    /// Roles that an edit emptied: whoever an entry names for them has left, too.
    private(set) var vacated: Set<Role> = []
    /// Only the differences from DUTIES.tsv §4 and §6.
    private let onCallRoles: [Role: Role]
    private let managers: [Role: [Role]]
    private let agencies: [Role: Agency]
    /// Inpatient units of which something is known, in the order of the file.
    private var units: [InpatientUnit]
    /// Who is responsible for whom.
    package private(set) var jurisdiction: Jurisdiction
    /// A fingerprint of units and jurisdiction: what is owed may depend on them.
    package private(set) var placesVersion: String
    /// Where the roles stand in the directory's file, and where the file begins.
    private let places: [Role: SourceLocation]
    private let source: SourceLocation

    init(
        area: String, persons: [DirectoryPerson], holders: [Role: [String]],
        onCallRoles: [Role: Role] = [:], managers: [Role: [Role]] = [:],
        agencies: [Role: Agency] = [:], units: [InpatientUnit] = [],
        jurisdiction: Jurisdiction? = nil, placesVersion: String = "",
        places: [Role: SourceLocation], source: SourceLocation
    ) {
        self.units = units
        self.jurisdiction = jurisdiction ?? Jurisdiction(ownArea: area)
        self.placesVersion = placesVersion
        self.places = places
        self.source = source
        self.area = area
        self.persons = persons
        self.holders = holders
        self.onCallRoles = onCallRoles
        self.managers = managers
        self.agencies = agencies
    }

    /// The person of that id, if the directory has one.
    package func person(_ id: String) -> DirectoryPerson? { persons.first { $0.id == id } }

    /// The inpatient unit of that code, if the directory has one.
    package func unit(_ code: String) -> InpatientUnit? { units.first { $0.code == code } }

    /// Where the role stands in the directory's file; where the file begins if it does not.
    func place(of role: Role) -> SourceLocation { places[role] ?? source }

    /// Whether anybody holds the role in the directory, whoever an entry names.
    package func isFilled(_ role: Role) -> Bool { holders[role]?.isEmpty == false }

    /// Whether the person holds the role in the directory, as the first or as a deputy.
    package func holds(_ personId: String, _ role: Role) -> Bool {
        holders[role]?.contains(personId) == true
    }

    /// Empties a role.
    package mutating func vacant(_ role: Role) {
        holders[role] = []
        vacated.insert(role)
    }

    /// Puts a person into a role, in place of everybody who held it.
    package mutating func fill(_ role: Role, with person: DirectoryPerson) {
        if let index = persons.firstIndex(where: { $0.id == person.id }) {
            persons[index].name = person.name ?? persons[index].name
            persons[index].agency = person.agency ?? persons[index].agency
        } else {
            persons.append(person)
        }
        holders[role] = [person.id]
        vacated.remove(role)
    }

    /// Applies one edit of a scenario or of an operator.
    package mutating func apply(_ edit: DirectoryEdit) {
        switch edit {
        case .vacant(let role): vacant(role)
        case .fill(let role, let person): fill(role, with: person)
        case .units(let units, let version):
            self.units = units
            placesVersion += version
        case .jurisdiction(let jurisdiction, let version):
            self.jurisdiction = jurisdiction
            placesVersion += version
        }
    }

    /// The role that is on call for a role (DUTIES.tsv §6), or nil when there is none.
    package func onCall(of role: Role) -> Role? {
        if let own = onCallRoles[role] { return own }
        switch role {
        case .keyworker, .keyworkerManager: return .keyworkerOnCall
        case .responsibleCommissioner, .hostCommissioner, .registerCoordinator:
            return .commissionerOnCall
        case .socialWorker: return .emergencyDutyTeam
        default: return nil
        }
    }

    /// Whether the role is worked at all hours, so that nobody needs to be on call for it.
    func isWorkedAtAllHours(_ role: Role) -> Bool {
        switch role {
        case .keyworkerOnCall, .commissionerOnCall, .emergencyDutyTeam, .crisisTeam: true
        default: false
        }
    }

    /// Who manages a role (DUTIES.tsv §4); several only for a named leader without a senior
    /// responsible officer; empty for that officer and for the family's contact.
    package func manager(of role: Role) -> [Role] {
        if let own = managers[role] { return own }
        switch role {
        case .keyworker, .keyworkerOnCall: return [.keyworkerManager]
        case .keyworkerManager, .registerCoordinator: return [.responsibleCommissioner]
        case .socialWorker, .emergencyDutyTeam: return [.leaderCare]
        case .senManager, .virtualSchoolHead: return [.leaderEducation]
        case .leaderEducation, .leaderHealth, .leaderCare:
            return isFilled(.sro) ? [.sro] : Role.leaders.filter { $0 != role }
        case .sro, .familyContact: return []
        default: return [.leaderHealth]
        }
    }

    /// The agency that answers for a role (DUTIES.tsv §4).
    package func agency(of role: Role) -> Agency {
        if let own = agencies[role] { return own }
        switch role {
        case .socialWorker, .emergencyDutyTeam, .leaderCare: return .socialCare
        case .senManager, .virtualSchoolHead, .leaderEducation: return .education
        default: return .health
        }
    }

    /// The agency for which somebody is told in a role: what the directory says of the person, else
    /// that of the role. Whoever was given a duty by name and holds roles of other agencies alone
    /// sees no more of it than the first of these may.
    package func agency(of personId: String, in role: Role) -> Agency {
        if let own = person(personId)?.agency { return own }
        let agencies = Role.allCases.filter { holds(personId, $0) }.map(agency(of:))
        let ofRole = agency(of: role)
        return agencies.contains(ofRole) ? ofRole : agencies.first ?? ofRole
    }

    /// The person who holds the role for this subject, or nil.
    ///
    /// A keyworker or social worker is whoever the entry names, and nobody else. A commissioner
    /// or coordinator is whoever the entry names if the directory knows the person, else the
    /// area's.
    func holder(of role: Role, for named: NamedPeople) -> String? {
        guard !vacated.contains(role) else { return nil }
        let areas = holders[role]?.first
        let known = { (id: String?) in id.flatMap { person($0)?.id } }
        switch role {
        case .keyworker: return named.keyworker
        case .socialWorker: return named.socialWorker
        case .responsibleCommissioner: return known(named.commissioner) ?? areas
        case .registerCoordinator: return known(named.coordinator) ?? areas
        default: return areas
        }
    }
}

/// A change of a directory.
package enum DirectoryEdit: Hashable, Sendable {
    /// Nobody fills the role any more.
    case vacant(Role)
    /// This person fills it now.
    case fill(role: Role, person: DirectoryPerson)
    /// These units, and no others, are known now; with a fingerprint of them.
    case units([InpatientUnit], version: String)
    /// Responsibility goes by these rules now; with a fingerprint of them.
    case jurisdiction(Jurisdiction, version: String)
}
