// SPDX-License-Identifier: Apache-2.0

/// The bounds of what a decoder reads. What passes one is rejected with a code, never cut.
package enum Limits {
    /// Bytes of one value. Kafka's own default is 1 MiB; a batch may be larger where a cluster
    /// allows it.
    package static let valueBytesMax = 16 << 20
    /// Bytes of one HL7 v2 message; an ADT message has about 1 KB, attachments are not ours.
    package static let messageBytesMax = 4 << 20
    /// Segments of one HL7 v2 message; an ADT message has about 10, a long result 1,000.
    package static let segmentsMax = 5000
    /// Fields of one HL7 v2 segment; the longest standard segments have under 60.
    package static let fieldsMax = 1000
    /// Repetitions of one HL7 v2 field that is read; identifiers and names have under 20.
    package static let repetitionsMax = 250
    /// HL7 v2 messages in one value.
    package static let messagesMax = 10_000
    /// People whom one HL7 v2 message names; a swap names two, a list of merges under 20.
    package static let personsMax = 100
    /// Notifications of one HL7 v2 value, which are more than its messages where these name several
    /// people.
    package static let itemsMax = 20_000

    /// Entries of one FHIR Bundle; a page of a search has under 1,000.
    package static let entriesMax = 20_000
    /// Members of one FHIR object that is read; the largest resources have under 100.
    package static let fhirMembersMax = 500
    /// FHIR Bundles inside each other; a batch of messages has two.
    package static let bundleDepthMax = 4

    /// Warnings of one notification that are told one by one; a good message has under five.
    package static let warningsMax = 50
}
