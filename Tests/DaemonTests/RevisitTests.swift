// SPDX-License-Identifier: Apache-2.0
import Notifications
import Testing

@testable import Daemon

/// A message is found again though the decoder has learnt to part its record otherwise.
@Suite struct RevisitTests {
    private let items: [DecodedItem]

    init() throws {
        let value = ["ONE", "TWO", "TWO"].enumerated().map { number, name in
            "MSH|^~\\&|PAS|RXX|||20260307\(2230 + number)||ADT^A01|C\(number)|P|2.4\r"
                + "PID|1||||\(name)^ALEX\rPV1|1|I\r"
        }
        items = try NotificationDecoder(zone: .london()).decode(
            Array(value.joined().utf8), topicHint: .admission,
            receivedAt: Instant(milliseconds: 1_772_922_600_000))
    }

    private func meant(_ number: UInt32, _ name: String) -> [UInt32] {
        items.meant(by: number) { $0.person.familyName.value == name }.map(\.number)
    }

    @Test func whatStandsThereIsMeantWhileItConcernsThePerson() {
        #expect(items.count == 3)
        #expect(meant(0, "ONE") == [0])
        #expect(meant(2, "TWO") == [2])
    }

    @Test func elseEverythingOfTheRecordThatConcernsThePerson() {
        #expect(meant(0, "TWO") == [1, 2])
        #expect(meant(9, "ONE") == [0])
    }

    @Test func andWhereNothingDoesWhatStandsThereIsDecided() {
        #expect(meant(1, "THREE") == [1])
        #expect(meant(9, "THREE") == [])
    }
}
