// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// What is true of one query.
package struct TruthRow: Hashable, Sendable {
    /// The question's id.
    package var queryId: String
    /// The person's entry; nil when the person is not on the register.
    package var registerId: String?
    /// The other columns, by which answers may be grouped, in the file's order.
    package var columns: [JSONValue.Member]
}

/// Reads a file of the truth: CSV with `query_id` and `register_id` (empty: not on the register),
/// and whatever other columns it has.
package struct TruthFileReader {
    private var reader = CSVReader()
    private var table = CSVTable(obligatory: ["query_id", "register_id"])
    private var seen: Set<String> = []

    /// What a row came to.
    package enum Row: Hashable, Sendable {
        /// The truth of a query.
        case truth(TruthRow)
        /// A row that says nothing of any.
        case rejected(RowFault)
    }

    /// A reader at the start of a file.
    package init() {}

    /// Takes the next chunk, and gives the rows that it completes.
    package mutating func feed(_ chunk: some Sequence<UInt8>) -> [Row] {
        reader.feed(chunk).compactMap { row($0) }
    }

    /// Gives what is left at the end of the file.
    package mutating func finish() -> [Row] {
        reader.finish().compactMap { row($0) }
    }

    private mutating func row(_ item: CSVReader.Item) -> Row? {
        switch item {
        case .fault(let fault): return .rejected(fault)
        case .row(let row):
            do throws(RegisterError) {
                guard let record = try table.record(row) else { return nil }
                return .truth(try truth(record))
            } catch {
                switch error {
                case .refused(let fault):
                    return .rejected(RowFault(line: row.line, fault: fault))
                }
            }
        }
    }

    private mutating func truth(_ record: CSVTable.Record) throws(RegisterError) -> TruthRow {
        guard let id = record["query_id"] else {
            throw .refused(EntryFault(.missing, at: "query_id", expected: "a text"))
        }
        guard seen.insert(id).inserted else {
            throw .refused(EntryFault(.duplicateId, at: "query_id", expected: "an id that is new"))
        }
        let others = record.fields.filter { $0.column != "query_id" && $0.column != "register_id" }
        return TruthRow(
            queryId: id, registerId: record["register_id"],
            columns: others.map { JSONValue.Member($0.column, .string($0.value)) })
    }
}
