// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

/// Files and batches: what trailers say against what is there.
@Suite struct HL7EnvelopeTests {
    private let fhs = "FHS|^~\\&|A"
    private let bhs = "BHS|^~\\&|A"

    private func message(_ id: String) -> [String] {
        [header("A08", [10: id]), usualPID, usualPV1]
    }

    /// Ids with their warnings, or rejections with their field.
    private func read(_ segments: [String]) throws -> [String] {
        try decode(bytes(segments)).map {
            switch $0 {
            case .notification(let read):
                ([read.id] + read.warningCodes).joined(separator: " ")
            case .rejected(let rejected):
                "\(rejected.code.rawValue) \(rejected.field ?? "")"
            }
        }
    }

    @Test func rightCountsAreSilent() throws {
        let batch = [bhs] + message("1") + message("2") + ["BTS|2"]
        #expect(try read(batch) == ["1", "2"])
        #expect(try read([fhs] + batch + batch + ["FTS|2"]) == ["1", "2", "1", "2"])
        #expect(try read([fhs] + message("1") + ["FTS|1"]) == ["1"])
        #expect(try read([fhs] + batch + ["FTS"] + [fhs] + batch + ["FTS|1"]).count == 4)
        #expect(try read([bhs] + message("1") + ["BTS|"]) == ["1"])
        #expect(try read(batch + ["FTS|1"]) == ["1", "2"])
    }

    @Test func moreThanIsThereIsRejected() throws {
        #expect(
            try read([bhs] + message("1") + ["BTS|3"]) == ["1", "hl7v2.batch-count BTS-1"])
        let file = [fhs, bhs] + message("1") + ["BTS|1", "FTS|2"]
        #expect(try read(file) == ["1", "hl7v2.batch-count FTS-1"])
        let both = [fhs, bhs] + message("1") + ["BTS|2", "FTS|3"]
        #expect(
            try read(both) == ["1", "hl7v2.batch-count BTS-1", "hl7v2.batch-count FTS-1"])
    }

    @Test func lessThanIsThereAndWhatIsNoCountAreWarnings() throws {
        let warning = "1 hl7v2.batch-count"
        #expect(try read([bhs] + message("1") + ["BTS|0"]) == [warning])
        #expect(try read([bhs] + message("1") + ["BTS|one"]) == [warning])
        #expect(try read([bhs] + message("1") + ["BTS|-1"]) == [warning])
        let batch = [bhs] + message("1") + ["BTS|1"]
        #expect(try read([fhs] + batch + batch + ["FTS|1"]) == [warning, warning])
        #expect(try read([fhs] + batch + ["FTS|x"]) == [warning])
        // The file's trailer counts messages.
        let two = [fhs, bhs] + message("1") + message("1") + ["BTS|2", "FTS|2"]
        #expect(try read(two) == [warning, warning])
    }

    @Test func aBatchOrFileWithoutItsEndMayBeCutOff() throws {
        let warning = "1 hl7v2.batch-unended"
        #expect(try read([bhs] + message("1")) == [warning])
        #expect(try read([fhs] + message("1")) == [warning])
        #expect(
            try read([bhs] + message("1") + [bhs] + message("1") + ["BTS|1"]) == [warning, "1"])
    }

    @Test func whatBelongsToNoMessageIsAWarning() throws {
        let after = [bhs] + message("1") + ["BTS|1", "OBX|1"]
        #expect(try read(after) == ["1 hl7v2.stray-text"])
        let blank = [bhs] + message("1") + ["BTS|1", "  ", "\u{0}"]
        #expect(try read(blank) == ["1"])
    }

    @Test func anEnvelopeAloneIsRejected() throws {
        #expect(try read([fhs, bhs, "BTS|0", "FTS|1"]) == ["hl7v2.empty-batch "])
    }

    @Test func tooManyMessagesOrBatchesAreRefused() throws {
        let line = header("A08") + "\r"
        func code(_ text: String) throws -> [String] { try read([text]) }
        #expect(try code(String(repeating: line, count: 10_001)) == ["hl7v2.limit "])
        #expect(try code(String(repeating: "BHS|^~\\&\r", count: 20_002)) == ["hl7v2.limit "])
        #expect(
            try code(String(repeating: "BHS|^~\\&\rBTS|0\r", count: 10_001)) == ["hl7v2.limit "])
        let most = "BHS|^~\\&\r" + String(repeating: "MSH|^~\\&\r", count: 10_000) + "BTS|10000\r"
        #expect(try decode(Array(most.utf8)).count == 10_000)
    }

    @Test func tooManyPeopleInAllAreRefused() throws {
        let message = header("A40") + "\r" + String(repeating: "PID\r", count: 100)
        let items = try decode(Array(String(repeating: message, count: 201).utf8))
        #expect(items.count == 20_001)
        guard case .rejected(let last) = items[20_000] else { throw Unexpected(item: items[0]) }
        #expect(last.code == .hl7Limit)
    }

    @Test func framesOfMLLPAreNotPartOfWhatIsSaid() throws {
        let framed = message("1").joined(separator: "\r")
        let text = "\u{B}\(framed)\r\u{1C}\r\u{B}\(framed)\u{1C}\r\n"
        #expect(try read([text]) == ["1", "1"])
    }
}
