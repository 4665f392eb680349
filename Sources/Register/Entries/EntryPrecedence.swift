// SPDX-License-Identifier: Apache-2.0

/// What to do with an entry that arrives while another of the same id stands.
package enum EntryPrecedence: Hashable, Sendable {
    /// The arriving entry stands from now on.
    case replace(warnings: [EntryFault])
    /// The arriving entry is older than the one that stands: ignored and counted.
    case ignoreOlder
    /// The arriving entry is the one that stands.
    case duplicate

    /// Decides by version.
    ///
    /// A higher version replaces, a lower one is ignored, and the same version with the same
    /// content is a duplicate. The same version with other content is the register's mistake:
    /// the entry that arrives later stands (the topic's order is the only order left) and a
    /// warning says so. An unnumbered entry also stands when it arrives later, with a warning if
    /// the entry before it had a number.
    package static func decide(
        current: RegisterEntry?, arriving: RegisterEntry
    ) -> EntryPrecedence {
        guard let current else { return .replace(warnings: []) }
        switch (current.version, arriving.version) {
        case (let old?, let new?) where new < old:
            return .ignoreOlder
        case (let old?, let new?) where new > old:
            return .replace(warnings: [])
        case (_?, _?):
            return current == arriving
                ? .duplicate
                : .replace(warnings: [
                    EntryFault(
                        .versionReused, at: "version",
                        expected: "a higher version for a changed entry")
                ])
        case (_?, nil):
            return .replace(warnings: [
                EntryFault(
                    .versionMissing, at: "version",
                    expected: "a version, as the entry before it has one")
            ])
        case (nil, _):
            return current == arriving ? .duplicate : .replace(warnings: [])
        }
    }
}
