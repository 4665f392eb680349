// SPDX-License-Identifier: Apache-2.0

/// How answers compare with the truth, in CONTRACT.md §5's measures.
package struct MatchTally: Hashable, Sendable {
    /// All queries.
    package private(set) var queries = 0
    /// Queries whose person is on the register.
    package private(set) var truePairs = 0
    /// True pairs of which the entry is matched, or shown by a review.
    package private(set) var found = 0
    /// True pairs that are matched.
    package private(set) var automatic = 0
    /// Matches to an entry that is not the person's.
    package private(set) var wrong = 0
    /// Of these, the queries whose person is not on the register.
    package private(set) var negativesMatched = 0
    /// Queries that a person must decide.
    package private(set) var reviews = 0

    /// Nothing counted yet.
    package init() {}

    /// Counts an answer.
    ///
    /// - Parameter truth: The person's entry; nil when the person is not on the register.
    package mutating func count(_ result: MatchResult, truth: String?) {
        queries += 1
        if truth != nil { truePairs += 1 }
        switch result.outcome {
        case .match(let id) where id == truth:
            found += 1
            automatic += 1
        case .match:
            wrong += 1
            if truth == nil { negativesMatched += 1 }
        case .review:
            reviews += 1
            let shown = [result.registerId] + result.runnersUp.map(\.registerId)
            if let truth, shown.contains(truth) { found += 1 }
        case .none:
            break
        }
    }

    /// True pairs that are neither matched nor shown by a review.
    package var missed: Int { truePairs - found }

    /// Of the true pairs, those found, by a match or in a review.
    package var sensitivityWithReview: Proportion { Proportion(hits: found, of: truePairs) }

    /// Of the true pairs, those matched.
    package var automaticSensitivity: Proportion { Proportion(hits: automatic, of: truePairs) }

    /// Of the matches, the right ones.
    package var positivePredictiveValue: Proportion {
        Proportion(hits: automatic, of: automatic + wrong)
    }

    /// Of those who are not on the register, the ones taken for somebody who is.
    package var falseMatchRate: Proportion {
        Proportion(hits: negativesMatched, of: queries - truePairs)
    }

    /// Of all queries, those that a person must decide.
    package var reviewLoad: Proportion { Proportion(hits: reviews, of: queries) }

    /// The measures in the order in which they are shown, each with its name.
    package var measures: [(name: String, proportion: Proportion)] {
        [
            ("sensitivity-with-review", sensitivityWithReview),
            ("automatic", automaticSensitivity), ("ppv", positivePredictiveValue),
            ("false-matches", falseMatchRate), ("review-load", reviewLoad),
        ]
    }
}
