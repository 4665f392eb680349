// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("Records of the register topic")
struct RegisterRecordTests {
    private func record(_ key: String?, _ value: String?) throws -> RegisterRecord {
        try decoder().record(key: key.map { Array($0.utf8) }, value: value.map { Array($0.utf8) })
    }

    private func code(_ record: RegisterRecord) -> EntryFault.Code? {
        if case .rejected(let fault) = record { fault.code } else { nil }
    }

    @Test("A value under its own id is an upsert")
    func upsert() throws {
        let record = try record("R1", #"{"registerId":"R1","familyName":"Example"}"#)
        var entry = RegisterEntry(registerId: "R1")
        entry.familyName = "Example"
        #expect(record == .upsert(entry, warnings: []))
    }

    @Test("Null and empty values are removals")
    func removal() throws {
        #expect(try record("R1", nil) == .removal("R1"))
        #expect(try record("R1", "") == .removal("R1"))
    }

    @Test("What cannot be taken is rejected with a code")
    func rejections() throws {
        #expect(try code(record(nil, "{}")) == .keyMissing)
        #expect(try code(record("", "{}")) == .keyMissing)
        #expect(try code(decoder().record(key: [0xFF], value: nil)) == .keyUnreadable)
        #expect(try code(record("R2", #"{"registerId":"R1"}"#)) == .keyMismatch)
        #expect(try code(record("R1", "{")) == .notJSON)
        #expect(try code(record("R1", "7")) == .notObject)
        #expect(try code(record("9990000018", nil)) == .idIsIdentifier)
        #expect(
            try code(record("9990000018", #"{"registerId":"9990000018"}"#)) == .idIsIdentifier)
    }

    @Test("Versions decide: newer stands, older is ignored, the same twice is a duplicate")
    func versions() {
        let second = alex { $0.version = 2 }
        #expect(EntryPrecedence.decide(current: nil, arriving: second) == .replace(warnings: []))
        #expect(
            EntryPrecedence.decide(current: second, arriving: alex { $0.version = 3 })
                == .replace(warnings: []))
        #expect(
            EntryPrecedence.decide(current: second, arriving: alex { $0.version = 1 })
                == .ignoreOlder)
        #expect(EntryPrecedence.decide(current: second, arriving: second) == .duplicate)
    }

    @Test("One version with two contents: the later arrival stands, with a warning")
    func versionReused() {
        let current = alex { $0.version = 2 }
        let other = alex {
            $0.version = 2
            $0.team = "other"
        }
        guard
            case .replace(let warnings) = EntryPrecedence.decide(current: current, arriving: other)
        else {
            Issue.record("not replaced")
            return
        }
        #expect(warnings.map(\.code) == [.versionReused])
    }

    @Test("Entries without versions follow the order of arrival")
    func unnumbered() {
        let other = alex { $0.team = "other" }
        #expect(EntryPrecedence.decide(current: alex(), arriving: alex()) == .duplicate)
        #expect(EntryPrecedence.decide(current: alex(), arriving: other) == .replace(warnings: []))
        guard
            case .replace(let warnings) = EntryPrecedence.decide(
                current: alex { $0.version = 2 }, arriving: other)
        else {
            Issue.record("not replaced")
            return
        }
        #expect(warnings.map(\.code) == [.versionMissing])
    }
}
