// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// Gives YAML values their types, field by field, and collects every fault.
///
/// A scalar is what its field says it is: `no`, `01` and `on` are texts where a text is expected.
package struct YAMLReader {
    /// Where faults go.
    package let faults: FaultList

    /// A reader that reports to this list.
    package init(_ faults: FaultList) {
        self.faults = faults
    }

    /// The one document of a file, or nil with a fault.
    package func document(_ file: ConfigurationFile) -> YAMLValue? {
        YAMLParser.parse(file, faults)
    }

    /// The value as a mapping, or nil with a fault.
    package func mapping(_ value: YAMLValue) -> YAMLMapping? {
        guard case .mapping(let entries) = value.content else {
            return shapeFault(value, "a mapping")
        }
        return YAMLMapping(entries, at: value.place, reader: self)
    }

    /// The elements of a list, or nil with a fault.
    package func list(_ value: YAMLValue) -> [YAMLValue]? {
        guard case .list(let elements) = value.content else { return shapeFault(value, "a list") }
        return elements
    }

    /// The elements of a list, or the single value as a list of one. An empty list is a fault: in
    /// a rule it would say nothing where somebody meant to say something.
    package func oneOrMore(_ value: YAMLValue) -> [YAMLValue] {
        let elements = anyNumber(value)
        if elements.isEmpty {
            faults.add(
                .emptyList, at: value.place,
                "an empty list says nothing: write what it is to hold, or leave the key out")
        }
        return elements
    }

    /// The same where none is an answer too.
    package func anyNumber(_ value: YAMLValue) -> [YAMLValue] {
        if case .list(let elements) = value.content { elements } else { [value] }
    }

    /// The text as written, not empty, or nil with a fault.
    package func text(_ value: YAMLValue) -> String? {
        guard case .scalar(let text, _) = value.content else {
            return shapeFault(value, "a single value")
        }
        guard !text.isEmpty else {
            faults.add(.emptyText, at: value.place, "a text is missing here")
            return nil
        }
        return text
    }

    /// `true` or `false`, or nil with a fault.
    package func bool(_ value: YAMLValue) -> Bool? {
        guard let text = text(value) else { return nil }
        switch text {
        case "true": return true
        case "false": return false
        default:
            faults.add(.boolean, at: value.place, "'\(text)' is neither true nor false")
            return nil
        }
    }

    /// A whole number in the range, or nil with a fault.
    package func integer(_ value: YAMLValue, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(value) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            faults.add(
                .number, at: value.place,
                "'\(text)' is not a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// An instant as ISO 8601 with an offset, or nil with a fault.
    package func instant(_ value: YAMLValue) -> Instant? {
        guard let text = text(value) else { return nil }
        guard let instant = Instant(iso8601: text) else {
            faults.add(
                .instant, at: value.place, "'\(text)' is no instant such as 2026-03-07T21:30:00Z")
            return nil
        }
        return instant
    }

    /// A date as `YYYY-MM-DD`, or nil with a fault.
    package func date(_ value: YAMLValue) -> LocalDate? {
        guard let text = text(value) else { return nil }
        guard let date = LocalDate(iso8601: text) else {
            faults.add(.date, at: value.place, "'\(text)' is no date such as 2026-03-07")
            return nil
        }
        return date
    }

    /// One of the words of a closed list, or nil with a fault that names the nearest.
    package func word<Word>(_ value: YAMLValue, _ what: String) -> Word?
    where Word: RawRepresentable<String> & CaseIterable {
        guard let text = text(value) else { return nil }
        return word(text, at: value.place, what)
    }

    /// The word that a text says, or nil with a fault that names the nearest.
    package func word<Word>(_ text: String, at place: SourceLocation, _ what: String) -> Word?
    where Word: RawRepresentable<String> & CaseIterable {
        if let word = Word(rawValue: text) { return word }
        let hint = NearestName.hint(for: text, among: Word.allCases.map(\.rawValue))
        faults.add(.unknownWord, at: place, "there is no \(what) '\(text)'\(hint)")
        return nil
    }

    /// The event of that name, or nil with a fault that names the nearest.
    package func event(_ value: YAMLValue) -> EventName? {
        guard let text = text(value) else { return nil }
        if let event = EventName(text) { return event }
        let hint = NearestName.hint(for: text, among: EventName.all.map(\.text))
        faults.add(.unknownWord, at: value.place, "there is no event '\(text)'\(hint)")
        return nil
    }

    private func shapeFault<T>(_ value: YAMLValue, _ expected: String) -> T? {
        faults.add(.shape, at: value.place, "expected \(expected), found \(value.shape)")
        return nil
    }
}
