// SPDX-License-Identifier: Apache-2.0

extension Weights {
    /// Levels of one field, each of more agreement than the next. More agreement never lowers the
    /// weight: neither the order of these in `standard`, nor what training makes of few pairs.
    static let order: [(field: EvidenceField, levels: [EvidenceLevel])] = [
        (.nhsNumber, [.verified, .unverified, .conflicting, .differs]),
        (.nhsNumber, [.unverified, .close, .differs]),
        (.upn, [.exact, .differs]), (.localId, [.exact, .differs]),
        (.familyName, [.exact, .alternative, .part, .differs]),
        (.familyName, [.exact, .swapped, .part]), (.familyName, [.exact, .close, .sounds]),
        (.familyName, [.sounds, .differs]), (.familyName, [.exact, .alike, .differs]),
        (.givenNames, [.exact, .alternative, .part, .initial, .differs]),
        (.givenNames, [.exact, .close, .sounds, .initial]), (.givenNames, [.exact, .short]),
        (.givenNames, [.exact, .variant, .initial]), (.givenNames, [.short, .initial]),
        (.givenNames, [.exact, .swapped, .initial]), (.givenNames, [.exact, .alike, .differs]),
        (.secondGivenName, [.exact, .close, .initial]),
        (.birthDate, [.exact, .newYear, .placeholder, .partial, .rough, .differs]),
        (.birthDate, [.exact, .swapped, .close, .alike, .differs, .generation]),
        (.sex, [.exact, .differs]), (.postcode, [.exact, .sector, .close, .differs]),
        (.address, [.exact, .alike, .differs]), (.address, [.confirmed, .differs]),
        (.houseNumber, [.exact, .part, .differs]), (.phone, [.exact, .differs]),
    ]

    /// Lifts what is worth less than a level of less agreement.
    mutating func putInOrder() {
        // A second name that contradicts is left out; one that agrees somehow is worth no less.
        self[.secondGivenName, .initial] = max(self[.secondGivenName, .initial], 0)
        for _ in Weights.order {
            for (field, levels) in Weights.order {
                for (more, less) in zip(levels, levels.dropFirst()).reversed() {
                    self[field, more] = max(self[field, more], self[field, less])
                }
            }
        }
    }
}
