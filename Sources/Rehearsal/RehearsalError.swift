// SPDX-License-Identifier: Apache-2.0

package import Policy

/// What can go wrong in this room besides a scenario that is not met.
package enum RehearsalError: Error, Hashable, Sendable {
    /// A step of a scenario cannot be carried out; the place says which.
    case step(SourceLocation, String)
    /// A scenario names a rule that its pack does not have.
    case unknownRule(RuleID, pack: String)
    /// Clocks went on firing at one instant without end: a fault of the engine.
    case endlessClock(at: String)
    /// A file or folder cannot be read.
    case unreadable(path: String)
}
