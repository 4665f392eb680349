// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("Facts compared as clerks write them")
struct ComparisonTests {
    private func compare(
        _ change: (inout Person) -> Void, _ entryChange: (inout RegisterEntry) -> Void = { _ in }
    ) -> Comparison {
        Comparison(
            IdentityProfile(somebody(change), from: Sender(), kind: nil),
            IdentityProfile(alex(entryChange)))
    }

    @Test(
        "Names that sound alike in another spelling are one, others are not",
        arguments: [
            ("mohammed", "muhamad", true), ("choudhury", "chaudhry", true),
            ("wisniewski", "vishnevsky", true), ("sahin", "shahin", true),
            ("oluwaseun", "oluwasheun", true), ("fatima", "phatima", true),
            ("smith", "jones", false), ("ada", "ed", false), ("patel", "kaur", false),
        ])
    func sounds(left: String, right: String, isAlike: Bool) {
        #expect(NameSound.isAlike(left, right) == isAlike)
        #expect(NameSound.isAlike(right, left) == isAlike)
    }

    @Test(
        "Short forms, pet names and other languages' forms are known",
        arguments: [
            ("bob", "robert", true), ("gosia", "malgorzata", true), ("yusuf", "joseph", true),
            ("femi", "oluwafemi", true), ("mehmet", "muhammad", true), ("bob", "william", false),
        ])
    func variants(left: String, right: String, isRelated: Bool) {
        #expect(NameVariants.areRelated(left, right) == isRelated)
        let level = compare {
            $0.givenNames = [left]
        } _: {
            $0.givenNames = [right]
        }.given
        #expect((level == .variant) == isRelated)
    }

    @Test("Particles and the order of parts do not part a family name")
    func particles() {
        func family(_ left: String, _ right: String) -> EvidenceLevel {
            compare {
                $0.familyName = .value(left)
            } _: {
                $0.familyName = right
            }.family
        }
        #expect(family("Al-Hassan", "Hassan") == .alternative)
        #expect(family("de la Cruz", "Cruz") == .alternative)
        #expect(family("Rees-Rhodes", "Rhodes Rees") == .alternative)
        #expect(family("Rhodes", "Rees-Rhodes") == .part)
    }

    @Test("Names exchanged are seen through a slip, and one alone leaves the other unknown")
    func exchanged() {
        let both = compare {
            $0.familyName = .value("Alex")
            $0.givenNames = ["Exmaple"]
        }
        #expect(both.family == .close && both.given == .swapped)
        let one = compare {
            $0.familyName = .value("Quill")
            $0.givenNames = ["Example"]
        }
        #expect(one.family == .part && one.given == .absent)
        let slipped = compare {
            $0.familyName = .value("Quill")
            $0.givenNames = ["Exmaple"]
        }
        #expect(slipped.family == .alike && slipped.given == .absent)
        let bothSlipped = compare {
            $0.familyName = .value("Alxe")
            $0.givenNames = ["Exmaple"]
        }
        #expect(bothSlipped.family == .close && bothSlipped.given == .close)
    }

    @Test("Names exchanged are seen where they agree in part as they stand, and in several parts")
    func exchangedInPart() {
        let short = compare {
            $0.familyName = .value("Linh Jia")
            $0.givenNames = ["Lin"]
        } _: {
            $0.familyName = "Lin"
            $0.givenNames = ["Linh", "Jia"]
        }
        #expect(short.family == .swapped && short.given == .swapped)
        let joined = compare {
            $0.familyName = .value("Isla")
            $0.givenNames = ["Evens", "Holland"]
        } _: {
            $0.familyName = "Evans-Holland"
            $0.givenNames = ["Isla"]
        }
        #expect(joined.family == .close && joined.given == .swapped)
    }

    @Test("Second given names count where the first agree, and a contradiction halves the first")
    func secondNames() {
        func second(_ left: [String], _ right: [String]) -> Comparison {
            compare {
                $0.givenNames = left
            } _: {
                $0.givenNames = right
            }
        }
        #expect(second(["Alex", "Jo"], ["Alex", "Jo"]).secondGiven == .exact)
        #expect(second(["Alex", "J"], ["Alex", "Jo"]).secondGiven == .initial)
        let other = second(["Alex", "Kit"], ["Alex", "Jo"])
        #expect(other.given == .part && other.secondGiven == .absent)
        #expect(second(["Sam", "Jo"], ["Alex", "Jo"]).secondGiven == .absent)
    }

    @Test(
        "Two numbers are one slip apart if one digit or two neighbours are changed",
        arguments: [
            (9_990_000_018, 9_990_000_017, true), (9_990_000_018, 9_990_000_081, true),
            (9_990_000_018, 9_990_500_018, true), (9_990_000_018, 9_990_000_018, false),
            (9_990_000_018, 9_990_110_018, false), (0, 9_990_000_018, false),
        ])
    func digitSlips(left: Int, right: Int, isOne: Bool) {
        #expect(DigitSlip.isOne(UInt64(left), UInt64(right)) == isOne)
        #expect(DigitSlip.isOne(UInt64(right), UInt64(left)) == isOne)
    }

    @Test("A number that cannot have been issued links nothing and speaks for its neighbour")
    func misreadNumber() {
        let misread = compare { $0.bear("9990000081", .invalid) }
        #expect(misread.number == .close && !misread.hasIdentifier)
        #expect(compare { $0.bear("1234567890", .invalid) }.number == .absent)
        var alone = Person()
        alone.bear("9990000081", .invalid)
        #expect(index(alex()).match(alone).reason == .unknown)
    }

    @Test(
        "Postcodes",
        arguments: [
            ("LS1 4AP", EvidenceLevel.exact), ("LS1 4AX", .sector), ("LS1 5AP", .close),
            ("SL1 4AP", .close), ("LS9 7QQ", .differs), ("ZZ99 3VZ", .absent),
        ])
    func postcodes(sent: String, level: EvidenceLevel) {
        #expect(compare { $0.postcode = .value(sent) }.postcode == level)
    }

    @Test("Addresses are known through joined words, slips and left-out houses, numbers apart")
    func addresses() {
        func address(_ left: String, _ right: String) -> Comparison {
            compare {
                $0.addressLines = [left]
                $0.postcode = .absent
            } _: {
                $0.addressLines = [right]
            }
        }
        #expect(address("7 Wallaby Place", "7 Wallaby Place").address == .exact)
        #expect(address("7 Wallabyplace Delmar", "7 wallaby place delmar").address == .exact)
        let slipped = address("9 Walalby Place Delmar", "7 Wallaby Place, Delmar")
        #expect(slipped.address == .alike || slipped.address == .exact)
        #expect(slipped.houseNumber == .differs)
        #expect(address("7 High Street", "7 Quorn Lane").address == .differs)
        #expect(address("Flat 2, 7 Low Road", "7 Low Road").houseNumber == .part)
        #expect(address("99999999999 Low Road", "7 Low Road").houseNumber == .absent)
    }

    @Test("A birth date of 1 January is weaker, and beside another of its year no contradiction")
    func newYear() {
        func born(_ left: String, _ right: String) -> EvidenceLevel {
            compare {
                $0.birthDate = .value(.day(day(left)))
            } _: {
                $0.birthDate = .day(day(right))
            }.birthDate
        }
        #expect(born("2010-01-01", "2010-01-01") == .newYear)
        #expect(born("2010-01-01", "2010-07-19") == .rough)
        #expect(born("2003-12-29", "2004-01-08") == .close)
        #expect(born("2021-01-28", "2022-01-31") == .alike)
        #expect(
            Weights.standard[.birthDate, .newYear] < Weights.standard[.birthDate, .exact])
    }

    @Test("An agreement in a common name is worth less, and never less than a slip in it")
    func rarity() {
        func weight(_ family: String) -> Double {
            let comparison = compare {
                $0.familyName = .value(family)
            } _: {
                $0.familyName = family
            }
            return comparison.evidence(.standard).first { $0.field == .familyName }!.weight
        }
        #expect(weight("Begum") < weight("Quorndon"))
        #expect(weight("Begum") >= Weights.standard[.familyName, .close])
    }
}
