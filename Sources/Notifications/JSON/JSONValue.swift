// SPDX-License-Identifier: Apache-2.0

/// A JSON value whose object members keep their order and whose numbers keep their text.
///
/// Order makes output deterministic; text keeps FHIR decimals and long identifiers exact.
package enum JSONValue: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, exactly as written.
    case number(String)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object; a name stands at most once.
    case object([Member])

    /// One member of an object.
    package struct Member: Hashable, Sendable {
        /// The member's name.
        package var name: String
        /// The member's value.
        package var value: JSONValue

        /// A member with its name and value.
        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The member of that name, if this is an object that has it.
    ///
    /// - Complexity: O(number of members).
    package subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The text, if this is a string.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The truth value, if this is one.
    package var bool: Bool? {
        if case .bool(let truth) = self { truth } else { nil }
    }

    /// The whole number, if this is one that fits.
    package var integer: Int64? {
        if case .number(let text) = self { Int64(text) } else { nil }
    }

    /// The elements; empty unless this is an array.
    package var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The members; empty unless this is an object.
    package var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }
}
