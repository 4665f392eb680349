// SPDX-License-Identifier: Apache-2.0

/// What a trigger that names two people, or two identifiers of one, says of them (HL7 v2.8
/// chapter 3). The raw value is `detail.scope`, which tells how far a merge reaches.
enum HL7People: String, CaseIterable {
    /// Two records are of one person: MRG's identifiers are retired, PID's are kept (A18, A30, A34,
    /// A36, A39, A40).
    case person
    /// One person's identifier changed from MRG's to PID's (A46, A47, A48).
    case identifier
    /// A hospital record moved to PID's person from the one of MRG-4 (A43).
    case record
    /// An account was merged, moved or renumbered: nothing of who the person is (A35, A41, A44,
    /// A49).
    case account
    /// A visit was merged, moved or renumbered (A42, A45, A50, A51).
    case visit
    /// Two records were linked and both go on: of one person, or of a mother and her baby (A24).
    case link
    /// Such a link was wrong (A37).
    case unlink

    init?(trigger: String) {
        switch ShortCode(of: trigger) {
        case "A18", "A30", "A34", "A36", "A39", "A40": self = .person
        case "A46", "A47", "A48": self = .identifier
        case "A43": self = .record
        case "A35", "A41", "A44", "A49": self = .account
        case "A42", "A45", "A50", "A51": self = .visit
        case "A24": self = .link
        case "A37": self = .unlink
        default: return nil
        }
    }

    var event: EventName { self == .unlink ? .admissionPersonUnmerged : .admissionPersonMerged }

    /// Whether both people stand in PID, rather than one in MRG.
    var isPair: Bool { self == .link || self == .unlink }
}

/// The identifiers of one side of a merge: no name, no birth date.
struct HL7Side: Hashable {
    var nhsNumber: String?
    var localIds: [LocalIdentifier] = []
    var account: LocalIdentifier?
    var visit: LocalIdentifier?

    var isEmpty: Bool {
        nhsNumber == nil && localIds.isEmpty && account == nil && visit == nil
    }

    var json: JSONValue {
        var object = ObjectBuilder()
        object.add("nhsNumber", nhsNumber)
        if !localIds.isEmpty { object.add("localIds", .array(localIds.map(HL7Side.json))) }
        if let account { object.add("account", HL7Side.json(account)) }
        if let visit { object.add("visit", HL7Side.json(visit)) }
        return object.value
    }

    private static func json(_ identifier: LocalIdentifier) -> JSONValue {
        var object = ObjectBuilder()
        object.add("value", identifier.value)
        object.add("authority", identifier.authority)
        object.add("type", identifier.type)
        return object.value
    }

    /// Whether it names an identifier that the other does not: a merge of what is one already
    /// would make a circle.
    func differs(from other: HL7Side) -> Bool {
        if let nhsNumber, nhsNumber != other.nhsNumber { return true }
        return localIds.contains { own in
            !other.localIds.contains { $0.value == own.value && $0.authority == own.authority }
        }
    }
}

/// Merges are told in `detail`, by identifiers only, so that identity can follow them:
///
/// - `scope`: `person`, `identifier`, `record`, `account`, `visit` or `link`. Only `person` and
///   `identifier` say that what was known under `mergedFrom` is from now on about `mergedInto`;
///   `record`, `account` and `visit` move what they name; `link` joins nothing.
/// - `mergedInto {nhsNumber?, localIds?, account?, visit?}`: what is kept, of PID and PV1.
/// - `mergedFrom [{…}]`: what is retired, one element for each MRG of the person.
/// - `linkedWith`, `unlinkedFrom [{…}]`: of A24 and A37, the other person of the pair.
extension HL7Reader {
    /// The identifiers of this reader's person and of the contact that stands beside it.
    func keptSide(_ notification: Notification, _ visit: LocalIdentifier?) -> HL7Side {
        let pid = first(.pid)
        var side = HL7Side()
        side.nhsNumber = notification.person.nhsNumber
        side.localIds = notification.person.localIds
        if let pid {
            side.account = identifiers(pid, 18).first.map(localIdentifier)
        }
        side.visit = visit
        return side
    }

    /// The identifiers of one MRG: MRG-1, MRG-2 and MRG-4 are people's, MRG-3 an account's, MRG-5
    /// and MRG-6 a visit's.
    func retiredSide(_ mrg: HL7Segment) -> HL7Side {
        var listed = identifiers(mrg, 1)
        for more in identifiers(mrg, 2) + identifiers(mrg, 4)
        where !listed.contains(where: { isSame($0, more) }) {
            listed.append(more)
        }
        var identity = HL7Identity()
        var numbers = HL7Numbers()
        for identifier in listed {
            if identifier.scheme == .nhs {
                take(identifier, into: &numbers)
            } else {
                identity.localIds.append(localIdentifier(identifier))
            }
        }
        settle(numbers, into: &identity)
        func named(_ field: Int) -> LocalIdentifier? {
            identifiers(mrg, field).first.map(localIdentifier)
        }
        return HL7Side(
            nhsNumber: identity.nhsNumber, localIds: identity.localIds,
            account: named(3), visit: named(5) ?? named(6))
    }

    private func isSame(_ left: HL7Identifier, _ right: HL7Identifier) -> Bool {
        left.value == right.value && left.authority == right.authority
    }

    /// Completes a notification of a merge with who was merged into whom. One that names nobody
    /// who is retired is news of the person.
    func tellMerge(
        _ people: HL7People, _ visit: LocalIdentifier?, _ notification: inout Notification,
        _ detail: inout DetailBuilder
    ) {
        let mrgs = segments.filter { $0.id == .mrg }
        let kept = keptSide(notification, visit)
        let sides = mrgs.map(retiredSide)
        let retired = sides.filter { !$0.isEmpty }
        let place = mrgs.first.map { message.field(1, of: $0) } ?? message.range
        guard !retired.isEmpty else {
            warn(WarningCode.mergeIncomplete, at: place)
            notification.event = .admissionPersonUpdated
            return
        }
        if people == .person || people == .identifier,
            !retired.contains(where: { $0.differs(from: kept) })
        {
            warn(WarningCode.mergeOntoItself, at: place)
            notification.event = .admissionPersonUpdated
            return
        }
        detail.add("scope", .string(people.rawValue))
        detail.add("mergedInto", kept.json)
        detail.add("mergedFrom", .array(retired.map(\.json)))
    }
}

extension HL7People {
    /// Tells each of a pair who the other is.
    static func tellLinks(_ notifications: inout [Notification], member: String) {
        let sides = notifications.map {
            HL7Side(nhsNumber: $0.person.nhsNumber, localIds: $0.person.localIds)
        }
        for index in notifications.indices {
            let others = sides.indices.filter { $0 != index }.map { sides[$0].json }
            let members =
                notifications[index].detail.members + [
                    JSONValue.Member("scope", .string(HL7People.link.rawValue)),
                    JSONValue.Member(member, .array(others)),
                ]
            notifications[index].detail = .object(members)
        }
    }
}
