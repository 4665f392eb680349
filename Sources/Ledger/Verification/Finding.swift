// SPDX-License-Identifier: Apache-2.0

/// Something that a verification found to be wrong.
package enum Finding: Equatable, Sendable {
    /// Frames are missing: `expected` should have come, `found` came.
    case gap(expected: Int64, found: Int64)
    /// The header of the frame is not of the format, or says another number.
    case headerUnreadable(frame: Int64)
    /// Header or body of the frame do not give the hash that is stored with it.
    case hashMismatch(frame: Int64)
    /// The frame does not name the hash of the frame before it.
    case brokenLink(frame: Int64)
    /// The lengths in the header do not add up to the body.
    case bodyLength(frame: Int64)
    /// A part of the frame does not open with its subject's key.
    case partUnreadable(frame: Int64, part: Int)
    /// A part of the frame names a subject that has no key, not even a destroyed one.
    case keyMissing(frame: Int64, part: Int)
    /// The frame's outcome is not what `inputs` says of its input.
    case inputMismatch(frame: Int64)
    /// Rows of `inputs` that name a frame which does not exist.
    case inputsWithoutFrame(count: Int64)
    /// The count of a topic's outcome differs from the rows of `inputs`.
    case countMismatch(topic: Int64, outcome: Int64, counted: Int64, recorded: Int64)
    /// The signed end of the chain was altered, or the chain does not reach it.
    case headMismatch(signed: Int64?, found: Int64)
    /// The signed checkpoint was altered, or the chain does not pass through it.
    case checkpointMismatch(signed: Int64?)
    /// Bodies of the named table that do not open; their number.
    case sealedRowsUnreadable(table: String, count: Int)
    /// SQLite's own integrity check complains, in its words.
    case storage(String)

    /// The frame concerned, if it is one.
    package var frame: Int64? {
        switch self {
        case .headerUnreadable(let frame), .hashMismatch(let frame), .brokenLink(let frame),
            .bodyLength(let frame), .partUnreadable(let frame, _), .keyMissing(let frame, _),
            .inputMismatch(let frame):
            frame
        case .gap(let expected, _): expected
        case .inputsWithoutFrame, .countMismatch, .headMismatch, .checkpointMismatch,
            .sealedRowsUnreadable, .storage:
            nil
        }
    }
}

extension Finding: CustomStringConvertible {
    /// One line for an operator.
    package var description: String {
        switch self {
        case .gap(let expected, let found): "frame \(expected): missing; next is \(found)"
        case .headerUnreadable(let frame): "frame \(frame): the header is not readable"
        case .hashMismatch(let frame): "frame \(frame): the content does not give its hash"
        case .brokenLink(let frame): "frame \(frame): does not follow from the frame before"
        case .bodyLength(let frame): "frame \(frame): the body has another length than stated"
        case .partUnreadable(let frame, let part): "frame \(frame): part \(part) does not open"
        case .keyMissing(let frame, let part): "frame \(frame): part \(part) has no data key"
        case .inputMismatch(let frame): "frame \(frame): inputs says another outcome"
        case .inputsWithoutFrame(let count): "inputs: \(count) rows name a frame that is not there"
        case .countMismatch(let topic, let outcome, let counted, let recorded):
            "outcome_counts: topic \(topic) outcome \(outcome) is \(recorded), counted \(counted)"
        case .headMismatch(let signed, let found):
            "the chain ends at frame \(found), not at its signed end"
                + (signed.map { " \($0)" } ?? " (signature altered)")
        case .checkpointMismatch(let signed):
            "the chain does not pass through its signed checkpoint"
                + (signed.map { " at frame \($0)" } ?? " (signature altered)")
        case .sealedRowsUnreadable(let table, let count): "\(table): \(count) bodies do not open"
        case .storage(let words): "storage: \(words)"
        }
    }
}

/// Where a verification begins.
package enum VerificationStart: Sendable {
    /// At the first frame.
    case beginning
    /// After the frame up to which the last signed checkpoint vouches.
    case checkpoint
}

/// What a verification did and found.
package struct VerificationReport: Equatable, Sendable {
    /// Frames read.
    package internal(set) var frames: Int64 = 0
    /// Parts that opened.
    package internal(set) var opened = 0
    /// Parts whose subject was erased.
    package internal(set) var erased = 0
    /// Parts that could not be tried, because the area key was not given.
    package internal(set) var sealed = 0
    /// What is wrong, in the order of the frames; at most 1,000.
    package internal(set) var findings: [Finding] = []

    /// Whether nothing is wrong.
    package var isClean: Bool { findings.isEmpty }

    mutating func add(_ finding: Finding) {
        if findings.count < Limits.findingsMax { findings.append(finding) }
    }
}
