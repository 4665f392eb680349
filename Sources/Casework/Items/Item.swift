// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// Something in a person's life or care that is followed by itself: a change that comes, or what
/// somebody raised under an id of its own.
struct Item: Equatable, Sendable {
    /// What it is.
    let kind: ItemKind
    /// What tells it from others of its kind: a change's name, or the id with which it was raised.
    let id: String
    /// Which change it is, or the word with which it was raised.
    var type: String
    /// When it comes, or is due.
    var at: Instant?
    /// When it was raised.
    var since: Instant?
    /// When anything was last told of it.
    var toldAt: Instant?
    /// Whether it was done.
    var isDone = false
    /// Whether it was given up.
    var isDropped = false
    /// The agency that it is for.
    var agency: Agency?
    /// Whether a person is named who owes it.
    var isPersonNamed = false
    /// Whether it says what it is, by when, and which agency owes it.
    var isComplete = false

    /// Whether it is still to be done, or to come.
    var isOpen: Bool { !isDone && !isDropped }

    /// Whether an event tells of this item; nil for one that tells of no item at all.
    func isTold(by event: CaseEvent, _ calendar: WorkingCalendar) -> Bool? {
        if event.event == .transitionPlanned || event.event == .transitionDecided {
            guard kind == .transition else { return false }
            let named = event.detail["for"]?.string
            return named == id || at.map { named == calendar.localDate(of: $0).formatted } ?? false
        }
        guard let told = Item.kind(of: event.event) else { return nil }
        return told == kind && event.detail["id"]?.string == id
    }

    /// What an event raises, changes or ends; nil for one that tells of no item.
    static func kind(of event: EventName) -> ItemKind? {
        switch event {
        case .reviewActionAdded, .reviewActionUpdated: .action
        case .barrierRaised, .barrierRemoved: .barrier
        case .requestRaised, .requestAccepted, .requestAnswered, .requestRefused: .request
        case .assessmentOpened, .assessmentCompleted: .assessment
        case .meetingArranged, .meetingHeld: .meeting
        case .planItemAdded, .planItemUpdated: .planItem
        default: nil
        }
    }
}
