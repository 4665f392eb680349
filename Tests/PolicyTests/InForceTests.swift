// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Testing

@testable import Policy

/// The day from which a pack holds.
@Suite struct InForceTests {
    private func header(_ text: String) throws -> PackHeader {
        try PackHeader.load(ConfigurationFile(path: "pack.yaml", text: text))
    }

    @Test("A pack holds from its day on, and the one that it extends until then")
    func fromItsDay() throws {
        let base = try Shipped.pack
        let header = try header("extends: policy-2023\nin-force: 2027-04-01")
        let later = try PolicyPack.load(
            name: "later", files: [],
            ladders: Shipped.folder.file("policy/ladders.yaml"), extending: base,
            inForceFrom: header.inForceFrom)
        #expect(later.inForce(on: date("2027-03-31")).version == base.version)
        #expect(later.inForce(on: date("2027-04-01")).version == later.version)
        #expect(later.follows(base) && !base.follows(later))
        let few = later.limited(to: [RuleID("D-047a")]).pack
        #expect(few.inForce(on: date("2027-03-31")).rules.map(\.id.text) == ["D-047a"])
        #expect(base.inForce(on: date("1999-01-01")).version == base.version)
    }

    @Test(
        "A day that is none, or of a pack before which nothing would hold, is refused",
        arguments: [
            ("extends: policy-2023\nin-force: 2027-02-30", FaultCode.date),
            ("extends: policy-2023\nin-force: soon", .date),
            ("in-force: 2027-04-01", .contradiction),
        ])
    func refused(_ text: String, _ code: FaultCode) {
        #expect {
            _ = try header(text)
        } throws: { error in
            guard case PolicyError.invalid(let faults) = error else { return false }
            return faults.map(\.code) == [code]
        }
    }
}
