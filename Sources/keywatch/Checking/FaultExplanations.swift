// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// What each code means and what to do about it (`keywatch check --explain CODE`, and the same for
/// `policy lint`): faults of loading and of the lint, rejections, and what commands say.
enum FaultExplanations {
    /// Prints the explanation of a code; no such code is bad usage.
    static func show(_ code: String) throws(CommandFailure) {
        guard let text = text(of: code) else {
            throw CommandFailure("there is no code '\(code)'", .usage)
        }
        Terminal.data("\(code): \(text)")
    }

    /// The explanation of a code that any command prints; nil for any other text.
    static func text(of code: String) -> String? {
        if let fault = FaultCode(rawValue: code) { return text(of: fault) }
        if let kind = LintKind(rawValue: code) { return kind.meaning + " " + kind.advice }
        if let rejection = RejectionCode(rawValue: code) { return text(of: rejection) }
        if let entry = EntryFault.Code(rawValue: code) { return text(of: entry) }
        return commandTexts[code]
    }

    /// Codes that commands themselves give.
    static let commandTexts: [String: String] = [
        "config.unreadable":
            "The file is not there, may not be read, or is not UTF-8 text. Check the path and who "
            + "may read it.",
        "config.time-zone":
            "The system's rules of Europe/London cannot be read. Install the package tzdata.",
        "policy.vanished-rule":
            "The pack lacks a rule under which something is still owed, so nobody would be asked "
            + "for it by a rule any more. Put the rule back; or name it under formerly: of the "
            + "rule that takes its place; or under retired: of pack.yaml, and say `keywatch policy "
            + "adopt` when its open obligations may be withdrawn.",
        "bus.property":
            "librdkafka does not know the property, refuses its value, or Keywatch fixes it to "
            + "keep its promises. See CONFIGURATION.md of librdkafka.",
        "ledger.area":
            "The ledger belongs to another area. One daemon, one ledger, one area: check ledger "
            + "and area.",
        "ledger.key":
            "The configured area key is not there. Without it the ledger cannot be read by "
            + "anybody: restore it from its own backup.",
        "ledger.unusable":
            "The ledger cannot be opened: the text says why. Nothing was changed.",
        "ledger.finding":
            "The ledger is not what was written. Stop the daemon, keep the file, restore a backup, "
            + "and run `keywatch ledger verify`.",
    ]

    private static func text(of code: FaultCode) -> String {
        switch code {
        case .syntax:
            "The text is not YAML at this place. Look for a missing colon, quote or bracket, a tab "
                + "used for indentation, or a text with ': ' in it that needs quotes."
        case .duplicateKey:
            "A key stands twice in one mapping, so one of the two would be lost. Remove one."
        case .alias:
            "An alias (*name) is used. Repeated values are written out here, so that each rule can "
                + "be read by itself."
        case .tooLarge: "The file holds more values than any configuration needs. Is it the file?"
        case .empty: "The file holds nothing. Restore it, or remove it where it is optional."
        case .shape:
            "A mapping (key: value), a list (- item) or a single value was expected and something "
                + "else stands there. Compare with the shipped file."
        case .unknownKey:
            "Nobody asks for this key: a slip of the pen would silently change nothing, so it is "
                + "an error. The nearest known key is named."
        case .missingKey: "A key that must stand here does not. Add it; the shipped file shows it."
        case .conflictingKeys:
            "Of these keys only one, or at least one, may stand. Choose."
        case .unknownWord:
            "The word is not one of the words allowed here. The nearest, or all of them, are named."
        case .number: "Not a whole number, or outside the range that the message names."
        case .boolean: "Only true and false are truth values here; yes, no, on and 01 are texts."
        case .instant:
            "An instant needs date, time, seconds and offset: 2026-03-07T21:30:00Z."
        case .date: "A date is written as 2026-03-07."
        case .emptyText: "A text must stand here and does not."
        case .emptyList:
            "A list without an element says nothing, and what it was meant to say would be missed. "
                + "Write its elements, or leave the key out."
        case .phrase:
            "A length of time or due cannot be read: '14 cd after stay.inScopeSince'. Units: wd, "
                + "cd, h, wh, sd, weeks, months, years, or 'days beginning with'."
        case .outOfBounds:
            "An area may set this length within the bounds that the pack gives, and no further: "
                + "`keywatch policy parameters` lists them."
        case .ruleName:
            "A rule is named for its line in the list of duties: D-047a, or D-044a.attended for a "
                + "second rule of a line."
        case .duplicateRule:
            "Two rules have one name. A name is part of an obligation's identity: give one another."
        case .factOutOfReach:
            "Rules about this subject, or with this trigger, cannot see this fact: event facts "
                + "need 'on', stay facts 'about: stay'."
        case .groupTooSmall:
            "Of a very small number everybody who is near knows who they are. A rule that counts "
                + "people takes at least \(PeopleCount.fewest) of them."
        case .factValue: "The fact can never have this value, so the condition could never hold."
        case .anchor: "The fact gives no instant, so nothing can be due after it."
        case .contradiction:
            "Parts of the rule contradict each other, such as an alert with a due or a notice with "
                + "a ladder. The message says which."
        case .ladder:
            "All four ladders must stand there, their rungs numbered from 1 without a gap, each "
                + "but the first with its wait."
        case .unknownPerson: "A role names a person whom the list of people does not have."
        case .duplicatePerson: "Two people have one id. Ids tell people apart: change one."
        case .weights:
            "The file of weights is not there, is not JSON, or says something that no weight can "
                + "mean; the member is named. `keywatch match train --out FILE` writes one, and "
                + "without `weights:` in matching.yaml the program's own count."
        }
    }

    private static func text(of code: RejectionCode) -> String {
        what(code) + " " + code.advice
    }

    private static func what(_ code: RejectionCode) -> String {
        switch code {
        case .emptyValue: "A record came without a value."
        case .valueTooLarge: "A record is larger than any notification."
        case .unknownFormat: "A record is in no format that is recognised."
        case .formatNotSupported: "A record is in a format that this version does not read."
        case .hl7Header: "The header of an HL7 v2 message is not usable."
        case .hl7MessageType: "An HL7 v2 message does not say what it is."
        case .hl7EmptyBatch: "An HL7 v2 batch holds nothing."
        case .hl7BatchCount: "An HL7 v2 batch is incomplete."
        case .hl7Limit: "An HL7 v2 message is beyond every bound."
        case .jsonTruncated: "A JSON text breaks off."
        case .jsonSyntax: "A text that should be JSON is not."
        case .jsonUTF8: "A JSON text is not in UTF-8."
        case .jsonDuplicateMember: "A JSON object says the same thing twice."
        case .jsonLimit: "A JSON text is beyond every bound."
        case .fhirModifierExtension: "A FHIR resource carries an unknown modifier extension."
        case .fhirImplicitRules: "A FHIR resource asks for rules that are not known here."
        case .fhirLimit: "A FHIR resource is beyond every bound."
        case .cloudEventsVersion: "A CloudEvent is not of version 1.0."
        case .cloudEventsAttributeMissing: "A CloudEvent lacks an attribute."
        case .cloudEventsAttributeType: "An attribute of a CloudEvent has the wrong type."
        case .cloudEventsAttributeInvalid: "An attribute of a CloudEvent is not valid."
        case .cloudEventsAttributeName: "An attribute of a CloudEvent has a name that may not be."
        case .cloudEventsDataTwice: "A CloudEvent carries its data twice."
        case .cloudEventsBase64: "The data of a CloudEvent cannot be decoded."
        case .cloudEventsHeaderTwice: "A binary CloudEvent says an attribute twice."
        case .cloudEventsData: "An event of ours has no usable data."
        case .memberType: "A member of the data has the wrong type."
        case .memberInvalid: "A member of the data has a value that may not stand there."
        case .memberMissing: "A member of the data is missing."
        case .eventUnknown: "The data names an event that does not exist."
        }
    }

    private static func text(of code: EntryFault.Code) -> String {
        switch code {
        case .keyMissing: "A register record needs its register id as the key."
        case .keyUnreadable: "The key of a register record must be UTF-8 text."
        case .keyMismatch: "The record's key and the entry's registerId must be the same."
        case .notJSON: "The entry is not JSON at the byte that is named."
        case .notObject: "The entry must be one JSON object."
        case .missing: "An obligatory member or column is missing or empty."
        case .idIsIdentifier:
            "The register id is itself a valid NHS number or UPN, and would carry it onto topics "
                + "and logs. Use ids of the register's own."
        case .type: "A member has the wrong JSON type: texts and codes are strings."
        case .value:
            "A member's value cannot be read. For status, rating, diagnoses and consent the whole "
                + "entry is refused, because a wrong guess would harm somebody."
        case .nhsNumberInvalid:
            "The NHS number fails its check or cannot have been issued: it counts as absent."
        case .upnInvalid:
            "The pupil number fails its check or cannot have been issued: it counts as absent."
        case .versionReused:
            "The same version came with other content; the later one stands. Number each change."
        case .versionMissing:
            "An entry without a version follows one that has one; the later one stands. Number "
                + "every entry or none."
        case .header:
            "The file's first row must name its columns, each once, with register_id (or "
                + "query_id) among them."
        case .row: "The row is not well-formed CSV: check its quotes."
        case .fieldCount: "The row has another number of fields than the header."
        case .duplicateId: "An earlier row has this id already: one row for each."
        case .tooLong: "A field, row or line is longer than any entry."
        case .notUTF8: "The row is not UTF-8. Save the file as UTF-8."
        }
    }
}
