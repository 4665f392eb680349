// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Notifications
import Register

extension Engine {
    /// Decides one message of a record.
    mutating func decide(
        _ item: DecodedItem, of record: Record, at position: InputPosition,
        _ hashes: IdentityHashes, now: Instant
    ) throws -> EngineFrame {
        switch item {
        case .rejected(let rejected):
            try reject(
                rejected, at: position, size: record.size, digest: hashes.digest(of: record),
                now: now)
        case .notification(let notification):
            try decide(notification, at: position, now: now)
        }
    }

    /// Decides a message; without a position it is known by its content alone.
    mutating func decide(
        _ notification: Notification, at position: InputPosition?, now: Instant
    ) throws -> EngineFrame {
        notification.kind == .response
            ? try respond(notification, at: position, now: now)
            : try receive(notification, at: position, now: now)
    }

    /// Decides a record of the register.
    mutating func decide(
        _ entry: RegisterRecord, of record: Record, at position: InputPosition,
        _ hashes: IdentityHashes, now: Instant
    ) throws -> EngineFrame {
        guard case .rejected(let fault) = entry else {
            return try receive(entry, at: position, now: now)
        }
        return try reject(
            fault, at: position, size: record.size, digest: hashes.digest(of: record), now: now)
    }
}

extension DecodedItem {
    /// Why it could not be read; nil when it could.
    var rejected: Rejected? {
        if case .rejected(let rejected) = self { rejected } else { nil }
    }
}

extension IdentityHashes {
    fileprivate func digest(of record: Record) -> String {
        IdentityHashes.hex(digest(record.value ?? []))
    }
}
