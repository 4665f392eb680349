// SPDX-License-Identifier: Apache-2.0

extension NotificationKind {
    /// The kind of an event family (CONTRACT.md §4): `crisis`, `stay` and `census` are hospital
    /// news; `safeguarding` follows the topic, and so does news of a `unit`; the families in which
    /// people and systems record what they did are responses, as is what people say of an entry.
    package init(family: Substring, topicHint: NotificationKind) {
        switch family {
        case "admission", "crisis", "stay", "census": self = .admission
        case "school": self = .school
        case "social-care": self = .socialCare
        case "register": self = topicHint == .response ? .response : .register
        case "safeguarding", "unit": self = topicHint
        default: self = .response
        }
    }
}
