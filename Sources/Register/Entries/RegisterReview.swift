// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// The kinds of review that an entry can list (CONTRACT.md §6).
package enum ReviewKind: String, Sendable, CaseIterable {
    /// Care, education and treatment review in the community.
    case communityCETR = "community-cetr"
    /// Care, education and treatment review after an admission.
    case postAdmissionCETR = "post-admission-cetr"
    /// Care, education and treatment review during a stay.
    case inpatientCETR = "inpatient-cetr"
    /// Care and treatment review in the community.
    case communityCTR = "community-ctr"
    /// Care and treatment review after an admission.
    case postAdmissionCTR = "post-admission-ctr"
    /// Care and treatment review during a stay.
    case inpatientCTR = "inpatient-ctr"
    /// A local area emergency protocol written among the reviews: it is read as one of the
    /// entry's emergency protocols and never counts as a review (DUTIES.tsv §8).
    case laep

    /// At which point of the journey the review stands; nil for an emergency protocol.
    package var stage: ReviewStage? {
        switch self {
        case .communityCETR, .communityCTR: .community
        case .postAdmissionCETR, .postAdmissionCTR: .postAdmission
        case .inpatientCETR, .inpatientCTR: .inpatient
        case .laep: nil
        }
    }
}

/// The point of the journey at which a review is held. A CTR counts wherever the CETR of the
/// same stage is asked for, and the other way round (DUTIES.tsv §8).
package enum ReviewStage: String, Sendable, CaseIterable {
    /// Before any admission.
    case community
    /// The first after an admission.
    case postAdmission = "post-admission"
    /// A later one of the same stay.
    case inpatient
}

/// How far an action has come.
package enum ActionStatus: String, Sendable, CaseIterable {
    /// Still to be done.
    case open
    /// Done.
    case done
    /// Given up.
    case dropped
}

/// One thing that a review or an emergency protocol decided should be done.
package struct ReviewAction: Hashable, Sendable {
    /// The action's own id within the entry; empty when the register gives none.
    package var id: String
    /// What is to be done.
    package var text: String?
    /// The agency that owns it.
    package var ownerAgency: String?
    /// The person who owns it.
    package var ownerPersonId: String?
    /// The day by which it is to be done.
    package var dueOn: LocalDate?
    /// How far it has come; nil when the register does not say, which is read as open.
    package var status: ActionStatus?
    /// Members that this program does not know, kept for writing back.
    package var extra: [JSONValue.Member] = []

    /// An action of which only the id is known yet.
    package init(id: String) {
        self.id = id
    }

    /// Whether it still has to be done.
    package var isOpen: Bool { status == nil || status == .open }
}

/// A review that was, or is to be, held.
package struct RegisterReview: Hashable, Sendable {
    /// The kind as sent.
    package var kind: String
    /// The day on which it was held.
    package var heldOn: LocalDate?
    /// The day by which the next is due.
    package var nextDueOn: LocalDate?
    /// What it decided.
    package var actions: [ReviewAction] = []
    /// Members that this program does not know, kept for writing back.
    package var extra: [JSONValue.Member] = []

    /// A review by its kind and day.
    package init(kind: String, heldOn: LocalDate? = nil, nextDueOn: LocalDate? = nil) {
        self.kind = kind
        self.heldOn = heldOn
        self.nextDueOn = nextDueOn
    }

    /// The kind, if it is one of those known.
    package var reviewKind: ReviewKind? { ReviewKind(rawValue: kind) }
}

/// One use of the local area emergency protocol (DOMAIN.md §1.6).
package struct EmergencyProtocolRecord: Hashable, Sendable {
    /// When it was called.
    package var calledAt: Instant?
    /// When the call was convened.
    package var convenedAt: Instant?
    /// What came of it.
    package var outcome: String?
    /// What it decided.
    package var actions: [ReviewAction] = []
    /// Members that this program does not know, kept for writing back.
    package var extra: [JSONValue.Member] = []

    /// A protocol of which nothing is known yet.
    package init() {}
}
