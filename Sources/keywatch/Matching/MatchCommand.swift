// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Notifications
import Register

/// `keywatch match`: who of a register each person of a file is.
struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "Says who of a register each person of a file is.",
        discussion: """
            Both files are CSV with the header register_id, nhs_number, family_name, given_names, \
            birth_date, sex, postcode, address, upn, local_ids (authority=value;…); the queries \
            have query_id in front. Columns may stand in any order. One line of JSON for each \
            query: {"queryId","outcome":"match|review|none","registerId"?,"weight","probability",\
            "evidence","runnersUp"}. Rows that cannot be read are named and left out; the exit \
            code is then 1.
            """)

    @Option(help: "The register: a CSV file, or .jsonl with an entry a line.")
    var register: String

    @Option(help: "The people to be found: a CSV file; - is standard input.")
    var queries: String

    func run() throws {
        try Faults.reported {
            var run = MatchRun(zone: try TimeZoneRules.london())
            try run.read(register: register)
            try run.answer(queries: queries, to: Terminal.data)
            if run.faults > 0 {
                Terminal.say("\(run.faults) rows could not be read and were left out")
                throw ExitCode.wanting
            }
        }
    }
}

/// Reads a register and answers queries about it, streaming both files.
struct MatchRun {
    private let decoder: EntryDecoder
    private var index = IdentityIndex()
    /// Rows that could not be read.
    private(set) var faults = 0

    init(zone: TimeZoneRules) {
        decoder = EntryDecoder(zone: zone)
    }

    /// Reads the register.
    mutating func read(register path: String) throws {
        let format: EntryFileReader.Format = path.hasSuffix(".jsonl") ? .jsonl : .csv
        var reader = EntryFileReader(format: format, decoder: decoder)
        try FileChunks.forEach(of: path) { chunk in
            for row in reader.feed(chunk) { take(row, path) }
        }
        for row in reader.finish() { take(row, path) }
    }

    /// Answers every query, a line each.
    mutating func answer(queries path: String, to output: (String) -> Void) throws {
        var reader = QueryFileReader()
        try FileChunks.forEach(of: path) { chunk in
            for row in reader.feed(chunk) { take(row, path, output) }
        }
        for row in reader.finish() { take(row, path, output) }
    }

    private mutating func take(_ row: EntryRow, _ path: String) {
        switch row {
        case .entry(let entry, _, _): index.insert(entry)
        case .rejected(let fault): say(fault, path)
        }
    }

    private mutating func take(_ row: QueryRow, _ path: String, _ output: (String) -> Void) {
        switch row {
        case .query(let query):
            let result = index.match(query.person)
            output(MatchAnswer(queryId: query.queryId, result: result).jsonValue().text)
        case .rejected(let fault): say(fault, path)
        }
    }

    private mutating func say(_ fault: RowFault, _ path: String) {
        faults += 1
        Terminal.say(fault.line(in: path))
    }
}

extension RowFault {
    /// `FILE:LINE:1: error CODE: COLUMN: expected …`; never what stood there.
    func line(in path: String) -> String {
        let place = fault.path.isEmpty ? "" : "\(fault.path): "
        return "\(path):\(line):1: error \(fault.code.rawValue): \(place)expected \(fault.expected)"
    }
}

/// Reads a file piece by piece, so that its size does not matter; `-` is standard input.
enum FileChunks {
    private static let bytes = 256 * 1024

    static func forEach(of path: String, _ body: (Data) throws -> Void) throws {
        let file = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
        guard let file else { throw CommandFailure("\(path): the file cannot be read", .usage) }
        defer { if path != "-" { try? file.close() } }
        do {
            while let chunk = try file.read(upToCount: bytes), !chunk.isEmpty { try body(chunk) }
        } catch let error as CocoaError {
            throw CommandFailure(
                "\(path): reading failed (\(error.code.rawValue))", .unreachable)
        }
    }
}
