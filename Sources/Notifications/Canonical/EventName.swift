// SPDX-License-Identifier: Apache-2.0

/// The name of an event, such as `admission.started` (CONTRACT.md §4).
///
/// Unknown events of a known family are kept as `<family>.other`, so every name here is known.
package struct EventName: Hashable, Sendable, Codable {
    /// Its place in ``all``: names are compared far more often than they are read.
    let place: UInt8

    /// The event of that name, or nil when there is none.
    package init?(_ text: String) {
        guard let place = EventName.places[text] else { return nil }
        self.place = place
    }

    /// The event of a name that code itself speaks of; one that no list has is a mistake in it.
    init(listed text: String) {
        guard let place = EventName.places[text] else {
            preconditionFailure("no event has this name")
        }
        self.place = place
    }

    private init(place: UInt8) {
        self.place = place
    }

    /// The name as it stands in canonical form.
    package var text: String { EventName.texts[Int(place)] }

    /// The part before the first full stop: `admission`, `school`, `social-care` …
    package var family: Substring { EventName.familyNames[Int(place)] }

    /// Decodes the name as a single value.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let name = EventName(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not the name of an event")
        }
        self = name
    }

    /// Encodes the name as a single value.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// The name for what is of this kind and not known by a name of its own.
    package static func other(_ kind: NotificationKind) -> EventName {
        EventName(listed: "\(kind.rawValue).other")
    }

    /// Whether the name is a family's `other`.
    package var isOther: Bool { text.hasSuffix(".other") }

    /// Every name, family by family, in CONTRACT.md's order, each family's `other` last.
    package static let all: [EventName] = texts.indices.map {
        EventName(place: UInt8(truncatingIfNeeded: $0))
    }

    private static let texts: [String] = families.flatMap { family, names in
        let words: [Substring] = names.split(separator: " ") + ["other"]
        return words.map { "\(family).\($0)" }
    }

    private static let familyNames: [Substring] = texts.map { $0.prefix { $0 != "." } }

    private static let places = Dictionary(
        texts.enumerated().map { ($1, UInt8(truncatingIfNeeded: $0)) }
    ) { first, _ in first }

    private static let families: [(String, String)] = [
        (
            "admission",
            """
            considered planned plan-cancelled started transferred class-changed updated \
            ended start-cancelled transfer-cancelled end-cancelled leave-started \
            leave-ended absent emergency-attended emergency-left person-updated person-merged \
            person-unmerged died reported
            """
        ),
        ("crisis", "contact section-136 mha-assessment-requested reported"),
        ("stay", "legal-status ready discharge-item"),
        (
            "school",
            """
            suspended permanently-excluded exclusion-withdrawn absence-threshold \
            part-time-timetable ehc-requested ehc-plan-issued ehc-annual-review ehc-ceased \
            phase-transfer joined-roll left-roll alternative-provision \
            restraint-incident cause-for-concern
            """
        ),
        (
            "social-care",
            """
            contact referral section-47-started conference-held protection-plan-started \
            protection-plan-ended care-started placement-changed care-ended missing \
            found return-interview youth-justice social-worker-changed short-breaks
            """
        ),
        ("safeguarding", "concern"),
        ("register", "added removed rated consent-changed reviewed changed"),
        ("consent", "recorded"),
        ("commissioner", "view-formed"),
        (
            "review",
            """
            requested booked held not-held report-received action-added action-updated
            """
        ),
        (
            "keyworker",
            """
            assigned accepted first-contact contact plan-agreed absent handed-over \
            stepped-down exited reopened
            """
        ),
        ("emergency-protocol", "called held outcome"),
        ("escalation", "acknowledged accepted completed declined reassigned raised"),
        ("request", "raised accepted answered refused"),
        ("meeting", "arranged held"),
        ("barrier", "raised removed"),
        ("assessment", "opened completed"),
        ("plan", "item-added item-updated"),
        ("outcome", "recorded"),
        ("transition", "planned decided"),
        ("visit", "held"),
        ("supervision", "held"),
        ("note", "recorded"),
        ("unit", "rating-changed"),
        ("case", "transferred"),
        ("census", "received"),
        ("experience", "recorded"),
        ("gap", "reported"),
        ("team", "changed"),
        ("identity", "decided"),
        ("death", "confirmed withdrawn"),
        ("area", "mode-changed"),
        ("family", "chased"),
        ("response", ""),
    ]
}
