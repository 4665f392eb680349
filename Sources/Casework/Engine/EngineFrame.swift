// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// What became of a notification: exactly one, counted (CONTRACT.md §3, guarantee 1).
package enum Outcome: String, Sendable, Codable, CaseIterable {
    /// It was taken into a case.
    case acted
    /// It concerns nobody here.
    case noMatch = "no-match"
    /// Well-formed, and not ours to act on.
    case outOfScope = "out-of-scope"
    /// It had come before.
    case duplicate
    /// A later message had already said more.
    case superseded
    /// A person must decide.
    case review
    /// Its processing ended the process twice.
    case quarantined
    /// It cannot be read.
    case deadLetter = "dead-letter"

    /// The code under which the ledger keeps it; codes never change.
    package var code: UInt8 {
        switch self {
        case .acted: 1
        case .noMatch: 2
        case .outOfScope: 3
        case .duplicate: 4
        case .superseded: 5
        case .review: 6
        case .quarantined: 7
        case .deadLetter: 8
        }
    }

    /// The outcome of that code, or nil when there is none.
    package init?(code: UInt8) {
        guard let outcome = Outcome.allCases.first(where: { $0.code == code }) else { return nil }
        self = outcome
    }
}

/// What kind of input a frame is about; raw values are kept in the ledger and never change.
package enum FrameKind: UInt8, Sendable, Codable {
    /// A notification from a hospital, school or council.
    case notification = 1
    /// A record of the register.
    case register = 2
    /// An answer or a recording by a person or a system.
    case response = 3
    /// A clock that fired.
    case clock = 4
    /// The state with which a rehearsal begins.
    case beginning = 5
    /// A hole in a topic.
    case gap = 6
    /// A word of the relay: a late confirmation, a refused record.
    case relay = 7
    /// Rules, calendar or people were read again.
    case surroundings = 8
    /// An operator's act: the clock accepted, a dead letter tried again, reading moved.
    case act = 9
}

/// All that one input led to: what a frame of the ledger holds.
package struct EngineFrame: Equatable, Sendable {
    /// The facts about one subject.
    package struct Part: Equatable, Sendable {
        /// Whom they are about.
        package var subject: CaseSubject
        /// The facts, in the order in which they were decided.
        package var facts: [Fact]
    }

    /// The kind of input.
    package var kind: FrameKind
    /// Engine time of the decision.
    package var at: Instant
    /// Where the input stood; nil for a clock or a command.
    package var position: InputPosition?
    /// What became of it; nil for a clock.
    package var outcome: Outcome?
    /// Why, as a stable word without personal data.
    package var reason: String
    /// The facts, subject by subject.
    package var parts: [Part]
    /// The keyed tokens under which a person added to the register tomorrow finds this message;
    /// empty unless nobody matched.
    package var stubTokens: [[UInt8]] = []
    /// When it happened, for the stub's expiry.
    package var occurredAt: Instant?
    /// The keyed tokens under which earlier messages may be about the person of this entry.
    package var revisitTokens: [[UInt8]] = []

    /// Every publication of the frame, in order.
    package var publications: [Publication] {
        parts.flatMap { part in
            part.facts.compactMap { fact in
                if case .published(let publication) = fact { publication } else { nil }
            }
        }
    }
}
