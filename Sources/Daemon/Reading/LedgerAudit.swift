// SPDX-License-Identifier: Apache-2.0

import Casework
import Ledger
import Notifications
import Policy

/// Something in a ledger that is not as the frames and the rules of the house demand.
package struct AuditFinding: Hashable, Sendable, CustomStringConvertible {
    /// What it is about: `case person:R1`, `input TOPIC/0/17` …
    package var place: String
    /// What is wrong, without personal data.
    package var text: String

    /// `place: text`.
    package var description: String { "\(place): \(text)" }
}

/// Checks what only the daemon's own code can judge (CONTRACT.md §1, `ledger verify`): stored
/// cases equal a rebuild from the frames, every input has one outcome, and every open obligation
/// has its next clock.
package struct LedgerAudit {
    private let view: LedgerView
    private var findings: [AuditFinding] = []
    private var inputs: [InputReference: (frame: Int64, outcome: UInt8)] = [:]
    private var lastInstant = Instant(milliseconds: .min)

    /// Findings beyond this are not listed: a ruined ledger would name every case.
    private static let findingsMax = 1000

    private init(_ view: LedgerView) {
        self.view = view
    }

    /// Everything that is wrong, at most 1,000 findings. `progress` is told frames done and in all.
    package static func findings(
        _ view: LedgerView, progress: (Int64, Int64) -> Void = { _, _ in }
    ) throws -> [AuditFinding] {
        var audit = LedgerAudit(view)
        var rebuild = CaseRebuild()
        try view.forEachFrame(progress: progress) { frame in
            do {
                rebuild.take(frame, try view.bodies(of: frame))
            } catch {
                audit.add("frame \(frame.seq)", "a part is not of a form that this version reads")
            }
            if let input = frame.input { audit.inputs[input] = (frame.seq, frame.outcome) }
            audit.lastInstant = max(audit.lastInstant, Instant(milliseconds: frame.at))
        }
        try audit.checkInputs()
        try audit.checkCases(rebuild)
        return audit.findings
    }

    private mutating func add(_ place: String, _ text: String) {
        guard findings.count < LedgerAudit.findingsMax else { return }
        findings.append(AuditFinding(place: place, text: text))
    }

    // MARK: - Inputs

    private mutating func checkInputs() throws {
        var next: [UInt64: Int64] = [:]
        for position in try view.reader.positions() {
            next[LedgerAudit.key(position.topic, position.partition)] = position.nextOffset
        }
        for (input, latest) in inputs.sorted(by: { $0.value.frame < $1.value.frame }) {
            let place = "input \(view.position(of: input).text)"
            guard let row = try view.reader.input(input) else {
                add(place, "frame \(latest.frame) decides it, and it has no outcome")
                continue
            }
            if row.frame != latest.frame || row.outcome != latest.outcome {
                add(place, "its outcome is not that of its latest frame \(latest.frame)")
            }
            if Outcome(code: row.outcome) == nil {
                add(place, "its outcome has the unknown code \(row.outcome)")
            }
            let read = next[LedgerAudit.key(input.topic, input.partition)]
            if read.map({ input.offset >= $0 }) ?? true {
                add(place, "it was decided, and its partition's position lies before it")
            }
        }
    }

    private static func key(_ topic: UInt16, _ partition: Int32) -> UInt64 {
        UInt64(topic) << 32 | UInt64(UInt32(bitPattern: partition))
    }

    // MARK: - Cases

    private mutating func checkCases(_ rebuild: CaseRebuild) throws {
        var expected: [Token: Case] = [:]
        for state in rebuild.cases.values where !state.isEmpty {
            expected[view.token(of: state.subject)] = state
        }
        var last: Token?
        while true {
            let rows = try view.reader.cases(after: last, limit: 256)
            guard let final = rows.last else { break }
            for row in rows {
                try check(row, expected.removeValue(forKey: row.token))
            }
            last = final.token
        }
        for state in expected.values.sorted(by: { $0.subject.text < $1.subject.text })
        where try !view.reader.isErased(view.token(of: state.subject)) {
            add("case \(state.subject.text)", "the frames tell of it, and it is not stored")
        }
    }

    private mutating func check(_ row: CaseRow, _ rebuilt: Case?) throws {
        guard let rebuilt else {
            let subject = try? JournalForm.decodeCase(row.body).subject.text
            return add("case \(subject ?? row.token.hex)", "no frame tells of it")
        }
        let place = "case \(rebuilt.subject.text)"
        if row.body != (try JournalForm.encode(rebuilt)) {
            add(place, "it is not what its frames give")
        }
        if row.nextDue != rebuilt.nextDue?.milliseconds {
            add(place, "its next clock is not the earliest of its obligations")
        }
        for obligation in rebuilt.obligations where obligation.isOpen {
            if let text = missingClock(of: obligation) {
                add("obligation \(obligation.id) (\(obligation.rule))", text)
            }
        }
    }

    /// What an open obligation's clocks lack; nil when nothing.
    private func missingClock(of obligation: Obligation) -> String? {
        guard obligation.kind != .notice else { return "a notice is open" }
        guard obligation.answer != nil else { return "it is open without an answer clock" }
        guard let due = obligation.due else { return nil }
        if obligation.kind == .emergency, obligation.isAnswered { return nil }
        guard let completion = obligation.completion else {
            return "it has a due and no completion clock"
        }
        return completion.next == nil && due > lastInstant
            ? "it is not due yet and nothing is left to happen at its due" : nil
    }
}
