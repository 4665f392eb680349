// SPDX-License-Identifier: Apache-2.0

/// What a pack says of itself in `pack.yaml`; a pack that stands alone has none.
struct PackHeader {
    static let fileName = "pack.yaml"

    /// The pack whose rules hold here too, but for those named anew.
    let extends: String

    static func load(_ file: ConfigurationFile) throws(PolicyError) -> PackHeader {
        let reader = YAMLReader(FaultList())
        let mapping = reader.document(file).flatMap(reader.mapping)
        let extends = mapping?.text("extends")
        mapping?.finish()
        try reader.faults.throwIfAny()
        return PackHeader(extends: extends ?? "")
    }
}
