// SPDX-License-Identifier: Apache-2.0

/// One identifier of PID as sent (CX).
struct HL7Identifier: Hashable {
    var value: String
    var authority: String?
    var type: String?
    /// A trace status inside the type or the authority, such as `{status:01}`.
    var status: String?
    var range: Range<Int>
    /// What is said of the scheme; worked out once, for it is asked for again and again.
    private(set) var scheme = Scheme.undeclared

    /// What the authority and the type say of the scheme.
    enum Scheme {
        /// The NHS number of England and Wales.
        case nhs
        /// Another national number, which may look like one.
        case other
        /// Nothing is said.
        case undeclared
    }

    /// Works out the scheme as authority and type, the usual names and the dialect's tell it.
    mutating func settleScheme(_ dialect: PreparedDialect) { scheme = told(dialect) }

    private func told(_ dialect: PreparedDialect) -> Scheme {
        let names = [authority, type].compactMap { $0.map(HL7Identifier.plain) }
        guard !names.isEmpty else { return .undeclared }
        if names.contains(where: dialect.isNHS) { return .nhs }
        if names.contains(where: HL7Identifier.otherSchemes.contains) { return .other }
        if names.contains(where: HL7Identifier.nhsNames.contains) { return .nhs }
        return .other
    }

    /// Letters and digits in upper case, so that spelling does not matter.
    static func plain(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0.isLetterOrDigit && $0.uppercased == $0 }
        guard !isPlain else { return text }
        let bytes = text.utf8.filter(\.isLetterOrDigit).map(\.uppercased)
        return String(decoding: bytes, as: UTF8.self)
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

/// What the identifiers of one place say together.
struct HL7Identity {
    /// Ten valid digits.
    var nhsNumber: String?
    var nhsNumberStatus = NHSNumberStatus.absent
    var localIds: [LocalIdentifier] = []
}

extension HL7Reader {
    /// The identifiers of a CX field, those that state nothing left out.
    func identifiers(_ segment: HL7Segment, _ field: Int) -> [HL7Identifier] {
        message.repetitions(of: message.field(field, of: segment)).compactMap(identifier)
    }

    private func identifier(_ repetition: Range<Int>) -> HL7Identifier? {
        guard let value = text(message.component(1, of: repetition)) else { return nil }
        var identifier = HL7Identifier(
            value: value, authority: authority(message.component(4, of: repetition)),
            type: text(message.component(5, of: repetition)), range: repetition)
        identifier.authority = withoutStatus(identifier.authority, &identifier.status)
        identifier.type = withoutStatus(identifier.type, &identifier.status)
        identifier.settleScheme(dialect)
        // The check digit may stand apart from the nine before it.
        if let check = text(message.component(2, of: repetition)), check.utf8.count == 1,
            value.utf8.count == 9, NHSNumber.isValid(value + check),
            identifier.scheme == .nhs
        {
            identifier.value = value + check
        }
        return identifier
    }

    /// The text before a `{status:01}`, whose digits go into `status`.
    private func withoutStatus(_ text: String?, _ status: inout String?) -> String? {
        guard let text, let brace = text.utf8.firstIndex(of: UInt8(ascii: "{")) else {
            return text
        }
        let inside = text[brace...].drop { $0 != ":" }.dropFirst().prefix { $0 != "}" }
        if !inside.isEmpty { status = String(inside).trimmed }
        return String(text[..<brace]).trimmed.nonEmpty
    }

    /// The person's number, its status and the local identifiers, from the dialect's place for the
    /// number, PID-3 and, where that says too little, PID-2, PID-4 and PID-19.
    mutating func identity(_ pid: HL7Segment, sender: Sender) -> HL7Identity {
        let listed = identifiers(pid, 3)
        let elsewhere = identifiers(pid, 2) + identifiers(pid, 4) + identifiers(pid, 19)
        let placed = placedNumbers()
        let declared =
            placed
            + (listed + elsewhere).filter { $0.scheme == .nhs && !placed.contains($0) }
        let bare = declared.isEmpty ? bareNumber(listed: listed, elsewhere: elsewhere) : nil
        if let bare { warn(WarningCode.numberUndeclared, at: bare.range) }
        var identity = HL7Identity()
        readNumber(declared.isEmpty ? bare.map { [$0] } ?? [] : declared, into: &identity)
        let local = listed.isEmpty ? identifiers(pid, 2) + identifiers(pid, 4) : listed
        let taken = Set(placed.map(\.range) + [bare?.range].compactMap(\.self))
        identity.localIds = localIdentifiers(local.filter { !taken.contains($0.range) }, sender)
        return identity
    }

    /// The identifiers that are not NHS numbers, each with its authority.
    func localIdentifiers(
        _ identifiers: [HL7Identifier], _ sender: Sender
    ) -> [LocalIdentifier] {
        identifiers.filter { $0.scheme != .nhs }.map {
            LocalIdentifier(
                value: $0.value, authority: qualified($0.authority, sender), type: $0.type)
        }
    }

    /// The authority as far as it tells one sender from another: the facility where none is sent.
    func qualified(_ authority: String?, _ sender: Sender) -> String? {
        authority.map { dialect.qualified($0, facility: sender.facility) } ?? sender.facility
    }

    /// The identifiers where the dialect says that NHS numbers stand.
    private func placedNumbers() -> [HL7Identifier] {
        dialect.paths(.nhsNumber).compactMap { path in
            guard let segment = first(path.segment) else { return nil }
            return identifier(
                message.repetition(path.repetition, of: message.field(path.field, of: segment)))
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

    /// The number among identifiers that are NHS numbers, and its status.
    mutating func readNumber(_ identifiers: [HL7Identifier], into identity: inout HL7Identity) {
        var numbers: [(digits: String, identifier: HL7Identifier)] = []
        for identifier in identifiers {
            guard let digits = NHSNumber.normalised(identifier.value), NHSNumber.isValid(digits)
            else {
                warn(WarningCode.numberInvalid, at: identifier.range)
                // Words such as NOTKNOWN say that there is none.
                if numbers.isEmpty, identifier.value.utf8.contains(where: \.isDigit) {
                    identity.nhsNumberStatus = .invalid
                }
                continue
            }
            if !numbers.contains(where: { $0.digits == digits }) {
                numbers.append((digits, identifier))
            }
        }
        guard let number = numbers.first else { return }
        identity.nhsNumber = number.digits
        if numbers.count > 1 {
            warn(WarningCode.numberSeveral, at: numbers[1].identifier.range)
            identity.nhsNumberStatus = .conflicting
            return
        }
        readStatus(number.identifier, into: &identity)
    }

    /// The trace status, beside the number or in PID-32 (CONTRACT.md §4, DOMAIN.md §3.5).
    private mutating func readStatus(
        _ identifier: HL7Identifier, into identity: inout HL7Identity
    ) {
        let (traced, field) = sentStatus()
        let place = field.isEmpty ? identifier.range : field
        let status = identifier.status.flatMap(HL7Reader.traceStatus) ?? traced
        switch status {
        case nil, "02", "03": identity.nhsNumberStatus = .presentUnverified
        case "01": identity.nhsNumberStatus = .verified
        case "04", "05": identity.nhsNumberStatus = .conflicting
        case "06", "07", "08":
            // In progress, not needed, or a baby's: as if no number had been sent.
            warn(WarningCode.numberStatus, at: place)
            identity.nhsNumber = nil
            identity.nhsNumberStatus = .absent
        default:
            warn(WarningCode.numberStatus, at: place)
            identity.nhsNumberStatus = .presentUnverified
        }
    }

    /// The trace status in its own field, of whose repetitions only those of a status count.
    private func sentStatus() -> (status: String?, field: Range<Int>) {
        for path in dialect.paths(.nhsStatus) {
            guard let segment = first(path.segment) else { continue }
            let field = message.field(path.field, of: segment)
            for repetition in message.repetitions(of: field) {
                let code = text(message.component(path.component, of: repetition))
                if let status = code.flatMap(HL7Reader.traceStatus) { return (status, field) }
            }
        }
        return (nil, 0..<0)
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
