// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy
package import Register

extension Engine {
    /// Decides a record of the register topic.
    package mutating func receive(
        _ record: RegisterRecord, at position: InputPosition?, now instant: Instant
    ) throws -> EngineFrame {
        let now = advance(to: instant)
        switch record {
        case .rejected(let fault):
            return try finish(.register, position, .deadLetter, fault.code.rawValue, [])
        case .removal(let id):
            let subject = CaseSubject.person(id)
            guard try currentCase(subject).entry != nil else {
                return try finish(.register, position, .duplicate, "not-on-register", [])
            }
            indexEntry(nil, id: id)
            let part = try decide(subject, inputID: "removal|\(id)|\(now.milliseconds)") {
                $0.removeEntry(position: position)
            }
            return try finish(.register, position, .acted, "removed", [part])
        case .upsert(let entry, _):
            return try store(entry, position, now)
        }
    }

    /// Puts an entry in place as it was before the first input, without a decision about it; what
    /// it makes due opens at the next opening of working hours (DUTIES.tsv §11).
    package mutating func begin(
        with entry: RegisterEntry, now instant: Instant
    ) throws -> EngineFrame {
        _ = advance(to: instant)
        indexEntry(entry, id: entry.registerId)
        let part = try decide(.person(entry.registerId), inputID: "beginning") {
            $0.begin(with: entry)
        }
        return try finish(.beginning, nil, nil, "beginning", [part])
    }

    private mutating func store(
        _ entry: RegisterEntry, _ position: InputPosition?, _ now: Instant
    ) throws -> EngineFrame {
        let subject = CaseSubject.person(entry.registerId)
        let current = try currentCase(subject).entry?.value
        switch EntryPrecedence.decide(current: current, arriving: entry) {
        case .ignoreOlder: return try finish(.register, position, .superseded, "older-version", [])
        case .duplicate: return try finish(.register, position, .duplicate, "same-version", [])
        case .replace: break
        }
        indexEntry(entry, id: entry.registerId)
        let changes = EntryDifference.events(from: current, to: entry)
        let part = try decide(subject, inputID: "entry|\(position?.text ?? "command")") {
            $0.store(entry, changes: changes, position: position)
        }
        var result = try finish(
            .register, position, .acted, current == nil ? "added" : "changed", [part])
        if current.map({ BlockingKeys.of($0) != BlockingKeys.of(entry) }) ?? true {
            result.revisitTokens = tokens(BlockingKeys.of(entry))
        }
        return result
    }

}

extension Decision {
    /// Stores a newer entry, remembers what changed in it as events, and brings every obligation
    /// in line.
    mutating func store(
        _ entry: RegisterEntry, changes: [EntryEvent], position: InputPosition?
    ) {
        record(.entry(entry))
        hear(changes, position)
    }

    /// Removes the entry: what is left open is told, and everything about the person is withdrawn
    /// or closed by its rule.
    mutating func removeEntry(position: InputPosition?) {
        let changes = EntryDifference.events(from: caseState.entry?.value, to: nil)
        record(.entryRemoved)
        hear(changes, position)
    }

    private mutating func hear(_ changes: [EntryEvent], _ position: InputPosition?) {
        var last: CaseEvent?
        for change in changes {
            let event = self.event(change, position)
            record(.event(event))
            let present = reading
            trigger(by: event, match: nil, stayInScopeBefore: present.hasStayInScope)
            end(by: event)
            last = event
        }
        reconcile(because: last, match: nil)
    }

    private func event(_ change: EntryEvent, _ position: InputPosition?) -> CaseEvent {
        let at: Instant =
            switch change.effect {
            case .at(let instant): instant
            case .on(let date): context.calendar.startOfDay(date)
            case .receipt: now
            }
        return CaseEvent(
            EventContent(
                key: "\(inputID)|\(change.event.text)", contentHash: "", position: position,
                event: change.event, occurredAt: at, recordedAt: at, sentAt: at, receivedAt: now,
                sender: Sender(application: "register"), encounter: nil, marker: false,
                mentalHealthReason: nil, detail: change.detail, by: nil))
    }
}
