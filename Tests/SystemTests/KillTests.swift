// SPDX-License-Identifier: Apache-2.0
import Bus
import Daemon
import Foundation
import Testing

/// The real daemon dies at any moment, again and again, and nobody who reads the topics can tell.
extension SystemTests {
    @Test(.tags(.slow)) func killedAtRandomMomentsUnderLoad() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let trial = try Trial(
            area: "kill", bus: broker.configuration, folder: folder, people: 300,
            seed: TrialSettings.seed)
        try trial.run(kills: TrialSettings.kills)
        try trial.judge()
    }

    @Test(
        .tags(.slow),
        .enabled(if: TansuProcess.binary != nil, "KEYWATCH_TANSU names no binary of Tansu"),
        .enabled(if: TansuProcess.canTalk, "Tansu needs librdkafka 2.2 or later"))
    func killedAtRandomMomentsOnAnotherBroker() throws {
        let folder = try TemporaryFolder()
        let broker = try TansuProcess(in: folder)
        // The daemon creates the topics: the load begins once it is ready.
        let trial = try Trial(
            area: "kill-tansu", bus: broker.configuration, folder: folder, people: 200,
            seed: TrialSettings.seed)
        try trial.run(kills: max(5, TrialSettings.kills / 4))
        try trial.judge()
    }
}
