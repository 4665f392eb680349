// SPDX-License-Identifier: Apache-2.0

extension HL7Reader {
    /// What has no member of its own in the canonical form: codes and texts as sent, times as
    /// instants, `""` as null, what is empty left out.
    ///
    /// - `expectedDischargeAt` (PV2-9), `expectedReturnAt` (PV2-47, from leave)
    /// - `admitReason {code, text, system}` (PV2-3), `arrivalMode` (PV2-38)
    /// - `priorLocation`, `pendingLocation {pointOfCare, room, bed, facility}` (PV1-6, PV1-42)
    /// - `patientType` (PV1-18), `readmission` (PV1-13), `episodeId` (PV1-50)
    /// - `eventReason` (EVN-4), `practice` (PD1-3, the general practice's code)
    /// - ITK: `decidedToAdmitAt`, `intendedManagement`, `episodeStartedAt`, `episodeEndedAt`,
    ///   `referralSource`, `psychiatricPatientStatus`, `medicallyFit` (ZU1-1, 2, 4, 5, 13, 20, 22),
    ///   `wardMix`, `patientGroup` (ZU3-9, 11), `mentalCategory`, `detainedSince` (ZU5-4, 5),
    ///   `shareConsent`, `summaryRecordConsent` (ZU8-2, 3)
    /// - `shielded: true` where whereabouts must not be told; practice is then left out too
    func detail() -> DetailBuilder {
        var detail = DetailBuilder()
        let (zu1, zu3) = (first(.zu1), first(.zu3))
        let (zu5, zu8) = (first(.zu5), first(.zu8))
        if first(.pv1) != nil || first(.pv2) != nil { readVisitDetail(into: &detail) }
        detail.add("eventReason", stated(first(.evn), 4))
        if zu1 != nil {
            detail.add("decidedToAdmitAt", instant(zu1, 1))
            detail.add("intendedManagement", stated(zu1, 2))
            detail.add("episodeStartedAt", instant(zu1, 4))
            detail.add("episodeEndedAt", instant(zu1, 5))
            detail.add("referralSource", stated(zu1, 13))
            detail.add("psychiatricPatientStatus", stated(zu1, 20))
            detail.add("medicallyFit", stated(zu1, 22))
        }
        if zu3 != nil {
            detail.add("wardMix", stated(zu3, 9))
            detail.add("patientGroup", stated(zu3, 11))
        }
        if zu5 != nil {
            detail.add("mentalCategory", stated(zu5, 4))
            detail.add("detainedSince", instant(zu5, 5))
        }
        if zu8 != nil {
            detail.add("shareConsent", stated(zu8, 2))
            detail.add("summaryRecordConsent", stated(zu8, 3))
        }
        if isShielded {
            detail.add("shielded", JSONValue.bool(true))
        } else {
            detail.add("practice", stated(part(first(.pd1), 3, 3)))
        }
        return detail
    }

    private func readVisitDetail(into detail: inout DetailBuilder) {
        let (pv1, pv2) = (first(.pv1), first(.pv2))
        detail.add("expectedDischargeAt", instant(range(.expectedDischargeAt)))
        detail.add("expectedReturnAt", instant(pv2, 47))
        if let reason = coded(field(pv2, 3)) { detail.add("admitReason", reason) }
        detail.add("arrivalMode", stated(pv2, 38))
        guard let pv1 else { return }
        addLocation("priorLocation", 6, of: pv1, to: &detail)
        addLocation("pendingLocation", 42, of: pv1, to: &detail)
        detail.add("patientType", stated(pv1, 18))
        detail.add("readmission", stated(pv1, 13))
        detail.add("episodeId", stated(pv1, 50))
    }

    private func addLocation(
        _ name: String, _ field: Int, of pv1: HL7Segment, to detail: inout DetailBuilder
    ) {
        guard !message.field(field, of: pv1).isEmpty else { return }
        var location = Location()
        read(field, of: pv1, into: &location)
        detail.add(name, location)
    }

    private func coded(_ field: Range<Int>) -> JSONValue? {
        guard !field.isEmpty else { return nil }
        let parts = message.components(of: field)
        if message.isNull(parts[1]) { return .null }
        var object = ObjectBuilder()
        object.add("code", text(parts[1]))
        object.add("text", text(parts[2]))
        object.add("system", text(parts[3]).map(Diagnosis.system))
        return object.members.isEmpty ? nil : object.value
    }
}

/// The members of `detail`, a name at most once.
struct DetailBuilder {
    private(set) var members: [JSONValue.Member] = []

    /// Room for what most messages say.
    init() { members.reserveCapacity(8) }

    var value: JSONValue { .object(members) }

    mutating func add(_ name: String, _ value: JSONValue) {
        members.append(JSONValue.Member(name, value))
    }

    mutating func add(_ name: String, _ text: Stated<String>) {
        switch text {
        case .absent: break
        case .deleted: add(name, JSONValue.null)
        case .value(let text): add(name, .string(text))
        }
    }

    mutating func add(_ name: String, _ instant: Stated<Instant>) {
        switch instant {
        case .absent: break
        case .deleted: add(name, JSONValue.null)
        case .value(let instant): add(name, .string(instant.formatted))
        }
    }

    mutating func add(_ name: String, _ location: Location) {
        var object = ObjectBuilder()
        object.add("pointOfCare", location.pointOfCare)
        object.add("room", location.room)
        object.add("bed", location.bed)
        object.add("facility", location.facility)
        if !object.members.isEmpty { add(name, object.value) }
    }

    /// Puts a member in front of all others.
    mutating func lead(_ name: String, _ text: String) {
        members.insert(JSONValue.Member(name, .string(text)), at: 0)
    }

    /// Takes a member out.
    mutating func remove(_ name: String) { members.removeAll { $0.name == name } }

    func contains(_ name: String) -> Bool { members.contains { $0.name == name } }
}
