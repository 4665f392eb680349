// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct HL7ADTTests {
    @Test func readsAnAdmissionWhole() throws {
        let read = try notification(usualAdmission)
        #expect(read.event == .admissionStarted)
        #expect(read.kind == .admission)
        #expect(read.id == "KW1")
        #expect(read.trigger == "A01")
        #expect(read.format == .hl7v2)
        #expect(read.sender == Sender(application: "PAS", facility: "RXX"))
        #expect(read.occurredAt.formatted == "2026-03-02T14:00:00Z")
        #expect(read.recordedAt.formatted == "2026-03-02T14:18:00Z")
        #expect(read.sentAt == read.recordedAt)
        #expect(read.isProduction)
        #expect(read.warnings.isEmpty)

        let person = read.person
        #expect(person.nhsNumber == "9990000018")
        #expect(person.nhsNumberStatus == .verified)
        #expect(
            person.localIds == [LocalIdentifier(value: "55512", authority: "RXX", type: nil)])
        #expect(person.familyName == .value("TEST"))
        #expect(person.givenNames == ["ALEX", "J"])
        #expect(person.birthDate.value?.formatted == "2010-04-15")
        #expect(person.sex == .value(.male))
        #expect(person.postcode == .value("LS1 4AP"))
        #expect(person.addressLines == ["1 TEST RD", "LEEDS"])
        #expect(person.phone == ["0113 496 0000"])

        let encounter = try #require(read.encounter)
        #expect(encounter.id == "7001")
        #expect(encounter.authority == "RXX/VISITID")
        #expect(encounter.encounterClass == .inpatient)
        #expect(encounter.location.pointOfCare == "RXX")
        #expect(encounter.location.room == "WARD1")
        #expect(encounter.location.bed == "B2")
        #expect(encounter.location.facility == "RXX55")
        #expect(encounter.specialty == .value("711"))
        #expect(encounter.admissionMethod == .value("25"))
        #expect(encounter.admissionSource == .value("19"))
        #expect(encounter.legalStatus == .absent)
        #expect(encounter.admittedAt.value?.formatted == "2026-03-02T14:00:00Z")
        #expect(encounter.careIntensity == "51")
        #expect(encounter.attending == "C123")
        #expect(encounter.bedKind == .mentalHealth)
        #expect(
            read.diagnoses
                == [Diagnosis(code: "F84.0", system: "ICD10", text: "Childhood autism")])
        #expect(read.detail["psychiatricPatientStatus"] == .string("1"))
        #expect(read.detail["medicallyFit"] == .string("N"))
    }

    /// Order of identifiers, a word for the class, a ward in PL.9, an offset, a deleted phone.
    @Test func readsAnotherDialect() throws {
        let read = try notification([
            segment(
                "MSH",
                [
                    3: "EPIC", 4: "RYY", 7: "20260702141800.123+0000", 9: "ADT^A01", 10: "8F3B2C",
                    11: "P", 12: "2.5.1", 18: "UNICODE UTF-8",
                ]),
            segment(
                "PID",
                [
                    3: "MRN99^^^RYY^MR~9990000026^^^NHS^NH", 5: "Test-O\\T\\Neill^Sam^^^^^L",
                    7: "200905", 8: "F", 11: "^^^^LS14AP", 13: "\"\"", 32: "NSTS02",
                ]),
            segment(
                "PV1",
                [
                    1: "1", 2: "SURG ADMIT", 3: "^^^^^^^^Willow ward", 10: "Child Psych",
                    19: "7002",
                    44: "20260702135900+0000",
                ]),
        ])
        #expect(read.event == .admissionStarted)
        #expect(read.person.nhsNumber == "9990000026")
        #expect(read.person.nhsNumberStatus == .presentUnverified)
        #expect(read.person.localIds.map(\.value) == ["MRN99"])
        #expect(read.person.familyName == .value("Test-O&Neill"))
        #expect(read.person.birthDate.value == .month(year: 2009, month: 5))
        #expect(read.person.phone.isEmpty)
        #expect(read.person.postcode == .value("LS1 4AP"))
        #expect(read.recordedAt.formatted == "2026-07-02T14:18:00.123Z")
        #expect(read.occurredAt.formatted == "2026-07-02T13:59:00Z")
        #expect(read.encounter?.authority == "RYY")
        #expect(read.encounter?.location.pointOfCare == "Willow ward")
        #expect(read.encounter?.encounterClass == .inpatient)
        #expect(read.encounter?.bedKind == .unknown)
    }

    @Test func emptyKeepsAndTwoQuotesDelete() throws {
        let read = try notification([
            header("A08"),
            segment(
                "PID",
                [
                    3: "1^^^X", 5: "\"\"^ALEX", 7: "\"\"", 8: "\"\"", 11: "^^^^\"\"",
                ]),
            segment(
                "PV1",
                [
                    2: "I", 4: "\"\"", 10: "\"\"", 14: "", 36: "\"\"", 44: "\"\"", 45: "\"\"",
                ]),
        ])
        #expect(read.person.familyName == .deleted)
        #expect(read.person.birthDate == .deleted)
        #expect(read.person.sex == .deleted)
        #expect(read.person.postcode == .deleted)
        let encounter = try #require(read.encounter)
        #expect(encounter.admissionMethod == .deleted)
        #expect(encounter.specialty == .deleted)
        #expect(encounter.admissionSource == .absent)
        #expect(encounter.dischargeMethod == .deleted)
        #expect(encounter.admittedAt == .deleted)
        #expect(encounter.dischargedAt == .deleted)
        #expect(encounter.legalStatus == .absent)
        #expect(read.warnings.isEmpty)
    }

    @Test func readsADischarge() throws {
        let read = try notification([
            header("A03", [7: "202603201200"]), usualPID,
            segment(
                "PV1",
                [2: "I", 10: "300", 19: "7001", 36: "1", 37: "53", 45: "202603201100"]),
            segment("PV2", [8: "202603021000", 9: "202603211000"]),
            segment("ZU1", [22: "202603181000", 24: "202603191000"]),
        ])
        #expect(read.event == .admissionEnded)
        #expect(read.occurredAt.formatted == "2026-03-20T11:00:00Z")
        let encounter = try #require(read.encounter)
        #expect(encounter.dischargeMethod == .value("1"))
        #expect(encounter.dischargeDestination == .value("53"))
        #expect(encounter.dischargedAt.value == read.occurredAt)
        #expect(encounter.expectedAt.value?.formatted == "2026-03-02T10:00:00Z")
        #expect(encounter.readyForDischargeAt.value?.formatted == "2026-03-19T10:00:00Z")
        #expect(encounter.bedKind == .general)
        #expect(read.detail["expectedDischargeAt"] == .string("2026-03-21T10:00:00Z"))
        #expect(read.detail["medicallyFit"] == .string("202603181000"))
    }

    @Test func picksTheUsualNameAndKeepsTheOthers() throws {
        let names =
            "OLD^ALEXANDER^^^^^PREVIOUS-1~TEST&VAN^ALEX^JO BEE^^^^L~^Lexi^^^^^N"
        let read = try notification([
            header("A31"), segment("PID", [3: "1^^^X", 5: names, 9: "ALIAS^AL"]),
        ])
        #expect(read.person.familyName == .value("TEST"))
        #expect(read.person.givenNames == ["ALEX", "JO", "BEE"])
        #expect(read.person.otherNames == ["ALEXANDER OLD", "Lexi", "AL ALIAS"])
    }

    @Test(arguments: [
        ("20100415", "2010-04-15"), ("201004152300", "2010-04-15"), ("200905", "2009-05"),
        ("2009", "2009"), ("19701004000000+0100", "1970-10-04"), ("2010-04-15", "2010-04-15"),
    ])
    func readsBirthDates(sent: String, expected: String) throws {
        let read = try notification([header("A31"), segment("PID", [3: "1^^^X", 7: sent])])
        #expect(read.person.birthDate.value?.formatted == expected)
        #expect(read.warnings.isEmpty)
    }

    @Test(arguments: [
        "196513121515", "20100230", "15/04/2010", "female", "00000000", "1",
    ])
    func aBirthDateThatCannotBeIsAWarning(sent: String) throws {
        let read = try notification([header("A31"), segment("PID", [3: "1^^^X", 7: sent])])
        #expect(read.person.birthDate == .absent)
        #expect(read.warningCodes == ["birth-date.invalid"])
    }

    @Test(arguments: [
        ("1", Sex.male), ("2", .female), ("9", .unknown), ("0", .unknown), ("M", .male),
        ("female", .female), ("U", .unknown), ("O", .other),
    ])
    func readsSexOfEveryDialect(sent: String, expected: Sex) throws {
        let read = try notification([header("A31"), segment("PID", [3: "1^^^X", 8: sent])])
        #expect(read.person.sex == .value(expected))
    }

    @Test func readsADeathAndNoticesAContradiction() throws {
        func read(_ fields: [Int: String]) throws -> Notification {
            try notification([
                header("A31"), segment("PID", fields.merging([3: "1^^^X"]) { $1 }),
            ])
        }
        #expect(try read([30: "Y"]).person.deceased == .yes)
        #expect(
            try read([29: "202603011200", 30: "Y"]).person.deceased
                == .at(instant("2026-03-01T12:00:00Z")))
        #expect(try read([30: "N"]).person.deceased == nil)
        let contradiction = try read([29: "202603011200", 30: "N"])
        #expect(contradiction.person.deceased == nil)
        #expect(contradiction.warningCodes == ["deceased.contradictory"])
    }

    @Test func keepsPseudoPostcodesAndMarksForeignOnes() throws {
        func read(_ postcode: String) throws -> Notification {
            try notification([
                header("A31"), segment("PID", [3: "1^^^X", 11: "^^^^\(postcode)"]),
            ])
        }
        #expect(try read("zz993vz").person.postcode == .value("ZZ99 3VZ"))
        #expect(try read("zz993vz").warnings.isEmpty)
        #expect(try read("12345 x").person.postcode == .value("12345 X"))
        #expect(try read("12345 x").warningCodes == ["postcode.unrecognised"])
    }

    @Test(arguments: [
        ("P", true), ("", true), ("p", true), ("T", false), ("D", false), ("P^T", true),
    ])
    func onlyProductionMessagesAreProduction(sent: String, expected: Bool) throws {
        #expect(
            try notification([header("A01", [11: sent]), usualPID, usualPV1]).isProduction
                == expected)
    }

    @Test func localTimesAreLondonsAndDoubtsAreMarked() throws {
        func read(_ time: String) throws -> Notification {
            try notification([header("A01"), segment("EVN", [6: time]), usualPID, usualPV1])
        }
        #expect(try read("202607021400").occurredAt.formatted == "2026-07-02T13:00:00Z")
        #expect(try read("202607021400").warnings.isEmpty)
        let twice = try read("202610250130")
        #expect(twice.occurredAt.formatted == "2026-10-25T00:30:00Z")
        #expect(twice.warningCodes == ["time.ambiguous"])
        let never = try read("202603290130")
        #expect(never.occurredAt.formatted == "2026-03-29T01:30:00Z")
        #expect(never.warningCodes == ["time.skipped"])
        #expect(try read("202603022400").occurredAt.formatted == "2026-03-03T00:00:00Z")
        #expect(try read("2026030214").occurredAt.formatted == "2026-03-02T14:00:00Z")
        #expect(try read("20260302").warningCodes == ["time.date-only"])
        #expect(try read("2026-03-02T14:00:00Z").warningCodes == ["time.format"])
        let bad = try read("202613021400")
        #expect(bad.warningCodes == ["time.invalid"])
        #expect(bad.occurredAt.formatted == "2026-03-02T14:00:00Z")
    }

    @Test func timesFallBackInTheContractsOrder() throws {
        let unmarked = try notification([header("A08"), usualPID, usualPV1])
        #expect(unmarked.occurredAt.formatted == "2026-03-02T14:18:00Z")
        let recorded = try notification([
            header("A08"), segment("EVN", [2: "202603021500"]), usualPID, usualPV1,
        ])
        #expect(recorded.recordedAt.formatted == "2026-03-02T15:00:00Z")
        #expect(recorded.sentAt.formatted == "2026-03-02T14:18:00Z")
        let timeless = try notification([
            header("A08", [7: "", 10: ""]), usualPID, segment("PV1", [2: "I", 19: "7001"]),
        ])
        #expect(timeless.occurredAt == receivedAt)
        #expect(timeless.warningCodes == ["time.missing", "id.missing"])
        #expect(timeless.id.hasPrefix("unnamed-"))
    }

    @Test func newsAboutNobodyIsNotOurs() throws {
        let read = try notification([header("A01"), segment("PV1", [2: "I"])])
        #expect(read.event == .admissionOther)
        #expect(read.detail["reason"] == .string("no-patient"))
        let byVisit = try notification([header("A03"), usualPV1])
        #expect(byVisit.event == .admissionEnded)
        #expect(byVisit.warningCodes == ["person.missing"])
    }

    @Test func aMessageWithoutATypeIsRejectedAndNamesItsSender() throws {
        let rejected = try rejection(bytes([segment("MSH", [3: "PAS", 4: "RXX"])]))
        #expect(rejected.code == .hl7MessageType)
        #expect(rejected.field == "MSH-9")
        #expect(rejected.sender == Sender(application: "PAS", facility: "RXX"))
    }
}

@Suite struct HL7NHSNumberTests {
    private func person(_ pid: [Int: String]) throws -> (Person, [String]) {
        let read = try notification([
            header("A31"), segment("PID", pid.merging([5: "TEST^ALEX"]) { $1 }),
        ])
        return (read.person, read.warningCodes)
    }

    @Test(arguments: [
        "9990000018^^^NHS", "9990000018^^^NHS^NH", "9990000018^^^^NH", "999 000 0018^^^NHS",
        "9990000018^^^NHS^NH{status:02}", "M1^^^RXX^MR~9990000018^^^NHSNBR^NHSNMBR",
        "9990000018^^^2.16.840.1.113883.2.1.4.1", "9990000018^^^&2.16.840.1.113883.2.1.4.1&ISO",
        "9990000018^^^NHS NUMBER", "55512^^^154^PI~9990000018^^^nhs^nh",
    ])
    func readsEveryDeclaredForm(pid3: String) throws {
        let (person, warnings) = try person([3: pid3])
        #expect(person.nhsNumber == "9990000018")
        #expect(person.nhsNumberStatus == .presentUnverified)
        #expect(warnings.isEmpty)
    }

    @Test func readsNumbersOfWhichNobodySaysWhatTheyAre() throws {
        for pid in [
            [3: "55512~9990000018"], [3: "9990000018"], [2: "9990000018"], [4: "9990000018"],
            [3: "55512^^^RXX", 19: "9990000018"], [3: "9990000026~9990000018"],
        ] {
            let (person, warnings) = try person(pid)
            #expect(person.nhsNumber == "9990000018")
            #expect(person.nhsNumberStatus == .presentUnverified)
            #expect(warnings == ["nhs-number.undeclared"])
            #expect(!person.localIds.contains { $0.value == "9990000018" })
        }
    }

    @Test(arguments: [
        "9990000018^^^CHI", "9990000018^^^HSNI", "9990000018^^^^MR", "9990000018^^^RXX",
        "9990000018^^^CHI^NH", "9990000018^^^H&&C", "NOTKNOWN^^^NHS", "\"\"^^^NHS", "^^^NHS", "",
    ])
    func anotherSchemesNumberIsNotOne(pid3: String) throws {
        let (person, _) = try person([3: pid3])
        #expect(person.nhsNumber == nil)
        #expect(person.nhsNumberStatus == .absent)
    }

    @Test(arguments: [
        "0000000000^^^NHS", "3333333333^^^NHS", "9990000019^^^NHS", "999000001^^^NHS^NH",
    ])
    func aNumberThatCannotBeIsInvalid(pid3: String) throws {
        let (person, warnings) = try person([3: pid3])
        #expect(person.nhsNumber == nil)
        #expect(person.nhsNumberStatus == .invalid)
        #expect(warnings == ["nhs-number.invalid"])
    }

    @Test(arguments: [
        ("NSTS01", NHSNumberStatus.verified), ("01", .verified), ("US~NSTS01", .verified),
        ("NSTS02", .presentUnverified), ("NSTS03", .presentUnverified), ("", .presentUnverified),
        ("NSTS04", .conflicting), ("05", .conflicting), ("NSTS06", .absent), ("NSTS08", .absent),
        ("US", .presentUnverified), ("NSTS42", .presentUnverified),
    ])
    func readsTheTraceStatus(pid32: String, expected: NHSNumberStatus) throws {
        let (person, _) = try person([3: "9990000018^^^NHS", 32: pid32])
        #expect(person.nhsNumberStatus == expected)
        #expect((person.nhsNumber == nil) == (expected == .absent))
    }

    @Test func theStatusBesideTheNumberCountsFirst() throws {
        let (read, _) = try person([3: "9990000018^^^NHS^NH{status:01}", 32: "NSTS04"])
        #expect(read.nhsNumberStatus == .verified)
    }

    @Test func twoDifferentNumbersAreEvidenceOnly() throws {
        let (read, warnings) = try person([3: "9990000018^^^NHS~9990000026^^^NHS", 32: "NSTS01"])
        #expect(read.nhsNumberStatus == .conflicting)
        #expect(warnings == ["nhs-number.several"])
        let (same, none) = try person([3: "9990000018^^^NHS~999 000 0018^^^^NH", 32: "NSTS01"])
        #expect(same.nhsNumberStatus == .verified)
        #expect(none.isEmpty)
    }

    @Test func localIdentifiersCarryTheirAuthorityOrTheFacility() throws {
        let (read, _) = try person([3: "1^^^RXX&oid&ISO^MR~2^^^^PI~3"])
        #expect(
            read.localIds == [
                LocalIdentifier(value: "1", authority: "RXX", type: "MR"),
                LocalIdentifier(value: "2", authority: "RXX", type: "PI"),
                LocalIdentifier(value: "3", authority: "RXX", type: nil),
            ])
    }
}

@Suite struct HL7EventTests {
    @Test func otherMessageTypesAreOutOfScopeWithTheirTrigger() throws {
        let read = try notification([header("", [9: "ORU^R01"]), usualPID])
        #expect(read.event == .admissionOther)
        #expect(read.trigger == "ORU^R01")
        #expect(read.detail["reason"] == .string("message-type"))
    }

    @Test func theTriggerMayStandInEVN() throws {
        let read = try notification([
            header("", [9: "ADT"]), segment("EVN", [1: "A01"]), usualPID, usualPV1,
        ])
        #expect(read.event == .admissionStarted)
    }

    @Test func newsOfAPersonNamesAContactOnlyWhenItShowsAnInpatient() throws {
        #expect(try notification([header("A31"), usualPID, usualPV1]).encounter != nil)
        let pseudo = segment("PV1", [2: "N"])
        #expect(try notification([header("A31"), usualPID, pseudo]).encounter == nil)
    }

    @Test func anAttendanceWithoutAClassIsToldByItsSpecialty() throws {
        let read = try notification([
            header("A04"), usualPID, segment("PV1", [10: "180", 19: "7001"]),
        ])
        #expect(read.event == .admissionEmergencyAttended)
        #expect(read.encounter?.bedKind == .emergency)
    }
}

@Suite struct BedKindTests {
    @Test(arguments: [
        ("700", BedKind.learningDisability), ("710", .mentalHealth), ("711", .mentalHealth),
        ("713", .mentalHealth), ("715", .mentalHealth), ("720", .mentalHealth),
        ("723", .mentalHealth), ("727", .mentalHealth), ("730", .mentalHealth),
        ("722", .unknown), ("656", .unknown), ("420", .general), ("100", .general),
        ("180", .emergency), ("Child Psych", .unknown), ("", .unknown),
        ("711 CAMHS", .mentalHealth),
        ("7110", .unknown),
    ])
    func specialtyTellsTheBed(specialty: String, expected: BedKind) {
        let kind = BedKind.derived(
            specialty: specialty, careIntensity: nil, encounterClass: .inpatient)
        #expect(kind == expected)
    }

    @Test func careIntensityAndClassTellWhatSpecialtyDoesNot() {
        func kind(_ intensity: String?, _ encounterClass: EncounterClass?) -> BedKind {
            .derived(
                specialty: nil, careIntensity: intensity, encounterClass: encounterClass)
        }
        #expect(kind("51", .inpatient) == .mentalHealth)
        #expect(kind("63", .inpatient) == .learningDisability)
        #expect(kind(nil, .emergency) == .emergency)
        #expect(kind("99", nil) == .unknown)
    }

    @Test(arguments: [
        ("IMP", EncounterClass.inpatient), ("EMER", .emergency), ("AMB", .outpatient),
        ("PRENC", .preAdmission), ("HH", .community), ("SS", .day),
        ("pre-admission", .preAdmission),
        ("day", .day), ("community", .community), ("unknown", .unknown), ("B", .inpatient),
        ("Emergency Patient", .emergency), ("Day_Case", .day),
    ])
    func readsClassesOfEveryFormat(sent: String, expected: EncounterClass) {
        #expect(EncounterClass(sent: sent) == expected)
    }
}
