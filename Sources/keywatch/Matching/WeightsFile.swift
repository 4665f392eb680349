// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Register

/// A file of weights (`Config/matching/weights.json`).
enum WeightsFile {
    static func read(_ path: String) throws -> Weights {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path): the file cannot be read", .usage)
        }
        return try Weights.load(
            ConfigurationFile(path: path, text: String(decoding: data, as: UTF8.self)))
    }
}
