// SPDX-License-Identifier: Apache-2.0

/// What a MessageHeader says has happened.
struct FHIRMessageEvent: Hashable {
    /// What an event means here.
    enum Meaning: Hashable {
        /// Nothing beyond what the Encounter itself says.
        case untold
        /// The same as an ADT message with that trigger.
        case trigger(String)
        /// Another business than admissions, with the reason.
        case notOurs(String)
    }

    /// The event's code as sent, or the last part of its address.
    var sent: String?
    var meaning = Meaning.untold

    /// No header, so no event.
    init() {}

    /// The event of a MessageHeader: `eventCoding`, `eventUri`, or R3's `event`.
    init(_ header: FHIRNode) throws(FHIRFault) {
        var system = ""
        var display = ""
        if let coding = try header.object("eventCoding", or: "event") {
            sent = try coding.text("code")
            system = try coding.text("system") ?? ""
            display = try coding.text("display") ?? ""
        } else if let address = try header.text("eventUri") {
            let separators: Set<Character> = ["/", "#", ":", "|"]
            sent = address.split(whereSeparator: separators.contains).last.map(String.init)
        }
        guard let sent else { return }
        if let trigger = FHIRMessageEvent.trigger(sent, display) {
            meaning = trigger
        } else if system == "http://snomed.info/sct" {
            meaning = FHIRMessageEvent.concepts[sent].map { .trigger($0) } ?? .untold
        } else {
            meaning = FHIRMessageEvent.meaning(ofWords: sent)
        }
    }

    /// An HL7 v2 event, `A01` or `ADT^A01` or `ADT_A01`; of `ADT` alone the display tells it.
    private static func trigger(_ code: String, _ display: String) -> Meaning? {
        func parts(_ text: String) -> [Substring] {
            text.split { $0 == "^" || $0 == "_" }
        }
        var words = parts(code)
        if words.count == 1, words[0] == "ADT" { words = parts(display) }
        guard let word = words.count > 1 && words[0] == "ADT" ? words[1] : words.first else {
            return nil
        }
        let bytes = Array(word.utf8)
        guard bytes.count == 3, bytes[0].isLetter, bytes[1].isDigit, bytes[2].isDigit else {
            return nil
        }
        return bytes[0].uppercased == UInt8(ascii: "A")
            ? .trigger(String(word).asciiUppercased) : .notOurs("message-type")
    }

    /// SNOMED CT procedures that message definitions use as events (DOMAIN.md §4.1).
    private static let concepts = [
        "32485007": "A01", "183452005": "A01", "8715000": "A01", "73607007": "A01",
        "58000006": "A03", "306689006": "A03", "225928004": "A03",
        "107724000": "A02",
    ]

    /// Codes of guides such as `notification-admit`, whose words tell the event.
    private static func meaning(ofWords code: String) -> Meaning {
        let lower = code[...].asciiLowercased
        func has(_ words: String...) -> Bool { words.contains { lower.contains($0) } }
        if has("booking", "servicerequest", "appointment", "prescription", "referral") {
            return .notOurs("message-event")
        }
        if has("cancel", "pre-ad", "pread", "error", "update") { return .untold }
        if has("discharge") { return .trigger("A03") }
        if has("transfer") { return .trigger("A02") }
        if has("admit", "admission") { return .trigger("A01") }
        return .untold
    }
}
