// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct FHIREncounterTests {
    @Test func readsAnEncounterWithItsContainedPatient() throws {
        let read = try fhir(encounter())
        #expect(read.event == .admissionStarted)
        #expect(read.kind == .admission)
        #expect(read.id == "e1")
        #expect(read.trigger == nil)
        #expect(read.occurredAt == instant("2026-03-02T14:00:00Z"))
        #expect(read.recordedAt == instant("2026-03-02T14:18:00Z"))
        #expect(read.sentAt == read.recordedAt)
        #expect(read.sender == Sender(facility: "RXX"))
        #expect(read.isProduction)
        #expect(read.warnings.isEmpty)
        let contact = try #require(read.encounter)
        #expect(contact.id == "7001")
        #expect(contact.authority == "VISITID")
        #expect(contact.encounterClass == .inpatient)
        #expect(contact.status == "in-progress")
        #expect(contact.location.pointOfCare == "WARD1")
        #expect(contact.location.facility == "RXX")
        #expect(contact.specialty == .value("711"))
        #expect(contact.admissionMethod == .value("25"))
        #expect(contact.admissionSource == .value("19"))
        #expect(contact.admittedAt == .value(instant("2026-03-02T14:00:00Z")))
        #expect(contact.dischargedAt == .absent)
        #expect(contact.attending == "C123")
        #expect(contact.bedKind == .mentalHealth)
        #expect(read.diagnoses == [Diagnosis(code: "F84.0", system: "ICD10", text: nil)])
    }

    /// The same admission on both wires gives the same person, times, and contact.
    @Test func aMessageOfEitherFormatReadsTheSame() throws {
        let hl7 = try notification([
            header("A01"), segment("EVN", [2: "202603021418"]),
            usualPID,
            segment(
                "PV1",
                [
                    2: "I", 3: "WARD1^^^RXX", 4: "25", 7: "C123", 10: "711", 14: "19",
                    19: "7001^^^VISITID", 44: "202603021400",
                ]),
        ])
        var read = try fhir(
            message(v2("A01"), ["reasonCode": ""], header: ["id": #""KW1""#]))
        #expect(read.person == hl7.person)
        #expect(read.event == hl7.event)
        #expect(read.trigger == hl7.trigger)
        #expect(read.occurredAt == hl7.occurredAt)
        #expect(read.recordedAt == hl7.recordedAt)
        #expect(read.sender.application == hl7.sender.application)
        #expect(read.sender.facility == hl7.sender.facility)
        read.encounter?.status = nil
        // HL7's VISITID is everybody's; FHIR's systems are each one's own.
        #expect(hl7.encounter?.authority == "RXX/VISITID")
        read.encounter?.authority = hl7.encounter?.authority
        #expect(read.encounter == hl7.encounter)
    }

    @Test func readsADischarge() throws {
        let read = try fhir(
            encounter([
                "status": #""finished""#,
                "period": #"{"start":"2026-03-02","end":"2026-04-01T11:30:00+01:00"}"#,
                "extension": "[\(ukCoreExtension("DischargeMethod", "1"))]",
                "hospitalization": object(["dischargeDisposition": coding("53")]),
                "location": #"[{"status":"completed","location":{"display":"Ward A"}},"#
                    + #"{"status":"completed","location":{"display":"Ward B"}}]"#,
            ]))
        #expect(read.event == .admissionEnded)
        #expect(read.occurredAt == instant("2026-04-01T10:30:00Z"))
        #expect(read.encounter?.dischargedAt == .value(instant("2026-04-01T10:30:00Z")))
        #expect(read.encounter?.admittedAt == .value(instant("2026-03-02T00:00:00Z")))
        #expect(read.encounter?.dischargeMethod == .value("1"))
        #expect(read.encounter?.dischargeDestination == .value("53"))
        #expect(read.encounter?.location.pointOfCare == "Ward B")
        #expect(read.warningCodes == ["time.date-only"])
    }

    @Test func anEndThatHasNotComeIsExpected() throws {
        let read = try fhir(
            encounter([
                "period": #"{"start":"2026-03-02T14:00:00Z","end":"2026-05-02T14:00:00Z"}"#
            ]))
        #expect(read.encounter?.dischargedAt == .absent)
        #expect(read.detail["expectedDischargeAt"] == .string("2026-05-02T14:00:00Z"))
        let plan = try fhir(encounter(["status": #""planned""#]))
        #expect(plan.encounter?.expectedAt == .value(instant("2026-03-02T14:00:00Z")))
        #expect(plan.encounter?.admittedAt == .absent)
        #expect(plan.occurredAt == instant("2026-03-02T14:18:00Z"))
    }

    // MARK: Codes

    @Test func codesOfAnotherNationAreKeptApart() throws {
        let read = try fhir(
            encounter([
                "hospitalization": """
                {"extension":[\(ukCoreExtension("AdmissionMethod", "25", system: "Wales"))]}
                """
            ]))
        #expect(read.encounter?.admissionMethod == .absent)
        #expect(read.detail["otherNationAdmissionMethod"] == .string("25"))
        #expect(read.warningCodes == ["code.another-nation"])
    }

    private func legal(_ context: String, _ code: String, _ nation: String = "England") -> String {
        """
        {"url":"\(ukCore)/StructureDefinition/Extension-UKCore-LegalStatus","extension":[\
        {"url":"legalStatusContext","valueCodeableConcept":\(coding(context))},\
        {"url":"legalStatusClassification","valueCodeableConcept":\
        \(coding(code, "\(ukCore)/CodeSystem/UKCore-LegalStatusClassification\(nation)"))},\
        {"url":"another"}]}
        """
    }

    @Test func legalStatusIsThatOfTheEventsContext() throws {
        let both = "[\(legal("discharge", "01")),\(legal("admission", "02"))]"
        func status(_ more: [String: String]) throws -> Stated<String>? {
            try fhir(encounter(more)).encounter?.legalStatus
        }
        #expect(try status(["extension": both]) == .value("02"))
        #expect(try status(["extension": both, "status": #""finished""#]) == .value("01"))
        #expect(try status(["extension": "[\(legal("x", "03"))]"]) == .value("03"))
        let flat = "[\(ukCoreExtension("LegalStatus", "20"))]"
        #expect(try status(["extension": flat]) == .value("20"))
        let wales = try fhir(encounter(["extension": "[\(legal("admission", "02", "Wales"))]"]))
        #expect(wales.encounter?.legalStatus == .absent)
        #expect(wales.detail["otherNationLegalStatus"] == .string("02"))
    }

    @Test func specialtyAndMethodAreAlsoReadFromTheType() throws {
        let types = """
            [\(coding("E", "http://terminology.hl7.org/CodeSystem/v2-0007")),\
            \(coding("700", "https://x.example/CodeSystem/TreatmentFunctionCode"))]
            """
        let read = try fhir(
            encounter(["hospitalization": "{}", "serviceType": "", "type": types]))
        #expect(read.encounter?.admissionMethod == .value("E"))
        #expect(read.encounter?.specialty == .value("700"))
        #expect(read.encounter?.bedKind == .learningDisability)
        let words = try fhir(encounter(["serviceType": #"{"text":"Child  psychiatry"}"#]))
        #expect(words.encounter?.specialty == .value("Child psychiatry"))
        let shown = try fhir(
            encounter(["serviceType": #"{"coding":[{"display":"Child psychiatry"}]}"#]))
        #expect(shown.encounter?.specialty == .value("Child psychiatry"))
        #expect(try fhir(encounter(["serviceType": "{}"])).encounter?.specialty == .absent)
        let bare = try fhir(
            encounter([
                "hospitalization": """
                {"extension":[{"url":"x/Extension-UKCore-AdmissionMethod"},\
                {"url":"x/Extension-UKCore-AdmissionMethod","valueCoding":{"code":"2A"}},{}]}
                """
            ]))
        #expect(bare.encounter?.admissionMethod == .value("2A"))
    }

    // MARK: Places and people

    @Test func aPlaceIsReadWithAllThatItIsPartOf() throws {
        func place(_ id: String, _ kind: String, _ name: String, _ more: [String: String] = [:])
            -> String
        {
            entry(
                object(
                    [
                        "resourceType": #""Location""#, "id": "\"\(id)\"", "name": "\"\(name)\"",
                        "physicalType": kind.isEmpty ? "" : coding(kind),
                    ], more))
        }
        func part(_ id: String) -> [String: String] {
            ["partOf": #"{"reference":"Location/\#(id)"}"#]
        }
        let read = try fhir(
            message(
                v2("A02"),
                [
                    "location": """
                    [{"status":"active","location":{"reference":"Location/bed"},\
                    "period":{"start":"2026-03-03T10:00:00Z"}}]
                    """
                ],
                more: [
                    place("bed", "bd", "B2", part("room")),
                    place("room", "ro", "R1", part("ward")),
                    place("ward", "wa", "Willow", part("site")),
                    place("site", "si", "North site", part("bed")),
                ]))
        let location = read.encounter?.location
        #expect(location?.bed == "B2")
        #expect(location?.room == "R1")
        #expect(location?.pointOfCare == "Willow")
        #expect(location?.facility == "North site")
        #expect(read.occurredAt == instant("2026-03-03T10:00:00Z"))
        let own = try fhir(
            message(
                v2("A02"),
                ["location": #"[{"location":{"reference":"Location/ward"}}]"#],
                more: [
                    place(
                        "ward", "", "",
                        [
                            "name": "", "identifier": #"[{"value":"W1"}]"#,
                            "managingOrganization": #"{"display":"Sample Trust"}"#,
                        ])
                ]))
        #expect(own.encounter?.location.pointOfCare == "W1")
        #expect(own.encounter?.location.facility == "Sample Trust")
        let described = try fhir(
            message(
                v2("A02"), ["location": #"[{"location":{"reference":"Location/ward"}},{}]"#],
                more: [place("ward", "", "", ["name": "", "description": #""By the lake""#])]))
        #expect(described.encounter?.location.pointOfCare == "By the lake")
    }

    @Test func thePresentPlaceIsChosen() throws {
        func ward(_ places: String, status: String = "in-progress") throws -> Location? {
            try fhir(encounter(["location": "[\(places)]", "status": "\"\(status)\""]))
                .encounter?.location
        }
        func place(_ name: String, _ more: String) -> String {
            #"{"location":{"display":"\#(name)"}\#(more)}"#
        }
        let now = place("Now", #","period":{"start":"2026-03-03T10:00:00Z"}"#)
        let before = place(
            "Before", #","period":{"start":"2026-03-02T10:00:00Z","end":"2026-03-03T10:00:00Z"}"#)
        let next = place("Next", #","status":"planned""#)
        #expect(try ward("\(before),\(now),\(next)")?.pointOfCare == "Now")
        #expect(try ward("\(before),\(next)")?.pointOfCare == "Next")
        #expect(try ward(before, status: "finished")?.pointOfCare == "Before")
        #expect(try ward("\(now),\(next)", status: "planned")?.pointOfCare == "Next")
        func typed(_ name: String, _ kind: String) -> String {
            place(name, #","status":"active","physicalType":\#(coding(kind))"#)
        }
        let parts = try ward(
            [typed("W", "wa"), typed("R", "ro"), typed("B", "bd"), typed("S", "bu")]
                .joined(separator: ","))
        #expect(parts?.pointOfCare == "W")
        #expect(parts?.room == "R")
        #expect(parts?.bed == "B")
        #expect(parts?.facility == "S")
        let logical = #"{"location":{"identifier":{"value":"W9"}}}"#
        #expect(try ward(logical)?.pointOfCare == "W9")
    }

    @Test func theAttenderIsFoundThroughRoles() throws {
        let people = """
            [{"type":[\(coding("CON"))],"individual":{"identifier":{"value":"C1"}}},\
            {"type":[\(coding("ATND"))],"individual":{"reference":"PractitionerRole/r"}},\
            {"type":[\(coding("REF"))],"individual":{"identifier":{"value":"C3"}}}]
            """
        let read = try fhir(
            message(
                v2("A01"), ["participant": people],
                more: [
                    entry(
                        #"{"resourceType":"PractitionerRole","id":"r","#
                            + #""practitioner":{"reference":"Practitioner/q"}}"#
                    ),
                    entry(
                        #"{"resourceType":"Practitioner","id":"q","identifier":[{"value":"C2"}]}"#),
                ]))
        #expect(read.encounter?.attending == "C2")
        #expect(try fhir(encounter(["participant": "[{}]"])).encounter?.attending == nil)
    }

    @Test func theVisitNumberIsChosenByTypeAndUse() throws {
        func visit(_ identifiers: String) throws -> Encounter? {
            try fhir(encounter(["identifier": identifiers])).encounter
        }
        let plain = #"{"value":"1","system":"urn:x"}"#
        let usual = #"{"value":"2","use":"usual"}"#
        let typed = #"{"value":"3","type":\#(coding("VN"))}"#
        let old = #"{"value":"0","use":"old"}"#
        #expect(try visit("[\(old),\(plain),\(usual),\(typed)]")?.id == "3")
        #expect(try visit("[\(old),\(plain),\(usual)]")?.id == "2")
        #expect(try visit("[\(old),\(plain)]")?.authority == "urn:x")
        #expect(try visit("[\(usual)]")?.authority == "RXX")
        #expect(try visit("[{}]")?.id == "e1")
        #expect(try visit("[{}]")?.authority == "RXX")
    }
}
