// SPDX-License-Identifier: Apache-2.0

package import Notifications

extension JSONValue {
    /// Whether a member of an event says something: neither null, false, nor empty.
    package var isStated: Bool {
        switch self {
        case .null, .bool(false): false
        case .string(let text): !text.isEmpty && text != "false"
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        case .bool(true), .number: true
        }
    }
}
