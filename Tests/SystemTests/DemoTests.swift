// SPDX-License-Identifier: Apache-2.0
import Bus
import Foundation
import Testing

/// The demonstration, with somebody else's Kafka client.
enum Kcat {
    static let url = ["/usr/bin/kcat", "/usr/local/bin/kcat"].map { URL(filePath: $0) }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }

    static func produce(_ value: [UInt8], to topic: String, key: String, at bootstrap: String)
        throws
    {
        let process = Process()
        process.executableURL = url
        // No delimiter of records but one that does not occur: a message has several lines.
        process.arguments = ["-P", "-b", bootstrap, "-t", topic, "-k", key, "-D", "\u{1}"]
        let input = Pipe()
        process.standardInput = input
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(value))
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}

extension SystemTests {
    @Test(.tags(.slow), .enabled(if: Kcat.url != nil, "there is no kcat here"))
    func kcatFindsItsAlertWithinASecond() throws {
        let folder = try TemporaryFolder()
        let port = AdminPage.freePort()
        let demo = try ChildProcess(
            KeywatchProgram.url(),
            [
                "demo", "--seconds", "25", "--broker-port", String(AdminPage.freePort()), "--port",
                String(port), "--config",
                KeywatchProgram.packageRoot.appending(path: "Config").path,
            ], name: "demo", in: folder)
        defer { demo.send(SIGKILL) }
        #expect(waitUntil(seconds: 30) { AdminPage.get("/readyz", port: port)?.status == 200 })
        let bootstrap = try #require(
            demo.output.split(separator: "\n").first { $0.hasPrefix("bootstrap: ") }
                .map { String($0.dropFirst("bootstrap: ".count)) })
        let bus = BusConfiguration(bootstrap: bootstrap)
        let sender = try RecordSender(bus)
        let person = TrialPerson.people(1, from: 77, seed: 3)[0]
        let judge = TopicJudge(area: "demo", bus: bus, secrets: person.secrets)
        judge.start()
        defer { judge.stop() }
        try sender.send([sender.entry(person, area: "demo")])
        // The judge has caught up with the story when it reads what is new as it comes.
        #expect(waitUntil(seconds: 10) { judge.count > 0 })
        let metric = "keywatch_register_entries"
        #expect(
            waitUntil(seconds: 10) {
                AdminPage.get("/metrics", port: port)?.body.contains("\(metric) 2\n") ?? false
            })
        let admission = sender.hospital(
            .admitted, person, visit: "KC1", admitted: .now.hoursEarlier(1))
        let before = Date()
        try Kcat.produce(
            admission.value ?? [], to: "keywatch.in.admissions", key: person.localId, at: bootstrap)
        let produced = Date()
        var alert: TopicJudge.Event?
        _ = waitUntil(seconds: 10) {
            alert = judge.seen.of("alert.opened", rule: "D-080a").first {
                $0.subject == "person:\(person.registerId)"
            }
            return alert != nil
        }
        let found = try #require(alert)
        print(
            "kcat took \(produced.timeIntervalSince(before)) s, "
                + "the alert came \(found.receivedAt.timeIntervalSince(produced)) s after it")
        #expect(found.receivedAt.timeIntervalSince(produced) < 1)
        #expect(judge.seen.breachCount == 0, "\(judge.seen.breaches)")
    }
}
