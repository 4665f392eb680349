// SPDX-License-Identifier: Apache-2.0

/// What MSH and EVN say of a message, besides who sent it.
struct HL7Header {
    /// MSH-9.1, such as `ADT`; empty when MSH-9 is.
    var type: String
    /// MSH-9.2 such as `A01`, else EVN-1; empty when neither is sent.
    var trigger: String
    /// MSH-11 is P or empty, or what the dialect says of live messages.
    var isProduction: Bool
    /// MSH-7.
    var sentAt: Instant?
    /// EVN-2.
    var recordedAt: Instant?
    /// EVN-6.
    var occurredAt: Instant?

    /// Whether the message is about the administration of patients.
    var isADT: Bool { type == "ADT" }
}

extension HL7Message {
    /// MSH-3 and MSH-4, of type HD: the namespace, else the universal id.
    var sender: Sender {
        guard let msh = segments.first else { return Sender() }
        func name(_ number: Int) -> String? {
            let parts = components(of: field(number, of: msh))
            for component in 1...2 {
                let range = parts[component]
                if !range.isEmpty, !isNull(range), let text = trimmedText(range) { return text }
            }
            return nil
        }
        return Sender(application: name(3), facility: name(4))
    }
}

extension HL7Reader {
    /// MSH and EVN.
    func header() -> HL7Header {
        let msh = message.segments.first
        let evn = first(.evn)
        let (type, trigger) = messageType(evn)
        return HL7Header(
            type: type, trigger: trigger, isProduction: isProduction(part(msh, 11)),
            sentAt: instant(msh, 7).value, recordedAt: instant(evn, 2).value,
            occurredAt: instant(evn, 6).value)
    }

    /// Whether MSH-11 says that the message is live, which `P` and nothing do.
    private func isProduction(_ processingID: Range<Int>) -> Bool {
        switch code(processingID) {
        case "", "P": true
        default: dialect.isProduction(text(processingID) ?? "")
        }
    }

    /// Type and trigger: MSH-9.1 and MSH-9.2, which count before EVN-1, and of which senders write
    /// `ADT_A01` and `ADT-A01` as well.
    private func messageType(_ evn: HL7Segment?) -> (type: String, trigger: String) {
        let msh = message.segments.first
        let parts = message.components(of: field(msh, 9))
        let type = text(parts[1])?.asciiUppercased ?? ""
        let recorded = text(evn, 1)?.asciiUppercased
        if let sent = text(parts[2])?.asciiUppercased {
            if let recorded, recorded != sent {
                warn(WarningCode.triggerDiffers, at: part(evn, 1))
            }
            return (type, sent)
        }
        let bytes = Array(type.utf8)
        if bytes.count == 7, !bytes[3].isLetterOrDigit, bytes.starts(with: "ADT".utf8) {
            warn(WarningCode.typeForm, at: parts[1])
            return ("ADT", String(decoding: bytes[4...], as: UTF8.self))
        }
        return (type, recorded ?? "")
    }
}
