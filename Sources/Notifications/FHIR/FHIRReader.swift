// SPDX-License-Identifier: Apache-2.0

/// Something suspicious, and the names that lead to it.
struct FHIRWarning: Hashable {
    var code: String
    var path: [String]
}

/// Reads the resources of one value, noting what is suspicious as it goes.
struct FHIRReader {
    let zone: TimeZoneRules
    let references: FHIRReferences
    var warnings: [FHIRWarning] = []

    init(zone: TimeZoneRules, references: FHIRReferences) {
        self.zone = zone
        self.references = references
    }

    mutating func warn(_ code: String, _ path: [String]) {
        warnings.append(FHIRWarning(code: code, path: path))
    }

    /// The resource that a reference points to, if it is here and of that type.
    func resolve(
        _ reference: FHIRNode?, _ type: String, from container: FHIRResource
    ) throws(FHIRFault) -> FHIRResource? {
        let found = try references.resolve(reference, from: container)
        return found?.type == type ? found : nil
    }
}
