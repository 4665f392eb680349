// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy
import Register
import Rehearsal
import Testing

/// What the first look passes over is what the full decode and the engine would have passed over:
/// the same frame, and afterwards the same engine (DESIGN.md, "The flow", 1).
@Suite("First look", .tags(.slow))
struct FirstLookTests {
    /// Few people, visits and words, so that messages meet each other.
    private struct Teller {
        var random: SeededGenerator
        private let people = [
            ("9990001014", "MARLOW", "WREN", "20100621"),
            ("9990001022", "OKORO", "IFE", "20110202"),
            ("9990001030", "BRIGHTWELL", "TAM", "20081130"),
            ("9990001049", "SUTCLIFFE", "ORLA", "20090909"),
            ("", "PEMBERTON", "JO", "19500105"), ("", "QUILL", "ASH", "20121224"),
            // A number of the register's under another name, and the name without the number.
            ("9990001014", "TOLLIVER", "ROBYN", "20100912"), ("", "TOLLIVER", "ROBYN", "20100912"),
        ]

        init(seed: UInt64) { random = SeededGenerator(seed: seed) }

        private mutating func one<Value>(_ values: [Value]) -> Value {
            values[Int.random(in: 0..<values.count, using: &random)]
        }

        mutating func message(_ number: Int) -> [UInt8] {
            let person = one(people)
            let trigger = one([
                "A01", "A01", "A02", "A03", "A04", "A08", "A08", "A11", "A13", "A31",
            ])
            let day = 10 + number % 18
            let id = person.0.isEmpty || one([true, false]) ? "" : "\(person.0)^^^NHS^NH"
            let local = one(["", "L\(person.1.count)^^^PAS^PI"])
            let visit = one(["", "V1", "V2^^^VISITID", "V2^^^RXX", "V3"])
            let given = one([person.2, person.2, ""])
            let diagnosis = one(["", "", "DG1|1||\(one(["F84.0", "J45.9", "I10"]))^^I10\r"])
            let text =
                "MSH|^~\\&|PAS|\(one(["RXX", "RYY"]))|KW|KW|202603\(day)1200||ADT^\(trigger)|"
                + "M\(number)|P|2.4\rEVN|\(trigger)|202603\(day)1200\r"
                + "PID|1||\([id, local].filter { !$0.isEmpty }.joined(separator: "~"))||"
                + "\(person.1)^\(given)||\(person.3)|M|||1 HIGH STREET^^LEEDS^^"
                + "\(one(["LS1 4DY", ""]))\r"
                + "PV1|1|\(one(["I", "I", "E", "O", ""]))|WARD\(one(["1", "2"]))^^^RXX||||||"
                + "\(one(["300", "711", "100", ""]))|||||||||\(visit)\r" + diagnosis
            return Array(text.utf8)
        }
    }

    private func decided(
        _ value: [UInt8], _ engine: inout Engine, at position: InputPosition, now: Instant
    ) throws -> EngineFrame? {
        let items = engine.context.decoder.decode(
            value, topicHint: .admission, receivedAt: now)
        guard items.count == 1, case .notification(let notification) = items[0] else { return nil }
        return try engine.receive(notification, at: position, now: now)
    }

    /// What a person says to the question whose a message is.
    private func answer(_ question: Obligation, same: Bool, number: Int, now: Instant)
        -> Notification
    {
        var answer = Notification(
            kind: .response, event: .identityDecided, id: "answer-\(number)", occurredAt: now,
            recordedAt: now, sentAt: now, sender: Sender(application: "rc-1"), person: Person(),
            format: .cloudevents)
        answer.detail = .object([.init("same", .bool(same))])
        var reference = ResponseReference()
        reference.taskId = question.id
        reference.by = "rc-1"
        answer.response = reference
        return answer
    }

    @Test("passes over nothing that the engine would have done anything with", arguments: 0..<40)
    func agrees(seed: Int) throws {
        var teller = Teller(seed: UInt64(seed))
        let context = try stage.context(policy: "policy-2023", edits: [])
        var looking = try Engine(context: context, store: MemoryCaseStore())
        var decoding = try Engine(context: context, store: MemoryCaseStore())
        var now = instant("2026-04-01T10:00:00Z")
        for young in [YoungPerson.wren, .ife] where seed % 3 != 0 || young.id == "W1" {
            let entry = young.entry().withScenarioDefaults()
            _ = try looking.begin(with: entry, now: now)
            _ = try decoding.begin(with: entry, now: now)
        }
        var passedOver = 0
        var questions: [Obligation] = []
        for number in 0..<60 {
            now = now.advanced(bySeconds: 60)
            let value = teller.message(number)
            let position = InputPosition(
                topic: "admissions", partition: 0, offset: Int64(number))
            let wanted = try decided(value, &decoding, at: position, now: now)
            if let frame = try looking.passOver(value, at: position, now: now) {
                passedOver += 1
                #expect(frame == wanted, "\(String(decoding: value, as: UTF8.self))")
            } else {
                let frame = try decided(value, &looking, at: position, now: now)
                #expect(frame == wanted)
            }
            for case .obligation(.opened, let opened) in wanted?.parts.flatMap(\.facts) ?? []
            where opened.kind == .review { questions.append(opened) }
            if number % 5 == 4, let question = questions.popLast() {
                let answer = answer(question, same: seed % 4 != 0, number: number, now: now)
                let one = try looking.respond(answer, at: nil, now: now)
                #expect(try one == decoding.respond(answer, at: nil, now: now))
            }
            #expect(looking.takeChangedCases() == decoding.takeChangedCases())
        }
        #expect(passedOver > 0, "the messages are all looked at more closely")
    }
}
