// SPDX-License-Identifier: Apache-2.0

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
        var identifiers: [HL7Identifier] = []
        identifiers.reserveCapacity(4)
        read(segment, field, into: &identifiers)
        return identifiers
    }

    private func read(
        _ segment: HL7Segment, _ field: Int, into identifiers: inout [HL7Identifier]
    ) {
        for repetition in message.repetitions(of: message.field(field, of: segment)) {
            if let identifier = identifier(repetition) { identifiers.append(identifier) }
        }
    }

    private func identifier(_ parts: HL7Components) -> HL7Identifier? {
        guard var value = text(parts[1]) else { return nil }
        var status: Int?
        var (authority, type) = (authority(parts[4]), text(parts[5]))
        if message.mayHave("{", parts.range) {
            authority = withoutStatus(authority, &status)
            type = withoutStatus(type, &status)
        }
        let scheme = HL7Identifier.Scheme(authority: authority, type: type, dialect)
        // The check digit may stand apart from the nine before it.
        if scheme == .nhs, value.utf8.count == 9, let check = text(parts[2]),
            check.utf8.count == 1, NHSNumber.isValid(value + check)
        {
            value += check
        }
        return HL7Identifier(
            value: value, authority: authority, type: type, status: status, scheme: scheme,
            range: parts.range)
    }

    /// The text before a `{status:01}`, whose number goes into `status`.
    private func withoutStatus(_ text: String?, _ status: inout Int?) -> String? {
        guard let text, let brace = text.utf8.firstIndex(of: UInt8(ascii: "{"))
        else { return text }
        let inside = text[brace...].drop { $0 != ":" }.dropFirst().prefix { $0 != "}" }
        if !inside.isEmpty { status = HL7Numbers.traceStatus(String(inside).trimmed) }
        return String(text[..<brace]).trimmed.nonEmpty
    }

    /// The person's number, its status and the local identifiers, from the dialect's place for the
    /// number, PID-3 and, where that says too little, PID-2, PID-4 and PID-19.
    func identity(_ pid: HL7Segment) -> HL7Identity {
        let listed = identifiers(pid, 3)
        var beside: [HL7Identifier] = []
        for field in [2, 4] { read(pid, field, into: &beside) }
        var elsewhere = beside
        read(pid, 19, into: &elsewhere)
        let placed = placedNumbers()
        var numbers = HL7Numbers()
        for identifier in placed { take(identifier, into: &numbers) }
        // By index, for a copy of each would cost more than the question.
        func takeDeclared(_ identifiers: [HL7Identifier]) {
            for index in identifiers.indices
            where identifiers[index].scheme == .nhs && !placed.contains(identifiers[index]) {
                take(identifiers[index], into: &numbers)
            }
        }
        takeDeclared(listed)
        takeDeclared(elsewhere)
        var bare: HL7Identifier?
        if numbers.isEmpty {
            bare = bareNumber(listed: listed, elsewhere: elsewhere)
            if let bare {
                warn(WarningCode.numberUndeclared, at: bare.range)
                take(bare, into: &numbers)
            }
        }
        var identity = HL7Identity()
        settle(numbers, into: &identity)
        let local = listed.isEmpty ? beside : listed
        for index in local.indices where local[index].scheme != .nhs {
            let range = local[index].range
            let isTaken = range == bare?.range || placed.contains { $0.range == range }
            if !isTaken { identity.localIds.append(localIdentifier(local[index])) }
        }
        return identity
    }

    /// The identifier with its authority.
    func localIdentifier(_ identifier: HL7Identifier) -> LocalIdentifier {
        LocalIdentifier(
            value: identifier.value, authority: qualified(identifier.authority),
            type: identifier.type)
    }

    /// The authority as far as it tells one sender from another: the facility where none is sent.
    func qualified(_ authority: String?) -> String? {
        authority.map { dialect.qualified($0, facility: sender.facility) } ?? sender.facility
    }

    /// The identifiers where the dialect says that NHS numbers stand.
    private func placedNumbers() -> [HL7Identifier] {
        dialect.paths(.nhsNumber).compactMap { path in
            guard let segment = first(path.segment) else { return nil }
            let repetition = message.repetition(
                path.repetition, of: message.field(path.field, of: segment))
            return identifier(message.components(of: repetition))
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
}
