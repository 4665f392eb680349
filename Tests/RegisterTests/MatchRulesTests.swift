// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("Rules of matching")
struct MatchRulesTests {
    private static let number = "9990000018"

    private func expect(
        _ person: Person, _ outcome: MatchOutcome, _ reason: MatchReason,
        kind: NotificationKind? = nil, in index: IdentityIndex = index(alex()),
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let result = index.match(person, kind: kind)
        #expect(result.outcome == outcome, sourceLocation: sourceLocation)
        #expect(result.reason == reason, sourceLocation: sourceLocation)
    }

    /// What the message says beside the number: who it is, and whether the birth date, the family
    /// name and the given name agree.
    private func bearer(
        _ status: NHSNumberStatus, date: Bool, family: Bool, given: Bool
    ) -> Person {
        somebody {
            $0.bear(MatchRulesTests.number, status)
            if !date { $0.birthDate = .value(.day(day("2001-12-31"))) }
            if !family { $0.familyName = .value("Different") }
            if !given { $0.givenNames = ["Quentin"] }
            $0.postcode = .absent
        }
    }

    @Test("A verified number links with birth date or family name")
    func verified() {
        for date in [true, false] {
            for family in [true, false] {
                for given in [true, false] {
                    let person = bearer(.verified, date: date, family: family, given: given)
                    if date || family {
                        expect(person, .match("R1"), .numberVerified)
                    } else {
                        expect(person, .review, .numberUnconfirmed)
                    }
                }
            }
        }
    }

    @Test("An unverified number links with birth date and a name")
    func unverified() {
        for date in [true, false] {
            for family in [true, false] {
                for given in [true, false] {
                    let person = bearer(
                        .presentUnverified, date: date, family: family, given: given)
                    if date && (family || given) {
                        expect(person, .match("R1"), .numberCorroborated)
                    } else {
                        expect(person, .review, .numberUnconfirmed)
                    }
                }
            }
        }
    }

    @Test("A number alone, verified or not, is a person's to decide")
    func numberAlone() {
        for status in [NHSNumberStatus.verified, .presentUnverified] {
            var person = Person()
            person.bear(MatchRulesTests.number, status)
            expect(person, .review, .numberUnconfirmed)
        }
    }

    @Test("A conflicting number neither links nor forbids")
    func conflicting() {
        var alone = Person()
        alone.bear(MatchRulesTests.number, .conflicting)
        expect(alone, .none, .unknown)
        expect(
            somebody { $0.bear(MatchRulesTests.number, .conflicting) }, .match("R1"),
            .namesBirthDateAndPostcode)
        expect(
            somebody { $0.bear("9990000026", .conflicting) }, .match("R1"),
            .namesBirthDateAndPostcode)
        expect(
            bearer(.conflicting, date: true, family: true, given: true), .review,
            .namesAndBirthDate)
    }

    @Test("Numbers that are invalid or have no status are as if absent")
    func unusable() {
        for status in [NHSNumberStatus.invalid, .absent] {
            var person = Person()
            person.bear(MatchRulesTests.number, status)
            expect(person, .none, .unknown)
        }
        expect(
            somebody { $0.bear("9990000019", .presentUnverified) }, .match("R1"),
            .namesBirthDateAndPostcode)
    }

    @Test("Another person's number with this one's names is a person's to decide")
    func otherNumber() {
        expect(somebody { $0.bear("9990000026", .verified) }, .review, .numberDiffers)
    }

    @Test("A pupil number or a local id links with birth date and a name")
    func otherIdentifiers() {
        let pupil: (inout Person) -> Void = {
            $0.upn = "J999999923001"
            $0.postcode = .absent
        }
        expect(somebody(pupil), .match("R1"), .pupilNumber)
        expect(
            somebody {
                pupil(&$0)
                $0.birthDate = .absent
            }, .review, .pupilNumberUnconfirmed)
        let patient: (inout Person) -> Void = {
            $0.localIds = [LocalIdentifier(value: "h100", authority: "rxx", type: nil)]
            $0.postcode = .absent
            $0.givenNames = []
        }
        expect(somebody(patient), .match("R1"), .localId)
        expect(
            somebody {
                patient(&$0)
                $0.familyName = .value("Different")
            }, .review, .localIdUnconfirmed)
    }

    @Test("A local id counts within its authority, which may be the sender's facility")
    func authority() {
        let person = somebody {
            $0.localIds = [LocalIdentifier(value: "H100", authority: nil, type: nil)]
            $0.postcode = .absent
        }
        #expect(index(alex()).match(person, from: Sender(facility: "RXX")).reason == .localId)
        #expect(
            index(alex()).match(person, from: Sender(facility: "RYY")).reason
                == .namesAndBirthDate)
        #expect(index(alex()).match(person).reason == .namesAndBirthDate)
    }

    @Test("Names, birth date and postcode match whatever the case, the hyphens and the order")
    func exactNames() {
        expect(somebody(), .match("R1"), .namesBirthDateAndPostcode)
        expect(
            somebody {
                $0.familyName = .value("ÉXAMPLE")
                $0.givenNames = ["ALEX", "Q"]
            }, .match("R1"), .namesBirthDateAndPostcode)
        expect(
            somebody {
                $0.familyName = .value("Alex")
                $0.givenNames = ["Example"]
            }, .match("R1"), .namesBirthDateAndPostcode)
    }

    @Test("Without an agreeing postcode a person decides")
    func noPostcode() {
        for postcode in [Stated<String>.absent, .value("M1 1AA"), .value("ZZ99 3VZ")] {
            expect(somebody { $0.postcode = postcode }, .review, .namesAndBirthDate)
        }
    }

    @Test("A pseudo postcode that two share is no agreement")
    func pseudoPostcode() {
        let index = index(alex { $0.postcode = "ZZ99 3VZ" })
        expect(
            somebody { $0.postcode = .value("ZZ99 3VZ") }, .review, .namesAndBirthDate, in: index)
    }

    @Test("Social care's 15th is weak, with names and postcode alone")
    func placeholder() {
        let index = index(alex { $0.birthDate = .day(day("2010-04-15")) })
        let person = somebody { $0.birthDate = .value(.day(day("2010-04-15"))) }
        expect(person, .review, .placeholderBirthDate, kind: .socialCare, in: index)
        expect(person, .match("R1"), .namesBirthDateAndPostcode, kind: .school, in: index)
        expect(
            somebody {
                $0.birthDate = .value(.day(day("2010-04-15")))
                $0.bear(MatchRulesTests.number, .presentUnverified)
            }, .match("R1"), .numberCorroborated, kind: .socialCare, in: index)
    }

    @Test("Social care's 15th beside another day of the month does not contradict")
    func placeholderOfOtherDay() {
        let person = somebody { $0.birthDate = .value(.day(day("2010-04-15"))) }
        expect(person, .review, .likeness, kind: .socialCare)
    }

    @Test("A number that is one entry's with the names of another is a review of both")
    func twoCandidates() {
        let twin = alex {
            $0.registerId = "R2"
            $0.nhsNumber = "9990000026"
            $0.givenNames = ["Sam"]
            $0.localIds = []
            $0.upn = nil
        }
        for status in [NHSNumberStatus.verified, .presentUnverified] {
            let result = index(alex(), twin).match(
                somebody {
                    $0.givenNames = ["Sam"]
                    $0.bear(MatchRulesTests.number, status)
                })
            #expect(result.outcome == .review && result.reason == .twoCandidates)
            #expect(Set([result.registerId] + result.runnersUp.map(\.registerId)) == ["R1", "R2"])
        }
    }

    @Test("Two entries that would both be sure are a review of both")
    func severalSure() {
        let double = alex { $0.registerId = "R2" }
        let result = index(alex(), double).match(somebody())
        #expect(result.outcome == .review && result.reason == .severalSure)
        #expect(result.registerId == "R1" && result.runnersUp.map(\.registerId) == ["R2"])
    }

    @Test("Former and sealed people are found like any other")
    func everyStatus() {
        for status in EntryStatus.allCases {
            let entry = alex {
                $0.status = status
                $0.consent[.register] = Consent(.refused)
            }
            expect(somebody(), .match("R1"), .namesBirthDateAndPostcode, in: index(entry))
        }
    }

    @Test("A doubt by number status alone is told from other doubts")
    func statusAlone() {
        let byStatus = somebody {
            $0.bear(MatchRulesTests.number, .presentUnverified)
            $0.birthDate = .absent
        }
        #expect(index(alex()).match(byStatus).isDoubtByNumberStatusAlone)
        let conflicting = bearer(.conflicting, date: true, family: true, given: true)
        #expect(index(alex()).match(conflicting).isDoubtByNumberStatusAlone)
        let plain = somebody { $0.postcode = .absent }
        #expect(!index(alex()).match(plain).isDoubtByNumberStatusAlone)
        #expect(!index(alex()).match(somebody()).isDoubtByNumberStatusAlone)
    }

    @Test("The evidence adds up to the weight, and the weight is the probability's odds")
    func evidenceAddsUp() {
        let result = index(alex()).match(somebody { $0.givenNames = ["Sam"] })
        let sum = result.evidence.reduce(Weights.standard.prior) { $0 + $1.weight }
        #expect(abs(sum - result.weight) < 1e-9)
        #expect(abs(Weights.probability(ofWeight: 0) - 0.5) < 1e-12)
        #expect(abs(Weights.probability(ofWeight: -1.5) - 0.261_203_874_963_741) < 1e-12)
        #expect(Weights.probability(ofWeight: 200) == 1)
        #expect(Weights.probability(ofWeight: -200) == 0)
    }
}
