// SPDX-License-Identifier: Apache-2.0

package import Casework
package import Ledger

/// A ledger opened by a command that only looks. It makes neither a ledger nor a key, and may be
/// used beside the running daemon.
package struct LedgerView: Sendable {
    /// The open file.
    package let reader: Ledger.Reader
    /// The area's keys.
    package let keys: AreaKeys
    /// Where it stands.
    package let path: String
    private let topicNames: [UInt16: String]

    /// Frames and cases are read in slices of so many, so that no read holds back the writer.
    private static let slice = 256

    /// Opens the ledger of a configuration.
    ///
    /// - Throws: `LedgerError`: no ledger, no key, another ledger's key.
    package init(_ configuration: DaemonConfiguration) throws(LedgerError) {
        try self.init(
            path: configuration.ledgerPath, keys: try LedgerView.keys(configuration))
    }

    /// Opens a ledger by its path and keys.
    package init(path: String, keys: AreaKeys) throws(LedgerError) {
        reader = try Ledger.Reader(path: path, keys: keys)
        self.keys = keys
        self.path = path
        topicNames = Dictionary(
            try reader.topics().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
    }

    /// The keys of a configuration's area. Unlike the daemon at its first start, this never makes
    /// a key: a new key could read nothing that exists.
    package static func keys(
        _ configuration: DaemonConfiguration
    ) throws(LedgerError) -> AreaKeys {
        let source = configuration.key ?? .file(configuration.defaultKeyPath)
        return try AreaKeys(try source.load())
    }

    /// The name of a topic that the ledger refers to by number.
    package func topicName(_ id: UInt16) -> String { topicNames[id] ?? "topic-\(id)" }

    /// The number of a topic; nil when nothing of that topic is in the ledger.
    package func topicID(_ name: String) -> UInt16? {
        topicNames.first { $0.value == name }?.key
    }

    /// Where an input of the ledger stood, by the topic's name.
    package func position(of input: InputReference) -> InputPosition {
        InputPosition(
            topic: topicName(input.topic), partition: input.partition, offset: input.offset,
            index: input.index)
    }

    /// The ledger's reference for a position; nil when nothing of that topic is in the ledger.
    package func reference(to position: InputPosition) -> InputReference? {
        topicID(position.topic).map {
            InputReference(
                topic: $0, partition: position.partition, offset: position.offset,
                index: position.index)
        }
    }

    /// The last frame whose publications the broker has confirmed; 0 before the first.
    package func confirmedFrame() throws(LedgerError) -> Int64 {
        try reader.relayCursor(Journal.relayName)?.frame ?? 0
    }

    /// The token under which a subject's case and parts stand.
    package func token(of subject: CaseSubject) -> Token {
        keys.token(of: Ledger.Subject(subject.ledgerBytes))
    }

    /// The case of a subject; nil when nothing is kept about it.
    package func caseState(of subject: CaseSubject) throws -> Case? {
        try LedgerCaseStore(reader, keys: keys).loadCase(subject)
    }

    /// Every case, in the order of its token.
    package func forEachCase(_ body: (Case) throws -> Void) throws {
        try LedgerCaseStore(reader, keys: keys).forEachCase(body)
    }

    /// Every frame from the first, in order. `progress` is told after each slice how many of how
    /// many frames were read.
    package func forEachFrame(
        progress: (Int64, Int64) -> Void = { _, _ in }, _ body: (Frame) throws -> Void
    ) throws {
        let last = try reader.lastFrame()
        var next: Int64 = 1
        while next <= last {
            let frames = try reader.frames(from: next, limit: LedgerView.slice)
            guard let final = frames.last else { return }
            for frame in frames { try body(frame) }
            next = final.seq + 1
            progress(final.seq, last)
        }
    }

    /// The parts of a frame that can be read, as what they say.
    package func bodies(of frame: Frame) throws -> [FramePartBody] {
        try frame.parts.compactMap { part in
            guard case .opened(let bytes) = part.content else { return nil }
            return try JournalForm.decodePart(bytes)
        }
    }
}
