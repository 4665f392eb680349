// SPDX-License-Identifier: Apache-2.0

/// Where in an HL7 v2 message a text stands: `PV1-10`, `PV1-3.2`, `PID-3[2].1`, `ZU5-3`.
///
/// Numbers are the standard's, from 1. Without a repetition the first is meant, without a component
/// the first, without a sub-component the first of the component.
package struct FieldPath: Hashable, Sendable, CustomStringConvertible {
    let segment: HL7SegmentID
    let field: Int
    let repetition: Int
    let component: Int
    let subcomponent: Int

    /// Whether the first sub-component of the first component of the first repetition is meant.
    var isFirst: Bool { repetition == 1 && component == 1 && subcomponent == 1 }

    /// The path written as `SEG-field[repetition].component.subcomponent`, of which only segment
    /// and field must be there; nil for any other text. Letters may be of either case.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 5, bytes.count <= 24, bytes[0].isLetter,
            bytes[1].isLetterOrDigit, bytes[2].isLetterOrDigit, bytes[3] == UInt8(ascii: "-")
        else { return nil }
        segment = HL7SegmentID(bytes[0], bytes[1], bytes[2])
        var rest = bytes[4...]
        func number(upTo limit: Int) -> Int? {
            let digits = rest.prefix(4).prefix { $0.isDigit }
            let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
            rest = rest.dropFirst(digits.count)
            return digits.isEmpty || number < 1 || number > limit ? nil : number
        }
        func take(_ mark: UInt8) -> Bool {
            guard rest.first == mark else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard let field = number(upTo: Limits.fieldsMax) else { return nil }
        self.field = field
        var parts = [1, 1, 1]
        if take(UInt8(ascii: "[")) {
            guard let number = number(upTo: Limits.repetitionsMax), take(UInt8(ascii: "]")) else {
                return nil
            }
            parts[0] = number
        }
        for index in 1...2 where take(UInt8(ascii: ".")) {
            guard let number = number(upTo: 99) else { return nil }
            parts[index] = number
        }
        guard rest.isEmpty else { return nil }
        (repetition, component, subcomponent) = (parts[0], parts[1], parts[2])
    }

    init(_ segment: HL7SegmentID, _ field: Int, _ component: Int = 1) {
        self.segment = segment
        self.field = field
        repetition = 1
        self.component = component
        subcomponent = 1
    }

    /// The path as it is written, parts that are 1 left out where nothing follows them.
    package var description: String {
        var text = "\(segment.name)-\(field)"
        if repetition > 1 { text += "[\(repetition)]" }
        if component > 1 || subcomponent > 1 { text += ".\(component)" }
        if subcomponent > 1 { text += ".\(subcomponent)" }
        return text
    }
}
