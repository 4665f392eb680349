// SPDX-License-Identifier: Apache-2.0

extension CanonicalReader {
    mutating func encounter(
        _ node: CanonicalNode?, sender: Sender
    ) throws(CanonicalError) -> Encounter? {
        guard let node else { return nil }
        var encounter = Encounter()
        encounter.id = try node.text("id")
        encounter.authority = try node.text("authority")
        if encounter.id != nil, encounter.authority == nil {
            encounter.authority = sender.facility
        }
        encounter.encounterClass = try encounterClass(node)
        encounter.status = try node.text("status")
        encounter.location = try location(node)
        encounter.specialty = try node.stated("specialty")
        encounter.admissionMethod = try node.stated("admissionMethod")
        encounter.admissionSource = try node.stated("admissionSource")
        encounter.legalStatus = try node.stated("legalStatus")
        encounter.admittedAt = try instant(node, "admittedAt")
        encounter.dischargedAt = try instant(node, "dischargedAt")
        encounter.dischargeMethod = try node.stated("dischargeMethod")
        encounter.dischargeDestination = try node.stated("dischargeDestination")
        encounter.expectedAt = try instant(node, "expectedAt")
        encounter.readyForDischargeAt = try instant(node, "readyForDischargeAt")
        encounter.leaveType = try node.text("leaveType")
        encounter.security = try node.text("security")
        encounter.careIntensity = try node.text("careIntensity")
        encounter.ageGroup = try node.text("ageGroup")
        encounter.attending = try node.text("attending")
        encounter.bedKind =
            try node.word("bedKind", BedKind.self)
            ?? .derived(
                specialty: encounter.specialty.value, careIntensity: encounter.careIntensity,
                encounterClass: encounter.encounterClass)
        return encounter
    }

    private mutating func encounterClass(
        _ node: CanonicalNode
    ) throws(CanonicalError) -> EncounterClass? {
        guard let text = try node.text("class") else { return nil }
        if let known = EncounterClass(sent: text) { return known }
        warn(WarningCode.encounterClass, node, "class")
        return .unknown
    }

    private func location(_ node: CanonicalNode) throws(CanonicalError) -> Location {
        var location = Location()
        guard let sent = try node.object("location") else { return location }
        location.pointOfCare = try sent.text("pointOfCare")
        location.room = try sent.text("room")
        location.bed = try sent.text("bed")
        location.facility = try sent.text("facility")
        return location
    }
}
