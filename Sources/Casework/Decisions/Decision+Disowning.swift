// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

extension Decision {
    /// Takes messages out of the case that were about somebody else: what they opened is withdrawn,
    /// and whoever was told is told so (DUTIES.tsv X-06). Returns the messages.
    mutating func disown(
        because correction: CaseEvent, where isOfAnother: (CaseEvent) -> Bool
    ) -> [CaseEvent] {
        let messages = caseState.events.filter(isOfAnother)
        guard !messages.isEmpty else { return [] }
        // A visit of which more is known stays the person's.
        let left = caseState.events.filter { !isOfAnother($0) }.compactMap { $0.visit }
        let visits = messages.compactMap(\.visit).reduce(into: [VisitKey]()) {
            if !$0.contains($1), !left.contains($1) { $0.append($1) }
        }
        let opened = obligations(openedBy: messages, visits)
        record(
            .disowned(
                DisownedMessages(
                    visits: visits.filter(\.isNumbered), keys: messages.map { $0.key })))
        for obligation in opened where obligation.isOpen {
            withdraw(obligation, Ending.anotherPerson)
        }
        forgetReasons(of: messages)
        if !opened.isEmpty { tellOfAnother(correction) }
        reconcile(because: nil, match: nil)
        return messages
    }

    /// What nothing but these messages opened: every reason of it is one of them, or it stands for
    /// a stay of which nothing else tells.
    ///
    /// - Parameter visits: Those of which nothing else tells.
    private func obligations(
        openedBy messages: [CaseEvent], _ visits: [VisitKey]
    ) -> [Obligation] {
        let reasons = messages.map { $0.because }
        let gone = stays.filter { $0.visits.allSatisfy { visits.contains($0.key) } }
        return caseState.obligations.filter { obligation in
            guard obligation.kind != .review else { return false }
            let isOfThem =
                !obligation.because.isEmpty && obligation.because.allSatisfy(reasons.contains)
            let stay = obligation.stayOfOccasion
            return isOfThem || gone.contains { $0.id == stay || $0.aliases.contains(stay) }
        }
    }

    /// What has other reasons as well stands for those.
    private mutating func forgetReasons(of messages: [CaseEvent]) {
        let reasons = messages.map { $0.because }
        for obligation in caseState.obligations where obligation.isOpen {
            let left = obligation.because.filter { !reasons.contains($0) }
            guard left.count < obligation.because.count else { continue }
            var standing = obligation
            standing.because = left
            record(.obligation(.added, standing))
        }
    }

    /// Lets the rules hear of it that listen to such a correction. It ends no other question about
    /// who somebody is.
    private mutating func tellOfAnother(_ correction: CaseEvent) {
        var news = correction.content
        news.key = "disowned|\(correction.key)"
        news.position = nil
        news.event = .identityDecided
        news.encounter = nil
        news.occurredAt = now
        news.receivedAt = now
        news.detail = .object([.init("same", .string("no"))])
        let event = CaseEvent(news)
        record(.event(event))
        trigger(by: event, match: nil, stayInScopeBefore: false)
    }
}
