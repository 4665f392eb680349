// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Takes the known members of one JSON object one by one. What is left over is unknown, or was
/// unreadable, and is kept by the caller for writing back.
struct MemberReader {
    /// The members that nobody took yet.
    private(set) var rest: [JSONValue.Member]
    /// What was unreadable and is treated as absent.
    private(set) var warnings: [EntryFault] = []
    /// Where this object stands in the entry.
    private let path: String
    /// Turns a bare date into the instant at which that day begins.
    private let zone: TimeZoneRules

    init(_ members: [JSONValue.Member], at path: String, zone: TimeZoneRules) {
        rest = members
        self.path = path
        self.zone = zone
    }

    /// The path of a member of this object.
    func path(of name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    mutating func warn(_ code: EntryFault.Code, _ name: String, expected: String) {
        warnings.append(EntryFault(code, at: path(of: name), expected: expected))
    }

    /// Reads a member through `parse`; one that cannot be read is warned of, and stays among the
    /// rest. `null` is as good as absent.
    private mutating func take<Value>(
        _ name: String, expected: String, _ parse: (JSONValue) -> Value?
    ) -> Value? {
        guard let place = rest.firstIndex(where: { $0.name == name }) else { return nil }
        if rest[place].value == .null {
            rest.remove(at: place)
            return nil
        }
        guard let value = parse(rest[place].value) else {
            warn(.type, name, expected: expected)
            return nil
        }
        rest.remove(at: place)
        return value
    }

    /// A text; a number is taken as its text, an empty text as absent.
    mutating func text(_ name: String) -> String? {
        let text = take(name, expected: "text") { MemberReader.text(of: $0) }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A list of texts; a single text is a list of one.
    mutating func texts(_ name: String) -> [String] { textsIfSaid(name) ?? [] }

    /// The same; nil where the member is absent, which is not the same as an empty list.
    mutating func textsIfSaid(_ name: String) -> [String]? {
        take(name, expected: "a list of texts") { value -> [String]? in
            guard case .array(let elements) = value else {
                return MemberReader.text(of: value).map { $0.isEmpty ? [] : [$0] }
            }
            let texts = elements.compactMap { MemberReader.text(of: $0) }
            return texts.count == elements.count ? texts.filter { !$0.isEmpty } : nil
        }
    }

    mutating func integer(_ name: String) -> Int64? {
        take(name, expected: "a whole number") { value in
            value.integer ?? value.string.flatMap { Int64($0) }
        }
    }

    mutating func truth(_ name: String) -> Bool? {
        take(name, expected: "true or false") { value in
            switch value {
            case .bool(let truth): truth
            case .string("true"), .string("yes"): true
            case .string("false"), .string("no"): false
            default: nil
            }
        }
    }

    /// An instant with its offset; a local time or a bare date is Europe/London's.
    mutating func instant(_ name: String) -> Instant? {
        let zone = zone
        return take(name, expected: "an ISO 8601 instant, or a date") { value in
            value.string.flatMap { DateText.instant($0, in: zone) }
        }
    }

    /// A date; of an instant the date as written, for a date never shifts by a zone.
    mutating func date(_ name: String) -> LocalDate? {
        take(name, expected: "a date YYYY-MM-DD") { $0.string.flatMap { DateText.date($0) } }
    }

    mutating func partialDate(_ name: String) -> PartialDate? {
        take(name, expected: "a date YYYY[-MM[-DD]]") { value in
            MemberReader.text(of: value).flatMap { DateText.partialDate($0) }
        }
    }

    /// One of a closed list of words; another word is warned of and treated as absent.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Word.Type
    ) -> Word? where Word.RawValue == String {
        take(name, expected: MemberReader.words(type)) { value in
            MemberReader.text(of: value).flatMap { Word(rawValue: $0) }
        }
    }

    /// One of a closed list of words on which people's rights hang: guessing wrong either way
    /// does harm, so another word refuses the whole entry and the one before it stands.
    mutating func vitalWord<Word: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Word.Type
    ) throws(RegisterError) -> Word? where Word.RawValue == String {
        guard let sent = rest.first(where: { $0.name == name })?.value, sent != .null else {
            return take(name, expected: "") { _ in nil }
        }
        guard let word = MemberReader.text(of: sent).flatMap({ Word(rawValue: $0) }) else {
            throw .refused(
                EntryFault(.value, at: path(of: name), expected: MemberReader.words(type)))
        }
        return take(name, expected: "") { _ in word }
    }

    /// An object, read member by member; nil when absent or not an object.
    mutating func object<Value>(
        _ name: String, _ read: (inout MemberReader) throws(RegisterError) -> Value?
    ) throws(RegisterError) -> Value? {
        let members = take(name, expected: "an object") { value -> [JSONValue.Member]? in
            if case .object(let members) = value { members } else { nil }
        }
        guard let members else { return nil }
        var reader = MemberReader(members, at: path(of: name), zone: zone)
        let value = try read(&reader)
        warnings += reader.warnings
        return value
    }

    /// A list of objects; an element that is none, or that `read` cannot use, is warned of and
    /// left out.
    mutating func objects<Value>(
        _ name: String, _ read: (inout MemberReader) -> Value?
    ) -> [Value] {
        let elements = take(name, expected: "a list of objects") { value -> [JSONValue]? in
            if case .array(let elements) = value { elements } else { nil }
        }
        return (elements ?? []).enumerated().compactMap { index, element in
            guard case .object(let members) = element else {
                warn(.type, "\(name)[\(index)]", expected: "an object")
                return nil
            }
            let place = path(of: "\(name)[\(index)]")
            var reader = MemberReader(members, at: place, zone: zone)
            let value = read(&reader)
            warnings += reader.warnings
            return value
        }
    }

    /// A list whose elements may be of any type; one that `read` cannot use is warned of. The list
    /// also stays among the rest unless `write` gives exactly what was sent: its elements then
    /// hold more than the typed list can.
    mutating func values<Value>(
        _ name: String, expected: String, keptUnless write: (Value) -> JSONValue,
        _ read: (JSONValue) -> Value?
    ) -> [Value] {
        let elements = take(name, expected: "a list") { value -> [JSONValue]? in
            if case .array(let elements) = value { elements } else { nil }
        }
        guard let elements else { return [] }
        var values: [Value] = []
        for (index, element) in elements.enumerated() {
            guard let value = read(element) else {
                warn(.type, "\(name)[\(index)]", expected: expected)
                continue
            }
            values.append(value)
        }
        if values.map(write) != elements {
            rest.append(JSONValue.Member(name, .array(elements)))
        }
        return values
    }

    static func text(of value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .number(let digits): digits
        default: nil
        }
    }

    private static func words<Word: RawRepresentable & CaseIterable>(
        _ type: Word.Type
    ) -> String where Word.RawValue == String {
        "one of " + type.allCases.map(\.rawValue).joined(separator: ", ")
    }
}
