// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Ledger
import Notifications
import Policy
import Testing

@testable import Daemon
@testable import keywatch

/// A changed pack and a ledger without a daemon: what stands in it, and what a rebuild makes of it.
@Suite struct AdoptionTests {
    private static let later = "D-047a"

    /// The shipped pack with one rule's due changed in its text.
    private func context(of world: World) throws -> DecisionContext {
        let files = FileManager.default
        let folder = world.folder.appending(path: "Config")
        try files.copyItem(at: World.root.appending(path: "Config"), to: folder)
        let path = folder.appending(path: "policy/policy-2023/stay.yaml")
        let text = try String(contentsOf: path, encoding: .utf8)
        let start = try #require(text.range(of: "- rule: \(Self.later)\n"))
        let due = try #require(
            text.range(of: "due: 14 cd", range: start.upperBound..<text.endIndex))
        try text.replacingCharacters(in: due, with: "due: 28 cd")
            .write(to: path, atomically: true, encoding: .utf8)
        var context = world.context
        context.pack = try ConfigurationFolder(path: folder.path).policy(named: "policy-2023")
        return context
    }

    private func perform(
        _ deed: OperatorAct.Deed, by person: String = "kw-1", in world: World,
        _ context: DecisionContext
    ) throws -> CommandForm.Reply {
        try OfflineCommand.perform(
            OperatorAct(deed, by: person, reason: "agreed"), location: world.location,
            context: context, topics: world.configuration.topics,
            time: SetTime(at: "2026-03-09T08:00:00Z"))
    }

    private func due(_ world: World) throws -> Instant? {
        let state = try #require(try world.view().caseState(of: .person("R1")))
        return state.obligations.last { $0.rule.text == Self.later && $0.isOpen }?.due
    }

    @Test func whatIsHeldIsListedThenPutOffAndARebuildGivesTheSame() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let context = try context(of: world)
        let before = try #require(try due(world))
        let frames = try world.view().reader.lastFrame()
        let rehearsed = try perform(.rehearseAdoption, in: world, context)
        #expect(rehearsed.held.map(\.rule.text) == [Self.later])
        #expect(rehearsed.held.first?.due == before)
        // A rehearsal leaves no trace.
        #expect(try world.view().reader.lastFrame() == frames)
        #expect(try perform(.adoptPolicy, by: "nobody", in: world, context).outcome == nil)
        #expect(try due(world) == before)
        #expect(try perform(.adoptPolicy, in: world, context).held == rehearsed.held)
        let after = try #require(try due(world))
        #expect(rehearsed.held.first?.change == .later(after))
        #expect(after > before)
        #expect(try perform(.adoptPolicy, in: world, context).held.isEmpty)
        #expect(try LedgerVerification.run(try world.view()).findings == [])
        #expect(try LedgerRebuild.run(world.location).isIdentical)
    }

    @Test func anAnswerUnderAnEditedPackHoldsBackWhatThePackWouldPutOff() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let context = try context(of: world)
        let before = try due(world)
        #expect(try perform(.acceptClock, in: world, context).outcome == "acted")
        let state = try #require(try world.view().caseState(of: .person("R1")))
        #expect(state.kept?.map(\.insteadOf) == ["28 cd after stay.inScopeSince"])
        #expect(try due(world) == before)
        #expect(try LedgerRebuild.run(world.location).isIdentical)
    }

    @Test func theListSaysRuleByRuleFromWhenToWhen() throws {
        let now = try #require(Instant(iso8601: "2026-03-24T23:59:59Z"))
        let then = try #require(Instant(iso8601: "2026-04-07T22:59:59Z"))
        let held = [
            HeldDuty(obligation: "b", rule: RuleID("D-2"), due: nil, change: .retired),
            HeldDuty(obligation: "a", rule: RuleID("D-1"), due: now, change: .later(then)),
            HeldDuty(obligation: "c", rule: RuleID("D-2"), due: now, change: .withdrawn),
        ]
        let time = LocalTime(zone: try TimeZoneRules.london())
        #expect(
            AdoptionListing(held, isDone: false, time: time).lines == [
                "D-1: 1 held",
                "  a  due Tue 24 Mar 2026 23:59:59 -> due Tue 7 Apr 2026 23:59:59",
                "D-2: 2 held",
                "  b  without a due -> withdrawn, its rule is retired",
                "  c  due Tue 24 Mar 2026 23:59:59 -> withdrawn",
                "3 in all: would be adopted; nothing was done",
            ])
        let reply = CommandForm.Reply(outcome: "acted", reason: "held", held: held)
        #expect(CommandForm.Reply(line: reply.line) == reply)
    }
}
