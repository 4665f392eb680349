// SPDX-License-Identifier: Apache-2.0

/// What MSH and EVN say of a message.
struct HL7Header {
    var sender: Sender
    /// MSH-9.1, such as `ADT`; empty when MSH-9 is.
    var type: String
    /// MSH-9.2 such as `A01`, else EVN-1; empty when neither is sent.
    var trigger: String
    /// MSH-10.
    var controlID: String?
    /// MSH-11 is P or empty.
    var isProduction: Bool
    /// MSH-7.
    var sentAt: Instant?
    /// EVN-2.
    var recordedAt: Instant?
    /// EVN-6.
    var occurredAt: Instant?
}

extension HL7Reader {
    /// MSH and EVN.
    mutating func header() -> HL7Header {
        let msh = message.segments.first
        let evn = message.first(.evn)
        let type = text(msh, 9)?.asciiUppercased ?? ""
        let trigger = text(msh, 9, 2) ?? text(evn, 1) ?? ""
        return HL7Header(
            sender: Sender(
                application: authority(msh, 3), facility: authority(msh, 4)),
            type: type, trigger: trigger.asciiUppercased, controlID: text(msh, 10),
            isProduction: (text(msh, 11) ?? "P").asciiUppercased == "P",
            sentAt: instant(msh, 7).value, recordedAt: instant(evn, 2).value,
            occurredAt: instant(evn, 6).value)
    }

    /// The field of type HD: namespace, universal id, as components.
    private func authority(_ segment: HL7Segment?, _ field: Int) -> String? {
        text(segment, field, 1) ?? text(segment, field, 2)
    }
}
