// SPDX-License-Identifier: Apache-2.0

/// The NHS numbers among identifiers that are said to be some.
struct HL7Numbers {
    /// Whether none of the identifiers was said to be one.
    private(set) var isEmpty = true
    /// Whether the first that had digits was no number.
    private(set) var isInvalid = false
    /// The first valid number, the trace status beside it, and where it stands.
    private(set) var first: (digits: String, status: Int?, range: Range<Int>)?
    /// Where another number stands.
    private(set) var other: Range<Int>?

    /// Takes one more; false for one that is no number.
    fileprivate mutating func take(_ identifier: HL7Identifier) -> Bool {
        isEmpty = false
        guard let digits = NHSNumber.normalised(identifier.value), NHSNumber.isValid(digits) else {
            // Words such as NOTKNOWN say that there is none.
            if first == nil, identifier.value.utf8.contains(where: \.isDigit) { isInvalid = true }
            return false
        }
        if first == nil {
            first = (digits, identifier.status, identifier.range)
        } else if other == nil, first?.digits != digits {
            other = identifier.range
        }
        return true
    }

    /// The number in `NSTS01`, `01` or `1`; nil for the field's other codes, such as `US`.
    static func traceStatus(_ text: String) -> Int? {
        let bytes = text.utf8.span
        let isNamed = bytes.count > 4 && ShortCode(of: bytes.extracting(0..<4)) == "NSTS"
        let digits = bytes.extracting((isNamed ? 4 : 0)..<bytes.count)
        guard (1...2).contains(digits.count) else { return nil }
        var number = 0
        for index in digits.indices {
            guard digits[index].isDigit else { return nil }
            number = number * 10 + Int(digits[index] - UInt8(ascii: "0"))
        }
        return number
    }
}

extension HL7Reader {
    func take(_ identifier: HL7Identifier, into numbers: inout HL7Numbers) {
        if !numbers.take(identifier) { warn(WarningCode.numberInvalid, at: identifier.range) }
    }

    /// The number and its status.
    func settle(_ numbers: HL7Numbers, into identity: inout HL7Identity) {
        guard let first = numbers.first else {
            if numbers.isInvalid { identity.nhsNumberStatus = .invalid }
            return
        }
        identity.nhsNumber = first.digits
        if let other = numbers.other {
            warn(WarningCode.numberSeveral, at: other)
            identity.nhsNumberStatus = .conflicting
            return
        }
        readStatus(first.status, at: first.range, into: &identity)
    }

    /// The trace status, beside the number or in PID-32 (CONTRACT.md §4, DOMAIN.md §3.5).
    private func readStatus(
        _ status: Int?, at range: Range<Int>, into identity: inout HL7Identity
    ) {
        let (traced, field) = sentStatus()
        let place = field.isEmpty ? range : field
        switch status ?? traced {
        case nil, 2, 3: identity.nhsNumberStatus = .presentUnverified
        case 1: identity.nhsNumberStatus = .verified
        case 4, 5: identity.nhsNumberStatus = .conflicting
        case 6, 7, 8:
            // In progress, not needed, or a baby's: as if no number had been sent.
            warn(WarningCode.numberStatus, at: place)
            identity.nhsNumber = nil
            identity.nhsNumberStatus = .absent
        default:
            warn(WarningCode.numberStatus, at: place)
            identity.nhsNumberStatus = .presentUnverified
        }
    }

    /// The trace status in its own field, of whose repetitions only those of a status count.
    private func sentStatus() -> (status: Int?, field: Range<Int>) {
        for path in dialect.paths(.nhsStatus) {
            guard let segment = first(path.segment) else { continue }
            let field = message.field(path.field, of: segment)
            for repetition in message.repetitions(of: field) {
                let code = text(message.component(path.component, of: repetition.range))
                if let status = code.flatMap(HL7Numbers.traceStatus) { return (status, field) }
            }
        }
        return (nil, 0..<0)
    }
}
