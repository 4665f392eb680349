// SPDX-License-Identifier: Apache-2.0

/// The name of a rule: a line of DUTIES.tsv, stable for ever, part of an obligation's identity.
package struct RuleID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The name as written, such as `D-047a`, or `D-044a.attended` for a second rule of a line.
    package let text: String
    /// What two equal names have in common: names are compared far more often than they are read.
    private let fingerprint: UInt64

    /// The rule of that name; the loader checks the form.
    package init(_ text: String) {
        self.text = text
        // FNV-1a.
        fingerprint = text.utf8.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
    }

    /// Reads the name as a plain text.
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the name as a plain text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// The line of DUTIES.tsv that the rule says: the name without what follows a full stop.
    package var line: String { String(text.prefix { $0 != "." }) }

    /// Whether two are the same name.
    package static func == (left: RuleID, right: RuleID) -> Bool {
        left.fingerprint == right.fingerprint && left.text == right.text
    }

    /// Hashes what two equal names have in common.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(fingerprint)
    }

    /// The name.
    package var description: String { text }

    /// By text.
    package static func < (left: RuleID, right: RuleID) -> Bool { left.text < right.text }

    /// Whether the text has the form of a rule's name: `D-` or `X-`, then figures, letters and
    /// hyphens of a line, and optionally a full stop and a word.
    static func isWellFormed(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let line = parts.first, parts.count <= 2, line.count >= 4,
            line.hasPrefix("D-") || line.hasPrefix("X-")
        else { return false }
        let isWord = { (text: Substring) in
            text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" }
        }
        return isWord(line.dropFirst(2)) && line.contains { $0.isNumber || $0.isUppercase }
            && parts.dropFirst().allSatisfy { !$0.isEmpty && isWord($0) }
    }
}
