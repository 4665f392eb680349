// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy

/// Who to ring, by clock: for the telephone when nothing else works. It says nothing clinical:
/// no title, no rule, no event; who is concerned stands there by register id alone.
enum CallList {
    /// A row for each person to be rung for each open obligation, the earliest clock first.
    static func table(
        _ obligations: [Obligation], directory: Directory?, time: LocalTime, isJSON: Bool
    ) -> TextTable {
        var table = TextTable(
            [
                "next", "due", "person", "name", "role", "about", "rung", "wanted", "id",
            ], numbers: ["rung"])
        let open = obligations.filter { $0.isOpen && $0.kind != .notice }.sorted {
            ($0.nextDue ?? .distant, $0.id) < ($1.nextDue ?? .distant, $1.id)
        }
        let show = { (instant: Instant?) in
            instant.map { isJSON ? $0.formatted : time.text($0) } ?? ""
        }
        for obligation in open {
            for addressee in people(of: obligation) {
                table.add([
                    show(obligation.nextDue), show(obligation.due), addressee.personId,
                    directory?.person(addressee.personId)?.name ?? "", addressee.role.rawValue,
                    obligation.about.id, String(obligation.rung),
                    obligation.isAnswered ? "completion" : "answer",
                    isJSON ? obligation.id : String(obligation.id.prefix(8)),
                ])
            }
        }
        return table
    }

    /// Whom to ring: who answered; else those told on the rungs above the first, the last told
    /// first; else the owner, or whoever stands in.
    static func people(of obligation: Obligation) -> [Addressee] {
        if let answered = obligation.answer?.answered {
            let told = obligation.to + (obligation.answer?.told ?? [])
            let known = told.first { $0.personId == answered.by }
            return [known ?? Addressee(role: obligation.owner, personId: answered.by)]
        }
        let climbed = (obligation.answer?.told ?? []).filter { !obligation.to.contains($0) }
        if !climbed.isEmpty { return climbed.reversed() }
        let owners = obligation.to.filter { $0.role == obligation.owner }
        return owners.isEmpty ? Array(obligation.to.prefix(1)) : owners
    }
}
