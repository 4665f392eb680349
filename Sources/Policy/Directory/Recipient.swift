// SPDX-License-Identifier: Apache-2.0

/// The people whom a register entry names; all nil for a candidate.
package struct NamedPeople: Hashable, Sendable {
    /// The named, accepted keyworker's person id. Nil where only a team is named.
    package var keyworker: String?
    /// The entry's coordinator.
    package var coordinator: String?
    /// The entry's commissioner.
    package var commissioner: String?
    /// The person's social worker.
    package var socialWorker: String?

    /// The people that an entry names.
    package init(
        keyworker: String? = nil, coordinator: String? = nil, commissioner: String? = nil,
        socialWorker: String? = nil
    ) {
        self.keyworker = keyworker
        self.coordinator = coordinator
        self.commissioner = commissioner
        self.socialWorker = socialWorker
    }
}

/// A person of the area's directory.
package struct DirectoryPerson: Hashable, Sendable {
    /// The id under which the person answers.
    package var id: String
    /// The name shown to colleagues.
    package var name: String?
    /// The agency; nil: that of the role.
    package var agency: Agency?

    /// A person by id.
    package init(id: String, name: String? = nil, agency: Agency? = nil) {
        self.id = id
        self.name = name
        self.agency = agency
    }
}

/// Somebody who is told.
package struct Recipient: Hashable, Sendable {
    /// The role in which the person is told: the person's own, not the one stood in for.
    package var role: Role
    /// The person.
    package var personId: String
    /// The person's name, where the directory knows it.
    package var name: String?
    /// The agency of the role.
    package var agency: Agency
    /// The role whose place the person takes, or for whom the person is on call.
    package var standsInFor: Role?

    /// Somebody told in a role.
    package init(
        role: Role, personId: String, name: String?, agency: Agency, standsInFor: Role?
    ) {
        self.role = role
        self.personId = personId
        self.name = name
        self.agency = agency
        self.standsInFor = standsInFor
    }
}

/// Who is told for a role or a rung, and which posts nobody fills.
package struct Resolution: Hashable, Sendable {
    /// Whom to tell, the named person first; nobody twice.
    package var recipients: [Recipient] = []
    /// Roles that were needed and that nobody fills, in the order in which they were found.
    package var gaps: [Role] = []
    /// Roles that have nobody on call although the matter is immediate (D-014).
    package var nobodyOnCallFor: [Role] = []

    /// Nobody yet.
    package init() {}

    mutating func add(_ recipient: Recipient) {
        guard !recipients.contains(where: { $0.personId == recipient.personId }) else { return }
        recipients.append(recipient)
    }

    mutating func addGap(_ role: Role) {
        if !gaps.contains(role) { gaps.append(role) }
    }
}
