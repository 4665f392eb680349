// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Policy

/// The scenario files that paths name.
package enum ScenarioFiles {
    /// Every `.yaml` or `.yml` file at or below the paths, in the order of the paths and, inside
    /// a folder, of the names.
    package static func find(_ paths: [String]) throws(RehearsalError) -> [String] {
        var found: [String] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw .unreadable(path: path)
            }
            if isFolder.boolValue { found += files(below: path) } else { found.append(path) }
        }
        return found
    }

    /// Reads a file's scenario.
    package static func scenario(at path: String) throws -> Scenario {
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(bytes: data, encoding: .utf8)
        else { throw RehearsalError.unreadable(path: path) }
        return try Scenario.parse(ConfigurationFile(path: path, text: text))
    }

    private static func files(below folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        return (names ?? []).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            .sorted().map { "\(folder)/\($0)" }
    }
}
