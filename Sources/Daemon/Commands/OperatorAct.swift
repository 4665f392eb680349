// SPDX-License-Identifier: Apache-2.0

package import Casework
import Notifications

/// What an operator does to the daemon itself. Every act says who did it and why, and is journaled
/// (CONTRACT.md §1).
package struct OperatorAct: Equatable, Sendable {
    /// What is done.
    package enum Deed: Equatable, Sendable {
        /// The machine's clock is believed from now on.
        case acceptClock
        /// A record that could not be read is decided again, as the decoder is now.
        case retryDeadLetter(InputPosition)
        /// A record that could not be read is given up, and its bytes are destroyed.
        case discardDeadLetter(InputPosition)
        /// What the policy in force would put off or end, and has not, is put off and ended.
        case adoptPolicy
        /// Asks what that would be; nothing is done.
        case rehearseAdoption
    }

    /// What is done.
    package var deed: Deed
    /// Who says so.
    package var by: String
    /// Why.
    package var reason: String

    /// An act with its author and reason.
    package init(_ deed: Deed, by: String, reason: String) {
        self.deed = deed
        self.by = by
        self.reason = reason
    }

    /// The act as a line for the daemon's socket, without the line end.
    package var line: String {
        var members = [JSONValue.Member("act", .string(word))]
        if let position { members.append(.init("position", .string(position.text))) }
        members += [.init("by", .string(by)), .init("reason", .string(reason))]
        return JSONValue.object(members).text
    }

    /// The act of a line, or nil when it is none.
    package init?(line: [UInt8]) {
        guard let json = try? JSONValue(parsing: line), let word = json["act"]?.string,
            let by = json["by"]?.string, let reason = json["reason"]?.string
        else { return nil }
        let position = json["position"]?.string.flatMap(InputPosition.init(text:))
        switch (word, position) {
        case ("clock.accept", _): deed = .acceptClock
        case ("dead-letters.retry", let position?): deed = .retryDeadLetter(position)
        case ("dead-letters.discard", let position?): deed = .discardDeadLetter(position)
        case ("policy.adopt", _): deed = .adoptPolicy
        case ("policy.adopt-rehearsal", _): deed = .rehearseAdoption
        default: return nil
        }
        self.by = by
        self.reason = reason
    }

    /// Whether nothing is done.
    var isRehearsal: Bool { deed == .rehearseAdoption }

    /// What the journal says of an act that is done.
    func told(_ what: String) -> String { "\(what) by \(by): \(reason)" }

    private var word: String {
        switch deed {
        case .acceptClock: "clock.accept"
        case .retryDeadLetter: "dead-letters.retry"
        case .discardDeadLetter: "dead-letters.discard"
        case .adoptPolicy: "policy.adopt"
        case .rehearseAdoption: "policy.adopt-rehearsal"
        }
    }

    private var position: InputPosition? {
        switch deed {
        case .acceptClock, .adoptPolicy, .rehearseAdoption: nil
        case .retryDeadLetter(let position), .discardDeadLetter(let position): position
        }
    }
}
