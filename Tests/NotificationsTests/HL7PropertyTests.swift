// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

/// What holds for messages that nobody thought of.
@Suite struct HL7PropertyTests {
    /// A tree of texts: fields, repetitions, components, sub-components.
    private typealias Field = [[[String]]]

    private func text(_ random: inout Seeded) -> String {
        let pieces = [
            "a", "Z", "é", "€", "😀", " ", "|", "^", "~", "\\", "&", "#", "\n", "\r", "F", "X4A",
            "\"",
            "1", ".br", "$", "!",
        ]
        let count = Int.random(in: 1...6, using: &random)
        return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    private func field(_ random: inout Seeded) -> Field {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
            (0..<Int.random(in: 1...4, using: &random)).map { _ in
                (0..<Int.random(in: 1...3, using: &random)).map { _ in text(&random) }
            }
        }
    }

    private func separators(_ random: inout Seeded) throws -> HL7Separators {
        var candidates = Array("!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".utf8)
        candidates.shuffle(using: &random)
        return try #require(
            HL7Separators(field: candidates[0], encoding: candidates[1...4]))
    }

    private func encoded(_ field: Field, _ separators: HL7Separators) -> [UInt8] {
        let repetitions = field.map { repetition in
            let components = repetition.map { component in
                Array(
                    component.map { HL7Escapes.escaped(Array($0.utf8), separators) }
                        .joined(separator: [separators.subcomponent ?? 0]))
            }
            return Array(components.joined(separator: [separators.component ?? 0]))
        }
        return Array(repetitions.joined(separator: [separators.repetition ?? 0]))
    }

    @Test func whatIsWrittenIsReadBackWhateverTheSeparators() throws {
        var random = Seeded(state: 11)
        for _ in 0..<400 {
            let separators = try separators(&random)
            let fields = (0..<Int.random(in: 1...6, using: &random)).map { _ in field(&random) }
            let declared = [
                separators.component, separators.repetition, separators.escape,
                separators.subcomponent,
            ].compactMap(\.self)
            var bytes = Array("MSH".utf8) + [separators.field] + declared + [separators.field]
            bytes += Array("\rZZZ".utf8)
            for field in fields { bytes += [separators.field] + encoded(field, separators) }
            let message = try HL7Message(
                bytes, lines: try #require(HL7Splitter.split(bytes).messages.first?.lines))
            #expect(message.separators == separators)
            let segment = try #require(message.segments.last)
            for (number, field) in fields.enumerated() {
                let range = message.field(number + 1, of: segment)
                let repetitions = message.repetitions(of: range).map(\.range)
                try #require(repetitions.count == field.count)
                for (index, repetition) in field.enumerated() {
                    #expect(message.repetition(index + 1, of: range) == repetitions[index])
                    for (place, component) in repetition.enumerated() {
                        let part = message.component(place + 1, of: repetitions[index])
                        for (sub, expected) in component.enumerated() {
                            let found = message.text(message.subcomponent(sub + 1, of: part))
                            #expect(found == expected)
                        }
                    }
                }
            }
        }
    }

    @Test func aMessageMeansTheSameWhateverItsSeparators() throws {
        let expected = try notification(usualAdmission)
        var random = Seeded(state: 12)
        for _ in 0..<200 {
            let separators = try separators(&random)
            let usual = HL7Separators.usual
            // Nothing in the message may look like a separator by chance.
            let taken = Set(bytes(usualAdmission)).intersection([
                separators.field, separators.component ?? 0, separators.repetition ?? 0,
                separators.escape ?? 0, separators.subcomponent ?? 0,
            ])
            guard taken.isSubset(of: Array("|^~\\&".utf8)) else { continue }
            let changed = bytes(usualAdmission).map { byte -> UInt8 in
                switch byte {
                case usual.field: separators.field
                case usual.component: separators.component ?? 0
                case usual.repetition: separators.repetition ?? 0
                case usual.escape: separators.escape ?? 0
                case usual.subcomponent: separators.subcomponent ?? 0
                default: byte
                }
            }
            #expect(try decode(changed) == [.notification(expected)])
        }
    }

    @Test func everySplitOfAStreamDecodesAsItsMessages() throws {
        var random = Seeded(state: 13)
        for _ in 0..<60 {
            let count = Int.random(in: 1...5, using: &random)
            let messages = (0..<count).map { index in
                [header(["A01", "A03", "A40"][index % 3], [10: "M\(index)"])]
                    + usualAdmission.dropFirst() + ["MRG|9^^^RXX"]
            }
            let alone = try messages.flatMap { try decode(bytes($0)) }
            let together = try decode(bytes(Array(messages.joined())))
            try #require(together.count == alone.count)
            for (one, other) in zip(together, alone) {
                guard case .notification(let left) = one, case .notification(let right) = other
                else { throw Unexpected(item: one) }
                #expect(left.canonicalJSON() == right.canonicalJSON())
            }
        }
    }

    /// Messages of two people, ZU segments, batches and UTF-16, mutated.
    @Test(.tags(.slow)) func noMutationTrapsOrIsSilent() throws {
        let swap = bytes([header("A17"), usualPID, usualPV1, usualPID, usualPV1])
        let merge = bytes(
            ["FHS|^~\\&", "BHS|^~\\&", header("A40"), usualPID, "MRG|9^^^RXX", "BTS|1", "FTS|1"])
        let utf16: [UInt8] =
            [0xFE, 0xFF]
            + String(decoding: swap, as: UTF8.self).utf16.flatMap {
                [UInt8($0 >> 8), UInt8($0 & 0xFF)]
            }
        var random = Seeded(state: 14)
        let sharp = Array("|^~\\&\r\n\"0129MSHPIDRG\u{B}\u{1C}".utf8) + [0, 0x80, 0xC3, 0xD8, 0xFF]
        for seed in [swap, merge, utf16] {
            for _ in 0..<1500 {
                var value = seed
                for _ in 0..<Int.random(in: 1...8, using: &random) {
                    let index = Int.random(in: 0..<value.count, using: &random)
                    let byte = sharp.randomElement(using: &random) ?? 0
                    switch Int.random(in: 0...3, using: &random) {
                    case 0: value[index] = byte
                    case 1: value.insert(byte, at: index)
                    case 2 where value.count > 1: value.remove(at: index)
                    default: value.swapAt(index, Int.random(in: 0..<value.count, using: &random))
                    }
                }
                let items = try decode(value)
                #expect(!items.isEmpty)
                for item in items {
                    let positions =
                        switch item {
                        case .notification(let read): read.warnings.compactMap(\.position)
                        case .rejected(let rejected): [rejected.position]
                        }
                    #expect(positions.allSatisfy { (0...value.count).contains($0) })
                }
            }
        }
    }
}
