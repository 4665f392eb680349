// SPDX-License-Identifier: Apache-2.0

extension Sex {
    /// The sex by its canonical word, HL7 letter or ITK digit; nil when it is none of them.
    package init?(sent text: String) {
        let text = text.trimmed
        if let sex = Sex(code: ShortCode(of: text)) {
            self = sex
        } else {
            switch text.asciiUppercased {
            case "INDETERMINATE": self = .other
            case "NOT SPECIFIED", "NOT KNOWN": self = .unknown
            default: return nil
            }
        }
    }

    /// The sex by its letter, digit or canonical word, without a text to be made.
    init?(code: ShortCode) {
        switch code {
        case "M", "1", "MALE": self = .male
        case "F", "2", "FEMALE": self = .female
        case "O", "A", "X", "I", "OTHER": self = .other
        case "U", "N", "9", "0", "UNKNOWN": self = .unknown
        default: return nil
        }
    }
}
