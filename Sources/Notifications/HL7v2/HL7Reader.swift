// SPDX-License-Identifier: Apache-2.0

/// Reads what a message says of one person into a notification, noting what is suspicious as it
/// goes.
struct HL7Reader {
    let message: HL7Message
    /// The segments about the person and those about all of the message's people; all segments
    /// where the message names one person.
    let segments: [HL7Segment]
    let zone: TimeZoneRules
    let dialect: PreparedDialect
    var warnings: [DecodeWarning] = []

    init(
        _ message: HL7Message, segments: [HL7Segment]? = nil, zone: TimeZoneRules,
        dialect: PreparedDialect = .standard
    ) {
        self.message = message
        self.segments = segments ?? message.segments
        self.zone = zone
        self.dialect = dialect
    }

    mutating func warn(_ code: String, at range: Range<Int>) {
        warnings.append(DecodeWarning(code: code, position: range.lowerBound))
    }

    /// The first of the person's segments of that name.
    func first(_ id: HL7SegmentID) -> HL7Segment? { segments.first { $0.id == id } }

    /// The trimmed text of a range; nil when it is empty or `""`.
    func text(_ range: Range<Int>) -> String? {
        guard !range.isEmpty, !message.isNull(range) else { return nil }
        return message.trimmedText(range)
    }

    /// A component of a field's first repetition.
    func part(_ segment: HL7Segment?, _ field: Int, _ component: Int = 1) -> Range<Int> {
        guard let segment else { return 0..<0 }
        let repetition = message.firstRepetition(of: message.field(field, of: segment))
        return message.component(component, of: repetition)
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
        text(message.subcomponent(1, of: component))
            ?? text(message.subcomponent(2, of: component))
    }
}

/// What the sender's dialect says where to find.
extension HL7Reader {
    /// The sub-component at a path; empty where there is none.
    func range(_ path: FieldPath) -> Range<Int> {
        guard let segment = first(path.segment) else { return 0..<0 }
        let field = message.field(path.field, of: segment)
        let component = message.component(
            path.component, of: message.repetition(path.repetition, of: field))
        return message.subcomponent(path.subcomponent, of: component)
    }

    /// The first of the field's places that says or deletes something; an empty range when none
    /// does.
    func range(_ field: DialectField) -> Range<Int> {
        for path in dialect.paths(field) {
            let range = range(path)
            if message.isNull(range) || text(range) != nil { return range }
        }
        return 0..<0
    }

    /// Said, unsaid or deleted.
    func stated(_ field: DialectField) -> Stated<String> { stated(range(field)) }

    /// The text, if one is said.
    func text(_ field: DialectField) -> String? { text(range(field)) }
}
