// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Notifications
import Register

/// Reads a register and answers queries about it, streaming both files.
struct MatchRun {
    private let decoder: EntryDecoder
    /// The register read.
    private(set) var index: IdentityIndex
    /// Rows that could not be read.
    private(set) var faults = 0

    init(zone: TimeZoneRules, weights: Weights = .standard) {
        decoder = EntryDecoder(zone: zone)
        index = IdentityIndex(weights: weights)
    }

    /// Reads the register.
    mutating func read(register path: String) throws {
        var reader = EntryFileReader(format: .ofFile(path), decoder: decoder)
        try FileChunks.forEach(of: path) { chunk in
            for row in reader.feed(chunk) { take(row, path) }
        }
        for row in reader.finish() { take(row, path) }
    }

    /// Answers every query, a line of JSON each.
    mutating func answer(queries path: String, to output: (String) -> Void) throws {
        try forEach(batchOf: path) { queries, index in
            let lines = queries.mapInParallel { query in
                MatchAnswer(queryId: query.queryId, result: index.match(query.person))
                    .jsonValue().text
            }
            output(lines.joined(separator: "\n"))
        }
    }

    /// Every query of a file with its answer.
    mutating func forEach(
        query path: String, _ body: (MatchQuery, MatchResult) throws -> Void
    ) throws {
        try forEach(batchOf: path) { queries, index in
            let results = queries.mapInParallel { index.match($0.person) }
            for (query, result) in zip(queries, results) { try body(query, result) }
        }
    }

    /// Every query of a file, with the register.
    mutating func forEach(
        person path: String, _ body: (MatchQuery, IdentityIndex) throws -> Void
    ) throws {
        try forEach(batchOf: path) { queries, index in
            for query in queries { try body(query, index) }
        }
    }

    /// The queries of a file as they are read, a few thousand at a time; never none.
    private mutating func forEach(
        batchOf path: String, _ body: ([MatchQuery], IdentityIndex) throws -> Void
    ) throws {
        var reader = QueryFileReader()
        func take(_ rows: [QueryRow]) throws {
            var queries: [MatchQuery] = []
            for row in rows {
                switch row {
                case .query(let query):
                    mention(query.warnings, line: query.line, path)
                    queries.append(query)
                case .rejected(let fault): say(fault, path)
                }
            }
            if !queries.isEmpty { try body(queries, index) }
        }
        try FileChunks.forEach(of: path) { try take(reader.feed($0)) }
        try take(reader.finish())
    }

    /// Names a row that could not be read.
    mutating func say(_ fault: RowFault, _ path: String) {
        faults += 1
        Terminal.say(fault.line(in: path))
    }

    /// Names what of a row could not be read and is taken as if it were not there; the row counts.
    private func mention(_ faults: [EntryFault], line: Int, _ path: String) {
        for fault in faults {
            Terminal.say(RowFault(line: line, fault: fault).line(in: path) + "; read without it")
        }
    }

    /// Ends the command with the exit code that the rows deserve.
    func finish() throws {
        guard faults > 0 else { return }
        Terminal.say("\(faults) rows could not be read and were left out")
        throw ExitCode.wanting
    }

    private mutating func take(_ row: EntryRow, _ path: String) {
        switch row {
        case .entry(let entry, let line, let warnings):
            mention(warnings, line: line, path)
            index.insert(entry)
        case .rejected(let fault): say(fault, path)
        }
    }
}

extension RowFault {
    /// `FILE:LINE:1: error CODE: COLUMN: expected …`; never what stood there.
    func line(in path: String) -> String {
        let place = fault.path.isEmpty ? "" : "\(fault.path): "
        return "\(path):\(line):1: error \(fault.code.rawValue): \(place)expected \(fault.expected)"
    }
}

extension EntryFileReader.Format {
    /// An entry a line where the name says so, else CSV.
    static func ofFile(_ path: String) -> EntryFileReader.Format {
        path.hasSuffix(".jsonl") ? .jsonl : .csv
    }
}
