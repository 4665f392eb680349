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
}
