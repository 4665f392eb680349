// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// What is wrong with an entry or a file's row: where, and what was expected there. Never what
/// stood there, so a fault may be logged.
package struct EntryFault: Hashable, Sendable {
    /// A stable code such as `entry.type`.
    package var code: Code
    /// The member, such as `reviews[2].heldOn`, or the column; empty for the whole.
    package var path: String
    /// What was expected, in words.
    package var expected: String

    /// The stable codes of faults.
    package enum Code: String, Sendable, CaseIterable {
        /// The record has no key.
        case keyMissing = "register.key-missing"
        /// The key is not UTF-8 text.
        case keyUnreadable = "register.key-unreadable"
        /// The key and the entry's register id differ.
        case keyMismatch = "register.key-mismatch"
        /// The value is not JSON.
        case notJSON = "register.not-json"
        /// The value is JSON, but not an object.
        case notObject = "register.not-object"
        /// An obligatory member is missing.
        case missing = "register.missing"
        /// A register id that is itself a valid NHS number or UPN.
        case idIsIdentifier = "register.id-is-identifier"
        /// A member has the wrong JSON type.
        case type = "register.type"
        /// A member has the right type and a value that cannot be read.
        case value = "register.value"
        /// An NHS number that cannot have been issued: treated as absent.
        case nhsNumberInvalid = "register.nhs-number-invalid"
        /// A pupil number that cannot have been issued: treated as absent.
        case upnInvalid = "register.upn-invalid"
        /// Two different entries under one version: the one that came later stands.
        case versionReused = "register.version-reused"
        /// An entry without a version follows one that has one: the one that came later stands.
        case versionMissing = "register.version-missing"
        /// A file without the header that it needs.
        case header = "register.header"
        /// A row that is not well-formed.
        case row = "register.row"
        /// A row with another number of fields than the header.
        case fieldCount = "register.field-count"
        /// An id that an earlier row of the same file has already.
        case duplicateId = "register.duplicate-id"
        /// A field, row or line longer than is allowed.
        case tooLong = "register.too-long"
        /// Bytes that are not UTF-8.
        case notUTF8 = "register.not-utf8"
    }

    /// A fault with its place and what was expected there.
    package init(_ code: Code, at path: String, expected: String) {
        self.code = code
        self.path = path
        self.expected = expected
    }

    /// `{code, path, expected}`.
    package func jsonValue() -> JSONValue {
        .object([
            .init("code", .string(code.rawValue)), .init("path", .string(path)),
            .init("expected", .string(expected)),
        ])
    }
}

/// Why an entry could not be taken at all.
package enum RegisterError: Error, Hashable, Sendable {
    /// The entry is refused for this fault.
    case refused(EntryFault)
}
