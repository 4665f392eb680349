// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register
import Rehearsal

/// An invented young person, on the register or not.
struct YoungPerson: Sendable {
    var id = "W1"
    var number = "9990001014"
    var family = "Marlow"
    var given = "Wren"
    var born = "2010-06-21"

    static let wren = YoungPerson()
    static let ife = YoungPerson(
        id: "W2", number: "9990001022", family: "Okoro", given: "Ife", born: "2011-02-02")
    static let tam = YoungPerson(
        id: "W3", number: "9990001030", family: "Brightwell", given: "Tam", born: "2008-11-30")

    /// The register's entry.
    func entry(
        _ rating: RatingValue = .red, ratedAt: String = "2026-01-12T10:00:00Z",
        keyworker: String? = "kw-1"
    ) -> RegisterEntry {
        var entry = RegisterEntry(registerId: id)
        entry.nhsNumber = number
        entry.familyName = family
        entry.givenNames = [given]
        entry.birthDate = PartialDate(iso8601: born)
        entry.diagnoses.autism = .confirmed
        entry.rating = Rating(value: rating, at: instant(ratedAt))
        entry.keyworker = keyworker.map {
            KeyworkerAssignment(personId: $0, acceptedAt: instant("2026-01-13T10:00:00Z"))
        }
        return entry
    }

    /// What a message says of the person.
    var json: JSONValue {
        .object([
            .init("nhsNumber", .string(number)), .init("familyName", .string(family)),
            .init("givenNames", .array([.string(given)])), .init("birthDate", .string(born)),
        ])
    }
}

/// A sender of messages.
struct Hospital: Sendable {
    var facility = "NORTH"

    static let north = Hospital()
    static let unit = Hospital(facility: "UNIT")

    /// A message about a visit of a person; without times of its own it is of `time`.
    func message(
        _ event: String, _ person: YoungPerson = .wren, visit: String? = nil,
        _ members: [String: String] = [:], at time: String, id: String? = nil,
        detail: [JSONValue.Member] = []
    ) throws -> Notification {
        var json: [JSONValue.Member] = [
            .init("event", .string(event)), .init("person", person.json),
            .init("id", .string(id ?? "\(facility)-\(event)-\(visit ?? "")-\(time)")),
            .init("occurredAt", .string(time)), .init("recordedAt", .string(time)),
            .init("sentAt", .string(time)), .init("detail", .object(detail)),
        ]
        if let visit {
            let encounter = members.sorted { $0.key < $1.key }.map {
                JSONValue.Member($0.key, .string($0.value))
            }
            json.append(.init("encounter", .object([.init("id", .string(visit))] + encounter)))
        }
        return try Notification(
            canonical: .object(json),
            defaults: CanonicalDefaults(
                id: "", at: instant(time), sender: Sender(application: "PAS", facility: facility),
                topicHint: .admission), zone: stage.zone)
    }

    /// An admission into a mental-health bed.
    func admission(
        _ person: YoungPerson = .wren, visit: String = "V1", bed: String = "mental-health",
        at time: String
    ) throws -> Notification {
        try message(
            "admission.started", person, visit: visit,
            ["bedKind": bed, "admissionMethod": "21", "legalStatus": "01", "admittedAt": time],
            at: time)
    }
}
