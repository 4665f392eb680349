// SPDX-License-Identifier: Apache-2.0

extension Encounter {
    /// The visit number with its authority, if it is sent.
    var visit: LocalIdentifier? {
        id.map { LocalIdentifier(value: $0, authority: authority, type: nil) }
    }
}

extension HL7Reader {
    /// The hospital contact of PV1, PV2 and the ZU segments; nil without PV1.
    func encounter() -> Encounter? {
        guard let pv1 = first(.pv1) else { return nil }
        var encounter = Encounter()
        read(pv1, into: &encounter)
        return encounter
    }

    private func read(_ pv1: HL7Segment, into encounter: inout Encounter) {
        if let visit = visit() {
            encounter.id = visit.value
            encounter.authority = visit.authority
        }
        encounter.encounterClass = encounterClass(pv1)
        read(3, of: pv1, into: &encounter.location)
        let specialty = stated(.specialty)
        encounter.specialty = specialty
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
        let careIntensity = text(.careIntensity)
        encounter.bedKind = bedKind(
            BedKind.derived(
                specialty: specialty.value, careIntensity: careIntensity,
                encounterClass: encounter.encounterClass))
        encounter.careIntensity = careIntensity
        encounter.ageGroup = text(.ageGroup)
        encounter.attending = text(.attending)
    }

    /// The visit number with its authority, where the dialect keeps it.
    private func visit() -> LocalIdentifier? {
        for path in dialect.paths(.visit) {
            guard let segment = first(path.segment) else { continue }
            let field = message.field(path.field, of: segment)
            guard !field.isEmpty else { continue }
            let repetition = message.repetition(path.repetition, of: field)
            if let value = text(message.component(path.component, of: repetition)) {
                let authority = authority(message.component(4, of: repetition))
                return LocalIdentifier(
                    value: value, authority: qualified(authority), type: nil)
            }
        }
        return nil
    }

    private func encounterClass(_ pv1: HL7Segment) -> EncounterClass? {
        guard let sent = text(pv1, 2) else { return nil }
        if let known = dialect.encounterClass(sent) ?? EncounterClass(sent: sent) { return known }
        warn(WarningCode.encounterClass, at: part(pv1, 2))
        return .unknown
    }

    /// PL by position; a ward that stands only in the description (PL.9) is the point of care.
    func read(_ field: Int, of pv1: HL7Segment, into location: inout Location) {
        let field = message.field(field, of: pv1)
        guard !field.isEmpty else { return }
        let parts = message.components(of: field)
        location.pointOfCare = authority(parts[1]) ?? text(parts[9])
        location.room = authority(parts[2])
        location.bed = authority(parts[3])
        location.facility = authority(parts[4])
    }

    /// The kind of bed (DUTIES.tsv §8): a specialty or care intensity that is in scope, else the
    /// ward's kind in the dialect, else the bed type, else what specialty and class tell.
    private func bedKind(_ derived: BedKind) -> BedKind {
        if derived.isInScope { return derived }
        for path in dialect.knowsWards ? dialect.paths(.ward) : [] {
            if let ward = text(range(path)), let kind = dialect.bedKind(ward: ward) { return kind }
        }
        return text(.bedType).flatMap(BedKind.init(bedType:)) ?? derived
    }

    /// DG1-3, else its alternate coding; a diagnosis without a code is left out.
    func diagnoses() -> [Diagnosis] {
        var diagnoses: [Diagnosis] = []
        for dg1 in segments where dg1.id == .dg1 {
            let parts = message.components(of: message.field(3, of: dg1))
            let usual = text(parts[1])
            guard let code = usual ?? text(parts[4]) else { continue }
            let system = text(parts[usual == nil ? 6 : 3])
            diagnoses.append(
                Diagnosis(
                    code: code, system: system.map(Diagnosis.system),
                    text: text(parts[usual == nil ? 5 : 2])))
        }
        return diagnoses
    }
}
