// SPDX-License-Identifier: Apache-2.0

/// What a pack says of itself in `pack.yaml`; a pack that has nothing to say has none.
struct PackHeader {
    static let fileName = "pack.yaml"

    /// The pack whose rules hold here too, but for those named anew; nil: it stands alone.
    let extends: String?
    /// The rules that the pack has let go.
    let retired: [RetiredRule]

    static func load(_ file: ConfigurationFile) throws(PolicyError) -> PackHeader {
        let reader = YAMLReader(FaultList())
        let mapping = reader.document(file).flatMap(reader.mapping)
        let extends = mapping?.optionalText("extends")
        let retired = mapping?.optional("retired").map(reader.retiredRules) ?? []
        mapping?.finish()
        try reader.faults.throwIfAny()
        return PackHeader(extends: extends, retired: retired)
    }
}
