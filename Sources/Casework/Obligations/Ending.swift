// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// How and when an obligation ended.
package struct Ending: Hashable, Sendable, Codable {
    /// A stable word: one of those below, or the name of the event that ended it.
    package var reason: String
    /// Who ended it, when a person did.
    package var by: String?
    /// When.
    package var at: Instant

    /// What the obligation asks for was done.
    static let done = "done"
    /// A person said that it is done.
    static let completed = "completed"
    /// A notice: it was told, and that is all.
    static let told = "told"
    /// Another obligation took its place because its date moved.
    package static let superseded = "superseded"
    /// The entry is gone from the register.
    static let entryRemoved = "entry-removed"
    /// The person is not to be on the register.
    static let consent = "consent"
    /// The person has died.
    static let died = "died"
    /// The stay never was.
    static let startCancelled = "start-cancelled"
    /// The stay is over.
    static let discharged = "discharged"
    /// The person lies in another kind of bed.
    static let bedOutOfScope = "bed-out-of-scope"
    /// It was about somebody else (DUTIES.tsv X-06).
    package static let anotherPerson = "another-person"
    /// The condition no longer holds for another reason.
    static let conditionEnded = "condition-ended"

    /// A named person adopted a policy that does not ask for it.
    static let policyChanged = "policy-changed"

    /// A possible match was the person.
    static let same = "same"
    /// A possible match was somebody else.
    static let notTheSame = "not-the-same"

    /// What happens to the person ends a duty whatever a policy says: the entry goes, the person
    /// dies or goes home, or the stay never was.
    static let byFate = [entryRemoved, consent, died, startCancelled, discharged]

    private static let byCondition = [
        superseded, entryRemoved, consent, died, startCancelled, discharged, bedOutOfScope,
        conditionEnded,
    ]

    /// Whether it ended because its condition did, and so stands again when the condition does.
    package var isByCondition: Bool { Ending.byCondition.contains(reason) }

    /// Whether nobody needs to be told: the thing took its course, or a new date is told instead
    /// (DUTIES.tsv §§2, 8).
    package var isQuiet: Bool {
        reason == Ending.discharged || reason == Ending.bedOutOfScope
            || reason == Ending.superseded
    }
}
