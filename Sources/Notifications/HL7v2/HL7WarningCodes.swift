// SPDX-License-Identifier: Apache-2.0

/// What HL7 v2 messages are warned of besides what all formats share. Each comment ends with what
/// to tell the sender.
extension WarningCode {
    /// The message declares a single-byte set, and its bytes are UTF-8. It was read as declared:
    /// names may be garbled. *Say in MSH-18 what is sent, UNICODE UTF-8; until then, the dialect's
    /// `ignore-declared-charset` reads it right.*
    static let charsetDoubtful = "charset.doubtful"
    /// Bytes of a value in UTF-16 are no character and were read as U+FFFD. *Something cuts the
    /// text in the middle of a character.*
    static let charsetInvalid = "charset.invalid"
    /// FHS or BHS without its trailer: the end of the batch may be lost. *End each batch with BTS
    /// and each file with FTS.*
    static let batchUnended = "hl7v2.batch-unended"
    /// Something stands outside of every message and was not read. *Send nothing but segments.*
    static let strayText = "hl7v2.stray-text"
    /// MSH-9 is not of the form `ADT^A01`, and was understood all the same. *Part type and trigger
    /// by the component separator.*
    static let typeForm = "hl7v2.message-type-form"
    /// EVN-1 names another trigger than MSH-9, which counts. *Send the same, or leave EVN-1 empty.*
    static let triggerDiffers = "hl7v2.trigger-differs"
    /// More than one PV1 for a person: the first was read. *Send a message a visit.*
    static let severalVisits = "hl7v2.several-visits"
    /// The trigger is about two people, and one is named. *Send both PID segments.*
    static let secondPersonMissing = "hl7v2.second-person-missing"
    /// A merge without MRG, or with one that names nobody: read as news of the person. *Send the
    /// retired identifiers in MRG-1.*
    static let mergeIncomplete = "merge.incomplete"
    /// A merge of an identifier into itself: read as news of the person. *Send the retired
    /// identifier in MRG-1, the kept one in PID-3.*
    static let mergeOntoItself = "merge.onto-itself"
}
