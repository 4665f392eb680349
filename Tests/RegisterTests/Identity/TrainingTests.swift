// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("Weights estimated without the truth", .tags(.slow))
struct TrainingTests {
    /// A register, people asked about, and how many of these are on it.
    private func world() -> (index: IdentityIndex, people: [Person], pairs: Int) {
        var people = GeneratedPeople(seed: 21, origin: .british)
        let entries = (0..<300).map { people.entry("E\($0)") }
        var index = IdentityIndex()
        for entry in entries { index.insert(entry) }
        var asked: [Person] = []
        var pairs = 0
        let kinds: [GeneratedPeople.Kind] = [.same, .same, .twin, .sibling, .namesake, .stranger]
        for round in 0..<1_200 {
            let kind = kinds[round % kinds.count]
            asked.append(people.question(about: entries[round % 300], kind).person)
            if kind == .same { pairs += 1 }
        }
        return (index, asked, pairs)
    }

    @Test("It converges, finds about as many pairs as there are, and is not fooled by twins")
    func estimate() throws {
        let (index, people, pairs) = world()
        let training = WeightTraining(
            index: index, people: people, start: .standard, provenance: "generated")
        #expect(training.rounds.count < ExpectationMaximisation.roundsMax)
        let last = try #require(training.rounds.last)
        #expect(last.change < ExpectationMaximisation.changeMin)
        // The likelihood of what is seen only grows, but for the half pairs that are added.
        for (before, after) in zip(training.rounds, training.rounds.dropFirst()) {
            #expect(after.logLikelihood >= before.logLikelihood - 0.01)
        }
        let difference: Double = abs(training.matches - Double(pairs))
        #expect(difference < 0.08 * Double(pairs))
        func m(_ field: EvidenceField, _ level: EvidenceLevel) -> Double {
            training.estimates.first { $0.field == field && $0.level == level }?.m ?? 0
        }
        // A quarter of the pairs that share a key are twins and siblings.
        #expect(m(.givenNames, .differs) < 0.05)
        #expect((0.8...0.95).contains(m(.birthDate, .exact)))
        #expect((0.04...0.2).contains(m(.postcode, .differs)))
        #expect(training.weights[.phone, .exact] == Weights.standard[.phone, .exact])
        #expect(training.weights.provenance == "generated")
        for (field, levels) in Weights.order {
            for (more, less) in zip(levels, levels.dropFirst()) {
                #expect(training.weights[field, more] >= training.weights[field, less])
            }
        }
    }

    @Test("The same files give the same weights, and nobody gives the former ones")
    func deterministic() {
        let (index, people, _) = world()
        let some = Array(people.prefix(200))
        let one = WeightTraining(index: index, people: some, start: .standard, provenance: "a")
        let other = WeightTraining(index: index, people: some, start: .standard, provenance: "a")
        #expect(one.weights == other.weights)
        #expect(one.table() == other.table())
        let nothing = WeightTraining(
            index: IdentityIndex(), people: [], start: .standard,
            provenance: Weights.standard.provenance)
        #expect(nothing.weights == .standard && nothing.pairs == 0)
    }

    @Test("The chart names every level, as text and as a picture")
    func chart() {
        let (index, people, _) = world()
        let training = WeightTraining(
            index: index, people: Array(people.prefix(300)), start: .standard, provenance: "")
        let (table, picture) = (training.table(), training.picture())
        #expect(table.contains("birth-date exact") && table.contains("nobody from 9.96"))
        #expect(picture.hasPrefix("<svg") && picture.contains("postcode differs"))
    }
}
