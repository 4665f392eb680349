// SPDX-License-Identifier: Apache-2.0

extension PlainAdmission {
    mutating func readContact(
        _ bytes: borrowing Span<UInt8>, _ line: inout PlainLine
    ) throws(LookCloser) {
        let sent = line.field(2)
        guard sent.count <= 1,
            PlainTriggers.isContact(trigger, letter: sent.isEmpty ? nil : bytes[sent.lowerBound])
        else { throw .contact }
        try PlainAdmission.checkSpecialty(bytes, line.field(10))
        guard let visit = PlainAdmission.components(bytes, line.field(19)) else { throw .contact }
        visitNumber = PlainRange(PlainAdmission.trimmed(bytes, visit[1]))
        visitAuthority = PlainRange(PlainAdmission.trimmed(bytes, visit[4]))
        admittedAt = PlainRange(line.field(44))
        dischargedAt = PlainRange(line.field(45))
    }

    /// The rules for people off the register speak of mental-health and learning-disability beds.
    /// A specialty says that it is none of these if it is a national one of medicine or surgery,
    /// 100 to 699 or 800 to 899; without one the kind of bed is unknown.
    private static func checkSpecialty(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>
    ) throws(LookCloser) {
        guard !field.isEmpty else { return }
        guard field.count == 3,
            let code = PlainAdmission.number(bytes, from: field.lowerBound, count: 3),
            (100...699).contains(code) || (800...899).contains(code)
        else { throw .bed }
    }

    /// Learning disability and autism are in ICD-10's chapter F, or SNOMED's numbers. A code that
    /// begins with another letter is neither.
    static func checkDiagnosis(
        _ bytes: borrowing Span<UInt8>, _ line: inout PlainLine
    ) throws(LookCloser) {
        let field = line.field(3)
        guard !field.isEmpty else { return }
        let text = bytes.extracting(field)
        guard text[0] &- 0x41 < 26, text[0] != UInt8(ascii: "F") else { throw .diagnosis }
        for index in text.indices where text[index] &- 0x30 >= 10 && text[index] &- 0x41 >= 26 {
            // The rest of the code must be as plain, up to the next component.
            if text[index] == UInt8(ascii: "^") { return }
            guard text[index] == UInt8(ascii: ".") else { throw .diagnosis }
        }
    }
}
