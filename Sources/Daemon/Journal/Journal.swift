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

    /// Takes a frame; for a record that could not be read also the record, which is kept sealed,
    /// and the byte at which reading failed.
    func add(_ frame: EngineFrame, of record: Record? = nil, failedAt byte: Int? = nil) throws {
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
        if let input, let record, frame.outcome == .deadLetter {
            commit.deadLetters.append(
                DeadLetter(
                    input: input, at: frame.at.milliseconds,
                    expiresAt: frame.at.milliseconds + Journal.deadLetterLifeMs,
                    code: frame.reason, position: byte.map(Int64.init),
                    body: try JournalForm.encode(SetAsideRecord(record))))
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

    /// Takes an operator's act: what was done, by whom and why. An act on a dead letter stands in
    /// the history of that input and leaves its outcome as it is.
    func addAct(_ told: String, on deadLetter: InputReference? = nil, at now: Instant) throws {
        commit.frames.append(
            FrameDraft(
                kind: FrameKind.act.rawValue, at: now.milliseconds, input: deadLetter,
                outcome: deadLetter == nil ? 0 : Outcome.deadLetter.code,
                parts: [try word(told)]))
        touched = true
    }

    /// Forgets the sealed bytes of a record that could not be read.
    func forget(_ deadLetter: InputReference) {
        commit.removedDeadLetters.append(deadLetter)
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
