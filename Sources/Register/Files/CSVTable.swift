// SPDX-License-Identifier: Apache-2.0

/// Names the fields of CSV rows by the header row.
struct CSVTable {
    /// The columns in lower case without surrounding spaces, in the file's order.
    private var columns: [String] = []
    private let obligatory: [String]
    private(set) var state = State.atHeader

    enum State {
        case atHeader
        case reading
        /// The header lacks an obligatory column: no row of the file can be read.
        case unusable
    }

    init(obligatory: [String]) {
        self.obligatory = obligatory
    }

    /// The fields of one row by column, in the file's order; empty fields are left out.
    struct Record {
        var line: Int
        var fields: [(column: String, value: String)]

        subscript(column: String) -> String? {
            fields.first { $0.column == column }?.value
        }
    }

    /// Takes a row; nil for the header itself and for everything in an unusable file.
    mutating func record(_ row: CSVRow) throws(RegisterError) -> Record? {
        switch state {
        case .unusable:
            return nil
        case .atHeader:
            try readHeader(row)
            return nil
        case .reading:
            guard row.fields.count == columns.count else {
                throw .refused(
                    EntryFault(.fieldCount, at: "", expected: "\(columns.count) fields"))
            }
            let fields = zip(columns, row.fields).filter { !$0.1.isEmpty }
            return Record(line: row.line, fields: fields.map { (column: $0.0, value: $0.1) })
        }
    }

    private mutating func readHeader(_ row: CSVRow) throws(RegisterError) {
        columns = row.fields.map { field in
            String(field.drop { $0 == " " }).lowercased().split(separator: " ").joined(
                separator: "_")
        }
        state = .unusable
        for column in obligatory where !columns.contains(column) {
            throw .refused(EntryFault(.header, at: column, expected: "a column of this name"))
        }
        guard Set(columns).count == columns.count else {
            throw .refused(EntryFault(.header, at: "", expected: "each column once"))
        }
        state = .reading
    }
}
