// SPDX-License-Identifier: Apache-2.0

/// A mapping that is being read. It remembers which keys were asked for; `finish()` reports every
/// other key with the nearest name that was.
package final class YAMLMapping {
    /// Where the mapping begins.
    package let place: SourceLocation
    private let entries: [YAMLValue.Entry]
    private let reader: YAMLReader
    private var asked: [String] = []

    init(_ entries: [YAMLValue.Entry], at place: SourceLocation, reader: YAMLReader) {
        self.entries = entries
        self.place = place
        self.reader = reader
    }

    /// The keys as written, in the order of the text.
    package var keys: [String] { entries.map(\.key) }

    /// Where each key stands.
    package var places: [String: SourceLocation] {
        Dictionary(entries.map { ($0.key, $0.place) }, uniquingKeysWith: { first, _ in first })
    }

    /// Where a key stands; the mapping's own place where it does not.
    func place(of key: String) -> SourceLocation { places[key] ?? place }

    /// The entries that nobody has asked for so far, for a mapping whose keys are data.
    package var rest: [YAMLValue.Entry] { entries.filter { !asked.contains($0.key) } }

    /// The value under a key, if it stands there.
    package func optional(_ key: String) -> YAMLValue? {
        asked.append(key)
        return entries.first { $0.key == key }?.value
    }

    /// The value under a key; a fault if it does not stand there.
    package func required(_ key: String) -> YAMLValue? {
        if let value = optional(key) { return value }
        reader.faults.add(.missingKey, at: place, "'\(key)' is missing")
        return nil
    }

    /// A text that must stand there.
    package func text(_ key: String) -> String? { required(key).flatMap(reader.text) }

    /// A text, if it stands there.
    package func optionalText(_ key: String) -> String? { optional(key).flatMap(reader.text) }

    /// Texts: a list or a single one; none where the key does not stand.
    package func texts(_ key: String) -> [String] {
        (optional(key).map(reader.oneOrMore) ?? []).compactMap(reader.text)
    }

    /// The same where an empty list is an answer too.
    package func textsOrNone(_ key: String) -> [String] {
        (optional(key).map(reader.anyNumber) ?? []).compactMap(reader.text)
    }

    /// `true` or `false`; the default where the key does not stand.
    package func bool(_ key: String, default standard: Bool) -> Bool {
        optional(key).flatMap(reader.bool) ?? standard
    }

    /// One word of a closed list that must stand there.
    package func word<Word>(_ key: String, _ what: String) -> Word?
    where Word: RawRepresentable<String> & CaseIterable {
        required(key).flatMap { reader.word($0, what) }
    }

    /// One word of a closed list; nil where the key does not stand or a fault was reported.
    package func optionalWord<Word>(_ key: String, _ what: String) -> Word?
    where Word: RawRepresentable<String> & CaseIterable {
        optional(key).flatMap { reader.word($0, what) }
    }

    /// Words of a closed list: a list or a single one; none where the key does not stand.
    package func words<Word>(_ key: String, _ what: String) -> [Word]
    where Word: RawRepresentable<String> & CaseIterable {
        (optional(key).map(reader.oneOrMore) ?? []).compactMap { reader.word($0, what) }
    }

    /// Reports every key that nobody asked for.
    package func finish() {
        for entry in rest {
            let hint = NearestName.hint(for: entry.key, among: asked)
            reader.faults.add(.unknownKey, at: entry.place, "unknown key '\(entry.key)'\(hint)")
        }
    }
}
