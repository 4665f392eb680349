// SPDX-License-Identifier: Apache-2.0

/// What the disclosed form of an obligation says of the person and of how it came about
/// (CONTRACT.md §3); the raw value is its name there.
package enum DisclosedField: String, CaseIterable, Sendable {
    /// Whom it is about: the register's or candidate's id.
    case about
    /// The person's name.
    case displayName
    /// The person's age.
    case age
    /// The organisation that told of it.
    case organisation
    /// Diagnoses.
    case diagnoses
    /// Ward and unit.
    case ward
    /// The status under the Mental Health Act.
    case legalStatus
    /// The colour of the rating.
    case rating
    /// How the person communicates.
    case needs
    /// What has to be done differently for the person.
    case adjustments
}

/// A field that a recipient does not see, and why.
package struct Withheld: Hashable, Sendable {
    /// The field.
    package let field: DisclosedField
    /// Why: what the rule lets anybody see at most, or the consent that is not given.
    package let reason: String
}

/// One recipient of an obligation, and what they do not see of it.
package struct DisclosedForm: Hashable, Sendable {
    /// The recipient.
    package let to: Addressee
    /// What is withheld, in the order of the form.
    package let withheld: [Withheld]
}
