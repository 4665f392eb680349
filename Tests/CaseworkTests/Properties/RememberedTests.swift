// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Casework

/// What a decision remembers for the next one.
@Suite struct RememberedTests {
    private func answer(_ value: Int) -> Remembered<Int>.Answer {
        Remembered.Answer(value: value, grounds: Grounds())
    }

    @Test("An answer that was nothing and is something now is no longer known to be nothing")
    func noLongerNothing() {
        var remembered = Remembered<Int>(count: 20)
        for number in [0, 7, 8, 19] {
            remembered.note(answer(0), as: number, isNothing: true)
            #expect(remembered.nothings.contains(number))
            remembered.note(answer(1), as: number)
            #expect(!remembered.nothings.contains(number))
            #expect(remembered.answer(number)?.value == 1)
        }
    }
}
