// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// A test of time of the pack in force, with its number among all of them: by it the answer is
/// remembered.
struct NumberedTest: Sendable {
    /// The test.
    let test: TimeTest
    /// Its place among the tests of the pack.
    let number: Int
    /// Whether the answer depends on what is in hand, and so is never remembered.
    let isOfWhatIsInHand: Bool
    /// Whether it asks about the stay in hand.
    let isOfTheStayInHand: Bool

    fileprivate init(_ test: TimeTest, number: Int) {
        self.test = test
        self.number = number
        let anchors = test.clock.anchors
        isOfWhatIsInHand = anchors.contains(where: \.isOfWhatIsInHand)
        isOfTheStayInHand = anchors.contains { $0.family == .stay }
    }
}

/// The tests of time of a pack, none twice.
struct NumberedTests: Sendable {
    /// In the order of their numbers.
    private(set) var all: [NumberedTest] = []

    /// A test with its number; one that was not met before gets the next.
    mutating func numbered(_ test: TimeTest) -> NumberedTest {
        if let known = all.first(where: { $0.test == test }) { return known }
        let new = NumberedTest(test, number: all.count)
        all.append(new)
        return new
    }
}
