// SPDX-License-Identifier: Apache-2.0

/// Why the first look leaves a message to the full decode. None of these is a fault of the message:
/// the first look reads a small grammar and says "cannot concern us" or nothing at all.
package enum LookCloser: String, Error, CaseIterable, Sendable {
    /// The value is longer or shorter than the messages of the grammar, or one of its lines or
    /// counts is greater than theirs.
    case size
    /// A byte that is not printable ASCII, or a line end other than CR and LF.
    case bytes
    /// Something other than `MSH|^~\&|` begins the value, or the encoding is declared otherwise.
    case separators
    /// A line that is no segment, a segment that may stand once and stands twice, a merge, or a
    /// segment of another national standard that tells of the bed.
    case segments
    /// The sender's names are not plain, or the message is not marked as production.
    case header
    /// The sender has a dialect of its own.
    case dialect
    /// Not an ADT message, or a trigger that may name more than one person or nobody's contact.
    case trigger
    /// The class of the contact, or the visit's number, is not plain.
    case contact
    /// The identifiers are not plain, too many, or of a scheme that must be thought about.
    case identifiers
    /// The person's names are not plain, too many, or there is none.
    case names
    /// The date of birth is not an exact date.
    case birthDate
    /// There are several addresses, or the lines of the only one are not plain.
    case address
    /// The postcode is not written as postcodes are.
    case postcode
    /// The time of the event is not plain.
    case time
    /// The bed may be one about which the rules for people off the register speak.
    case bed
    /// A diagnosis may be one about which the rules for people off the register speak.
    case diagnosis
    /// An entry of the register may share a blocking key.
    case register
}
