// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("Register and query files")
struct FileTests {
    private func rows(_ text: [UInt8], chunk: Int = 7) -> [CSVReader.Item] {
        var reader = CSVReader()
        var items: [CSVReader.Item] = []
        var start = 0
        while start < text.count {
            let end = min(start + chunk, text.count)
            items += reader.feed(text[start..<end])
            start = end
        }
        return items + reader.finish()
    }

    private func rows(_ text: String) -> [CSVReader.Item] { rows(Array(text.utf8)) }

    @Test("Quotes, doubled quotes, line ends in fields, CRLF, a byte order mark, no last end")
    func rfc4180() {
        let text = "\u{FEFF}a,\"b,\"\"c\"\"\",\r\n\r\n\"two\r\nlines\",x\"y,z\nlast,,"
        #expect(
            rows(text) == [
                .row(CSVRow(line: 1, fields: ["a", "b,\"c\"", ""])),
                .row(CSVRow(line: 3, fields: ["two\nlines", "x\"y", "z"])),
                .row(CSVRow(line: 5, fields: ["last", "", ""])),
            ])
    }

    @Test("The size of the chunks does not show")
    func chunks() {
        let text = Array("id,name\r\n1,\"A\nB\"\r\n2,Zoë\r\n".utf8)
        let whole = rows(text, chunk: text.count)
        for chunk in 1..<text.count { #expect(rows(text, chunk: chunk) == whole) }
        #expect(rows([]).isEmpty)
    }

    @Test("A quote never closed costs its own row only")
    func openQuote() {
        var lines = ["id,name", "1,\"open"]
        for number in 2...40 { lines.append("\(number),ok") }
        let items = rows(lines.joined(separator: "\n"))
        let faults = items.filter { if case .fault = $0 { true } else { false } }
        #expect(faults.count == 1)
        guard case .fault(let fault)? = faults.first else { return }
        #expect(fault.line == 2 && fault.fault.code == .row)
        #expect(items.count == 41)
        #expect(items.last == .row(CSVRow(line: 41, fields: ["40", "ok"])))
    }

    @Test("Many quotes never closed are named each, and end")
    func manyOpenQuotes() {
        let items = rows(
            (0..<200).map { "\($0),\"x" + ($0 % 2 == 0 ? "" : "\",y") }
                .joined(separator: "\n"))
        #expect(!items.isEmpty)
    }

    @Test("Bytes that are no text, overlong lines and stray quotes are named by line")
    func hostile() {
        var text = Array("id,name\n1,".utf8) + [0xC3, 0x28, 0x0A]
        text += Array("2,\"a\"b\n".utf8)
        text += Array("3,".utf8) + [UInt8](repeating: 0x41, count: 2_000_000) + [0x0A]
        text += Array("4,fine\n".utf8)
        let items = rows(text, chunk: 65_536)
        let codes = items.map { item -> String in
            switch item {
            case .row(let row): "row \(row.line)"
            case .fault(let fault): "\(fault.fault.code) \(fault.line)"
            }
        }
        #expect(codes == ["row 1", "notUTF8 2", "row 3", "tooLong 4", "row 5"])
    }

    private func entries(
        _ text: String, _ format: EntryFileReader.Format = .csv
    ) throws -> [EntryRow] {
        var reader = EntryFileReader(format: format, decoder: try decoder())
        return reader.feed(Array(text.utf8)) + reader.finish()
    }

    private let header =
        "register_id,nhs_number,family_name,given_names,birth_date,sex,postcode,address,upn,"
        + "local_ids"

    @Test("A row of the contract's columns becomes an entry; other columns are kept")
    func csvEntry() throws {
        let rows = try entries(
            header + ",team,favourite colour\n"
                + "R1,999 000 0018,Example,Alex Jo,16/04/2010,M,ls14ap,\"12, Sample Street\","
                + "J999999923001,RXX=H1;RYY=H2,North,blue\n")
        guard case .entry(let entry, let line, let warnings)? = rows.first else {
            Issue.record("no entry")
            return
        }
        #expect(line == 2 && warnings.isEmpty && rows.count == 1)
        #expect(entry.nhsNumber == "9990000018" && entry.givenNames == ["Alex", "Jo"])
        #expect(entry.birthDate == .day(day("2010-04-16")) && entry.sex == .male)
        #expect(entry.postcode == "LS1 4AP" && entry.addressLines == ["12, Sample Street"])
        #expect(entry.localIds.map(\.authority) == ["RXX", "RYY"])
        #expect(entry.team == "North")
        #expect(entry.jsonValue()["columns"]?["favourite_colour"]?.string == "blue")
    }

    @Test("Bad rows are named by line and reason, good ones are given")
    func badRows() throws {
        let rows = try entries(
            header + "\nR1,,A,B,2010-02-31,M,,,,\nR2,,A\n,,A,B,,,,,,\n9990000018,,A,B,,,,,,\n"
                + "R1,,A,B,,,,,,\nR3,1234567890,A,B,,,,,,\n")
        let told = rows.map { row -> String in
            switch row {
            case .entry(let entry, let line, let warnings):
                "\(line) \(entry.registerId) \(warnings.map(\.path))"
            case .rejected(let fault): "\(fault.line) \(fault.fault.code)"
            }
        }
        #expect(
            told == [
                "2 R1 [\"birthDate\"]", "3 fieldCount", "4 missing", "5 idIsIdentifier",
                "6 duplicateId", "7 R3 [\"nhsNumber\"]",
            ])
    }

    @Test("A file without the obligatory column is one fault, not one a row")
    func noHeader() throws {
        let rows = try entries("R1,,A\nR2,,A\nR3,,A\n")
        #expect(rows.count == 1)
        guard case .rejected(let fault)? = rows.first else { return }
        #expect(
            fault.line == 1
                && fault.fault
                    == EntryFault(
                        .header, at: "register_id", expected: "a column of this name")
        )
    }

    @Test("Lines of JSON: versions may follow each other, faults are named by line")
    func jsonLines() throws {
        let rows = try entries(
            #"{"registerId":"R1","version":1}"# + "\r\n\n{bad\n"
                + #"{"registerId":"R1","version":2}"#, .jsonl)
        let told = rows.map { row -> String in
            switch row {
            case .entry(let entry, let line, _): "\(line) \(entry.version ?? 0)"
            case .rejected(let fault): "\(fault.line) \(fault.fault.code)"
            }
        }
        #expect(told == ["1 1", "3 notJSON", "4 2"])
    }

    @Test("Queries become people; a bad date is warned of and the rest is asked")
    func queries() throws {
        var reader = QueryFileReader()
        let text =
            "query_id," + header + "\nQ1,,9990000018,Example,Alex,2010-04-16,F,LS1 4AP,,,RXX=H1\n"
            + "Q2,,123,Example,Alex,soon,,,,,\nQ2,,,,,,,,,,\n,,,,,,,,,,\n"
        let rows = reader.feed(Array(text.utf8)) + reader.finish()
        guard rows.count == 4, case .query(let first) = rows[0], case .query(let second) = rows[1]
        else {
            Issue.record("not two queries and two faults")
            return
        }
        #expect(first.person.nhsNumberStatus == .presentUnverified)
        #expect(first.person.sex == .value(.female))
        #expect(second.person.nhsNumberStatus == .invalid && second.person.nhsNumber == nil)
        #expect(second.warnings.map(\.path) == ["birth_date"])
        guard case .rejected(let twice) = rows[2], case .rejected(let nameless) = rows[3] else {
            Issue.record("not two faults")
            return
        }
        #expect(twice.fault.code == .duplicateId && twice.line == 4)
        #expect(nameless.fault.code == .missing && nameless.line == 5)
    }

    @Test("An answer has the contract's members")
    func answer() {
        let index = index(alex())
        let match = MatchAnswer(queryId: "Q1", result: index.match(somebody())).jsonValue()
        #expect(
            match.members.map(\.name) == [
                "queryId", "outcome", "registerId", "weight", "probability", "evidence",
                "runnersUp", "reason",
            ])
        #expect(match["outcome"]?.string == "match" && match["registerId"]?.string == "R1")
        #expect(
            match["evidence"]?.elements.first?.members.map(\.name) == ["field", "level", "weight"])
        let none = MatchAnswer(queryId: "Q2", result: index.match(Person())).jsonValue()
        #expect(none["outcome"]?.string == "none" && none["registerId"] == nil)
        #expect(none["evidence"] == .array([]) && none["runnersUp"] == .array([]))
        #expect(MatchAnswer.number(-14.000_4, perUnit: 1_000) == .number("-14.0"))
        #expect(MatchAnswer.number(-0.000_01, perUnit: 1_000) == .number("0.0"))
    }
}
