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
    let entryDecoder: EntryDecoder
    var engine: Engine
    var journal: Journal
    var clock: TrustedClock
    var stateReader: Bus.Reader
    var newsReader: Bus.Reader
    /// Asks for partitions and ends, and reads nothing: a broker answers the requests of one
    /// connection one after the other, so on a reader's own they would wait behind its fetch.
    let queries: Bus.Reader
    var positions: [TopicPartition: Int64] = [:]
    var clusterID = ""
    var nextMetadataMs: Int64 = 0
    var caughtUp = false
    /// Whether open obligations are in line with the policy that was found at the start.
    var hasTakenUpPolicy = false
    /// Whether the dues have been counted again by the calendar of this start.
    var hasRecomputedDues = false
    /// Notifications that were fetched and are not yet decided, in order, and whether the register
    /// could not be read past them.
    private var news: ArraySlice<Record> = []
    private var isBehindRegister = false
    /// Cases that were decided since memory was given back; a start counts as many.
    private var casesSinceTrim = AreaLoop.casesPerTrim

    /// As many cases leave enough behind to be worth the looking.
    private static let casesPerTrim = 1000
    /// Records of one turn of the loop.
    static let recordsPerTurn = 1000
    /// Records of the register and answers that are decided in one go, for the same reason.
    static let stateRecordsPerRead = 250
    /// Deciding stops after this long and what was decided is committed: a process that is killed
    /// again and again still gets on, and clocks and commands wait no longer than this.
    static let decidingMs: Int64 = 250
    /// How long a turn waits for news; commands and the register wait no longer than this.
    static let turnMs: Int32 = 25
    /// A notification waits at most this long for the register to be read past it (DESIGN.md,
    /// "The flow", 0).
    static let registerWaitMs: Int64 = 2000
    /// New partitions are looked for this often.
    static let metadataMs: Int64 = 10_000

    init(_ setup: AreaSetup, writer: Writer, state: AreaState, log: Logger) throws {
        self.setup = setup
        self.state = state
        self.log = log
        entryDecoder = EntryDecoder(zone: setup.context.calendar.zone)
        journal = Journal(writer)
        let last = try writer.frames(from: writer.lastSeq, limit: 1).last
        clock = TrustedClock(setup.time, last: last.map { Instant(milliseconds: $0.at) })
        var context = setup.context
        context.turn(to: clock.now())
        engine = try Engine(
            context: context, store: LedgerCaseStore(writer, keys: writer.keys))
        // Said before anything is asked of the broker: nothing is decided under such a policy.
        if try engine.isPolicyNew() { try engine.refuseVanished(from: context.pack) }
        stateReader = try Bus.Reader(setup.bus, ReaderOptions(queueKilobytes: 4096))
        newsReader = try Bus.Reader(
            setup.bus, ReaderOptions(lagGroup: "keywatch-\(setup.context.area)"))
        queries = try Bus.Reader(setup.bus, ReaderOptions(queueKilobytes: 1024))
        let confirmed = try RelayProgress(writer)
        let unconfirmed = try writer.frames(from: confirmed.frame + 1, limit: 1).first
        state.exchange.begin(
            head: writer.lastSeq, confirmed: confirmed, oldestWaitingSinceMs: unconfirmed?.at)
        try countOutcomes()
    }

    /// Reads messages as the area's senders write them now; a reload changes it.
    var decoder: NotificationDecoder { engine.context.decoder }

    /// Runs until asked to stop; then finishes the turn, commits and closes.
    func run() throws {
        defer {
            stateReader.close()
            newsReader.close()
            queries.close()
        }
        while !state.isStopping {
            if let failure = state.exchange.failure { throw failure }
            do {
                guard waitForPeek(), try findPartitions() else { continue }
                try turn()
            } catch LedgerError.cannotWrite(let obstacle) {
                state.note(.ledgerTrouble)
                log.critical(
                    "the ledger cannot be written; intake waits",
                    metadata: ["reason": "\(obstacle)"])
                try goBackToLedger(afterMs: 1000)
            } catch let error where error is BusError || error is Reread.Delayed {
                state.note(.busTrouble)
                log.warning("bus trouble", metadata: ["reason": "\(error)"])
                try goBackToLedger(afterMs: 500)
            }
        }
        try? commit()
        try journal.writer.close()
    }

    /// Whether the relay has looked at the topics: nothing may be decided before (DESIGN.md, "The
    /// flow", 5).
    private func waitForPeek() -> Bool {
        let exchange = state.exchange
        guard !exchange.hasPeeked else { return true }
        Pause.wait(
            ms: Int(AreaLoop.turnMs),
            unless: { state.isStopping || exchange.hasPeeked || exchange.failure != nil })
        beat()
        return exchange.hasPeeked
    }

    /// Keeps the assignment up to date; false when the broker cannot be asked now. Nothing has
    /// been read at this point, so nothing has to be read again.
    private func findPartitions() throws -> Bool {
        do {
            try refreshAssignments()
            return true
        } catch let error as BusError {
            state.note(.busTrouble)
            log.warning("bus trouble", metadata: ["reason": "\(error)"])
            Pause.wait(ms: 500, unless: { state.isStopping })
            beat()
            return false
        }
    }

    private func turn() throws {
        if !hasTakenUpPolicy { try takeUpPolicy() }
        if !caughtUp {
            try catchUp()
            if caughtUp, !hasRecomputedDues { try recomputeDues() }
        }
        try takeCommands()
        try readState(timeoutMs: 0)
        if news.isEmpty { try fetchNews() }
        let deadline = MonotonicClock.nowMs() + AreaLoop.decidingMs
        while MonotonicClock.nowMs() < deadline, let record = news.popFirst() {
            try decide(record, registerLag: isBehindRegister)
        }
        try takeRelayProgress()
        try fireClocks()
        try commit()
        beat()
    }

    private func fetchNews() throws {
        let wait: Int32 = engine.nextDue.map { $0 <= clock.now() } ?? false ? 0 : AreaLoop.turnMs
        let batch = try newsReader.fetch(max: AreaLoop.recordsPerTurn, timeoutMs: wait)
        news = batch.records[...]
        try note(batch.events, newsReader)
        if !news.isEmpty { isBehindRegister = try readRegisterPastItsEnd() }
    }

    /// Shows that the loop turns, and where it stands.
    func beat() {
        state.beat(
            now: clock.now(), belief: clock.belief, register: engine.identity.count,
            nextDue: engine.nextDue)
    }

    func commit() throws {
        for (at, next) in positions {
            try journal.advance(at.topic, at.partition, to: next, cluster: clusterID)
        }
        let cases = engine.takeChangedCases()
        casesSinceTrim += cases.count
        guard journal.hasWork || !cases.isEmpty else { return giveMemoryBack() }
        guard try journal.commit(cases: cases, now: clock.now()) != nil else { return }
        newsReader.commitForLagTools(positions.filter { newsReader.assigned[$0.key] != nil })
        positions.removeAll(keepingCapacity: true)
        state.exchange.frameCommitted(journal.writer.lastSeq, at: clock.now().milliseconds)
    }

    /// What a rush of work took, a register that was loaded above all, goes back to the machine
    /// once there is nothing to do: the cases are read again when they are needed, and the
    /// allocator by itself keeps what it has for the next rush.
    private func giveMemoryBack() {
        guard casesSinceTrim >= AreaLoop.casesPerTrim, state.exchange.isIdle else { return }
        casesSinceTrim = 0
        engine.forgetCommittedCases()
        journal.writer.releaseMemory()
        AllocatedMemory.giveBack()
    }

    /// Nothing of the turn in hand was left behind. What was decided in memory is forgotten, and
    /// the same records are read again from where the ledger stands: what was fetched and not yet
    /// decided must not be passed over.
    private func goBackToLedger(afterMs: Int) throws {
        Pause.wait(ms: afterMs, unless: { state.isStopping })
        positions.removeAll()
        news = []
        journal = Journal(journal.writer)
        engine = try Engine(
            context: engine.context,
            store: LedgerCaseStore(journal.writer, keys: journal.writer.keys))
        nextMetadataMs = 0
        caughtUp = false
        try stateReader.assign([:])
        try newsReader.assign([:])
        try countOutcomes()
        beat()
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

}
