// SPDX-License-Identifier: Apache-2.0

extension HL7Reader {
    /// The hospital contact of PV1, PV2 and the ZU segments; nil without PV1.
    mutating func encounter(sender: Sender) -> Encounter? {
        guard let pv1 = first(.pv1) else { return nil }
        var encounter = Encounter()
        if let visit = visit(sender) {
            encounter.id = visit.value
            encounter.authority = visit.authority
        }
        encounter.encounterClass = encounterClass(pv1)
        encounter.location = location(3, of: pv1)
        encounter.specialty = stated(.specialty)
        encounter.admissionMethod = stated(.admissionMethod)
        encounter.admissionSource = stated(.admissionSource)
        encounter.legalStatus = stated(.legalStatus)
        encounter.admittedAt = instant(pv1, 44)
        encounter.dischargedAt = instant(pv1, 45)
        encounter.dischargeMethod = stated(.dischargeMethod)
        encounter.dischargeDestination = stated(.dischargeDestination)
        encounter.expectedAt = instant(range(.expectedAt))
        encounter.readyForDischargeAt = instant(range(.readyForDischargeAt))
        encounter.leaveType = text(.leaveType)
        encounter.security = text(.security)
        encounter.careIntensity = text(.careIntensity)
        encounter.ageGroup = text(.ageGroup)
        encounter.attending = text(.attending)
        encounter.bedKind = bedKind(encounter)
        return encounter
    }

    /// The visit number with its authority, where the dialect keeps it.
    private func visit(_ sender: Sender) -> LocalIdentifier? {
        for path in dialect.paths(.visit) {
            guard let segment = first(path.segment) else { continue }
            let repetition = message.repetition(
                path.repetition, of: message.field(path.field, of: segment))
            if let value = text(message.component(path.component, of: repetition)) {
                let authority = authority(message.component(4, of: repetition))
                return LocalIdentifier(
                    value: value, authority: qualified(authority, sender), type: nil)
            }
        }
        return nil
    }

    private mutating func encounterClass(_ pv1: HL7Segment) -> EncounterClass? {
        guard let sent = text(pv1, 2) else { return nil }
        if let known = dialect.encounterClass(sent) ?? EncounterClass(sent: sent) { return known }
        warn(WarningCode.encounterClass, at: part(pv1, 2))
        return .unknown
    }

    /// PL by position; a ward that stands only in the description (PL.9) is the point of care.
    func location(_ field: Int, of pv1: HL7Segment) -> Location {
        var location = Location()
        location.pointOfCare = authority(part(pv1, field, 1)) ?? text(pv1, field, 9)
        location.room = authority(part(pv1, field, 2))
        location.bed = authority(part(pv1, field, 3))
        location.facility = authority(part(pv1, field, 4))
        return location
    }

    /// The kind of bed (DUTIES.tsv §8): a specialty or care intensity that is in scope, else the
    /// ward's kind in the dialect, else the bed type, else what specialty and class tell.
    private func bedKind(_ encounter: Encounter) -> BedKind {
        let derived = BedKind.derived(
            specialty: encounter.specialty.value, careIntensity: encounter.careIntensity,
            encounterClass: encounter.encounterClass)
        if derived.isInScope { return derived }
        for path in dialect.paths(.ward) {
            if let ward = text(range(path)), let kind = dialect.bedKind(ward: ward) { return kind }
        }
        return text(.bedType).flatMap(BedKind.init(bedType:)) ?? derived
    }

    /// DG1-3, else its alternate coding; a diagnosis without a code is left out.
    func diagnoses() -> [Diagnosis] {
        segments.filter { $0.id == .dg1 }.compactMap { dg1 in
            let isAlternate = text(dg1, 3, 1) == nil
            guard let code = text(dg1, 3, isAlternate ? 4 : 1) else { return nil }
            let system = text(dg1, 3, isAlternate ? 6 : 3)
            return Diagnosis(
                code: code, system: system.map(Diagnosis.system),
                text: text(dg1, 3, isAlternate ? 5 : 2))
        }
    }
}
