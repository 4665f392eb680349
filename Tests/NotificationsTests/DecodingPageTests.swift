// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Notifications

/// The page for those who connect a sender names every code that they may be told.
@Suite struct DecodingPageTests {
    private static let room = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Notifications")

    private func rows() throws -> Set<String> {
        let page = try String(
            contentsOf: DecodingPageTests.room.appending(path: "Notifications.docc/Decoding.md"),
            encoding: .utf8)
        var rows: Set<String> = []
        for row in page.split(separator: "\n") where row.hasPrefix("| `") {
            let line = row.replacing("\\|", with: "")
            let cells = line.split(separator: "|")
            // A code without a meaning and a word for the sender would be no row.
            guard cells.count >= 3, cells.dropFirst().allSatisfy({ $0.utf8.count > 10 }) else {
                continue
            }
            rows.insert(String(cells[0].filter { $0 != "`" && $0 != " " }))
        }
        return rows
    }

    @Test func everyRejectionCodeStandsInIt() throws {
        let rows = try rows()
        for code in RejectionCode.allCases {
            #expect(rows.contains(code.rawValue), "\(code.rawValue)")
        }
    }

    /// The codes are read from the source, for nothing lists them there.
    @Test func everyWarningCodeStandsInIt() throws {
        let rows = try rows()
        let files = try #require(
            FileManager.default.enumerator(
                at: DecodingPageTests.room, includingPropertiesForKeys: nil))
        var codes: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            var isInside = false
            for line in text.split(separator: "\n") {
                let opens = !line.hasPrefix(" ") && line.hasSuffix(" WarningCode {")
                isInside = opens || (isInside && !line.hasPrefix("}"))
                guard isInside, line.contains("static let"),
                    let code = line.split(separator: "\"").dropFirst().first
                else { continue }
                codes.insert(String(code))
            }
        }
        #expect(codes.count > 30)
        for code in codes.sorted() { #expect(rows.contains(code), "\(code)") }
    }
}
