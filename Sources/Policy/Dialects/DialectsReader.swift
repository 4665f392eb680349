// SPDX-License-Identifier: Apache-2.0

package import Notifications

extension Dialects {
    /// Reads the dialects' file.
    ///
    /// - Throws: `PolicyError.invalid` with every fault of the file.
    package static func load(_ file: ConfigurationFile) throws(PolicyError) -> Dialects {
        let reader = YAMLReader(FaultList())
        let dialects = reader.document(file).map(DialectsReader(reader: reader).dialects)
        try reader.faults.throwIfAny()
        guard let dialects else { throw .unreadable(path: file.path) }
        return Dialects(dialects)
    }
}

/// Reads what differs in the messages of single senders.
struct DialectsReader {
    let reader: YAMLReader

    func dialects(_ document: YAMLValue) -> [Dialect] {
        guard let mapping = reader.mapping(document) else { return [] }
        let listed = mapping.required("dialects")
        mapping.finish()
        guard let listed, !listed.isNull else { return [] }
        var dialects: [Dialect] = []
        for value in reader.list(listed) ?? [] {
            guard let dialect = dialect(value) else { continue }
            if dialects.contains(where: { $0.isForSameSender(as: dialect) }) {
                reader.faults.add(
                    .duplicateKey, at: value.place, "this sender has a dialect already")
            } else {
                dialects.append(dialect)
            }
        }
        return dialects
    }

    private func dialect(_ value: YAMLValue) -> Dialect? {
        guard let mapping = reader.mapping(value) else { return nil }
        let sender = mapping.required("sender").flatMap(sender)
        let reason = mapping.text("reason")
        var dialect = Dialect(
            application: sender?.application, facility: sender?.facility, reason: reason ?? "")
        dialect.timeOffset = mapping.optional("time-zone").flatMap(offset)
        dialect.charset = mapping.optionalWord("charset", "character set")
        dialect.ignoresDeclaredCharset = mapping.bool("ignore-declared-charset", default: false)
        if dialect.ignoresDeclaredCharset, dialect.charset == nil {
            reader.faults.add(
                .missingKey, at: mapping.place,
                "'charset' is missing: it counts in place of what is declared")
        }
        dialect.fields = fields(mapping.optional("fields"))
        dialect.sharedAuthorities = mapping.textsOrNone("shared-authorities")
        dialect.nhsAuthorities = mapping.textsOrNone("nhs-authorities")
        dialect.wards = words(mapping.optional("wards"), "kind of bed")
        dialect.classes = words(mapping.optional("classes"), "class")
        dialect.triggers = triggers(mapping.optional("triggers"))
        dialect.productionIDs = mapping.textsOrNone("production")
        mapping.finish()
        return sender == nil || reason == nil ? nil : dialect
    }

    private func sender(_ value: YAMLValue) -> (application: String?, facility: String?)? {
        guard let mapping = reader.mapping(value) else { return nil }
        let application = mapping.optionalText("application")
        let facility = mapping.optionalText("facility")
        mapping.finish()
        guard application != nil || facility != nil else {
            reader.faults.add(
                .conflictingKeys, at: mapping.place,
                "'application' (MSH-3), 'facility' (MSH-4) or both must stand here")
            return nil
        }
        return (application, facility)
    }

    /// `local`, `UTC`, or `+01:00`; nil for local, and with a fault.
    private func offset(_ value: YAMLValue) -> Int? {
        guard let text = reader.text(value) else { return nil }
        if text == "local" { return nil }
        if text == "UTC" { return 0 }
        let bytes = Array(text.utf8)
        let digits = bytes.dropFirst().filter { (0x30...0x39).contains($0) }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), digits.count == 4,
            text.hasPrefix("+") || text.hasPrefix("-"), number / 100 <= 14, number % 100 <= 59
        else {
            reader.faults.add(
                .unknownWord, at: value.place,
                "'\(text)' is neither local, UTC, nor an offset such as +01:00")
            return nil
        }
        let seconds = number / 100 * 3600 + number % 100 * 60
        return text.hasPrefix("-") ? -seconds : seconds
    }

    private func fields(_ value: YAMLValue?) -> [DialectField: [FieldPath]] {
        var fields: [DialectField: [FieldPath]] = [:]
        for entry in value.flatMap(reader.mapping)?.rest ?? [] {
            let field: DialectField? = reader.word(entry.key, at: entry.place, "field")
            let paths = reader.oneOrMore(entry.value).compactMap(path)
            if let field { fields[field] = paths }
        }
        return fields
    }

    private func path(_ value: YAMLValue) -> FieldPath? {
        guard let text = reader.text(value) else { return nil }
        if let path = FieldPath(text) { return path }
        reader.faults.add(
            .unknownWord, at: value.place,
            "'\(text)' is no place such as PV1-10, PV1-3.2, PID-3[2] or ZU5-3")
        return nil
    }

    /// Words by what they mean, turned round; a word may mean one thing only.
    private func words<Meaning>(_ value: YAMLValue?, _ what: String) -> [String: Meaning]
    where Meaning: RawRepresentable<String> & CaseIterable {
        var meanings: [String: Meaning] = [:]
        for entry in value.flatMap(reader.mapping)?.rest ?? [] {
            guard let meaning: Meaning = reader.word(entry.key, at: entry.place, what) else {
                continue
            }
            for value in reader.oneOrMore(entry.value) {
                guard let word = reader.text(value) else { continue }
                let upper = word.uppercased()
                if meanings[upper] != nil {
                    reader.faults.add(
                        .duplicateKey, at: value.place, "'\(word)' stands here already")
                }
                meanings[upper] = meaning
            }
        }
        return meanings
    }
}

extension DialectsReader {
    /// `A04: admission.started`, or by class `A04: { inpatient: admission.started, any: … }`.
    private func triggers(_ value: YAMLValue?) -> [String: Dialect.TriggerMeaning] {
        var triggers: [String: Dialect.TriggerMeaning] = [:]
        for entry in value.flatMap(reader.mapping)?.rest ?? [] {
            let name = entry.key.uppercased()
            guard name.utf8.count == 3, name.utf8.allSatisfy({ $0 < 0x80 && $0 > 0x20 }) else {
                reader.faults.add(
                    .unknownWord, at: entry.place, "'\(entry.key)' is no trigger such as A04")
                continue
            }
            triggers[name] = meaning(entry.value)
        }
        return triggers
    }

    private func meaning(_ value: YAMLValue) -> Dialect.TriggerMeaning {
        var meaning = Dialect.TriggerMeaning()
        guard case .mapping = value.content, let mapping = reader.mapping(value) else {
            meaning.otherwise = event(value)
            return meaning
        }
        meaning.otherwise = mapping.optional("any").flatMap(event)
        for entry in mapping.rest {
            let encounterClass: EncounterClass? = reader.word(
                entry.key, at: entry.place, "class (or 'any')")
            let event = event(entry.value)
            if let encounterClass { meaning.byClass[encounterClass] = event }
        }
        return meaning
    }

    /// An event that a hospital can tell of.
    private func event(_ value: YAMLValue) -> EventName? {
        guard let event = reader.event(value) else { return nil }
        if ["admission", "crisis", "stay"].contains(event.family) { return event }
        reader.faults.add(
            .unknownWord, at: value.place,
            "'\(event.text)' is not told by hospitals: only admission, crisis and stay events are")
        return nil
    }
}
