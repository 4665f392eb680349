// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Foundation
import Notifications
import Policy
import Testing

@testable import keywatch

@Suite struct ExplainTests {
    private func text(_ explanation: Explanation) throws -> String {
        explanation.lines(LocalTime(zone: try TimeZoneRules.london())).joined(separator: "\n")
    }

    @Test func anAlertIsExplainedFromTheMessageToTheRungToldLast() throws {
        let world = try World.afterASaturdayNight()
        let view = try world.view()
        let alert = try #require(try view.shelf().all.first { $0.rule.text == "D-080a" })
        let explanation = try Explainer(view, world.context).explain(alert)
        let text = try text(explanation)
        #expect(explanation.passages.count == 2)
        #expect(text.contains("It is open, not answered."))
        #expect(text.contains("Because of admission.started, which happened Sat 7 Mar 2026 22:10"))
        #expect(text.contains("Linked to the person by: match, weight"))
        #expect(text.contains("birth-date exact 12.5"))
        #expect(text.contains("rated red since Mon 2 Feb 2026 10:00"))
        #expect(text.contains("mental-health bed; open; in scope since Sat 7 Mar 2026 22:10"))
        #expect(text.contains("rung 2 Sat 7 Mar 2026 23:30 (1 hour after the one before)"))
        #expect(text.contains("climbed to rung 2, because nobody answered: told kwm-1"))
        #expect(text.contains("What was published waits for the broker."))
        #expect(!text.contains("9990000018"))
        #expect(!text.contains("Alexa"))
    }

    @Test func aTasksClockIsExplainedStepByStep() throws {
        let world = try World.afterASaturdayNight()
        let view = try world.view()
        let task = try #require(try view.shelf().all.first { $0.rule.text == "D-047a" })
        let text = try text(try Explainer(view, world.context).explain(task))
        #expect(
            text.contains(
                """
                Due 14 calendar days after stay in scope since: from Sat 7 Mar 2026 22:10 \
                (23:59:59 of that day) that is Sat 21 Mar 2026 23:59:59.
                """))
        #expect(
            text.contains(
                """
                Counted: from Sat 7 Mar 2026, not counted; 14 calendar days on is Sat 21 Mar 2026.
                """))
        #expect(text.contains("If it is not done: reminder"))
        #expect(text.contains("If nobody answers (cross-system): rung 2"))
    }

    @Test func everyDayThatAClockPassesOverIsNamed() throws {
        let world = try World.afterASaturdayNight()
        let view = try world.view()
        let task = try #require(try view.shelf().all.first { $0.rule.text == "D-144" })
        let text = try text(try Explainer(view, world.context).explain(task))
        #expect(
            text.contains(
                """
                Counted: from Sat 7 Mar 2026, not counted; not counted: Sun 8 Mar 2026 (weekend); \
                2 working days on is Tue 10 Mar 2026.
                """))
        #expect(
            text.contains(
                """
                rung 2 Mon 9 Mar 2026 17:00 (1 working day after the one before, not counted: \
                Sun 8 Mar 2026 (weekend))
                """))
    }

    @Test func aDueThatTheCalendarOfNowWouldNotGiveIsSaidToBeSo() throws {
        let world = try World.afterASaturdayNight()
        var context = world.context
        let holiday = try #require(LocalDate(iso8601: "2026-03-09"))
        context.calendar = WorkingCalendar(
            zone: context.calendar.zone, bankHolidays: [BankHoliday(holiday, "New")],
            version: "with a holiday")
        let view = try world.view()
        let task = try #require(try view.shelf().all.first { $0.rule.text == "D-144" })
        let text = try text(try Explainer(view, context).explain(task))
        #expect(text.contains("it would be Wed 11 Mar 2026 17:00."))
    }

    @Test func aRuleThatAskedForNothingIsExplainedByEveryValueThatItSaw() throws {
        let world = try World.afterASaturdayNight()
        let position = try #require(InputPosition(text: "keywatch.in.admissions/0/0"))
        let text = try text(try Explainer(try world.view(), world.context).explain(position))
        let silence = try #require(
            text.split(separator: "\n").first { $0.contains("Rule D-080b did not act") })
        #expect(silence.contains("person.member = true (yes)"))
        #expect(silence.contains("person.keyworkerNamed = true (no)"))
        #expect(silence.contains("person.rating = red (no)"))
        // Of a test of time: when it begins to hold, and since what that was counted.
        #expect(text.contains("since stay.inScopeSince = 2026-03-07T22:10:00Z"))
    }

    @Test func aMessageIsExplainedWithWhatBecameOfWhatItOpened() throws {
        let world = try World.afterASaturdayNight()
        let view = try world.view()
        let position = try #require(InputPosition(text: "keywatch.in.admissions/0/0"))
        let explanation = try Explainer(view, world.context).explain(position)
        let text = try text(explanation)
        #expect(explanation.summary.first?.hasPrefix("Outcome: acted, taken into a case") == true)
        #expect(text.contains("Opened immediate alert D-080a"))
        #expect(text.contains("Opened routine task D-047a"))
        #expect(text.contains("climbed to rung 2"))
        #expect(text.contains("What rule D-080a asks for held: "))
        #expect(text.contains("rules that asked for nothing about person:R1"))
        #expect(explanation.json["history"]?.elements.isEmpty == false)
    }

    @Test func duplicatesAndDeadLettersAreExplainedToo() throws {
        let world = try World.afterASaturdayNight()
        let explainer = try Explainer(try world.view(), world.context)
        let again = try explainer.explain(
            try #require(InputPosition(text: "keywatch.in.admissions/0/2")))
        #expect(try text(again).contains("Outcome: duplicate"))
        let dead = try explainer.explain(
            try #require(InputPosition(text: "keywatch.in.admissions/0/1")))
        #expect(try text(dead).contains("Outcome: dead-letter, it cannot be read"))
        #expect(try text(dead).contains("Neither HL7 v2"))
    }

    @Test func whatWasNeverReadIsSaidToBeSo() throws {
        let world = try World.afterASaturdayNight()
        let explainer = try Explainer(try world.view(), world.context)
        let later = try explainer.explain(
            try #require(InputPosition(text: "keywatch.in.admissions/0/99")))
        #expect(later.summary == ["It has not been read yet."])
        let other = try explainer.explain(try #require(InputPosition(text: "other/0/0")))
        #expect(other.summary == ["Nothing of the topic other is in the ledger."])
    }

    @Test(arguments: ["a/b/c", "topic/0", "topic/0/-1", "/0/0", "t/0/0/x", "t/0/0/0/0"])
    func whatIsNoPositionIsNotTakenForOne(_ text: String) {
        #expect(InputPosition(text: text) == nil)
    }
}
