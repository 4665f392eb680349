// SPDX-License-Identifier: Apache-2.0

/// One row of a CSV file.
package struct CSVRow: Hashable, Sendable {
    /// The number of the line on which the row begins, from 1.
    package var line: Int
    /// The fields, unquoted.
    package var fields: [String]
}

/// A row that cannot be taken, with the number of the line on which it begins.
package struct RowFault: Hashable, Sendable {
    /// The line, from 1.
    package var line: Int
    /// The column or member and what was expected there.
    package var fault: EntryFault

    /// A fault on a line.
    package init(line: Int, fault: EntryFault) {
        self.line = line
        self.fault = fault
    }
}

/// Reads CSV as RFC 4180 has it, in chunks: quoted fields with doubled quotes and line ends in
/// them, LF or CRLF, a byte order mark, a last row without an end. Empty lines are no rows.
///
/// A quote that is never closed costs its own row only: reading goes on with the line after it.
package struct CSVReader {
    /// What a line of the file came to.
    package enum Item: Hashable, Sendable {
        /// A row.
        case row(CSVRow)
        /// A row that is not well-formed.
        case fault(RowFault)
    }

    /// Longest line taken: a row of the register has some 200 bytes, one with every note some
    /// thousands.
    static let lineBytesMax = 65_536
    /// Most lines that one quoted field may span: an address has up to eight.
    static let rowLinesMax = 16

    private var lines = LineReader(bytesMax: lineBytesMax)
    /// The lines of a row whose quoted field is still open.
    private var open: [(number: Int, bytes: [UInt8])] = []

    /// A reader at the start of a file.
    package init() {}

    /// Takes the next chunk, and gives what is complete.
    package mutating func feed(_ chunk: some Sequence<UInt8>) -> [Item] {
        var items: [Item] = []
        for line in lines.feed(chunk) { take(line, &items) }
        return items
    }

    /// Gives what is left at the end of the file.
    package mutating func finish() -> [Item] {
        var items: [Item] = []
        for line in lines.finish() { take(line, &items) }
        while !open.isEmpty { giveUpFirst(&items) }
        return items
    }

    private mutating func take(_ line: LineReader.Line, _ items: inout [Item]) {
        switch line {
        case .tooLong(let number):
            while !open.isEmpty { giveUpFirst(&items) }
            items.append(
                CSVReader.fault(
                    number, .tooLong, "a line of at most \(CSVReader.lineBytesMax) bytes"))
        case .text(let number, let bytes):
            take(number, bytes, &items)
        }
    }

    private mutating func take(_ number: Int, _ bytes: [UInt8], _ items: inout [Item]) {
        if open.isEmpty, bytes.isEmpty { return }
        if open.isEmpty, !bytes.contains(UInt8(ascii: "\"")) {
            return take(
                bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false),
                of: number, &items)
        }
        open.append((number, bytes))
        let first = open[0].number
        let whole = open.dropFirst().reduce(into: open[0].bytes) { text, line in
            text.append(UInt8(ascii: "\n"))
            text.append(contentsOf: line.bytes)
        }
        switch CSVReader.fields(of: whole) {
        case .open:
            if open.count == CSVReader.rowLinesMax { giveUpFirst(&items) }
        case .misplacedQuote:
            open.removeAll()
            items.append(CSVReader.fault(first, .row, "a comma after a closing quote"))
        case .fields(let fields):
            open.removeAll()
            take(fields, of: first, &items)
        }
    }

    private func take(
        _ fields: [some Collection<UInt8>], of line: Int, _ items: inout [Item]
    ) {
        let texts = fields.compactMap { String(validating: $0, as: UTF8.self) }
        items.append(
            texts.count == fields.count
                ? .row(CSVRow(line: line, fields: texts))
                : CSVReader.fault(line, .notUTF8, "UTF-8 text"))
    }

    /// The first open line is at fault; those after it are read again as lines of their own.
    private mutating func giveUpFirst(_ items: inout [Item]) {
        let lines = open
        open.removeAll()
        guard let first = lines.first else { return }
        items.append(CSVReader.fault(first.number, .row, "a closing quote"))
        for line in lines.dropFirst() { take(line.number, line.bytes, &items) }
    }

    private static func fault(
        _ line: Int, _ code: EntryFault.Code, _ expected: String
    ) -> Item {
        .fault(RowFault(line: line, fault: EntryFault(code, at: "", expected: expected)))
    }

    private enum Parsed {
        case fields([[UInt8]])
        case open
        case misplacedQuote
    }

    private static func fields(of row: [UInt8]) -> Parsed {
        var fields: [[UInt8]] = []
        var field: [UInt8] = []
        var index = 0
        while true {
            if index < row.count, row[index] == UInt8(ascii: "\"") {
                index += 1
                while true {
                    guard index < row.count else { return .open }
                    let byte = row[index]
                    index += 1
                    if byte != UInt8(ascii: "\"") {
                        field.append(byte)
                    } else if index < row.count, row[index] == UInt8(ascii: "\"") {
                        field.append(byte)
                        index += 1
                    } else {
                        break
                    }
                }
                if index < row.count, row[index] != UInt8(ascii: ",") { return .misplacedQuote }
            } else {
                while index < row.count, row[index] != UInt8(ascii: ",") {
                    field.append(row[index])
                    index += 1
                }
            }
            fields.append(field)
            field.removeAll(keepingCapacity: true)
            guard index < row.count else { return .fields(fields) }
            index += 1
        }
    }
}
