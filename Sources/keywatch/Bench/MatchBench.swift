// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register

/// Questions who of a register somebody is, the hard ones among them, answered in full.
struct MatchBench {
    private let index: IdentityIndex
    private let people: [Person]
    /// The values of the register's fields, each with how many entries bear it.
    private let bearers: [String: Int32]

    /// How many questions a pass answers.
    static let questionCount = 4_000
    /// Four of ten are about somebody of the register, four about relatives and namesakes.
    private static let kinds: [BenchPeople.Kind] = [
        .same, .same, .same, .same, .twin, .sibling, .parent, .namesake, .stranger, .stranger,
    ]

    /// - Parameter hasFloor: Whether the floor is wanted, which of a large register takes more
    ///   memory than the index.
    init(entries count: Int, hasFloor: Bool = true, seed: UInt64 = 3) {
        var maker = BenchPeople(seed: seed)
        var index = IdentityIndex()
        var bearers: [String: Int32] = [:]
        var asked: [RegisterEntry] = []
        let step = max(1, count / MatchBench.questionCount)
        for number in 0..<count {
            let entry = maker.entry(number)
            index.insert(entry)
            if number.isMultiple(of: step) { asked.append(entry) }
            guard hasFloor else { continue }
            for text in MatchBench.texts(entry) { bearers[text, default: 0] += 1 }
        }
        var asker = BenchPeople(seed: seed + 1)
        people = (0..<MatchBench.questionCount).map { number in
            asker.person(
                MatchBench.kinds[number % MatchBench.kinds.count],
                of: asked[number % asked.count])
        }
        self.index = index
        self.bearers = bearers
    }

    /// One pass: every question answered.
    func pass() -> Int {
        people.reduce(0) { $0 &+ (index.match($1).registerId == nil ? 1 : 2) }
    }

    /// Every text of the person in lower case, and the register asked who bears it to the letter:
    /// whoever finds people by what is written of them must do as much, slips not yet forgiven.
    func floor() -> Int {
        people.reduce(0) { sum, person in
            MatchBench.texts(person).reduce(sum) { $0 &+ Int(bearers[$1] ?? 0) }
        }
    }

    /// Matches and reviews in per cent of the questions, and what the index holds in memory.
    var remark: String {
        var (matches, reviews) = (0, 0)
        for person in people {
            switch index.match(person).outcome {
            case .match: matches += 1
            case .review: reviews += 1
            case .none: break
            }
        }
        return "\(matches * 100 / people.count) % matched, \(reviews * 100 / people.count) % for "
            + "review; the index holds \(index.bytesApproximate / 1_000_000) MB"
    }

    private static func texts(_ entry: RegisterEntry) -> [String] {
        ([entry.familyName, entry.birthDate?.formatted, entry.postcode].compactMap { $0 }
            + entry.givenNames).map { $0.lowercased() }
    }

    private static func texts(_ person: Person) -> [String] {
        ([person.familyName.value, person.birthDate.value?.formatted, person.postcode.value]
            .compactMap { $0 } + person.givenNames).map { $0.lowercased() }
    }
}
