// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Policy

/// Lengths of time that the guidance leaves to the area, within bounds.
@Suite struct ParameterTests {
    private static let own = """
        - { parameter: long-wait, says: W, is: 14 cd, at-least: 7 cd, at-most: 28 cd, source: S }
        - { parameter: counts-for, says: A look back, is: none, at-most: 28 cd, source: S }
        """

    private func pack(
        _ area: String? = nil, own: String = own, due: String = "long-wait after"
    ) throws -> PolicyPack {
        let rule = RuleFaultTests.good.replacing("14 cd after", with: due)
        return try PolicyPack.load(
            name: "p", files: [ConfigurationFile(path: "r", text: rule)],
            ladders: ConfigurationFile(path: "l", text: wholeLadders),
            parameters: PackParameters(
                own: ConfigurationFile(path: "own", text: own),
                ofArea: area.map { ConfigurationFile(path: "area", text: $0) }))
    }

    private func faults(
        _ area: String? = nil, own: String = own, due: String = "long-wait after"
    ) throws -> [ConfigurationFault] {
        do {
            _ = try pack(area, own: own, due: due)
            return []
        } catch let PolicyError.invalid(faults) {
            return faults
        }
    }

    @Test("A rule names a length; what it means is the guidance's, or the area's within bounds")
    func named() throws {
        #expect(try pack().rules.first?.due.first?.clock.text == "14 cd after stay.inScopeSince")
        let stricter = try pack(
            "- { parameter: long-wait, is: 7 cd, by: com-1, why: Agreed in May. }")
        #expect(stricter.rules.first?.due.first?.clock.text == "7 cd after stay.inScopeSince")
        #expect(try stricter.version != pack().version)
        let parameter = try #require(stricter.parameters.named("long-wait"))
        #expect(parameter.standard?.text == "14 cd")
        #expect(parameter.override?.by == "com-1")
        #expect(parameter.override?.why == "Agreed in May.")
        let before = try pack(due: "3 wd before long-wait after")
        let clock = try #require(before.rules.first?.due.first?.clock)
        #expect(clock.text == "3 wd before 14 cd after stay.inScopeSince")
        #expect(DueClock(text: clock.text) == clock)
    }

    @Test("A length may be none where the guidance says none, and no clock can have it")
    func none() throws {
        let set = try pack("- { parameter: counts-for, is: 28 cd, by: com-1, why: W }")
        #expect(set.parameters.named("counts-for")?.value == Wait(amount: 28, unit: .calendarDays))
        #expect(try pack().parameters.named("counts-for")?.value == nil)
        #expect(try faults(due: "counts-for after").map(\.code) == [.phrase])
    }

    @Test(
        "What an area may not say is refused where it stands",
        arguments: [
            ("- { parameter: long-wait, is: 29 cd, by: b, why: w }", FaultCode.outOfBounds),
            ("- { parameter: long-wait, is: 6 cd, by: b, why: w }", .outOfBounds),
            ("- { parameter: long-wait, is: 10 wd, by: b, why: w }", .outOfBounds),
            ("- { parameter: long-wait, is: none, by: b, why: w }", .outOfBounds),
            ("- { parameter: long-wiat, is: 7 cd, by: b, why: w }", .unknownWord),
            ("- { parameter: long-wait, is: soon, by: b, why: w }", .phrase),
            ("- { parameter: long-wait, is: 7 cd, why: w }", .missingKey),
            ("- { parameter: long-wait, is: 7 cd, by: b }", .missingKey),
            ("- { parameter: long-wait, is: 7 cd, by: b, why: w, until: x }", .unknownKey),
            (
                """
                - { parameter: long-wait, is: 7 cd, by: b, why: w }
                - { parameter: long-wait, is: 8 cd, by: b, why: w }
                """, .duplicateKey
            ),
        ])
    func refused(_ area: String, _ code: FaultCode) throws {
        let found = try faults(area)
        #expect(found.map(\.code) == [code])
        #expect(found.first?.file == "area")
    }

    @Test("A pack whose own length is out of its bounds, or stands twice, is refused")
    func ownFaults() throws {
        let wide = ParameterTests.own.replacing("is: 14 cd", with: "is: 30 cd")
        #expect(try faults(own: wide).map(\.code) == [.contradiction])
        let twice = ParameterTests.own.replacing("counts-for", with: "long-wait")
        #expect(try faults(own: twice).map(\.code) == [.duplicateKey])
        let shouted = ParameterTests.own.replacing("counts-for", with: "Counts.For")
        #expect(try faults(own: shouted).map(\.code) == [.phrase])
        let unnamed = try faults(due: "long-wiat after")
        #expect(unnamed.map(\.code) == [.phrase])
    }

    @Test("The shipped area takes the guidance as it is, and may only be stricter, but for ranges")
    func shipped() throws {
        let parameters = try Shipped.pack.parameters.all
        #expect(parameters.count >= 15)
        #expect(parameters.allSatisfy { $0.override == nil && $0.value == $0.standard })
        let wider = parameters.filter { $0.standard != $0.most }.map(\.name)
        #expect(wider == ["community-cetr-counts-for", "register-review-amber"])
        #expect(try Shipped.folder.policy(named: "mha-part-8a").parameters.all == parameters)
    }
}
