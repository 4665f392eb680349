// SPDX-License-Identifier: Apache-2.0

/// An Encounter as read, before its event is settled.
struct FHIRStay {
    var encounter = Encounter()
    var status = FHIREncounterStatus.unknown
    var formerStatus: FHIREncounterStatus?
    /// When the present status began, where the history tells it.
    var statusSince: Instant?
    /// When the person came to the present location.
    var locationSince: Instant?
    var start: Instant?
    var end: Instant?
    var isStay = false
    var detail: [JSONValue.Member] = []
}

extension FHIRReader {
    /// The Encounter of a resource; times and class are settled when its event is known.
    mutating func stay(_ resource: FHIRResource, sender: Sender) throws(FHIRFault) -> FHIRStay {
        let node = resource.node
        var stay = FHIRStay()
        try readStatus(node, into: &stay)
        try readVisit(resource, sender: sender, into: &stay.encounter)
        stay.encounter.encounterClass = try encounterClass(node)
        let hospital = try hospitalization(node)
        stay.encounter.specialty = try specialty(node)
        try readAdmission(node, hospital, into: &stay)
        stay.encounter.legalStatus = try legalStatus(node, into: &stay)
        stay.encounter.attending = try attending(resource)
        let place = try location(resource, status: stay.status)
        stay.encounter.location = place.location
        stay.locationSince = place.since
        if stay.encounter.location.facility == nil {
            stay.encounter.location.facility = sender.facility
        }
        stay.encounter.bedKind = .derived(
            specialty: stay.encounter.specialty.value, careIntensity: nil,
            encounterClass: stay.encounter.encounterClass)
        stay.isStay = hospital != nil || stay.encounter.bedKind.isInScope
        // R5 calls it actualPeriod.
        let period = try node.object("period", or: "actualPeriod")
        stay.start = try instant(period, "start")
        stay.end = try instant(period, "end")
        return stay
    }

    // MARK: Status

    private mutating func readStatus(
        _ node: FHIRNode, into stay: inout FHIRStay
    ) throws(FHIRFault) {
        let sent = try node.text("status")
        stay.encounter.status = sent
        if let status = sent.flatMap(FHIREncounterStatus.init(sent:)) {
            stay.status = status
        } else {
            warn(WarningCode.encounterStatus, node.path + ["status"])
        }
        // The history need not be in order: what began last counts.
        var latest: Instant?
        for former in try node.objects("statusHistory") {
            let status = try former.text("status").flatMap(FHIREncounterStatus.init(sent:))
            let start = try instant(former.object("period"), "start")
            if status == stay.status {
                if let start { stay.statusSince = max(start, stay.statusSince ?? start) }
                continue
            }
            if let latest, let start, start < latest { continue }
            latest = start ?? latest
            stay.formerStatus = status
        }
    }

    // MARK: Visit and class

    /// The visit number: the identifier of that type, else the usual or official one, else the
    /// first; without any the resource's own id on its server.
    private mutating func readVisit(
        _ resource: FHIRResource, sender: Sender, into encounter: inout Encounter
    ) throws(FHIRFault) {
        let identifiers = try identifiers(resource.node, from: resource)
        let chosen =
            identifiers.first { $0.type == "VN" }
            ?? identifiers.first { $0.use == "usual" || $0.use == "official" }
            ?? identifiers.first
        if let chosen {
            encounter.id = chosen.value
            encounter.authority = chosen.assigner ?? chosen.system ?? sender.facility
        } else if let id = try resource.node.text("id") {
            encounter.id = id
            encounter.authority = resource.base ?? sender.facility
        }
    }

    /// R4's `Coding`; R5's list of concepts and older words are read too, with a warning.
    private mutating func encounterClass(_ node: FHIRNode) throws(FHIRFault) -> EncounterClass? {
        let place = node.path + ["class"]
        var codes: [String] = []
        switch node.member("class") {
        case nil: return nil
        case .string(let word):
            warn(WarningCode.fhirVersion, place)
            codes = [word]
        case .array:
            warn(WarningCode.fhirVersion, place)
            for concept in try node.concepts("class") {
                codes += concept.codings.compactMap(\.code) + [concept.text].compactMap(\.self)
            }
        case .some:
            let concept = try node.concept("class")
            if try node.object("class")?.isPresent("coding") == true {
                warn(WarningCode.fhirVersion, place)
            }
            codes = concept?.codings.flatMap { [$0.code, $0.display].compactMap(\.self) } ?? []
        }
        if let known = codes.lazy.compactMap(EncounterClass.init(sent:)).first { return known }
        warn(WarningCode.encounterClass, place)
        return .unknown
    }

    // MARK: Admission, specialty, legal status

    /// R5 calls it `admission`.
    private func hospitalization(_ node: FHIRNode) throws(FHIRFault) -> FHIRNode? {
        try node.object("hospitalization", or: "admission")
    }

    private mutating func readAdmission(
        _ node: FHIRNode, _ hospital: FHIRNode?, into stay: inout FHIRStay
    ) throws(FHIRFault) {
        if let method = try nationalCode([hospital, node], "AdmissionMethod", into: &stay) {
            stay.encounter.admissionMethod = .value(method)
        } else if let type = try node.concepts("type").lazy.flatMap(\.codings).first(where: {
            $0.system?.hasSuffix("v2-0007") == true
        })?.code {
            // PV1-4, which converters write as the Encounter's type.
            stay.encounter.admissionMethod = .value(type)
        }
        if let source = try hospital?.concept("admitSource")?.code(preferring: ["ukcore-source"]) {
            stay.encounter.admissionSource = .value(source)
        }
        if let destination = try hospital?.concept("dischargeDisposition")?
            .code(preferring: ["ukcore-discharge"])
        {
            stay.encounter.dischargeDestination = .value(destination)
        }
        if let method = try nationalCode([node, hospital], "DischargeMethod", into: &stay) {
            stay.encounter.dischargeMethod = .value(method)
        }
    }

    /// The code of an extension, unless it is another nation's: that goes into the detail, since
    /// the same code means another thing there.
    private mutating func nationalCode(
        _ nodes: [FHIRNode?], _ name: String, into stay: inout FHIRStay
    ) throws(FHIRFault) -> String? {
        for node in nodes {
            for found in try node?.extensions(name) ?? [] {
                guard let concept = try found.extensionConcept() else { continue }
                if let code = national(concept, name, into: &stay) { return code }
            }
        }
        return nil
    }

    private mutating func national(
        _ concept: FHIRConcept, _ name: String, into stay: inout FHIRStay
    ) -> String? {
        var own = concept
        own.codings.removeAll(where: \.isOfAnotherNation)
        if let code = own.codings.first(where: { $0.code != nil })?.code { return code }
        guard let other = concept.codings.first(where: \.isOfAnotherNation) else {
            return own.code()
        }
        warn(WarningCode.codeOfAnotherNation, concept.path)
        if let code = other.code {
            stay.detail.append(JSONValue.Member("otherNation\(name)", .string(code)))
        }
        return nil
    }

    /// The treatment function of `serviceType`, else of a `type` whose code system says that it
    /// is one.
    private func specialty(_ node: FHIRNode) throws(FHIRFault) -> Stated<String> {
        let words = ["treatmentfunction", "treatment-function", "specialty"]
        // R5 has a list of references or concepts here.
        if case .array = node.member("serviceType") {
            let first = try node.objects("serviceType").first?.concept("concept")
            return first?.code(preferring: words).map { .value($0) } ?? .absent
        }
        if let code = try node.concept("serviceType")?.code(preferring: words) {
            return .value(code)
        }
        let types = try node.concepts("type").flatMap(\.codings)
        let code = types.first { coding in
            let system = (coding.system ?? "")[...].asciiLowercased
            return coding.code != nil && words.contains { system.contains($0) }
        }?.code
        return code.map { .value($0) } ?? .absent
    }

    /// The classification at discharge of a finished Encounter, else that at admission.
    private mutating func legalStatus(
        _ node: FHIRNode, into stay: inout FHIRStay
    ) throws(FHIRFault) -> Stated<String> {
        var byContext: [String: FHIRConcept] = [:]
        for found in try node.extensions("LegalStatus") {
            var context = ""
            var concept = try found.extensionConcept()
            for part in try found.objects("extension") {
                switch try part.text("url") {
                case "legalStatusContext": context = try part.extensionConcept()?.code() ?? ""
                case "legalStatusClassification": concept = try part.extensionConcept()
                default: break
                }
            }
            if let concept, byContext[context] == nil { byContext[context] = concept }
        }
        let order = stay.status == .finished ? ["discharge", "admission"] : ["admission"]
        for context in order + byContext.keys.sorted() {
            guard let concept = byContext[context] else { continue }
            guard let code = national(concept, "LegalStatus", into: &stay) else { break }
            return .value(code)
        }
        return .absent
    }
}
