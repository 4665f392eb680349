// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Testing

/// Every kind of fault of the lint has a planted one that it finds, and that nothing else finds.
@Suite struct LintTests {
    @Test("The pack without a planted fault has none")
    func clean() throws {
        #expect(try LintWorld().lint().findings() == [])
    }

    @Test(
        "A planted fault is found where it stands, and nothing else is",
        arguments: LintPlant.conditions + LintPlant.clocks + LintPlant.endings
            + LintPlant.texts + LintPlant.relations + LintPlant.area)
    func planted(plant: LintPlant) throws {
        let world = plant.world
        #expect(world[plant.text] != LintWorld()[plant.text], "nothing was planted")
        let found = try world.lint().findings()
        #expect(found.count == 1, "\(found)")
        let finding = try #require(found.first)
        #expect(finding.kind == plant.kind, "\(finding)")
        #expect(finding.what.contains(plant.says), "\(finding.what)")
        guard plant.text != .today else { return }
        #expect(finding.place.file == plant.file.rawValue, "\(finding)")
        let place = "\(finding.place.line):\(finding.place.column)"
        #expect(place == position(of: plant.needle, in: world[plant.file]), "\(finding)")
    }

    @Test("Every kind is planted, and explained in two sentences of its own")
    func everyKind() {
        let plants =
            LintPlant.conditions + LintPlant.clocks + LintPlant.endings + LintPlant.texts
            + LintPlant.relations + LintPlant.area
        #expect(LintKind.allCases.count == 41)
        for kind in LintKind.allCases {
            #expect(plants.contains { $0.kind == kind }, "\(kind)")
            #expect(kind.rawValue.hasPrefix("L-"))
            #expect(kind.meaning.count > 20 && kind.meaning.hasSuffix("."), "\(kind)")
            #expect(kind.advice.count > 10 && kind.advice.hasSuffix("."), "\(kind)")
        }
        #expect(Set(LintKind.allCases.map(\.meaning)).count == 41)
        #expect(
            Set(LintKind.allCases.map(\.rawValue)).isDisjoint(
                with: FaultCode.allCases.map(\.rawValue)))
    }

    @Test("Several faults come in the order of the files, the same every time")
    func order() throws {
        var world = LintWorld()
        world.rules = world.rules.replacing("Visit the", with: "ADT the")
            .replacing("In hospital now", with: "A01")
        world.directory = world.directory.replacing("advocate: b", with: "sro: g")
        let found = try world.lint().findings()
        #expect(
            found.map(\.kind) == [.copyVacant, .leadersUnclear, .titleCodeWord, .titleCodeWord])
        #expect(
            found.filter { $0.place.file == "rules" }.map(\.rule?.text) == ["D-080a", "D-122a"])
        for _ in 0..<20 { #expect(try world.lint().findings() == found) }
        #expect(
            try world.lint().areaFindings().map(\.kind) == [.copyVacant, .leadersUnclear])
    }

    @Test("The shipped packs have no finding", arguments: ["policy-2023", "mha-part-8a"])
    func shipped(name: String) throws {
        let lint = PolicyLint(
            try Shipped.folder.policy(named: name), extending: try Shipped.folder.base(of: name),
            directory: try Shipped.directory, calendar: try Shipped.calendar,
            today: date("2026-11-22"))
        #expect(lint.findings() == [])
    }
}
