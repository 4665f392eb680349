// SPDX-License-Identifier: Apache-2.0

/// What each agreement and disagreement is worth, in log₂ units: +1 makes "the same person" twice
/// as likely against "two people".
///
/// Set by hand for the first cut, each from the order of magnitude named beside it; none is
/// estimated from a data set yet. A weight is log₂(m/u): m, how often one person's two records
/// look so; u, how often two people's do.
package struct Weights: Hashable, Sendable {
    /// log₂ of the odds before anything is compared: one entry of about 1,000 that share nothing
    /// with a message but the area, times the one message in 30 that concerns anybody registered.
    package var prior: Double
    /// What family name, postcode, address and telephone may add together when the given names
    /// differ: brothers and sisters share them.
    package var householdMax: Double
    /// The least weight, prior included, at which a person is asked although no rule of the
    /// contract asks for it: even odds would be 0; a missed child weighs more than a look at a
    /// screen, so a little less than even is looked at.
    package var reviewMin: Double
    /// The least weight, prior included, at which nobody is asked, where no rule of the contract
    /// says so and what must agree does (`Comparison.mayBeSureByWeight`).
    package var sureMin: Double
    private var table: [Double]

    private static let levels = EvidenceLevel.allCases.count

    /// The weights of the first cut.
    package static let standard = Weights()

    private init() {
        prior = -15
        householdMax = 4
        reviewMin = -3
        sureMin = 10
        table = [Double](
            repeating: 0, count: EvidenceField.allCases.count * Weights.levels)
        setIdentifiers()
        setNames()
        setDates()
        setPlaces()
    }

    /// The weight of a level of a field; 0 where a level says nothing.
    package subscript(field: EvidenceField, level: EvidenceLevel) -> Double {
        get { table[Int(field.rawValue) * Weights.levels + Int(level.rawValue)] }
        set { table[Int(field.rawValue) * Weights.levels + Int(level.rawValue)] = newValue }
    }

    /// log₂ odds as a probability, 0…1.
    package static func probability(ofWeight weight: Double) -> Double {
        // 2^60 is beyond a Double's 53 bits beside 1, and 2^-60 beneath what anybody reads.
        if weight >= 60 { return 1 }
        if weight <= -60 { return 0 }
        var odds = 1.0
        let whole = weight.rounded(.down)
        for _ in 0..<Int(abs(whole)) { odds *= whole < 0 ? 0.5 : 2 }
        odds *= powerOfTwo(weight - whole)
        return odds / (1 + odds)
    }

    /// 2 to a power in 0..<1, by its series: the core has no mathematics library.
    private static func powerOfTwo(_ fraction: Double) -> Double {
        let x = fraction * 0.693_147_180_559_945_3
        var (term, sum) = (1.0, 1.0)
        for n in 1...14 {
            term *= x / Double(n)
            sum += term
        }
        return sum
    }

    private mutating func setIdentifiers() {
        // A number names one of some 60 million; traced ones are wrong about once in 1,000,
        // untraced once in 100 (mixed-up records, a mother's number for a child).
        self[.nhsNumber, .verified] = 26
        self[.nhsNumber, .unverified] = 22
        self[.nhsNumber, .conflicting] = 6
        self[.nhsNumber, .close] = 16
        // Two numbers for one person: about one record in 40 in hospital data; two people: always.
        self[.nhsNumber, .differs] = -8
        // One of about 9 million pupils; replaced at some changes of school.
        self[.upn, .exact] = 20
        self[.upn, .differs] = -3
        // One of 10^5 to 10^6 records of a trust; several per person are common.
        self[.localId, .exact] = 16
        self[.localId, .differs] = -6
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
        self[.givenNames, .initial] = 2.5
        self[.givenNames, .differs] = -6
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
