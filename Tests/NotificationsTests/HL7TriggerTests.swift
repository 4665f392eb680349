// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

/// Every trigger of the domain, by class.
@Suite struct HL7TriggerTests {
    private func read(_ trigger: String, _ sent: String = "I") throws -> Notification {
        try notification([
            header(trigger), usualPID, segment("PV1", [2: sent, 10: "711", 19: "7001"]),
        ])
    }

    @Test(arguments: [
        ("A01", "I", "started"), ("A01", "", "started"), ("A01", "XX", "started"),
        ("A01", "DAY CASE", "started"), ("A01", "E", "emergency-attended"), ("A01", "O", "other"),
        ("A01", "HH", "other"), ("A01", "P", "planned"), ("A02", "I", "transferred"),
        ("A02", "E", "updated"), ("A03", "I", "ended"), ("A03", "", "ended"),
        ("A03", "EMERGENCY", "emergency-left"), ("A03", "O", "other"), ("A03", "HH", "other"),
        ("A03", "P", "other"), ("A04", "E", "emergency-attended"), ("A04", "O", "other"),
        ("A04", "I", "updated"), ("A04", "P", "planned"), ("A04", "HH", "other"),
        ("A05", "O", "planned"), ("A05", "I", "planned"), ("A06", "I", "class-changed"),
        ("A07", "O", "class-changed"), ("A08", "I", "updated"), ("A08", "O", "updated"),
        ("A09", "I", "updated"), ("A10", "I", "updated"), ("A11", "I", "start-cancelled"),
        ("A11", "E", "start-cancelled"), ("A11", "", "start-cancelled"), ("A11", "O", "other"),
        ("A11", "HH", "other"), ("A11", "P", "plan-cancelled"), ("A12", "I", "transfer-cancelled"),
        ("A12", "E", "updated"), ("A13", "I", "end-cancelled"), ("A13", "E", "updated"),
        ("A13", "O", "other"), ("A13", "HH", "other"), ("A13", "P", "other"),
        ("A14", "I", "planned"), ("A15", "I", "updated"), ("A16", "I", "updated"),
        ("A19", "I", "other"), ("A20", "I", "other"), ("A21", "I", "leave-started"),
        ("A22", "I", "leave-ended"), ("A23", "I", "other"), ("A25", "I", "updated"),
        ("A26", "I", "updated"), ("A27", "I", "plan-cancelled"), ("A28", "N", "person-updated"),
        ("A29", "I", "other"), ("A31", "I", "person-updated"), ("A32", "I", "updated"),
        ("A33", "I", "updated"), ("A38", "I", "plan-cancelled"), ("A52", "I", "leave-ended"),
        ("A53", "I", "leave-started"), ("A54", "I", "updated"), ("A55", "I", "updated"),
        ("A60", "I", "other"), ("A61", "I", "updated"), ("A62", "I", "updated"),
        ("Z99", "I", "other"), ("S12", "I", "other"), ("a01", "i", "started"),
    ])
    func triggersAndClassesMeanEvents(trigger: String, sent: String, expected: String) throws {
        let read = try read(trigger, sent)
        #expect(read.event.text == "admission.\(expected)")
        #expect(read.trigger == trigger.uppercased())
        #expect((read.detail["reason"] != nil) == (expected == "other"))
        if read.event.impliesInpatient, sent.count < 3 {
            #expect(read.encounter?.encounterClass == .inpatient)
        }
    }

    @Test(arguments: [
        ("A01", "O", "outpatient"), ("A03", "HH", "community"), ("A13", "P", "pre-admission"),
        ("A19", "I", "query"), ("A20", "I", "bed-status"), ("A23", "I", "record-deleted"),
        ("A29", "I", "record-deleted"), ("A60", "I", "allergy"), ("Z99", "I", "trigger"),
    ])
    func whatIsNotOursSaysWhy(trigger: String, sent: String, reason: String) throws {
        #expect(try read(trigger, sent).detail["reason"] == .string(reason))
    }

    @Test(arguments: [
        ("A12", "E", "A02"), ("A13", "E", "A03"), ("A25", "I", "A16"), ("A26", "I", "A15"),
        ("A32", "I", "A10"), ("A33", "I", "A09"), ("A52", "I", "A21"), ("A53", "I", "A22"),
        ("A55", "I", "A54"), ("A62", "I", "A61"),
    ])
    func aCancelWhoseEventDoesNotSaySoSaysWhat(trigger: String, sent: String, cancels: String)
        throws
    {
        #expect(try read(trigger, sent).detail["cancels"] == .string(cancels))
    }

    @Test func theTimeOfAPlannedDischargeIsNoDischarge() throws {
        func read(_ trigger: String, _ pv2: [Int: String]) throws -> Notification {
            try notification([
                header(trigger), usualPID,
                segment("PV1", [2: "I", 19: "7001", 45: "202603201100"]), segment("PV2", pv2),
            ])
        }
        let pending = try read("A16", [:])
        #expect(pending.encounter?.dischargedAt == .absent)
        #expect(pending.detail["expectedDischargeAt"] == .string("2026-03-20T11:00:00Z"))
        let stated = try read("A16", [9: "202603211100"])
        #expect(stated.detail["expectedDischargeAt"] == .string("2026-03-21T11:00:00Z"))
        let cancelled = try read("A25", [9: "202603211100"])
        #expect(cancelled.encounter?.dischargedAt == .absent)
        #expect(cancelled.detail["expectedDischargeAt"] == .null)
        #expect(try read("A15", [:]).encounter?.dischargedAt == .absent)
        #expect(try read("A08", [:]).encounter?.dischargedAt.value != nil)
    }

    @Test func anAdmissionTimeOfAPlanIsWhenItIsExpected() throws {
        let plan = [
            header("A05"), usualPID, segment("PV1", [2: "O", 19: "7001", 44: "202603201100"]),
        ]
        #expect(
            try notification(plan).encounter?.expectedAt == .value(instant("2026-03-20T11:00:00Z")))
        let stated = plan + [segment("PV2", [8: "202603211100"])]
        #expect(
            try notification(stated).encounter?.expectedAt
                == .value(instant("2026-03-21T11:00:00Z")))
        #expect(
            try notification([header("A14"), usualPID]).encounter == nil)
    }

    @Test func theTypeIsReadInOddForms() throws {
        for form in ["ADT_A01", "ADT-A01", "adt_a01"] {
            let read = try notification([header("", [9: form]), usualPID, usualPV1])
            #expect(read.event == .admissionStarted)
            #expect(read.warningCodes == ["hl7v2.message-type-form"])
        }
        let full = try notification([header("", [9: "ADT^A01^ADT_A01"]), usualPID, usualPV1])
        #expect(full.event == .admissionStarted)
        #expect(full.warnings.isEmpty)
        let wrongStructure = try notification([
            header("", [9: "ADT^A03^ADT_A01"]), usualPID, usualPV1,
        ])
        #expect(wrongStructure.event == .admissionEnded)
        let none = try notification([header("", [9: "ADT"]), usualPID, usualPV1])
        #expect(none.event == .admissionOther)
        #expect(none.trigger == nil)
    }

    @Test func anotherTriggerInEVNIsAWarning() throws {
        let read = try notification([
            header("A03"), segment("EVN", [1: "A01"]), usualPID, usualPV1,
        ])
        #expect(read.event == .admissionEnded)
        #expect(read.warningCodes == ["hl7v2.trigger-differs"])
        let same = try notification([
            header("A03"), segment("EVN", [1: "a03"]), usualPID, usualPV1,
        ])
        #expect(same.warnings.isEmpty)
    }

    @Test func aMessageWithoutEVNOrPV1IsRead() throws {
        let read = try notification([header("A01"), usualPID])
        #expect(read.event == .admissionStarted)
        #expect(read.encounter == nil)
        #expect(read.warnings.isEmpty)
    }

    @Test(arguments: ["ORU^R01", "SIU^S12", "ACK^A01", "MDM^T02", "BAR^P01", "ORM^O01"])
    func otherTypesDecodeToOther(type: String) throws {
        let read = try notification([header("", [9: type]), usualPID, usualPV1])
        #expect(read.event == .admissionOther)
        #expect(read.trigger == type)
        #expect(read.detail["reason"] == .string("message-type"))
    }
}
