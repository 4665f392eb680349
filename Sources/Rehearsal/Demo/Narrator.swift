// SPDX-License-Identifier: Apache-2.0

package import Notifications
package import Policy

/// Says in plain English what an event on an output topic means.
package struct Narrator: Sendable {
    private let pack: PolicyPack
    private let directory: Directory
    private let zone: TimeZoneRules
    private let isColoured: Bool

    /// A narrator for a pack and a directory; in colour for a terminal.
    package init(
        pack: PolicyPack, directory: Directory, zone: TimeZoneRules, isColoured: Bool
    ) {
        self.pack = pack
        self.directory = directory
        self.zone = zone
        self.isColoured = isColoured
    }

    /// A line of the story itself.
    func beat(_ label: String, _ text: String, at: Instant) -> String {
        line(at: at, label: label, colour: "1", text: text)
    }

    /// What duties that are not read out came to.
    func others(_ counts: [String: Int]) -> String {
        let told = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return "(other duties: \(told.joined(separator: ", ")))"
    }

    /// A line for an event of an output topic; nil for one that nobody need read aloud.
    package func line(for event: JSONValue) -> String? {
        guard let type = event["type"]?.string, let data = event["data"],
            let at = event["time"]?.string.flatMap(Instant.init(iso8601:)),
            let kind = data["kind"]?.string
        else { return nil }
        let verb = type.split(separator: ".").dropLast().last.map(String.init) ?? ""
        let title = title(data)
        let people = people(data)
        let due =
            (data["dueAt"] ?? data["conveneBy"])?.string
            .flatMap(Instant.init(iso8601:)).map { ", by \(day($0))" } ?? ""
        switch (kind, verb) {
        case ("emergency", "opened"):
            return line(
                at: at, label: "Emergency call", colour: "31;1",
                text: "“\(title)”. Called: \(people)\(due). "
                    + "This does not delay an admission that is needed. "
                    + "If life is at risk, 999.")
        case ("alert", "opened"):
            return line(at: at, label: "Alert", colour: "31", text: "“\(title)” to \(people).")
        case (_, "opened"):
            return line(
                at: at, label: "Task", colour: "33", text: "“\(title)” for \(people)\(due).")
        case (_, "acknowledged"):
            let word = data["answer"]?.string ?? "acknowledged"
            return line(
                at: at, label: "Acknowledgement", colour: "32", text: "“\(title)” was \(word).")
        case (_, "reminded"):
            return line(
                at: at, label: "Reminder", colour: "36", text: "“\(title)” to \(people)\(due).")
        case (_, "escalated"):
            return line(
                at: at, label: "Escalation", colour: "35",
                text: "no answer to “\(title)”: now also told, \(people).")
        case (_, "closed"):
            return line(at: at, label: "Closed", colour: "32", text: "“\(title)” is closed.")
        case (_, "withdrawn"):
            return line(
                at: at, label: "Ended", colour: "2", text: "“\(title)” no longer applies.")
        case (_, "sent"):
            return line(at: at, label: "Notice", colour: "2", text: "“\(title)” to \(people).")
        default: return nil
        }
    }

    private func title(_ data: JSONValue) -> String {
        let line = data["rule"]?.string ?? ""
        return pack.rules.first { $0.id.line == line }?.title ?? line
    }

    private func people(_ data: JSONValue) -> String {
        let names = (data["to"]?.elements ?? []).map { recipient in
            let id = recipient["personId"]?.string ?? ""
            let role = (recipient["role"]?.string ?? "").replacing("-", with: " ")
            let name = directory.person(id)?.name
            return name.map { "\($0) (\(role))" } ?? role
        }
        return names.isEmpty ? "nobody" : names.joined(separator: ", ")
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private func day(_ instant: Instant) -> String {
        let local = zone.local(of: instant)
        let date = local.date
        let time = "\(pad(local.hour)):\(pad(local.minute))"
        return "\(Narrator.weekdays[date.weekday - 1]) \(date.day) "
            + "\(Narrator.months[date.month - 1]) \(time)"
    }

    private func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private func line(at: Instant, label: String, colour: String, text: String) -> String {
        let when = day(at)
        let margin = when + String(repeating: " ", count: max(0, 17 - when.count))
        let width = String(repeating: " ", count: max(1, 17 - label.count))
        guard isColoured else { return "\(margin)\(label)\(width)\(text)" }
        return "\u{1B}[2m\(margin)\u{1B}[0m\u{1B}[\(colour)m\(label)\u{1B}[0m\(width)\(text)"
    }
}
