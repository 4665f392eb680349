// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Ledger
import Notifications

/// Answers why, or why not, from the ledger's frames.
struct Explainer {
    private let view: LedgerView
    private let context: DecisionContext
    private let story: FactStory
    private let chronicle: Chronicle
    private let confirmed: Int64

    init(_ view: LedgerView, _ context: DecisionContext) throws {
        self.view = view
        self.context = context
        story = FactStory(context)
        chronicle = Chronicle(view)
        confirmed = try view.confirmedFrame()
    }

    /// The explanation of an obligation: its opening with all that led to it, and its history.
    func explain(_ obligation: Obligation) throws -> Explanation {
        var explanation = Explanation(
            about: "\(ObligationGroup(obligation.kind).rawValue.dropLast()) \(obligation.id)",
            summary: ObligationStory(story).standing(of: obligation))
        for entry in try chronicle.entries(about: [obligation.about]) {
            guard entry.facts.contains(where: { $0.obligationID == obligation.id }) else {
                continue
            }
            explanation.passages.append(
                passage(entry) { $0.concerns(obligation) })
        }
        return explanation
    }

    /// The explanation of an input: its outcome, everything that was decided, and what became of
    /// the obligations that it opened.
    func explain(_ position: InputPosition) throws -> Explanation {
        let name = "message \(position.text)"
        guard let input = view.reference(to: position) else {
            return Explanation(
                about: name, summary: ["Nothing of the topic \(position.topic) is in the ledger."],
                isKnown: false)
        }
        let frames = try chronicle.frames(deciding: input)
        guard !frames.isEmpty else {
            return Explanation(about: name, summary: [try unread(input)], isKnown: false)
        }
        var explanation = Explanation(about: name, summary: try summary(of: frames))
        var subjects: Set<CaseSubject> = []
        for frame in frames {
            for body in try view.bodies(of: frame) where !body.facts.isEmpty {
                subjects.insert(body.subject)
            }
        }
        let numbers = Set(frames.map(\.seq))
        var opened: Set<String> = []
        for entry in try chronicle.entries(about: subjects) {
            if numbers.contains(entry.frame) {
                explanation.passages.append(passage(entry) { _ in true })
                explanation.passages += silence(after: entry)
                opened.formUnion(entry.facts.compactMap(\.obligationID))
            } else if entry.facts.contains(where: { $0.isChange(of: opened) }) {
                explanation.passages.append(passage(entry) { $0.isChange(of: opened) })
            }
        }
        return explanation
    }

    private func passage(_ entry: ChronicleEntry, _ isWanted: (Fact) -> Bool)
        -> Explanation.Passage
    {
        var state = entry.before
        var sentences: [String] = []
        var isPublished = false
        for fact in entry.facts {
            if isWanted(fact) {
                sentences += story.sentences(of: fact, on: state)
                if case .published = fact { isPublished = true }
            }
            state.apply(fact, at: entry.at)
        }
        if isPublished {
            sentences.append(
                entry.frame <= confirmed
                    ? "The broker has confirmed what was published."
                    : "What was published waits for the broker.")
        }
        return Explanation.Passage(
            frame: entry.frame, at: entry.at, title: title(entry), sentences: sentences)
    }

    /// Why the rules that go by conditions asked for nothing after a message: a silence is
    /// explained like an alert, by the rules as they are read now.
    private func silence(after entry: ChronicleEntry) -> [Explanation.Passage] {
        var state = entry.before
        for fact in entry.facts { state.apply(fact, at: entry.at) }
        let silences = Decision(on: state, context: context, now: entry.at, inputID: "").silences()
        guard !silences.isEmpty else { return [] }
        return [
            Explanation.Passage(
                frame: entry.frame, at: entry.at,
                title: "rules that asked for nothing about \(entry.subject.text), as they are now",
                sentences: silences.map(story.text(of:)))
        ]
    }

    private func title(_ entry: ChronicleEntry) -> String {
        let what =
            switch entry.kind {
            case .notification: "a notification"
            case .register: "a register record"
            case .response: "an answer or recording"
            case .clock: "a clock"
            case .beginning: "the beginning"
            case .gap: "a gap in a topic"
            case .relay: "a word of the relay"
            case .surroundings: "rules, calendar or people read again"
            case .act: "an operator's act"
            case nil: "an input of a later version"
            }
        // Which message it was would tell who is among those who were counted.
        let place = entry.isOfACount ? "" : entry.position.map { " \($0.text)" } ?? ""
        let reason = entry.reason == entry.outcome?.rawValue ? "" : " (\(entry.reason))"
        let outcome = entry.outcome.map { ", \($0.rawValue)\(reason)" } ?? ""
        return "\(what)\(place)\(outcome), about \(entry.subject.text)"
    }

    private func summary(of frames: [Frame]) throws -> [String] {
        var lines: [String] = []
        for frame in frames {
            let reason = try view.bodies(of: frame).first?.reason ?? "erased"
            let outcome = Outcome(code: frame.outcome)
            let former = frame.seq == frames.last?.seq ? "Outcome" : "Former outcome"
            lines.append(
                "\(former): \(outcome?.rawValue ?? "none"), \(Explainer.plain(outcome)) "
                    + "(\(reason)), decided \(story.time.text(Instant(milliseconds: frame.at))).")
            if let advice = FaultExplanations.text(of: reason) { lines.append(advice) }
            if frame.parts.contains(where: { $0.content == .erased }) {
                lines.append("What it said of a person was erased.")
            }
        }
        return lines
    }

    private func unread(_ input: InputReference) throws -> String {
        let next = try view.reader.position(topic: input.topic, partition: input.partition)
        guard let next, input.offset < next.nextOffset else {
            return "It has not been read yet."
        }
        return "Its partition was read past it, and no message stood there: offsets of "
            + "transactions and compacted records are empty."
    }

    private static func plain(_ outcome: Outcome?) -> String {
        switch outcome {
        case .acted: "taken into a case"
        case .noMatch: "nobody of the register matches"
        case .outOfScope: "well-formed and not ours to act on"
        case .duplicate: "it had come before, so nothing changed"
        case .superseded: "a later one had already said more"
        case .review: "a person must decide"
        case .quarantined: "its processing failed twice, it was set aside"
        case .deadLetter: "it cannot be read"
        case nil: "no outcome"
        }
    }
}

extension Fact {
    /// Whether this belongs into the story of an obligation: what is about it, and what is about
    /// no other obligation or rule.
    fileprivate func concerns(_ obligation: Obligation) -> Bool {
        switch self {
        case .obligation, .published: obligationID == obligation.id
        case .notActed(let action): action.rule.map { $0 == obligation.rule } ?? true
        case .occasion(let rule, _), .held(let rule, _): rule == obligation.rule
        default: true
        }
    }

    /// Whether this changes one of these obligations.
    fileprivate func isChange(of obligations: Set<String>) -> Bool {
        guard case .obligation(_, let obligation) = self else { return false }
        return obligations.contains(obligation.id)
    }
}
