// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Foundation
import Ledger
import Notifications
import Testing

@testable import keywatch

@Suite struct LedgerCommandTests {
    @Test func aLedgerThatTheEngineWroteVerifiesClean() throws {
        let world = try World.afterASaturdayNight()
        let result = try LedgerVerification.run(try world.view())
        #expect(result.findings == [])
        #expect(result.report.frames > 4)
    }

    @Test func aRebuildGivesTheSameBytes() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let rebuild = try LedgerRebuild.run(world.location)
        #expect(rebuild.isIdentical)
        #expect(rebuild.cases > 0)
        #expect(rebuild.before[.cases]?.isEmpty == false)
    }

    @Test func aCaseThatItsFramesDoNotGiveIsFoundAndARebuildRepairsIt() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let writer = try Writer.open(world.location)
        var forged = try #require(
            try LedgerCaseStore(writer, keys: world.keys).loadCase(.person("R1")))
        forged.obligations.removeAll()
        var commit = Commit()
        commit.cases = [
            CaseWrite(
                subject: Ledger.Subject(forged.subject.ledgerBytes), nextDue: nil,
                body: try JournalForm.encode(forged))
        ]
        _ = try writer.commit(commit)
        try writer.close()
        let findings = try LedgerAudit.findings(try world.view())
        #expect(findings.map(\.place) == ["case person:R1", "case person:R1"])
        #expect(try !LedgerRebuild.run(world.location).isIdentical)
        #expect(try LedgerAudit.findings(try world.view()).isEmpty)
    }

    @Test func aCaseThatIsGoneAndOneThatNoFrameTellsOfAreFound() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let writer = try Writer.open(world.location)
        let stranger = CaseSubject.person("R9")
        var invented = Case(subject: stranger)
        invented.isRemoved = true
        var commit = Commit()
        commit.cases = [
            CaseWrite(
                subject: Ledger.Subject(CaseSubject.person("R1").ledgerBytes), nextDue: nil,
                body: nil),
            CaseWrite(
                subject: Ledger.Subject(stranger.ledgerBytes), nextDue: nil,
                body: try JournalForm.encode(invented)),
        ]
        _ = try writer.commit(commit)
        try writer.close()
        let findings = try LedgerAudit.findings(try world.view())
        #expect(Set(findings.map(\.place)) == ["case person:R1", "case person:R9"])
    }

    @Test func anInputBeyondItsPartitionsPositionIsFound() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        let writer = try Writer.open(world.location)
        let topic = try writer.topic(named: "keywatch.in.admissions")
        var commit = Commit()
        commit.positions = [Position(topic: topic, partition: 0, nextOffset: 1)]
        _ = try writer.commit(commit)
        try writer.close()
        let findings = try LedgerAudit.findings(try world.view())
        #expect(
            findings.map(\.place) == [
                "input keywatch.in.admissions/0/1", "input keywatch.in.admissions/0/2",
            ])
    }

    @Test func aFrameThatWasAlteredIsFound() throws {
        let world = try World.afterASaturdayNight()
        try world.close()
        // Turn one bit in the middle of the file's last page that holds anything.
        var bytes = try Data(contentsOf: URL(filePath: world.path))
        let place = try #require(bytes.lastIndex { $0 != 0 })
        bytes[place] ^= 1
        try bytes.write(to: URL(filePath: world.path))
        let result = try? LedgerVerification.run(try world.view())
        #expect(result?.findings.isEmpty != true)
    }

    @Test func statsCountEveryOutcome() throws {
        let world = try World.afterASaturdayNight()
        let report = try StatsReport.read(try world.view())
        let admissions = report["outcomes"]?["keywatch.in.admissions"]
        #expect(admissions?["acted"]?.integer == 1)
        #expect(admissions?["duplicate"]?.integer == 1)
        #expect(admissions?["dead-letter"]?.integer == 1)
        #expect(report["outcomes"]?["keywatch.in.register"]?["acted"]?.integer == 1)
        #expect((report["openObligations"]?["alert"]?.integer ?? 0) >= 1)
        let text = StatsReport.lines(report)
        #expect(text.contains { $0.hasPrefix("outcomes of keywatch.in.admissions: acted 1") })
        #expect(text.contains("read: keywatch.in.admissions/0 up to 3"))
    }

    @Test func aBackupIsALedgerOfItsOwn() throws {
        let world = try World.afterASaturdayNight()
        let copy = world.folder.appending(path: "copy.db").path
        try world.view().reader.backup(to: copy)
        let view = try LedgerView(path: copy, keys: world.keys)
        #expect(try LedgerVerification.run(view).findings == [])
    }

    @Test func deadLettersAreListedWithoutTheirBytes() throws {
        let world = try World.afterASaturdayNight()
        let view = try world.view()
        let letters = try view.reader.deadLetters(limit: 10)
        let time = LocalTime(zone: try TimeZoneRules.london())
        let table = DeadLetterListing.table(letters, view, time: time, isJSON: true)
        #expect(table.rows.map { $0[0] } == ["keywatch.in.admissions/0/1"])
        #expect(table.rows.map { $0[2] } == ["unknown-format"])
        let letter = try #require(letters.first)
        let lines = DeadLetterListing.lines(letter, view, time: time)
        #expect(lines.contains("size: 18 bytes"))
        #expect(!lines.joined().contains("not a notification"))
    }
}
