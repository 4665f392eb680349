// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

/// How events come: headers, content types, batches, and data of other kinds.
@Suite struct CloudEventModeTests {
    private typealias Headers = [(name: String, value: [UInt8]?)]

    private func headers(_ pairs: [(String, String?)]) -> Headers {
        pairs.map { (name: $0.0, value: $0.1.map { Array($0.utf8) }) }
    }

    private func read(_ items: [DecodedItem]) throws -> Notification {
        guard items.count == 1, case .notification(let read) = items[0] else {
            throw Unexpected(item: items[0])
        }
        return read
    }

    private let own =
        #""specversion":"1.0","id":"1","source":"s","time":"2026-03-10T13:15:00Z","#
        + #""type":"org.keywatch.school.suspended.v1""#
    private let others =
        #""specversion":"1.0","id":"1","source":"s","type":"t","#
        + #""time":"2026-03-10T13:15:00Z""#

    @Test(arguments: [
        "application/cloudevents+json", "Application/CloudEvents+JSON; charset=utf-8",
        "application/cloudevents", "application/cloudevents-batch+json", "text/plain", nil,
    ])
    func aStructuredEventIsReadUnderAnyOfItsContentTypes(type: String?) throws {
        let value = Array("{\(own),\"data\":{}}".utf8)
        let found = try decode(value, headers: headers([("content-type", type)]), hint: .school)
        #expect(try read(found).event.text == "school.suspended")
    }

    @Test(arguments: [
        "application/cloudevents+xml", "application/cloudevents-batch+xml",
        "application/cloudevents+avro", "application/cloudevents+protobuf",
    ])
    func otherEventFormatsAreNamedAndRefused(type: String) throws {
        let rejected = try rejection([0x0A, 0x02], headers: headers([("content-type", type)]))
        #expect(rejected.code == .formatNotSupported)
        #expect(rejected.format == .cloudevents)
    }

    @Test(
        arguments: [
            (
                "<?xml version='1.0'?><event xmlns=\"http://cloudevents.io/xmlformat/V1\"/>",
                WireFormat.cloudevents
            ),
            ("\u{FEFF} <Bundle xmlns=\"http://hl7.org/fhir\"/>", .fhir),
            ("<ADT_A01 xmlns=\"urn:hl7-org:v2xml\"/>", .hl7v2), ("<html/>", nil),
        ] as [(String, WireFormat?)])
    func xmlIsNamedAndRefused(text: String, format: WireFormat?) throws {
        let rejected = try rejection(Array(text.utf8))
        #expect(rejected.code == .formatNotSupported)
        #expect(rejected.format == format)
    }

    @Test func anEmptyBatchIsWellFormedAndOutOfScope() throws {
        let found = try read(decode(Array(" [ ] ".utf8), hint: .school))
        #expect(found.event == .other(.school))
        #expect(found.detail["reason"] == .string("empty-batch"))
        #expect(found.warningCodes == ["id.missing", "time.missing"])
    }

    private let kafka: [(String, String?)] = [
        ("ce_specversion", "1.0"), ("ce_id", "a%20b"), ("ce_source", "/s"), ("ce_type", "t"),
        ("ce_time", nil),
    ]

    @Test func kafkaHeadersAreTakenAsTheyAreAndHTTPHeadersDecoded() throws {
        let value = Array("plain".utf8)
        #expect(try read(decode(value, headers: headers(kafka))).id == "a%20b")
        let http: [(String, String?)] = [
            ("ce-specversion", "1.0"), ("CE-ID", "a%20b%C3%A9"), ("ce-source", "\"/\\\"s%2\""),
            ("ce-type", "t"), ("ce-ext", "%zz"),
        ]
        let found = try read(decode(value, headers: headers(http)))
        #expect(found.id == "a bé")
        #expect(found.sender.application == "/\"s%2")
        let broken = headers(http.filter { $0.0 != "CE-ID" } + [("ce-id", "%FF")])
        #expect(try rejection(value, headers: broken).code == .cloudEventsAttributeInvalid)
        let twice = headers(kafka + [("ce-id", "x")])
        #expect(try rejection(value, headers: twice).code == .cloudEventsHeaderTwice)
    }

    @Test func strangeHeadersAreRefusedWithoutRepeatingThem() throws {
        for name in ["ce_Id2", "ce_my.ext", "ce_é"] {
            let rejected = try rejection([0x31], headers: headers(kafka + [(name, "x")]))
            #expect(rejected.code == .cloudEventsAttributeName)
            #expect(rejected.field == nil)
        }
        let control = headers(kafka.filter { $0.0 != "ce_id" } + [("ce_id", "a\u{7}")])
        #expect(try rejection([0x31], headers: control).code == .cloudEventsAttributeInvalid)
    }

    @Test(
        arguments: [
            ("application/json", RejectionCode.jsonSyntax),
            ("application/vnd.x+json; v=1", .jsonSyntax),
            (nil, .jsonSyntax), ("text/xml", .cloudEventsData),
            ("text/plain; charset=utf-8", .cloudEventsData),
        ] as [(String?, RejectionCode)])
    func ourOwnDataMustBeJSON(type: String?, code: RejectionCode) throws {
        let ours =
            kafka.filter { $0.0 != "ce_type" } + [("ce_type", "org.keywatch.note.recorded.v1")]
        let rejected = try rejection(
            Array("hello".utf8), headers: headers(ours + [("content-type", type)]))
        #expect(rejected.code == code)
        #expect(rejected.field == "data")
        #expect(rejected.sender?.application == "/s")
    }

    @Test func dataOfOthersMayBeAnything() throws {
        for data in [
            #""data":"text","datacontenttype":"text/plain""#, #""data":1.5"#, #""data":null"#,
            #""data_base64":"/wA=","datacontenttype":"application/octet-stream""#,
            #""data":"{not json""#, #""data_base64":null"#,
        ] {
            let found = try read(decode(Array("{\(others),\(data)}".utf8), hint: .school))
            #expect(found.detail["reason"] == .string("event-type"), "\(data)")
        }
    }

    @Test func aResourceAsDataIsReadAsOne() throws {
        let data = #""data":{"resourceType":"Unread","id":"7"}"#
        let found = try read(decode(Array("{\(others),\(data)}".utf8), hint: .school))
        #expect(found.format == .fhir)
        #expect(found.detail["reason"] == .string("resource-type"))
    }

    @Test func jsonInATextIsReadWithAWarning() throws {
        let data = #""data":" {\"person\":{\"familyName\":\"Test\",\"upn\":\"x\"}}""#
        let text = "{\(own),\(data)}"
        let found = try read(decode(Array(text.utf8)))
        #expect(found.person.familyName == .value("Test"))
        #expect(found.warningCodes == ["cloudevents.data-as-text", "upn.invalid"])
        let start = text.utf8.count - data.utf8.count + 6
        #expect(found.warnings.allSatisfy { $0.position.map { $0 >= start } ?? false })
    }

    @Test func anHL7MessageAsDataIsReadAsOne() throws {
        let message = usualAdmission.joined(separator: "\\r").replacing("\\&", with: "\\\\&")
        let text =
            "{\(others),\"datacontenttype\":\"application/hl7-v2+er7\",\"data\":\"\(message)\"}"
        let found = try read(decode(Array(text.utf8)))
        #expect(found.event == .admissionStarted)
        #expect(found.format == .hl7v2)
        #expect(found.id == "KW1")
        let broken = "{\(others),\"data\":\"MSH|^~\\\\&|A|B\"}"
        let rejected = try rejection(Array(broken.utf8))
        #expect(rejected.code == .hl7MessageType)
        #expect(rejected.position == "{\(others),\"data\":".utf8.count)
        let binary = try decode(bytes(usualAdmission), headers: headers(kafka))
        #expect(try read(binary).format == .hl7v2)
    }

    @Test func warningsOfACarriedMessageStandAtItsData() throws {
        let doubtful = [header("A01"), segment("PID", [3: "9990000019^^^NHS"]), usualPV1]
        let message = doubtful.joined(separator: "\\r").replacing("\\&", with: "\\\\&")
        let text = "{\(others),\"data\":\"\(message)\"}"
        let found = try read(decode(Array(text.utf8)))
        let warning = try #require(found.warnings.first { $0.code == "nhs-number.invalid" })
        #expect(warning.position == "{\(others),\"data\":".utf8.count)
    }

    @Test func faultsInEncodedDataStandAtTheMember() throws {
        // {"person":7}
        let text = "{\(own),\"data_base64\":\"eyJwZXJzb24iOjd9\"}"
        let rejected = try rejection(Array(text.utf8))
        #expect(rejected.code == .memberType)
        #expect(rejected.field == "data.person")
        #expect(rejected.position == text.utf8.count - 19)
    }

    @Test func anUnknownEventOfOursKeepsItsPerson() throws {
        let text =
            #"{"specversion":"1.0","id":"1","source":"s","time":"2026-03-10T13:15:00Z","#
            + #""type":"org.keywatch.school.sports-day.v1","data":{"person":{"familyName":"T"},"#
            + #""detail":{"reason":"r","code":"x"}}}"#
        let found = try read(decode(Array(text.utf8)))
        #expect(found.person.familyName == .value("T"))
        #expect(found.detail["reason"] == .string("event-type"))
        #expect(found.detail["code"] == .string("x"))
        let broken = text.replacing(#"{"familyName":"T"}"#, with: "7")
        #expect(try read(decode(Array(broken.utf8))).person == Person())
    }
}
