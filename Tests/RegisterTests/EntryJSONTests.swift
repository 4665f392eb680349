// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("Entries as JSON")
struct EntryJSONTests {
    private static let whole = #"""
        {"registerId":"R-17","area":"demo","status":"stepping-down","nhsNumber":"9990000018",
        "familyName":"Example","givenNames":["Alex","Jo"],"otherNames":["Lex Example"],
        "birthDate":"2010-04-16","sex":"female","ethnicity":"A","postcode":"LS1 4AP",
        "addressLines":["12 Sample Street"],
        "localIds":[{"value":"H1","authority":"RXX","type":"MR","since":"2020-01-01"}],
        "upn":"J999999923001",
        "diagnoses":{"learningDisability":"no","autism":"confirmed","viewFormedOn":"2025-01-02","by":"x"},
        "rating":{"value":"red","at":"2026-02-02T10:00:00Z","why":{"deep":[1.50,null]}},
        "consent":{"register":{"status":"given","by":"self","at":"2026-01-05T09:00:00Z","reviewOn":"2027-01-05","form":"F2"},
        "sharing.education":{"status":"best-interests"},"photographs":{"status":"given"}},
        "keyworker":{"personId":"kw-1","acceptedAt":"2026-02-03T10:00:00Z","style":"walks"},
        "team":"T","commissioner":"c-1","coordinator":"o-1","circumstances":["looked-after"],
        "noLink":[{"registerId":"R-3"}],
        "education":{"setting":"S","urn":"134290","ehcp":true,"ehcpReviewOn":"2026-09-01","year":9},
        "socialCare":{"authority":"383","worker":"sw-1","team":"disabled children"},
        "reviews":[{"kind":"community-cetr","heldOn":"2026-01-01","nextDueOn":"2026-07-01",
        "actions":[{"id":"a1","text":"t","ownerAgency":"health","ownerPersonId":"p","dueOn":"2026-02-01","status":"open","cost":3}],"room":"4"}],
        "emergencyProtocols":[{"calledAt":"2026-01-03T10:00:00Z","convenedAt":"2026-01-03T12:00:00Z","outcome":"home","actions":[{"id":"e1"}],"chair":"c"}],
        "communicationNeeds":["pictures"],"reasonableAdjustments":["quiet room"],"version":7,
        "future":{"a":[true,{"b":"c"}]}}
        """#

    @Test("An entry with everything comes back the same, unknown members at every level")
    func roundTrip() throws {
        let json = try JSONValue(parsing: EntryJSONTests.whole)
        let (entry, warnings) = try decoder().entry(json)
        #expect(warnings.isEmpty)
        #expect(sorted(entry.jsonValue()) == sorted(json))
        #expect(try decoder().entry(entry.jsonValue()).entry == entry)
    }

    private func sorted(_ json: JSONValue) -> JSONValue {
        switch json {
        case .object(let members):
            .object(
                members.map { .init($0.name, sorted($0.value)) }.sorted { $0.name < $1.name })
        case .array(let elements): .array(elements.map { sorted($0) })
        default: json
        }
    }

    @Test("An entry of an id alone is active, unrated, and nobody was asked anything")
    func bare() throws {
        let (entry, warnings) = try decoder().entry(JSONValue(parsing: #"{"registerId":"R1"}"#))
        #expect(warnings.isEmpty)
        #expect(entry == RegisterEntry(registerId: "R1"))
        #expect(entry.status == .active)
        #expect(ConsentFlag.allCases.allSatisfy { entry.consent.status($0) == .notAsked })
    }

    @Test("A member that cannot be read is absent, warned of by path, and written back")
    func unreadable() throws {
        let text = #"""
            {"registerId":"R1","givenNames":{"first":"Alex"},"birthDate":"the spring","version":"x",
            "reviews":[{"kind":"inpatient-ctr","heldOn":"31 June"},{"heldOn":"2026-01-01"},4]}
            """#
        let (entry, warnings) = try decoder().entry(JSONValue(parsing: text))
        #expect(
            warnings.map(\.path).sorted() == [
                "birthDate", "givenNames", "reviews[0].heldOn", "reviews[1].kind", "reviews[2]",
                "version",
            ])
        #expect(entry.givenNames.isEmpty && entry.birthDate == nil && entry.version == nil)
        #expect(entry.reviews.count == 1)
        let back = entry.jsonValue()
        #expect(back["givenNames"]?["first"]?.string == "Alex")
        #expect(back["birthDate"]?.string == "the spring")
        #expect(back["reviews"]?.elements.first?["heldOn"]?.string == "31 June")
    }

    @Test("What was unreadable and has been recorded anew since stands once")
    func recordedAnew() throws {
        let text = #"{"registerId":"R1","birthDate":"the spring"}"#
        var (entry, _) = try decoder().entry(JSONValue(parsing: text))
        entry.birthDate = .month(year: 2010, month: 4)
        #expect(entry.jsonValue().members.filter { $0.name == "birthDate" }.count == 1)
        #expect(entry.jsonValue()["birthDate"]?.string == "2010-04")
    }

    @Test(
        "A word on which rights hang refuses the entry when it is not known",
        arguments: [
            (#"{"registerId":"R1","status":"gone"}"#, "status"),
            (#"{"registerId":"R1","rating":{"value":"purple"}}"#, "rating.value"),
            (#"{"registerId":"R1","diagnoses":{"autism":"maybe"}}"#, "diagnoses.autism"),
            (
                #"{"registerId":"R1","consent":{"register":{"status":"oui"}}}"#,
                "consent.register.status"
            ),
            (#"{"registerId":"R1","consent":{"cetr":{}}}"#, "consent.cetr.status"),
            (#"{"familyName":"Example"}"#, "registerId"),
            (#"[1]"#, ""),
        ])
    func refused(text: String, path: String) throws {
        let json = try JSONValue(parsing: text)
        let error = #expect(throws: RegisterError.self) { try decoder().entry(json) }
        guard case .refused(let fault)? = error else { return }
        #expect(fault.path == path)
    }

    @Test("A register id that is an NHS number or a UPN is refused, spaced or not")
    func identifierAsId() throws {
        for id in ["9990000018", "999 000 0018", "J999999923001"] {
            let json = JSONValue.object([.init("registerId", .string(id))])
            #expect(throws: RegisterError.self) { try decoder().entry(json) }
        }
        let json = JSONValue.object([.init("registerId", .string("9990000019"))])
        #expect(try decoder().entry(json).entry.registerId == "9990000019")
    }

    @Test("An invalid NHS number or UPN is absent with a warning, and the entry stands")
    func invalidNumbers() throws {
        let text = #"{"registerId":"R1","nhsNumber":"1111111111","upn":"A801200005001"}"#
        let (entry, warnings) = try decoder().entry(JSONValue(parsing: text))
        #expect(entry.nhsNumber == nil && entry.upn == nil)
        #expect(warnings.map(\.code) == [.nhsNumberInvalid, .upnInvalid])
    }

    @Test("Faults never repeat what was sent")
    func faultsKeepSecrets() throws {
        let text = #"""
            {"registerId":"R1","nhsNumber":"4444444444","birthDate":"Secretday","sex":"Hush",
            "reviews":[{"kind":"Whisper"}]}
            """#
        let (_, warnings) = try decoder().entry(JSONValue(parsing: text))
        #expect(warnings.count == 4)
        for word in ["4444444444", "Secretday", "Hush", "Whisper"] {
            #expect(!warnings.contains { "\($0.path) \($0.expected)".contains(word) })
        }
    }

    @Test("Bare dates and local times of instants are London's, summer and winter")
    func londonTimes() throws {
        for (sent, meant) in [
            ("2026-02-02", "2026-02-02T00:00:00Z"), ("2026-07-02", "2026-07-01T23:00:00Z"),
            ("2026-07-02T10:00", "2026-07-02T09:00:00Z"),
            ("2026-07-02T10:00:30", "2026-07-02T09:00:30Z"),
            ("2026-07-02T10:00:00+01:00", "2026-07-02T09:00:00Z"),
        ] {
            let rating = JSONValue.object([
                .init("value", .string("red")), .init("at", .string(sent)),
            ])
            let json = JSONValue.object([
                .init("registerId", .string("R1")), .init("rating", rating),
            ])
            #expect(try decoder().entry(json).entry.rating?.at == instant(meant), "\(sent)")
        }
    }

    @Test("Dates are read with and without time, and as councils write them")
    func dates() {
        #expect(DateText.date("2010-04-16") == day("2010-04-16"))
        #expect(DateText.date("2010-04-16T23:59:59-05:00") == day("2010-04-16"))
        #expect(DateText.date("16/04/2010") == day("2010-04-16"))
        #expect(DateText.date("31/04/2010") == nil)
        #expect(DateText.date("2010-04") == nil)
        #expect(DateText.partialDate("2010-04") == .month(year: 2010, month: 4))
    }
}
