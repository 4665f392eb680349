// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Ledger
import Logging
import Notifications
import Policy
import Register

/// The one loop that decides: reads, decodes, lets the engine decide, commits. Confined to one
/// thread, which owns the engine, the ledger's writer and the readers.
final class AreaLoop {
    let setup: AreaSetup
    let state: AreaState
    let log: Logger
    private let decoder: NotificationDecoder
    private let entryDecoder: EntryDecoder
    private var engine: Engine
    private var journal: Journal
    private var clock: TrustedClock
    private var stateReader: Bus.Reader
    private var newsReader: Bus.Reader
    private var positions: [TopicPartition: Int64] = [:]
    private var clusterID = ""
    private var nextMetadataMs: Int64 = 0
    private var caughtUp = false

    /// Records of one turn of the loop.
    private static let recordsPerTurn = 1000
    /// How long a turn waits for news; commands and the register wait no longer than this.
    private static let turnMs: Int32 = 25
    /// A notification waits at most this long for the register to be read past it (DESIGN.md,
    /// "The flow", 0).
    private static let registerWaitMs: Int64 = 2000
    /// New partitions are looked for this often.
    private static let metadataMs: Int64 = 10_000

    init(_ setup: AreaSetup, writer: Writer, state: AreaState, log: Logger) throws {
        self.setup = setup
        self.state = state
        self.log = log
        decoder = NotificationDecoder(zone: setup.context.calendar.zone)
        entryDecoder = EntryDecoder(zone: setup.context.calendar.zone)
        journal = Journal(writer)
        engine = try Engine(
            context: setup.context, store: LedgerCaseStore(writer, keys: writer.keys))
        let last = try writer.frames(from: writer.lastSeq, limit: 1).last
        clock = TrustedClock(setup.time, last: last.map { Instant(milliseconds: $0.at) })
        stateReader = try Bus.Reader(setup.bus, ReaderOptions(queueKilobytes: 4096))
        newsReader = try Bus.Reader(
            setup.bus, ReaderOptions(lagGroup: "keywatch-\(setup.context.area)"))
        state.exchange.frameCommitted(writer.lastSeq)
        try countOutcomes()
    }

    /// Runs until asked to stop; then finishes the turn, commits and closes.
    func run() throws {
        defer {
            stateReader.close()
            newsReader.close()
        }
        while !state.isStopping {
            do {
                try turn()
            } catch let error as LedgerError {
                try recover(from: error)
            } catch let error as BusError {
                state.note(.busTrouble)
                log.warning("bus trouble", metadata: ["reason": "\(error)"])
                Pause.wait(ms: 500, unless: { state.isStopping })
            }
            if let failure = state.exchange.failure { throw failure }
        }
        try? commit()
        try journal.writer.close()
    }

    private func turn() throws {
        try refreshAssignments()
        if !caughtUp { try catchUp() }
        try takeCommands()
        try readState(timeoutMs: 0)
        let wait: Int32 = engine.nextDue.map { $0 <= clock.now() } ?? false ? 0 : AreaLoop.turnMs
        let news = try newsReader.fetch(max: AreaLoop.recordsPerTurn, timeoutMs: wait)
        try note(news.events, newsReader)
        if !news.records.isEmpty {
            let isBehind = try readRegisterPastItsEnd()
            for record in news.records { try decide(record, registerLag: isBehind) }
        }
        try takeRelayProgress()
        try fireClocks()
        try commit()
        state.beat(
            now: clock.now(), belief: clock.belief, register: engine.identity.count,
            nextDue: engine.nextDue)
    }

    // MARK: - Register first

    /// Reads the register and the answers to the end that they have now, before any notification
    /// is decided and before any clock fires.
    private func catchUp() throws {
        let ends = try stateReader.watermarks(
            of: Array(stateReader.assigned.keys), timeoutMs: 10_000)
        while !state.isStopping {
            let assigned = stateReader.assigned
            let isThere = ends.allSatisfy { at, marks in
                if case .offset(let next)? = assigned[at] { return next >= marks.high }
                return marks.high == marks.low
            }
            if isThere { break }
            try readState(timeoutMs: 100)
            try commit()
        }
        guard !state.isStopping else { return }
        caughtUp = true
        state.setRegisterLoaded()
        log.info("register loaded", metadata: ["entries": "\(engine.identity.count)"])
    }

    /// Reads the register past the end that it has at this moment; true when it took too long.
    private func readRegisterPastItsEnd() throws -> Bool {
        let register = setup.topics.input(.register)
        let partitions = stateReader.assigned.keys.filter { $0.topic == register }
        let ends = try stateReader.watermarks(of: Array(partitions), timeoutMs: 2000)
        let deadline = MonotonicClock.nowMs() + AreaLoop.registerWaitMs
        while true {
            let assigned = stateReader.assigned
            let isPast = ends.allSatisfy { at, marks in
                guard case .offset(let next)? = assigned[at] else { return marks.high == marks.low }
                return next >= marks.high
            }
            if isPast { return false }
            if MonotonicClock.nowMs() > deadline {
                state.note(.registerLag)
                return true
            }
            try readState(timeoutMs: 20)
        }
    }

    private func readState(timeoutMs: Int32) throws {
        let batch = try stateReader.fetch(max: AreaLoop.recordsPerTurn, timeoutMs: timeoutMs)
        try note(batch.events, stateReader)
        for record in batch.records { try decide(record, registerLag: false) }
    }

    // MARK: - Deciding

    private func decide(_ record: Record, registerLag: Bool) throws {
        defer { positions[record.source] = record.offset + 1 }
        if record.timestampKind == .logAppend, let appended = record.timestampMs {
            clock.noteBroker(appendMs: appended)
        }
        guard let topic = setup.topics.inputTopic(named: record.topic) else { return }
        let position = InputPosition(
            topic: record.topic, partition: record.partition, offset: record.offset)
        switch topic {
        case .register:
            let decoded = entryDecoder.record(key: record.key, value: record.value)
            try keep(engine.receive(decoded, at: position, now: clock.now()), record)
        default:
            try decideItems(record, topic, position)
        }
        if registerLag { state.note(.registerLag) }
    }

    private func decideItems(
        _ record: Record, _ topic: InputTopic, _ position: InputPosition
    ) throws {
        let received = clock.now()
        let items = decoder.decode(
            record.value, headers: record.headers.map { ($0.name, $0.value) },
            topicHint: topic.kind, receivedAt: received)
        for (index, item) in items.enumerated() {
            var at = position
            at.index = UInt32(clamping: index)
            let frame: EngineFrame
            switch item {
            case .rejected(let rejected):
                frame = try engine.reject(
                    rejected, at: at, size: record.size,
                    digest: IdentityHashes.hex(setup.context.hashes.digest(record.value ?? [])),
                    now: received)
            case .notification(let notification) where notification.kind == .response:
                frame = try engine.respond(notification, at: at, now: received)
            case .notification(let notification):
                frame = try engine.receive(notification, at: at, now: received)
            }
            try keep(frame, record)
        }
    }

    /// Keeps a frame for the commit, counts its outcome, and looks for earlier messages that may
    /// be about a person whom the frame brought onto the register.
    private func keep(_ frame: EngineFrame, _ record: Record?) throws {
        try journal.add(frame, unreadable: record?.value)
        if let outcome = frame.outcome, let topic = frame.position?.topic {
            state.count(topic, outcome)
        }
        state.tell(frame)
        guard !frame.revisitTokens.isEmpty else { return }
        try revisit(frame.revisitTokens.compactMap { Token(bytes: $0) })
    }

    /// Reads again what nobody matched when it came (DESIGN.md, "The flow", 1).
    private func revisit(_ tokens: [Token]) throws {
        let stubs = try journal.writer.stubs(matching: tokens)
        guard !stubs.isEmpty else { return }
        let names = Dictionary(
            uniqueKeysWithValues: try journal.writer.topics().map { ($0.id, $0.name) })
        let reader = try Bus.Reader(setup.bus, ReaderOptions(queueKilobytes: 512))
        defer { reader.close() }
        for stub in stubs {
            guard let name = names[stub.input.topic], let topic = setup.topics.inputTopic(named: name)
            else { continue }
            let position = InputPosition(
                topic: name, partition: stub.input.partition, offset: stub.input.offset,
                index: stub.input.index)
            guard let record = try Reread.record(at: position, with: reader) else {
                log.warning("a message that may now concern somebody is no longer in its topic",
                    metadata: ["position": "\(position.text)"])
                continue
            }
            try revisit(record, topic, position)
        }
    }

    private func revisit(_ record: Record, _ topic: InputTopic, _ position: InputPosition) throws {
        let received = clock.now()
        let items = decoder.decode(
            record.value, headers: record.headers.map { ($0.name, $0.value) },
            topicHint: topic.kind, receivedAt: received)
        guard Int(position.index) < items.count,
            case .notification(let notification) = items[Int(position.index)]
        else { return }
        let frame = try engine.receive(notification, at: position, now: received)
        guard frame.outcome != .noMatch, frame.outcome != .duplicate else { return }
        state.revise(position.topic, to: frame.outcome)
        try journal.add(frame)
        state.tell(frame)
    }

    // MARK: - Commands, relay, clocks

    private func takeCommands() throws {
        for waiting in state.commands.takeAll() {
            do {
                let frame = try engine.respond(waiting.response, at: nil, now: clock.now())
                try keep(frame, nil)
                try commit()
                waiting.reply(frame.outcome ?? .acted, frame.reason)
            } catch {
                waiting.fail("\(type(of: error))")
                throw error
            }
        }
        if state.takeClockAcceptance() { clock.accept() }
        if let context = state.takeReload() { engine.context = context }
    }

    private func takeRelayProgress() throws {
        let (progress, late) = state.exchange.takeProgress()
        if let progress { try journal.advanceRelay(progress) }
        for confirmation in late {
            guard let frame = try engine.delivered(confirmation.obligation, now: clock.now())
            else { continue }
            try keep(frame, nil)
        }
    }

    /// Fires what is due, unless notices that were decided earlier are still on their way: nobody
    /// is told that nobody answered an alert that nobody was sent.
    private func fireClocks() throws {
        guard caughtUp else { return }
        let now = clock.now()
        if let since = state.exchange.oldestWaitingSinceMs,
            now.milliseconds - since > Relay.lateMs
        {
            return state.note(.clocksHeld)
        }
        var fired = 0
        while fired < AreaLoop.recordsPerTurn, let frame = try engine.fireNextClock(upTo: now) {
            try keep(frame, nil)
            fired += 1
        }
    }

    // MARK: - Commit

    private func commit() throws {
        for (at, next) in positions {
            try journal.advance(at.topic, at.partition, to: next, cluster: clusterID)
        }
        let cases = engine.takeChangedCases()
        guard journal.hasWork || !cases.isEmpty else { return }
        guard try journal.commit(cases: cases, now: clock.now()) != nil else { return }
        newsReader.commitForLagTools(positions.filter { newsReader.assigned[$0.key] != nil })
        positions.removeAll(keepingCapacity: true)
        state.exchange.frameCommitted(journal.writer.lastSeq)
    }

    /// The ledger could not be written: nothing of the batch was left behind. What was decided in
    /// memory is forgotten, and the same records are read again once writing works.
    private func recover(from error: LedgerError) throws {
        state.note(.ledgerTrouble)
        log.critical("the ledger cannot be written; intake waits", metadata: ["reason": "\(error)"])
        Pause.wait(ms: 1000, unless: { state.isStopping })
        positions.removeAll()
        journal = Journal(journal.writer)
        engine = try Engine(
            context: engine.context, store: LedgerCaseStore(journal.writer, keys: journal.writer.keys))
        nextMetadataMs = 0
        caughtUp = false
        try stateReader.assign([:])
        try newsReader.assign([:])
        try countOutcomes()
    }

    private func countOutcomes() throws {
        let names = Dictionary(
            uniqueKeysWithValues: try journal.writer.topics().map { ($0.id, $0.name) })
        var counts: [OutcomeKey: Int64] = [:]
        for entry in try journal.writer.outcomeCounts() {
            guard let name = names[entry.topic], let outcome = Outcome(code: entry.outcome)
            else { continue }
            counts[OutcomeKey(topic: name, outcome: outcome)] = entry.n
        }
        state.setCounts(counts)
    }

    // MARK: - Partitions and gaps

    private func refreshAssignments() throws {
        guard MonotonicClock.nowMs() >= nextMetadataMs else { return }
        let names = InputTopic.allCases.map(setup.topics.input)
        let counts = try stateReader.partitions(of: names, timeoutMs: 10_000)
        if clusterID.isEmpty { clusterID = try stateReader.clusterID(timeoutMs: 10_000) }
        for topic in InputTopic.allCases {
            let reader = topic.isState ? stateReader : newsReader
            let name = setup.topics.input(topic)
            var new: [TopicPartition: Bus.Position] = [:]
            for partition in 0..<Int32(counts[name] ?? 0) {
                let at = TopicPartition(name, partition)
                guard reader.assigned[at] == nil else { continue }
                new[at] = try begin(at)
            }
            if !new.isEmpty { try reader.add(new) }
        }
        nextMetadataMs = MonotonicClock.nowMs() + AreaLoop.metadataMs
    }

    /// Where a partition is read from: after what is durable, else from its beginning.
    private func begin(_ at: TopicPartition) throws -> Bus.Position {
        let id = try journal.topic(named: at.topic)
        guard let known = try journal.writer.position(topic: id, partition: at.partition) else {
            return .beginning
        }
        if let cluster = known.cluster, !cluster.isEmpty, !clusterID.isEmpty,
            cluster != clusterID, !setup.isEmbeddedBroker
        {
            throw AreaFailure.otherCluster(expected: cluster, found: clusterID)
        }
        return .offset(known.nextOffset)
    }

    private func note(_ events: [ReaderEvent], _ reader: Bus.Reader) throws {
        for event in events {
            switch event {
            case .gap(let at, let asked, let marks):
                state.note(.gap)
                let low = marks?.low ?? 0
                log.critical(
                    "records are missing from a topic; ask the senders to send again",
                    metadata: [
                        "topic": "\(at.topic)", "partition": "\(at.partition)",
                        "asked": "\(asked)", "low": "\(low)", "high": "\(marks?.high ?? -1)",
                    ])
                guard let marks, asked < marks.low else {
                    throw AreaFailure.topicRecreated(topic: at.topic, partition: at.partition)
                }
                try keep(engine.noteGap(at.topic, at.partition, from: asked, to: low, now: clock.now()), nil)
                try reader.add([at: .offset(low)])
            case .unknown(let at):
                log.error("a topic or partition is gone", metadata: ["topic": "\(at.topic)"])
            case .allBrokersDown:
                state.note(.busTrouble)
            case .failure(let failure, let at):
                log.error("the bus reports a fault",
                    metadata: ["reason": "\(failure.name)", "topic": "\(at?.topic ?? "")"])
            }
        }
    }
}
