// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("What must never be linked")
struct NoLinkTests {
    @Test("Items are read as texts and as objects")
    func reading() throws {
        let text = #"""
            {"registerId":"R1","noLink":["R9","9990000018","J999999923001","RXX=H1",
            {"registerId":"R8"},{"nhsNumber":"999 000 0026"},{"localId":{"value":"H2","authority":"RYY"}},
            {"nothing":1}]}
            """#
        let (entry, warnings) = try decoder().entry(JSONValue(parsing: text))
        #expect(
            entry.noLink == [
                .registerId("R9"), .nhsNumber("9990000018"), .upn("J999999923001"),
                .localId(LocalIdentifier(value: "H1", authority: "RXX", type: nil)),
                .registerId("R8"), .nhsNumber("9990000026"),
                .localId(LocalIdentifier(value: "H2", authority: "RYY", type: nil)),
            ])
        #expect(warnings.map(\.path) == ["noLink[7]"])
    }

    @Test(
        "An identifier on the list overrides everything, even the entry's own number",
        arguments: [
            NoLink.nhsNumber("9990000026"), .nhsNumber("9990000018"), .upn("B801200005001"),
            .localId(LocalIdentifier(value: "OLD", authority: "383", type: nil)),
        ])
    func identifiers(item: NoLink) {
        let index = index(alex { $0.noLink = [item] })
        let person = somebody {
            switch item {
            case .nhsNumber(let number): $0.bear(number, .verified)
            case .upn(let upn): $0.upn = upn
            case .localId(let id): $0.localIds = [id]
            case .registerId: break
            }
        }
        let result = index.match(person)
        #expect(result.outcome == .none && result.reason == .noLink)
        #expect(index.match(somebody()).outcome == .match("R1"))
    }

    /// The same child before (R0) and after (R1) adoption: born on one day, named alike.
    private func records(listedBy lister: String) -> IdentityIndex {
        index(
            alex { if lister == "R1" { $0.noLink = [.registerId("R0")] } },
            alex {
                $0.registerId = "R0"
                $0.nhsNumber = "9990000026"
                $0.upn = nil
                $0.localIds = [LocalIdentifier(value: "OLD", authority: "383", type: nil)]
                if lister == "R0" { $0.noLink = [.registerId("R1")] }
            })
    }

    @Test(
        "A message that bears the other record's identifier never shows this one",
        arguments: [
            "R0", "R1",
        ])
    func otherRecord(lister: String) {
        let index = records(listedBy: lister)
        let old = index.match(somebody { $0.bear("9990000026", .verified) })
        #expect(old.outcome == .match("R0") && old.runnersUp.isEmpty)
        let new = index.match(somebody { $0.bear("9990000018", .verified) })
        #expect(new.outcome == .match("R1") && new.runnersUp.isEmpty)
    }

    @Test("A message that could be either shows one and is never sure", arguments: ["R0", "R1"])
    func either(lister: String) {
        let result = records(listedBy: lister).match(somebody())
        #expect(result.outcome == .review && result.reason == .noLink)
        #expect(result.runnersUp.isEmpty)
    }

    @Test("Without the list the two are two candidates")
    func withoutList() {
        let result = records(listedBy: "nobody").match(somebody())
        #expect(result.outcome == .review && result.runnersUp.count == 1)
    }
}
