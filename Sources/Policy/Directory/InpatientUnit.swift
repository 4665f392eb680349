// SPDX-License-Identifier: Apache-2.0

/// An inpatient unit of which the area knows something (`units:` of the directory).
package struct InpatientUnit: Sendable, Hashable {
    /// How hospitals name it: the facility of a location, or of the sender.
    package var code: String
    /// The area in which it stands; nil: not known.
    package var area: String?
    /// The last rating that the directory knows.
    package var rating: UnitRating?
}

/// The Care Quality Commission's ratings of a service (DUTIES.tsv D-CQC-IQ).
package enum UnitRating: String, CaseIterable, Sendable, Codable {
    /// Outstanding.
    case outstanding
    /// Good.
    case good
    /// Requires improvement.
    case requiresImprovement = "requires-improvement"
    /// Inadequate.
    case inadequate

    /// The rating that a message means, in whatever case and with spaces or hyphens; nil: none.
    package init?(stated text: String) {
        self.init(
            rawValue: text.lowercased().split { $0 == " " || $0 == "-" }.joined(separator: "-"))
    }
}
