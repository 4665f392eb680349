// SPDX-License-Identifier: Apache-2.0

extension HL7Reader {
    /// The hospital contact of PV1, PV2, ZU1 and ZU3; nil without PV1.
    mutating func encounter(sender: Sender) -> Encounter? {
        guard let pv1 = message.first(.pv1) else { return nil }
        let pv2 = message.first(.pv2)
        let zu1 = message.first(.zu1)
        var encounter = Encounter()
        let visit = message.firstRepetition(of: message.field(19, of: pv1))
        encounter.id = text(message.component(1, of: visit))
        if encounter.id != nil {
            encounter.authority = authority(message.component(4, of: visit)) ?? sender.facility
        }
        encounter.encounterClass = encounterClass(pv1)
        encounter.location = location(pv1)
        encounter.specialty = stated(pv1, 10)
        if case .absent = encounter.specialty { encounter.specialty = stated(zu1, 6) }
        encounter.admissionMethod = stated(pv1, 4)
        encounter.admissionSource = stated(pv1, 14)
        encounter.admittedAt = instant(pv1, 44)
        encounter.dischargedAt = instant(pv1, 45)
        encounter.dischargeMethod = stated(pv1, 36)
        encounter.dischargeDestination = stated(pv1, 37)
        encounter.expectedAt = instant(pv2, 8)
        encounter.readyForDischargeAt = instant(zu1, 24)
        encounter.careIntensity = text(message.first(.zu3), 10)
        encounter.attending = text(pv1, 7)
        encounter.bedKind = .derived(
            specialty: encounter.specialty.value, careIntensity: encounter.careIntensity,
            encounterClass: encounter.encounterClass)
        return encounter
    }

    private mutating func encounterClass(_ pv1: HL7Segment) -> EncounterClass? {
        guard let sent = text(pv1, 2) else { return nil }
        if let known = EncounterClass(sent: sent) { return known }
        warn(WarningCode.encounterClass, at: part(pv1, 2))
        return .unknown
    }

    /// PL by position; a ward that stands only in the description (PL.9) is the point of care.
    private func location(_ pv1: HL7Segment) -> Location {
        var location = Location()
        location.pointOfCare = authority(part(pv1, 3, 1)) ?? text(pv1, 3, 9)
        location.room = authority(part(pv1, 3, 2))
        location.bed = authority(part(pv1, 3, 3))
        location.facility = authority(part(pv1, 3, 4))
        return location
    }

    /// DG1-3, else its alternate coding; a diagnosis without a code is left out.
    func diagnoses() -> [Diagnosis] {
        message.segments.filter { $0.id == .dg1 }.compactMap { dg1 in
            let isAlternate = text(dg1, 3, 1) == nil
            guard let code = text(dg1, 3, isAlternate ? 4 : 1) else { return nil }
            let system = text(dg1, 3, isAlternate ? 6 : 3)
            return Diagnosis(
                code: code, system: system.map(Diagnosis.system),
                text: text(dg1, 3, isAlternate ? 5 : 2))
        }
    }

    /// What has no member of its own in the canonical form, as sent.
    mutating func detail() -> [JSONValue.Member] {
        let zu1 = message.first(.zu1)
        var members: [JSONValue.Member] = []
        func add(_ name: String, _ text: String?) {
            if let text { members.append(JSONValue.Member(name, .string(text))) }
        }
        add("expectedDischargeAt", instant(message.first(.pv2), 9).value?.formatted)
        add("psychiatricPatientStatus", text(zu1, 20))
        add("medicallyFit", text(zu1, 22))
        add("wardMix", text(message.first(.zu3), 9))
        return members
    }
}
