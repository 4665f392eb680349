// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// Where a person stands with the dynamic support register (CONTRACT.md §6).
package enum EntryStatus: String, Sendable, CaseIterable {
    /// On the register.
    case active
    /// On the register, with support being reduced step by step.
    case steppingDown = "stepping-down"
    /// Was on the register; the entry is kept so that the person is known again.
    case closed
    /// Never on it, or taken off it by choice; kept so that the choice is known.
    case notOnRegister = "not-on-register"
}

/// The register's colour of risk of admission (DOMAIN.md §1.3).
package enum RatingValue: String, Sendable, CaseIterable {
    /// Immediate risk of admission.
    case red
    /// High risk without more support.
    case amber
    /// Stable with the support there is.
    case green
    /// In hospital.
    case blue
}

/// A rating with the instant at which somebody gave it.
package struct Rating: Hashable, Sendable {
    /// The colour.
    package var value: RatingValue
    /// When it was given; nil where the register does not say, and clocks that anchor here then
    /// have only the receipt of the entry.
    package var at: Instant?
    /// Members that this program does not know, kept for writing back.
    package var extra: [JSONValue.Member] = []

    /// A rating and when it was given.
    package init(value: RatingValue, at: Instant?) {
        self.value = value
        self.at = at
    }
}

/// How sure a diagnosis is. Suspected never counts as confirmed (DUTIES.tsv D-001).
package enum DiagnosisFlag: String, Sendable, CaseIterable {
    /// Diagnosed.
    case confirmed
    /// Thought possible, or an assessment has been asked for.
    case suspected
    /// Not so.
    case no
}

/// The two diagnoses that the register is about.
package struct Diagnoses: Hashable, Sendable {
    /// A learning disability; nil when the entry does not say.
    package var learningDisability: DiagnosisFlag?
    /// Autism; nil when the entry does not say.
    package var autism: DiagnosisFlag?
    /// The date on which the commissioner formed the view that the person belongs here.
    package var viewFormedOn: LocalDate?
    /// Members that this program does not know, kept for writing back.
    package var extra: [JSONValue.Member] = []

    /// Diagnoses as far as they are known.
    package init(
        learningDisability: DiagnosisFlag? = nil, autism: DiagnosisFlag? = nil,
        viewFormedOn: LocalDate? = nil
    ) {
        self.learningDisability = learningDisability
        self.autism = autism
        self.viewFormedOn = viewFormedOn
    }

    var isEmpty: Bool {
        learningDisability == nil && autism == nil && viewFormedOn == nil && extra.isEmpty
    }
}
