// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register
import Testing

@Suite("Member, former, sealed")
struct EntryStandingTests {
    @Test("Every status with every register consent")
    func truthTable() {
        for status in EntryStatus.allCases {
            for consent in ConsentStatus.allCases {
                var entry = RegisterEntry(registerId: "R1")
                entry.status = status
                entry.consent[.register] = Consent(consent)
                for flag in ConsentFlag.allCases where flag != .register {
                    entry.consent[flag] = Consent(.given)
                }
                let isSealed = consent == .refused || consent == .withdrawn
                let isOn = status == .active || status == .steppingDown
                #expect(entry.isSealed == isSealed, "\(status) \(consent)")
                #expect(entry.isMember == (isOn && !isSealed), "\(status) \(consent)")
                #expect(entry.isFormer == (status == .closed && !isSealed), "\(status) \(consent)")
            }
        }
        #expect(RegisterEntry(registerId: "R1").isMember)
    }

    @Test("Other consents never seal")
    func otherFlags() {
        var entry = RegisterEntry(registerId: "R1")
        for flag in ConsentFlag.allCases where flag != .register {
            entry.consent[flag] = Consent(.refused)
        }
        #expect(!entry.isSealed && entry.isMember)
        #expect(!entry.consentGiven(.cetr))
        entry.consent[.cetr] = Consent(.bestInterests)
        #expect(entry.consentGiven(.cetr))
    }

    @Test("Only confirmed is a marker, only a person is a keyworker")
    func markers() {
        var entry = RegisterEntry(registerId: "R1")
        entry.diagnoses.autism = .suspected
        #expect(!entry.hasConfirmedMarker && !entry.hasNamedKeyworker)
        entry.diagnoses.learningDisability = .confirmed
        entry.team = "a team"
        #expect(entry.hasConfirmedMarker && !entry.hasNamedKeyworker)
        entry.keyworker = KeyworkerAssignment(personId: "kw-1", acceptedAt: nil)
        #expect(entry.hasNamedKeyworker && !entry.hasAcceptedKeyworker)
    }

    @Test("A scenario's defaults fill what is left out and change nothing else")
    func scenarioDefaults() {
        let plain = RegisterEntry(registerId: "R1").withScenarioDefaults()
        #expect(plain.area == "demo" && plain.isMember)
        for flag in [ConsentFlag.register, .cetr, .keyworker, .sharingHealth] {
            #expect(plain.consent.status(flag) == .given)
        }
        #expect(plain.consent[.sharingEducation]?.status == .notAsked)
        #expect(plain.consent[.sharingSocialCare]?.status == .notAsked)
        let refused = alex {
            $0.consent[.register] = Consent(.refused, by: "self")
            $0.area = "elsewhere"
        }.withScenarioDefaults()
        #expect(refused.isSealed && refused.area == "elsewhere")
        #expect(refused.consent[.register]?.by == "self")
    }

    @Test("Birthdays, on 29 February too")
    func birthdays() {
        #expect(alex().birthday(turning: 18) == day("2028-04-16"))
        let leap = alex { $0.birthDate = .day(day("2008-02-29")) }
        #expect(leap.birthday(turning: 16) == day("2024-02-29"))
        #expect(leap.birthday(turning: 18) == day("2026-03-01"))
        #expect(alex { $0.birthDate = .year(2010) }.birthday(turning: 18) == nil)
    }

    @Test("An emergency protocol listed among the reviews is no review")
    func laep() {
        let entry = alex {
            $0.reviews = [
                RegisterReview(kind: "laep", heldOn: day("2026-03-03")),
                RegisterReview(kind: "community-ctr", heldOn: day("2026-02-02")),
            ]
        }
        #expect(entry.lastReviewHeldOn == day("2026-02-02"))
        #expect(entry.countedReviews.count == 1)
        #expect(ReviewKind.inpatientCTR.stage == ReviewKind.inpatientCETR.stage)
    }
}
