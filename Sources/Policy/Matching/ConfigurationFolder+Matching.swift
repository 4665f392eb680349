// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Register

extension ConfigurationFolder {
    /// Who is taken for whom: `matching.yaml`, and the file of weights that it names; the
    /// program's own weights and costs where the folder has no such file.
    ///
    /// - Throws: `PolicyError.invalid` with every fault of the files.
    package func matching() throws(PolicyError) -> Weights {
        let name = "matching.yaml"
        guard FileManager.default.fileExists(atPath: "\(path)/\(name)") else { return .standard }
        let reader = YAMLReader(FaultList())
        let matching = MatchingReader(reader: reader, folder: self)
        let weights = reader.document(try file(name)).flatMap(matching.weights)
        try reader.faults.throwIfAny()
        guard let weights else { throw .unreadable(path: name) }
        return weights
    }
}
