// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// What the first look says of a value (DESIGN.md, "The flow", 1).
package enum FirstLook: Sendable {
    /// An ADT message that the full decode would read, about a person who shares no blocking key
    /// with any entry, in a contact about which no rule for people off the register speaks. With
    /// `FirstLookStub` it gives what its stub needs.
    case cannotConcernUs(PlainAdmission)
    /// The message is to be decoded in full, for this reason.
    case lookCloser(LookCloser)
}

extension IdentityIndex {
    /// Looks at the bytes of a value whether it can concern anybody of the register.
    ///
    /// It says "cannot" only of what the full decode reads as in-scope news of one person whom
    /// `match` then finds to be none, with nothing to review. Everything else it leaves alone. It
    /// knows nothing of visits and candidates: who keeps those must ask for them too.
    ///
    /// - Parameter dialects: the senders whose messages are not read as the standard says.
    /// - Complexity: O(length of the value); no allocation.
    package func firstLook(
        at value: [UInt8], dialects: borrowing PlainSenders = .none
    ) -> FirstLook {
        let bytes = value.span
        do throws(LookCloser) {
            let message = try PlainAdmission(bytes, dialects: dialects)
            let identity = try PlainIdentity(message, bytes)
            let isPosted =
                identity.anyFact { postings.mayContain($0) { _, _ in true } }
                || identity.anyBirth { key in
                    outlined.mayContain(key.hash) { outline, _ in outline.meets(key.outline) }
                }
                || identity.house.map { house in
                    outlined.mayContain(house) { outline, slot in
                        identity.meetsOfHouse(outline)
                            && entries.plausibility(slot).isOpen(identity.plausibility)
                    }
                } ?? false
                || identity.anyName { name in
                    namesakes.mayContain(name) { note, slot in
                        let own = identity.plausibility
                        return note.isOpen(Glance(own)) && entries.plausibility(slot).isOpen(own)
                    }
                }
            return isPosted ? .lookCloser(.register) : .cannotConcernUs(message)
        } catch {
            return .lookCloser(error)
        }
    }
}
