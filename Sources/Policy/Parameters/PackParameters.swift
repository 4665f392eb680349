// SPDX-License-Identifier: Apache-2.0

/// The texts from which a pack's parameters are read.
package struct PackParameters: Sendable {
    /// The file in the pack's folder; nil: the pack has none of its own.
    package var own: ConfigurationFile?
    /// What the area says: `parameters.yaml` of the configuration; nil: nothing.
    package var ofArea: ConfigurationFile?

    /// Texts; none by default.
    package init(own: ConfigurationFile? = nil, ofArea: ConfigurationFile? = nil) {
        self.own = own
        self.ofArea = ofArea
    }

    /// The name of both files.
    static let fileName = "parameters.yaml"

    /// Every text there is.
    var files: [ConfigurationFile] { [own, ofArea].compactMap(\.self) }

    /// The table that they say. A pack that extends another has that one's.
    func table(_ reader: YAMLReader, extending base: ParameterTable?) -> ParameterTable {
        if let base {
            if let own {
                reader.faults.add(
                    .contradiction, at: SourceLocation(file: own.path, line: 0, column: 0),
                    "a pack that extends another has that one's parameters")
            }
            return base
        }
        let parameters = ParameterReader(reader: reader)
        var table = ParameterTable(own.flatMap(reader.document).map(parameters.parameters) ?? [])
        if let document = ofArea.flatMap(reader.document) {
            parameters.overrides(document, of: &table)
        }
        return table
    }
}
