// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct FHIRPersonTests {
    private func person(_ more: [String: String]) throws -> Notification {
        try fhir(
            patient(
                ["id": #""p1""#, "meta": #"{"lastUpdated":"2026-03-02T14:18:00Z"}"#].merging(more) {
                    $1
                }))
    }

    private func number(_ value: String, status: String? = nil, system: String? = nil) -> String {
        let system = system ?? "https://fhir.nhs.uk/Id/nhs-number"
        let extensions = status.map {
            #"[{"url":"x/Extension-UKCore-NHSNumberVerificationStatus","#
                + #""valueCodeableConcept":\#($0)}]"#
        }
        return object([
            "system": system.isEmpty ? "" : "\"\(system)\"", "value": "\"\(value)\"",
            "extension": extensions ?? "",
        ])
    }

    @Test func readsAPatient() throws {
        let read = try person([:])
        #expect(read.person.nhsNumber == "9990000018")
        #expect(read.person.nhsNumberStatus == .verified)
        #expect(
            read.person.localIds == [LocalIdentifier(value: "55512", authority: "RXX", type: nil)])
        #expect(read.person.familyName == .value("TEST"))
        #expect(read.person.givenNames == ["ALEX", "J"])
        #expect(read.person.birthDate.value?.formatted == "2010-04-15")
        #expect(read.person.sex == .value(.male))
        #expect(read.person.postcode == .value("LS1 4AP"))
        #expect(read.person.addressLines == ["1 TEST RD", "LEEDS"])
        #expect(read.person.phone == ["0113 496 0000"])
        #expect(read.person.deceased == nil)
        #expect(read.recordedAt == instant("2026-03-02T14:18:00Z"))
        #expect(read.warnings.isEmpty)
    }

    // MARK: NHS number

    @Test(arguments: [
        ("01", NHSNumberStatus.verified), ("1", .verified), ("02", .presentUnverified),
        ("03", .presentUnverified), ("04", .conflicting), ("05", .conflicting),
        ("number-present-and-verified", .verified),
        ("Number present but not traced", .presentUnverified),
        ("Trace required", .presentUnverified),
        ("trace-attempted-no-match-or-multiple-match-found", .conflicting),
        ("Trace needs to be resolved", .conflicting),
    ])
    func theVerificationStatusIsRead(code: String, status: NHSNumberStatus) throws {
        let read = try person(["identifier": "[\(number("9990000018", status: coding(code)))]"])
        #expect(read.person.nhsNumberStatus == status)
        #expect(read.person.nhsNumber == "9990000018")
        #expect(read.warnings.isEmpty)
        let words = #"{"coding":[{"display":"\#(code)"}],"text":"x"}"#
        if code.utf8.count > 2 {
            let shown = try person(["identifier": "[\(number("9990000018", status: words))]"])
            #expect(shown.person.nhsNumberStatus == status)
        }
    }

    @Test func statusesWithoutATraceLeaveNoNumber() throws {
        for code in [
            "06", "07", "08", "trace-in-progress", "Number not present", "Trace postponed",
        ] {
            let read = try person(["identifier": "[\(number("9990000018", status: coding(code)))]"])
            #expect(read.person.nhsNumber == nil)
            #expect(read.person.nhsNumberStatus == .absent)
            #expect(read.warningCodes == ["nhs-number.status"])
        }
        let odd = try person(["identifier": "[\(number("9990000018", status: coding("77")))]"])
        #expect(odd.person.nhsNumberStatus == .presentUnverified)
        #expect(odd.warningCodes == ["nhs-number.status"])
        let words = try person(["identifier": "[\(number("9990000018", status: coding("what")))]"])
        #expect(words.warningCodes == ["nhs-number.status"])
    }

    @Test func theNumberIsKnownByItsSystem() throws {
        for system in [
            "http://fhir.nhs.uk/Id/nhs-number", "http://fhir.nhs.net/Id/nhs-number",
            "https://fhir.nhs.uk/Id/nhs-number/", "urn:oid:2.16.840.1.113883.2.1.4.1",
        ] {
            let read = try person(["identifier": "[\(number("999 000 0018", system: system))]"])
            #expect(read.person.nhsNumber == "9990000018")
            #expect(read.person.nhsNumberStatus == .presentUnverified)
        }
        let typed = #"[{"value":"9990000018","type":\#(coding("NH"))}]"#
        #expect(try person(["identifier": typed]).person.nhsNumber == "9990000018")
        let chi = try person([
            "identifier": "[\(number("9990000018", system: "https://fhir.nhs.scot/Id/chi-number"))]"
        ])
        #expect(chi.person.nhsNumber == nil)
        #expect(chi.person.localIds.count == 1)
    }

    @Test func aNumberThatNobodyDeclaresIsWarnedOf() throws {
        let bare = try person(["identifier": "[\(number("9990000018", system: ""))]"])
        #expect(bare.person.nhsNumber == "9990000018")
        #expect(bare.person.localIds.isEmpty)
        #expect(bare.warningCodes == ["nhs-number.undeclared"])
        let two = [number("9990000018", system: ""), number("9990000026", system: "")]
        let both = try person(["identifier": "[\(two.joined(separator: ","))]"])
        #expect(both.person.nhsNumber == nil)
        #expect(both.person.localIds.count == 2)
    }

    @Test func numbersThatCannotBeAreJudged() throws {
        let invalid = try person(["identifier": "[\(number("9990000019"))]"])
        #expect(invalid.person.nhsNumberStatus == .invalid)
        #expect(invalid.warningCodes == ["nhs-number.invalid"])
        let word = try person(["identifier": "[\(number("NOTKNOWN"))]"])
        #expect(word.person.nhsNumberStatus == .absent)
        let several = try person([
            "identifier":
                "[\(number("9990000018")),\(number("9990000018")),\(number("9990000026"))]"
        ])
        #expect(several.person.nhsNumberStatus == .conflicting)
        #expect(several.warningCodes == ["nhs-number.several"])
        let old =
            #"[{"use":"old","system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}]"#
        #expect(try person(["identifier": old]).person.nhsNumberStatus == .absent)
        let digits = #"[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":9990000018}]"#
        #expect(try person(["identifier": digits]).person.nhsNumber == "9990000018")
    }

    // MARK: Names, birth, death

    @Test func theUsualNameIsChosenAndTheOthersAreKept() throws {
        let read = try person([
            "name": """
            [{"use":"maiden","family":"BEFORE","given":["Alex"]},{"use":"official","family":"LAW"},\
            {"use":"usual","family":"EARLIER","period":{"end":"2020-01-01"}},\
            {"use":"usual","family":"NOW","given":["Sam",null,"Jo"]},{"use":"nickname","text":"Al"},\
            {"text":"Somebody"},{}]
            """
        ])
        #expect(read.person.familyName == .value("NOW"))
        #expect(read.person.givenNames == ["Sam", "Jo"])
        #expect(read.person.otherNames == ["Alex BEFORE", "LAW", "EARLIER", "Al", "Somebody"])
        let given = try person(["name": #"[{"use":"temp","given":["Sam"]}]"#])
        #expect(given.person.familyName == .absent)
        #expect(given.person.givenNames == ["Sam"])
        let text = try person(["name": #"[{"text":"Sam  Test"}]"#])
        #expect(text.person.familyName == .absent)
        #expect(text.person.otherNames == ["Sam Test"])
        #expect(try person(["name": ""]).person.otherNames.isEmpty)
    }

    @Test func birthDatesKeepTheirPrecision() throws {
        for (sent, read) in [
            ("2010", "2010"), ("2010-04", "2010-04"), ("2010-04-15", "2010-04-15"),
        ] {
            let found = try person(["birthDate": "\"\(sent)\""])
            #expect(found.person.birthDate.value?.formatted == read)
            #expect(found.warnings.isEmpty)
        }
        let timed = try person(["birthDate": #""2010-04-15T23:30:00-05:00""#])
        #expect(timed.person.birthDate.value?.formatted == "2010-04-15")
        #expect(timed.warningCodes == ["time.format"])
        let wrong = try person(["birthDate": #""15/04/2010""#])
        #expect(wrong.person.birthDate == .absent)
        #expect(wrong.warningCodes == ["birth-date.invalid"])
        #expect(
            try person(["birthDate": #""1010-04-15""#]).warningCodes == ["birth-date.implausible"])
        #expect(try person(["birthDate": ""]).person.birthDate == .absent)
    }

    @Test func sexAndDeathAreRead() throws {
        #expect(try person(["gender": #""other""#]).person.sex == .value(.other))
        #expect(try person(["gender": ""]).person.sex == .absent)
        let odd = try person(["gender": #""blue""#])
        #expect(odd.person.sex == .value(.unknown))
        #expect(odd.warningCodes == ["sex.unrecognised"])
        #expect(try person(["deceasedBoolean": "true"]).person.deceased == .yes)
        #expect(try person(["deceasedBoolean": "false"]).person.deceased == nil)
        let dated = try person(["deceasedDateTime": #""2026-03-01T10:00:00Z""#])
        #expect(dated.person.deceased == .at(instant("2026-03-01T10:00:00Z")))
        let year = try person(["deceasedDateTime": #""2026""#])
        #expect(year.person.deceased == .yes)
        #expect(year.warningCodes == ["time.invalid"])
    }

    // MARK: Address, telephone, record

    @Test func theHomeAddressIsChosen() throws {
        func read(_ addresses: String) throws -> Notification {
            try person(["address": "[\(addresses)]"])
        }
        func address(_ use: String, _ line: String, _ more: String = "") -> String {
            #"{"use":"\#(use)","line":["\#(line)"]\#(more)}"#
        }
        let plain = #"{"line":["Plain"],"postalCode":"zz99 3vz"}"#
        let ended = #","period":{"end":"2020-01-01"}"#
        func first(_ addresses: String...) throws -> [String] {
            try read(addresses.joined(separator: ",")).person.addressLines
        }
        #expect(
            try first(address("old", "O"), address("work", "W"), plain, address("home", "H")) == [
                "H"
            ])
        #expect(try first(address("work", "W"), plain) == ["Plain"])
        #expect(try first(address("temp", "T"), address("home", "H", ended)) == ["T"])
        #expect(try first(address("old", "O")) == [])
        #expect(try first(address("work", "W"), #"{"text":"Past"\#(ended)}"#) == ["Past"])
        #expect(try read(plain).person.postcode == .value("ZZ99 3VZ"))
        let odd = try read(#"{"use":"home","postalCode":"none given"}"#)
        #expect(odd.person.postcode == .value("NONE GIVEN"))
        #expect(odd.warningCodes == ["postcode.unrecognised"])
    }

    @Test func onlyTelephonesInUseAreRead() throws {
        let read = try person([
            "telecom": """
            [{"system":"email","value":"a@x.example"},{"system":"sms","value":"07700 900000"},\
            {"system":"phone","use":"old","value":"1"},{"system":"phone"}]
            """
        ])
        #expect(read.person.phone == ["07700 900000"])
    }

    @Test func aRecordThatIsHiddenReplacedOrOutOfUseIsSaidToBe() throws {
        let read = try person([
            "active": "false",
            "meta": #"{"security":[{"code":"N"},{"code":"R"},{"code":"V"}]}"#,
            "link": """
            [{"type":"seealso","other":{"reference":"Patient/p9"}},{"type":"replaced-by"},\
            {"type":"replaced-by","other":{"reference":"Patient/p2"}},\
            {"type":"replaced-by","other":{"reference":"Patient/p3"}}]
            """,
        ])
        #expect(read.detail["active"] == .bool(false))
        #expect(read.detail["shielded"] == .bool(true))
        #expect(read.detail["replacedBy"] == .string("Patient/p2"))
        #expect(try person([:]).detail == .object([]))
    }
}
