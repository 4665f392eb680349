// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct CanonicalTests {
    private let defaults = CanonicalDefaults(
        id: "step-1", at: instant("2026-03-07T22:30:00Z"),
        sender: Sender(application: "scenario", facility: "RXX"), topicHint: .admission)

    private func read(_ json: String) throws -> Notification {
        try Notification(
            canonical: JSONValue(parsing: json), defaults: defaults, zone: london.get())
    }

    @Test func writesTheContractsLine() throws {
        let line = try notification(usualAdmission).canonicalJSON().text
        #expect(
            line == """
                {"kind":"admission","event":"admission.started","id":"KW1",\
                "occurredAt":"2026-03-02T14:00:00Z","recordedAt":"2026-03-02T14:18:00Z",\
                "sender":{"application":"PAS","facility":"RXX"},\
                "person":{"nhsNumber":"9990000018","nhsNumberStatus":"verified",\
                "localIds":[{"value":"55512","authority":"RXX"}],"familyName":"TEST",\
                "givenNames":["ALEX","J"],"otherNames":[],"birthDate":"2010-04-15","sex":"male",\
                "postcode":"LS1 4AP","addressLines":["1 TEST RD","LEEDS"],\
                "phone":["0113 496 0000"]},\
                "encounter":{"id":"7001","authority":"RXX/VISITID","class":"inpatient",\
                "location":{"pointOfCare":"RXX","room":"WARD1","bed":"B2","facility":"RXX55"},\
                "specialty":"711","admissionMethod":"25","admissionSource":"19",\
                "admittedAt":"2026-03-02T14:00:00Z","careIntensity":"51","attending":"C123",\
                "bedKind":"mental-health"},\
                "diagnoses":[{"code":"F84.0","system":"ICD10","text":"Childhood autism"}],\
                "detail":{"psychiatricPatientStatus":"1","medicallyFit":"N","wardMix":"8b"},\
                "format":"hl7v2","trigger":"A01","warnings":[]}
                """)
    }

    @Test func whatIsDeletedIsNull() throws {
        let line = try notification([
            header("A08"), segment("PID", [3: "1^^^X", 5: "\"\"", 11: "^^^^\"\""]), usualPV1,
        ]).canonicalJSON()
        #expect(line["person"]?["familyName"] == .null)
        #expect(line["person"]?["postcode"] == .null)
        #expect(line["person"]?["birthDate"] == nil)
    }

    @Test func readsAScenariosReceive() throws {
        let read = try read(
            """
            {"topic":"admissions","event":"admission.started","person":{"nhsNumber":"9990000018",\
            "familyName":"Test","birthDate":"2010-04-15"},"encounter":{"id":"V1","specialty":"711",\
            "admissionMethod":"25","legalStatus":"01","admittedAt":"2026-03-07T22:10:00Z"}}
            """)
        #expect(read.id == "step-1")
        #expect(read.event == .admissionStarted)
        #expect(read.occurredAt.formatted == "2026-03-07T22:10:00Z")
        #expect(read.recordedAt.formatted == "2026-03-07T22:30:00Z")
        #expect(read.person.nhsNumberStatus == .presentUnverified)
        #expect(read.encounter?.authority == "RXX")
        #expect(read.encounter?.encounterClass == .inpatient)
        #expect(read.encounter?.bedKind == .mentalHealth)
        #expect(read.encounter?.legalStatus == .value("01"))
    }

    @Test func anExplicitBedKindComesFirst() throws {
        let read = try read(
            """
            {"event":"admission.emergency-attended","encounter":{"id":"E1","class":"E",\
            "bedKind":"emergency","specialty":"711"}}
            """)
        #expect(read.encounter?.bedKind == .emergency)
        #expect(read.encounter?.encounterClass == .emergency)
    }

    @Test func refusesAnEventThatIsMissingOrUnknown() {
        #expect(throws: CanonicalError(code: .memberMissing, path: ["event"])) {
            try read("{}")
        }
        #expect(throws: CanonicalError(code: .eventUnknown, path: ["event"])) {
            try read(#"{"event":"admission.dreamt"}"#)
        }
        #expect(throws: CanonicalError(code: .memberType, path: [])) { try read("[]") }
    }

    @Test(arguments: [
        ("crisis.contact", NotificationKind.admission), ("stay.ready", .admission),
        ("safeguarding.concern", .school), ("consent.recorded", .response),
        ("register.rated", .register), ("social-care.missing", .socialCare),
        ("review.held", .response), ("school.suspended", .school),
    ])
    func theKindFollowsTheFamily(event: String, expected: NotificationKind) throws {
        let name = try #require(EventName(event))
        #expect(NotificationKind(family: name.family, topicHint: .school) == expected)
    }

    @Test func theJournalsFormIsLossless() throws {
        var messages = [try notification(usualAdmission)]
        messages.append(
            try notification([
                header("A08", [7: "202603021500", 11: "T"]),
                segment("EVN", [2: "202610250130"]),
                segment(
                    "PID",
                    [
                        3: "9990000019^^^NHS", 5: "\"\"~^B^^^^^A", 7: "200905", 8: "?",
                        11: "^^^^\"\"", 29: "202601010101", 30: "Y",
                    ]),
                segment("PV1", [2: "zz", 4: "\"\"", 10: "\"\"", 44: "\"\""]),
            ]))
        messages.append(
            try notification(
                json: """
                    {"specversion":"1.0","id":"1","source":"s","time":"2026-03-10T13:15:00.5Z",\
                    "type":"org.keywatch.escalation.declined.v1",\
                    "data":{"alertId":"a","by":"b","detail":{"reason":["x",null,1.50]}}}
                    """, hint: .response))
        for message in messages {
            let back = try Notification(
                canonical: JSONValue(parsing: message.journalJSON().utf8), defaults: defaults,
                zone: london.get())
            #expect(back == message)
        }
    }

    @Test func decodingIsOneStepBetweenTwoCanonicalForms() throws {
        let first = try notification(usualAdmission)
        let again = try Notification(
            canonical: first.canonicalJSON(), defaults: defaults, zone: london.get())
        #expect(again.canonicalJSON() == first.canonicalJSON())
    }

    @Test func everyRejectionHasAdviceAndAStableText() {
        #expect(Set(RejectionCode.allCases.map(\.rawValue)).count == RejectionCode.allCases.count)
        for code in RejectionCode.allCases {
            #expect(code.advice != "The value cannot be read.", "\(code)")
        }
        let line = Rejected(code: .memberType, position: 7, field: "data.person").errorJSON.text
        #expect(
            line.hasPrefix(#"{"error":{"code":"member.type","position":7,"message":"data.person: "#)
        )
    }
}
