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
    private let topics: TopicNames
    private let source: String
    private let bus: BusConfiguration
    private let transactionalID: String
    private let ledger: Ledger.Reader
    private let exchange: RelayExchange
    private let log: Logger
    private let nowMs: @Sendable () -> Int64
    private var progress: RelayProgress
    private var published: Set<String> = []

    /// Publications of at most this many frames go into one transaction.
    private static let framesPerBatch = 500
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
        let names = Dictionary(uniqueKeysWithValues: try ledger.topics().map { ($0.id, $0.name) })
        var offsets: [TopicPartition: Int64] = [:]
        for entry in try ledger.relayOffsets() {
            guard let name = names[entry.topic] else { continue }
            offsets[TopicPartition(name, entry.partition)] = entry.offset
        }
        progress = RelayProgress(
            frame: try ledger.relayCursor(Journal.relayName)?.frame ?? 0, offsets: offsets)
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
        try peek()
        let producer = try FencedProducer(bus, transactionalID: transactionalID)
        defer { producer.close() }
        try producer.initTransactions(timeoutMs: 30_000)
        published = try readBack()
        exchange.setReady()
        while true {
            let didWork = try publishNext(with: producer)
            if !didWork {
                if isStopping() { return }
                Pause.wait(ms: 5, unless: { isStopping() || exchange.head > progress.frame })
            }
        }
    }

    /// One batch of frames; false when the ledger has nothing new.
    private func publishNext(with producer: FencedProducer) throws -> Bool {
        guard exchange.head > progress.frame else { return false }
        let frames = try ledger.frames(
            from: progress.frame + 1, limit: Relay.framesPerBatch)
        guard let last = frames.last else { return false }
        var waiting: [(publication: Publication, at: Int64)] = []
        for frame in frames {
            for publication in try PublicationReader.publications(of: frame)
            where !published.contains(publication.id) {
                waiting.append((publication, frame.at))
            }
        }
        exchange.setOldestWaiting(waiting.first?.at)
        if !waiting.isEmpty { try send(waiting.map(\.publication), with: producer) }
        progress.frame = last.seq
        let now = nowMs()
        let late = waiting.filter { now - $0.at > Relay.lateMs }.compactMap {
            LateConfirmation($0.publication)
        }
        published.removeAll(keepingCapacity: true)
        exchange.setOldestWaiting(nil)
        exchange.confirm(progress, late: late)
        return true
    }

    private func send(_ publications: [Publication], with producer: FencedProducer) throws {
        let records = publications.map(record)
        do {
            let reports = try producer.send(records, timeoutMs: 30_000)
            var refused: [Publication] = []
            for (publication, report) in zip(publications, reports) {
                switch report.outcome {
                case .delivered(let offset): confirm(report, offset)
                case .refused: refused.append(publication)
                case .failed(let failure): throw BusError.failed(failure)
                }
            }
            if !refused.isEmpty { try sendSmallest(refused, with: producer) }
        } catch BusError.readBackBeforeSending(let failure, let refused) where !refused.isEmpty {
            log.error(
                "records refused for good; their smallest form is sent in their place",
                metadata: ["reason": "\(failure.name)", "count": "\(refused.count)"])
            published.formUnion(try readBack())
            let kept = publications.enumerated().filter { refused[$0.offset] == nil }
                .map(\.element).filter { !published.contains($0.id) }
            let parked = publications.enumerated().filter { refused[$0.offset] != nil }
                .map(\.element)
            if !kept.isEmpty { try send(kept, with: producer) }
            try sendSmallest(parked, with: producer)
        }
    }

    /// A record that the broker will never take is parked, and only its ids are sent.
    private func sendSmallest(
        _ publications: [Publication], with producer: FencedProducer
    ) throws {
        let smallest = publications.map { publication in
            var small = publication
            small.data = .object(
                publication.data.members.filter {
                    ["alertId", "taskId", "about", "kind", "state"].contains($0.name)
                })
            return small
        }
        for report in try producer.send(smallest.map(record), timeoutMs: 30_000) {
            switch report.outcome {
            case .delivered(let offset): confirm(report, offset)
            case .refused(let failure):
                throw RelayFailure.fatal("\(failure.name) on \(report.topic)")
            case .failed(let failure): throw BusError.failed(failure)
            }
        }
    }

    private func confirm(_ report: DeliveryReport, _ offset: Int64) {
        progress.offsets[TopicPartition(report.topic, report.partition)] = offset + 1
    }

    private func record(_ publication: Publication) -> OutgoingRecord {
        OutgoingRecord(
            topic: topics.output(publication.topic), key: Array(publication.subject.utf8),
            value: publication.cloudEvent(source: source).utf8,
            headers: [
                Header("content-type", Array("application/cloudevents+json".utf8))
            ])
    }

    // MARK: - Peek and read back

    /// Events under this area's source beyond the last confirmed offsets must all be events that
    /// this ledger has decided and not yet confirmed.
    private func peek() throws {
        let found = try scan(.readUncommitted)
        guard !found.isEmpty else { return }
        var known: Set<String> = []
        var from = progress.frame + 1
        while true {
            let frames = try ledger.frames(from: from, limit: 1000)
            guard let last = frames.last else { break }
            for frame in frames {
                for publication in try PublicationReader.publications(of: frame) {
                    known.insert(publication.id)
                }
            }
            from = last.seq + 1
        }
        let unknown = found.filter { !known.contains($0.id) }
        guard let first = unknown.first else { return }
        throw RelayFailure.unknownEvents(
            count: unknown.count, example: first.id, topic: first.topic)
    }

    private func readBack() throws -> Set<String> {
        Set(try scan(.readCommitted).map(\.id))
    }

    /// The ids under this area's source from the last confirmed offsets to the end.
    private func scan(_ isolation: Isolation) throws -> [(id: String, topic: String)] {
        let reader = try Bus.Reader(
            bus, ReaderOptions(isolation: isolation, queueKilobytes: 1024))
        defer { reader.close() }
        let names = OutputTopic.allCases.map(topics.output)
        let counts = try reader.partitions(of: names, timeoutMs: 10_000)
        var ends: [TopicPartition: Int64] = [:]
        var positions: [TopicPartition: Bus.Position] = [:]
        for name in names {
            for partition in 0..<Int32(counts[name] ?? 0) {
                let at = TopicPartition(name, partition)
                let marks = try reader.watermarks(of: at, timeoutMs: 10_000)
                let from = max(progress.offsets[at] ?? 0, marks.low)
                guard from < marks.high else { continue }
                ends[at] = marks.high
                positions[at] = .offset(from)
            }
        }
        guard !positions.isEmpty else { return [] }
        try reader.assign(positions)
        var found: [(id: String, topic: String)] = []
        let deadline = MonotonicClock.nowMs() + 30_000
        while !ends.isEmpty {
            guard MonotonicClock.nowMs() < deadline else {
                throw RelayFailure.fatal("the output topics could not be read back in 30 s")
            }
            let batch = try reader.fetch(max: 1000, timeoutMs: 200)
            for record in batch.records where isOurs(record) {
                if let id = PublicationReader.id(of: record.value) {
                    found.append((id, record.topic))
                }
            }
            let assigned = reader.assigned
            ends = ends.filter { at, end in
                guard case .offset(let next)? = assigned[at] else { return true }
                return next < end
            }
        }
        return found
    }

    private func isOurs(_ record: Record) -> Bool {
        PublicationReader.source(of: record.value) == source
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
