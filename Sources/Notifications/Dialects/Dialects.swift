// SPDX-License-Identifier: Apache-2.0

/// The dialects of all senders, made ready for looking up.
///
/// The dialect of application and facility counts before the one of the facility alone, that
/// before the one of the application alone, and that before the standard.
package struct Dialects: Sendable {
    /// No sender differs from the standard.
    package static let standard = Dialects([])

    /// What was given.
    package let all: [Dialect]
    private let prepared: [Key: PreparedDialect]

    private struct Key: Hashable {
        var application: String?
        var facility: String?
    }

    /// The dialects; of two for the same sender the first counts.
    package init(_ dialects: [Dialect]) {
        all = dialects
        prepared = Dictionary(
            dialects.map { dialect in
                (
                    Key(
                        application: Dialect.plain(dialect.application),
                        facility: Dialect.plain(dialect.facility)),
                    PreparedDialect(dialect)
                )
            },
            uniquingKeysWith: { first, _ in first })
    }

    /// The dialect of a sender.
    func dialect(of sender: Sender) -> PreparedDialect {
        guard !prepared.isEmpty else { return .standard }
        let application = Dialect.plain(sender.application)
        let facility = Dialect.plain(sender.facility)
        return prepared[Key(application: application, facility: facility)]
            ?? prepared[Key(application: nil, facility: facility)]
            ?? prepared[Key(application: application, facility: nil)] ?? .standard
    }
}

/// A dialect with its names in the form in which they are compared. A class, for every reader of a
/// message holds one and copies of it would cost more than all that is looked up in it.
final class PreparedDialect: Sendable {
    /// Seconds east of UTC of times that carry no offset; nil for the decoder's zone.
    let timeOffset: Int?
    /// The character set where MSH-18 declares none.
    let charset: HL7Charset?
    /// Whether what MSH-18 declares is wrong.
    let ignoresDeclaredCharset: Bool
    private let paths: [[FieldPath]]
    /// Few, so that comparing with each is less work than hashing.
    private let sharedAuthorities: [String]
    private let nhsAuthorities: Set<String>
    private let wards: [String: BedKind]
    private let classes: [String: EncounterClass]
    private let triggers: [String: Dialect.TriggerMeaning]
    private let productionIDs: [String]

    static let standard = PreparedDialect(.standard)

    /// The names that the ITK specification itself prints and that so every sender of it uses.
    private static let standardSharedAuthorities = ["VISITID", "LOCALID"]

    init(_ dialect: Dialect) {
        timeOffset = dialect.timeOffset
        charset = dialect.charset?.charset
        ignoresDeclaredCharset = dialect.ignoresDeclaredCharset
        paths = zip(DialectField.allCases, DialectField.standardPaths).map {
            dialect.fields[$0] ?? $1
        }
        sharedAuthorities =
            (PreparedDialect.standardSharedAuthorities + dialect.sharedAuthorities)
            .compactMap(Dialect.plain)
        nhsAuthorities = Set(dialect.nhsAuthorities.map(\.lettersAndDigits))
        func compared<Value>(_ words: [String: Value]) -> [String: Value] {
            Dictionary(
                words.sorted { $0.key < $1.key }.map { ($0.trimmed.asciiUppercased, $1) },
                uniquingKeysWith: { first, _ in first })
        }
        wards = compared(dialect.wards)
        classes = compared(dialect.classes)
        triggers = compared(dialect.triggers)
        productionIDs = ["P"] + dialect.productionIDs.map { $0.trimmed.asciiUppercased }
    }

    /// Where to look for a field.
    @inline(__always)
    func paths(_ field: DialectField) -> [FieldPath] { paths[field.index] }

    /// The authority, with the facility in front where several senders use its name.
    func qualified(_ authority: String, facility: String?) -> String {
        guard let facility, sharedAuthorities.contains(authority.asciiUppercased) else {
            return authority
        }
        return "\(facility)/\(authority)"
    }

    /// Whether identifiers of that authority or type are NHS numbers.
    func isNHS(_ name: String?) -> Bool {
        guard !nhsAuthorities.isEmpty, let name else { return false }
        return nhsAuthorities.contains(name.lettersAndDigits)
    }

    /// Whether it tells the kind of bed of any ward.
    var knowsWards: Bool { !wards.isEmpty }

    func bedKind(ward: String) -> BedKind? { wards[ward.trimmed.asciiUppercased] }

    func encounterClass(_ sent: String) -> EncounterClass? {
        classes.isEmpty ? nil : classes[sent.asciiUppercased]
    }

    /// What the sender means by a trigger for a contact of a class; nil where it means what the
    /// standard says.
    func event(trigger: String, _ sent: EncounterClass?) -> EventName? {
        guard !triggers.isEmpty, let meaning = triggers[trigger] else { return nil }
        return sent.flatMap { meaning.byClass[$0] } ?? meaning.otherwise
    }

    func isProduction(_ processingID: String) -> Bool {
        productionIDs.contains(processingID.asciiUppercased)
    }
}
