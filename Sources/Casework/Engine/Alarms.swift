// SPDX-License-Identifier: Apache-2.0

import HeapModule
import Notifications

/// Which clock of a case is next.
enum AlarmClock: Hashable, Comparable {
    /// Time alone may change what the case asks for.
    case reconsideration
    /// A clock of an obligation.
    case obligation(ObligationKey)
}

/// The next clock of every case: one alarm a case, however many of its duties are open. Alarms of
/// one instant come in the order of their obligations' ids, whoever they are about.
struct Alarms {
    /// A case's next clock.
    struct Alarm: Comparable {
        let clock: AlarmClock
        let at: Instant
        let subject: UInt32

        static func < (left: Alarm, right: Alarm) -> Bool {
            (left.at, left.clock, left.subject) < (right.at, right.clock, right.subject)
        }
    }

    /// Entries are never taken out of the heap when a clock moves; one that is not the subject's
    /// standing alarm any more is passed over.
    private var heap = Heap<Alarm>()
    /// By the subject's number.
    private var standing: [Alarm?] = []

    /// The earliest instant at which there may be something to do; nil when nothing is set.
    var first: Instant? { heap.min?.at }

    /// Whether a clock of a subject is set.
    func isSet(for subject: UInt32) -> Bool {
        Int(subject) < standing.count && standing[Int(subject)] != nil
    }

    /// Sets a subject's next clock; nil: none runs.
    mutating func set(_ next: (at: Instant, clock: AlarmClock)?, for subject: UInt32) {
        let index = Int(subject)
        while standing.count <= index { standing.append(nil) }
        let alarm = next.map { Alarm(clock: $0.clock, at: $0.at, subject: subject) }
        guard standing[index] != alarm else { return }
        standing[index] = alarm
        guard let alarm else { return }
        heap.insert(alarm)
        if heap.count > 2 * standing.count + 64 { heap = Heap(standing.compactMap(\.self)) }
    }

    /// Lets go of the room that growing left behind, and of alarms that were passed over.
    mutating func compact() {
        standing = standing.map { $0 }
        heap = Heap(standing.compactMap(\.self))
    }

    /// Takes the earliest alarm at or before `instant`; its subject has none until it is set anew.
    mutating func takeFirst(upTo instant: Instant) -> Alarm? {
        while let next = heap.min, next.at <= instant {
            heap.removeMin()
            guard standing[Int(next.subject)] == next else { continue }
            standing[Int(next.subject)] = nil
            return next
        }
        return nil
    }
}

extension Case {
    /// The clock that is next: the earliest, and of one instant the smallest id.
    var nextClock: (at: Instant, clock: AlarmClock)? {
        var next = reconsiderAt.map { (at: $0, clock: AlarmClock.reconsideration) }
        for obligation in obligations {
            guard let due = obligation.nextDue, next.map({ due <= $0.at }) ?? true,
                let key = ObligationKey(obligation.id)
            else { continue }
            let clock = (at: due, clock: AlarmClock.obligation(key))
            if next.map({ clock < $0 }) ?? true { next = clock }
        }
        return next
    }
}
