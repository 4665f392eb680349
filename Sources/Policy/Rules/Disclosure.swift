// SPDX-License-Identifier: Apache-2.0

/// The most that any recipient of a rule's obligations sees (DUTIES.tsv §10).
package struct Disclosure: Hashable, Sendable {
    /// The most for everybody of whom nothing else is said.
    package var most: DisclosureWord
    /// Agencies of which something else is said, in the order of the rule's text.
    package var byAgency: [AgencyDisclosure]
    /// The only roles that may be told at all; empty: no limit.
    package var onlyTo: [Role]
    /// Whether its copies go out whatever consent says: the basis is another, safeguarding.
    package var overridesConsent: Bool

    /// One agency's own limit.
    package struct AgencyDisclosure: Hashable, Sendable {
        /// The agency.
        package var agency: Agency
        /// The most that its roles see.
        package var word: DisclosureWord

        /// An agency with its limit.
        package init(agency: Agency, word: DisclosureWord) {
            self.agency = agency
            self.word = word
        }
    }

    /// A disclosure for all, with the exceptions.
    package init(
        most: DisclosureWord, byAgency: [AgencyDisclosure] = [], onlyTo: [Role] = [],
        overridesConsent: Bool = false
    ) {
        self.most = most
        self.byAgency = byAgency
        self.onlyTo = onlyTo
        self.overridesConsent = overridesConsent
    }

    /// The most that roles of this agency see.
    package func word(for agency: Agency) -> DisclosureWord {
        byAgency.first { $0.agency == agency }?.word ?? most
    }
}
