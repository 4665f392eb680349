// SPDX-License-Identifier: Apache-2.0
import Bus
import Foundation
import Testing

/// From the hospital's message on its topic to the alert on the other.
extension SystemTests {
    @Test(.tags(.slow)) func alertFollowsItsAdmissionWithinASecond() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let scene = try Scene("latency", bus: broker.configuration, folder: folder, people: 21)
        let daemon = try scene.area.startReady()
        try scene.sender.send(scene.people.map { scene.sender.entry($0, area: scene.area.area) })
        #expect(scene.everythingDecided(daemon))
        var seconds: [Double] = []
        for (index, person) in scene.people.enumerated() {
            try scene.sender.send([
                scene.sender.hospital(
                    .admitted, person, visit: "W\(index)", admitted: .now.hoursEarlier(1))
            ])
            let produced = Date()
            #expect(scene.everybodyAlerted(scene.people[...index], seconds: 10))
            let alert = try #require(
                scene.judge.seen.of("alert.opened", rule: "D-080a").first {
                    $0.subject == "person:\(person.registerId)"
                })
            seconds.append(alert.receivedAt.timeIntervalSince(produced))
        }
        let sorted = seconds.sorted()
        print("alert after its admission: median \(sorted[10]) s, worst \(sorted[20]) s")
        #expect(sorted[10] < 1, "\(seconds)")
        #expect(daemon.terminate() == 0)
        try scene.expectNoBreach()
    }
}
