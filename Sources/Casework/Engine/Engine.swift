// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy
package import Register

/// The synchronous heart: inputs in, frames out, in one order.
///
/// It finds whose case an input is about, lets a ``Decision`` decide, and keeps the indexes that
/// make the finding fast. It reads no clock and starts nothing by itself: the daemon and a
/// rehearsal drive the same engine.
package struct Engine {
    /// Rules, calendar, people; replaced at a reload.
    package var context: DecisionContext {
        didSet {
            readings.removeAll()
            identity.weights = context.weights
        }
    }
    private let store: any CaseStore
    /// Who is on the register.
    package private(set) var identity: IdentityIndex
    private var cases: [CaseSubject: Case] = [:]
    /// What the last decision read of a case, for as long as the case and the context are the same.
    private var readings: [CaseSubject: CaseReading] = [:]
    private var changed: [CaseSubject] = []
    private var isChanged: Set<CaseSubject> = []
    private var visits: [VisitKey: CaseSubject] = [:]
    private var numbers = SubjectNumbers()
    private var obligations: [ObligationKey: UInt32] = [:]
    private var candidates: [String: String] = [:]
    private var pendingVisits: [VisitKey: CaseSubject] = [:]
    private var decided: [String: [CaseSubject]] = [:]
    /// Whether a hospital has merged anybody with a person of the register.
    private(set) var hasMerges = false
    private var alarms = Alarms()
    private var gaps: [Role] = []
    /// How the decisions about the input in hand have changed for what people count.
    var recounted: [CountChange] = []
    /// Whether messages are only noted until all of them are.
    var isRevisiting = false
    private var noted: [(subject: CaseSubject, event: Decision.LinkedEvent)] = []
    /// The latest instant of an input: engine time never goes back.
    package private(set) var now = Instant(milliseconds: .min)

    /// An engine over the cases of a store.
    ///
    /// - Complexity: O(number of cases); every case is read once to build the indexes.
    package init(context: DecisionContext, store: any CaseStore) throws {
        self.context = context
        self.store = store
        identity = IdentityIndex(weights: context.weights)
        try store.forEachCase { index($0) }
        self.context.providers = ProviderNews(of: try currentCase(.area(context.area)))
    }

    /// The case of a subject; empty when nothing is known of it.
    package mutating func currentCase(_ subject: CaseSubject) throws -> Case {
        if let known = cases[subject] { return known }
        // Of somebody unknown nothing is kept: most messages concern nobody here.
        guard let loaded = try store.loadCase(subject) else { return Case(subject: subject) }
        cases[subject] = loaded
        return loaded
    }

    /// The cases changed since the last call, in the order in which they first changed. The
    /// caller commits them; cases beyond `keeping` in memory are then forgotten and read again
    /// when they are needed. Those who have something going on are far fewer; a register that is
    /// loaded must not stay in memory case by case (some 2 KiB each), nor the room for it.
    package mutating func takeChangedCases(keeping limit: Int = 250) -> [Case] {
        let result = changed.compactMap { cases[$0] }
        changed.removeAll(keepingCapacity: true)
        isChanged.removeAll(keepingCapacity: true)
        if cases.count > limit {
            cases.removeAll(keepingCapacity: false)
            readings.removeAll(keepingCapacity: false)
        }
        return result
    }

    /// Forgets the cases that the store has, which are read again when they are needed, and the
    /// room that growing tables left behind.
    package mutating func forgetCommittedCases() {
        if changed.isEmpty { cases.removeAll(keepingCapacity: false) }
        readings.removeAll(keepingCapacity: false)
        alarms.compact()
        identity.compact()
    }

    /// The earliest instant at which a clock is due; nil when none runs.
    package var nextDue: Instant? { alarms.first }

    /// The subject of an obligation, open or ended.
    package func subject(ofObligation id: String) -> CaseSubject? {
        ObligationKey(id).flatMap { obligations[$0] }.map { numbers[$0] }
    }

    /// The subject of a visit that is already known.
    func subject(ofVisit key: VisitKey) -> CaseSubject? { visits[key] }

    /// The person in whose case messages of this visit wait for a decision.
    func subject(ofPendingVisit key: VisitKey) -> CaseSubject? { pendingVisits[key] }

    /// Whether anybody who is not on the register is known.
    var hasCandidates: Bool { !candidates.isEmpty }

    /// Whether the ids by which a message names somebody may lead to anybody.
    var knowsAliases: Bool { !candidates.isEmpty || !decided.isEmpty }

    /// The candidate to whom that id leads.
    func candidate(ofAlias alias: String) -> String? { candidates[alias] }

    /// The people of the register whom somebody under that id was ever decided to be; what their
    /// cases say counts.
    func subjects(decidedOf alias: String) -> [CaseSubject] { decided[alias] ?? [] }

    /// Whether a person may answer an obligation now: its owner, whoever stands in, or anybody on
    /// a higher rung (DUTIES.tsv §3).
    package mutating func mayAnswer(_ person: String, _ obligation: String) throws -> Bool {
        guard let subject = subject(ofObligation: obligation) else { return false }
        let decision = Decision(
            on: try currentCase(subject), context: context, now: now, inputID: "")
        return decision.standing(obligation).map { decision.mayAnswer(person, $0) } ?? false
    }

    /// Everybody and everything whose case is wanted, in a fixed order.
    func subjects(where isWanted: (Case) -> Bool) throws -> [CaseSubject] {
        var subjects: [CaseSubject] = []
        try forEachCase { state in
            if isWanted(state) { subjects.append(state.subject) }
        }
        return subjects.sorted { $0.text < $1.text }
    }

    /// Every case as it stands now, once.
    func forEachCase(_ body: (Case) -> Void) throws {
        var seen: Set<CaseSubject> = []
        try store.forEachCase { state in
            seen.insert(state.subject)
            body(cases[state.subject] ?? state)
        }
        for subject in changed where !seen.contains(subject) { cases[subject].map(body) }
    }

    /// Moves engine time on to `instant`; never back.
    mutating func advance(to instant: Instant) -> Instant {
        now = Swift.max(now, instant)
        return now
    }

    /// Makes a decision about one subject, keeps its case, and returns the frame's part.
    mutating func decide(
        _ subject: CaseSubject, inputID: String, _ body: (inout Decision) throws -> Void
    ) throws -> EngineFrame.Part {
        let former = readings.removeValue(forKey: subject)
        var decision = Decision(
            on: try currentCase(subject), context: context, now: now, inputID: inputID, former)
        let counts = decision.caseState.counts
        try body(&decision)
        recounted += CountChange.between(counts, decision.caseState.counts)
        // Of a register that is loaded nothing needs to be remembered entry by entry.
        if !decision.facts.contains(where: \.isEntry) { readings[subject] = decision.reading }
        keep(decision.caseState, after: decision.facts)
        for case .notActed(let action) in decision.facts where action.reason == Gap.reason {
            gaps += action.seen.compactMap(Role.init(rawValue:)).filter { !gaps.contains($0) }
        }
        return EngineFrame.Part(subject: subject, facts: decision.facts)
    }

    /// The frame of an input. The area's case hears of whoever counts for something or ceased to;
    /// posts that its decisions found vacant are told about the area (DUTIES.tsv X-05).
    mutating func finish(
        _ kind: FrameKind, _ position: InputPosition?, _ outcome: Outcome?, _ reason: String,
        _ parts: [EngineFrame.Part]
    ) throws -> EngineFrame {
        var frame = EngineFrame(
            kind: kind, at: now, position: position, outcome: outcome, reason: reason,
            parts: parts)
        if let part = try recount() { frame.parts.append(part) }
        let area = CaseSubject.area(context.area)
        let known = gaps.isEmpty ? [] : Gap.noted(in: try currentCase(area)).map(\.role)
        for role in gaps where !known.contains(role) {
            let event = Gap.event(role, at: now)
            frame.parts.append(
                try decide(area, inputID: event.key) { _ = $0.take(event, match: nil) })
        }
        gaps = []
        return frame
    }

    /// Remembers an event that was noted while earlier messages are looked at again.
    mutating func noteForLater(_ event: Decision.LinkedEvent, about subject: CaseSubject) {
        noted.append((subject, event))
    }

    /// The events that were noted, person by person, and forgets them.
    mutating func takeNoted() -> [(subject: CaseSubject, events: [Decision.LinkedEvent])] {
        var bySubject: [(subject: CaseSubject, events: [Decision.LinkedEvent])] = []
        for (subject, event) in noted {
            if let index = bySubject.firstIndex(where: { $0.subject == subject }) {
                bySubject[index].events.append(event)
            } else {
                bySubject.append((subject, [event]))
            }
        }
        noted = []
        return bySubject
    }

    /// Points the index of the register at the entry of a case, or away from it.
    mutating func indexEntry(_ entry: RegisterEntry?, id: String) {
        if let entry { identity.insert(entry) } else { identity.remove(id) }
    }

    /// Says that from now on messages of this visit belong to `subject`.
    mutating func assign(visit key: VisitKey, to subject: CaseSubject) { visits[key] = subject }

    /// Keeps a case after the facts that changed it.
    private mutating func keep(_ state: Case, after facts: [Fact]) {
        cases[state.subject] = state
        if case .area = state.subject { context.providers = ProviderNews(of: state) }
        if isChanged.insert(state.subject).inserted { changed.append(state.subject) }
        for case .obligation(.opened, let obligation) in facts {
            index(obligation, of: state.subject)
        }
        index(visitsOf: state)
        let number = numbers.number(of: state.subject)
        if !alarms.isSet(for: number) || facts.contains(where: \.movesClocks) {
            alarms.set(state.nextClock, for: number)
        }
    }

    private mutating func index(_ state: Case) {
        if case .person(let id) = state.subject, let entry = state.entry {
            indexEntry(entry.value, id: id)
        }
        for obligation in state.obligations { index(obligation, of: state.subject) }
        index(visitsOf: state)
        alarms.set(state.nextClock, for: numbers.number(of: state.subject))
    }

    private mutating func index(_ obligation: Obligation, of subject: CaseSubject) {
        guard let key = ObligationKey(obligation.id) else { return }
        obligations[key] = numbers.number(of: subject)
    }

    private mutating func index(visitsOf state: Case) {
        var last: VisitKey?
        for event in state.events {
            // Most of what follows each other is about one visit.
            guard let key = event.visit, key.isNumbered, key != last else { continue }
            last = key
            if case .candidate = state.subject, case .person? = visits[key] { continue }
            visits[key] = state.subject
        }
        if case .candidate(let id) = state.subject {
            for alias in state.candidate?.aliases ?? [] where candidates[alias] == nil {
                candidates[alias] = id
            }
        }
        for pending in state.pending {
            if pending.same ?? false { index(pending.candidate, as: state.subject) }
            if pending.isMerge { hasMerges = true }
            guard let key = pending.event.visit, key.isNumbered, !pending.isDisagreement
            else { continue }
            pendingVisits[key] = pending.same == nil ? state.subject : nil
        }
    }

    private mutating func index(_ candidate: CandidateIdentity, as subject: CaseSubject) {
        for alias in candidate.aliases where !subjects(decidedOf: alias).contains(subject) {
            // In one order, whatever was decided first.
            decided[alias, default: []].append(subject)
            decided[alias]?.sort { $0.text < $1.text }
        }
    }

    /// Fires the earliest clock that is due at or before `instant`; nil when none is.
    package mutating func fireNextClock(upTo instant: Instant) throws -> EngineFrame? {
        while let alarm = alarms.takeFirst(upTo: instant) {
            let subject = numbers[alarm.subject]
            let state = try currentCase(subject)
            guard let next = state.nextClock, next == (alarm.at, alarm.clock) else {
                alarms.set(state.nextClock, for: alarm.subject)
                continue
            }
            switch alarm.clock {
            case .reconsideration:
                return try fire(alarm.at, "", of: subject, at: instant) { $0.reconsider() }
            case .obligation(let key):
                let obligation = state.obligations.first { ObligationKey($0.id) == key }
                guard let id = obligation?.id else { continue }
                return try fire(alarm.at, id, of: subject, at: instant) {
                    $0.fire(id, due: alarm.at)
                }
            }
        }
        return nil
    }

    private mutating func fire(
        _ due: Instant, _ obligation: String, of subject: CaseSubject, at instant: Instant,
        _ body: (inout Decision) -> Void
    ) throws -> EngineFrame {
        _ = advance(to: instant)
        let part = try decide(
            subject, inputID: "clock|\(due.milliseconds)|\(obligation)", body)
        return try finish(.clock, nil, nil, "clock", [part])
    }
}
