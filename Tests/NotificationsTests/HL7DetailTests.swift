// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

/// What ITK's ZU segments and the less usual fields say.
@Suite struct HL7DetailTests {
    private func detail(_ segments: [String]) throws -> JSONValue {
        try notification([header("A08"), usualPID] + segments).detail
    }

    @Test func readsZU1AndZU3() throws {
        let read = try detail([
            usualPV1,
            segment(
                "ZU1",
                [
                    1: "202603011000", 2: "1", 4: "202603021400", 5: "202603101400", 6: "711",
                    13: "12", 20: "2", 22: "\"\"",
                ]),
            segment("ZU3", [9: "8b", 10: "51", 11: "5"]),
        ])
        #expect(read["decidedToAdmitAt"] == .string("2026-03-01T10:00:00Z"))
        #expect(read["intendedManagement"] == .string("1"))
        #expect(read["episodeStartedAt"] == .string("2026-03-02T14:00:00Z"))
        #expect(read["episodeEndedAt"] == .string("2026-03-10T14:00:00Z"))
        #expect(read["referralSource"] == .string("12"))
        #expect(read["psychiatricPatientStatus"] == .string("2"))
        #expect(read["medicallyFit"] == .null)
        #expect(read["wardMix"] == .string("8b"))
        #expect(read["patientGroup"] == .string("5"))
    }

    @Test func readsTheCensusOfZU5() throws {
        func read(_ zu5: [Int: String]) throws -> Notification {
            try notification([header("A08"), usualPID, usualPV1, segment("ZU5", zu5)])
        }
        let census = try read([2: "01", 3: "03", 4: "B", 5: "202602011000"])
        #expect(census.encounter?.legalStatus == .value("03"))
        #expect(census.detail["mentalCategory"] == .string("B"))
        #expect(census.detail["detainedSince"] == .string("2026-02-01T10:00:00Z"))
        #expect(try read([2: "02"]).encounter?.legalStatus == .value("02"))
        #expect(try read([2: "02", 3: "\"\""]).encounter?.legalStatus == .deleted)
        #expect(try read([5: "\"\""]).detail["detainedSince"] == .null)
    }

    @Test func whoseWhereaboutsAreShieldedHasNone() throws {
        func read(_ shielded: String) throws -> Notification {
            try notification([
                header("A08"), usualPID, segment("PD1", [3: "A PRACTICE^^Y06601"]),
                segment("ZU8", [2: "1", 3: "No", 4: shielded]),
            ])
        }
        let open = try read("N")
        #expect(open.person.postcode == .value("LS1 4AP"))
        #expect(open.person.phone.count == 1)
        #expect(open.detail["practice"] == .string("Y06601"))
        #expect(open.detail["shareConsent"] == .string("1"))
        #expect(open.detail["summaryRecordConsent"] == .string("No"))
        #expect(open.detail["shielded"] == nil)
        for word in ["Y", "yes", "1", "TRUE"] {
            let read = try read(word)
            #expect(read.person.postcode == .absent)
            #expect(read.person.addressLines.isEmpty)
            #expect(read.person.phone.isEmpty)
            #expect(read.detail["practice"] == nil)
            #expect(read.detail["shielded"] == .bool(true))
        }
    }

    @Test func readsTheRestOfPV1AndPV2() throws {
        let read = try detail([
            segment("EVN", [4: "01"]),
            segment(
                "PV1",
                [
                    2: "I", 6: "W0^R0^B0^RXX01", 13: "R", 18: "MH", 19: "7001",
                    42: "W2&1.2&ISO^^B2", 50: "E1",
                ]),
            segment("PV2", [3: "F32^Low mood^I10", 9: "\"\"", 38: "1", 47: "202603051000"]),
        ])
        #expect(read["eventReason"] == .string("01"))
        #expect(read["priorLocation"]?["room"] == .string("R0"))
        #expect(read["pendingLocation"]?["pointOfCare"] == .string("W2"))
        #expect(read["patientType"] == .string("MH"))
        #expect(read["readmission"] == .string("R"))
        #expect(read["episodeId"] == .string("E1"))
        #expect(read["expectedDischargeAt"] == .null)
        #expect(read["expectedReturnAt"] == .string("2026-03-05T10:00:00Z"))
        #expect(read["arrivalMode"] == .string("1"))
        #expect(read["admitReason"]?["code"] == .string("F32"))
        #expect(read["admitReason"]?["system"] == .string("ICD10"))
        #expect(try detail([segment("PV2", [3: "\"\""])])["admitReason"] == .null)
        let text = try detail([segment("PV2", [3: "^Overdose"])])
        #expect(text["admitReason"] == .object([JSONValue.Member("text", .string("Overdose"))]))
    }

    @Test func readsTheAlternateCodingOfADiagnosis() throws {
        let read = try notification([
            header("A08"), usualPID, segment("DG1", [3: "^^^F70^Mild^ICD-10"]), segment("DG1"),
        ])
        #expect(read.diagnoses == [Diagnosis(code: "F70", system: "ICD10", text: "Mild")])
    }

    @Test func readsTelephonesOfEveryForm() throws {
        let phones = "0113 496 0000~^^^^^0113^4960001~^^^^^^^^^^^+441134960002~^^^x@y"
        let read = try notification([header("A31"), segment("PID", [3: "1^^^X", 13: phones])])
        #expect(read.person.phone == ["0113 496 0000", "0113 4960001", "+441134960002"])
    }

    @Test func namesOfEveryTypeAreRanked() throws {
        func usual(_ types: [String]) throws -> String? {
            let names = types.enumerated().map { "N\($0.offset)^A^^^^^\($0.element)" }
            let pid = segment("PID", [3: "1^^^X", 5: names.joined(separator: "~")])
            return try notification([header("A31"), pid]).person.familyName.value
        }
        #expect(try usual(["A", "B", "D", "", "L"]) == "N4")
        #expect(try usual(["A", "B", "D", ""]) == "N3")
        #expect(try usual(["A", "B", "D"]) == "N2")
        #expect(try usual(["A", "B"]) == "N1")
        #expect(try usual(["CURRENT", "L"]) == "N0")
    }

    @Test func anImplausibleBirthDateIsKeptAndWarnedOf() throws {
        let read = try notification([
            header("A31"), segment("PID", [3: "1^^^X", 7: "17000101"]),
        ])
        #expect(read.person.birthDate.value?.year == 1700)
        #expect(read.warningCodes == ["birth-date.implausible"])
    }

    @Test func anUnknownClassOrSexIsWarnedOf() throws {
        let read = try notification([
            header("A08"), segment("PID", [3: "1^^^X", 8: "?"]), segment("PV1", [2: "QQ"]),
        ])
        #expect(read.person.sex == .value(.unknown))
        #expect(read.encounter?.encounterClass == .unknown)
        #expect(read.warningCodes == ["sex.unrecognised", "class.unrecognised"])
    }

    @Test func aCheckDigitMayStandApart() throws {
        let read = try notification([
            header("A31"), segment("PID", [3: "999000001^8^NPI^NHS~999000002^9^^RXX"]),
        ])
        #expect(read.person.nhsNumber == "9990000018")
        #expect(read.person.localIds.map(\.value) == ["999000002"])
    }
}

@Suite struct HL7TimeFormTests {
    private func read(_ sent: String) throws -> (String, [String]) {
        let read = try notification([
            header("A08"), segment("EVN", [6: sent]), usualPID, usualPV1,
        ])
        return (read.occurredAt.formatted, read.warningCodes)
    }

    @Test(arguments: [
        ("20260702140000+0100", "2026-07-02T13:00:00Z", ""),
        ("20260702140000-0500", "2026-07-02T19:00:00Z", ""),
        ("20260702140000.1234+0000", "2026-07-02T14:00:00.123Z", ""),
        ("20260702140060", "2026-07-02T13:00:59Z", ""),
        ("20260702140000Z", "2026-07-02T14:00:00Z", "time.format"),
        ("20260702140000+01", "2026-07-02T13:00:00Z", "time.format"),
        ("20260702140000+01:00", "2026-07-02T13:00:00Z", "time.format"),
        ("2026-07-02T14:00:00+01:00", "2026-07-02T13:00:00Z", "time.format"),
        ("2026-07-02T14:00:00", "2026-07-02T13:00:00Z", "time.format"),
        ("2026-07-02", "2026-07-01T23:00:00Z", "time.date-only"),
        ("20260702", "2026-07-01T23:00:00Z", "time.date-only"),
        ("20260702+0000", "2026-07-02T00:00:00Z", "time.date-only"),
    ])
    func readsTimes(sent: String, expected: String, warning: String) throws {
        let (time, warnings) = try read(sent)
        #expect(time == expected)
        #expect(warnings == (warning.isEmpty ? [] : [warning]))
    }

    @Test(arguments: [
        "202607", "2026", "20260702140", "202607021460", "20260702250000", "202607022430",
        "20260702140000+1", "20260702140000+2500", "20260702140000Zx", "2026070214.5", "0000",
        "20260702140000.", "20260702140000.x", "today", "20260702140000+0a00", "202613",
        "20260702146000", "20260702140061",
    ])
    func aTimeThatIsNoneIsAWarningAndNotUsed(sent: String) throws {
        let (time, warnings) = try read(sent)
        #expect(time == "2026-03-02T14:18:00Z")
        #expect(warnings == ["time.invalid"])
    }
}
