// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// Folds what was told of items, whatever order it came in, into the items that there are.
struct ItemFold {
    private let calendar: WorkingCalendar
    private var items: [Item] = []

    /// The items of a case: those of the entry, and what the events, in the order in which they
    /// happened, raised, changed and ended since.
    static func items(
        of history: [CaseEvent], entry: RegisterEntry?, _ calendar: WorkingCalendar
    ) -> [Item] {
        var fold = ItemFold(calendar: calendar)
        for action in entry?.actions ?? [] { fold.take(action) }
        for event in history { fold.take(event) }
        return fold.items
    }

    private init(calendar: WorkingCalendar) {
        self.calendar = calendar
    }

    private mutating func take(_ action: ReviewAction) {
        guard !action.id.isEmpty else { return }
        let index = place(of: .action, action.id)
        items[index].at = action.dueOn.map(calendar.endOfDay)
        items[index].agency = action.ownerAgency.flatMap(Agency.init)
        items[index].isPersonNamed = !(action.ownerPersonId ?? "").isEmpty
        items[index].isComplete =
            action.dueOn != nil && action.ownerAgency != nil && !(action.text ?? "").isEmpty
        items[index].isDone = action.status == .done
        items[index].isDropped = action.status == .dropped
    }

    private mutating func take(_ event: CaseEvent) {
        guard let kind = Item.kind(of: event.event), let id = event.detail["id"]?.string,
            !id.isEmpty
        else { return }
        let index = place(of: kind, id)
        var item = items[index]
        item.toldAt = event.occurredAt
        let detail = event.detail
        if let type = detail["kind"]?.string { item.type = type }
        if let agency = (detail["ownerAgency"] ?? detail["agency"])?.string {
            item.agency = Agency(rawValue: agency)
        }
        if let person = detail["ownerPersonId"]?.string { item.isPersonNamed = !person.isEmpty }
        if let date = (detail["dueOn"] ?? detail["at"])?.string { item.at = end(of: date) }
        let says = [detail["dueOn"], detail["ownerAgency"], detail["text"]].map { $0 != nil }
        item.isComplete = item.isComplete || !says.contains(false)
        switch event.event {
        case .barrierRaised, .requestRaised, .assessmentOpened, .meetingArranged,
            .reviewActionAdded, .planItemAdded:
            item.since = item.since ?? event.occurredAt
        case .barrierRemoved, .requestAccepted, .requestAnswered, .assessmentCompleted,
            .meetingHeld:
            item.isDone = true
        case .requestRefused:
            // Without a reason nothing is decided (DUTIES.tsv D-038).
            item.isDone = item.isDone || detail["reasonCode"]?.string != nil
        default: break
        }
        switch detail["status"]?.string {
        case "done": item.isDone = true
        case "dropped", "withdrawn": item.isDropped = true
        case "open": (item.isDone, item.isDropped) = (false, false)
        default: break
        }
        items[index] = item
    }

    private mutating func place(of kind: ItemKind, _ id: String) -> Int {
        if let index = items.firstIndex(where: { $0.kind == kind && $0.id == id }) { return index }
        items.append(Item(kind: kind, id: id, type: ItemKind.otherType))
        return items.count - 1
    }

    /// The end of a day, or an instant as it stands.
    private func end(of text: String) -> Instant? {
        LocalDate(iso8601: text).map(calendar.endOfDay) ?? Instant(iso8601: text)
    }
}

extension RegisterEntry {
    /// What its reviews and emergency meetings decided should be done.
    fileprivate var actions: [ReviewAction] {
        reviews.flatMap(\.actions) + emergencyProtocols.flatMap(\.actions)
    }
}
