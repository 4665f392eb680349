// SPDX-License-Identifier: Apache-2.0

import Notifications

/// The parts of an entry that say who supports the person and what was decided.
extension EntryDecoder {
    static func readSupport(
        _ reader: inout MemberReader, into entry: inout RegisterEntry
    ) throws(RegisterError) {
        entry.keyworker = try reader.object("keyworker") {
            reader throws(RegisterError) -> KeyworkerAssignment? in
            guard let personId = reader.text("personId") else {
                reader.warn(.missing, "personId", expected: "a person of the directory")
                return nil
            }
            var keyworker = KeyworkerAssignment(
                personId: personId, acceptedAt: reader.instant("acceptedAt"))
            keyworker.extra = reader.rest
            return keyworker
        }
        entry.team = reader.text("team")
        entry.commissioner = reader.text("commissioner")
        entry.coordinator = reader.text("coordinator")
        entry.circumstances = reader.texts("circumstances")
        entry.education = try reader.object("education") { reader throws(RegisterError) in
            var education = Education()
            education.setting = reader.text("setting")
            education.urn = reader.text("urn")
            education.ehcp = reader.truth("ehcp")
            education.ehcpReviewOn = reader.date("ehcpReviewOn")
            education.extra = reader.rest
            return education
        }
        entry.socialCare = try reader.object("socialCare") { reader throws(RegisterError) in
            var socialCare = SocialCare()
            socialCare.authority = reader.text("authority")
            socialCare.worker = reader.text("worker")
            socialCare.extra = reader.rest
            return socialCare
        }
        entry.reviews = reader.objects("reviews") { review(&$0) }
        entry.emergencyProtocols = reader.objects("emergencyProtocols") { emergency(&$0) }
        entry.communicationNeeds = reader.textsIfSaid("communicationNeeds")
        entry.reasonableAdjustments = reader.textsIfSaid("reasonableAdjustments")
    }

    private static func review(_ reader: inout MemberReader) -> RegisterReview? {
        guard let kind = reader.text("kind") else {
            reader.warn(.missing, "kind", expected: "the kind of review")
            return nil
        }
        var review = RegisterReview(
            kind: kind, heldOn: reader.date("heldOn"), nextDueOn: reader.date("nextDueOn"))
        if review.reviewKind == nil {
            reader.warn(.value, "kind", expected: "a known kind of review")
        }
        review.actions = reader.objects("actions") { action(&$0) }
        review.extra = reader.rest
        return review
    }

    private static func emergency(_ reader: inout MemberReader) -> EmergencyProtocolRecord? {
        var record = EmergencyProtocolRecord()
        record.calledAt = reader.instant("calledAt")
        record.convenedAt = reader.instant("convenedAt")
        record.outcome = reader.text("outcome")
        record.actions = reader.objects("actions") { action(&$0) }
        record.extra = reader.rest
        return record
    }

    private static func action(_ reader: inout MemberReader) -> ReviewAction? {
        var action = ReviewAction(id: reader.text("id") ?? "")
        action.text = reader.text("text")
        action.ownerAgency = reader.text("ownerAgency")
        action.ownerPersonId = reader.text("ownerPersonId")
        action.dueOn = reader.date("dueOn")
        action.status = reader.word("status", ActionStatus.self)
        action.extra = reader.rest
        return action
    }

    static func localId(_ json: JSONValue) -> LocalIdentifier? {
        if let text = json.string { return LocalIdentifier(assignment: text) }
        guard let value = json["value"].flatMap({ MemberReader.text(of: $0) }), !value.isEmpty
        else { return nil }
        return LocalIdentifier(
            value: value, authority: json["authority"]?.string, type: json["type"]?.string)
    }
}

extension LocalIdentifier {
    /// Reads `authority=value`, the form of CONTRACT.md §5's files; a text without `=` is a value
    /// whose authority is not said.
    init?(assignment text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let last = parts.last.map(String.init) ?? ""
        guard !last.isEmpty else { return nil }
        let authority = parts.count == 2 && !parts[0].isEmpty ? String(parts[0]) : nil
        self.init(value: last, authority: authority, type: nil)
    }
}

extension NoLink {
    /// Reads an item of the no-link list; nil when it names nothing.
    init?(json: JSONValue) {
        if let text = MemberReader.text(of: json) {
            self.init(text: text)
            return
        }
        if let id = json["registerId"]?.string, !id.isEmpty {
            self = .registerId(id)
        } else if let sent = json["nhsNumber"].flatMap({ MemberReader.text(of: $0) }),
            let number = NHSNumber.issued(sent)
        {
            self = .nhsNumber(number)
        } else if let sent = json["upn"]?.string, let upn = UPN.normalised(sent) {
            self = .upn(upn)
        } else if let localId = EntryDecoder.localId(json["localId"] ?? json) {
            self = .localId(localId)
        } else {
            return nil
        }
    }

    private init?(text: String) {
        if let number = NHSNumber.issued(text) {
            self = .nhsNumber(number)
        } else if let upn = UPN.normalised(text) {
            self = .upn(upn)
        } else if text.utf8.contains(UInt8(ascii: "=")),
            let localId = LocalIdentifier(assignment: text)
        {
            self = .localId(localId)
        } else if !text.isEmpty {
            self = .registerId(text)
        } else {
            return nil
        }
    }
}
