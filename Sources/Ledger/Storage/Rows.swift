// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB

/// A row that does not hold what the schema promises: the file is damaged.
struct RowFault: Error {
    let verdict: String

    init(_ verdict: String) {
        self.verdict = verdict
    }
}

extension Database {
    /// Runs a statement, prepared once per connection.
    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The first row of a query, prepared once per connection.
    func one(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    /// Every row of a query, each converted at once.
    func all<Value>(
        _ sql: String, _ arguments: StatementArguments = [], _ convert: (Row) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try each(sql, arguments) { values.append(try convert($0)) }
        return values
    }

    /// Visits the rows of a query one by one.
    func each(
        _ sql: String, _ arguments: StatementArguments = [], _ visit: (Row) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
        while let row = try rows.next() { try visit(row) }
    }
}

extension Array where Element == UInt8 {
    /// The bytes as SQLite takes them.
    var blob: Data { Data(self) }
}

extension Token {
    /// The bytes as SQLite takes them.
    var blob: Data { bytes.blob }
}

/// Checked access to columns: GRDB's own conversions end the process on a type that is not
/// expected, and a damaged file may hold any.
extension Row {
    func integer(_ column: Int) throws -> Int64 {
        guard let value = try optionalInteger(column) else { throw fault(column, "an integer") }
        return value
    }

    func optionalInteger(_ column: Int) throws -> Int64? {
        switch try value(column).storage {
        case .null: return nil
        case .int64(let value): return value
        default: throw fault(column, "an integer")
        }
    }

    func number<Value: FixedWidthInteger>(_ column: Int, _ type: Value.Type) throws -> Value {
        guard let value = Value(exactly: try integer(column)) else {
            throw fault(column, "a \(type)")
        }
        return value
    }

    func blob(_ column: Int) throws -> Bytes {
        guard let value = try optionalBlob(column) else { throw fault(column, "bytes") }
        return value
    }

    func optionalBlob(_ column: Int) throws -> Bytes? {
        switch try value(column).storage {
        case .null: return nil
        case .blob(let data): return Bytes(data)
        default: throw fault(column, "bytes")
        }
    }

    func optionalText(_ column: Int) throws -> String? {
        switch try value(column).storage {
        case .null: return nil
        case .string(let text): return text
        default: throw fault(column, "text")
        }
    }

    func text(_ column: Int) throws -> String {
        guard let value = try optionalText(column) else { throw fault(column, "text") }
        return value
    }

    func token(_ column: Int) throws -> Token {
        guard let token = Token(bytes: try blob(column)) else { throw fault(column, "a token") }
        return token
    }

    /// The four columns topic, partition, offset, idx, from `column` on.
    func reference(from column: Int) throws -> InputReference {
        InputReference(
            topic: try number(column, UInt16.self), partition: try number(column + 1, Int32.self),
            offset: try integer(column + 2), index: try number(column + 3, UInt32.self))
    }

    private func value(_ column: Int) throws -> DatabaseValue {
        guard column < count else { throw RowFault("a row has too few columns") }
        return self[column]
    }

    private func fault(_ column: Int, _ expected: String) -> RowFault {
        RowFault("a column holds no \(expected) where one belongs")
    }
}
