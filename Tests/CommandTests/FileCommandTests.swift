// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Bus
import Foundation
import Notifications
import Policy
import Register
import Testing

@testable import keywatch

@Suite final class FileCommandTests {
    private var files: [String] = []

    deinit { for file in files { try? FileManager.default.removeItem(atPath: file) } }

    private func decode(_ text: String) throws -> (lines: [String], errors: Int) {
        var stream = StreamDecoder(
            NotificationDecoder(zone: try TimeZoneRules.london()), topicHint: .admission,
            receivedAt: Instant(milliseconds: 0))
        stream.append(Array(text.utf8)[...])
        stream.complete()
        var lines: [String] = []
        var errors = 0
        while let items = stream.next() {
            for item in items {
                switch item {
                case .notification(let notification):
                    lines.append(notification.canonicalJSON().text)
                case .rejected(let rejected):
                    errors += 1
                    lines.append(rejected.errorJSON.text)
                }
            }
        }
        return (lines, errors)
    }

    private static let message = """
        MSH|^~\\&|PAS|RXX|KW|ICB|20260307222000||ADT^A01|M1|P|2.4\r\
        EVN|A01|20260307222000\r\
        PID|1||9990000018^^^NHS^NH||Test^Alexa||20120415|F\r\
        PV1|1|I|WARD^1^2||||||||||||||||V1\r
        """

    @Test func aMessageIsOneLineOfCanonicalJSON() throws {
        let (lines, errors) = try decode(FileCommandTests.message)
        #expect(errors == 0, "\(lines)")
        let json = try JSONValue(parsing: try #require(lines.first))
        #expect(lines.count == 1)
        #expect(json["event"]?.string == "admission.started")
        #expect(json["person"]?["nhsNumber"]?.string == "9990000018")
    }

    @Test func aFileMayHoldManyMessages() throws {
        #expect(try decode(FileCommandTests.message + FileCommandTests.message).lines.count == 2)
        let event = World.admission("m1", "started")
        #expect(try decode(event + "\n" + event + "\n").lines.count == 2)
        #expect(try decode("[" + event + "," + event + "]").lines.count == 2)
        let spread = event.replacingOccurrences(of: ",", with: ",\n")
        #expect(try decode(spread).lines.count == 1)
    }

    @Test func whatCannotBeReadIsALineWithItsCodeAndTheRestIsDecoded() throws {
        let event = World.admission("m1", "started")
        let (lines, errors) = try decode(event + "\n{\"specversion\":\n" + event)
        #expect(errors == 1)
        #expect(lines.count == 3)
        let error = try JSONValue(parsing: lines[1])["error"]
        #expect(error?["code"]?.string == "json.truncated")
        #expect(error?["position"]?.integer != nil)
        #expect(error?["message"]?.string?.isEmpty == false)
    }

    private func file(_ text: String, _ name: String) throws -> String {
        let url = FileManager.default.temporaryDirectory.appending(
            path: "\(UUID().uuidString)-\(name)")
        try text.write(to: url, atomically: true, encoding: .utf8)
        files.append(url.path)
        return url.path
    }

    private static let header =
        "register_id,nhs_number,family_name,given_names,birth_date,sex,postcode,address,upn,"
        + "local_ids"

    @Test func everyQueryGetsItsAnswerAndBadRowsAreCounted() throws {
        let register = try file(
            FileCommandTests.header + """

                R1,9990000018,Test,Alexa,2012-04-15,female,ZE1 0AA,,,
                R2,,Other,Billie,2011-01-02,male,ZE1 0AB,,,
                R3,"open
                """, "register.csv")
        let queries = try file(
            "query_id," + FileCommandTests.header + """

                q1,,9990000018,Test,Alexa,2012-04-15,,,,,
                q2,,,Nobody,Nowhere,1999-09-09,,,,,
                """, "queries.csv")
        var run = MatchRun(zone: try TimeZoneRules.london())
        try run.read(register: register)
        var lines: [JSONValue] = []
        try run.answer(queries: queries) { line in
            if let json = try? JSONValue(parsing: line) { lines.append(json) }
        }
        #expect(run.faults == 1)
        #expect(lines.map { $0["queryId"]?.string } == ["q1", "q2"])
        #expect(lines.map { $0["outcome"]?.string } == ["match", "none"])
        #expect(lines.first?["registerId"]?.string == "R1")
        #expect(lines.first?["evidence"]?.elements.isEmpty == false)
        #expect(lines.first?["probability"] != nil)
    }

    @Test func costsOfAConfigurationTurnAMatchIntoAReview() throws {
        let register = try file(
            FileCommandTests.header + "\nR1,,Marlow,Wren,2012-04-15,female,ZE1 0AA,,,\n",
            "register.csv")
        let queries = try file(
            "query_id," + FileCommandTests.header
                + "\nq1,,,Marlowe,Wren,2012-04-15,,ZE1 0AA,,,\n", "queries.csv")
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "keywatch-costs-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: World.root.appending(path: "Config"), to: folder)
        files.append(folder.path)
        let matching = folder.appending(path: "matching.yaml")
        let shipped = try String(contentsOf: matching, encoding: .utf8)
        func outcome() throws -> String? {
            let command = try MatchAnswerCommand.parse([
                "--register", register, "--queries", queries, "--config",
                folder.appending(path: "keywatch.yaml").path,
            ])
            var run = try command.files.run()
            var outcome: String?
            try run.answer(queries: queries) {
                outcome = (try? JSONValue(parsing: $0))?["outcome"]?.string
            }
            return outcome
        }
        #expect(try outcome() == "match")
        try shipped.replacingOccurrences(of: "wrong: 1000", with: "wrong: 1000000000").write(
            to: matching, atomically: true, encoding: .utf8)
        #expect(try outcome() == "review")
        try shipped.replacingOccurrences(of: "wrong: 1000", with: "wrong: much").write(
            to: matching, atomically: true, encoding: .utf8)
        #expect(throws: PolicyError.self) { try outcome() }
        #expect(throws: (any Error).self) {
            try MatchAnswerCommand.parse([
                "--register", register, "--queries", queries, "--config", "a", "--weights", "b",
            ])
        }
    }

    @Test func whoStandsTwiceInAFileIsListedWithoutPersonalData() throws {
        let register = try file(
            FileCommandTests.header + ",area" + """

                R1,9990000018,Marlow,Wren,2012-04-15,female,ZE1 0AA,4 Kiln Lane,,,north
                R2,,Marlow,Wren,2012-04-15,female,ZE1 0AA,4 Kiln Lane,,,
                R3,9990000026,Marlow,Rowan,2012-04-15,female,ZE1 0AA,4 Kiln Lane,,,north
                R4,,Short
                """, "twice.csv")
        let command = try MatchDuplicatesCommand.parse(["--register", register, "--json"])
        let plan = try command.file.plan()
        let report = DuplicateReport(plan.entries, weights: try command.file.matching())
        #expect(plan.faults.count == 1)
        #expect(
            report.table.rows.map { Array($0.prefix(5)) } == [["sure", "R1", "north", "R2", ""]])
        #expect(report.json.elements.count == 1)
        #expect(report.json.elements.first?["registerId"]?.string == "R1")
        let text = report.json.text + report.table.lines.joined()
        for secret in ["Marlow", "Wren", "2012", "ZE1", "Kiln", "9990000018"] {
            #expect(!text.contains(secret), "\(secret)")
        }
        #expect(throws: ExitCode.wanting) { try command.run() }
        let clean = try file(
            FileCommandTests.header + "\nR1,,Marlow,Wren,2012-04-15,female,ZE1 0AA,,,\n",
            "once.csv")
        try MatchDuplicatesCommand.parse(["--register", clean]).run()
    }

    @Test func whoStandsTwiceInTheLedgerIsListed() throws {
        let world = try World.afterASaturdayNight()
        try world.register(World.entry("R2"), at: "2026-03-08T09:00:00Z")
        let entries = try world.view().entries()
        let report = DuplicateReport(Array(entries.values), weights: .standard)
        #expect(
            report.table.rows.map { Array($0.prefix(5)) }
                == [["sure", "R1", "demo", "R2", "demo"]])
        let command = try RegisterDuplicates.parse(["--config", World.configurationPath])
        #expect(!command.json && command.configuration.config == World.configurationPath)
    }

    @Test func hostileRowsAreNamedAndTheRestIsAnswered() throws {
        let register = try file(
            FileCommandTests.header + """

                R1,,Test,Alexa,2012-04-15,female,ZE1 0AA,,,
                R1,,Twice,Alexa,2012-04-15,female,ZE1 0AA,,,
                R2,,Short
                R3,,"Two
                Lines",Kit,2013-05-16,female,ZE1 0AC,,,
                R4,,Odd,Day,2012-13-45,female,ZE1 0AD,,,
                """, "hostile-register.csv")
        let huge = String(repeating: "A", count: 10_000_000)
        let queries = try file(
            "query_id," + FileCommandTests.header + """

                q1,,,Test,Alexa,2012-02-30,female,ZE1 0AA,,,
                q2,,,\(huge),Alexa,2012-04-15,female,ZE1 0AA,,,
                q1,,,Test,Alexa,2012-04-15,female,ZE1 0AA,,,
                ,,,Test,Alexa,2012-04-15,female,ZE1 0AA,,,
                \u{0}\u{1},garbled
                q3,,,"Two
                Lines",Kit,2013-05-16,female,ZE1 0AC,,,
                q4,,,Test,Alexa,2012-04-15,female,ZE1 0AA,,,
                """, "hostile-queries.csv")
        var run = MatchRun(zone: try TimeZoneRules.london())
        try run.read(register: register)
        #expect(run.faults == 2)
        #expect(run.index.count == 3)
        var outcomes: [String?: String?] = [:]
        try run.answer(queries: queries) { line in
            if let json = try? JSONValue(parsing: line) {
                outcomes[json["queryId"]?.string] = json["outcome"]?.string
            }
        }
        #expect(outcomes == ["q1": "review", "q3": "match", "q4": "match"])
        #expect(run.faults == 6)
        #expect(throws: ExitCode.wanting) { try run.finish() }
    }

    @Test func aRegisterFileIsComparedWithTheRegisterAsItStands() throws {
        let world = try World.afterASaturdayNight()
        try world.register(World.entry("R2"), at: "2026-03-08T09:00:00Z")
        let current = try world.view().entries()
        let path = try file(
            World.entry("R1", version: 2) + "\n" + World.entry("R3") + "\n{\"bad\":1}\n",
            "register.jsonl")
        let plan = try RegisterPlan.read(
            path, format: .jsonl, decoder: EntryDecoder(zone: try TimeZoneRules.london()))
        #expect(plan.faults.map { $0.line } == [3])
        #expect(
            plan.faults.first?.line(in: "f").hasPrefix("f:3:1: error register.missing: ") == true)
        let difference = plan.difference(from: current)
        #expect(
            difference.rows == [
                ["R1", "changed", "version"], ["R3", "added", ""], ["R2", "vanished", ""],
            ])
        let record = RegisterImport.record(of: plan.entries[0], topic: "t")
        #expect(record.key == Array("R1".utf8))
    }

    @Test func whatWasExportedIsImportedAsTheSame() throws {
        let world = try World.afterASaturdayNight()
        let current = try world.view().entries()
        let lines = current.values.map { $0.jsonValue().text }.joined(separator: "\n")
        let plan = try RegisterPlan.read(
            try file(lines, "export.jsonl"), format: .jsonl,
            decoder: EntryDecoder(zone: try TimeZoneRules.london()))
        #expect(plan.difference(from: current).rows.isEmpty)
    }
}
