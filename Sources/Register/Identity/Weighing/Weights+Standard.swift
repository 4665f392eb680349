// SPDX-License-Identifier: Apache-2.0

extension Weights {
    /// The weights that the program has of itself.
    ///
    /// Each is set from the order of magnitude named beside it and was checked against what
    /// `keywatch match train` estimates on generated and on shared sets; where these have no
    /// telephones, pupil numbers or made-up days, it rests on the reasoning alone.
    package static let standard: Weights = {
        // If every doubt were looked at, a record in twenty would be: a missed
        // child is worth thirty looks at a screen, a stranger told a thousand.
        let costs = MatchCosts(missed: 30, wrong: 1_000) ?? MatchCosts.least
        var weights = Weights(
            provenance: "orders of magnitude for England; see the reasons in the program's source",
            // One entry of about 1,000 that share nothing with a message but the area, times the
            // one message in 30 that concerns anybody registered.
            prior: -15, householdMax: 4, costs: costs)
        weights.setIdentifiers()
        weights.setNames()
        weights.setDates()
        weights.setPlaces()
        return weights
    }()

    private mutating func setIdentifiers() {
        // A number names one of some 60 million; traced ones are wrong about once in 1,000,
        // untraced once in 100 (mixed-up records, a mother's number for a child).
        self[.nhsNumber, .verified] = 26
        self[.nhsNumber, .unverified] = 22
        self[.nhsNumber, .conflicting] = 6
        self[.nhsNumber, .close] = 16
        // Two numbers for one person: about one record in 40 in hospital data; two people: always.
        self[.nhsNumber, .differs] = -12
        // One of about 9 million pupils; replaced at some changes of school.
        self[.upn, .exact] = 20
        self[.upn, .differs] = -3
        // One of 10^5 to 10^6 records of a trust; several per person are common.
        self[.localId, .exact] = 16
        self[.localId, .differs] = -8
    }

    private mutating func setNames() {
        // The commonest surname is borne by 1 in 80, the usual one by 1 in 5,000; in an area
        // where families share names, about 1 in 500 (2^9).
        self[.familyName, .exact] = 9
        self[.familyName, .swapped] = 8.5
        self[.familyName, .alternative] = 8
        self[.familyName, .part] = 6
        self[.familyName, .close] = 6.5
        self[.familyName, .sounds] = 4
        self[.familyName, .alike] = 3
        // Children's family names change: about one record in 15 (2^-4).
        self[.familyName, .differs] = -4
        // The commonest given names of a year are borne by 1 in 50 to 1 in 100, the usual one by
        // 1 in 300 (2^8).
        self[.givenNames, .exact] = 8
        self[.givenNames, .swapped] = 7.5
        self[.givenNames, .alternative] = 5
        self[.givenNames, .part] = 4
        self[.givenNames, .close] = 5.5
        self[.givenNames, .short] = 5
        self[.givenNames, .variant] = 5
        self[.givenNames, .sounds] = 4
        self[.givenNames, .alike] = 3
        self[.givenNames, .initial] = 2.5
        self[.givenNames, .differs] = -6
        // One of 100: second names are commoner than first ones.
        self[.secondGivenName, .exact] = 5
        self[.secondGivenName, .close] = 3
        self[.secondGivenName, .initial] = 2
    }

    private mutating func setDates() {
        // One of about 9,000 days in 25 years (2^13), less for days that people make up.
        self[.birthDate, .exact] = 12.5
        // A made-up day: only the month says anything (300 months, 2^8).
        self[.birthDate, .placeholder] = 8
        self[.birthDate, .newYear] = 9
        self[.birthDate, .partial] = 7.5
        self[.birthDate, .rough] = 3.5
        // Slips: one record in 50 to 100 is such, against one pair in 300 by chance.
        self[.birthDate, .swapped] = 6
        self[.birthDate, .close] = 3.5
        self[.birthDate, .alike] = 0
        self[.birthDate, .differs] = -6
        self[.birthDate, .generation] = -10
        // Only two letters; recorded wrongly once in 100 to 200 records.
        self[.sex, .exact] = 1
        self[.sex, .differs] = -4
    }

    private mutating func setPlaces() {
        // An area has some 20,000 postcodes (2^14); the members of one family share one.
        self[.postcode, .exact] = 11
        self[.postcode, .close] = 4
        self[.postcode, .sector] = 5
        // One family in ten moves in a year, and records keep the old address for long.
        self[.postcode, .differs] = -2.5
        // One of some 10,000 names of streets in an area, less for High Street; where the postcode
        // agrees they say hardly more.
        self[.address, .exact] = 8
        self[.address, .alike] = 6
        self[.address, .confirmed] = 0.5
        self[.address, .differs] = -1
        // One of some 15 households of a postcode, one of 100 numbers.
        self[.houseNumber, .exact] = 3.5
        self[.houseNumber, .part] = 2
        self[.houseNumber, .differs] = -1
        self[.phone, .exact] = 8
        self[.phone, .differs] = -0.5
    }
}
