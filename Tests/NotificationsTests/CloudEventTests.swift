// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct CloudEventTests {
    private func event(
        _ type: String = "org.keywatch.school.suspended.v1", data: String = "{}",
        more: String = ""
    ) -> String {
        """
        {"specversion":"1.0","id":"e1","source":"/school/EE1","type":"\(type)",\
        "time":"2026-03-10T13:15:00Z"\(more),"data":\(data)}
        """
    }

    @Test func readsAStructuredEvent() throws {
        let data = """
            {"person":{"upn":"j999999923001","familyName":"Test","givenNames":["Alex","Jo"],\
            "birthDate":"2010-04-15","postcode":"ls14ap","nhsNumber":"999 000 0018","sex":"F"},\
            "organisation":{"name":"Sample Academy","code":"EE134290","system":"ODS"},\
            "occurredAt":"2026-03-10T12:30:00+00:00","diagnoses":[{"code":"F84.0","system":"ICD-10"}],\
            "detail":{"code":"PP","percent":12}}
            """
        let read = try notification(json: event(data: data))
        #expect(read.event.text == "school.suspended")
        #expect(read.kind == .school)
        #expect(read.id == "e1")
        #expect(read.format == .cloudevents)
        #expect(
            read.sender
                == Sender(
                    application: "/school/EE1", facility: "EE134290",
                    organisation: "Sample Academy"))
        #expect(read.occurredAt.formatted == "2026-03-10T12:30:00Z")
        #expect(read.recordedAt.formatted == "2026-03-10T13:15:00Z")
        #expect(read.person.upn == "J999999923001")
        #expect(read.person.nhsNumber == "9990000018")
        #expect(read.person.nhsNumberStatus == .presentUnverified)
        #expect(read.person.givenNames == ["Alex", "Jo"])
        #expect(read.person.postcode == .value("LS1 4AP"))
        #expect(read.person.sex == .value(.female))
        #expect(read.diagnoses == [Diagnosis(code: "F84.0", system: "ICD10", text: nil)])
        #expect(read.detail["percent"] == .number("12"))
        #expect(read.response == nil)
        #expect(read.warnings.isEmpty)
    }

    @Test func readsAnAdmissionWithItsEncounter() throws {
        let data = """
            {"person":{"nhsNumber":"9990000018"},"encounter":{"id":"V1","class":"IMP",\
            "specialty":"711","legalStatus":null,"admittedAt":"2026-03-07T22:10:00Z"},\
            "organisation":{"code":"RXX"}}
            """
        let read = try notification(
            json: event("org.keywatch.admission.started.v1", data: data), hint: .admission)
        #expect(read.event == .admissionStarted)
        #expect(read.occurredAt.formatted == "2026-03-07T22:10:00Z")
        #expect(read.encounter?.authority == "RXX")
        #expect(read.encounter?.encounterClass == .inpatient)
        #expect(read.encounter?.legalStatus == .deleted)
        #expect(read.encounter?.bedKind == .mentalHealth)
    }

    @Test func readsAResponse() throws {
        let data = #"{"taskId":"t1","registerId":"R1","by":"kw-1","detail":{"reason":"away"}}"#
        let read = try notification(
            json: event("org.keywatch.escalation.declined.v1", data: data), hint: .response)
        #expect(read.kind == .response)
        #expect(read.response?.taskId == "t1")
        #expect(read.response?.registerId == "R1")
        #expect(read.response?.by == "kw-1")
        #expect(read.response?.alertId == nil)
    }

    @Test(arguments: [
        ("org.keywatch.school.sports-day.v1", NotificationKind.admission, "school.other"),
        ("org.keywatch.review.dreamt.v1", .response, "review.other"),
        ("org.keywatch.school.suspended.v2", .school, "school.other"),
        ("org.keywatch.weather.changed.v1", .socialCare, "social-care.other"),
        ("com.example.thing", .school, "school.other"),
        ("org.keywatch.", .admission, "admission.other"),
    ])
    func unknownTypesAreKeptAsOther(type: String, hint: NotificationKind, expected: String) throws {
        let read = try notification(json: event(type), hint: hint)
        #expect(read.event.text == expected)
        #expect(read.detail["reason"] == .string("event-type"))
        #expect(read.detail["type"] == .string(type))
    }

    @Test(arguments: [
        (#"{"id":"1","source":"s","type":"t"}"#, RejectionCode.cloudEventsVersion, 0),
        (#"{"specversion":"0.3","id":"1","source":"s","type":"t"}"#, .cloudEventsVersion, 15),
        (#"{"specversion":1.0,"id":"1","source":"s","type":"t"}"#, .cloudEventsVersion, 15),
        (#"{"specversion":"1.0","source":"s","type":"t"}"#, .cloudEventsAttributeMissing, 0),
        (
            #"{"specversion":"1.0","id":null,"source":"s","type":"t"}"#,
            .cloudEventsAttributeMissing, 26
        ),
        (#"{"specversion":"1.0","id":25,"source":"s","type":"t"}"#, .cloudEventsAttributeType, 26),
        (
            #"{"specversion":"1.0","id":"","source":"s","type":"t"}"#, .cloudEventsAttributeInvalid,
            26
        ),
        (
            #"{"specversion":"1.0","id":"1","source":"s","type":"t","time":"noon"}"#,
            .cloudEventsAttributeInvalid, 61
        ),
        (
            #"{"specversion":"1.0","id":"1","source":"s","type":"t","datacontenttype":"xyz"}"#,
            .cloudEventsAttributeInvalid, 72
        ),
        (
            #"{"specversion":"1.0","id":"1","source":"s","type":"t","subject":""}"#,
            .cloudEventsAttributeInvalid, 64
        ),
        (
            #"{"specversion":"1.0","id":"1","source":"s","type":"t","myExt":"x"}"#,
            .cloudEventsAttributeName, 0
        ),
        (
            #"{"specversion":"1.0","id":"1","source":"s","type":"t","ext":1.5}"#,
            .cloudEventsAttributeType, 60
        ),
        (
            #"{"specversion":"1.0","id":"1","source":"s","type":"t","data":1,"data_base64":"AA"}"#,
            .cloudEventsDataTwice, 77
        ),
        (
            #"{"specversion":"1.0","id":"1","source":"s","type":"t","data_base64":"A"}"#,
            .cloudEventsBase64, 68
        ),
        (
            #"{"specversion":"1.0","id":"1","source":"s","type":"org.keywatch.note.recorded.v1"}"#,
            .cloudEventsData, 0
        ),
        (
            #"{"specversion":"1.0","id":"1","source":"s","type":"t","id":"2"}"#,
            .jsonDuplicateMember, 54
        ),
        (#"{"specversion":"1.0""#, .jsonTruncated, 20),
        ("[1]", .memberType, 1), ("hello", .unknownFormat, 0),
    ])
    func refusesBadEvents(text: String, code: RejectionCode, position: Int) throws {
        let rejected = try rejection(Array(text.utf8))
        #expect(rejected.code == code)
        #expect(rejected.position == position)
        #expect(!rejected.code.advice.isEmpty)
    }

    @Test(arguments: [
        (
            #"{"person":{"nhsNumber":9990000018}}"#, RejectionCode.memberType,
            "data.person.nhsNumber"
        ),
        (#"{"person":[]}"#, .memberType, "data.person"),
        (#"{"occurredAt":"yesterday"}"#, .memberInvalid, "data.occurredAt"),
        (#"{"encounter":{"bedKind":"hammock"}}"#, .memberInvalid, "data.encounter.bedKind"),
        (#"{"detail":"text"}"#, .memberType, "data.detail"),
        (#"{"diagnoses":[{"system":"ICD10"}]}"#, .memberMissing, "data.diagnoses.0.code"),
        (
            #"{"person":{"localIds":[{"value":null}]}}"#, .memberMissing,
            "data.person.localIds.0.value"
        ),
        (#"{"person":{"givenNames":["A",null]}}"#, .memberType, "data.person.givenNames.1"),
    ])
    func refusesBadDataAndNamesTheMember(data: String, code: RejectionCode, field: String) throws {
        let text = event(data: data)
        let rejected = try rejection(Array(text.utf8))
        #expect(rejected.code == code)
        #expect(rejected.field == field)
        #expect(rejected.position >= text.utf8.count - data.utf8.count - 1)
        #expect(rejected.sender?.application == "/school/EE1")
    }

    @Test func doubtfulContentIsKeptWithWarnings() throws {
        let data = """
            {"person":{"nhsNumber":"1234567890","upn":"X1","postcode":"nowhere","sex":"?"},\
            "encounter":{"class":"hammock"},"occurredAt":"2026-10-25T01:30:00"}
            """
        let read = try notification(json: event(data: data))
        #expect(read.person.nhsNumberStatus == .invalid)
        #expect(read.person.upn == nil)
        #expect(read.encounter?.encounterClass == .unknown)
        #expect(read.occurredAt.formatted == "2026-10-25T00:30:00Z")
        #expect(
            Set(read.warningCodes) == [
                "nhs-number.invalid", "upn.invalid", "postcode.unrecognised", "sex.unrecognised",
                "class.unrecognised", "time.ambiguous",
            ])
    }

    @Test func anEventWithoutATimeTakesTheRecords() throws {
        let read = try notification(
            json: #"{"specversion":"1.0","id":"1","source":"s","type":"t","time":null}"#)
        #expect(read.occurredAt == receivedAt)
        #expect(read.warningCodes == ["time.missing"])
    }

    @Test func readsBase64DataAndArrays() throws {
        let text = """
            [{"specversion":"1.0","id":"1","source":"s","type":"org.keywatch.note.recorded.v1",\
            "data_base64":"eyJkZXRhaWwiOnsiYSI6MX19"},{"specversion":"9"}]
            """
        let items = try decode(Array(text.utf8))
        guard case .notification(let read) = items[0], case .rejected(let bad) = items[1] else {
            throw Unexpected(item: items[0])
        }
        #expect(read.detail["a"] == .number("1"))
        #expect(bad.field == "1.specversion")
    }
}

@Suite struct BinaryCloudEventTests {
    private func headers(_ more: [(String, String?)] = []) -> [(name: String, value: [UInt8]?)] {
        let usual: [(String, String?)] = [
            ("ce_specversion", "1.0"), ("ce_id", "e1"), ("ce_source", "/s"),
            ("ce_type", "org.keywatch.social-care.missing.v1"),
            ("ce_time", "2026-03-10T13:15:00Z"), ("content-type", "application/json"),
        ]
        return (usual + more).map { (name: $0.0, value: $0.1.map { Array($0.utf8) }) }
    }

    @Test func readsABinaryEvent() throws {
        let value = Array(#"{"person":{"familyName":"Test"}}"#.utf8)
        let items = try decode(value, headers: headers(), hint: .socialCare)
        guard case .notification(let read) = items[0] else { throw Unexpected(item: items[0]) }
        #expect(read.event.text == "social-care.missing")
        #expect(read.id == "e1")
        #expect(read.person.familyName == .value("Test"))
        #expect(read.occurredAt.formatted == "2026-03-10T13:15:00Z")
    }

    @Test func refusesBadHeadersAndData() throws {
        let value = Array(#"{"person":{"familyName":7}}"#.utf8)
        #expect(try rejection(value, headers: headers()).position == 24)
        let twice = try rejection(value, headers: headers([("ce_id", "e2")]))
        #expect(twice.code == .cloudEventsHeaderTwice)
        #expect(twice.field == "id")
        #expect(try rejection(Array("{".utf8), headers: headers()).code == .jsonTruncated)
        let missing = headers().filter { $0.name != "ce_id" }
        #expect(try rejection(value, headers: missing).code == .cloudEventsAttributeMissing)
        let bad: [(name: String, value: [UInt8]?)] = headers() + [("ce_x", [0xFF])]
        #expect(try rejection(value, headers: bad).code == .cloudEventsAttributeInvalid)
    }

    @Test func emptyAndNullValuesAreRejected() throws {
        #expect(try rejection(nil).code == .emptyValue)
        #expect(try rejection([]).code == .emptyValue)
        #expect(try rejection(nil, headers: headers()).code == .emptyValue)
    }

    @Test func theContentTellsTheFormatWhateverTheHeaderSays() throws {
        let mislabelled: [(name: String, value: [UInt8]?)] = [
            ("content-type", Array("application/json".utf8))
        ]
        let items = try decode(bytes(usualAdmission), headers: mislabelled)
        #expect(items.count == 1)
        guard case .notification = items[0] else { throw Unexpected(item: items[0]) }
        let text: [(name: String, value: [UInt8]?)] = [
            ("Content-Type", Array("application/hl7-v2+er7".utf8))
        ]
        #expect(try rejection([0x41], headers: text).code == .hl7Header)
        #expect(try rejection([0x41], headers: mislabelled).code == .jsonSyntax)
        #expect(try rejection([0x41]).code == .unknownFormat)
    }
}
