// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register
import Testing

@Suite("Differences of entries")
struct EntryDifferenceTests {
    private func names(_ old: RegisterEntry?, _ new: RegisterEntry?) -> [String] {
        EntryDifference.events(from: old, to: new).map(\.event.text)
    }

    @Test("Coming and going")
    func addedAndRemoved() {
        #expect(names(nil, alex()) == ["register.added"])
        #expect(names(alex(), nil) == ["register.removed"])
        #expect(names(nil, nil).isEmpty)
    }

    @Test("Nothing for the same entry, and nothing for a version alone")
    func nothing() {
        #expect(names(alex(), alex()).isEmpty)
        #expect(names(alex { $0.version = 1 }, alex { $0.version = 2 }).isEmpty)
    }

    @Test("A rating takes effect when it was given")
    func rated() throws {
        let old = alex { $0.rating = Rating(value: .green, at: instant("2026-01-01T10:00:00Z")) }
        let new = alex { $0.rating = Rating(value: .red, at: instant("2026-02-02T10:00:00Z")) }
        let events = EntryDifference.events(from: old, to: new)
        let event = try #require(events.first)
        #expect(events.count == 1)
        #expect(event.event.text == "register.rated")
        #expect(event.effect == .at(instant("2026-02-02T10:00:00Z")))
        #expect(event.detail["value"]?.string == "red")
        #expect(event.detail["from"]?.string == "green")
        let undated = alex { $0.rating = Rating(value: .red, at: nil) }
        #expect(EntryDifference.events(from: old, to: undated).first?.effect == .receipt)
        #expect(names(new, alex()) == ["register.rated"])
    }

    @Test("Each changed consent is an event of its own, in a fixed order")
    func consents() {
        let new = alex {
            $0.consent[.keyworker] = Consent(.refused, at: instant("2026-02-03T10:00:00Z"))
            $0.consent[.register] = Consent(.withdrawn, by: "self")
        }
        let events = EntryDifference.events(from: alex(), to: new)
        #expect(events.map { $0.detail["flag"]?.string } == ["register", "keyworker"])
        #expect(events.allSatisfy { $0.event.text == "register.consent-changed" })
        #expect(events.map(\.effect) == [.receipt, .at(instant("2026-02-03T10:00:00Z"))])
        #expect(events.first?.detail["from"]?.string == "not-asked")
        #expect(events.first?.detail["by"]?.string == "self")
    }

    @Test("A review that was held is news on its day; one that is planned, and a protocol, are not")
    func reviewed() {
        let held = alex {
            $0.reviews = [RegisterReview(kind: "community-cetr", heldOn: day("2026-02-02"))]
        }
        let events = EntryDifference.events(from: alex(), to: held)
        #expect(events.map(\.event.text) == ["register.reviewed"])
        #expect(events.first?.effect == .on(day("2026-02-02")))
        let planned = alex {
            $0.reviews = [RegisterReview(kind: "community-cetr", nextDueOn: day("2026-02-02"))]
        }
        #expect(names(alex(), planned) == ["register.changed"])
        let laep = alex {
            $0.reviews = [RegisterReview(kind: "laep", heldOn: day("2026-02-02"))]
        }
        #expect(names(alex(), laep) == ["register.changed"])
    }

    @Test("Everything else is one change that names its members, gone ones and unknown ones too")
    func changed() {
        let old = alex { $0.team = "A" }
        let new = alex {
            $0.status = .closed
            $0.postcode = "LS2 4AP"
            $0.extra = [.init("future", .bool(true))]
        }
        let events = EntryDifference.events(from: old, to: new)
        #expect(events.map(\.event.text) == ["register.changed"])
        let members = events.first?.detail["members"]?.elements.compactMap(\.string)
        #expect(members == ["status", "postcode", "future", "team"])
    }
}
