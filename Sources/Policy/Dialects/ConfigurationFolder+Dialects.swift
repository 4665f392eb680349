// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Notifications

extension ConfigurationFolder {
    /// The senders' dialects: `dialects.yaml`; no differences where the folder has no such file.
    package func dialects() throws(PolicyError) -> Dialects {
        let name = "dialects.yaml"
        guard FileManager.default.fileExists(atPath: "\(path)/\(name)") else { return .standard }
        return try Dialects.load(file(name))
    }
}
