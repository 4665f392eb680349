// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

extension Tag {
    /// Takes more than two seconds in a debug build.
    @Tag static var slow: Self
}

/// Whatever the bytes, at least one item and no trap.
@Suite struct HostileInputTests {
    private static let event = Array(
        """
        {"specversion":"1.0","id":"e1","source":"/s","type":"org.keywatch.admission.started.v1",\
        "time":"2026-03-10T13:15:00Z","data":{"person":{"nhsNumber":"9990000018","familyName":"Té",\
        "givenNames":["A"],"birthDate":"2010-04-15","localIds":[{"value":"1"}],"deceased":true},\
        "encounter":{"id":"V1","class":"I","admittedAt":"2026-03-10T13:00:00Z"},\
        "diagnoses":[{"code":"F84.0"}],"detail":{"a":[1,2.5e3,null]}}}
        """.utf8)
    private static let batch = bytes(
        ["FHS|^~\\&|A", "BHS|^~\\&|A"] + usualAdmission + usualAdmission + ["BTS|2", "FTS|1"])
    static let seeds: [[UInt8]] = [bytes(usualAdmission), batch, event]

    @Test(arguments: seeds.indices)
    func everyTruncationGivesAnItem(seed: Int) throws {
        let whole = HostileInputTests.seeds[seed]
        for length in whole.indices { try expectItems(Array(whole[..<length])) }
    }

    @Test(.tags(.slow), arguments: seeds.indices)
    func everyMutationGivesAnItem(seed: Int) throws {
        let whole = HostileInputTests.seeds[seed]
        var random = Seeded(state: UInt64(seed))
        let sharp =
            Array("|^~\\&\r\n\"{}[],:0129MSHPIDE\u{B}\u{1C}".utf8) + [0, 0x7F, 0x80, 0xC3, 0xFF]
        for _ in 0..<1000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                guard !bytes.isEmpty else { break }
                let index = Int.random(in: 0..<bytes.count, using: &random)
                let byte = sharp.randomElement(using: &random) ?? 0
                switch Int.random(in: 0...4, using: &random) {
                case 0: bytes[index] = byte
                case 1: bytes.insert(byte, at: index)
                case 2: bytes.remove(at: index)
                case 3: bytes[index] = UInt8.random(in: 0...255, using: &random)
                default:
                    let end = Int.random(in: index...bytes.count, using: &random)
                    let piece = Array(bytes[index..<end].prefix(40))
                    bytes.insert(contentsOf: piece, at: index)
                }
            }
            try expectItems(bytes)
        }
    }

    @Test func noiseGivesAnItem() throws {
        var random = Seeded(state: 9)
        for _ in 0..<2000 {
            let count = Int.random(in: 1...80, using: &random)
            let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            try expectItems(noise)
            try expectItems(Array("MSH|^~\\&|".utf8) + noise)
        }
    }

    @Test(.tags(.slow)) func theCostGrowsWithTheSizeOnly() throws {
        try expectItems(Array(String(repeating: "MSH|^~\\&\r", count: 60_000).utf8))
        try expectItems(Array((header("A01") + String(repeating: "\nx", count: 400_000)).utf8))
        try expectItems(
            Array((header("A01") + "\rPID|" + String(repeating: "\\", count: 40_000)).utf8))
        try expectItems(Array(String(repeating: "[", count: 200_000).utf8))
    }
}
