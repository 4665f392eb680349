// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// What a recipient may see of a rule's obligations (DUTIES.tsv §10): at most what the rule says
/// for the recipient's agency, and less where the person has not agreed to share with that agency.
struct DisclosureDecision {
    /// What the rule says.
    let disclosure: Disclosure
    /// The register's entry; nil for somebody of whom it knows nothing.
    let entry: RegisterEntry?
    /// The area's people and roles.
    let directory: Directory

    /// What somebody does not see.
    ///
    /// - Parameter owes: whether the recipient owes the obligation: who owes a duty about a child
    ///   must know which child.
    func withheld(from addressee: Addressee, owes: Bool) -> [Withheld] {
        let agency = directory.agency(of: addressee.personId, in: addressee.role)
        let most = disclosure.word(for: agency)
        var withheld = hidden(by: most, owes: owes).map {
            Withheld(field: $0, reason: "at most \(most.rawValue)")
        }
        func hide(_ fields: [DisclosedField], _ reason: String) {
            for field in fields where !withheld.contains(where: { $0.field == field }) {
                withheld.append(Withheld(field: field, reason: reason))
            }
        }
        if !disclosure.onlyTo.isEmpty, !disclosure.onlyTo.contains(addressee.role) {
            hide(DisclosedField.allCases, "only to those whom the rule names")
        }
        if let flag = sharing(with: agency), !disclosure.overridesConsent, let entry {
            let status = entry.consent[flag]?.status
            switch status {
            case .given, .bestInterests: break
            case .refused, .withdrawn:
                let reason = "\(flag.rawValue) \(status?.rawValue ?? "")"
                hide([.displayName] + hidden(by: .nameAndDate, owes: owes), reason)
            case .notAsked, .lapsed, nil:
                // Nobody is asked whether health may speak with health until somebody says no.
                guard agency != .health else { break }
                let reason = "\(flag.rawValue) \((status ?? .notAsked).rawValue)"
                hide(hidden(by: .nameAndDate, owes: owes), reason)
            }
        }
        return DisclosedField.allCases.compactMap { field in
            withheld.first { $0.field == field }
        }
    }

    private func hidden(by word: DisclosureWord, owes: Bool) -> [DisclosedField] {
        let clinical: [DisclosedField] = [
            .diagnoses, .ward, .legalStatus, .rating, .needs, .adjustments,
        ]
        return switch word {
        case .full: []
        case .nameAndDate: [.organisation] + clinical
        case .minimal: (owes ? [] : [.displayName]) + clinical
        case .countsOnly: DisclosedField.allCases
        }
    }

    private func sharing(with agency: Agency) -> ConsentFlag? {
        switch agency {
        case .health: .sharingHealth
        case .education: .sharingEducation
        case .socialCare: .sharingSocialCare
        }
    }
}

extension DecisionContext {
    /// What each of the people who are told of an obligation does not see of it, by the rule and
    /// the consents of now. Of a rule that is gone nobody sees more than the least.
    package func disclosedForms(
        of obligation: Obligation, on state: Case, to people: [Addressee]
    ) -> [DisclosedForm] {
        let decision = DisclosureDecision(
            disclosure: book.rule(obligation.rule)?.disclosure ?? Disclosure(most: .minimal),
            entry: state.currentEntry?.value, directory: directory)
        // Out of hours whoever is on call owes it as well: the first to accept holds it.
        let owing =
            [obligation.owner, directory.onCall(of: obligation.owner)]
            + (book.rule(obligation.rule)?.jointly ?? [])
        return people.map { person in
            DisclosedForm(
                to: person,
                withheld: decision.withheld(from: person, owes: owing.contains(person.role)))
        }
    }
}

extension Engine {
    /// The same, by the case as it stands.
    package mutating func disclosedForms(
        of obligation: Obligation, to people: [Addressee]
    ) throws -> [DisclosedForm] {
        context.disclosedForms(of: obligation, on: try currentCase(obligation.about), to: people)
    }
}
