// SPDX-License-Identifier: Apache-2.0

/// What in a person's life or care is followed by itself, so that one rule serves each of them
/// (DESIGN.md, "Policy").
package enum ItemKind: String, CaseIterable, Sendable, Codable {
    /// A change that comes by itself: a birthday, the next school (DUTIES.tsv D-003).
    case transition
    /// What a review or an emergency meeting decided should be done.
    case action
    /// What stands in somebody's way.
    case barrier
    /// What an agency is asked for.
    case request
    /// An assessment that was opened.
    case assessment
    /// A meeting that was arranged.
    case meeting
    /// What the keyworking plan says should be in place.
    case planItem = "plan-item"

    /// The changes of DUTIES.tsv D-003, as `item.type` names them.
    package enum Transition: String, CaseIterable, Sendable {
        /// The 14th birthday.
        case birthday14 = "birthday-14"
        /// The 16th birthday.
        case birthday16 = "birthday-16"
        /// The 18th birthday.
        case birthday18 = "birthday-18"
        /// The 25th birthday.
        case birthday25 = "birthday-25"
        /// To secondary school: 15 February of the year of the move.
        case secondary = "to-secondary"
        /// From secondary school on: 31 March of the year of the move.
        case post16 = "to-post-16"
        /// The plan's last day: 31 August of the academic year of turning 25.
        case planEnd = "end-of-plan"
    }

    /// Every word of `item.type`: the changes, the words of DUTIES.tsv for what is raised, and
    /// `other` for any other word.
    package static let types: [String] =
        Transition.allCases.map(\.rawValue) + raised + [otherType]

    /// The word of `item.type` for every word that is not of the list.
    package static let otherType = "other"

    /// The kinds of requests and barriers of which DUTIES.tsv speaks, and the barriers that delay
    /// care in the community (DOMAIN.md SEED-150).
    private static let raised = [
        "funding", "step-up", "records", "recommendation", "referral", "ongoing-support", "dispute",
        "ehc", "section-17", "housing", "staff", "provider", "legal", "school-place",
        "social-care-placement", "transport",
    ]
}
