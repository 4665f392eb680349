// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

extension Situation {
    /// The facts about the item in hand; nil for a fact about something else.
    func itemValue(of name: FactName) -> FactValue? {
        guard let item else { return nil }
        return switch name {
        case .itemKind: .code(item.kind.rawValue)
        case .itemType: .code(ItemKind.types.contains(item.type) ? item.type : ItemKind.otherType)
        case .itemOpen: .bool(item.isOpen)
        case .itemAt: Situation.instant(item.at)
        case .itemSince: Situation.instant(item.since)
        case .itemToldAt: Situation.instant(item.toldAt)
        case .itemAgency: Situation.code(item.agency?.rawValue)
        case .itemPersonNamed: .bool(item.isPersonNamed)
        case .itemComplete: .bool(item.isComplete)
        default: nil
        }
    }
}
