// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct EventDetailTests {
    private func warnings(
        _ event: String, _ detail: String, person: String = "{}"
    ) throws -> [DecodeWarning] {
        try notification(
            json: """
                {"specversion":"1.0","id":"e1","source":"/s","type":"org.keywatch.\(event).v1",\
                "time":"2026-03-10T13:15:00Z","data":{"person":\(person),"detail":\(detail)}}
                """
        ).warnings
    }

    @Test(arguments: [
        ("school.suspended", #"{"code":"PP","reasons":["DB","va","SM"],"sessions":4}"#),
        ("school.permanently-excluded", #"{"code":"PERM","sen":"ASD","ehcp":"yes"}"#),
        ("school.absence-threshold", #"{"code":"N","percent":12.5,"sen":["SEMH","K"]}"#),
        ("school.absence-threshold", #"{"code":"\\","percent":"50"}"#),
        ("school.part-time-timetable", #"{"code":"C2"}"#), ("school.ehc-ceased", #"{"code":5}"#),
        ("school.left-roll", #"{"code":"anything","ehcp":true}"#),
        ("social-care.placement-changed", #"{"planned":false,"reason":"CREQB","placement":"T1"}"#),
        ("social-care.care-started", #"{"reason":"S","legalStatus":"V2","categoryOfNeed":"N2"}"#),
        ("social-care.care-ended", #"{"reason":"E4B","planned":"false"}"#),
        ("social-care.youth-justice", #"{"kind":"remand"}"#),
        ("social-care.referral", #"{"source":"3E","disabilities":["AUT","LD"]}"#),
        ("social-care.protection-plan-started", #"{"category":"NEG"}"#),
        ("social-care.missing", #"{"absence":"A"}"#),
        ("social-care.return-interview", #"{"offered":"Y","accepted":"NA"}"#),
        (
            "review.held",
            #"{"kind":"community-cetr","heldOn":"2026-03-09","keyworking":"continue","#
                + #""attended":["parent"],"actions":"#
                + #"[{"id":"a1","dueOn":"2026-04-01","status":"open"}]}"#
        ),
        ("review.booked", #"{"bookedFor":"2026-03-12T10:00:00Z"}"#),
        ("review.booked", #"{"bookedFor":"2026-03-12T10:00:00"}"#),
        ("review.action-added", #"{"id":"a1","status":"dropped"}"#),
        ("keyworker.assigned", #"{"personId":"kw1","overlapUntil":"2026-04-01"}"#),
        ("keyworker.contact", #"{"mode":"video","note":"doc:123"}"#),
        ("keyworker.stepped-down", #"{"level":2}"#),
        ("keyworker.exited", #"{"reEntryInfoGiven":true}"#),
        ("emergency-protocol.called", #"{"why":"clinical-urgency"}"#),
        ("emergency-protocol.outcome", #"{"admitted":false}"#),
        ("escalation.raised", #"{"reason":"r","tier":"2"}"#),
        ("admission.leave-started", #"{"leaveType":"03"}"#),
        (
            "consent.recorded",
            #"{"flag":"sharing.health","status":"given","reviewOn":"2027-01-01"}"#
        ),
    ])
    func whatTheContractNamesPasses(event: String, detail: String) throws {
        #expect(try warnings(event, detail).isEmpty)
    }

    @Test(arguments: [
        ("school.suspended", #"{"code":"QQ"}"#, "code.unknown"),
        ("school.suspended", #"{"reasons":["PP","QQ"]}"#, "code.unknown"),
        ("school.suspended", #"{"reasons":["PP","DB","VA","SM"]}"#, "detail.value"),
        ("school.suspended", #"{"code":true}"#, "detail.type"),
        ("school.suspended", #"{"sessions":-1}"#, "detail.value"),
        ("school.suspended", #"{"sessions":1.5}"#, "detail.value"),
        ("school.absence-threshold", #"{"percent":101}"#, "detail.value"),
        ("school.absence-threshold", #"{"percent":[]}"#, "detail.type"),
        ("school.absence-threshold", #"{"code":"H"}"#, "code.unknown"),
        ("school.joined-roll", #"{"ehcp":"maybe"}"#, "detail.value"),
        ("school.joined-roll", #"{"ehcp":1}"#, "detail.type"),
        ("social-care.care-ended", #"{"reason":"E99"}"#, "code.unknown"),
        ("social-care.placement-changed", #"{"placement":"hospital"}"#, "code.unknown"),
        ("review.held", #"{"heldOn":"09/03/2026"}"#, "detail.value"),
        ("review.held", #"{"heldOn":20260309}"#, "detail.type"),
        ("review.held", #"{"attended":"all"}"#, "detail.type"),
        ("review.held", #"{"attended":[""]}"#, "detail.value"),
        ("review.held", #"{"actions":[1]}"#, "detail.type"),
        ("review.held", #"{"actions":[{"id":"a","status":"late"}]}"#, "code.unknown"),
        ("review.booked", #"{"bookedFor":"soon"}"#, "detail.value"),
        ("review.action-added", #"{"text":"x"}"#, "detail.missing"),
        ("keyworker.contact", #"{"note":"She was upset"}"#, "detail.free-text"),
        ("keyworker.contact", #"{"note":{}}"#, "detail.type"),
        ("escalation.declined", "{}", "detail.missing"),
        ("consent.recorded", #"{"flag":"everything","status":"given"}"#, "code.unknown"),
    ])
    func whatIsUnknownIsKeptWithAWarning(event: String, detail: String, code: String) throws {
        #expect(try warnings(event, detail).map(\.code) == [code])
    }

    @Test func theWarningStandsAtTheMember() throws {
        let text = """
            [{"specversion":"1.0","id":"0","source":"/s","type":"x"},{"specversion":"1.0",\
            "id":"e1","source":"/s","type":"org.keywatch.school.suspended.v1",\
            "time":"2026-03-10T13:15:00Z","data":{"detail":{"reasons":["PP","QQ"]}}}]
            """
        let items = try decode(Array(text.utf8))
        guard case .notification(let read) = items[1] else { throw Unexpected(item: items[1]) }
        let position = try #require(read.warnings.first?.position)
        #expect(Array(text.utf8)[position...].starts(with: #""QQ""#.utf8))
    }

    @Test(arguments: [
        (#"{"upn":"L86920012301A"}"#, "upn.temporary"), (#"{"upn":"UN6"}"#, "upn.invalid"),
        (#"{"birthDate":"15/04/2010"}"#, "birth-date.format birth-date.placeholder"),
        (#"{"birthDate":"2010-04-15"}"#, "birth-date.placeholder"),
        (#"{"birthDate":"2010-01-01"}"#, "birth-date.placeholder"),
        (
            #"{"birthDate":"2026-09-01","givenNames":["Unborn"]}"#,
            "person.unborn birth-date.implausible"
        ),
        (#"{"birthDate":"1066-10-14"}"#, "birth-date.implausible"),
        (#"{"birthDate":"not known"}"#, "birth-date.invalid"),
        (#"{"birthDate":"31/02/2010"}"#, "birth-date.invalid"),
        (#"{"birthDate":"2010-04-16","upn":"UN1"}"#, ""),
        (#"{"birthDate":"2010-04"}"#, ""), (#"{"birthDate":"2026-03-10"}"#, ""),
    ])
    func doubtfulIdentityIsWarnedOf(person: String, codes: String) throws {
        let found = try warnings("social-care.contact", "{}", person: person).map(\.code)
        #expect(found.joined(separator: " ") == codes)
    }

    @Test func aSchoolsFifteenthIsNoPlaceholder() throws {
        #expect(
            try warnings("school.joined-roll", "{}", person: #"{"birthDate":"2010-04-15"}"#).isEmpty
        )
    }

    @Test func aScenarioMustHaveARightBirthDate() throws {
        let defaults = CanonicalDefaults(
            id: "1", at: receivedAt, sender: Sender(), topicHint: .school)
        #expect(throws: CanonicalError(code: .memberInvalid, path: ["person", "birthDate"])) {
            try Notification(
                canonical: JSONValue(
                    parsing: #"{"event":"school.suspended","person":{"birthDate":"15/04/2010"}}"#),
                defaults: defaults, zone: london.get())
        }
    }

    @Test func aLineReadAgainHasItsWarningsOnce() throws {
        let read = try notification(
            json: """
                {"specversion":"1.0","id":"e1","source":"/s","type":"org.keywatch.note.recorded.v1",\
                "time":"2026-03-10T13:15:00Z","data":{"person":{"postcode":"nowhere"}}}
                """)
        let defaults = CanonicalDefaults(
            id: "", at: receivedAt, sender: Sender(), topicHint: .school)
        let again = try Notification(
            canonical: read.journalJSON(), defaults: defaults, zone: london.get())
        #expect(again.warnings == read.warnings && read.warningCodes == ["postcode.unrecognised"])
    }
}

@Suite struct CodeTests {
    @Test(arguments: [
        (SchoolCodes.attendanceMark, ["/", "\\", "L", "C1", "j1", " n ", "Y7", "Z", "#"]),
        (CareCodes.ceaseReason, ["X1", "e4a", "E17"]), (CareCodes.placement, ["K1", "Z1"]),
    ])
    func aListKnowsItsCodesHoweverTheyAreWritten(_ list: CodeList, _ codes: [String]) {
        for code in codes { #expect(list.contains(code), "\(list.name): \(code)") }
        for code in ["", "H", "Y8", "E99", "/ \\"] { #expect(!list.contains(code), "\(code)") }
    }
}
