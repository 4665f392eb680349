// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Daemon
import Foundation
import Ledger
import Notifications
import Policy
import Testing

@testable import keywatch

@Suite struct AnswerTests {
    private let at = "2026-03-08T09:00:00Z"

    private func answer(
        _ word: AnswerWord, _ obligation: Obligation, by: String, _ detail: [String] = [],
        id: String = "a1", reason: String? = nil, in world: World
    ) throws -> (CommandForm.Reply, String, ExitCode?) {
        let event = AnswerEvent(
            id: id, word: word, obligation: obligation.id,
            group: ObligationGroup(obligation.kind), area: world.configuration.area, by: by,
            at: try #require(Instant(iso8601: at)),
            detail: try AnswerEvent.members(detail, reason: reason))
        let reply = try OfflineCommand.respond(
            event.json.utf8, location: world.location, context: world.context,
            time: SetTime(at: at))
        let meaning = AnswerReply.meaning(reply, of: event)
        return (reply, meaning.text, meaning.code)
    }

    private func alert(in world: World) throws -> Obligation {
        try #require(
            try world.view().shelf().all.first { $0.rule.text == "D-080a" && $0.isOpen })
    }

    @Test func anAnswerWithoutADaemonIsDecidedJournaledAndPublished() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let alert = try alert(in: world)
        let (reply, text, code) = try answer(.accepted, alert, by: "kw-1", in: world)
        #expect(reply.outcome == "acted")
        #expect(text == "accepted: \(alert.id)")
        #expect(code == nil)
        let answered = try #require(try world.view().shelf().all.first { $0.id == alert.id })
        #expect(answered.answer?.answered?.by == "kw-1")
        #expect(answered.answer?.answered?.kind == "accepted")
        #expect(try LedgerVerification.run(try world.view()).findings == [])
        let explanation = try Explainer(try world.view(), world.context).explain(answered)
        let told = explanation.passages.last?.sentences.joined(separator: " ") ?? ""
        #expect(told.contains("org.keywatch.escalation.accepted.v1 on responses"))
    }

    @Test func theSameAnswerTwiceChangesNothing() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let alert = try alert(in: world)
        _ = try answer(.acknowledged, alert, by: "kw-1", in: world)
        let (reply, text, code) = try answer(.acknowledged, alert, by: "kw-1", in: world)
        #expect(reply.outcome == "duplicate")
        #expect(code == nil)
        #expect(text.hasPrefix("nothing changed"))
        let second = try answer(.acknowledged, alert, by: "kw-1", id: "a2", in: world)
        #expect(second.0.outcome == "duplicate")
    }

    @Test func whoMayNotAnswerIsRefusedInPlainEnglish() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let alert = try alert(in: world)
        let (reply, text, code) = try answer(.acknowledged, alert, by: "sen-1", in: world)
        #expect(reply == CommandForm.Reply(outcome: "review", reason: "not-entitled"))
        #expect(code == .refused)
        #expect(text.contains("sen-1 may not answer it"))
        let unknown = try answer(.acknowledged, alert, by: "nobody", id: "a2", in: world)
        #expect(unknown.2 == .refused)
        #expect(unknown.1.contains("the directory has nobody with the id nobody"))
    }

    @Test func aDeclineWithAReasonTellsTheNextRungAtOnce() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let alert = try alert(in: world)
        let rung = alert.rung
        let (reply, _, _) = try answer(
            .declined, alert, by: "kw-1", reason: "on leave", in: world)
        #expect(reply.outcome == "acted")
        let declined = try #require(try world.view().shelf().all.first { $0.id == alert.id })
        #expect(declined.rung == rung + 1)
    }

    @Test func anAnswerReadBackFromItsTopicIsARepetition() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let alert = try alert(in: world)
        _ = try answer(.declined, alert, by: "kw-1", reason: "on leave", in: world)
        let view = try world.view()
        let last = try #require(
            try view.reader.frames(from: view.reader.lastFrame(), limit: 1).last)
        let published = try view.bodies(of: last).flatMap(\.facts).compactMap { fact in
            if case .published(let publication) = fact, publication.topic == .responses {
                publication.cloudEvent(source: world.context.source).text
            } else {
                nil
            }
        }
        try world.open()
        try world.send(try #require(published.first), to: .responses, at: "2026-03-08T09:01:00Z")
        try world.close()
        let again = try #require(try world.view().shelf().all.first { $0.id == alert.id })
        #expect(again.rung == alert.rung + 1)
        let counts = try StatsReport.read(try world.view())["outcomes"]
        #expect(counts?["keywatch.in.responses"]?["duplicate"]?.integer == 1)
    }

    @Test func aReviewIsNotDoneBySayingSo() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let task = try #require(
            try world.view().shelf().all.first { $0.rule.text == "D-047a" && $0.isOpen })
        let (_, text, code) = try answer(.completed, task, by: "com-1", in: world)
        #expect(code == .refused)
        #expect(text.contains("keywatch explain"))
    }

    @Test func aLedgerThatADaemonHoldsIsLeftAlone() throws {
        let world = try World.afterASaturdayNight()
        let alert = try alert(in: world)
        #expect(throws: LedgerError.self) {
            _ = try answer(.acknowledged, alert, by: "kw-1", in: world)
        }
    }

    @Test func anIdMayBeAbbreviatedWhereOnlyOneBeginsSo() throws {
        let world = try World.afterASaturdayNight()
        let shelf = try world.view().shelf()
        let alert = try alert(in: world)
        #expect(try shelf.find(String(alert.id.prefix(10)), .alerts).id == alert.id)
        #expect(throws: CommandFailure.self) { try shelf.find(String(alert.id.prefix(5))) }
        #expect(throws: CommandFailure.self) { try shelf.find("zzzzzzzz") }
        #expect(throws: CommandFailure.self) {
            try shelf.find(String(alert.id.prefix(10)), .tasks)
        }
    }

    @Test func detailIsGivenByNameAndValue() throws {
        let members = try AnswerEvent.members(["rootCause=no-bed", "note=a=b"], reason: "late")
        #expect(
            JSONValue.object(members).text
                == #"{"reason":"late","rootCause":"no-bed","note":"a=b"}"#)
        #expect(throws: CommandFailure.self) { try AnswerEvent.members(["novalue"], reason: nil) }
        #expect(throws: CommandFailure.self) {
            try AnswerEvent.members(["reason=x"], reason: "late")
        }
    }
}
