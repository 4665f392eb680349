// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct FHIREventTests {
    private func event(_ text: String) throws -> String {
        let read = try fhir(text)
        let reason = read.detail["reason"]?.string
        return read.event.text.replacing("admission.", with: "") + (reason.map { " \($0)" } ?? "")
    }

    private func classed(_ code: String) -> String { #"{"code":"\#(code)"}"# }

    @Test(arguments: [
        ("planned", "IMP", "planned"), ("arrived", "IMP", "started"),
        ("triaged", "ACUTE", "started"), ("in-progress", "NONAC", "started"),
        ("in-progress", "SS", "started"), ("onleave", "IMP", "leave-started"),
        ("finished", "IMP", "ended"), ("cancelled", "IMP", "start-cancelled"),
        ("entered-in-error", "IMP", "start-cancelled"), ("unknown", "IMP", "updated"),
        ("in-progress", "EMER", "emergency-attended"), ("arrived", "EMER", "emergency-attended"),
        ("finished", "EMER", "emergency-left"), ("planned", "EMER", "planned"),
        ("unknown", "EMER", "updated"), ("cancelled", "EMER", "start-cancelled"),
        ("planned", "PRENC", "planned"), ("in-progress", "PRENC", "planned"),
        ("finished", "PRENC", "other pre-admission"), ("cancelled", "PRENC", "plan-cancelled"),
        ("entered-in-error", "PRENC", "plan-cancelled"),
        ("in-progress", "AMB", "other outpatient"), ("finished", "VR", "other outpatient"),
        ("cancelled", "AMB", "other outpatient"), ("in-progress", "HH", "other community"),
        ("entered-in-error", "FLD", "other community"),
    ])
    func statusAndClassTellTheEvent(status: String, code: String, expected: String) throws {
        let text = encounter(["status": "\"\(status)\"", "class": classed(code)])
        #expect(try event(text) == expected)
        #expect(try fhir(text).encounter?.status == status)
    }

    @Test func aClassThatIsNotToldIsThatOfAStayWhereOtherSignsSaySo() throws {
        let bare = ["class": "", "hospitalization": "", "serviceType": ""]
        func with(_ more: [String: String]) -> String {
            encounter(bare.merging(more) { $1 })
        }
        #expect(try event(with([:])) == "updated")
        #expect(try event(with(["status": #""planned""#])) == "planned")
        #expect(try event(with(["status": #""onleave""#])) == "leave-started")
        #expect(try event(with(["hospitalization": "{}"])) == "started")
        #expect(try event(with(["serviceType": coding("711")])) == "started")
        let odd = try fhir(with(["class": classed("QQQ"), "serviceType": coding("711")]))
        #expect(odd.event == .admissionStarted)
        #expect(odd.encounter?.encounterClass == .inpatient)
        #expect(odd.warningCodes == ["class.unrecognised"])
    }

    @Test func aClassInOtherVersionsIsReadWithAWarning() throws {
        for text in [
            #"[{"coding":[{"code":"IMP"}]}]"#, #"{"coding":[{"code":"IMP"}]}"#, #""inpatient""#,
            #"[{"text":"Inpatient"}]"#,
        ] {
            let read = try fhir(encounter(["class": text]))
            #expect(read.encounter?.encounterClass == .inpatient)
            #expect(read.warningCodes == ["fhir.version"])
        }
    }

    @Test func statusesOfR5AreRead() throws {
        for (status, expected) in [
            ("completed", "ended"), ("discharged", "ended"), ("discontinued", "ended"),
            ("on-hold", "leave-started"),
        ] {
            #expect(try event(encounter(["status": "\"\(status)\""])) == expected)
        }
        let read = try fhir(
            encounter([
                "period": "", "actualPeriod": #"{"start":"2026-03-02T14:00:00Z"}"#,
                "hospitalization": "", "admission": object(["admitSource": coding("53")]),
                "serviceType": #"[{"concept":{"coding":[{"code":"711"}]}}]"#,
                "participant": """
                [{"type":[\(coding("PPRF"))],"actor":{"identifier":{"value":"C9"}}}]
                """,
            ]))
        #expect(read.encounter?.admittedAt == .value(instant("2026-03-02T14:00:00Z")))
        #expect(read.encounter?.admissionSource == .value("53"))
        #expect(read.encounter?.specialty == .value("711"))
        #expect(read.encounter?.attending == "C9")
    }

    @Test func anUnknownStatusIsNewsOfTheStay() throws {
        for status in [#""dancing""#, ""] {
            let read = try fhir(encounter(["status": status]))
            #expect(read.event == .admissionUpdated)
            #expect(read.warningCodes == ["status.unrecognised"])
        }
    }

    @Test func theHistoryTellsTheReturnFromLeaveAndAPlanCalledOff() throws {
        let history = """
            [{"status":"onleave","period":{"start":"2026-03-05T09:00:00Z","end":"2026-03-07T18:00:00Z"}},\
            {"status":"in-progress","period":{"start":"2026-03-07T18:00:00Z"}},\
            {"status":"in-progress","period":{"start":"2026-03-02T14:00:00Z"}},\
            {"status":"planned","period":{"start":"2026-03-01T09:00:00Z"}}]
            """
        let back = try fhir(encounter(["statusHistory": history]))
        #expect(back.event == .admissionLeaveEnded)
        #expect(back.occurredAt == instant("2026-03-07T18:00:00Z"))
        let away = try fhir(
            encounter([
                "status": #""onleave""#,
                "statusHistory":
                    #"[{"status":"onleave","period":{"start":"2026-03-05T09:00:00Z"}}]"#,
            ]))
        #expect(away.event == .admissionLeaveStarted)
        #expect(away.occurredAt == instant("2026-03-05T09:00:00Z"))
        let off = try fhir(
            encounter([
                "status": #""cancelled""#, "statusHistory": #"[{"status":"planned","period":{}}]"#,
            ]))
        #expect(off.event == .admissionPlanCancelled)
        #expect(off.encounter?.expectedAt == .value(instant("2026-03-02T14:00:00Z")))
        #expect(off.encounter?.admittedAt == .absent)
    }

    @Test(arguments: [
        (v2("A01"), "in-progress", "started", "A01"), (v2("A03"), "finished", "ended", "A03"),
        (v2("A02"), "in-progress", "transferred", "A02"),
        (v2("A08"), "in-progress", "updated", "A08"),
        (v2("A11"), "cancelled", "start-cancelled", "A11"),
        (v2("A12"), "cancelled", "transfer-cancelled", "A12"),
        (v2("A38"), "cancelled", "plan-cancelled", "A38"),
        (v2("A13"), "in-progress", "end-cancelled", "A13"),
        (v2("A21"), "onleave", "leave-started", "A21"),
        (v2("A01"), "entered-in-error", "start-cancelled", "A01"),
        (v2("A02"), "cancelled", "start-cancelled", "A02"),
        (v2("ADT^A01"), "in-progress", "started", "ADT^A01"),
        (v2("ADT_A03"), "finished", "ended", "ADT_A03"),
        (#"{"code":"ADT","display":"ADT^A02^ADT_A02"}"#, "in-progress", "transferred", "ADT"),
        (v2("I12"), "finished", "other message-type", "I12"),
        (#"{"code":"notification-admit"}"#, "arrived", "started", "notification-admit"),
        (
            #"{"code":"notification-discharge"}"#, "finished", "ended", "notification-discharge"
        ),
        (
            #"{"code":"notification-transfer"}"#, "in-progress", "transferred",
            "notification-transfer"
        ),
        (#"{"code":"pre-admission"}"#, "planned", "planned", "pre-admission"),
        (#"{"code":"admin-notify"}"#, "onleave", "leave-started", "admin-notify"),
        (#"{"code":"booking-request"}"#, "planned", "other message-event", "booking-request"),
        (
            #"{"system":"http://snomed.info/sct","code":"306689006"}"#, "finished", "ended",
            "306689006"
        ),
        (#"{"system":"http://snomed.info/sct","code":"1"}"#, "in-progress", "started", "1"),
        (#"{"system":"x"}"#, "in-progress", "started", ""),
    ])
    func theMessageTellsTheEvent(
        coding: String, status: String, expected: String, trigger: String
    ) throws {
        let read = try fhir(message(coding, ["status": "\"\(status)\""]))
        #expect(try event(message(coding, ["status": "\"\(status)\""])) == expected)
        #expect(read.trigger ?? "" == trigger)
        #expect(read.warnings.isEmpty)
    }

    @Test func anEventAddressTellsTheEvent() throws {
        let text = message(
            "", ["status": #""finished""#],
            header: ["eventUri": #""https://x.example/events#patient-discharge""#])
        #expect(try event(text) == "ended")
        let old = message("", header: ["event": v2("A02")])
        #expect(try event(old) == "transferred")
    }

    @Test func aContradictionOfEventAndStatusIsWarnedOf() throws {
        for (trigger, status, expected) in [
            ("A01", "planned", "planned"), ("A01", "finished", "started"),
            ("A03", "in-progress", "ended"),
        ] {
            let read = try fhir(message(v2(trigger), ["status": "\"\(status)\""]))
            #expect(read.event.text == "admission.\(expected)")
            #expect(read.warningCodes == ["status.contradictory"])
        }
    }

    @Test func theEventIsOfTheEncounterInFocus() throws {
        let other = encounter(["id": #""e2""#, "status": #""finished""#])
        let read = try fhirAll(
            message(
                v2("A02"), header: ["focus": #"[{"reference":"Encounter/e1"}]"#],
                more: [entry(other)]))
        #expect(read.map(\.event) == [.admissionTransferred, .admissionEnded])
        let both = try fhirAll(
            message(
                v2("A02"), header: ["focus": #"[{"reference":"Patient/p"}]"#],
                more: [entry(other)]))
        #expect(both.map(\.event) == [.admissionTransferred, .admissionTransferred])
    }

    @Test func aPatientWithoutAnEncounterIsNewsOfThePerson() throws {
        let alone = try fhir(patient(["id": #""p1""#]))
        #expect(alone.event == .admissionPersonUpdated)
        #expect(alone.id == "p1")
        #expect(alone.encounter == nil)
        #expect(alone.person.familyName == .value("TEST"))
        let header = entry(messageHeader(v2("A28")))
        #expect(
            try event(bundle("message", [header, entry(patient())])) == "person-updated")
        #expect(
            try event(bundle("message", [entry(messageHeader(v2("I12"))), entry(patient())]))
                == "other message-type")
        #expect(try event(bundle("batch", [entry(patient())])) == "person-updated")
        #expect(try event(bundle("searchset", [entry(patient())])) == "other no-encounter")
        let dropped = try fhir(message(v2("A31"), ["class": classed("PRENC")]))
        #expect(dropped.event == .admissionPersonUpdated)
        #expect(dropped.encounter == nil)
        #expect(try fhir(message(v2("A31"))).encounter?.id == "7001")
    }

    @Test func whatIsNotOursIsSaidToBe() throws {
        #expect(
            try event(object(["resourceType": #""Communication""#])) == "other resource-type")
        let odd = try fhir(object(["resourceType": #""Alex Test""#, "id": #""c1""#]))
        #expect(odd.detail["resourceType"] == nil)
        #expect(odd.id == "c1")
        #expect(try event(bundle("message", [])) == "other no-encounter")
        #expect(try event(#"{"resourceType":"Bundle"}"#) == "other no-encounter")
        #expect(
            try event(bundle("message", [entry(messageHeader(v2("I12")))]))
                == "other message-type")
        #expect(
            try event(bundle("transaction-response", [entry(encounter())])) == "other bundle-type")
        #expect(
            try event(encounter(["subject": "", "identifier": "", "id": "", "contained": ""]))
                == "other no-patient")
        #expect(
            try event(bundle("batch", [#"{"request":{"method":"DELETE"}}"#]))
                == "other no-encounter")
    }
}
