// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// What a case tells at one moment, of the person and of each stay. Some hundred rules ask for the
/// same facts; each is worked out once, and again only when something that it was worked out from
/// has changed.
///
/// Whoever works out an answer sees the case through this alone, and every look is noted: an answer
/// cannot rest on more than its ``Grounds`` say.
final class CaseReading {
    private let caseState: Case
    private let story: CaseStory
    /// What was looked at for the answer that is being worked out.
    private var grounds = Grounds()
    private var memory: CaseMemory
    /// The obligations of each rule, by its number; nil: nobody has asked.
    private var ofRules: [[Obligation]]?

    /// A reading of a case of which nothing was read before.
    ///
    /// - Parameter stays: the stays of the case where they are known already.
    init(_ caseState: Case, stays: [Stay]? = nil, now: Instant, context: DecisionContext) {
        self.caseState = caseState
        story = CaseStory(caseState, stays, now: now, context: context)
        memory = CaseMemory(
            duties: context.book.chapter(of: caseState.subject).standing.count,
            tests: context.book.timeTests.count)
    }

    private init(
        _ former: CaseReading, _ caseState: Case, _ story: CaseStory, _ change: Grounds.Change
    ) {
        self.caseState = caseState
        self.story = story
        memory = former.memory
        ofRules = former.ofRules
        memory.note(change)
    }

    /// The reading of the same case after nothing but an obligation of a rule, or the count of its
    /// occasions, has changed.
    func after(obligationOf rule: RuleID, of changed: Case) -> CaseReading {
        let current = context.book.rule(rule)
        let next = CaseReading(
            self, changed, story,
            Grounds.Change(
                parts: .obligations, rules: current.map(Grounds.bit(of:)) ?? .max, now: story.now))
        if let current {
            next.ofRules?[current.number] = changed.obligations.filter { $0.isOf(current) }
        }
        return next
    }

    /// The reading of the same case after one more event has come.
    func after(_ event: CaseEvent, of changed: Case) -> CaseReading {
        guard changed.memberSince == caseState.memberSince else {
            return CaseReading(changed, now: story.now, context: context)
        }
        let (told, parts) = story.after(event, of: changed)
        return CaseReading(
            self, changed, told, Grounds.Change(names: [event.event], parts: parts, now: story.now))
    }

    /// The reading of the same case at a later instant, in the same context.
    func later(at instant: Instant) -> CaseReading {
        CaseReading(
            self, caseState, story.later(at: instant),
            Grounds.Change(parts: .instant, now: instant))
    }

    /// The reading of the same case after something else than its events and its obligations has
    /// changed.
    func after(entryOf changed: Case) -> CaseReading {
        CaseReading(changed, stays: story.knownStays, now: story.now, context: context)
    }

    var context: DecisionContext { story.context }

    /// Every obligation that was opened under the name of a rule, or under one that it had before,
    /// in the order of the case.
    func obligations(of rule: RuleInForce) -> [Obligation] {
        grounds.note(rule)
        if let ofRules { return ofRules[rule.number] }
        var byRule = [[Obligation]](repeating: [], count: context.book.count)
        for obligation in caseState.obligations {
            if let rule = context.book.rule(obligation.rule) {
                byRule[rule.number].append(obligation)
            }
        }
        ofRules = byRule
        return byRule[rule.number]
    }

    /// How many occasions a rule has had, also under the names that it had before.
    func occasionCount(of rule: RuleInForce) -> Int? {
        grounds.note(rule)
        let former = rule.formerly.compactMap { caseState.occasions[$0.text] }
        return (former + [caseState.occasions[rule.id.text]].compactMap(\.self)).max()
    }

    /// Where answers about a stay are kept; 0 is for the person as such.
    func slot(of stay: Stay?) -> Int { stay.map { memory.slot(ofStay: $0.id) } ?? 0 }

    /// Since when a test of time holds, worked out at the first question.
    func instant(of test: NumberedTest, slot: Int, _ work: () -> Instant?) -> Instant? {
        memory.sift()
        let number = memory.number(of: test, slot: slot)
        if let known = memory.moments.answer(number) { return used(known) }
        let answer = answering(work)
        memory.moments.note(answer, as: number)
        return answer.value
    }

    /// The value of a fact, worked out at the first question.
    func value(of name: FactName, slot: Int, _ work: () -> FactValue) -> FactValue {
        memory.sift()
        let number = memory.number(of: name, slot: slot)
        if let known = memory.answers.answer(number) { return used(known) }
        let answer = answering(work)
        memory.answers.note(answer, as: number)
        return answer.value
    }

    /// Which duties are known to ask for nothing.
    var silences: CaseMemory.Silences {
        memory.sift()
        return memory.silences
    }

    /// What a duty asks for; nil: that is to be worked out.
    func findings(of duty: RuleBook.StandingDuty, slot: Int) -> [Finding]? {
        memory.sift()
        return memory.findings.answer(memory.number(of: duty, slot: slot)).map(used)
    }

    /// What a duty asks for, worked out.
    func findings(
        of duty: RuleBook.StandingDuty, slot: Int, _ work: () -> [Finding]
    ) -> [Finding] {
        let answer = answering(work)
        memory.findings.note(
            answer, as: memory.number(of: duty, slot: slot), isNothing: answer.value.isEmpty)
        return answer.value
    }

    /// When time alone can next change what is asked for; nil: that is to be worked out.
    var knownNextChange: Instant?? {
        memory.sift()
        return memory.nextChange.map(used)
    }

    /// When time alone can next change what is asked for, worked out.
    func nextChange(_ work: () -> Instant?) -> Instant? {
        let answer = answering(work)
        memory.nextChange = answer
        return answer.value
    }

    /// Why there is known to be nothing to do about what a duty asks for; nil: that is to be looked
    /// at.
    func rest(of duty: RuleBook.StandingDuty, slot: Int) -> CaseMemory.Rest? {
        memory.sift()
        return memory.rests.answer(memory.number(of: duty, slot: slot)).map(used)
    }

    /// Remembers why there is nothing to do about what a duty asks for, which was found by `look`.
    func noteRest(
        _ rest: CaseMemory.Rest, of duty: RuleBook.StandingDuty, slot: Int, _ look: Grounds
    ) {
        let number = memory.number(of: duty, slot: slot)
        guard let found = memory.findings.answer(number) else { return }
        var look = look
        look.note(found.grounds)
        memory.rests.note(Remembered.Answer(value: rest, grounds: look), as: number)
    }

    /// Whether there is known to be nothing to do about the obligation in a place of the case.
    func isSettled(_ place: Int) -> Bool {
        memory.sift()
        memory.settled.grow(to: place + 1)
        return memory.settled.answer(place).map(used) != nil
    }

    /// Remembers that there is nothing to do about the obligation of a rule in a place of the case,
    /// which was found by `look`.
    func noteSettled(_ place: Int, of rule: RuleInForce, _ look: Grounds) {
        var look = look
        look.note(rule)
        memory.settled.note(Remembered.Answer(value: (), grounds: look), as: place)
    }

    /// Begins to note what is looked at, apart from what was noted before.
    func beginLook() -> Grounds {
        defer { grounds = Grounds() }
        return grounds
    }

    /// What was looked at since; whoever began rests on the same.
    func endLook(_ outer: Grounds) -> Grounds {
        let look = grounds
        grounds.note(outer)
        return look
    }

    /// A known answer; whoever asked rests on the same.
    private func used<Value>(_ answer: Remembered<Value>.Answer) -> Value {
        grounds.note(answer.grounds)
        return answer.value
    }

    /// Works an answer out, and notes what it rests on; whoever asked rests on the same.
    private func answering<Value>(_ work: () -> Value) -> Remembered<Value>.Answer {
        let outer = beginLook()
        let value = work()
        return Remembered.Answer(value: value, grounds: endLook(outer))
    }
}

// MARK: What can be looked at

extension CaseReading {
    /// Whose case it is.
    var subject: CaseSubject { caseState.subject }

    /// The events of a name, in order of receipt.
    func told(_ name: EventName) -> [CaseEvent] {
        grounds.note(name)
        return story.eventNames.contains(name)
            ? caseState.events.filter { $0.event == name } : []
    }

    /// The events of some names, in order of receipt.
    func told(_ names: EventNames) -> [CaseEvent] {
        grounds.note(names)
        return caseState.events.filter { names.contains($0.event) }
    }

    /// The events of some names, in the order in which they happened.
    func history(_ names: EventNames) -> [CaseEvent] {
        grounds.note(names)
        return story.history.filter { names.contains($0.event) }
    }

    /// Every event, in order of receipt.
    var events: [CaseEvent] {
        grounds.note(.everyEvent)
        return caseState.events
    }

    /// Every event, in the order in which they happened.
    var history: [CaseEvent] {
        grounds.note(.everyEvent)
        return story.history
    }

    /// The names of what has happened, as far as events and the reviews of the entry tell.
    var eventNames: EventNames {
        grounds.note(.everyEvent)
        return story.eventNames.union(EventNames(story.entryReviews.lazy.map { $0.event }))
    }

    /// The instant of the decision.
    var now: Instant {
        grounds.note(.instant)
        return story.now
    }

    /// Whether an instant has come.
    func hasCome(_ instant: Instant) -> Bool {
        guard instant > story.now else { return true }
        grounds.note(until: instant)
        return false
    }

    /// The stays that the events tell of.
    var stays: [Stay] {
        grounds.note(.stays)
        return story.stays
    }

    /// Notes that a stay of them was looked at.
    func lookAtStays() { grounds.note(.stays) }

    /// Whether the person lies in an in-scope bed.
    var hasStayInScope: Bool { stays.contains { $0.isInScope } }

    /// The register's entry with what people have recorded since.
    var entry: Shared<RegisterEntry>? {
        grounds.note(.entry)
        return story.entry
    }

    /// The reviews of the entry, as the events that they stand for.
    var entryReviews: [CaseEvent] {
        grounds.note(.entry)
        return story.entryReviews
    }

    /// What is known of the person's death.
    var death: DeathKnowledge {
        grounds.note(.death)
        return story.death
    }

    /// Whether a visit ended by death, and nobody has said since that this was an error.
    func hasEndedByDeath(_ visit: Visit) -> Bool {
        grounds.note(.deathWithdrawn)
        return caseState.hasEndedByDeath(visit)
    }

    /// Who is keyworker now, named and accepted.
    var keyworker: KeyworkerPost {
        grounds.note(.keyworker)
        return story.keyworker
    }

    /// The person who is keyworker now.
    var keyworkerID: String? { keyworker.personId }

    /// The person who was keyworker when an event happened.
    func keyworkerID(before event: CaseEvent) -> String? {
        caseState.keyworkerPost(by: events.filter { CaseEvent.happensBefore($0, event) }).personId
    }

    /// How many people answer as keyworker; nil where there is no case of which any must.
    var accountableKeyworkers: Int? {
        caseState.accountableKeyworkers(history(Case.namesOfAccountability))
    }

    /// What has become of keyworking.
    var keyworking: KeyworkingCase {
        grounds.note(.keyworking)
        return story.keyworking
    }

    /// Whether an EHC plan is in force, by the latest of the entry and of what schools said.
    var hasEHCPlan: Bool? {
        grounds.note(.plan)
        return story.hasEHCPlan
    }

    /// The changes that come to the person, and what was raised about them.
    var items: [Item] {
        grounds.note(.items)
        return story.items
    }

    /// Whether an event marks the person.
    var isMarked: Bool {
        grounds.note(.marker)
        return story.isMarked
    }

    /// What is owed and was.
    var obligations: [Obligation] {
        grounds.note(.obligations)
        return caseState.obligations
    }

    /// What waits for a decision about whose it is.
    var pending: [PendingMatch] { caseState.pending }

    /// How many people of the area count for what.
    var tallies: [Tally] { caseState.tallies }

    /// What is known of who a candidate is.
    var candidate: CandidateIdentity? { caseState.candidate }

    /// The posts that were found vacant and are so still.
    var vacantPosts: [Gap] {
        grounds.note([.everyEvent, .instant])
        return Gap.standing(in: caseState, context, story.now)
    }

    /// How many areas are responsible for the person.
    var jurisdiction: Jurisdiction.Answer { caseState.jurisdiction(context) }

    /// Since when the person is known to be a member.
    var memberSince: Instant? { caseState.memberSince }

    /// Since when nobody has been named as keyworker.
    var unnamedSince: Instant? { caseState.unnamedSince }

    /// Since when the entry has had its colour.
    var ratedSince: Instant? { caseState.ratedSince }

    /// Since when the entry has said that a learning disability or autism is confirmed.
    var confirmedSince: Instant? { caseState.confirmedSince }

    /// Since when the entry has lacked something that the register must know.
    var gapsSince: Instant? { caseState.gapsSince }

    /// When the entry last changed in anything but its version.
    var entryChangedAt: Instant? { caseState.entryChangedAt }
}
