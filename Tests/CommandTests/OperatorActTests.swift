// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Ledger
import Notifications
import Policy
import Testing

@testable import Daemon
@testable import keywatch

/// What an operator does to dead letters and to the clock: journaled, and never more than was said.
@Suite struct OperatorActTests {
    private func perform(
        _ deed: OperatorAct.Deed, in world: World, at: String = "2026-03-09T08:00:00Z"
    ) throws -> CommandForm.Reply {
        try OfflineCommand.perform(
            OperatorAct(deed, by: "kw-1", reason: "a new decoder"), location: world.location,
            context: world.context, topics: world.configuration.topics, time: SetTime(at: at))
    }

    private func deadLetters(_ world: World) throws -> [DeadLetter] {
        try world.view().reader.deadLetters(limit: 10)
    }

    @Test func whatTheDecoderReadsByNowIsDecidedAsANewsThatCameLate() throws {
        let world = try World()
        try world.register(World.entry("R1"), at: "2026-03-02T09:00:00Z")
        let at = try world.setAside(
            World.admission("m1", "started"), at: "2026-03-07T22:30:00Z")
        try world.close()
        #expect(try deadLetters(world).map(\.position) == [7])
        let reply = try perform(.retryDeadLetter(at), in: world)
        #expect(reply.outcome == "acted")
        #expect(try deadLetters(world).isEmpty)
        let view = try world.view()
        #expect(try view.shelf().all.contains { $0.rule.text == "D-080a" && $0.isOpen })
        #expect(try LedgerVerification.run(view).findings == [])
        let told = try Explainer(view, world.context).explain(at).summary
        #expect(told.first?.hasPrefix("Former outcome: dead-letter") == true)
        #expect(told.contains { $0.contains("tried again by kw-1: a new decoder") })
        #expect(told.contains { $0.hasPrefix("Outcome: acted") })
        #expect(try view.reader.outcomeCounts().filter { $0.outcome == 8 }.isEmpty)
    }

    @Test func whatStillCannotBeReadStaysAndIsPublishedOnce() throws {
        let world = try World()
        try world.send("not a notification", at: "2026-03-07T22:30:00Z")
        try world.close()
        let at = InputPosition(topic: "keywatch.in.admissions", partition: 0, offset: 0)
        let reply = try perform(.retryDeadLetter(at), in: world)
        #expect(reply == CommandForm.Reply(outcome: "dead-letter", reason: "unknown-format"))
        #expect(try deadLetters(world).count == 1)
        let view = try world.view()
        var published = 0
        try view.forEachFrame { frame in
            for fact in try view.bodies(of: frame).flatMap(\.facts) {
                if case .published = fact { published += 1 }
            }
        }
        #expect(published == 1)
        #expect(try LedgerVerification.run(view).findings == [])
    }

    @Test func aDiscardedDeadLetterIsGoneAndItsOutcomeStays() throws {
        let world = try World()
        try world.send("not a notification", at: "2026-03-07T22:30:00Z")
        try world.close()
        let at = InputPosition(topic: "keywatch.in.admissions", partition: 0, offset: 0)
        #expect(try perform(.discardDeadLetter(at), in: world).outcome == "acted")
        #expect(try deadLetters(world).isEmpty)
        let told = try Explainer(try world.view(), world.context).explain(at).summary
        #expect(told.contains { $0.hasPrefix("Outcome: dead-letter") && $0.contains("discarded") })
        let again = try perform(.discardDeadLetter(at), in: world)
        #expect(again == CommandForm.Reply(outcome: nil, reason: "no-dead-letter"))
        let retried = try perform(.retryDeadLetter(at), in: world)
        #expect(retried == CommandForm.Reply(outcome: nil, reason: "no-dead-letter"))
        #expect(try LedgerVerification.run(try world.view()).findings == [])
    }

    private static func array(_ values: [String]) -> String {
        "[" + values.joined(separator: ",") + "]"
    }

    /// What is found in a batch only now has its outcome too: guarantee 1 of CONTRACT.md §3.
    @Test func everyItemOfABatchThatIsReadNowHasAnOutcome() throws {
        let world = try World()
        try world.register(World.entry("R1"), at: "2026-03-02T09:00:00Z")
        let at = try world.setAside(
            Self.array([World.admission("m1", "started"), "{}", World.admission("m2", "updated")]),
            at: "2026-03-07T22:30:00Z")
        try world.close()
        #expect(try perform(.retryDeadLetter(at), in: world).outcome == "acted")
        let view = try world.view()
        let outcomes = try (0...2).map { (index: UInt32) -> UInt8? in
            var item = at
            item.index = index
            return try view.reference(to: item).flatMap { try view.reader.input($0) }?.outcome
        }
        #expect(outcomes == [Outcome.acted.code, Outcome.deadLetter.code, Outcome.acted.code])
        // The element that cannot be read is a dead letter of its own, and can be tried again.
        #expect(try deadLetters(world).map(\.input.index) == [1])
        #expect(try LedgerVerification.run(view).findings == [])
    }

    /// A later decoder may cut a batch into more items: what stands under a number that was taken
    /// must not be passed over.
    @Test func whatABatchHoldsBesidesIsNotLostUnderAnothersNumber() throws {
        let world = try World()
        try world.register(World.entry("R1"), at: "2026-03-02T09:00:00Z")
        let (first, second, third) = (
            World.admission("m1", "started"), World.admission("m2", "updated"),
            World.admission("m3", "transferred")
        )
        // As an earlier version cut it: something unreadable, and then the third.
        let at = try world.setAside(
            Self.array([first, second, third]), then: third, at: "2026-03-07T22:30:00Z")
        try world.close()
        #expect(try perform(.retryDeadLetter(at), in: world).outcome == "acted")
        let state = try #require(try world.view().caseState(of: .person("R1")))
        #expect(
            state.events.map(\.event.text).sorted() == [
                "admission.started", "admission.transferred", "admission.updated",
                "register.added",
            ])
        #expect(try LedgerVerification.run(try world.view()).findings == [])
    }

    /// A ledger of an earlier version keeps the value alone: no command and no daemon ends by it.
    @Test(arguments: [[], [1], [1, 0x7B], Array("not a notification".utf8)] as [[UInt8]])
    func whatAnEarlierVersionSetAsideIsListedAndTried(_ body: [UInt8]) throws {
        let world = try World()
        try world.send("not a notification", at: "2026-03-07T22:30:00Z")
        try world.close()
        var letter = try #require(try deadLetters(world).first)
        letter.body = body
        let writer = try Writer.open(world.location)
        var commit = Commit()
        commit.deadLetters = [letter]
        _ = try writer.commit(commit)
        try writer.close()
        let at = InputPosition(topic: "keywatch.in.admissions", partition: 0, offset: 0)
        #expect(try perform(.retryDeadLetter(at), in: world).outcome == "dead-letter")
        let view = try world.view()
        let time = LocalTime(zone: try TimeZoneRules.london())
        let lines = DeadLetterListing.lines(
            try #require(deadLetters(world).first), view, time: time)
        #expect(lines.contains("size: \(body.count) bytes"))
    }

    @Test func aTopicThatWasOnlyTypedIsNotMadeKnown() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let at = InputPosition(topic: "a typing mistake", partition: 0, offset: 0)
        for deed in [OperatorAct.Deed.retryDeadLetter(at), .discardDeadLetter(at)] {
            #expect(try perform(deed, in: world).reason == "no-dead-letter")
        }
        #expect(try world.view().topicID("a typing mistake") == nil)
    }

    /// A person new to the register must be matched with what came before, which is in Kafka only.
    @Test func anEntryThatNeedsTheTopicsWaitsForTheDaemon() throws {
        let world = try World()
        let at = try world.setAside(
            World.entry("R1"), key: "R1", on: .register, at: "2026-03-07T22:30:00Z")
        try world.send(World.admission("m1", "started"), at: "2026-03-07T22:40:00Z")
        try world.close()
        let reply = try perform(.retryDeadLetter(at), in: world)
        #expect(reply == CommandForm.Reply(outcome: nil, reason: "daemon-needed"))
        #expect(try deadLetters(world).count == 1)
        #expect(try world.view().caseState(of: .person("R1")) == nil)
    }

    @Test func anEntryOfWhichNothingWasToldIsTakenWithoutTheDaemon() throws {
        let world = try World()
        let at = try world.setAside(
            World.entry("R1"), key: "R1", on: .register, at: "2026-03-07T22:30:00Z")
        try world.close()
        #expect(try perform(.retryDeadLetter(at), in: world).outcome == "acted")
        #expect(try deadLetters(world).isEmpty)
        #expect(try world.view().caseState(of: .person("R1"))?.entry != nil)
    }

    @Test func anAcceptedClockStandsInTheLedger() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let later = "2027-03-08T00:00:00Z"
        #expect(try perform(.acceptClock, in: world, at: later).outcome == "acted")
        let view = try world.view()
        let last = try #require(
            try view.reader.frames(from: view.reader.lastFrame(), limit: 1).last)
        #expect(last.at == Instant(iso8601: later)?.milliseconds)
        #expect(
            try view.bodies(of: last).map(\.reason)
                == ["clock accepted by kw-1: a new decoder"])
    }

    @Test(arguments: [
        OperatorAct.Deed.acceptClock,
        .retryDeadLetter(InputPosition(topic: "t", partition: 1, offset: 2, index: 3)),
        .discardDeadLetter(InputPosition(topic: "t", partition: 1, offset: 2)),
        .adoptPolicy, .rehearseAdoption,
    ])
    func anActIsTheSameBehindTheSocket(_ deed: OperatorAct.Deed) {
        let act = OperatorAct(deed, by: "somebody", reason: "a \"reason\"\nof two lines")
        #expect(!act.line.contains("\n"))
        #expect(OperatorAct(line: Array(act.line.utf8)) == act)
    }

    @Test(arguments: [
        "", "{}", #"{"act":"clock.accept"}"#, #"{"act":"other","by":"a","reason":"b"}"#,
        #"{"act":"dead-letters.retry","by":"a","reason":"b"}"#,
        #"{"act":"dead-letters.retry","position":"x","by":"a","reason":"b"}"#,
    ])
    func whatIsNoActIsNotTakenForOne(_ line: String) {
        #expect(OperatorAct(line: Array(line.utf8)) == nil)
    }
}
