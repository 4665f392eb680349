// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// One question of a queries file: who of the register is this?
package struct MatchQuery: Hashable, Sendable {
    /// The question's own id.
    package var queryId: String
    /// The person asked about.
    package var person: Person
    /// The line on which it stands, from 1.
    package var line: Int
    /// What in it could not be read and is treated as absent.
    package var warnings: [EntryFault]
}

/// What a row of a queries file came to.
package enum QueryRow: Hashable, Sendable {
    /// A question.
    case query(MatchQuery)
    /// A row that cannot be answered.
    case rejected(RowFault)
}

/// Reads a queries file (CONTRACT.md §5: the register's columns with `query_id` in front) in
/// chunks.
package struct QueryFileReader {
    private var reader = CSVReader()
    private var table = CSVTable(obligatory: ["query_id"])
    private var seen: Set<String> = []

    /// A reader at the start of a file.
    package init() {}

    /// Takes the next chunk, and gives the rows that it completes.
    package mutating func feed(_ chunk: some Sequence<UInt8>) -> [QueryRow] {
        reader.feed(chunk).compactMap { row($0) }
    }

    /// Gives what is left at the end of the file.
    package mutating func finish() -> [QueryRow] {
        reader.finish().compactMap { row($0) }
    }

    private mutating func row(_ item: CSVReader.Item) -> QueryRow? {
        switch item {
        case .fault(let fault): return .rejected(fault)
        case .row(let row):
            do throws(RegisterError) {
                return try table.record(row).map { record throws(RegisterError) in
                    .query(try query(record))
                }
            } catch {
                switch error {
                case .refused(let fault):
                    return .rejected(RowFault(line: row.line, fault: fault))
                }
            }
        }
    }

    private mutating func query(_ record: CSVTable.Record) throws(RegisterError) -> MatchQuery {
        guard let id = record["query_id"] else {
            throw .refused(EntryFault(.missing, at: "query_id", expected: "a text"))
        }
        guard seen.insert(id).inserted else {
            throw .refused(EntryFault(.duplicateId, at: "query_id", expected: "an id that is new"))
        }
        let (person, warnings) = RegisterColumns.person(record)
        return MatchQuery(queryId: id, person: person, line: record.line, warnings: warnings)
    }
}
