// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Ledger
import Notifications
import Policy
import Register
import Rehearsal

/// Decisions about people in the middle of a story: a hundred admitted some weeks ago, with school
/// notices, contacts and a review behind them and some ten duties open, of whom one more update
/// arrives each.
struct DecisionBench {
    /// The engine before the updates.
    private(set) var engine: Engine
    /// One more message about each.
    let updates: [Notification]
    /// When they arrive.
    let now: Instant
    /// The pack that decides.
    let pack: PolicyPack

    private static let peopleCount = 100

    init(configuration: ConfigurationFolder) throws {
        let key = try AreaKeySource.passphrase("bench").load()
        let stage = try Stage(
            configuration: configuration, hashes: AreaAssembly.hashes(try AreaKeys(key)))
        let context = try stage.context(policy: Stage.defaultPolicy, edits: [])
        pack = context.pack
        var engine = try Engine(context: context, store: NoCases())
        let begun = Instant(milliseconds: 1_772_445_600_000)  // 2026-03-02T10:00:00Z
        var updates: [Notification] = []
        for number in 0..<DecisionBench.peopleCount {
            let person = BenchPerson(number: number)
            _ = try engine.begin(with: person.entry.withScenarioDefaults(), now: begun)
        }
        for (hours, event, detail) in BenchPerson.story {
            let at = begun.advanced(bySeconds: hours * 3600)
            while try engine.fireNextClock(upTo: at) != nil {}
            for number in 0..<DecisionBench.peopleCount {
                let message = try BenchPerson(number: number)
                    .message(event, at: at, detail: detail, zone: stage.zone)
                _ = try engine.receive(message, at: nil, now: at)
            }
        }
        now = begun.advanced(bySeconds: 500 * 3600)
        while try engine.fireNextClock(upTo: now) != nil {}
        for number in 0..<DecisionBench.peopleCount {
            updates.append(
                try BenchPerson(number: number)
                    .message("admission.updated", at: now, detail: [], zone: stage.zone))
        }
        self.engine = engine
        self.updates = updates
    }

    /// Forgets what the engine has read of anybody, as a start does.
    mutating func forgetReadings() { engine.forgetCommittedCases() }

    /// One pass: the update of each person, decided on the same state.
    func pass() -> Int {
        var engine = engine
        return updates.reduce(0) { count, message in
            let frame = try? engine.receive(message, at: nil, now: now)
            return count &+ (frame?.parts.count ?? 0)
        }
    }

    /// Every rule of the pack asked once a person, of facts that cost nothing.
    func floor() -> Int {
        updates.reduce(0) { count, _ in
            pack.rules.reduce(count) { $0 &+ ($1.holds(NothingKnown(now: now)) ? 1 : 2) }
        }
    }
}

/// Facts of which none is known.
private struct NothingKnown: Facts {
    let now: Instant

    func value(of name: FactName) -> FactValue { .unknown }
    func instant(of test: TimeTest) -> Instant? { nil }
    func holds(_ test: ObligationTest) -> Bool { false }
}

/// A store without cases: the engine keeps what it has decided.
private struct NoCases: CaseStore {
    func loadCase(_ subject: CaseSubject) -> Case? { nil }
    func forEachCase(_ body: (Case) throws -> Void) {}
}

/// One of the invented people.
private struct BenchPerson {
    let number: Int

    /// Hours after the beginning, the event, and its detail.
    static let story: [(Int64, String, [JSONValue.Member])] = [
        (1, "school.permanently-excluded", []),
        (30, "keyworker.contact", [.init("mode", .string("face-to-face"))]),
        (60, "social-care.section-47-started", []),
        (80, "crisis.contact", []),
        (100, "admission.started", []),
        (130, "admission.leave-started", []),
        (150, "admission.leave-ended", []),
        (190, "keyworker.contact", [.init("mode", .string("phone"))]),
        (
            300, "review.held",
            [
                .init("kind", .string("post-admission-cetr")),
                .init("heldOn", .string("2026-03-14")),
            ]
        ),
        (330, "admission.transferred", []),
    ]

    private var id: String { "B\(number)" }
    private var familyName: String {
        let letters = Array("aeioubdfglmnprst")
        return "B\(letters[number % 16])\(letters[number / 16 % 16])nch\(letters[number % 7])"
    }
    /// Of the range that is kept for tests, with its check digit.
    private var nhsNumber: String {
        for serial in (number * 2)... {
            let digits = Array("999\(100_000 + serial)".utf8)
            let sum = digits.enumerated().reduce(0) {
                $0 + (Int($1.element) - 48) * (10 - $1.offset)
            }
            let check = (11 - sum % 11) % 11
            if check < 10 { return String(decoding: digits, as: UTF8.self) + String(check) }
        }
        return ""
    }
    private var birthDate: String {
        "2010-0\(number % 9 + 1)-\(10 + number % 19)"
    }

    var entry: RegisterEntry {
        var entry = RegisterEntry(registerId: id)
        entry.familyName = familyName
        entry.givenNames = ["Wren"]
        entry.birthDate = PartialDate(iso8601: birthDate)
        entry.nhsNumber = nhsNumber
        entry.diagnoses.autism = .confirmed
        entry.rating = Rating(value: .red, at: Instant(milliseconds: 1_771_000_000_000))
        entry.keyworker = KeyworkerAssignment(
            personId: "kw-1", acceptedAt: Instant(milliseconds: 1_771_100_000_000))
        return entry
    }

    func message(
        _ event: String, at: Instant, detail: [JSONValue.Member], zone: TimeZoneRules
    ) throws -> Notification {
        let person: [JSONValue.Member] = [
            .init("registerId", .string(id)), .init("familyName", .string(familyName)),
            .init("givenNames", .array([.string("Wren")])),
            .init("birthDate", .string(birthDate)), .init("nhsNumber", .string(nhsNumber)),
        ]
        var members: [JSONValue.Member] = [
            .init("event", .string(event)), .init("person", .object(person)),
            .init("id", .string("\(event)-\(number)-\(at.milliseconds)")),
            .init("occurredAt", .string(at.formatted)), .init("detail", .object(detail)),
        ]
        if event.hasPrefix("admission.") {
            members.append(
                .init(
                    "encounter",
                    .object([
                        .init("id", .string("V\(number)")),
                        .init("bedKind", .string("mental-health")),
                        .init("class", .string("inpatient")),
                        .init("admissionMethod", .string("21")),
                        .init("admittedAt", .string("2026-03-06T14:00:00Z")),
                    ])))
        }
        return try Notification(
            canonical: .object(members),
            defaults: CanonicalDefaults(
                id: "", at: at, sender: Sender(application: "BENCH", facility: "BENCH"),
                topicHint: .admission), zone: zone)
    }
}
