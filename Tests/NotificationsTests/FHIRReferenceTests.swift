// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct FHIRReferenceTests {
    private let apart = ["contained": ""]

    /// An Encounter and its Patient as two entries, the one referring to the other.
    private func pair(
        _ reference: String, encounter url: String? = nil, patient patientURL: String? = nil,
        type: String = "transaction"
    ) -> String {
        let contact = encounter([
            "contained": "", "subject": #"{"reference":"\#(reference)"}"#,
        ])
        return bundle(
            type, [entry(patient(["id": #""p""#]), patientURL), entry(contact, url)])
    }

    @Test func everyFormOfReferenceReadsTheSame() throws {
        let contained = try fhir(bundle("transaction", [entry(encounter())]))
        #expect(contained.person.nhsNumber == "9990000018")
        let base = "https://pas.example/fhir"
        let urn = "urn:uuid:0C1F0B1A-9C44-4C6A-9D0B-111111111111"
        for text in [
            pair("Patient/p"), pair("Patient/p/_history/2"),
            pair("Patient/p", encounter: "\(base)/Encounter/e1", patient: "\(base)/Patient/p"),
            pair("\(base)/Patient/p", patient: "\(base)/Patient/p"),
            pair("\(base)/Patient/p/_history/7", patient: "\(base)/Patient/p"),
            pair("\(base)/Patient/p"), pair(urn, patient: urn),
            pair(urn[...].asciiLowercased, patient: urn), pair("Patient/p", patient: urn),
            pair("Patient/p", type: "batch"), pair("Patient/p", type: "collection"),
            pair("Patient/p", type: "document"), pair("Patient/p", type: "searchset"),
        ] {
            #expect(try fhir(text) == contained)
        }
    }

    @Test func theNearestServersResourceIsMeant() throws {
        let other = patient(["id": #""p""#, "birthDate": #""1999-01-01""#, "identifier": ""])
        let contact = encounter(["contained": "", "subject": #"{"reference":"Patient/p"}"#])
        let both = [
            entry(other, "https://a.example/Patient/p"),
            entry(patient(["id": #""p""#]), "https://b.example/Patient/p"),
        ]
        let near = try fhirAll(
            bundle("searchset", both + [entry(contact, "https://b.example/Encounter/e1")]))
        #expect(near[0].person.nhsNumber == "9990000018")
        let far = try fhirAll(bundle("searchset", both + [entry(contact)]))
        #expect(far[0].person.nhsNumber == nil)
        #expect(far[0].warningCodes == ["fhir.reference-unresolved"])
        let elsewhere = encounter([
            "contained": "", "subject": #"{"reference":"https://c.example/Patient/p"}"#,
        ])
        let away = try fhirAll(bundle("searchset", [both[1], entry(elsewhere)]))
        #expect(
            away[0].person.localIds == [
                LocalIdentifier(value: "p", authority: "https://c.example/", type: "RI")
            ])
    }

    @Test func aReferenceToElsewhereIsAllThatIsKnown() throws {
        func read(_ subject: String) throws -> Notification {
            try fhir(encounter(["contained": "", "subject": subject]))
        }
        let logical = try read(
            #"{"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}}"#)
        #expect(logical.person.nhsNumber == "9990000018")
        #expect(logical.event == .admissionStarted)
        #expect(logical.warningCodes == ["fhir.reference-unresolved"])
        let relative = try read(#"{"reference":"Patient/123"}"#)
        #expect(
            relative.person.localIds == [
                LocalIdentifier(value: "123", authority: "RXX", type: "RI")
            ])
        let query = try read(
            #"{"reference":"Patient?x=1&identifier=https://fhir.nhs.uk/Id/nhs-number|9990000018"}"#)
        #expect(query.person.nhsNumber == "9990000018")
        for text in ["Patient?identifier=9990000018", "urn:uuid:1", "#nobody", "Patient/", "#"] {
            let nobody = try read(#"{"reference":"\#(text)","display":"Alex Test"}"#)
            #expect(nobody.person == Person())
            #expect(nobody.event == .admissionStarted)
        }
        #expect(try read("{}").person == Person())
        let group = try fhirAll(
            bundle(
                "batch",
                [
                    entry(encounter(["contained": "", "subject": #"{"reference":"Group/g"}"#])),
                    entry(#"{"resourceType":"Group","id":"g"}"#),
                ]))
        #expect(group.map(\.person) == [Person()])
    }

    @Test func theOnlyPatientStandsInForAMissingSubject() throws {
        let contact = entry(encounter(["contained": "", "subject": ""]))
        let one = try fhir(bundle("batch", [contact, entry(patient())]))
        #expect(one.person.nhsNumber == "9990000018")
        #expect(one.warningCodes == ["fhir.subject-assumed"])
        let two = try fhirAll(
            bundle("batch", [contact, entry(patient()), entry(patient(["identifier": ""]))]))
        #expect(
            two.map(\.event.text)
                == ["started", "person-updated", "person-updated"].map {
                    "admission.\($0)"
                })
        #expect(two[0].person == Person())
        #expect(two[0].warningCodes == ["person.missing"])
    }

    @Test func eachEncounterIsALineOfItsOwn() throws {
        let second = encounter([
            "contained": "", "id": #""e2""#, "status": #""onleave""#,
            "subject": #"{"reference":"Patient/q"}"#,
        ])
        let read = try fhirAll(
            bundle(
                "collection",
                [
                    entry(encounter()), entry(second), entry(second),
                    entry(patient(["id": #""q""#, "identifier": ""])),
                    entry(patient(["id": #""r""#])),
                ]))
        #expect(
            read.map(\.event) == [
                .admissionStarted, .admissionLeaveStarted, .admissionLeaveStarted,
                .admissionPersonUpdated,
            ])
        #expect(Set(read.map(\.id)) == ["b1"])
        #expect(read[1] == read[2])
    }

    @Test func bundlesInsideABundleAreMessagesOfTheirOwn() throws {
        let text = bundle(
            "collection",
            [entry(message(v2("A01"))), entry(message(v2("A02"))), entry(patient(["id": ""]))])
        #expect(
            try fhirAll(text).map(\.event) == [
                .admissionStarted, .admissionTransferred, .admissionPersonUpdated,
            ])
        #expect(try fhirAll(bundle("batch", [entry(message(v2("A01")))])).count == 1)
        var deep = message(v2("A01"))
        for _ in 0..<4 { deep = bundle("collection", [entry(deep)]) }
        #expect(try rejection(Array(deep.utf8)).code == .fhirLimit)
    }

    // MARK: The message

    @Test func theSenderIsThatOfTheMessage() throws {
        let read = try fhir(message(v2("A01")))
        #expect(
            read.sender
                == Sender(application: "PAS", facility: "RXX", organisation: "Sample Trust"))
        #expect(read.id == "b1")
        #expect(read.sentAt == instant("2026-03-02T14:18:30Z"))
        let organisation = entry(
            """
            {"resourceType":"Organization","id":"o","name":"Royal Sample","identifier":[{},\
            {"value":"other"},{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"RYY"}]}
            """)
        let resolved = try fhir(
            message(
                v2("A01"),
                header: [
                    "sender": "", "source": #"{"software":"S","endpoint":"urn:e"}"#,
                    "responsible": #"{"reference":"Organization/o","display":"x"}"#,
                ],
                more: [organisation]))
        #expect(
            resolved.sender
                == Sender(application: "S", facility: "RYY", organisation: "Royal Sample"))
        let plain = entry(
            #"{"resourceType":"Organization","id":"o","identifier":[{"value":"Z1"}]}"#)
        let provider = try fhir(
            message(
                v2("A01"),
                ["serviceProvider": #"{"reference":"Organization/o","display":"Named"}"#],
                header: ["sender": "", "source": #"{"endpoint":"urn:e"}"#], more: [plain]))
        #expect(
            provider.sender == Sender(application: "urn:e", facility: "Z1", organisation: "Named"))
        let alone = try fhir(
            encounter(["meta": #"{"source":"urn:pas","lastUpdated":"2026-03-02T14:18:00Z"}"#]))
        #expect(alone.sender.application == "urn:pas")
    }

    @Test func namesAndTimesFallBackOneAfterAnother() throws {
        func text(_ more: [String: String], meta: String = "") -> String {
            bundle("batch", [entry(encounter(["meta": meta]))], more)
        }
        let identified = try fhir(text(["id": "", "identifier": #"{"value":"i1"}"#]))
        #expect(identified.id == "i1")
        #expect(identified.recordedAt == instant("2026-03-02T14:18:30Z"))
        let meta = try fhir(
            text(["timestamp": "", "meta": #"{"lastUpdated":"2026-03-02T16:00:00Z"}"#]))
        #expect(meta.sentAt == instant("2026-03-02T16:00:00Z"))
        let bare = try fhir(text(["timestamp": "", "id": ""]))
        #expect(bare.id == "e1")
        #expect(bare.recordedAt == instant("2026-03-02T14:00:00Z"))
        #expect(bare.warningCodes == ["time.missing"])
        let nothing = try fhir(encounter(["id": "", "meta": "", "period": ""]))
        #expect(nothing.id.hasPrefix("unnamed-"))
        #expect(nothing.recordedAt == receivedAt)
        #expect(nothing.warningCodes == ["time.missing", "id.missing"])
        let headed = try fhir(
            bundle(
                "message",
                [
                    entry(
                        messageHeader(
                            v2("A01"), ["timestamp": #""2026-03-02T15:00:00Z""#])),
                    entry(encounter()),
                ], ["id": "", "timestamp": ""]))
        #expect(headed.id == "m1")
        #expect(headed.sentAt == instant("2026-03-02T15:00:00Z"))
        let unknown = try fhir(bundle("parcel", [entry(encounter())]))
        #expect(unknown.warnings.map(\.code) == ["fhir.bundle-type"])
    }

    @Test func testDataIsSaidToBe() throws {
        let tag = #"{"tag":[{"system":"http://x/v2-0103","code":"D"}]}"#
        let security = #"{"security":[{"code":"HTEST"}],"lastUpdated":"2026-03-02T14:18:00Z"}"#
        let live = #"{"tag":[{"system":"http://x/v2-0103","code":"P"},{"code":"T"}]}"#
        #expect(try !fhir(message(v2("A01"), header: ["meta": tag])).isProduction)
        #expect(try fhir(message(v2("A01"), header: ["meta": live])).isProduction)
        #expect(try !fhir(encounter(["meta": security])).isProduction)
        #expect(try !fhir(bundle("batch", [entry(encounter())], ["meta": tag])).isProduction)
    }

    // MARK: Diagnoses

    @Test func diagnosesAreReadFromConditionsThatNameTheEncounter() throws {
        func condition(_ id: String, _ code: String, _ more: [String: String] = [:]) -> String {
            entry(
                object(
                    [
                        "resourceType": #""Condition""#, "id": "\"\(id)\"",
                        "code": coding(code, "http://snomed.info/sct"),
                    ], more))
        }
        let read = try fhir(
            message(
                v2("A01"),
                [
                    "diagnosis": """
                    [{"condition":{"reference":"Condition/c1"}},{"condition":{"reference":"Condition/c1"}},\
                    {"condition":{"reference":"Condition/c5"}},{"condition":[{"concept":{}}]}]
                    """,
                    "reasonReference": #"[{"reference":"Condition/c6"}]"#,
                    "reasonCode":
                        "[\(coding("F84.0", "http://hl7.org/fhir/sid/icd-10")),{\"text\":\"x\"}]",
                ],
                more: [
                    condition("c1", "35919005"),
                    condition("c2", "43614003", ["encounter": #"{"reference":"Encounter/e1"}"#]),
                    condition("c3", "408856003", ["subject": #"{"reference":"Patient/p"}"#]),
                    condition("c4", "1", ["encounter": #"{"reference":"Encounter/e9"}"#]),
                    condition("c5", "2", ["verificationStatus": coding("refuted")]),
                    condition("c6", "3", ["verificationStatus": coding("provisional")]),
                    condition("c7", "4"),
                ]))
        #expect(read.diagnoses.map(\.code) == ["35919005", "3", "F84.0", "43614003", "408856003"])
        #expect(read.diagnoses.map(\.system) == ["SNOMED", "SNOMED", "ICD10", "SNOMED", "SNOMED"])
        #expect(read.warningCodes == ["diagnosis.unconfirmed"])
        let repeated = try fhir(
            encounter(["reasonCode": "[\(coding("F84.0", "ICD-10")),\(coding("F84.0", "I10"))]"]))
        #expect(repeated.diagnoses.count == 1)
    }

    // MARK: Times

    @Test func timesAreReadStrictlyAndOtherFormsWithAWarning() throws {
        func read(_ text: String) throws -> (Stated<Instant>?, [String]) {
            let found = try fhir(encounter(["period": #"{"start":"\#(text)"}"#]))
            return (found.encounter?.admittedAt, found.warningCodes)
        }
        for (text, at, warnings) in [
            ("2026-03-02T14:00:00.123456Z", "2026-03-02T14:00:00.123Z", []),
            ("2026-03-02T14:00:00+05:30", "2026-03-02T08:30:00Z", []),
            ("2026-07-02", "2026-07-01T23:00:00Z", ["time.date-only"]),
            ("2026-07-02T14:00:00", "2026-07-02T13:00:00Z", ["time.format"]),
            ("2026-07-02T14:00", "2026-07-02T13:00:00Z", ["time.format"]),
            ("2026-07-02T14:00Z", "2026-07-02T14:00:00Z", ["time.format"]),
            ("2026-10-25T01:30:00", "2026-10-25T00:30:00Z", ["time.format", "time.ambiguous"]),
            ("2026-03-29T01:30:00", "2026-03-29T01:30:00Z", ["time.format", "time.skipped"]),
        ] {
            let found = try read(text)
            #expect(found.0 == .value(instant(at)), "\(text)")
            #expect(found.1 == warnings, "\(text)")
        }
        for text in [
            "2026", "2026-03", "2026-02-30", "2026-03-02 14:00:00Z", "2026-03-02T24:00:00Z",
            "2026-03-02T14Z", "2026-03-02T14:00:00+5", "now",
            "2026-03-02T14:00:00.0000000000000000000000000000000000000000000Z",
        ] {
            let found = try read(text)
            #expect(found.0 == .absent, "\(text)")
            #expect(found.1 == ["time.invalid"], "\(text)")
        }
    }
}
