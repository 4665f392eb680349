// SPDX-License-Identifier: Apache-2.0
import Bus
import Daemon
import Foundation
import Glibc
import Ledger
import Testing

/// SIGHUP: a good file counts from then on, a bad one is refused and what ran stays.
extension SystemTests {
    @Test(.tags(.slow)) func dialectsAreReadAgainWithoutARestart() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let scene = try Scene("reload", bus: broker.configuration, folder: folder, people: 1)
        let daemon = try scene.area.startReady()
        let person = scene.people[0]
        try scene.sender.send([scene.sender.entry(person, area: scene.area.area)])
        // What the hospital's live messages are marked with is, by the standard, a test.
        func sendAdmission(_ visit: String) throws {
            let sent = scene.sender.hospital(
                .admitted, person, visit: visit, admitted: .now.hoursEarlier(1))
            let text = String(decoding: try #require(sent.value), as: UTF8.self)
            let marked = text.replacingOccurrences(of: "|P|2.4", with: "|T|2.4")
            try scene.sender.send([(sent.topic, sent.key, Array(marked.utf8))])
        }
        func reload(_ dialects: String, until logged: String) throws {
            try dialects.write(
                toFile: folder.path("Config/dialects.yaml"), atomically: true, encoding: .utf8)
            daemon.child.send(SIGHUP)
            #expect(waitUntil(seconds: 20) { daemon.child.errors.contains(logged) })
        }
        try sendAdmission("W1")
        #expect(scene.everythingDecided(daemon))
        #expect(daemon.outcomes()["keywatch.in.admissions/out-of-scope"] == 1)
        try reload("dialects: [{ sender: {}, reason: }]\n", until: "reload refused")
        try reload(
            """
            dialects:
              - sender: { application: PAS, facility: RXX }
                reason: "the trial's hospital"
                production: [T]

            """, until: "\"reloaded\"")
        try sendAdmission("W2")
        #expect(scene.everybodyAlerted(scene.people))
        #expect(daemon.outcomes()["keywatch.in.admissions/out-of-scope"] == 1)
        #expect(daemon.terminate() == 0)
        try scene.expectNoBreach()
    }
    @Test(.tags(.slow)) func aBankHolidayMovesDuesAtAReloadAndAtAStart() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let scene = try Scene("holiday", bus: broker.configuration, folder: folder, people: 1)
        let list = folder.path("Config/calendar/england-bank-holidays.json")
        let published = try String(contentsOfFile: list, encoding: .utf8)
        let daemon = try scene.area.startReady()
        let person = scene.people[0]
        try scene.sender.send([scene.sender.entry(person, area: scene.area.area)])
        try scene.sender.send(
            [scene.sender.hospital(.admitted, person, visit: "W1", admitted: .now.hoursEarlier(1))])
        #expect(scene.everybodyAlerted(scene.people))
        // A fortnight in which nobody works.
        let days = (0..<14).map { day in
            let date = Date.now.addingTimeInterval(Double(day) * 86_400)
            let text = date.formatted(.iso8601.year().month().day())
            return "{\"title\": \"A day off\", \"date\": \"\(text)\"},"
        }
        let beginning = "\"events\": ["
        let more = published.replacingOccurrences(
            of: beginning, with: beginning + days.joined())
        try more.write(toFile: list, atomically: true, encoding: .utf8)
        daemon.child.send(SIGHUP)
        #expect(
            waitUntil(seconds: 20) { daemon.child.errors.contains("the calendar moved dues") })
        #expect(daemon.child.errors.contains("\"later\":\"1\""))
        #expect(daemon.terminate() == 0)
        try published.write(toFile: list, atomically: true, encoding: .utf8)
        let again = try scene.area.startReady()
        #expect(
            waitUntil(seconds: 20) { again.child.errors.contains("the calendar moved dues") })
        #expect(again.child.errors.contains("\"earlier\":\"1\""))
        #expect(again.terminate() == 0)
    }

    /// A message by which somebody is found by weight alone: no identifier, and a slip in the name.
    private func unnumbered(
        _ scene: Scene, _ person: TrialPerson, visit: String
    ) throws -> (topic: InputTopic, key: String?, value: [UInt8]?) {
        let sent = scene.sender.hospital(
            .admitted, person, visit: visit, admitted: .now.hoursEarlier(1))
        let text = String(decoding: try #require(sent.value), as: UTF8.self)
            .replacingOccurrences(
                of: "\(person.nhsNumber)^^^NHS~\(person.localId)^^^RXX",
                with: "X\(visit)^^^RYY"
            )
            .replacingOccurrences(
                of: person.familyName.uppercased(), with: person.familyName.uppercased() + "E")
        return (sent.topic, sent.key, Array(text.utf8))
    }

    @Test(.tags(.slow)) func costsOfMatchingCountFromTheReloadOnAndABadFileNever() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let scene = try Scene("costs", bus: broker.configuration, folder: folder, people: 1)
        let file = folder.path("Config/matching.yaml")
        let shipped = try String(contentsOfFile: file, encoding: .utf8)
        var daemon = try scene.area.startReady()
        let person = scene.people[0]
        func write(_ text: String) throws {
            try text.write(toFile: file, atomically: true, encoding: .utf8)
        }
        func admissions(_ visit: String, become expected: [String: Int64]) throws {
            try scene.sender.send([unnumbered(scene, person, visit: visit)])
            #expect(scene.everythingDecided(daemon))
            let outcomes = daemon.outcomes().filter { $0.key.contains("admissions") }
            #expect(
                outcomes
                    == Dictionary(
                        uniqueKeysWithValues: expected.map {
                            ("keywatch.in.admissions/\($0.key)", $0.value)
                        }))
        }
        try scene.sender.send([scene.sender.entry(person, area: scene.area.area)])
        try admissions("W1", become: ["acted": 1])
        try write(shipped.replacingOccurrences(of: "wrong: 1000", with: "wrong: 1000000000"))
        daemon.child.send(SIGHUP)
        #expect(waitUntil(seconds: 20) { daemon.child.errors.contains("\"reloaded\"") })
        try admissions("W2", become: ["acted": 1, "review": 1])
        try write(shipped.replacingOccurrences(of: "wrong: 1000", with: "wrong: 0.5"))
        daemon.child.send(SIGHUP)
        #expect(waitUntil(seconds: 20) { daemon.child.errors.contains("reload refused") })
        #expect(daemon.child.errors.contains("matching.yaml:31:10: '0.5' is not a whole number"))
        try admissions("W3", become: ["acted": 1, "review": 2])
        #expect(daemon.terminate() == 0)

        let refused = try scene.area.start()
        #expect(refused.child.exit(withinSeconds: 20) == 2)
        #expect(
            refused.child.errors.contains(
                "matching.yaml:31:10: error value.number: '0.5' is not a whole number from 2"))
        try write(shipped)
        daemon = try scene.area.startReady()
        try admissions("W4", become: ["acted": 2, "review": 2])
        #expect(daemon.terminate() == 0)
        #expect(try scene.area.command(["ledger", "verify"]).code == 0)
        #expect(try scene.area.command(["register", "duplicates", "--json"]) == (0, "[]\n"))
        try scene.expectNoBreach()
    }
}
