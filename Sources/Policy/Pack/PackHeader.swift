// SPDX-License-Identifier: Apache-2.0

import Notifications

/// What a pack says of itself in `pack.yaml`; a pack that has nothing to say has none.
struct PackHeader {
    static let fileName = "pack.yaml"

    /// The pack whose rules hold here too, but for those named anew; nil: it stands alone.
    let extends: String?
    /// The rules that the pack has let go.
    let retired: [RetiredRule]
    /// The first day on which the pack holds; nil: it always does.
    let inForceFrom: LocalDate?

    static func load(_ file: ConfigurationFile) throws(PolicyError) -> PackHeader {
        let reader = YAMLReader(FaultList())
        let mapping = reader.document(file).flatMap(reader.mapping)
        let extends = mapping?.optionalText("extends")
        let retired = mapping?.optional("retired").map(reader.retiredRules) ?? []
        let inForce = mapping?.optional("in-force").flatMap(reader.date)
        if let mapping, inForce != nil, extends == nil {
            reader.faults.add(
                .contradiction, at: mapping.places["in-force"] ?? mapping.place,
                "a pack that extends no other cannot wait: before its day nothing would hold")
        }
        mapping?.finish()
        try reader.faults.throwIfAny()
        return PackHeader(extends: extends, retired: retired, inForceFrom: inForce)
    }
}
