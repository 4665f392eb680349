// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy
import Register

extension Case {
    /// Changes the case by one fact. The only way in which a case changes.
    ///
    /// - Complexity: O(number of obligations) for an obligation, else O(1).
    package mutating func apply(_ fact: Fact, at now: Instant) {
        switch fact {
        case .entry(let entry):
            apply(entry, at: now)
        case .entryRemoved:
            isRemoved = true
            entry = nil
            gapsSince = nil
        case .candidate(let identity):
            candidate = identity
        case .event(let event):
            events.append(event)
            noteMembership(at: now)
        case .pending(let match):
            pending.append(match)
        case .decided(let key, let same):
            guard let index = pending.firstIndex(where: { $0.event.key == key }) else { return }
            pending[index].same = same
        case .disowned(let messages):
            events.removeAll { messages.keys.contains($0.key) }
            disowned = (disowned ?? []) + [messages]
        case .obligation(_, let obligation):
            if let index = obligations.lastIndex(where: { $0.id == obligation.id }) {
                obligations[index] = obligation
            } else {
                obligations.append(obligation)
            }
        case .occasion(let rule, let count):
            occasions[rule.text] = count
        case .published(let publication):
            sequences[publication.sequenceKey] = publication.sequence
        case .notActed, .held:
            break
        case .reconsider(let instant):
            reconsiderAt = instant
        case .waiting(let rules):
            waiting = rules
        case .policy(let version):
            policyVersion = version
        case .matching(let version):
            matchingVersion = version
        case .kept(let terms):
            forgetTerms(of: terms.obligation)
            kept = (kept ?? []) + [terms]
        case .released(let obligation):
            forgetTerms(of: obligation)
        case .counted(let counted):
            keep(counted)
        case .tallied(let tally):
            keep(tally)
        }
    }

    private mutating func forgetTerms(of obligation: String) {
        kept?.removeAll { $0.obligation == obligation }
        if kept?.isEmpty ?? false { kept = nil }
    }

    private mutating func apply(_ new: RegisterEntry, at now: Instant) {
        if new.rating?.value != entry?.rating?.value {
            ratedSince = new.rating == nil ? nil : now
        }
        if new.hasAcceptedKeyworker {
            unnamedSince = nil
        } else if entry?.hasAcceptedKeyworker ?? false {
            unnamedSince = now
        }
        if new.hasConfirmedMarker {
            confirmedSince = confirmedSince ?? Swift.min(now, new.rating?.at ?? now)
        } else {
            confirmedSince = nil
        }
        gapsSince = new.isMember && new.hasGaps ? gapsSince ?? now : nil
        if !(entry?.value.saysTheSame(as: new) ?? false) { entryChangedAt = now }
        entry = Shared(new)
        isRemoved = false
        noteMembership(at: now)
    }

    /// Keeps since when the person is known to be a member, whatever made it so.
    private mutating func noteMembership(at now: Instant) {
        guard memberSince == nil, let entry = currentEntry, entry.isMember else { return }
        memberSince = Swift.min(now, entry.rating?.at ?? now)
    }
}

extension RegisterEntry {
    /// Whether two states of an entry differ in nothing but the version.
    fileprivate func saysTheSame(as other: RegisterEntry) -> Bool {
        var same = other
        same.version = version
        return self == same
    }
}
