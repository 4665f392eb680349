// SPDX-License-Identifier: Apache-2.0

extension HL7Reader {
    /// The person of the first PID; nobody when there is none.
    mutating func person(sender: Sender) -> Person {
        var person = Person()
        guard let pid = first(.pid) else {
            warn(WarningCode.noPatient, at: message.range.upperBound..<message.range.upperBound)
            return person
        }
        let identity = identity(pid, sender: sender)
        person.nhsNumber = identity.nhsNumber
        person.nhsNumberStatus = identity.nhsNumberStatus
        person.localIds = identity.localIds
        readNames(pid, into: &person)
        person.birthDate = birthDate(pid)
        person.sex = sex(pid)
        person.deceased = deceased(pid)
        // Whose whereabouts are shielded has none here, so that none can leave from here
        // (DOMAIN.md §3.4, ZU8-4).
        if !isShielded {
            readAddress(pid, into: &person)
            person.phone = [13, 14].flatMap { phones(pid, $0) }
        }
        return person
    }

    /// Whether the sender says that nobody may learn where the person lives.
    var isShielded: Bool {
        switch text(.shielded)?.asciiUppercased {
        case "Y", "YES", "1", "TRUE", "S": true
        default: false
        }
    }

    // MARK: Names

    /// Names by how usual their type (XPN.7) says they are; of equals the first sent.
    private func rank(ofNameType type: String?) -> Int {
        switch type?.asciiUppercased {
        case "L", "CURRENT", "USUAL", "OFFICIAL", "LEGAL": 0
        case nil: 1
        case "U", "D", "R": 2
        case "B", "C", "I", "P", "T": 3
        // Alias, maiden, nickname, pseudonym, PREFERRED, PREVIOUS-….
        default: 4
        }
    }

    private mutating func readNames(_ pid: HL7Segment, into person: inout Person) {
        let names = message.repetitions(of: message.field(5, of: pid))
        let ranked = names.indices.min { left, right in
            (rank(ofNameType: text(message.component(7, of: names[left]))), left)
                < (rank(ofNameType: text(message.component(7, of: names[right]))), right)
        }
        if let usual = ranked {
            let name = names[usual]
            let family = message.component(1, of: name)
            person.familyName =
                message.isNull(family)
                ? .deleted : stated(message.subcomponent(1, of: family))
            person.givenNames = givenNames(name)
        }
        let aliases = message.repetitions(of: message.field(9, of: pid))
        let others = names.indices.filter { $0 != ranked }.map { names[$0] } + aliases
        person.otherNames = others.compactMap { name in
            let family = text(message.subcomponent(1, of: message.component(1, of: name)))
            return (givenNames(name) + [family].compactMap(\.self)).joined(separator: " ").nonEmpty
        }
    }

    /// XPN.2 as one name, and each of XPN.3.
    private func givenNames(_ name: Range<Int>) -> [String] {
        let first = text(message.component(2, of: name)).map { [$0.collapsed] } ?? []
        let further = text(message.component(3, of: name)) ?? ""
        return first + further.collapsed.split(separator: " ").map(String.init)
    }

    // MARK: Birth, sex, death

    /// The date of birth: its time and zone are dropped, since a date never shifts by a zone.
    private mutating func birthDate(_ pid: HL7Segment) -> Stated<PartialDate> {
        let range = part(pid, 7)
        if message.isNull(range) { return .deleted }
        guard let text = text(range) else { return .absent }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let date = PartialDate(iso8601: text) ?? HL7Time(String(digits.prefix(8)))?.date
        guard let date else {
            warn(WarningCode.birthDate, at: range)
            return .absent
        }
        // Nobody alive was born before; such years are typing errors.
        if date.year < 1850 { warn(WarningCode.birthDateImplausible, at: range) }
        return .value(date)
    }

    /// Letters, words, and ITK's digits (DOMAIN.md §3.4).
    private mutating func sex(_ pid: HL7Segment) -> Stated<Sex> {
        let range = part(pid, 8)
        if message.isNull(range) { return .deleted }
        guard let text = text(range) else { return .absent }
        guard let sex = Sex(sent: text) else {
            warn(WarningCode.sex, at: range)
            return .value(.unknown)
        }
        return .value(sex)
    }

    /// PID-29 and PID-30. A time of death with the indicator N contradicts itself: a person must
    /// look, so nothing is concluded.
    private mutating func deceased(_ pid: HL7Segment) -> Deceased? {
        let indicator = text(pid, 30)?.asciiUppercased
        let isDenied = indicator == "N" || indicator == "NO" || indicator == "FALSE"
        switch instant(pid, 29) {
        case .value(let time):
            guard !isDenied else {
                warn(WarningCode.deceased, at: message.field(30, of: pid))
                return nil
            }
            return .at(time)
        case .absent, .deleted:
            return indicator == "Y" || indicator == "YES" || indicator == "TRUE" ? .yes : nil
        }
    }

    // MARK: Address and telephone

    /// The home address, else the first: its lines as sent, its postcode in its usual form.
    private mutating func readAddress(_ pid: HL7Segment, into person: inout Person) {
        let addresses = message.repetitions(of: message.field(11, of: pid))
        let home = addresses.first {
            let type = text(message.component(7, of: $0))?.asciiUppercased
            return type == "H" || type == "HOME"
        }
        guard let address = home ?? addresses.first else { return }
        person.addressLines = (1...4).compactMap {
            text(message.component($0, of: address))?.collapsed.nonEmpty
        }
        let range = message.component(5, of: address)
        if message.isNull(range) {
            person.postcode = .deleted
        } else if let text = text(range) {
            let postcode = Postcode.normalised(text)
            if postcode == nil { warn(WarningCode.postcode, at: range) }
            person.postcode = .value(postcode ?? text.collapsed.asciiUppercased)
        }
    }

    /// XTN: the number as one text, else its unformatted form, else area and local number.
    private func phones(_ pid: HL7Segment, _ field: Int) -> [String] {
        message.repetitions(of: message.field(field, of: pid)).compactMap { phone in
            if let whole = text(message.component(1, of: phone)) { return whole }
            if let plain = text(message.component(12, of: phone)) { return plain }
            let parts = [6, 7].compactMap { text(message.component($0, of: phone)) }
            return parts.joined(separator: " ").nonEmpty
        }
    }
}
