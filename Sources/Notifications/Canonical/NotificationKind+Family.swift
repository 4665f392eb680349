// SPDX-License-Identifier: Apache-2.0

extension NotificationKind {
    /// The kind of an event family (CONTRACT.md §4): `crisis`, `stay` and `census` are hospital
    /// news; `safeguarding` follows the topic; the families in which people and systems record
    /// what they did are responses.
    package init(family: Substring, topicHint: NotificationKind) {
        switch family {
        case "admission", "crisis", "stay", "census": self = .admission
        case "school": self = .school
        case "social-care": self = .socialCare
        case "register": self = .register
        case "safeguarding": self = topicHint
        default: self = .response
        }
    }
}
