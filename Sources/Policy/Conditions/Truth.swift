// SPDX-License-Identifier: Apache-2.0

/// A truth value of Kleene's strong three-valued logic.
package enum Truth: Hashable, Sendable, CaseIterable {
    /// Certainly so.
    case yes
    /// Certainly not so.
    case no
    /// Nothing tells.
    case unknown

    /// The truth of a known statement.
    package init(_ isSo: Bool) {
        self = isSo ? .yes : .no
    }

    /// `no` if either is, else `unknown` if either is, else `yes`.
    package func and(_ other: Truth) -> Truth {
        if self == .no || other == .no { return .no }
        return self == .yes && other == .yes ? .yes : .unknown
    }

    /// `yes` if either is, else `unknown` if either is, else `no`.
    package func or(_ other: Truth) -> Truth {
        if self == .yes || other == .yes { return .yes }
        return self == .no && other == .no ? .no : .unknown
    }

    /// `yes` and `no` change places; `unknown` stays.
    package var negated: Truth {
        switch self {
        case .yes: .no
        case .no: .yes
        case .unknown: .unknown
        }
    }
}
