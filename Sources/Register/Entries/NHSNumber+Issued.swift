// SPDX-License-Identifier: Apache-2.0

import Notifications

extension NHSNumber {
    /// The ten digits, if the text is a number as people write it that can have been issued.
    static func issued(_ text: String) -> String? {
        normalised(text).flatMap { isValid($0) ? $0 : nil }
    }
}
