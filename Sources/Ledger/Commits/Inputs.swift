// SPDX-License-Identifier: Apache-2.0

/// A topic that the ledger refers to by number.
package struct Topic: Equatable, Sendable {
    /// The number in references, positions and headers.
    package let id: UInt16
    /// The topic's name.
    package let name: String
}

/// How far a partition has been read.
package struct Position: Equatable, Sendable {
    /// The topic's number.
    package var topic: UInt16
    /// The partition.
    package var partition: Int32
    /// The offset to read next.
    package var nextOffset: Int64
    /// The id of the cluster that the offset belongs to, when known.
    package var cluster: String?
    /// A hash of the last record read, to recognise a topic that was created again.
    package var lastHash: Bytes?

    /// A position of one partition.
    package init(
        topic: UInt16, partition: Int32, nextOffset: Int64, cluster: String? = nil,
        lastHash: Bytes? = nil
    ) {
        self.topic = topic
        self.partition = partition
        self.nextOffset = nextOffset
        self.cluster = cluster
        self.lastHash = lastHash
    }
}

/// The outcome of an input as it stands now.
package struct InputRow: Equatable, Sendable {
    /// The latest frame that decided the input.
    package let frame: Int64
    /// The outcome code of that frame.
    package let outcome: UInt8
}

/// A number of inputs of one topic with one outcome.
package struct OutcomeCount: Equatable, Sendable {
    /// The topic's number.
    package var topic: UInt16
    /// The caller's outcome code.
    package var outcome: UInt8
    /// In a commit, how many to add (0 or more); when read, how many there are, with and without
    /// frames.
    package var n: Int64

    /// A count of one topic and outcome.
    package init(topic: UInt16, outcome: UInt8, n: Int64) {
        self.topic = topic
        self.outcome = outcome
        self.n = n
    }
}

/// A discarded input that may turn out to matter: where it is, and tokens to find it by.
package struct StubDraft: Equatable, Sendable {
    /// Where the original can be read again.
    package var input: InputReference
    /// When what it tells of happened (ms since 1970).
    package var occurredAt: Int64
    /// When the stub may be forgotten (ms since 1970).
    package var expiresAt: Int64
    /// Keyed tokens of the input's blocking keys; no name, number or birth date.
    package var tokens: [Token]

    /// A stub of one input.
    package init(input: InputReference, occurredAt: Int64, expiresAt: Int64, tokens: [Token]) {
        self.input = input
        self.occurredAt = occurredAt
        self.expiresAt = expiresAt
        self.tokens = tokens
    }
}

/// A stored stub.
package struct Stub: Equatable, Sendable {
    /// The stub's number, for `Commit.removedStubs`.
    package let id: Int64
    /// Where the original can be read again.
    package let input: InputReference
    /// When what it tells of happened (ms since 1970).
    package let occurredAt: Int64
    /// When the stub may be forgotten (ms since 1970).
    package let expiresAt: Int64
}

/// An input that could not be decoded, kept sealed for a while.
package struct DeadLetter: Equatable, Sendable {
    /// Where the input came from.
    package var input: InputReference
    /// When it was set aside (ms since 1970).
    package var at: Int64
    /// When it may be forgotten (ms since 1970).
    package var expiresAt: Int64
    /// The decoder's error code, in clear: never a value from the message.
    package var code: String
    /// The byte position of the error, when known.
    package var position: Int64?
    /// The message bytes, to be sealed.
    package var body: Bytes

    /// A dead letter of one input.
    package init(
        input: InputReference, at: Int64, expiresAt: Int64, code: String, position: Int64?,
        body: Bytes
    ) {
        self.input = input
        self.at = at
        self.expiresAt = expiresAt
        self.code = code
        self.position = position
        self.body = body
    }
}
