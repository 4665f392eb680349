// SPDX-License-Identifier: Apache-2.0

package import Notifications
package import Policy

/// For what a person counts across the area: once, whatever the number of their items.
package struct Counted: Hashable, Sendable, Codable {
    /// The rule that counts.
    package var rule: RuleID
    /// In what those counted together are alike: a word of the closed list, a keyed hash of any
    /// other, or ``everybody``.
    package var alike: String
    /// The last instant at which the person counts; nil: until news of the person says otherwise.
    package var until: Instant?

    /// What those have in common whom a rule counts all together.
    package static let everybody = "everybody"
}

/// How many people of the area count for one thing: numbers, and nobody's id. Who they are stands
/// in their own cases, each of which says what it adds and takes back.
package struct Tally: Hashable, Sendable, Codable {
    /// The rule that counts.
    package let rule: RuleID
    /// In what they are alike.
    package let alike: String
    /// How many count until news of them says otherwise.
    package private(set) var standing = 0
    /// How many count up to an instant and no longer, by the instants.
    package private(set) var ending: [Ending] = []
    /// Which time it is that so many people count as the rule takes, from 1.
    package var spell: Int

    /// People who count up to the same instant.
    package struct Ending: Hashable, Sendable, Codable {
        /// The last instant at which they count.
        package var at: Instant
        /// How many they are.
        package var people: Int
    }

    /// Nobody, as yet.
    init(rule: RuleID, alike: String, spell: Int) {
        self.rule = rule
        self.alike = alike
        self.spell = spell
    }

    /// How many count at an instant.
    ///
    /// - Complexity: O(days of the rule's window), however many people there are.
    package func people(at now: Instant) -> Int {
        ending.reduce(standing) { $1.at < now ? $0 : $0 + $1.people }
    }

    /// Whether nobody counts any more.
    package var isEmpty: Bool { standing == 0 && ending.isEmpty }

    /// What tells this time from every other that so many people are counted.
    package var occasion: String { spell == 1 ? alike : "\(alike)/\(spell)" }

    /// The number of the time that an occasion of this thing tells of; nil for one of another.
    static func spell(of occasion: String, alike: String) -> Int? {
        if occasion == alike { return 1 }
        guard occasion.hasPrefix("\(alike)/") else { return nil }
        return Int(occasion.dropFirst(alike.utf8.count + 1))
    }

    /// One person more.
    mutating func add(until: Instant?) {
        guard let until else {
            standing += 1
            return
        }
        let place = ending.firstIndex { $0.at >= until } ?? ending.count
        if place < ending.count, ending[place].at == until {
            ending[place].people += 1
        } else {
            ending.insert(Ending(at: until, people: 1), at: place)
        }
    }

    /// One person less. Who has ceased to count by time alone is forgotten already.
    mutating func remove(until: Instant?) {
        guard let until else {
            standing = Swift.max(0, standing - 1)
            return
        }
        guard let place = ending.firstIndex(where: { $0.at == until }) else { return }
        ending[place].people -= 1
        if ending[place].people == 0 { ending.remove(at: place) }
    }

    /// Forgets who has ceased to count by time alone.
    mutating func forgetPast(_ now: Instant) {
        ending.removeAll { $0.at < now }
    }

    /// The first instant at which fewer than so many count, if no news comes; nil where that never
    /// happens, or is so already.
    func falls(below least: Int, after now: Instant) -> Instant? {
        var people = people(at: now)
        guard people >= least else { return nil }
        for past in ending where past.at >= now {
            people -= past.people
            if people < least { return past.at.advanced(byMilliseconds: 1) }
        }
        return nil
    }
}

/// What a case knows of people who are counted: a person's of that one, the area's of the numbers.
package struct Counts: Hashable, Sendable, Codable {
    /// For what the person counts.
    package fileprivate(set) var counted: [Counted] = []
    /// How many people of the area count for what, by rules and words.
    package fileprivate(set) var tallies: [Tally] = []

    /// Nothing is counted.
    fileprivate init() {}
}

extension Case {
    /// Of a person: for what they count across the area.
    package var counted: [Counted] { counts?.counted ?? [] }

    /// Of the area: how many people count for what; of what nobody counts for nothing stands here.
    package var tallies: [Tally] { counts?.tallies ?? [] }

    /// How many people count for one thing; nil: nobody does.
    package func tally(_ rule: RuleID, _ alike: String) -> Tally? {
        tallies.first { $0.rule == rule && $0.alike == alike }
    }

    /// Keeps for what a person counts, in the place of what was known.
    mutating func keep(_ counted: [Counted]) {
        keepCounts { $0.counted = counted }
    }

    /// Keeps a tally in the place of what was known.
    mutating func keep(_ tally: Tally) {
        keepCounts { counts in
            counts.tallies.removeAll { $0.rule == tally.rule && $0.alike == tally.alike }
            guard !tally.isEmpty else { return }
            let place = counts.tallies.firstIndex { other in
                (tally.rule, tally.alike) < (other.rule, other.alike)
            }
            counts.tallies.insert(tally, at: place ?? counts.tallies.count)
        }
    }

    private mutating func keepCounts(_ change: (inout Counts) -> Void) {
        var changed = counts?.value ?? Counts()
        change(&changed)
        counts = changed == Counts() ? nil : Shared(changed)
    }
}
