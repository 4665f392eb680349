// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Ledger
import Logging
import Notifications

/// Publishes the ledger's frames, in order, each event once (DESIGN.md, "The flow", 5).
///
/// At start it peeks (are there events of ours that this ledger does not know?), fences (nobody
/// else may publish from now on, and no late request of a dead incarnation lands), and reads back
/// (what did the dead incarnation still manage to publish?). Then it follows the ledger's head.
/// Confined to its own thread; it reads the ledger and never writes it.
final class Relay {
    let topics: TopicNames
    let source: String
    let bus: BusConfiguration
    private let transactionalID: String
    let ledger: Ledger.Reader
    let exchange: RelayExchange
    let log: Logger
    private let nowMs: @Sendable () -> Int64
    var progress: RelayProgress
    /// What an earlier incarnation, or a transaction that was not seen to commit, has put on its
    /// topic beyond the last confirmed offsets: by id, where it stands.
    var landed: [String: LandedEvent] = [:]

    /// Publications of at most this many frames go into one transaction.
    private static let framesPerBatch = 500
    /// Frames are opened in slices of this many, and for at most this long, before what they hold
    /// is sent: a process that is killed again and again still gets on.
    static let framesPerSlice = 50
    private static let openingMs: Int64 = 200
    /// A confirmation that comes later than this moves the rung's wait.
    static let lateMs: Int64 = 10_000

    init(
        settings: RelaySettings, ledger: Ledger.Reader, exchange: RelayExchange, log: Logger,
        nowMs: @escaping @Sendable () -> Int64
    ) throws {
        topics = settings.topics
        source = settings.source
        bus = settings.bus
        transactionalID = settings.transactionalID
        self.ledger = ledger
        self.exchange = exchange
        self.log = log
        self.nowMs = nowMs
        progress = try RelayProgress(ledger)
    }

    /// Runs until `isStopping` says so; what is then committed and not sent is sent at the next
    /// start.
    func run(isStopping: () -> Bool) {
        while !isStopping() {
            do {
                try publishUntilBroken(isStopping)
                return
            } catch let failure as RelayFailure {
                log.critical("relay stopped", metadata: ["reason": "\(failure.text)"])
                return exchange.fail(failure)
            } catch BusError.fenced(let failure) {
                let stop = RelayFailure.fenced(failure.name)
                log.critical("relay stopped", metadata: ["reason": "\(stop.text)"])
                return exchange.fail(stop)
            } catch {
                log.warning("relay starts again", metadata: ["reason": "\(error)"])
                Pause.wait(ms: 500, unless: isStopping)
            }
        }
    }

    private func publishUntilBroken(_ isStopping: () -> Bool) throws {
        log.info("relay looks for events that this ledger does not know")
        try peek()
        exchange.setPeeked()
        let producer = try FencedProducer(bus, transactionalID: transactionalID)
        defer { producer.close() }
        // May wait for a transaction that an earlier run of this area left open.
        log.info("relay shuts out earlier runs")
        try producer.initTransactions(timeoutMs: 30_000)
        try producer.prepare(
            topics: OutputTopic.allCases.map(topics.output), timeoutMs: 10_000)
        landed = try readBack()
        exchange.setReady()
        log.info("relay is ready", metadata: ["landed": "\(landed.count)"])
        var nextStatisticsMs: Int64 = 0
        while true {
            let didWork = try publishNext(with: producer)
            if MonotonicClock.nowMs() >= nextStatisticsMs {
                nextStatisticsMs = MonotonicClock.nowMs() + ClientStatistics.everyMs
                producer.statistics.flatMap(ClientStatistics.init(json:)).map(exchange.note)
            }
            if !didWork {
                if isStopping() { return }
                exchange.waitForFrames(beyond: progress.frame, ms: 200)
            }
        }
    }

    /// One batch of frames; false when the ledger has nothing new.
    private func publishNext(with producer: FencedProducer) throws -> Bool {
        guard exchange.head > progress.frame else { return false }
        let (last, publications) = try nextPublications()
        guard last > progress.frame else { return false }
        let waiting = publications.filter { landed[$0.publication.id] == nil }
        if !waiting.isEmpty { try send(waiting.map(\.publication), with: producer) }
        progress.frame = last
        let now = nowMs()
        let late = waiting.filter { now - $0.at > Relay.lateMs }.compactMap {
            LateConfirmation($0.publication)
        }
        passLanded(publications.map(\.publication))
        exchange.confirm(progress, late: late)
        return true
    }

    /// The publications of the next frames with their instants, and the last of these frames.
    private func nextPublications() throws -> (
        last: Int64, publications: [(publication: Publication, at: Int64)]
    ) {
        var last = progress.frame
        var publications: [(publication: Publication, at: Int64)] = []
        let deadline = MonotonicClock.nowMs() + Relay.openingMs
        repeat {
            let frames = try ledger.frames(from: last + 1, limit: Relay.framesPerSlice)
            for frame in frames {
                publications += try PublicationReader.publications(of: frame).map {
                    ($0, frame.at)
                }
            }
            guard let final = frames.last else { break }
            last = final.seq
        } while last - progress.frame < Int64(Relay.framesPerBatch)
            && MonotonicClock.nowMs() < deadline
        return (last, publications)
    }

    /// What had landed before counts as confirmed where it stands: the cursor must not leave it
    /// beyond the offsets, from which the next start looks for events that it does not know.
    private func passLanded(_ publications: [Publication]) {
        for publication in publications {
            guard let event = landed.removeValue(forKey: publication.id) else { continue }
            progress.offsets[event.at] = max(progress.offsets[event.at] ?? 0, event.offset + 1)
        }
    }
}

extension LateConfirmation {
    /// The obligation that a late publication told somebody of; nil when it told nobody.
    init?(_ publication: Publication) {
        guard publication.topic != .dashboard,
            let id = publication.data["alertId"]?.string ?? publication.data["taskId"]?.string
        else { return nil }
        subject = publication.subject
        obligation = id
    }
}
