// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("Never the wrong member of the family")
struct HouseholdTests {
    private func entry(_ change: (inout RegisterEntry) -> Void = { _ in }) -> RegisterEntry {
        alex {
            $0.phone = ["0113 496 0000"]
            change(&$0)
        }
    }

    /// Somebody of the same address and telephone.
    private func relative(_ change: (inout Person) -> Void) -> Person {
        somebody {
            $0.addressLines = ["12 Sample Street"]
            $0.phone = ["+44 113 496 0000"]
            $0.sex = .value(.male)
            change(&$0)
        }
    }

    @Test("A twin of another name is nobody of the register")
    func twin() {
        let result = index(entry()).match(relative { $0.givenNames = ["Samuel"] })
        #expect(result.outcome == .none)
        #expect(result.evidence.contains { $0.field == .household })
        #expect(result.registerId == nil && result.runnersUp.isEmpty)
    }

    @Test("A twin of nearly the same name is a person's to decide")
    func twinOfAlikeName() {
        let index = index(entry { $0.givenNames = ["Aryan"] })
        #expect(index.match(relative { $0.givenNames = ["Ayan"] }).outcome == .review)
        #expect(index.match(relative { $0.givenNames = ["A"] }).outcome == .review)
    }

    @Test("A twin who shares the first of two given names is a person's to decide")
    func twinOfSharedName() {
        let index = index(entry { $0.givenNames = ["Mohammed", "Omar"] })
        #expect(index.match(relative { $0.givenNames = ["Mohammed", "Ali"] }).outcome == .review)
        #expect(index.match(relative { $0.givenNames = ["Mohammed"] }).outcome == .match("R1"))
    }

    @Test("Of two registered twins the one of that name is matched")
    func registeredTwins() {
        let twin = entry {
            $0.registerId = "R2"
            $0.givenNames = ["Samuel"]
            $0.nhsNumber = nil
        }
        let index = index(entry(), twin)
        #expect(index.match(relative { _ in }).outcome == .match("R1"))
        #expect(index.match(relative { $0.givenNames = ["SAMUEL"] }).outcome == .match("R2"))
    }

    @Test("No first name at all is never a sure match")
    func nameless() {
        let result = index(entry()).match(relative { $0.givenNames = [] })
        #expect(result.outcome != .match("R1"))
    }

    @Test("Where the family name stands in both places a person decides who it is")
    func familyNameTwice() {
        let index = index(entry())
        let twice = index.match(relative { $0.givenNames = ["Example"] })
        #expect(twice.outcome == .review && twice.registerId == "R1")
        // Exchanged, with a slip in one of them or another family name beside.
        for (family, given) in [("Alex", "Exampel"), ("Exampel", "Example"), ("Quill", "Example")] {
            let result = index.match(
                relative {
                    $0.familyName = .value(family)
                    $0.givenNames = [given]
                })
            #expect(result.outcome != .none, "\(family) \(given)")
        }
        #expect(index.match(relative { $0.givenNames = ["Exeter"] }).outcome == .none)
    }

    @Test("Brothers, sisters and parents are nobody of the register")
    func relatives() {
        for birth in ["2012-11-02", "2007-01-30", "1984-06-11"] {
            let person = relative {
                $0.givenNames = ["Robin"]
                $0.birthDate = .value(.day(day(birth)))
            }
            #expect(index(entry()).match(person).outcome == .none, "\(birth)")
        }
    }

    @Test("A parent of the same name is not matched")
    func sameNamedParent() {
        let person = relative { $0.birthDate = .value(.day(day("1981-09-20"))) }
        #expect(index(entry()).match(person).outcome != .match("R1"))
    }

    @Test("A parent of the same name who has another NHS number is not asked about")
    func parentOfAnotherNumber() {
        let index = index(entry())
        for (number, born, isAsked) in [
            ("9990000026", "1981-09-20", false), ("9990000026", "2010-04-15", true),
            ("", "1981-09-20", true), ("9990000026", "1900-01-01", true),
        ] {
            let result = index.match(
                relative {
                    $0.birthDate = .value(.day(day(born)))
                    if !number.isEmpty { $0.bear(number, .presentUnverified) }
                })
            #expect((result.outcome == .review) == isAsked, "\(number) \(born)")
        }
    }

    @Test("Two slips in a given name leave it open who it is, of somebody born on the same day")
    func twoSlips() {
        for (written, right, isAsked) in [
            ("Avrthr", "Arthur", true), ("Ay", "Amy", true), ("Swia", "Sylwia", true),
            ("Samuel", "Arthur", false), ("Barthr", "Arthur", false), ("Be", "Amy", false),
        ] {
            let index = index(entry { $0.givenNames = [right] })
            let asked = index.match(relative { $0.givenNames = [written] })
            #expect((asked.outcome == .review) == isAsked, "\(written) \(right)")
            let renamed = relative {
                $0.givenNames = [written]
                $0.familyName = .value("Quill")
            }
            #expect((index.match(renamed).outcome == .review) == isAsked, "\(written) Quill")
            let sibling = relative {
                $0.givenNames = [written]
                $0.birthDate = .value(.day(day("2012-11-02")))
            }
            #expect(index.match(sibling).outcome == .none)
        }
    }

    @Test("A namesake born on another day elsewhere is nobody of the register")
    func namesake() {
        let person = somebody {
            $0.birthDate = .value(.day(day("2009-11-27")))
            $0.postcode = .value("M1 1AA")
            $0.sex = .value(.male)
        }
        #expect(index(entry()).match(person).outcome == .none)
    }

    @Test("More of the household's evidence never lowers the weight")
    func monotone() {
        let index = index(entry())
        var person = Person()
        person.givenNames = ["Samuel"]
        person.birthDate = .value(.day(day("2010-04-16")))
        person.postcode = .value("LS1 4AP")
        var last = index.match(person).weight
        let steps: [(inout Person) -> Void] = [
            { $0.familyName = .value("Example") }, { $0.addressLines = ["12 Sample Street"] },
            { $0.phone = ["01134960000"] },
        ]
        for step in steps {
            step(&person)
            let weight = index.match(person).weight
            #expect(weight >= last)
            last = weight
        }
    }

    @Test("Over generated families no relative is ever a sure match by what they share")
    func generatedFamilies() {
        var world = GeneratedRegister(seed: 7)
        var index = IdentityIndex()
        let entries = (0..<300).map { world.entry($0) }
        for entry in entries { index.insert(entry) }
        for entry in entries {
            var person = Person()
            person.familyName = .value(entry.familyName ?? "")
            person.givenNames = ["Zebedee"]
            person.birthDate = entry.birthDate.map { .value($0) } ?? .absent
            person.postcode = .value(entry.postcode ?? "")
            person.addressLines = entry.addressLines
            #expect(index.match(person).outcome == .none)
        }
    }
}
