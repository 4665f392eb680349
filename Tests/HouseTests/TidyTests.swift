// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// The house's own text, held to the house's rules.
@Suite struct TidyTests {
    @Test(arguments: TidyRule.all) func theHouseKeeps(_ rule: TidyRule) {
        for finding in rule.check(House.files) {
            Issue.record("\(finding)")
        }
    }

    @Test func theRulesSeeEveryRoomAndTheManifest() {
        let rooms = Set(House.files.compactMap(\.room))
        for room in ["Notifications", "Register", "Policy", "Casework", "Ledger", "Bus"] {
            #expect(rooms.contains(room), "nothing was read of \(room)")
        }
        let paths = House.files.map(\.path)
        #expect(paths.contains("Package.swift"))
        #expect(paths.contains { $0.hasPrefix("Tests/HouseTests/") })
        #expect(House.files.filter { $0.room != nil && $0.isSwift }.count > 100)
    }

    /// What a tool leaves behind must not be taken for a part of the house.
    @Test func nothingElseStandsAtTheDoor() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: House.root.path)
        let own: Set<String> = [
            "Config", "Deploy", "Package.resolved", "Package.swift", "README.md", "Sources",
            "Tests",
        ]
        #expect(names.filter { !$0.hasPrefix(".") && !own.contains($0) } == [])
    }

    @Test func everyRuleHasItsPlantedFault() {
        let planted = Set(Plant.faults.map(\.rule.name))
        #expect(TidyRule.all.map(\.name).filter { !planted.contains($0) } == [])
        #expect(Set(TidyRule.all.map(\.name)).count == TidyRule.all.count)
    }
}
