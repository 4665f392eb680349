// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct EventPropertyTests {
    /// The items without the positions, which are of different bytes.
    private func plain(_ items: [DecodedItem]) -> [DecodedItem] {
        items.map { item in
            switch item {
            case .notification(var read):
                read.warnings = read.warnings.map { DecodeWarning(code: $0.code) }
                return .notification(read)
            case .rejected(let rejected):
                return .rejected(
                    Rejected(
                        code: rejected.code, position: 0, field: rejected.field,
                        format: rejected.format, sender: nil))
            }
        }
    }

    @Test(.tags(.slow)) func anEventIsTheSameInEveryMode() throws {
        var generator = EventGenerator(seed: 1)
        var codes: Set<String> = []
        for _ in 0..<800 {
            let parts = generator.parts()
            let structured = try decode(parts.structured, hint: .school)
            #expect(structured.count == 1)
            let expected = plain(structured)
            #expect(plain(try decode(parts.encoded, hint: .school)) == expected)
            let value = parts.data.utf8
            #expect(plain(try decode(value, headers: parts.headers, hint: .school)) == expected)
            #expect(plain(try decode(value, headers: parts.httpHeaders, hint: .school)) == expected)
            guard case .notification(let read) = structured[0] else {
                throw Unexpected(item: structured[0])
            }
            codes.formUnion(read.warningCodes)
        }
        // The generator reaches what it is there to reach.
        #expect(
            codes.isSuperset(of: [
                "code.unknown", "detail.type", "detail.value", "detail.missing", "upn.temporary",
                "birth-date.placeholder", "birth-date.format", "birth-date.invalid",
                "birth-date.implausible", "person.unborn", "upn.invalid", "nhs-number.invalid",
                "time.ambiguous", "time.date-only", "time.missing", "detail.free-text",
            ]), "\(codes)")
    }

    @Test func everyWarningPointsAtTheMemberItMeans() throws {
        var generator = EventGenerator(seed: 2)
        for _ in 0..<300 {
            let parts = generator.parts()
            let value = parts.structured
            guard case .notification(let read) = try decode(value)[0] else { continue }
            for warning in read.warnings where warning.code != "time.missing" {
                let position = try #require(warning.position, "\(warning.code)")
                let start = value[position]
                #expect("\"{[0123456789-tfn".utf8.contains(start), "\(warning.code)")
            }
        }
    }

    @Test(.tags(.slow)) func brokenEventsGiveAnItemAndNoTrap() throws {
        var generator = EventGenerator(seed: 3)
        let sharp = Array("\"{}[],:\\0e-. \n".utf8) + [0, 0x7F, 0x80, 0xC3, 0xFF]
        for round in 0..<1000 {
            let parts = generator.parts()
            var value = round.isMultiple(of: 2) ? parts.structured : parts.data.utf8
            for _ in 0..<Int.random(in: 1...4, using: &generator.random) {
                let index = Int.random(in: value.indices, using: &generator.random)
                switch Int.random(in: 0...2, using: &generator.random) {
                case 0: value[index] = generator.oneOf(sharp)
                case 1: value.insert(generator.oneOf(sharp), at: index)
                default: value.remove(at: index)
                }
            }
            let headers = round.isMultiple(of: 2) ? [] : parts.headers
            try expectItems(value, headers: headers)
        }
    }

    @Test func anyTreeIsWrittenReadAndLocatedTheSame() throws {
        var generator = EventGenerator(seed: 4)
        for _ in 0..<1000 {
            let tree = generator.tree(depth: 5)
            let bytes = tree.utf8
            #expect(try JSONValue(parsing: bytes) == tree)
            var boundary = JSONBoundary()
            let (verdict, end) = boundary.scan(bytes + [0x20], from: 0)
            #expect(verdict == .ended && end == bytes.count)
            #expect(!(try decode(bytes)).isEmpty)
            var locator = JSONLocator(bytes)
            try check(tree, path: [], bytes, &locator)
        }
    }

    private func check(
        _ tree: JSONValue, path: [String], _ bytes: [UInt8], _ locator: inout JSONLocator
    ) throws {
        let position = locator.position(of: path)
        #expect(bytes[position...].starts(with: tree.utf8))
        for (index, element) in tree.elements.enumerated() {
            try check(element, path: path + [String(index)], bytes, &locator)
        }
        for member in tree.members {
            try check(member.value, path: path + [member.name], bytes, &locator)
        }
    }

    @Test(.tags(.slow)) func theCostOfFaultsGrowsWithTheSizeOnly() throws {
        let ones = "[" + String(repeating: "1,", count: 40_000) + "1]"
        #expect(try decode(Array(ones.utf8)).count == 40_001)
        let actions = String(repeating: #"{"dueOn":"x"},"#, count: 20_000) + "{}"
        let event =
            #"{"specversion":"1.0","id":"1","source":"s","type":"org.keywatch.review.held.v1","#
            + #""time":"2026-03-10T13:15:00Z","data":{"detail":{"actions":[\#(actions)]}}}"#
        let read = try notification(json: event)
        #expect(read.warnings.count == Limits.warningsMax + 1)
        #expect(read.warningCodes.last == "warnings.cut")
    }
}
