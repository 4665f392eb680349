// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct EventNameTests {
    @Test func knowsEveryNameAsTheContractWritesIt() {
        for name in [
            "admission.leave-ended", "school.part-time-timetable", "school.restraint-incident",
            "review.other", "register.other", "response.other",
        ] {
            #expect(EventName(name) != nil, "\(name)")
        }
        #expect(EventName.all.allSatisfy { !$0.text.hasSuffix("-") })
        #expect(Set(EventName.all).count == EventName.all.count)
        #expect(EventName("admission.leave") == nil)
    }
}
