// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("Names and dates of birth compared")
struct NameTests {
    @Test("Case, diacritics, apostrophes, hyphens and spaces fold")
    func folding() {
        for (name, whole) in [
            ("O’Brien", "obrien"), ("O'BRIEN", "obrien"), ("Rees-Rhodes", "reesrhodes"),
            ("Çetin", "cetin"), ("Łukasz", "lukasz"), ("Gülen", "gulen"), ("Strauß", "strauss"),
            ("Ọláyẹmí", "olayemi"), ("Ńíghìn", "nighin"), ("Æthel", "aethel"), ("İpek", "ipek"),
            ("Yıldız", "yildiz"), ("Nguyễn", "nguyen"), ("e\u{301}mile", "emile"), ("  ", ""),
            ("D'Arcy–Smith", "darcysmith"), ("Иванов", "иванов"), ("ИВАНОВ", "иванов"),
        ] {
            #expect(NameKey.whole(name) == whole, "\(name)")
        }
        #expect(NameKey.parts("Mary-Ann  de la Cruz") == ["mary", "ann", "de", "la", "cruz"])
    }

    @Test("A name of megabytes costs no more than a name")
    func hugeName() {
        let huge = String(repeating: "Ab ", count: 300_000)
        #expect(NameKey.parts(huge).count == NameKey.partsMax)
        #expect(NameKey.whole(String(repeating: "x", count: 1_000_000)).count == 200)
    }

    @Test(
        "Slips of the pen",
        arguments: [
            ("edwards", "edwars", true), ("sheppard", "sehppard", true), ("hugh", "hguh", true),
            ("ajala", "ajasla", true), ("smith", "smyth", true), ("ann", "anna", false),
            ("mark", "john", false), ("catherine", "katherina", true), ("", "", false),
            ("jones", "johnson", false),
        ])
    func slips(left: String, right: String, isClose: Bool) {
        #expect(EditDistance.isClose(left, right) == isClose)
        #expect(EditDistance.isClose(right, left) == isClose)
    }

    private func given(_ left: [String], _ right: [String]) -> EvidenceLevel {
        NameComparison.given(
            IdentityProfile(somebody { $0.givenNames = left }, from: Sender(), kind: nil),
            IdentityProfile(alex { $0.givenNames = right }))
    }

    @Test("Given names")
    func givenNames() {
        #expect(given(["Alex"], ["alex"]) == .exact)
        #expect(given(["Louis S"], ["Louis", "Shaun"]) == .exact)
        #expect(given(["Mohammed", "Ali"], ["Mohammed", "Omar"]) == .part)
        #expect(given(["A"], ["Alex"]) == .initial)
        #expect(given(["Alex"], ["Alexander"]) == .variant)
        #expect(given(["Ming"], ["Mingyu"]) == .short)
        #expect(given(["Saa"], ["Sara"]) == .alike)
        #expect(given(["James"], ["Peter", "James"]) == .alternative)
        #expect(given(["Maryann"], ["Mary", "Ann"]) == .alternative)
        #expect(given(["Michael"], ["Mark"]) == .differs)
        #expect(given([], ["Mark"]) == .absent)
    }

    private func family(
        _ left: String, _ right: String, others: [String] = []
    ) -> EvidenceLevel {
        NameComparison.family(
            IdentityProfile(somebody { $0.familyName = .value(left) }, from: Sender(), kind: nil),
            IdentityProfile(
                alex {
                    $0.familyName = right
                    $0.otherNames = others
                }))
    }

    @Test("Family names")
    func familyNames() {
        #expect(family("OBrien", "O'Brien") == .exact)
        #expect(family("Ojua", "Ojua-Kolade") == .part)
        #expect(family("van Dyk", "van Berg") == .differs)
        #expect(family("Smith", "Example", others: ["Alex Smith"]) == .alternative)
        #expect(family("Edwars", "Edwards") == .close)
        #expect(family("Patel", "Kaur") == .differs)
    }

    private func born(
        _ left: String, _ right: String, kind: NotificationKind? = nil
    ) -> EvidenceLevel {
        BirthDateComparison.level(
            IdentityProfile(
                somebody {
                    $0.birthDate = PartialDate(iso8601: left).map { .value($0) } ?? .absent
                },
                from: Sender(), kind: kind),
            IdentityProfile(alex { $0.birthDate = PartialDate(iso8601: right) }))
    }

    @Test("Dates of birth")
    func birthDates() {
        #expect(born("2010-04-16", "2010-04-16") == .exact)
        #expect(born("2010-04-15", "2010-04-15", kind: .socialCare) == .placeholder)
        #expect(born("2010-04-15", "2010-04-15", kind: .admission) == .exact)
        #expect(born("2010-04-15", "2010-04-07", kind: .socialCare) == .rough)
        #expect(born("2010-03-09", "2010-09-03") == .swapped)
        #expect(born("2011-04-16", "2010-04-16") == .close)
        #expect(born("2010-04-17", "2010-04-16") == .close)
        #expect(born("2010-04", "2010-04-16") == .partial)
        #expect(born("2010", "2010-04-16") == .rough)
        #expect(born("2011", "2010-04-16") == .differs)
        #expect(born("1984-07-20", "2010-04-16") == .generation)
        #expect(born("1900-01-01", "2010-04-16") == .differs)
        #expect(born("2012-07-20", "2010-04-16") == .differs)
        #expect(born("x", "2010-04-16") == .absent)
    }
}
