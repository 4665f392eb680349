// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Ledger
import Notifications

/// One frame as far as it is about one subject, with the subject's case as it stood before.
struct ChronicleEntry {
    /// The frame's number.
    var frame: Int64
    /// Engine time of the decision.
    var at: Instant
    /// The kind of input.
    var kind: FrameKind?
    /// Where the input stood; nil for a clock or a command.
    var position: InputPosition?
    /// What became of the input; nil for a clock.
    var outcome: Outcome?
    /// Whom the facts are about.
    var subject: CaseSubject
    /// Why the input had its outcome.
    var reason: String
    /// The facts, in order.
    var facts: [Fact]
    /// The case before the facts.
    var before: Case

    /// Whether it tells the area of people who are counted.
    var isOfACount: Bool {
        facts.contains { if case .tallied = $0 { true } else { false } }
    }
}

/// Reads the history of subjects from the frames.
struct Chronicle {
    let view: LedgerView
    let progress: Progress

    init(_ view: LedgerView) {
        self.view = view
        progress = Progress("frames read", isShown: true)
    }

    /// Every frame that decided an input: the first decision, then any revision.
    func frames(deciding input: InputReference) throws -> [Frame] {
        var found: [Frame] = []
        try view.forEachFrame(progress: progress.note) { frame in
            if frame.input == input { found.append(frame) }
        }
        return found
    }

    /// Everything that the ledger says of some subjects, from the first frame on.
    func entries(about subjects: Set<CaseSubject>) throws -> [ChronicleEntry] {
        let tokens = Set(subjects.map { view.token(of: $0) })
        var states: [CaseSubject: Case] = [:]
        var entries: [ChronicleEntry] = []
        try view.forEachFrame(progress: progress.note) { frame in
            guard frame.parts.contains(where: { tokens.contains($0.token) }) else { return }
            let now = Instant(milliseconds: frame.at)
            for body in try view.bodies(of: frame) where subjects.contains(body.subject) {
                var state = states[body.subject] ?? Case(subject: body.subject)
                entries.append(
                    ChronicleEntry(
                        frame: frame.seq, at: now, kind: FrameKind(rawValue: frame.kind),
                        position: frame.input.map(view.position),
                        outcome: Outcome(code: frame.outcome), subject: body.subject,
                        reason: body.reason, facts: body.facts, before: state))
                for fact in body.facts { state.apply(fact, at: now) }
                states[body.subject] = state
            }
        }
        return entries
    }
}

extension Fact {
    /// The obligation that the fact is about, by id; nil for a fact about something else.
    var obligationID: String? {
        switch self {
        case .obligation(_, let obligation): obligation.id
        case .published(let publication):
            publication.data["alertId"]?.string ?? publication.data["taskId"]?.string
        default: nil
        }
    }
}
