// SPDX-License-Identifier: Apache-2.0

import Notifications
package import Register

/// An entry is kept in its own JSON form (CONTRACT.md §6), so that members that only a newer
/// version knows are not lost.
extension RegisterEntry: Codable {
    package init(from decoder: any Decoder) throws {
        let json = try JSONValue(from: decoder)
        self = try EntryDecoder(zone: try TimeZoneRules.london()).entry(json).entry
    }

    package func encode(to encoder: any Encoder) throws {
        try jsonValue().encode(to: encoder)
    }
}
