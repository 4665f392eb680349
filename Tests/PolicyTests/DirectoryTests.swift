// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Testing

@Suite struct DirectoryTests {
    static let morning = instant("2026-03-10T10:20:00Z")
    static let night = instant("2026-03-07T22:30:00Z")
    static let named = NamedPeople(keyworker: "kw-1")

    func told(
        _ role: Role, _ directory: Directory, at instant: Instant = morning,
        _ priority: Priority = .routine, for named: NamedPeople = named, answerBy: Instant? = nil
    ) throws -> Resolution {
        directory.resolve(
            role, for: named, at: instant, priority: priority, answerBy: answerBy,
            calendar: try Shipped.calendar)
    }

    func rung(
        _ number: Int, _ ladder: LadderName, owner: Role, _ directory: Directory,
        at instant: Instant = night
    ) throws -> Resolution {
        let rung = try #require(try Shipped.pack.ladders[ladder]?.rung(number))
        return directory.recipients(
            of: rung, owner: owner, for: DirectoryTests.named, at: instant, priority: .immediate,
            calendar: try Shipped.calendar)
    }

    func people(_ resolution: Resolution) -> [String] { resolution.recipients.map(\.personId) }

    @Test("The shipped area fills every role, three leaders and no senior responsible officer")
    func shipped() throws {
        let directory = try Shipped.directory
        #expect(directory.area == "demo")
        for role in Role.allCases { #expect(directory.isFilled(role) == (role != .sro)) }
        #expect(directory.person("kw-2")?.name != nil)
    }

    @Test("In hours the person named is told, and nobody else")
    func inHours() throws {
        let directory = try Shipped.directory
        let resolution = try told(.keyworker, directory, .immediate)
        #expect(people(resolution) == ["kw-1"])
        #expect(resolution.recipients.first?.role == .keyworker)
        #expect(resolution.recipients.first?.standsInFor == nil)
        #expect(resolution.gaps.isEmpty)
    }

    @Test("Where the area fills leaders and no senior officer, what is the officer's is theirs")
    func leadersForTheOfficer() throws {
        var directory = try Shipped.directory
        let leaders = try told(.sro, directory)
        #expect(leaders.recipients.map(\.role) == Role.leaders)
        #expect(leaders.recipients.allSatisfy { $0.standsInFor == .sro })
        #expect(leaders.gaps.isEmpty)
        directory.vacant(.leaderHealth)
        #expect(
            try told(.sro, directory).recipients.map(\.role) == [.leaderEducation, .leaderCare])
        directory.fill(.sro, with: DirectoryPerson(id: "sro-1"))
        #expect(people(try told(.sro, directory)) == ["sro-1"])
        for role in Role.leaders + [.sro] { directory.vacant(role) }
        #expect(people(try told(.sro, directory)) == [])
        #expect(try told(.sro, directory).gaps == [.sro])
    }

    @Test("With no keyworker named the manager stands in, and that is no vacant post")
    func unnamed() throws {
        let resolution = try told(.keyworker, Shipped.directory, for: NamedPeople())
        #expect(people(resolution) == ["kwm-1"])
        #expect(resolution.recipients.first?.standsInFor == .keyworker)
        #expect(resolution.gaps.isEmpty)
        let care = try told(.socialWorker, Shipped.directory, for: NamedPeople())
        #expect(care.recipients.map(\.role) == [.leaderCare])
        #expect(care.gaps.isEmpty)
    }

    @Test("A commissioner or coordinator is the entry's where the directory knows the person")
    func entrysOwn() throws {
        let own = NamedPeople(coordinator: "kw-2", commissioner: "15F")
        #expect(people(try told(.registerCoordinator, Shipped.directory, for: own)) == ["kw-2"])
        #expect(
            people(try told(.responsibleCommissioner, Shipped.directory, for: own)) == ["com-1"])
    }

    @Test("Out of hours an immediate matter goes to the person named and the person on call")
    func immediateAtNight() throws {
        let resolution = try told(
            .keyworker, Shipped.directory, at: DirectoryTests.night, .immediate)
        #expect(people(resolution) == ["kw-1", "kwoc-1"])
        #expect(resolution.recipients.last?.role == .keyworkerOnCall)
        #expect(resolution.recipients.last?.standsInFor == .keyworker)
        let bankHoliday = instant("2026-05-04T10:10:00Z")
        let holiday = try told(.registerCoordinator, Shipped.directory, at: bankHoliday, .immediate)
        #expect(people(holiday) == ["rc-1", "coc-1"])
    }

    @Test("Routine matters and copies add nobody on call; urgent ones only if they cannot wait")
    func otherPriorities() throws {
        let directory = try Shipped.directory
        let night = DirectoryTests.night
        #expect(people(try told(.keyworker, directory, at: night)) == ["kw-1"])
        let monday = instant("2026-03-09T17:00:00Z")
        #expect(people(try told(.keyworker, directory, at: night, .urgent)) == ["kw-1"])
        #expect(
            people(try told(.keyworker, directory, at: night, .urgent, answerBy: monday))
                == ["kw-1"])
        let sunday = instant("2026-03-08T09:00:00Z")
        #expect(
            people(try told(.keyworker, directory, at: night, .urgent, answerBy: sunday))
                == ["kw-1", "kwoc-1"])
    }

    @Test("With nobody on call the manager is told as well, and the gap is said")
    func nobodyOnCall() throws {
        var directory = try Shipped.directory
        directory.vacant(.keyworkerOnCall)
        let resolution = try told(.keyworker, directory, at: DirectoryTests.night, .immediate)
        #expect(people(resolution) == ["kw-1", "kwm-1"])
        #expect(resolution.gaps == [.keyworkerOnCall])
        #expect(resolution.nobodyOnCallFor == [.keyworker])
    }

    @Test("A vacant role goes to its manager, up the line, and every gap is said")
    func vacancies() throws {
        var directory = try Shipped.directory
        directory.vacant(.registerCoordinator)
        var resolution = try told(.registerCoordinator, directory)
        #expect(people(resolution) == ["com-1"])
        #expect(resolution.recipients.first?.standsInFor == .registerCoordinator)
        #expect(resolution.gaps == [.registerCoordinator])
        directory.vacant(.responsibleCommissioner)
        resolution = try told(.registerCoordinator, directory)
        #expect(people(resolution) == ["lhe-1"])
        #expect(resolution.gaps == [.registerCoordinator, .responsibleCommissioner])
        directory.vacant(.leaderHealth)
        resolution = try told(.registerCoordinator, directory)
        #expect(people(resolution) == ["led-1", "lca-1"])
        directory.apply(.fill(role: .sro, person: DirectoryPerson(id: "sro-1")))
        #expect(people(try told(.registerCoordinator, directory)) == ["sro-1"])
    }

    @Test("An empty directory resolves to nobody and says so, without going round in circles")
    func nobodyAtAll() throws {
        var directory = try Shipped.directory
        for role in Role.allCases { directory.vacant(role) }
        for role in Role.allCases {
            let resolution = try told(role, directory, at: DirectoryTests.night, .immediate)
            #expect(resolution.recipients.isEmpty)
            #expect(!resolution.gaps.isEmpty)
        }
    }

    @Test("The crisis ladder: owner and on call, manager, commissioners, three leaders")
    func crisisRungs() throws {
        let directory = try Shipped.directory
        #expect(people(try rung(1, .crisis, owner: .keyworker, directory)) == ["kw-1", "kwoc-1"])
        #expect(people(try rung(2, .crisis, owner: .keyworker, directory)) == ["kwm-1"])
        #expect(people(try rung(3, .crisis, owner: .keyworker, directory)) == ["com-1", "coc-1"])
        let inHours = try rung(
            3, .crisis, owner: .keyworker, directory, at: DirectoryTests.morning)
        #expect(people(inHours) == ["com-1"])
        let top = try rung(4, .crisis, owner: .keyworker, directory)
        #expect(top.recipients.map(\.role) == Role.leaders)
    }

    @Test("Where the owner would be told again, the leader for health is told instead")
    func insteadOfTheOwner() throws {
        let directory = try Shipped.directory
        for owner in [Role.responsibleCommissioner, .commissionerOnCall] {
            #expect(people(try rung(2, .crisis, owner: owner, directory)) == ["kwm-1"])
            #expect(people(try rung(3, .crisis, owner: owner, directory)) == ["lhe-1"])
        }
        #expect(people(try rung(2, .crisis, owner: .keyworkerManager, directory)) == ["lhe-1"])
    }

    @Test("The other ladders climb by the owner's manager and agency")
    func crossSystemRungs() throws {
        let directory = try Shipped.directory
        #expect(people(try rung(2, .crossSystem, owner: .socialWorker, directory)) == ["lca-1"])
        #expect(people(try rung(3, .crossSystem, owner: .senManager, directory)) == ["led-1"])
        #expect(people(try rung(3, .singleAgency, owner: .keyworker, directory)) == ["lhe-1"])
        #expect(
            people(try rung(2, .singleAgency, owner: .registerCoordinator, directory))
                == ["com-1"])
    }

    @Test("A vacant rung has no recipients and says the gap, so that the next rung can follow")
    func vacantRung() throws {
        var directory = try Shipped.directory
        directory.vacant(.keyworkerManager)
        let resolution = try rung(2, .crisis, owner: .keyworker, directory)
        #expect(resolution.recipients.isEmpty)
        #expect(resolution.gaps == [.keyworkerManager])
        directory.vacant(.leaderEducation)
        let top = try rung(4, .crisis, owner: .keyworker, directory)
        #expect(people(top) == ["lhe-1", "lca-1"])
        #expect(top.gaps == [.leaderEducation])
    }

    @Test("The senior responsible officer stands on the leaders' places where no leader is filled")
    func seniorResponsibleOfficer() throws {
        var directory = try Shipped.directory
        directory.fill(.sro, with: DirectoryPerson(id: "sro-1", name: "Blake Yarrow"))
        // Where both are filled, the leaders.
        #expect(
            people(try rung(4, .crisis, owner: .keyworker, directory))
                == ["led-1", "lhe-1", "lca-1"])
        for leader in Role.leaders { directory.vacant(leader) }
        let top = try rung(4, .crisis, owner: .keyworker, directory)
        #expect(people(top) == ["sro-1"])
        #expect(top.recipients.first?.role == .sro)
        #expect(top.gaps.isEmpty)
        #expect(people(try rung(3, .singleAgency, owner: .keyworker, directory)) == ["sro-1"])
        directory.vacant(.sro)
        #expect(try rung(4, .crisis, owner: .keyworker, directory).gaps == Role.leaders)
    }

    @Test("Managers and agencies are those of the table, unless the area says otherwise")
    func tables() throws {
        let directory = try Shipped.directory
        #expect(directory.manager(of: .keyworkerOnCall) == [.keyworkerManager])
        #expect(directory.manager(of: .crisisTeam) == [.leaderHealth])
        #expect(directory.manager(of: .leaderHealth) == [.leaderEducation, .leaderCare])
        #expect(directory.manager(of: .sro).isEmpty)
        #expect(directory.agency(of: .virtualSchoolHead) == .education)
        #expect(directory.agency(of: .advocate) == .health)
        let own = try Directory.load(
            ConfigurationFile(
                path: "directory.yaml",
                text: """
                    area: other
                    people: [ { id: a-1 } ]
                    roles: { advocate: a-1 }
                    managers: { advocate: leader-care }
                    agencies: { advocate: social-care }
                    on-call: { advocate: crisis-team }
                    """))
        #expect(own.manager(of: .advocate) == [.leaderCare])
        #expect(own.agency(of: .advocate) == .socialCare)
        #expect(own.onCall(of: .advocate) == .crisisTeam)
    }

    @Test(
        "Only the owner, a stand-in, who is on call, and the rungs above may answer",
        arguments: [
            ("kw-1", true), ("kwoc-1", true), ("kwm-1", true), ("com-1", true), ("coc-1", true),
            ("led-1", true), ("kw-2", false), ("rc-1", false), ("edt-1", false),
            ("nobody", false), ("op-1", false),
        ])
    func entitled(person: String, may: Bool) throws {
        let crisis = try #require(try Shipped.pack.ladders[.crisis])
        #expect(
            try Shipped.directory.isEntitled(
                person, toAnswer: .keyworker, climbing: crisis, for: DirectoryTests.named) == may)
    }

    @Test("On the single-agency ladder no leader of another agency may answer")
    func entitledInsideTheAgency() throws {
        let single = try #require(try Shipped.pack.ladders[.singleAgency])
        let directory = try Shipped.directory
        func may(_ person: String) -> Bool {
            directory.isEntitled(
                person, toAnswer: .registerCoordinator, climbing: single,
                for: DirectoryTests.named)
        }
        #expect(may("rc-1") && may("com-1") && may("lhe-1") && may("coc-1"))
        #expect(!may("led-1") && !may("kwm-1") && !may("kw-1"))
    }

    @Test(
        "Faults of a directory are found where they stand",
        arguments: [
            (
                "area: a\npeople: [ { id: x }, { id: x } ]\nroles: {}", FaultCode.duplicatePerson,
                2, 22
            ),
            ("area: a\npeople: [ { id: kw-1 } ]\nroles: { sro: kw1 }", .unknownPerson, 3, 15),
            ("area: a\npeople: [ { id: x } ]\nroles: { srro: x }", .unknownWord, 3, 10),
            ("area: a\npeople: [ { id: x } ]\nrole: {}", .missingKey, 1, 1),
            ("area: a\npeople: [ { nid: x } ]\nroles: {}", .missingKey, 2, 11),
        ])
    func faults(text: String, code: FaultCode, line: Int, column: Int) {
        #expect {
            _ = try Directory.load(ConfigurationFile(path: "directory.yaml", text: text))
        } throws: { error in
            guard case .invalid(let faults) = error as? PolicyError, let first = faults.first
            else { return false }
            return first.code == code && first.line == line && first.column == column
        }
    }
}
