// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// The messages of the story, as hospitals, schools and councils put them on the wire.
struct DemoMessages {
    let zone: TimeZoneRules

    /// The young person of the story; synthetic, with a number of the test range.
    static let registerId = "R-1001"

    /// The register's entry.
    var entry: JSONValue {
        .object([
            .init("registerId", .string(DemoMessages.registerId)),
            .init("area", .string("demo")),
            .init("status", .string("active")),
            .init("nhsNumber", .string("9990000018")),
            .init("familyName", .string("Example")),
            .init("givenNames", .array([.string("Ali")])),
            .init("birthDate", .string("2010-04-15")),
            .init("postcode", .string("LS1 4AP")),
            .init("upn", .string("J999999923001")),
            .init("diagnoses", .object([.init("autism", .string("confirmed"))])),
            .init("rating", dated("value", "red", "2026-02-02T10:00:00Z")),
            .init(
                "consent",
                .object([
                    .init("register", dated("status", "given", "2026-01-12T10:00:00Z")),
                    .init("cetr", dated("status", "given", "2026-01-12T10:00:00Z")),
                    .init("keyworker", dated("status", "given", "2026-01-12T10:00:00Z")),
                ])),
            .init(
                "keyworker",
                .object([
                    .init("personId", .string("kw-1")),
                    .init("acceptedAt", .string("2026-02-03T10:00:00Z")),
                ])),
            .init("version", .number("1")),
        ])
    }

    private func dated(_ name: String, _ word: String, _ at: String) -> JSONValue {
        .object([.init(name, .string(word)), .init("at", .string(at))])
    }

    /// A hospital's message about the young person.
    func hospital(
        _ trigger: String, visit: String, at: Instant, patientClass: String, specialty: String,
        reason: String? = nil, discharged: Bool = false
    ) -> String {
        let time = stamp(at)
        var visitFields = [String](repeating: "", count: 46)
        visitFields[1] = "1"
        visitFields[2] = patientClass
        visitFields[3] = "RXX^WARD7^^RXX55"
        visitFields[4] = patientClass == "I" ? "25" : ""
        visitFields[10] = specialty
        visitFields[14] = "19"
        visitFields[19] = "\(visit)^^^VISITID"
        visitFields[36] = discharged ? "1" : ""
        visitFields[37] = discharged ? "19" : ""
        visitFields[44] = discharged ? "" : time
        visitFields[45] = discharged ? time : ""
        var segments = [
            "MSH|^~\\&|PAS|RXX|ROUTE|ROUTE|\(time)||ADT^\(trigger)|\(trigger)-\(visit)|P|2.4",
            "EVN||\(time)||||\(time)",
            "PID|1||9990000018^^^NHS~55512^^^RXX||EXAMPLE^ALI^^^^^L||20100415|1|||"
                + "1 TEST ROAD^^LEEDS^^LS1 4AP|||||||||||||||||||||NSTS01",
            "PV1" + visitFields.dropFirst().map { "|\($0)" }.joined(),
        ]
        if let reason { segments.append("DG1|1||\(reason)^^I10|||A") }
        return segments.joined(separator: "\r") + "\r"
    }

    private func stamp(_ instant: Instant) -> String {
        let local = zone.local(of: instant)
        let digits = local.formatted.filter { $0.isNumber }
        return String(digits.prefix(12))
    }

    /// A school's, a council's or a person's event.
    func event(_ name: String, id: String, at: Instant, data: [JSONValue.Member]) -> JSONValue {
        .object([
            .init("specversion", .string("1.0")),
            .init("id", .string(id)),
            .init("source", .string("/demo")),
            .init("type", .string("org.keywatch.\(name).v1")),
            .init("time", .string(at.formatted)),
            .init("datacontenttype", .string("application/json")),
            .init("data", .object(data + [.init("occurredAt", .string(at.formatted))])),
        ])
    }

    /// The person as a school or a council names them.
    var person: JSONValue.Member {
        .init(
            "person",
            .object([
                .init("upn", .string("J999999923001")),
                .init("familyName", .string("Example")),
                .init("givenNames", .array([.string("Ali")])),
                .init("birthDate", .string("2010-04-15")),
                .init("postcode", .string("LS1 4AP")),
            ]))
    }
}
