// SPDX-License-Identifier: Apache-2.0

/// Reads what a message says of one person into a notification, noting what is suspicious as it
/// goes.
final class HL7Reader {
    let message: HL7Message
    /// The segments about the person and those about all of the message's people; all segments
    /// where the message names one person.
    let segments: [HL7Segment]
    /// Who sent the message.
    let sender: Sender
    let zone: TimeZoneRules
    let dialect: PreparedDialect
    private(set) var warnings: [DecodeWarning]
    /// The time without a change of the clocks in which the last time read lies: so do most.
    var steady: TimeZoneRules.Steady?
    /// Whether the sender says that nobody may learn where the person lives.
    private(set) lazy var isShielded = readsShielded()

    init(
        _ message: HL7Message, segments: [HL7Segment]? = nil, sender: Sender? = nil,
        zone: TimeZoneRules, dialect: PreparedDialect = .standard,
        warnings: [DecodeWarning] = []
    ) {
        self.message = message
        self.segments = segments ?? message.segments
        self.sender = sender ?? message.sender
        self.zone = zone
        self.dialect = dialect
        self.warnings = warnings
    }

    func warn(_ code: String, at range: Range<Int>) {
        warn(DecodeWarning(code: code, position: range.lowerBound))
    }

    func warn(_ warning: DecodeWarning) { warnings.append(warning) }

    /// The first of the person's segments of that name.
    func first(_ id: HL7SegmentID) -> HL7Segment? {
        for segment in segments where segment.id == id { return segment }
        return nil
    }

    /// The trimmed text of a range; nil when it is empty or `""`.
    func text(_ range: Range<Int>) -> String? {
        guard !range.isEmpty, !message.isNull(range) else { return nil }
        return message.trimmedText(range)
    }

    /// The text of a range with every run of space as one; nil when it is empty or `""`.
    func collapsedText(_ range: Range<Int>) -> String? {
        guard !range.isEmpty, !message.isNull(range) else { return nil }
        return message.collapsedText(range)
    }

    /// The trimmed text of a range as a code; `""` when it is empty or `""`.
    func code(_ range: Range<Int>) -> ShortCode {
        guard !range.isEmpty, !message.isNull(range) else { return "" }
        return message.code(range)
    }

    /// The field by its number; empty where there is none.
    func field(_ segment: HL7Segment?, _ number: Int) -> Range<Int> {
        guard let segment else { return 0..<0 }
        return message.field(number, of: segment)
    }

    /// A component of a field's first repetition.
    func part(_ segment: HL7Segment?, _ field: Int, _ component: Int = 1) -> Range<Int> {
        let field = self.field(segment, field)
        guard component > 1 else { return message.firstComponent(of: field) }
        return message.component(component, of: message.repetition(1, of: field))
    }

    /// The trimmed text of a component of a field's first repetition.
    func text(_ segment: HL7Segment?, _ field: Int, _ component: Int = 1) -> String? {
        text(part(segment, field, component))
    }

    /// Said, unsaid or deleted.
    func stated(_ range: Range<Int>) -> Stated<String> {
        if message.isNull(range) { return .deleted }
        return text(range).map { .value($0) } ?? .absent
    }

    /// Said, unsaid or deleted: the first component of a field's first repetition.
    func stated(_ segment: HL7Segment?, _ field: Int) -> Stated<String> {
        stated(part(segment, field))
    }

    /// The name of an authority (HD): its namespace, else its universal id.
    func authority(_ component: Range<Int>) -> String? {
        guard !component.isEmpty else { return nil }
        return text(message.firstSubcomponent(ofComponent: component))
            ?? text(message.subcomponent(2, of: component))
    }
}

/// What the sender's dialect says where to find.
extension HL7Reader {
    /// The sub-component at a path; empty where there is none.
    func range(_ path: FieldPath) -> Range<Int> {
        guard let segment = first(path.segment) else { return 0..<0 }
        let field = message.field(path.field, of: segment)
        guard !field.isEmpty else { return field }
        if path.isFirst { return message.firstSubcomponent(of: field) }
        let component = message.component(
            path.component, of: message.repetition(path.repetition, of: field))
        return message.subcomponent(path.subcomponent, of: component)
    }

    /// The first of the field's places that says or deletes something; an empty range when none
    /// does.
    func range(_ field: DialectField) -> Range<Int> {
        for index in dialect.paths(field).indices {
            let range = range(dialect.paths(field)[index])
            if message.isNull(range) || !message.isBlank(range) { return range }
        }
        return 0..<0
    }

    /// Said, unsaid or deleted: what the first of the field's places says that says anything.
    func stated(_ field: DialectField) -> Stated<String> {
        // By index, for that neither retains nor releases the list.
        for index in dialect.paths(field).indices {
            let stated = stated(range(dialect.paths(field)[index]))
            if case .absent = stated { continue }
            return stated
        }
        return .absent
    }

    /// The text, if one is said.
    func text(_ field: DialectField) -> String? { stated(field).value }

    private func readsShielded() -> Bool {
        switch code(range(.shielded)) {
        case "Y", "YES", "1", "TRUE", "S": true
        default: false
        }
    }
}
