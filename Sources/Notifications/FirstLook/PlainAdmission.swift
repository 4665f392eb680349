// SPDX-License-Identifier: Apache-2.0

/// What the first look reads of an ADT message of a small grammar: one message about one person,
/// printable ASCII, the usual separators, no escape, repetition or sub-component in what is read,
/// and a trigger and class that make it news of a contact. Ranges count into the message's bytes.
///
/// Whatever it reads the full decode reads too, and the same; tests hold it to that. It allocates
/// nothing. Personal data lies where the ranges point.
package struct PlainAdmission: Sendable {
    /// MSH-3, without space around it; empty when not sent.
    package private(set) var application = PlainRange()
    /// MSH-4, likewise.
    package private(set) var facility = PlainRange()
    /// PV1-19's number; empty when not sent.
    package internal(set) var visitNumber = PlainRange()
    /// PV1-19's authority; empty when not sent.
    package internal(set) var visitAuthority = PlainRange()
    /// The ten digits of a valid NHS number that may link; empty when there is none.
    package internal(set) var nhsNumber = PlainRange()
    /// Identifiers other than the NHS number, of which the first `localIdCount` count.
    package internal(set) var localIds = InlineArray<4, LocalId>(repeating: LocalId())
    /// How many local identifiers there are.
    package var localIdCount: Int { Int(localIdsSent) }
    /// XPN.1, never empty.
    package internal(set) var familyName = PlainRange()
    /// XPN.2.
    package internal(set) var givenName = PlainRange()
    /// XPN.3.
    package internal(set) var furtherNames = PlainRange()
    /// The exact date of birth, if one is sent.
    package internal(set) var birthDate: LocalDate?
    /// XAD.1 to XAD.4 with the separators between them.
    package internal(set) var addressLines = PlainRange()
    /// The postcode in its usual form, if one is sent.
    package internal(set) var postcode = PlainPostcode()
    /// When it happened, as sent: twelve or fourteen digits, and perhaps an offset.
    package private(set) var occurredAt = PlainRange()

    /// An identifier, and who issued it.
    package struct LocalId: Sendable {
        /// The issuer; empty where the sender's facility is meant.
        package internal(set) var authority = PlainRange()
        /// The identifier.
        package internal(set) var value = PlainRange()
    }

    var localIdsSent: UInt8 = 0
    var trigger: UInt8 = 0
    private var recordedAt = PlainRange()
    private var sentAt = PlainRange()
    private var eventAt = PlainRange()
    var admittedAt = PlainRange()
    var dischargedAt = PlainRange()
    private var seen: Segments = []

    /// The segments that may stand once.
    private struct Segments: OptionSet {
        var rawValue: UInt8
        static let evn = Segments(rawValue: 1)
        static let pid = Segments(rawValue: 2)
        static let pv1 = Segments(rawValue: 4)
    }

    /// No message that names a sender, a time and a person is shorter.
    private static let bytesMin = PlainBlock.size
    /// No value of a usual ADT message is longer; so short a one keeps every limit of the decoder.
    private static let bytesMax = 16_000

    /// Reads a value, or says why it is to be decoded in full.
    ///
    /// - Parameter dialects: the senders whose messages are not read as the standard says.
    package init(
        _ bytes: borrowing Span<UInt8>, dialects: borrowing PlainSenders = .none
    ) throws(LookCloser) {
        guard bytes.count <= PlainAdmission.bytesMax else { throw .size }
        // `MSH|^~\&` and another separator.
        guard bytes.count > 9, PlainWord.at(0, bytes) == 0x265C_7E5E_7C48_534D,
            bytes[8] == UInt8(ascii: "|")
        else { throw .separators }
        guard bytes.count >= PlainAdmission.bytesMin else { throw .size }
        var line = PlainLine(bytes)
        try line.read(bytes, from: 0)
        try readHeader(bytes, &line)
        if !dialects.isEmpty, dialects.contains(self, bytes) { throw .dialect }
        var position = line.end
        while position < bytes.count {
            if bytes[position] == 0x0D || bytes[position] == 0x0A {
                position &+= 1
                continue
            }
            switch PlainSegment(bytes, position) {
            case .pid:
                try line.read(bytes, from: position)
                try line.limitRepetitions(bytes, from: position)
                try once(.pid)
                try readPerson(bytes, &line)
                position = line.end
            case .evn:
                try line.read(bytes, from: position)
                try once(.evn)
                recordedAt = PlainRange(line.field(2))
                eventAt = PlainRange(line.field(6))
                position = line.end
            case .pv1:
                try line.read(bytes, from: position)
                try line.limitRepetitions(bytes, from: position)
                try once(.pv1)
                try readContact(bytes, &line)
                position = line.end
            case .dg1:
                try line.read(bytes, from: position)
                try PlainAdmission.checkDiagnosis(bytes, &line)
                position = line.end
            case .other:
                try line.pass(bytes, from: position)
                position = line.end
            case .msh, .none:
                throw .segments
            }
        }
        guard seen.contains(.pid) else { throw .segments }
        // Without a contact a registration is out of scope.
        guard seen.contains(.pv1) || trigger != 4 else { throw .contact }
        try readTime(bytes)
    }

    private mutating func once(_ segment: Segments) throws(LookCloser) {
        guard seen.insert(segment).inserted else { throw .segments }
    }

    private mutating func readHeader(
        _ bytes: borrowing Span<UInt8>, _ line: inout PlainLine
    ) throws(LookCloser) {
        // MSH-1 is the first separator itself, so MSH's numbers are one more.
        application = PlainRange(try PlainAdmission.authority(bytes, line.field(2)))
        facility = PlainRange(try PlainAdmission.authority(bytes, line.field(3)))
        sentAt = PlainRange(line.field(6))
        let type = line.field(8)
        let start = type.lowerBound
        guard type.count >= 7, bytes[start] == UInt8(ascii: "A"),
            bytes[start + 1] == UInt8(ascii: "D"), bytes[start + 2] == UInt8(ascii: "T"),
            bytes[start + 3] == UInt8(ascii: "^"), bytes[start + 4] == UInt8(ascii: "A"),
            type.count == 7 || bytes[start + 7] == UInt8(ascii: "^"),
            let tens = PlainAdmission.digit(bytes[start + 5]),
            let ones = PlainAdmission.digit(bytes[start + 6])
        else { throw .trigger }
        trigger = tens * 10 + ones
        guard PlainTriggers.isKnown(trigger) else { throw .trigger }
        let processing = line.field(10)
        guard
            processing.isEmpty
                || (processing.count == 1 && bytes[processing.lowerBound] == UInt8(ascii: "P"))
        else { throw .header }
    }

    /// The first component of a name of the kind HD, if the field has no more than one repetition
    /// and one sub-component.
    private static func authority(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>
    ) throws(LookCloser) -> Range<Int> {
        guard !field.isEmpty else { return field }
        // Most are a word.
        let word = PlainWord.at(field.lowerBound, bytes)
        if field.count <= 8, PlainWord.isAlphanumeric(word, count: field.count) { return field }
        guard let name = components(bytes, field).map({ $0[1] }) else { throw .header }
        let trimmed = trimmed(bytes, name)
        guard !trimmed.isEmpty else { throw .header }
        return trimmed
    }

    /// EVN-6, else the contact's begin or end as the trigger has it, else EVN-2, else MSH-7.
    private mutating func readTime(_ bytes: borrowing Span<UInt8>) throws(LookCloser) {
        let contact = trigger == 1 ? admittedAt : trigger == 3 ? dischargedAt : PlainRange()
        var field = eventAt
        if field.isEmpty { field = contact }
        if field.isEmpty { field = recordedAt }
        if field.isEmpty { field = sentAt }
        guard PlainTime.isTime(bytes, field.range) else { throw .time }
        occurredAt = field
    }
}
