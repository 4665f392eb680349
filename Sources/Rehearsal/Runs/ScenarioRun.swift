// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
package import Policy
import Register

extension Stage {
    /// Runs a scenario on the real engine with simulated time, and judges what came out.
    ///
    /// - Throws: `RehearsalError` for a step that cannot be carried out, `PolicyError` for
    ///   configuration that cannot be read.
    package func run(_ scenario: Scenario) throws -> ScenarioResult {
        var run = try ScenarioRun(scenario, on: self)
        try run.perform()
        let judge = ScenarioJudge(scenario: scenario, emissions: run.emissions)
        return ScenarioResult(
            name: scenario.name, file: scenario.source.file, covers: scenario.covers,
            failures: run.failures + judge.failures(), emissions: run.emissions,
            outcomes: run.outcomes, held: run.held)
    }

    /// Runs the scenario of a file. A file that cannot be read, or a step that cannot be carried
    /// out, is a failure of that scenario alone.
    package func run(file path: String) -> ScenarioResult {
        var failed = ScenarioResult(name: path, file: path)
        let place = SourceLocation(file: path, line: 1, column: 1)
        do {
            return try run(ScenarioFiles.scenario(at: path))
        } catch let PolicyError.invalid(faults) {
            failed.failures = faults.map { ScenarioFailure(source: place, message: "\($0)") }
        } catch let RehearsalError.step(source, message) {
            failed.failures = [ScenarioFailure(source: source, message: message)]
        } catch {
            failed.failures = [ScenarioFailure(source: place, message: "\(error)")]
        }
        return failed
    }
}

/// One scenario under way: the engine, its memory, and the story so far.
struct ScenarioRun {
    /// More clocks than any story fires; beyond it a clock sets itself again for ever.
    private static let clocksMax = 100_000

    let scenario: Scenario
    let stage: Stage
    let instants: [Instant]
    var engine: Engine
    var store: MemoryCaseStore
    var log = MessageLog()
    var edits: [DirectoryEdit]
    /// How the pack has been changed so far.
    private var rewritten: [PolicyEdit] = []
    var step = 0
    var responseCount = 0
    private(set) var emissions: [Emission] = []
    private(set) var outcomes: [String] = []
    private(set) var held: Set<RuleID> = []
    var failures: [ScenarioFailure] = []

    init(_ scenario: Scenario, on stage: Stage) throws {
        self.scenario = scenario
        self.stage = stage
        edits = scenario.directory
        var context = try stage.context(
            policy: scenario.policy, rules: scenario.rules, parameters: scenario.parameters,
            edits: edits)
        instants = try StepClock(calendar: context.calendar).instants(of: scenario)
        if let first = instants.first { context.turn(to: first) }
        store = MemoryCaseStore()
        engine = try Engine(context: context, store: store)
    }

    /// The instant of the step in hand.
    var now: Instant { instants[step] }

    mutating func perform() throws {
        guard let first = instants.first, let last = instants.last else { return }
        for entry in scenario.register {
            let (entry, _) = try EntryDecoder(zone: stage.zone).entry(entry)
            try keep(engine.begin(with: entry.withScenarioDefaults(), now: first))
        }
        for index in scenario.steps.indices {
            // Clocks that are due before this step belong to the window of the one before it; an
            // input with the same instant as a clock goes first.
            let instant = instants[index]
            try turn(by: instant)
            try fireClocks { $0 < instant }
            step = index
            try act(scenario.steps[index])
        }
        try fireClocks { $0 <= last }
    }

    private mutating func act(_ step: Step) throws {
        switch step.action {
        case .none: break
        case .receive(let message): try receive(message, step)
        case .respond(let response): try respond(response, step)
        case .register(let entries):
            for entry in entries { try receiveEntry(entry) }
        case .directory(let changes):
            edits += changes
            try reload(.directory)
        case .reload(let what): try reload(what)
        case .rewrite(let edit, let isRefused): try rewrite(edit, isRefused: isRefused, step)
        case .adopt(let person):
            for frame in try engine.adopt(by: person, reason: "a story", now: now) {
                try keep(frame)
            }
        case .restart:
            store = try store.writtenAndReadAgain()
            engine = try Engine(context: engine.context, store: store)
            for frame in try engine.recomputeDues(now: now) { try keep(frame) }
        }
    }

    private mutating func reload(_ what: Reload) throws {
        var read = try stage.contextReadAgain(for: scenario, edits: edits)
        for edit in rewritten { read.pack = try read.pack.edited(by: edit) }
        var context = engine.context
        switch what {
        case .policy: context.pack = read.pack
        case .directory: context.directory = read.directory
        case .calendar: context.calendar = read.calendar
        }
        context.turn(to: now)
        for frame in try engine.reload(context, now: now) { try keep(frame) }
    }

    /// Puts the pack in force whose day has come by an instant.
    private mutating func turn(by instant: Instant) throws {
        guard let at = engine.context.turnsAt, at <= instant else { return }
        try fireClocks { $0 < at }
        var context = engine.context
        context.turn(to: at)
        for frame in try engine.reload(context, now: at) { try keep(frame) }
    }

    /// Changes the pack and reads it again. One that is refused leaves no trace.
    private mutating func rewrite(_ edit: PolicyEdit, isRefused: Bool, _ step: Step) throws {
        rewritten.append(edit)
        do {
            try reload(.policy)
            if isRefused { fail(step, "the pack was to be refused and is in force") }
        } catch CaseworkError.vanishedRules(let rules) {
            rewritten.removeLast()
            if !isRefused { fail(step, rules.map(\.text).joined(separator: "; ")) }
        }
    }

    private mutating func fail(_ step: Step, _ message: String) {
        failures.append(
            ScenarioFailure(
                source: step.source, message: message, window: emissions.map(\.line)))
    }

    private mutating func fireClocks(_ isDue: (Instant) -> Bool) throws {
        var fired = 0
        while let due = engine.nextDue, isDue(due) {
            guard let frame = try engine.fireNextClock(upTo: due) else { continue }
            try keep(frame)
            fired += 1
            guard fired < ScenarioRun.clocksMax else {
                throw RehearsalError.endlessClock(at: due.formatted)
            }
        }
    }

    /// Keeps what a frame came to, commits its cases, and looks again at earlier messages that may
    /// be about a person whom it brought onto the register.
    mutating func keep(_ frame: EngineFrame) throws {
        let area = engine.context.area
        for fact in frame.parts.flatMap(\.facts) {
            switch fact {
            case .obligation(let change, let obligation):
                let emission = Emission(
                    change, obligation, at: frame.at, step: step, area: area)
                guard var emission else { continue }
                emission.disclosed = try engine.disclosedForms(of: obligation, to: emission.to)
                emissions.append(emission)
            case .published(let publication):
                let emission = Emission(publication, at: frame.at, step: step, area: area)
                if let emission { emissions.append(emission) }
            case .held(let rule, _): held.insert(rule)
            default: break
            }
        }
        if let outcome = frame.outcome { outcomes.append("\(outcome.rawValue) \(frame.reason)") }
        store.keep(engine.takeChangedCases())
        log.leaveStub(of: frame)
        let earlier = log.messages(matching: frame.revisitTokens, at: frame.at)
            .filter { $0.position != frame.position }
        guard !earlier.isEmpty else { return }
        for frame in try engine.revisit(earlier, now: frame.at) { try keep(frame) }
    }
}
