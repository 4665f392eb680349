// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct DialectTests {
    private func read(
        _ segments: [String], _ change: (inout Dialect) -> Void
    ) throws -> Notification {
        var dialect = Dialect(application: "pas", facility: "RXX", reason: "a test")
        change(&dialect)
        return try read(segments, [dialect])
    }

    private func read(_ segments: [String], _ dialects: [Dialect]) throws -> Notification {
        try read(bytes(segments), dialects)
    }

    private func read(_ value: [UInt8], _ dialects: [Dialect]) throws -> Notification {
        let decoder = NotificationDecoder(zone: try london.get(), dialects: Dialects(dialects))
        let items = decoder.decode(value, topicHint: .admission, receivedAt: receivedAt)
        guard items.count == 1, case .notification(let read) = items[0] else {
            throw Unexpected(item: items[0])
        }
        return read
    }

    @Test func everyFieldKnowsItsPlace() {
        #expect(DialectField.allCases.map(\.index) == Array(DialectField.allCases.indices))
    }

    @Test func theMostSpecificDialectCounts() throws {
        func dialect(_ application: String?, _ facility: String?, _ hours: Int) -> Dialect {
            var dialect = Dialect(application: application, facility: facility, reason: "r")
            dialect.timeOffset = hours * 3600
            return dialect
        }
        let dialects = [
            dialect("PAS", nil, 1), dialect(nil, " rxx ", 2), dialect("PAS", "RXX", 3),
            dialect("PAS", "RXX", 4), dialect(nil, "RYY", 5),
        ]
        func hour(_ more: [Int: String], _ count: Int) throws -> Int {
            let read = try read([header("A01", more), usualPID], Array(dialects.prefix(count)))
            return LocalDateTime(of: read.sentAt, offset: 0).hour
        }
        #expect(try hour([:], 5) == 11)
        #expect(try hour([:], 2) == 12)
        #expect(try hour([:], 1) == 13)
        #expect(try hour([3: "OTHER"], 5) == 12)
        #expect(try hour([3: "OTHER", 4: "OTHER"], 5) == 14)
        #expect(try hour([3: ""], 5) == 12)
        #expect(try hour([3: "", 4: "^RYY"], 5) == 9)
        #expect(try hour([3: "", 4: ""], 5) == 14)
        #expect(dialects[2].isForSameSender(as: dialects[3]))
        #expect(!dialects[0].isForSameSender(as: dialects[2]))
    }

    @Test func anOffsetSentCountsBeforeTheDialects() throws {
        let read = try read([header("A01", [7: "202607021400+0000"]), usualPID]) {
            $0.timeOffset = 7200
        }
        #expect(read.sentAt == instant("2026-07-02T14:00:00Z"))
    }

    @Test func theCharsetIsTheDialectsWhereNoneIsDeclared() throws {
        func family(_ declared: String, _ name: [UInt8], _ ignores: Bool) throws -> String? {
            var dialect = Dialect(application: nil, facility: "RXX", reason: "r")
            dialect.charset = .latin9
            dialect.ignoresDeclaredCharset = ignores
            let text = header("A31", [18: declared]) + "\rPID|||1^^^X||"
            return try read(Array(text.utf8) + name, [dialect]).person.familyName.value
        }
        #expect(try family("", [0xA6], false) == "Š")
        #expect(try family("KLINGON", [0xA6], false) == "Š")
        #expect(try family("8859/1", [0xA6], false) == "¦")
        #expect(try family("8859/1", [0xA6], true) == "Š")
        #expect(DialectCharset.utf8.charset == .utf8)
        #expect(DialectCharset.windows1252.charset == .windows1252)
    }

    @Test func aDeclarationIsIgnoredWhereTheDialectSaysSo() throws {
        let text = header("A31", [18: "8859/1"]) + "\rPID|||1^^^X||Zoë"
        let right = try read(
            Array(text.utf8),
            [
                {
                    var dialect = Dialect(application: "PAS", facility: nil, reason: "r")
                    dialect.charset = .utf8
                    dialect.ignoresDeclaredCharset = true
                    return dialect
                }()
            ])
        #expect(right.person.familyName == .value("Zoë"))
        #expect(right.warnings.isEmpty)
    }

    @Test func fieldsAreTakenFromWhereTheSenderKeepsThem() throws {
        let segments = [
            header("A21"), usualPID,
            segment(
                "PV1", [2: "I", 3: "W^^^^^^^^Larch", 10: "300", 19: "7001", 50: "E1^^^PAS"]),
            segment("ZMH", [2: "x^02", 3: "03&s3", 4: "202603101000"]),
            segment("ZLV", [1: "01", 2: "2", 3: "11", 4: "Y"]),
        ]
        let read = try read(segments) {
            $0.fields = [
                .visit: [FieldPath("PV1-50")!],
                .legalStatus: [FieldPath("ZMH-9")!, FieldPath("ZMH-3")!],
                .leaveType: [FieldPath("ZLV-1")!], .security: [FieldPath("ZLV-2")!],
                .ageGroup: [FieldPath("ZLV-3")!], .shielded: [FieldPath("ZLV-4")!],
                .readyForDischargeAt: [FieldPath("ZMH-4")!], .ward: [FieldPath("PV1-3.9")!],
                .specialty: [FieldPath("ZMH-2.2")!], .attending: [FieldPath("ZMH-3.1.2")!],
            ]
            $0.sharedAuthorities = ["pas"]
            $0.wards = ["larch ": .learningDisability]
        }
        let encounter = try #require(read.encounter)
        #expect(encounter.id == "E1")
        #expect(encounter.authority == "RXX/PAS")
        #expect(encounter.legalStatus == .value("03"))
        #expect(encounter.leaveType == "01")
        #expect(encounter.security == "2")
        #expect(encounter.ageGroup == "11")
        #expect(encounter.specialty == .value("02"))
        #expect(encounter.attending == "s3")
        #expect(encounter.bedKind == .learningDisability)
        #expect(encounter.readyForDischargeAt.value == instant("2026-03-10T10:00:00Z"))
        #expect(read.person.addressLines.isEmpty)
        #expect(read.event == .admissionLeaveStarted)
    }

    @Test func aVisitThatIsNowhereHasNoNumber() throws {
        let read = try read([header("A01"), usualPID, usualPV1]) {
            $0.fields = [.visit: [FieldPath("ZZZ-1")!]]
        }
        #expect(read.encounter?.id == nil)
        #expect(read.encounter?.authority == nil)
    }

    @Test func nhsNumbersAreFoundWhereTheSenderKeepsThem() throws {
        func person(_ pid: [Int: String], _ change: (inout Dialect) -> Void) throws -> Person {
            try read([header("A31"), segment("PID", pid)], change).person
        }
        let placed = try person([3: "9990000026~9990000018"]) {
            $0.fields = [.nhsNumber: [FieldPath("PID-3[2]")!]]
        }
        #expect(placed.nhsNumber == "9990000018")
        #expect(placed.localIds.map(\.value) == ["9990000026"])
        let elsewhere = try person([2: "9990000018", 3: "1^^^RXX"]) {
            $0.fields = [.nhsNumber: [FieldPath("PID-2")!, FieldPath("ZZZ-1")!]]
        }
        #expect(elsewhere.nhsNumber == "9990000018")
        let named = try person([3: "9990000018^^^SPINE"]) { $0.nhsAuthorities = ["Spine"] }
        #expect(named.nhsNumber == "9990000018")
        #expect(named.localIds.isEmpty)
        let traced = try person([3: "9990000018^^^NHS", 31: "01", 32: "NSTS04"]) {
            $0.fields = [.nhsStatus: [FieldPath("ZZZ-1")!, FieldPath("PID-31")!]]
        }
        #expect(traced.nhsNumberStatus == .verified)
    }

    @Test func wardsTellTheBedWhereSpecialtyAndIntensityDoNot() throws {
        func kind(_ pv1: [Int: String], _ change: (inout Dialect) -> Void = { _ in }) throws
            -> BedKind?
        {
            try read([header("A01"), usualPID, segment("PV1", pv1), segment("ZBD", [1: "310"])]) {
                $0.wards = ["Willow": .mentalHealth, "W9": .general]
                change(&$0)
            }.encounter?.bedKind
        }
        #expect(try kind([2: "I", 3: "RXX^willow"]) == .mentalHealth)
        #expect(try kind([2: "I", 3: "WILLOW"]) == .mentalHealth)
        #expect(try kind([2: "I", 3: "^^^^^^^^Willow"]) == .mentalHealth)
        #expect(try kind([2: "I", 3: "W9", 10: "700"]) == .learningDisability)
        #expect(try kind([2: "I", 3: "Willow", 10: "300"]) == .mentalHealth)
        #expect(try kind([2: "I", 3: "Elm", 10: "300"]) == .general)
        #expect(try kind([2: "E", 3: "Elm"]) == .emergency)
        #expect(try kind([2: "I", 3: "Elm"]) == .unknown)
        let bed = { (dialect: inout Dialect) in
            dialect.fields = [.bedType: [FieldPath("ZBD-1")!]]
        }
        #expect(try kind([2: "I", 3: "Elm"], bed) == .learningDisability)
        #expect(BedKind(bedType: "301") == .mentalHealth)
        #expect(BedKind(bedType: "999") == nil)
    }

    @Test func triggersMeanWhatTheSenderMeans() throws {
        func event(_ trigger: String, _ sent: String) throws -> String {
            try read([header(trigger), usualPID, segment("PV1", [2: sent, 19: "1"])]) {
                var registers = Dialect.TriggerMeaning()
                registers.byClass = [.inpatient: .admissionStarted, .outpatient: .admissionPlanned]
                var leaves = Dialect.TriggerMeaning()
                leaves.otherwise = .admissionLeaveStarted
                var nothing = Dialect.TriggerMeaning()
                nothing.otherwise = .admissionOther
                $0.triggers = ["a04": registers, "Z21": leaves, "A08": nothing]
                $0.classes = ["ward att": .outpatient, "E": .inpatient]
            }.event.text
        }
        #expect(try event("A04", "I") == "admission.started")
        #expect(try event("A04", "E") == "admission.started")
        #expect(try event("A04", "WARD ATT") == "admission.planned")
        #expect(try event("A04", "P") == "admission.planned")
        #expect(try event("A04", "HH") == "admission.other")
        #expect(try event("Z21", "I") == "admission.leave-started")
        #expect(try event("A08", "I") == "admission.other")
        let started = try read([
            header("A04"), usualPID, segment("PV1", [2: "I", 19: "1", 44: "202603011000"]),
        ]) {
            var registers = Dialect.TriggerMeaning()
            registers.otherwise = .admissionStarted
            $0.triggers = ["A04": registers]
        }
        #expect(started.occurredAt == instant("2026-03-01T10:00:00Z"))
        let silent = try read([header("A08"), usualPID, usualPV1]) {
            var nothing = Dialect.TriggerMeaning()
            nothing.otherwise = .admissionOther
            $0.triggers = ["A08": nothing]
        }
        #expect(silent.detail["reason"] == .string("dialect"))
    }

    @Test func aTestMessageOfASenderWhoCallsLiveMessagesSoIsLive() throws {
        let test = header("A01", [11: "T"])
        #expect(try read([test, usualPID]) { $0.productionIDs = [" t "] }.isProduction)
        #expect(try !read([test, usualPID]) { _ in }.isProduction)
        #expect(try read([header("A01"), usualPID]) { $0.productionIDs = ["T"] }.isProduction)
    }

    @Test func sharedAuthoritiesAreKeptApartByFacility() throws {
        func authorities(_ facility: String) throws -> [String?] {
            let read = try notification([
                header("A01", [4: facility]), segment("PID", [3: "1^^^LOCALID~2^^^RXX"]),
                segment("PV1", [2: "I", 19: "7^^^visitid"]),
            ])
            return read.person.localIds.map(\.authority) + [read.encounter?.authority]
        }
        #expect(try authorities("RXX") == ["RXX/LOCALID", "RXX", "RXX/visitid"])
        #expect(try authorities("RYY") == ["RYY/LOCALID", "RXX", "RYY/visitid"])
        #expect(try authorities("") == ["LOCALID", "RXX", "visitid"])
    }

    @Test(arguments: [
        ("PV1-10", "PV1-10"), ("pv1-3.2", "PV1-3.2"), ("PID-3[2]", "PID-3[2]"),
        ("ZU5-3.1", "ZU5-3"), ("PID-3[2].4.2", "PID-3[2].4.2"), ("PV1-3.1.2", "PV1-3.1.2"),
    ])
    func pathsAreReadAndWritten(text: String, expected: String) throws {
        let path = try #require(FieldPath(text))
        #expect(path.description == expected)
        #expect(FieldPath(expected) == path)
    }

    @Test(arguments: [
        "", "PV1", "PV1-", "PV1-0", "PV1-x", "PV1-1001", "PV1-3.", "PV1-3.0", "PV1-3.100",
        "PID-3[", "PID-3[]", "PID-3[0]", "PID-3[2", "PV1.3", "1V1-3", "PV1-3.2.1.1", "PV1-99999",
        "PID-3[2]x", "P 1-3", "PV1-00000000000000000000000000000000001",
    ])
    func whatIsNoPathIsRefused(text: String) {
        #expect(FieldPath(text) == nil)
    }
}
