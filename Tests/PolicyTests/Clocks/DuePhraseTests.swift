// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Policy

/// What a clock says of itself is the clock.
@Suite struct DuePhraseTests {
    private static let facts: [FactName] = [
        .receipt, .stayInScopeSince, .stayEndedAt, .personRatingAt, .personConsentAt,
    ]

    /// The clocks that a list of phrases says, and the faults.
    private func read(_ phrases: [String]) -> (clocks: [DueClock?], faults: [String]) {
        let faults = FaultList()
        let reader = YAMLReader(faults)
        let text = phrases.map { "- \"\($0)\"\n" }.joined()
        let document = reader.document(ConfigurationFile(path: "due.yaml", text: text))
        let phrase = DuePhrase(
            reader: reader, reach: FactReach(about: .stay, hasStay: true, hasEvent: true))
        let clocks = document.flatMap(reader.list)?.map { phrase.clock($0) } ?? []
        return (clocks, faults.all.map { "\($0)" })
    }

    private func clock(_ cases: inout ClockCases) -> DueClock {
        var clock = cases.clock(cases.one(of: ClockUnit.allCases))
        clock.anchors = Array(DuePhraseTests.facts.prefix(cases.number(1...3)))
        // "14 days beginning with" has no wait before it.
        if clock.beginningWith { clock.base = nil }
        if cases.number(0...3) == 0 { clock.cap = .personConsentReviewOn }
        return clock
    }

    @Test("Every clock is read back from its own words")
    func roundTrip() {
        var written: [DueClock] = []
        forAll(21) { cases in
            written.append(clock(&cases))
            return nil
        }
        let read = read(written.map(\.text))
        #expect(read.faults == [])
        #expect(read.clocks.count == 10_000)
        let wrong = zip(written, read.clocks).first { $0 != $1 }
        #expect(wrong == nil, "\(wrong.map { $0.0.text } ?? "")")
    }

    @Test("The close of a day that a fact bounds says so")
    func boundedClose() {
        var clock = DueClock(amount: 0, unit: .workingDays, anchors: [.stayInScopeSince])
        clock.cap = .personConsentReviewOn
        #expect(clock.text == "same wd as stay.inScopeSince, at most person.consentReviewOn")
    }

    @Test("A fortnight that a fact bounds says so")
    func boundedBeginningWith() {
        var clock = DueClock(
            amount: 14, unit: .calendarDays, anchors: [.stayInScopeSince], beginningWith: true)
        clock.cap = .personConsentReviewOn
        #expect(
            clock.text
                == "14 days beginning with stay.inScopeSince, at most person.consentReviewOn")
    }
}
