// SPDX-License-Identifier: Apache-2.0

/// Changes of a pack in the course of a story, as its authors would make them in its files.
package struct PolicyEdit: Hashable, Sendable {
    /// Rules that are new, or take the place of those of their names; whole, as they are written.
    package var rules: [Rule]
    /// Rules that are taken out.
    package var without: [RuleID]
    /// Rules that the pack says to be retired.
    package var retired: [RetiredRule]
}
