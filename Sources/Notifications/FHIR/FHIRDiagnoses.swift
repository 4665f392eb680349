// SPDX-License-Identifier: Apache-2.0

extension FHIRReader {
    /// The diagnoses of an Encounter: those that it names, its coded reasons, and the Conditions
    /// of the value that name it. Each code once.
    mutating func diagnoses(
        _ encounter: FHIRResource, conditions: [FHIRResource]
    ) throws(FHIRFault) -> [Diagnosis] {
        var found: [Diagnosis] = []
        var read: Set<String> = []
        var named: [(reference: FHIRNode, container: FHIRResource)] = []
        for diagnosis in try encounter.node.objects("diagnosis") {
            guard case .object = diagnosis.member("condition"),
                let reference = try diagnosis.object("condition")
            else { continue }
            named.append((reference, encounter))
        }
        for reference in try encounter.node.objects("reasonReference") {
            named.append((reference, encounter))
        }
        for (reference, container) in named {
            guard let condition = try resolve(reference, "Condition", from: container),
                read.insert(condition.key).inserted
            else { continue }
            try add(condition, to: &found)
        }
        for concept in try encounter.node.concepts("reasonCode") {
            FHIRReader.add(concept, to: &found)
        }
        for condition in conditions where read.insert(condition.key).inserted {
            try add(condition, to: &found)
        }
        return found
    }

    /// A Condition's codes, unless it was refuted or never meant.
    private mutating func add(
        _ condition: FHIRResource, to found: inout [Diagnosis]
    ) throws(FHIRFault) {
        let node = condition.node
        switch try node.concept("verificationStatus")?.code() {
        case "refuted", "entered-in-error": return
        case "unconfirmed", "provisional", "differential":
            warn(WarningCode.diagnosisUnconfirmed, node.path + ["verificationStatus"])
        default: break
        }
        if let concept = try node.concept("code") { FHIRReader.add(concept, to: &found) }
    }

    private static func add(_ concept: FHIRConcept, to found: inout [Diagnosis]) {
        for coding in concept.codings {
            guard let code = coding.code else { continue }
            let system = coding.system.map(FHIRReader.diagnosisSystem)
            let isKnown = found.contains { $0.code == code && $0.system == system }
            guard !isKnown, found.count < Limits.repetitionsMax else { continue }
            found.append(
                Diagnosis(code: code, system: system, text: coding.display ?? concept.text))
        }
    }

    /// FHIR's addresses by their canonical names.
    private static func diagnosisSystem(_ sent: String) -> String {
        switch sent[...].asciiLowercased {
        case "http://hl7.org/fhir/sid/icd-10", "http://hl7.org/fhir/sid/icd-10-uk",
            "https://fhir.hl7.org.uk/id/icd-10", "urn:oid:2.16.840.1.113883.6.3":
            "ICD10"
        case "http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96": "SNOMED"
        default: Diagnosis.system(sent)
        }
    }
}
