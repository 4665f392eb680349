// SPDX-License-Identifier: Apache-2.0

extension CanonicalReader {
    mutating func person(
        _ node: CanonicalNode?, sender: Sender
    ) throws(CanonicalError) -> Person {
        var person = Person()
        guard let node else { return person }
        try readNumber(node, into: &person)
        person.localIds = try localIds(node, sender: sender)
        person.familyName = try node.stated("familyName")
        person.givenNames = try node.texts("givenNames")
        person.otherNames = try node.texts("otherNames")
        person.birthDate = try birthDate(node)
        person.sex = try sex(node)
        person.postcode = try postcode(node)
        person.addressLines = try node.texts("addressLines")
        person.phone = try node.texts("phone")
        person.deceased = try deceased(node)
        person.school = try node.text("school")
        person.upn = try upn(node)
        return person
    }

    private mutating func readNumber(
        _ node: CanonicalNode, into person: inout Person
    ) throws(CanonicalError) {
        let status = try node.word("nhsNumberStatus", NHSNumberStatus.self)
        guard let sent = try node.text("nhsNumber") else {
            person.nhsNumberStatus = status == .invalid ? .invalid : .absent
            return
        }
        guard let digits = NHSNumber.normalised(sent), NHSNumber.isValid(digits) else {
            warn(WarningCode.numberInvalid, node, "nhsNumber")
            person.nhsNumberStatus = .invalid
            return
        }
        person.nhsNumberStatus = status ?? .presentUnverified
        if status != .absent, status != .invalid { person.nhsNumber = digits }
    }

    private func localIds(
        _ node: CanonicalNode, sender: Sender
    ) throws(CanonicalError) -> [LocalIdentifier] {
        var identifiers: [LocalIdentifier] = []
        for element in try node.elements("localIds") {
            guard case .object = element.value else { throw element.fault(.memberType) }
            guard let value = try element.text("value") else {
                throw CanonicalError(code: .memberMissing, path: element.path + ["value"])
            }
            identifiers.append(
                LocalIdentifier(
                    value: value, authority: try element.text("authority") ?? sender.facility,
                    type: try element.text("type")))
        }
        return identifiers
    }

    /// A date as precise as given; the time of a date-time is dropped.
    ///
    /// On the wire, `DD/MM/YYYY` is read too, as the councils' returns write it, and what is no
    /// date at all is left out: a person without one can still be found by a number.
    private mutating func birthDate(
        _ node: CanonicalNode
    ) throws(CanonicalError) -> Stated<PartialDate> {
        switch try node.stated("birthDate") {
        case .absent: return .absent
        case .deleted: return .deleted
        case .value(let text):
            let date = text.prefix { $0 != "T" && $0 != " " }
            if let birthDate = PartialDate(iso8601: String(date)) { return .value(birthDate) }
            guard isWire else {
                throw CanonicalError(code: .memberInvalid, path: node.path + ["birthDate"])
            }
            if let birthDate = LocalDate(dayFirst: date) {
                warn(WarningCode.birthDateFormat, node, "birthDate")
                return .value(.day(birthDate))
            }
            warn(WarningCode.birthDate, node, "birthDate")
            return .absent
        }
    }

    private mutating func sex(_ node: CanonicalNode) throws(CanonicalError) -> Stated<Sex> {
        switch try node.stated("sex") {
        case .absent: return .absent
        case .deleted: return .deleted
        case .value(let text):
            guard let sex = Sex(sent: text) else {
                warn(WarningCode.sex, node, "sex")
                return .value(.unknown)
            }
            return .value(sex)
        }
    }

    private mutating func postcode(
        _ node: CanonicalNode
    ) throws(CanonicalError) -> Stated<String> {
        switch try node.stated("postcode") {
        case .absent: return .absent
        case .deleted: return .deleted
        case .value(let text):
            if let postcode = Postcode.normalised(text) { return .value(postcode) }
            warn(WarningCode.postcode, node, "postcode")
            return .value(text.collapsed.asciiUppercased)
        }
    }

    private mutating func deceased(_ node: CanonicalNode) throws(CanonicalError) -> Deceased? {
        switch node.value["deceased"] {
        case .bool(let isDead): return isDead ? .yes : nil
        case .string("true"): return .yes
        case .string("false"): return nil
        default: return try instant(node, "deceased").value.map { .at($0) }
        }
    }

    /// A pupil number; the reasons UN1…UN5 for having none say nothing.
    private mutating func upn(_ node: CanonicalNode) throws(CanonicalError) -> String? {
        guard let text = try node.text("upn") else { return nil }
        if let upn = UPN.normalised(text) { return upn }
        if !UPN.isReasonForNone(text) { warn(WarningCode.upn, node, "upn") }
        return nil
    }
}

extension LocalDate {
    /// The date written as `DD/MM/YYYY`, or nil.
    fileprivate init?(dayFirst text: Substring) {
        var scanner = ISO8601Scanner(String(text))
        guard let day = scanner.digits(2), scanner.take("/"), let month = scanner.digits(2),
            scanner.take("/"), let year = scanner.digits(4), scanner.isAtEnd
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
