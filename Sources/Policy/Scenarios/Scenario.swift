// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// One story and what must come of it (CONTRACT.md §7). Its people are invented.
package struct Scenario: Hashable, Sendable {
    /// The story's sentence.
    package var name: String
    /// The rows and clocks that the story is about, in the form `SEED-051`.
    package var covers: [String]
    /// The pack under which it runs.
    package var policy: String
    /// The rules of the pack, or lines of DUTIES.tsv, that the story is about: only these act.
    /// Empty: all of them.
    package var rules: [RuleID]
    /// What the area says of the pack's parameters, as its file would; nil: the folder's own.
    package var parameters: ConfigurationFile?
    /// Register entries in place before the first step, as JSON objects of CONTRACT.md §6 with the
    /// members that the file names; what is left out is the runner's to fill in.
    package var register: [JSONValue]
    /// Changes of the shipped directory before the first step.
    package var directory: [DirectoryEdit]
    /// What happens, in order.
    package var steps: [Step]
    /// What must not come out at all.
    package var never: [Expectation]
    /// Where the story begins.
    package var source: SourceLocation
}

/// One moment of a story.
package struct Step: Hashable, Sendable {
    /// When.
    package var at: StepTime
    /// What happens then.
    package var action: StepAction
    /// What must come out in the step's window.
    package var expectations: [Expectation]
    /// Every emission of the five kinds must meet one of the expectations.
    package var exactly: Bool
    /// No emission of the five kinds may come.
    package var expectNothing: Bool
    /// Where the step stands.
    package var source: SourceLocation
}

/// The time of a step.
package enum StepTime: Hashable, Sendable {
    /// This instant.
    case instant(Instant)
    /// So many units after the step before; working days end at their closing.
    case after(Int, StepUnit)
}

/// The units of a step's time; the raw value is the singular word of the file.
package enum StepUnit: String, CaseIterable, Sendable {
    /// Minutes of elapsed time.
    case minutes = "minute"
    /// Hours of elapsed time.
    case hours = "hour"
    /// Days on the wall clock.
    case days = "day"
    /// Working days, each at its closing.
    case workingDays = "working day"
}

/// What happens at a step.
package enum StepAction: Hashable, Sendable {
    /// Nothing but time.
    case none
    /// A message comes.
    case receive(ScenarioMessage)
    /// Somebody, or a system, answers or records something.
    case respond(ScenarioResponse)
    /// Whole register entries come.
    case register([JSONValue])
    /// The directory changes.
    case directory([DirectoryEdit])
    /// Configuration is read again.
    case reload(Reload)
    /// The pack's authors change it, and it is read again; `isRefused`: it must not be taken.
    case rewrite(PolicyEdit, isRefused: Bool)
    /// A person adopts what the pack would change and has not yet.
    case adopt(by: String)
    /// The daemon stops and starts.
    case restart
}

/// What a reload reads again.
package enum Reload: String, CaseIterable, Sendable {
    /// The pack.
    case policy
    /// The directory.
    case directory
    /// The calendar.
    case calendar
}

/// The input topics by their short names.
package enum ScenarioTopic: String, CaseIterable, Sendable {
    /// Hospitals.
    case admissions
    /// Schools.
    case school
    /// Social care.
    case socialCare = "social-care"
    /// The register.
    case register
    /// Lists of inpatients.
    case census
    /// Answers and recordings.
    case responses
}

/// A message of a story.
package struct ScenarioMessage: Hashable, Sendable {
    /// The topic on which it comes.
    package var topic: ScenarioTopic
    /// The record's value.
    package var body: Body
    /// The record's headers, in order.
    package var headers: [Header]
    /// The record's key.
    package var key: String?

    /// A record's value.
    package enum Body: Hashable, Sendable {
        /// Canonical members (CONTRACT.md §4), to be completed and decoded by the runner.
        case canonical(JSONValue)
        /// Exactly this text. In a block of HL7 the segments end with line feeds, as written.
        case raw(String)
        /// A null value.
        case tombstone
    }

    /// A header of a record.
    package struct Header: Hashable, Sendable {
        /// Its name.
        package var name: String
        /// Its text.
        package var value: String

        /// A header.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// An answer or a recording of a story.
package struct ScenarioResponse: Hashable, Sendable {
    /// Whom or what it is about.
    package var subject: Subject
    /// The event.
    package var event: EventName
    /// Who gives it; nil: a system.
    package var by: String?
    /// The event's members.
    package var detail: JSONValue

    /// What a response names.
    package enum Subject: Hashable, Sendable {
        /// An open obligation: a covers id in the form `SEED-051`, or an alert or task id.
        case obligation(String)
        /// A register id.
        case person(String)
    }
}

/// What an expectation looks for.
package enum ExpectedVerb: String, CaseIterable, Sendable {
    /// Opened.
    case open
    /// Reminded.
    case remind
    /// Escalated.
    case escalate
    /// Acknowledged.
    case acknowledge
    /// Completed or closed.
    case close
    /// Withdrawn.
    case withdraw
}

/// Something that must, or must never, come out. Every given member must agree.
package struct Expectation: Hashable, Sendable {
    /// What happens to the obligation.
    package var verb: ExpectedVerb
    /// The kind of obligation.
    package var kind: ObligationKind
    /// One of the ids that the emission carries, in the form `SEED-051`.
    package var covers: String?
    /// A role among the recipients.
    package var to: Role?
    /// A person among the recipients.
    package var person: String?
    /// The register id.
    package var about: String?
    /// The priority.
    package var priority: Priority?
    /// `dueAt` of a task, `conveneBy` of an emergency, `acknowledgeBy` of an alert.
    package var by: Instant?
    /// The rung.
    package var rung: Int?
    /// Fields that must be withheld.
    package var withheld: [String]
    /// Why an emergency was called.
    package var why: String?
    /// The area.
    package var area: String?
    /// Where the expectation stands.
    package var source: SourceLocation
}
