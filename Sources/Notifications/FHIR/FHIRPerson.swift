// SPDX-License-Identifier: Apache-2.0

extension FHIRReader {
    /// The person of a Patient resource.
    mutating func person(
        _ patient: FHIRResource, facility: String?
    ) throws(FHIRFault) -> Person {
        var person = Person()
        let node = patient.node
        let listed = try identifiers(node, from: patient)
        readIdentifiers(listed, facility: facility, into: &person)
        try readNames(node, into: &person)
        person.birthDate = try birthDate(node)
        person.sex = try sex(node)
        try readAddress(node, into: &person)
        person.phone = try phones(node)
        person.deceased = try deceased(node)
        return person
    }

    // MARK: Names

    /// Names by how usual their use says they are; of equals the one that still holds, then the
    /// first sent.
    private func rank(ofUse use: String?) -> Int {
        switch use {
        case "usual": 0
        case "official": 1
        case nil: 2
        case "temp": 3
        // Nickname, anonymous, old, maiden.
        default: 4
        }
    }

    private mutating func readNames(_ node: FHIRNode, into person: inout Person) throws(FHIRFault) {
        var names: [(rank: Int, family: String?, given: [String], text: String?)] = []
        for name in try node.objects("name") {
            let isOver = try name.object("period")?.isPresent("end") == true
            let rank = rank(ofUse: try name.text("use")) * 2 + (isOver ? 1 : 0)
            let given = try name.texts("given").map(\.collapsed)
            names.append((rank, try name.text("family"), given, try name.text("text")))
        }
        let usual = names.indices.min { (names[$0].rank, $0) < (names[$1].rank, $1) }
        if let usual, names[usual].family != nil || !names[usual].given.isEmpty {
            person.familyName = names[usual].family.map { .value($0) } ?? .absent
            person.givenNames = names[usual].given
        }
        person.otherNames = names.indices.compactMap { index in
            let name = names[index]
            let parts = (name.given + [name.family].compactMap(\.self)).joined(separator: " ")
            if index == usual { return parts.isEmpty ? name.text?.collapsed : nil }
            return parts.nonEmpty ?? name.text?.collapsed
        }
    }

    // MARK: Birth, sex, death

    /// The date of birth; a time, which the standard does not allow here, is dropped with its zone.
    private mutating func birthDate(_ node: FHIRNode) throws(FHIRFault) -> Stated<PartialDate> {
        guard let text = try node.text("birthDate") else { return .absent }
        let place = node.path + ["birthDate"]
        let date = PartialDate(iso8601: text)
        guard let read = date ?? PartialDate(iso8601: String(text.prefix { $0 != "T" })) else {
            warn(WarningCode.birthDate, place)
            return .absent
        }
        if date == nil { warn(WarningCode.timeFormat, place) }
        // Nobody alive was born before; such years are typing errors.
        if read.year < 1850 { warn(WarningCode.birthDateImplausible, place) }
        return .value(read)
    }

    private mutating func sex(_ node: FHIRNode) throws(FHIRFault) -> Stated<Sex> {
        guard let text = try node.text("gender") else { return .absent }
        if let sex = Sex(sent: text) { return .value(sex) }
        warn(WarningCode.sex, node.path + ["gender"])
        return .value(.unknown)
    }

    /// `deceasedDateTime` or `deceasedBoolean`; a time that is less than a date tells the death
    /// only.
    private mutating func deceased(_ node: FHIRNode) throws(FHIRFault) -> Deceased? {
        if node.isPresent("deceasedDateTime") {
            return try instant(node, "deceasedDateTime").map { .at($0) } ?? .yes
        }
        switch node.member("deceasedBoolean") {
        case nil, .bool(false): return nil
        case .bool(true): return .yes
        default: throw FHIRFault(code: .memberType, path: node.path + ["deceasedBoolean"])
        }
    }

    // MARK: Address and telephone

    /// Addresses by where the person lives; one that is no longer in use says nothing.
    private func rank(ofAddress node: FHIRNode) throws(FHIRFault) -> Int? {
        let isOver = try node.object("period")?.isPresent("end") == true
        switch try node.text("use") {
        case "home": return isOver ? 4 : 0
        case nil: return isOver ? 5 : 1
        case "temp": return 2
        case "old": return nil
        // Work, billing.
        default: return 6
        }
    }

    private mutating func readAddress(
        _ node: FHIRNode, into person: inout Person
    ) throws(FHIRFault) {
        var best: (rank: Int, node: FHIRNode)?
        for address in try node.objects("address") {
            guard let rank = try rank(ofAddress: address) else { continue }
            if let best, best.rank <= rank { continue }
            best = (rank, address)
        }
        guard let address = best?.node else { return }
        var lines = try address.texts("line").map(\.collapsed)
        for name in ["city", "district", "state"] {
            if let text = try address.text(name) { lines.append(text.collapsed) }
        }
        if lines.isEmpty, let text = try address.text("text") { lines = [text.collapsed] }
        person.addressLines = lines
        guard let text = try address.text("postalCode") else { return }
        let postcode = Postcode.normalised(text)
        if postcode == nil { warn(WarningCode.postcode, address.path + ["postalCode"]) }
        person.postcode = .value(postcode ?? text.collapsed.asciiUppercased)
    }

    private func phones(_ node: FHIRNode) throws(FHIRFault) -> [String] {
        var phones: [String] = []
        for contact in try node.objects("telecom") {
            let system = try contact.text("system")
            guard system == "phone" || system == "sms", try contact.text("use") != "old",
                let value = try contact.text("value")
            else { continue }
            phones.append(value)
        }
        return phones
    }
}
