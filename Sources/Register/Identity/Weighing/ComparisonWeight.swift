// SPDX-License-Identifier: Apache-2.0

extension Comparison {
    /// What each field says, in a fixed order, without the fields of which one side says nothing.
    func evidence(_ weights: Weights) -> [Evidence] {
        var evidence: [Evidence] = []
        forEachEvidence(weights) { evidence.append($0) }
        return evidence
    }

    /// The sum of the evidence.
    func weight(_ weights: Weights) -> Double {
        var sum = 0.0
        forEachEvidence(weights) { sum += $0.weight }
        return sum
    }

    private func forEachEvidence(_ weights: Weights, _ body: (Evidence) -> Void) {
        for field in EvidenceField.allCases {
            let level = level(of: field)
            guard level != .absent else { continue }
            body(Evidence(field: field, level: level, weight: weight(of: field, level, weights)))
        }
        let excess = householdExcess(weights)
        if excess > 0 { body(Evidence(field: .household, level: .capped, weight: -excess)) }
    }

    /// How far a field agrees; the household is no field of its own.
    func level(of field: EvidenceField) -> EvidenceLevel {
        switch field {
        case .nhsNumber: number
        case .upn: upn
        case .localId: localId
        case .familyName: family
        case .givenNames: given
        case .secondGivenName: secondGiven
        case .birthDate: birthDate
        case .sex: sex
        case .postcode: postcode
        case .address: address
        case .houseNumber: houseNumber
        case .phone: phone
        case .household: .absent
        }
    }

    /// What a level is worth. An agreement in a common name is worth less, and yet never less than
    /// a slip in it would be.
    private func weight(
        of field: EvidenceField, _ level: EvidenceLevel, _ weights: Weights
    ) -> Double {
        let full = weights[field, level]
        guard level == .exact else { return full }
        switch field {
        case .familyName:
            return familyBitsMax.map { max(min(full, $0), weights[field, .close]) } ?? full
        case .givenNames:
            return givenBitsMax.map { max(min(full, $0), weights[field, .close]) } ?? full
        default: return full
        }
    }

    /// By how much the evidence that a household shares exceeds what it may add when the given
    /// names differ. More agreement never lowers the sum: it stays at the cap.
    private func householdExcess(_ weights: Weights) -> Double {
        guard given == .differs else { return 0 }
        let shared =
            max(0, weights[.familyName, family]) + max(0, weights[.postcode, postcode])
            + max(0, weights[.address, address]) + max(0, weights[.houseNumber, houseNumber])
            + max(0, weights[.phone, phone])
        return shared - weights.householdMax
    }
}
