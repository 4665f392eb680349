// SPDX-License-Identifier: Apache-2.0

import Casework
import Policy

/// The two families of obligations that commands speak of, by the name of their id on topics
/// (CONTRACT.md §3): `alertId` of alerts and emergencies, `taskId` of tasks and reviews.
enum ObligationGroup: String {
    case alerts
    case tasks

    /// The member that names one in an answer.
    var idMember: String { self == .alerts ? "alertId" : "taskId" }

    /// The family that a kind belongs to; a notice, which asks for nothing, to tasks.
    init(_ kind: ObligationKind) {
        self = kind == .alert || kind == .emergency ? .alerts : .tasks
    }
}

/// All obligations of a ledger.
struct ObligationShelf {
    /// Every obligation, open or ended, in the order of opening.
    let all: [Obligation]

    /// An abbreviation of an id needs so many characters: with 24 bits, ten thousand open
    /// obligations share a prefix rarely, and an ambiguous one is refused anyway.
    static let prefixMin = 6

    init(_ obligations: [Obligation]) {
        all = obligations.sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
    }

    /// The obligation of an id or of an unambiguous beginning of one.
    func find(_ text: String, _ group: ObligationGroup? = nil) throws(CommandFailure) -> Obligation
    {
        let prefix = text.lowercased()
        guard prefix.utf8.count >= ObligationShelf.prefixMin else {
            throw CommandFailure(
                "'\(text)' is too short: give at least \(ObligationShelf.prefixMin) characters of "
                    + "the id", .usage)
        }
        let found = all.filter { $0.id.hasPrefix(prefix) }
        guard let first = found.first else {
            throw CommandFailure("no obligation has the id '\(text)'", .wanting)
        }
        guard found.count == 1 else {
            throw CommandFailure(
                "'\(text)' begins the ids of \(found.count) obligations: give more of it", .usage)
        }
        if let group, ObligationGroup(first.kind) != group {
            let other = ObligationGroup(first.kind).rawValue
            throw CommandFailure(
                "\(text) is of kind \(first.kind.rawValue): use `keywatch \(other)`", .usage)
        }
        return first
    }
}
