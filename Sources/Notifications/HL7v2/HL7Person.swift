// SPDX-License-Identifier: Apache-2.0

extension HL7Reader {
    /// The person of the first PID; nobody when there is none.
    func person() -> Person {
        var person = Person()
        if let pid = first(.pid) {
            read(pid, into: &person)
        } else {
            warn(WarningCode.noPatient, at: message.range.upperBound..<message.range.upperBound)
        }
        return person
    }

    private func read(_ pid: HL7Segment, into person: inout Person) {
        let identity = identity(pid)
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
            readPhones(pid, 13, into: &person)
            readPhones(pid, 14, into: &person)
        }
    }

    // MARK: Names

    /// Names by how usual their type (XPN.7) says they are; of equals the first sent.
    private func rank(ofNameType type: ShortCode) -> Int {
        switch type {
        case "L", "CURRENT", "USUAL", "OFFICIAL", "LEGAL": 0
        case "": 1
        case "U", "D", "R": 2
        case "B", "C", "I", "P", "T": 3
        // Alias, maiden, nickname, pseudonym, PREFERRED, PREVIOUS-….
        default: 4
        }
    }

    private func readNames(_ pid: HL7Segment, into person: inout Person) {
        let field = message.field(5, of: pid)
        var usual: (rank: Int, name: HL7Components)?
        for name in message.repetitions(of: field) {
            let rank = rank(ofNameType: code(name[7]))
            if rank < usual?.rank ?? .max { usual = (rank, name) }
        }
        if let name = usual?.name {
            person.familyName =
                message.isNull(name[1])
                ? .deleted : stated(message.firstSubcomponent(ofComponent: name[1]))
            person.givenNames = givenNames(name)
        }
        for name in message.repetitions(of: field) where name.range != usual?.name.range {
            if let name = wholeName(name) { person.otherNames.append(name) }
        }
        for name in message.repetitions(of: message.field(9, of: pid)) {
            if let name = wholeName(name) { person.otherNames.append(name) }
        }
    }

    /// Given names before the family name.
    private func wholeName(_ name: HL7Components) -> String? {
        var names = givenNames(name)
        if let family = text(message.firstSubcomponent(ofComponent: name[1])) {
            names.append(family)
        }
        return names.joined(separator: " ").nonEmpty
    }

    /// XPN.2 as one name, and each of XPN.3.
    private func givenNames(_ name: HL7Components) -> [String] {
        var names: [String] = []
        names.reserveCapacity(2)
        if let first = collapsedText(name[2]) { names.append(first) }
        if let further = collapsedText(name[3]) {
            // One word is hardly ever several.
            if further.hasByte(UInt8(ascii: " ")) {
                names += further.words
            } else {
                names.append(further)
            }
        }
        return names
    }

    // MARK: Birth, sex, death

    /// The date of birth: its time and zone are dropped, since a date never shifts by a zone.
    private func birthDate(_ pid: HL7Segment) -> Stated<PartialDate> {
        let range = part(pid, 7)
        if range.isEmpty { return .absent }
        if message.isNull(range) { return .deleted }
        guard let date = sentDate(range) else {
            if text(range) != nil { warn(WarningCode.birthDate, at: range) }
            return .absent
        }
        // Nobody alive was born before; such years are typing errors.
        if date.year < 1850 { warn(WarningCode.birthDateImplausible, at: range) }
        return .value(date)
    }

    private func sentDate(_ range: Range<Int>) -> PartialDate? {
        if let plain = message.plainTime(range) { return plain.date }
        guard let text = text(range) else { return nil }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        return PartialDate(iso8601: text) ?? HL7Time(String(digits.prefix(8)))?.date
    }

    /// Letters, words, and ITK's digits (DOMAIN.md §3.4).
    private func sex(_ pid: HL7Segment) -> Stated<Sex> {
        let range = part(pid, 8)
        if message.isNull(range) { return .deleted }
        if let sex = Sex(code: code(range)) { return .value(sex) }
        guard let text = text(range) else { return .absent }
        guard let sex = Sex(sent: text) else {
            warn(WarningCode.sex, at: range)
            return .value(.unknown)
        }
        return .value(sex)
    }

    /// PID-29 and PID-30. A time of death with the indicator N contradicts itself: a person must
    /// look, so nothing is concluded.
    private func deceased(_ pid: HL7Segment) -> Deceased? {
        let indicator = code(part(pid, 30))
        switch (instant(pid, 29), indicator) {
        case (.value, "N"), (.value, "NO"), (.value, "FALSE"):
            warn(WarningCode.deceased, at: message.field(30, of: pid))
            return nil
        case (.value(let time), _): return .at(time)
        case (_, "Y"), (_, "YES"), (_, "TRUE"): return .yes
        default: return nil
        }
    }

    // MARK: Address and telephone

    /// The home address, else the first: its lines as sent, its postcode in its usual form.
    private func readAddress(_ pid: HL7Segment, into person: inout Person) {
        var usual: HL7Components?
        for address in message.repetitions(of: message.field(11, of: pid)) {
            let type = code(address[7])
            let isHome = type == "H" || type == "HOME"
            if isHome || usual == nil { usual = address }
            if isHome { break }
        }
        guard let address = usual else { return }
        person.addressLines.reserveCapacity(4)
        for line in 1...4 {
            if let line = collapsedText(address[line]) { person.addressLines.append(line) }
        }
        let range = address[5]
        if message.isNull(range) {
            person.postcode = .deleted
        } else if let text = text(range) {
            let postcode = Postcode.normalised(text)
            if postcode == nil { warn(WarningCode.postcode, at: range) }
            person.postcode = .value(postcode ?? text.collapsed.asciiUppercased)
        }
    }

    /// XTN: the number as one text, else its unformatted form, else area and local number.
    private func readPhones(_ pid: HL7Segment, _ field: Int, into person: inout Person) {
        for phone in message.repetitions(of: message.field(field, of: pid)) {
            if let whole = text(phone[1]) ?? text(phone[12]) {
                person.phone.append(whole)
            } else {
                let numbers = [text(phone[6]), text(phone[7])].compactMap(\.self)
                if !numbers.isEmpty { person.phone.append(numbers.joined(separator: " ")) }
            }
        }
    }
}
