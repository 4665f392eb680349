// SPDX-License-Identifier: Apache-2.0

import Notifications

/// What a row of a register file came to.
package enum EntryRow: Hashable, Sendable {
    /// A good row. Its warnings name what in it could not be read and is treated as absent.
    case entry(RegisterEntry, line: Int, warnings: [EntryFault])
    /// A row that cannot be taken.
    case rejected(RowFault)
}

/// Reads a register from a file in chunks: good rows are given, every bad one is named by its
/// line.
package struct EntryFileReader {
    /// The forms of a register file.
    package enum Format: String, Sendable, CaseIterable {
        /// CONTRACT.md §5's columns, in any order; others are kept under `columns`.
        case csv
        /// One entry of CONTRACT.md §6 a line.
        case jsonl
    }

    private let decoder: EntryDecoder
    private var source: Source
    private var seen: Set<String> = []

    private enum Source {
        case csv(CSVReader, CSVTable)
        case jsonl(LineReader)
    }

    /// Longest line of JSON taken: the limit of a Kafka record by default.
    static let lineBytesMax = 1_048_576

    /// A reader at the start of a file.
    package init(format: Format, decoder: EntryDecoder) {
        self.decoder = decoder
        switch format {
        case .csv: source = .csv(CSVReader(), CSVTable(obligatory: ["register_id"]))
        case .jsonl: source = .jsonl(LineReader(bytesMax: EntryFileReader.lineBytesMax))
        }
    }

    /// Takes the next chunk, and gives the rows that it completes.
    package mutating func feed(_ chunk: some Sequence<UInt8>) -> [EntryRow] {
        switch source {
        case .csv(var reader, let table):
            let items = reader.feed(chunk)
            source = .csv(reader, table)
            return items.compactMap { row($0) }
        case .jsonl(var reader):
            let lines = reader.feed(chunk)
            source = .jsonl(reader)
            return lines.compactMap { row($0) }
        }
    }

    /// Gives what is left at the end of the file.
    package mutating func finish() -> [EntryRow] {
        switch source {
        case .csv(var reader, let table):
            let items = reader.finish()
            source = .csv(reader, table)
            return items.compactMap { row($0) }
        case .jsonl(var reader):
            let lines = reader.finish()
            source = .jsonl(reader)
            return lines.compactMap { row($0) }
        }
    }

    private mutating func row(_ item: CSVReader.Item) -> EntryRow? {
        switch item {
        case .fault(let fault):
            return .rejected(fault)
        case .row(let row):
            guard case .csv(let reader, var table) = source else { return nil }
            do throws(RegisterError) {
                let record = try table.record(row)
                source = .csv(reader, table)
                guard let record else { return nil }
                return try entry(RegisterColumns.json(record), line: row.line, isOnce: true)
            } catch {
                source = .csv(reader, table)
                return EntryFileReader.rejected(error, line: row.line)
            }
        }
    }

    private mutating func row(_ line: LineReader.Line) -> EntryRow? {
        switch line {
        case .tooLong(let number):
            let expected = "a line of at most \(EntryFileReader.lineBytesMax) bytes"
            let fault = EntryFault(.tooLong, at: "", expected: expected)
            return .rejected(RowFault(line: number, fault: fault))
        case .text(let number, let bytes):
            guard bytes.contains(where: { $0 > 0x20 }) else { return nil }
            do throws(RegisterError) {
                return try entry(JSONValue.parsed(bytes), line: number, isOnce: false)
            } catch {
                return EntryFileReader.rejected(error, line: number)
            }
        }
    }

    /// A table says each person once; lines of JSON may be a topic's history with versions.
    private mutating func entry(
        _ json: JSONValue, line: Int, isOnce: Bool
    ) throws(RegisterError) -> EntryRow {
        let (entry, warnings) = try decoder.entry(json)
        guard seen.insert(entry.registerId).inserted || !isOnce else {
            throw .refused(
                EntryFault(.duplicateId, at: "register_id", expected: "an id that is new"))
        }
        return .entry(entry, line: line, warnings: warnings)
    }

    private static func rejected(_ error: RegisterError, line: Int) -> EntryRow {
        switch error {
        case .refused(let fault): .rejected(RowFault(line: line, fault: fault))
        }
    }
}
