// SPDX-License-Identifier: Apache-2.0

/// One identifier of PID as sent (CX).
struct HL7Identifier: Hashable {
    var value: String
    var authority: String?
    var type: String?
    /// A trace status inside the type or the authority, such as `{status:01}`.
    var status: String?
    var range: Range<Int>

    /// What the authority and the type say of the scheme.
    enum Scheme {
        /// The NHS number of England and Wales.
        case nhs
        /// Another national number, which may look like one.
        case other
        /// Nothing is said.
        case undeclared
    }

    var scheme: Scheme {
        let names = [authority, type].compactMap { $0.map(HL7Identifier.plain) }
        guard !names.isEmpty else { return .undeclared }
        if names.contains(where: HL7Identifier.otherSchemes.contains) { return .other }
        if names.contains(where: HL7Identifier.nhsNames.contains) { return .nhs }
        return .other
    }

    /// Letters and digits in upper case, so that spelling does not matter.
    private static func plain(_ text: String) -> String {
        String(decoding: text.utf8.lazy.filter(\.isLetterOrDigit).map(\.uppercased), as: UTF8.self)
    }

    /// Names under which the NHS number is sent (DOMAIN.md §3.5; the OID and URI of FHIR and CDA).
    private static let nhsNames: Set<String> = [
        "NHS", "NH", "NHSNO", "NHSNUM", "NHSNUMBER", "NHSNBR", "NHSNMBR",
        "21684011138832141", "HTTPSFHIRNHSUKIDNHSNUMBER", "HTTPFHIRNHSNETIDNHSNUMBER",
    ]
    /// Scotland's and Northern Ireland's numbers: ten digits, same check digit, other people.
    private static let otherSchemes: Set<String> = [
        "CHI", "CHINUMBER", "NHSSCOTLAND", "HSNI", "HCN", "HC", "HSC", "HSCNI",
    ]
}

extension HL7Reader {
    /// The identifiers of a CX field, those that state nothing left out.
    func identifiers(_ segment: HL7Segment, _ field: Int) -> [HL7Identifier] {
        message.repetitions(of: message.field(field, of: segment)).compactMap { repetition in
            guard let value = text(message.component(1, of: repetition)) else { return nil }
            var identifier = HL7Identifier(
                value: value, authority: authority(message.component(4, of: repetition)),
                type: text(message.component(5, of: repetition)), range: repetition)
            identifier.authority = withoutStatus(identifier.authority, &identifier.status)
            identifier.type = withoutStatus(identifier.type, &identifier.status)
            return identifier
        }
    }

    /// The text before a `{status:01}`, whose digits go into `status`.
    private func withoutStatus(_ text: String?, _ status: inout String?) -> String? {
        guard let text, let brace = text.firstIndex(of: "{") else { return text }
        let inside = text[brace...].drop { $0 != ":" }.dropFirst().prefix { $0 != "}" }
        if !inside.isEmpty { status = String(inside).trimmed }
        return String(text[..<brace]).trimmed.nonEmpty
    }

    /// Fills the person's number, its status and its local identifiers from PID-3 and, where that
    /// says too little, PID-2, PID-4 and PID-19.
    mutating func readIdentifiers(_ pid: HL7Segment, sender: Sender, into person: inout Person) {
        let listed = identifiers(pid, 3)
        let elsewhere = identifiers(pid, 2) + identifiers(pid, 4) + identifiers(pid, 19)
        let declared = (listed + elsewhere).filter { $0.scheme == .nhs }
        let bare = declared.isEmpty ? bareNumber(listed: listed, elsewhere: elsewhere) : nil
        if let bare { warn(WarningCode.numberUndeclared, at: bare.range) }
        readNumber(declared.isEmpty ? bare.map { [$0] } ?? [] : declared, pid, into: &person)
        let local = listed.isEmpty ? identifiers(pid, 2) + identifiers(pid, 4) : listed
        person.localIds = local.filter { $0.scheme != .nhs && $0.range != bare?.range }.map {
            LocalIdentifier(
                value: $0.value, authority: $0.authority ?? sender.facility, type: $0.type)
        }
    }

    /// The one identifier that is a valid number and whose scheme nobody states. Of several the
    /// second of PID-3 counts, since the first is the hospital's own by custom.
    private func bareNumber(
        listed: [HL7Identifier], elsewhere: [HL7Identifier]
    ) -> HL7Identifier? {
        func isBare(_ identifier: HL7Identifier) -> Bool {
            identifier.scheme == .undeclared
                && NHSNumber.normalised(identifier.value).map(NHSNumber.isValid) == true
        }
        let candidates = (listed + elsewhere).filter(isBare)
        let numbers = Set(candidates.compactMap { NHSNumber.normalised($0.value) })
        if numbers.count == 1 { return candidates.first }
        return listed.count > 1 && isBare(listed[1]) ? listed[1] : nil
    }

    private mutating func readNumber(
        _ identifiers: [HL7Identifier], _ pid: HL7Segment, into person: inout Person
    ) {
        var numbers: [(digits: String, identifier: HL7Identifier)] = []
        for identifier in identifiers {
            guard let digits = NHSNumber.normalised(identifier.value), NHSNumber.isValid(digits)
            else {
                warn(WarningCode.numberInvalid, at: identifier.range)
                // Words such as NOTKNOWN say that there is none.
                if numbers.isEmpty, identifier.value.utf8.contains(where: \.isDigit) {
                    person.nhsNumberStatus = .invalid
                }
                continue
            }
            if !numbers.contains(where: { $0.digits == digits }) {
                numbers.append((digits, identifier))
            }
        }
        guard let number = numbers.first else { return }
        person.nhsNumber = number.digits
        if numbers.count > 1 {
            warn(WarningCode.numberSeveral, at: numbers[1].identifier.range)
            person.nhsNumberStatus = .conflicting
            return
        }
        readStatus(number.identifier, pid, into: &person)
    }

    /// The trace status, beside the number or in PID-32 (CONTRACT.md §4, DOMAIN.md §3.5).
    private mutating func readStatus(
        _ identifier: HL7Identifier, _ pid: HL7Segment, into person: inout Person
    ) {
        let field = message.field(32, of: pid)
        let codes = message.repetitions(of: field).compactMap { text($0) }
        let traced = codes.compactMap(HL7Reader.traceStatus).first
        let status = identifier.status.flatMap(HL7Reader.traceStatus) ?? traced
        switch status {
        case nil, "02", "03": person.nhsNumberStatus = .presentUnverified
        case "01": person.nhsNumberStatus = .verified
        case "04", "05": person.nhsNumberStatus = .conflicting
        case "06", "07", "08":
            // In progress, not needed, or a baby's: as if no number had been sent.
            warn(WarningCode.numberStatus, at: field)
            person.nhsNumber = nil
            person.nhsNumberStatus = .absent
        default:
            warn(WarningCode.numberStatus, at: field)
            person.nhsNumberStatus = .presentUnverified
        }
    }

    /// `NSTS01`, `01` or `1` as two digits; nil for the field's other codes, such as `US`.
    private static func traceStatus(_ text: String) -> String? {
        var bytes = Array(text.utf8.map(\.uppercased))
        if bytes.starts(with: "NSTS".utf8) { bytes.removeFirst(4) }
        guard (1...2).contains(bytes.count), bytes.allSatisfy(\.isDigit) else { return nil }
        let digits = String(decoding: bytes, as: UTF8.self)
        return bytes.count == 1 ? "0" + digits : digits
    }
}
