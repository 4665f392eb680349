// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Notifications

@Suite("A provider's list of its people")
struct CensusTests {
    private func items(_ detail: String) throws -> [DecodedItem] {
        let text = """
            {"specversion":"1.0","id":"e1","source":"/s","type":"org.keywatch.census.received.v1",\
            "time":"2026-03-10T13:15:00Z","data":{"organisation":{"code":"RXX"},"detail":\(detail)}}
            """
        return NotificationDecoder(zone: try TimeZoneRules.london()).decode(
            Array(text.utf8), headers: [], topicHint: .admission,
            receivedAt: try #require(Instant(iso8601: "2026-03-10T13:15:01Z")))
    }

    @Test("is a notification about each of them, and last one that says it is whole")
    func splits() throws {
        let items = try items(
            """
            {"provider":"LARCH","asOf":"2026-03-09","people":[\
            {"nhsNumber":"999 005 4010","familyName":"Alder","birthDate":"2009-05-02"},\
            {"person":{"familyName":"Briar"},"diagnoses":[{"code":"F84.0","system":"ICD-10"}]}]}
            """)
        let read = items.compactMap { item in
            if case .notification(let notification) = item { notification } else { nil }
        }
        try #require(read.count == 3)
        #expect(read.allSatisfy { $0.event == .censusReceived && $0.kind == .admission })
        #expect(read.allSatisfy { $0.occurredAt == Instant(iso8601: "2026-03-09T00:00:00Z") })
        #expect(read[0].person.nhsNumber == "9990054010")
        #expect(read[1].person.familyName.value == "Briar" && read[1].diagnoses.count == 1)
        #expect(read[2].person == Person())
        #expect(read.map { $0.detail["listed"]?.bool } == [true, true, nil])
        // Nobody's case has anybody else's data.
        #expect(read.allSatisfy { $0.detail["people"] == nil })
        #expect(read.allSatisfy { $0.detail["provider"]?.string == "LARCH" })
    }

    @Test("of whom one cannot be read tells of the others, and says which it was")
    func oneOfThem() throws {
        let all = try items(
            """
            {"provider":"LARCH","people":[{"familyName":"Alder"},7,{"familyName":["Briar"]},\
            {"familyName":"Cedar"}]}
            """)
        try #require(all.count == 5)
        let told = all.map { item in
            switch item {
            case .notification(let notification): notification.person.familyName.value ?? "whole"
            case .rejected(let rejected): rejected.field ?? ""
            }
        }
        #expect(
            told == [
                "Alder", "data.detail.people.1", "data.detail.people.2.familyName", "Cedar",
                "whole",
            ])
        let places = all.compactMap { item in
            if case .rejected(let rejected) = item { rejected.position } else { nil }
        }
        #expect(places.count == 2 && 0 < places[0] && places[0] < places[1])
    }

    @Test("of nobody is a list all the same, and one that is no list is none")
    func edges() throws {
        #expect(try items(#"{"provider":"LARCH","people":[]}"#).count == 1)
        #expect(try items(#"{"provider":"LARCH"}"#).count == 1)
        for people in ["{}", "7"] {
            let all = try items(#"{"provider":"LARCH","people":\#(people)}"#)
            #expect(all.count == 1)
            guard case .rejected = try #require(all.first) else {
                Issue.record("\(people) was read")
                continue
            }
        }
    }
}
