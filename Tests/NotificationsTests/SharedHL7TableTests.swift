// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Notifications

/// The tables of raw wire values that two other parsers read, row by row.
@Suite(.enabled(if: SharedSamples.arePresent)) struct SharedHL7TableTests {
    private struct Wire {
        let value: [UInt8]
        let message: HL7Message
        let reader: HL7Reader

        init(_ value: [UInt8], _ lines: [Range<Int>]) throws {
            self.value = value
            message = try HL7Message(value, lines: lines)
            reader = HL7Reader(message, zone: try london.get())
        }

        func raw(_ range: Range<Int>) -> String { String(decoding: value[range], as: UTF8.self) }

        func field(_ id: HL7SegmentID, _ number: Int) -> String {
            message.first(id).map { raw(message.field(number, of: $0)) } ?? ""
        }

        func part(_ id: HL7SegmentID, _ field: Int, _ component: Int) -> String {
            raw(reader.part(message.first(id), field, component))
        }

        var fields: [(name: String, value: String)] {
            [
                ("control_id", field(.msh, 10)), ("msh7", field(.msh, 7)),
                ("pid3", field(.pid, 3)), ("family", part(.pid, 5, 1)),
                ("given", part(.pid, 5, 2)), ("dob_pid7", field(.pid, 7)),
                ("sex", field(.pid, 8)), ("postcode_pid11_5", part(.pid, 11, 5)),
                ("pv1_2", field(.pv1, 2)), ("pv1_3", field(.pv1, 3)), ("pv1_19", field(.pv1, 19)),
                ("pv1_44", field(.pv1, 44)), ("pv1_45", field(.pv1, 45)),
            ]
        }
    }

    /// Two laboratory reports that were wrapped by hand, in the middle of a field. The parsers of
    /// the table end the segment there and lose its rest; here the line goes on.
    private static let wrapped = ["DHCW-Example-Pathology-Report", "withAttachementsAndRanges"]

    @Test func rawFieldsOfEveryRowAgree() throws {
        var compared = 0
        var rows = 0
        var differences: [String] = []
        for row in try SharedSamples.table("hl7v2-expected.tsv") {
            let file = row["file"] ?? ""
            let value = try SharedSamples.bytes(file)
            guard let lines = HL7Splitter.split(value).messages.first?.lines,
                let wire = try? Wire(value, lines)
            else {
                differences.append("\(file) unreadable: \(row["note"] ?? "")")
                continue
            }
            rows += 1
            let isWrapped = SharedHL7TableTests.wrapped.contains { file.contains($0) }
            let type = wire.field(.msh, 9)
            if type != row["message_type"], !isWrapped {
                differences.append("\(file) message_type \(type)")
            }
            for (name, value) in wire.fields {
                compared += 1
                // The table writes a backslash twice where its source was a string literal.
                let listed = row[name] ?? ""
                if isWrapped, value.hasPrefix(listed) { continue }
                if listed != value, listed.replacing("\\\\", with: "\\") != value {
                    differences.append("\(file) \(name): \(listed) | \(value)")
                }
            }
        }
        print("HL7 rows:", rows, "fields:", compared, "different:")
        for difference in differences { print("  ", difference) }
        #expect(differences.isEmpty)
    }

    /// Every message of a batch gives its item, in order, under its control id.
    @Test func batchesHoldTheMessagesOfTheTable() throws {
        var differences: [String] = []
        for row in try SharedSamples.table("hl7v2-batch-expected.tsv") {
            let file = row["file"] ?? ""
            let value = try SharedSamples.bytes(file)
            let split = HL7Splitter.split(value)
            let found = [
                split.files.count { $0.header != nil }, split.batches.count { $0.header != nil },
                split.messages.count,
            ]
            let listed = ["FHS", "BHS", "MSH"].map { Int(row[$0] ?? "") ?? 0 }
            if found != listed { differences.append("\(file) counts \(listed) | \(found)") }
            func declared(_ counts: [HL7Count]) -> String {
                counts.compactMap { if case .stated(let count) = $0 { String(count) } else { nil } }
                    .joined(separator: ",")
            }
            let counts = [
                declared(split.batches.map(\.declared)), declared(split.files.map(\.declared)),
            ]
            let listedCounts = [row["BTS-1 declared"] ?? "", row["FTS-1 declared"] ?? ""]
            if counts != listedCounts {
                differences.append("\(file) declared \(listedCounts) | \(counts)")
            }
            let ids = try split.messages.map { try Wire(value, $0.lines).field(.msh, 10) }
            if ids.joined(separator: ",") != row["control_ids (MSH-10 in order)"] {
                differences.append("\(file) ids \(ids)")
            }
            let read = try decode(value).compactMap { item in
                if case .notification(let read) = item { read.id } else { nil }
            }
            if read.count < ids.count { differences.append("\(file) items \(read)") }
        }
        #expect(differences.isEmpty, "\(differences)")
    }
}
