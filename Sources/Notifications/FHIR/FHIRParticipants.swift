// SPDX-License-Identifier: Apache-2.0

extension FHIRReader {
    /// The code of who attends: of the attender, else the primary performer, else the consultant.
    mutating func attending(_ encounter: FHIRResource) throws(FHIRFault) -> String? {
        var best: (rank: Int, node: FHIRNode)?
        let order = ["ATND", "PPRF", "CON"]
        for participant in try encounter.node.objects("participant") {
            let codes = try participant.concepts("type").flatMap(\.codings).compactMap(\.code)
            let rank = codes.compactMap { order.firstIndex(of: $0) }.min()
            // R5 calls the individual actor.
            let person = try participant.object("individual", or: "actor")
            guard let rank, let person, best.map({ rank < $0.rank }) != false else { continue }
            best = (rank, person)
        }
        guard let reference = best?.node else { return nil }
        return try practitioner(reference, from: encounter)
    }

    /// The professional's code: named by the reference, or by the Practitioner or PractitionerRole
    /// that it leads to.
    private mutating func practitioner(
        _ reference: FHIRNode, from container: FHIRResource
    ) throws(FHIRFault) -> String? {
        if let role = try resolve(reference, "PractitionerRole", from: container),
            let inner = try role.node.object("practitioner")
        {
            return try practitioner(ofPerson: inner, from: role)
        }
        return try practitioner(ofPerson: reference, from: container)
    }

    private mutating func practitioner(
        ofPerson reference: FHIRNode, from container: FHIRResource
    ) throws(FHIRFault) -> String? {
        if let found = try resolve(reference, "Practitioner", from: container),
            let code = try identifiers(found.node, from: found).first?.value
        {
            return code
        }
        return try reference.object("identifier")?.text("value")
    }
}
