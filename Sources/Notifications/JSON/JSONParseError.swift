// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a JSON text.
package enum JSONFault: String, Hashable, Sendable, CaseIterable {
    /// The text ends too early.
    case truncated
    /// A character that cannot stand there.
    case syntax
    /// A number that is not one by RFC 8259, such as `01` or `1.`.
    case number
    /// A string with a bare control character or a wrong escape.
    case string
    /// A `\u` escape that is half of a surrogate pair.
    case surrogate
    /// Bytes that are not UTF-8.
    case utf8 = "invalid-utf8"
    /// A member name that stands twice in one object: which one counts would be a guess.
    case duplicateMember = "duplicate-member"
    /// Nested deeper than the limit.
    case depth
    /// More bytes than the limit.
    case size
    /// More values than the limit.
    case count
    /// Something follows the value.
    case trailing
}

/// A JSON text that was refused, and where.
package struct JSONParseError: Error, Hashable, Sendable {
    /// What is wrong.
    package var code: JSONFault
    /// The byte at which it was noticed.
    package var position: Int

    /// A fault at a byte position.
    package init(code: JSONFault, position: Int) {
        self.code = code
        self.position = position
    }
}

/// Bounds that keep a hostile JSON text from exhausting memory or the stack.
package struct JSONLimits: Sendable {
    /// Bytes of the whole text.
    package var bytesMax: Int
    /// Objects and arrays inside each other.
    package var depthMax: Int
    /// Members and elements in all.
    package var valuesMax: Int

    /// Limits by number.
    package init(bytesMax: Int, depthMax: Int, valuesMax: Int) {
        self.bytesMax = bytesMax
        self.depthMax = depthMax
        self.valuesMax = valuesMax
    }

    /// The limits of a message: its largest size, the depth of the deepest FHIR resources several
    /// times over, and a fortieth of a value per byte.
    package static let standard = JSONLimits(
        bytesMax: Limits.valueBytesMax, depthMax: 64, valuesMax: 400_000)
}
