// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Ledger
import Notifications

/// Collects what a batch of inputs led to and commits it in one transaction: frames, cases, input
/// positions, stubs and dead letters are durable together or not at all (CONTRACT.md §3,
/// guarantee 4). Confined to the thread of the writer that it owns.
final class Journal {
    let writer: Writer
    private var commit = Commit()
    private var touched = false
    private var topics: [String: UInt16] = [:]

    /// How long an unmatched message can still be found for a person added later: 28 days
    /// (DESIGN.md, "The flow", 1).
    private static let stubLifeMs: Int64 = 28 * 24 * 3_600_000
    /// How long the bytes of an unreadable record are kept: 7 days (CONTRACT.md §3).
    private static let deadLetterLifeMs: Int64 = 7 * 24 * 3_600_000

    init(_ writer: Writer) {
        self.writer = writer
    }

    /// Whether anything waits to be committed.
    var hasWork: Bool { touched }

    /// Takes a frame; for an unreadable record also its bytes, which are kept sealed.
    func add(_ frame: EngineFrame, unreadable: [UInt8]? = nil) throws {
        let input = try frame.position.map(reference)
        commit.frames.append(
            FrameDraft(
                kind: frame.kind.rawValue, at: frame.at.milliseconds, input: input,
                outcome: frame.outcome?.code ?? 0, parts: try parts(of: frame)))
        if let input, !frame.stubTokens.isEmpty, let occurredAt = frame.occurredAt {
            commit.stubs.append(
                StubDraft(
                    input: input, occurredAt: occurredAt.milliseconds,
                    expiresAt: frame.at.milliseconds + Journal.stubLifeMs,
                    tokens: frame.stubTokens.compactMap { Token(bytes: $0) }))
        }
        if let input, let unreadable, frame.outcome == .deadLetter {
            commit.deadLetters.append(
                DeadLetter(
                    input: input, at: frame.at.milliseconds,
                    expiresAt: frame.at.milliseconds + Journal.deadLetterLifeMs,
                    code: frame.reason, position: nil, body: unreadable))
        }
        touched = true
    }

    private func parts(of frame: EngineFrame) throws -> [PartDraft] {
        guard !frame.parts.isEmpty else { return [try word(frame.reason)] }
        return try frame.parts.map { part in
            let body = FramePartBody(
                subject: part.subject, reason: frame.reason, facts: part.facts)
            return PartDraft(
                subject: Ledger.Subject(part.subject.ledgerBytes),
                plaintext: try JournalForm.encode(body))
        }
    }

    /// A part about nobody: only the reason.
    private func word(_ reason: String) throws -> PartDraft {
        let body = FramePartBody(subject: .area("-"), reason: reason, facts: [])
        return PartDraft(subject: .area, plaintext: try JournalForm.encode(body))
    }

    /// Takes an operator's act: what was done and why.
    func addAct(_ kind: FrameKind, _ reason: String, at now: Instant) throws {
        commit.frames.append(
            FrameDraft(
                kind: kind.rawValue, at: now.milliseconds, input: nil, outcome: 0,
                parts: [try word(reason)]))
        touched = true
    }

    /// Says that a partition has been read up to `nextOffset`.
    func advance(_ topic: String, _ partition: Int32, to nextOffset: Int64, cluster: String?) throws
    {
        let id = try self.topic(named: topic)
        commit.positions.removeAll { $0.topic == id && $0.partition == partition }
        commit.positions.append(
            Position(
                topic: id, partition: partition, nextOffset: nextOffset, cluster: cluster,
                lastHash: nil))
        touched = true
    }

    /// Says how far the relay's publications are confirmed.
    func advanceRelay(_ progress: RelayProgress) throws {
        commit.relayCursors = [
            RelayCursor(name: Journal.relayName, frame: progress.frame, index: 0)
        ]
        commit.relayOffsets = try progress.offsets.map { partition, offset in
            RelayOffset(
                topic: try topic(named: partition.topic), partition: partition.partition,
                offset: offset)
        }
        touched = true
    }

    /// The name under which the relay's cursor is kept.
    static let relayName = "kafka"

    /// Commits everything collected with the cases that changed. On an error nothing is left
    /// behind and the same work can be committed again.
    func commit(cases: [Case], now: Instant) throws -> CommitReceipt? {
        for state in cases {
            commit.cases.append(
                CaseWrite(
                    subject: Ledger.Subject(state.subject.ledgerBytes),
                    nextDue: state.nextDue?.milliseconds,
                    body: state.isEmpty ? nil : try JournalForm.encode(state)))
        }
        guard touched || !commit.cases.isEmpty else { return nil }
        commit.expireBefore = now.milliseconds
        let receipt = try writer.commit(commit)
        commit = Commit()
        touched = false
        return receipt
    }

    func topic(named name: String) throws -> UInt16 {
        if let known = topics[name] { return known }
        let id = try writer.topic(named: name)
        topics[name] = id
        return id
    }

    func reference(_ position: InputPosition) throws -> InputReference {
        InputReference(
            topic: try topic(named: position.topic), partition: position.partition,
            offset: position.offset, index: position.index)
    }
}
