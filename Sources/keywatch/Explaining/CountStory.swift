// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy

/// Says who is counted for what: of a person what they count for, of the area how many people, and
/// of so few that they could be told apart not even that.
struct CountStory {
    let time: LocalTime

    /// For what a person counts.
    func sentences(of counted: [Counted]) -> [String] {
        guard !counted.isEmpty else { return ["Counts across the area for nothing any more."] }
        return counted.map { one in
            let end = one.until.map { ", until \(time.text($0))" } ?? ", while that lasts"
            return "Counts across the area once, for \(one.alike) of rule \(one.rule)\(end)."
        }
    }

    /// How many people count for one thing from now on.
    func sentence(of tally: Tally) -> String {
        "For \(tally.alike) of rule \(tally.rule) \(text(tally.people(at: .distantPast))) count."
    }

    /// How many people were counted at an instant, in words.
    func text(_ people: Int) -> String {
        people < PeopleCount.fewest ? "fewer than \(PeopleCount.fewest) people" : "\(people) people"
    }
}

extension Instant {
    /// Before everything that was ever told.
    fileprivate static let distantPast = Instant(milliseconds: .min)
}
