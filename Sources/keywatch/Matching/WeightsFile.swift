// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Register

/// A file of weights (`Config/matching/weights.json`).
enum WeightsFile {
    static func read(_ path: String) throws -> Weights {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path): the file cannot be read", .usage)
        }
        guard let json = try? JSONValue(parsing: String(decoding: data, as: UTF8.self)) else {
            throw CommandFailure("\(path): error weights: expected JSON", .usage)
        }
        do throws(WeightsError) {
            return try Weights(json: json)
        } catch {
            throw CommandFailure(
                "\(path): error weights: \(error.path): expected \(error.expected)", .usage)
        }
    }
}
