// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Whether the daemon can be relied on now, and why not (CONTRACT.md §8).
package struct Readiness: Equatable, Sendable {
    /// Reasons against it, in stable words; empty when ready.
    package var reasons: [String]

    /// Whether there is no reason against it.
    package var isReady: Bool { reasons.isEmpty }

    /// An output older than this, unconfirmed, makes the daemon not ready.
    private static let oldestOutputMsMax: Int64 = 60_000
    /// A loop that has not turned for this long hangs.
    static let beatMsMax: Int64 = 30_000

    /// The readiness that a snapshot tells of.
    package init(_ snapshot: AreaSnapshot) {
        var reasons: [String] = []
        if !snapshot.isRegisterLoaded { reasons.append("register-not-loaded") }
        if !snapshot.isRelayReady { reasons.append("relay-not-started") }
        if snapshot.relayFailure != nil { reasons.append("relay-stopped") }
        if snapshot.refusedOutputs > 0 { reasons.append("output-refused") }
        if snapshot.belief != .believed { reasons.append("clock-\(snapshot.belief.rawValue)") }
        if let since = snapshot.oldestWaitingSinceMs, let now = snapshot.engineNow,
            now.milliseconds - since > Readiness.oldestOutputMsMax
        {
            reasons.append("output-unconfirmed")
        }
        self.reasons = reasons
    }
}
