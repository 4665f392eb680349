// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Policy

/// What a pack says of rules that it has let go, and clocks as obligations keep them.
@Suite struct RetiredRuleTests {
    private func pack(_ header: String) throws -> PolicyPack {
        let header = try PackHeader.load(ConfigurationFile(path: "pack.yaml", text: header))
        return try PolicyPack.load(
            name: "p", files: [ConfigurationFile(path: "r", text: RuleFaultTests.good)],
            ladders: ConfigurationFile(path: "l", text: wholeLadders), retired: header.retired)
    }

    @Test("Every clock of the shipped packs is read back from its own text")
    func clocksByTheirText() throws {
        for name in ["policy-2023", "mha-part-8a"] {
            let clocks = try Shipped.folder.policy(named: name).rules.flatMap(\.due).map(\.clock)
            #expect(clocks.count > 20)
            #expect(clocks.allSatisfy { DueClock(text: $0.text) == $0 })
        }
        #expect(DueClock(text: "14 fortnights after stay.inScopeSince") == nil)
    }

    @Test("A pack says which rules it has let go, each with its reason")
    func retired() throws {
        let pack = try pack("retired: { D-900: Merged into another., X-90: No longer asked. }")
        #expect(pack.retired.map(\.id.text) == ["D-900", "X-90"])
        #expect(pack.retired.first?.reason == "Merged into another.")
        #expect(try pack.version != self.pack("retired: { D-900: Merged into another. }").version)
    }

    @Test(
        "A rule that is let go is a name with a reason, and not there any more",
        arguments: [
            ("retired: { PRESENT: Still there. }", FaultCode.contradiction),
            ("retired: { nothing: A reason. }", .ruleName),
            ("retired: { D-900: '' }", .emptyText), ("retired: [D-900]", .shape),
            ("retire: { D-900: A reason. }", .unknownKey),
        ])
    func faults(_ text: String, _ code: FaultCode) throws {
        let present = try #require(pack("retired: {}").rules.first?.id.text)
        do {
            _ = try pack(text.replacing("PRESENT", with: present))
            Issue.record("no fault was found")
        } catch let PolicyError.invalid(faults) {
            #expect(faults.map(\.code) == [code])
        }
    }
}
