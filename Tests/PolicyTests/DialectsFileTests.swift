// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Policy
import Testing

@Suite struct DialectsFileTests {
    private func load(_ text: String) throws(PolicyError) -> Dialects {
        try Dialects.load(ConfigurationFile(path: "dialects.yaml", text: text))
    }

    private func path(_ text: String) throws -> FieldPath { try #require(FieldPath(text)) }

    private func faults(_ text: String) -> [String] {
        do {
            _ = try load(text)
            return []
        } catch {
            guard case .invalid(let faults) = error else { return ["\(error)"] }
            return faults.map { "\($0.line):\($0.column) \($0.code.rawValue)" }
        }
    }

    private func inSender(_ lines: String) -> String {
        "dialects:\n  - sender: { facility: RZZ }\n    reason: r\n" + lines
    }

    @Test("The shipped file says nothing, and its example with every key is read")
    func shipped() throws {
        #expect(try Shipped.folder.dialects().all.isEmpty)
        let text = try Shipped.folder.file("dialects.yaml").text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex(of: "# dialects:"))
        let example = lines[start...].map { $0.dropFirst(2) }.joined(separator: "\n")
        let dialect = try #require(load(example).all.first)
        #expect(dialect.application == "WARDSYS")
        #expect(dialect.facility == "RZZ")
        #expect(dialect.timeOffset == 0)
        #expect(dialect.charset == .windows1252)
        #expect(dialect.ignoresDeclaredCharset)
        #expect(try dialect.fields[.visit] == [path("PV1-50")])
        #expect(try dialect.fields[.specialty] == [path("PV1-10"), path("ZSP-1")])
        #expect(try dialect.fields[.nhsNumber] == [path("PID-3[2]")])
        #expect(dialect.sharedAuthorities == ["PAS"])
        #expect(dialect.nhsAuthorities == ["SPINE"])
        #expect(dialect.wards["WILLOW WARD"] == .mentalHealth)
        #expect(dialect.wards["LARCH LODGE"] == .learningDisability)
        #expect(dialect.classes == ["WARD ATTENDER": .outpatient])
        #expect(dialect.triggers["A04"]?.byClass == [.inpatient: .admissionStarted])
        #expect(dialect.triggers["Z21"]?.otherwise == EventName("admission.leave-started"))
        #expect(dialect.triggers["A09"]?.otherwise == EventName("admission.other"))
        #expect(dialect.productionIDs == ["T"])
    }

    @Test("A folder without the file has no dialects")
    func missing() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        #expect(try ConfigurationFolder(path: folder.path).dialects().all.isEmpty)
    }

    @Test("An empty list is no dialect, and a file without the key is a fault")
    func empty() throws {
        #expect(try load("dialects:\n").all.isEmpty)
        #expect(try load("dialects: []\n").all.isEmpty)
        #expect(faults("other: 1\n") == ["1:1 key.missing", "1:1 key.unknown"])
        #expect(faults("dialects: 3\n") == ["1:11 yaml.shape"])
        #expect(faults("[]\n") == ["1:1 yaml.shape"])
    }

    @Test("Every dialect says for whom it is and why")
    func obligatory() {
        #expect(faults("dialects:\n  - reason: r\n") == ["2:5 key.missing"])
        #expect(
            faults("dialects:\n  - sender: { facility: RZZ }\n") == ["2:5 key.missing"])
        #expect(
            faults("dialects:\n  - sender: {}\n    reason: r\n") == ["2:13 key.conflict"])
        #expect(
            faults("dialects:\n  - sender: { facility: RZZ }\n    reason: ''\n")
                == ["3:13 value.empty"])
    }

    @Test("Two dialects of one sender are a fault, whatever the case of its name")
    func duplicate() {
        let second = "  - sender: { facility: rzz }\n    reason: r\n"
        #expect(faults(inSender(second)) == ["4:5 yaml.duplicate-key"])
        let other = "  - sender: { facility: RZZ, application: A }\n    reason: r\n"
        #expect(faults(inSender(other)).isEmpty)
    }

    @Test(
        "Faults are told with their line and column",
        arguments: [
            ("time-zone: Paris", "4:16 value.unknown-word"),
            ("time-zone: +1:00", "4:16 value.unknown-word"),
            ("charset: klingon", "4:14 value.unknown-word"),
            ("ignore-declared-charset: true", "2:5 key.missing"),
            ("fields: { colour: PV1-1 }", "4:15 value.unknown-word"),
            ("fields: { ward: PV1 }", "4:21 value.unknown-word"),
            ("fields: { ward: PV1-0 }", "4:21 value.unknown-word"),
            ("wards: { soft: [x] }", "4:14 value.unknown-word"),
            ("wards: { general: [x], emergency: X }", "4:39 yaml.duplicate-key"),
            ("classes: { sleeping: [x] }", "4:16 value.unknown-word"),
            ("triggers: { A4: admission.started }", "4:17 value.unknown-word"),
            ("triggers: { A04: admission.begun }", "4:22 value.unknown-word"),
            ("triggers: { A04: review.held }", "4:22 value.unknown-word"),
            ("triggers: { A04: { inpatent: admission.started } }", "4:24 value.unknown-word"),
            ("colour: red", "4:5 key.unknown"),
        ])
    func faultsHavePlaces(line: String, expected: String) {
        #expect(faults(inSender("    \(line)\n")) == [expected])
    }

    @Test(arguments: [("UTC", 0), ("+01:00", 3600), ("-05:30", -19_800)])
    func offsets(word: String, seconds: Int) throws {
        #expect(try load(inSender("    time-zone: \(word)\n")).all.first?.timeOffset == seconds)
    }

    @Test("Local time is the default, said or unsaid")
    func localTime() throws {
        #expect(try load(inSender("    time-zone: local\n")).all.first?.timeOffset == nil)
        #expect(try load(inSender("")).all.first?.timeOffset == nil)
    }
}
