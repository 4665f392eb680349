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
        try forEach(query: path) { query, result in
            output(MatchAnswer(queryId: query.queryId, result: result).jsonValue().text)
        }
    }

    /// Every query of a file with its answer.
    mutating func forEach(
        query path: String, _ body: (MatchQuery, MatchResult) throws -> Void
    ) throws {
        try forEach(person: path) { query, index in try body(query, index.match(query.person)) }
    }

    /// Every query of a file, with the register.
    mutating func forEach(
        person path: String, _ body: (MatchQuery, IdentityIndex) throws -> Void
    ) throws {
        var reader = QueryFileReader()
        func take(_ row: QueryRow) throws {
            switch row {
            case .query(let query):
                mention(query.warnings, line: query.line, path)
                try body(query, index)
            case .rejected(let fault): say(fault, path)
            }
        }
        try FileChunks.forEach(of: path) { chunk in
            for row in reader.feed(chunk) { try take(row) }
        }
        for row in reader.finish() { try take(row) }
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
