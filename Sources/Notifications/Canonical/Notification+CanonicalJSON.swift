// SPDX-License-Identifier: Apache-2.0

extension Notification {
    /// The line of CONTRACT.md §4, members in its order; what is deleted is `null`, what is unsaid
    /// is left out. A response has one member more, `response`, with what it answers and by whom.
    package func canonicalJSON() -> JSONValue { .object(canonicalMembers()) }

    /// The canonical line with the two members that only this program needs, `sentAt` and
    /// `isProduction`: `init(canonical:defaults:zone:)` makes an equal notification of it.
    package func journalJSON() -> JSONValue {
        var object = ObjectBuilder(canonicalMembers())
        object.add("sentAt", sentAt)
        object.add("isProduction", .bool(isProduction))
        return object.value
    }

    private func canonicalMembers() -> [JSONValue.Member] {
        var object = ObjectBuilder()
        object.add("kind", kind.rawValue)
        object.add("event", event.text)
        object.add("id", id)
        object.add("occurredAt", occurredAt)
        object.add("recordedAt", recordedAt)
        object.add("sender", sender.json)
        object.add("person", person.json)
        if let encounter { object.add("encounter", encounter.json) }
        object.add("diagnoses", .array(diagnoses.map(\.json)))
        object.add("detail", detail)
        if let response { object.add("response", response.json) }
        object.add("format", format.rawValue)
        object.add("trigger", trigger)
        object.add("warnings", .array(warnings.map(\.json)))
        return object.members
    }
}

/// Builds an object member by member.
struct ObjectBuilder {
    private(set) var members: [JSONValue.Member]

    init(_ members: [JSONValue.Member] = []) { self.members = members }

    var value: JSONValue { .object(members) }

    mutating func add(_ name: String, _ value: JSONValue) {
        members.append(JSONValue.Member(name, value))
    }

    mutating func add(_ name: String, _ text: String?) {
        if let text { add(name, .string(text)) }
    }

    mutating func add(_ name: String, _ instant: Instant) {
        add(name, .string(instant.formatted))
    }

    mutating func add(_ name: String, _ texts: [String]) {
        add(name, .array(texts.map { .string($0) }))
    }

    /// A stated value as its text, a deleted one as null.
    mutating func add<Value>(
        _ name: String, _ stated: Stated<Value>, _ text: (Value) -> String
    ) {
        switch stated {
        case .absent: break
        case .deleted: add(name, .null)
        case .value(let value): add(name, .string(text(value)))
        }
    }

    mutating func add(_ name: String, _ stated: Stated<String>) { add(name, stated) { $0 } }

    mutating func add(_ name: String, _ stated: Stated<Instant>) {
        add(name, stated) { $0.formatted }
    }
}

extension Sender {
    fileprivate var json: JSONValue {
        var object = ObjectBuilder()
        object.add("application", application)
        object.add("facility", facility)
        object.add("organisation", organisation)
        return object.value
    }
}

extension Diagnosis {
    fileprivate var json: JSONValue {
        var object = ObjectBuilder()
        object.add("code", code)
        object.add("system", system)
        object.add("text", text)
        return object.value
    }
}

extension DecodeWarning {
    fileprivate var json: JSONValue {
        var object = ObjectBuilder()
        object.add("code", code)
        if let position { object.add("position", .number(String(position))) }
        return object.value
    }
}

extension ResponseReference {
    fileprivate var json: JSONValue {
        var object = ObjectBuilder()
        object.add("alertId", alertId)
        object.add("taskId", taskId)
        object.add("registerId", registerId)
        object.add("by", by)
        return object.value
    }
}

extension Person {
    fileprivate var json: JSONValue {
        var object = ObjectBuilder()
        object.add("nhsNumber", nhsNumber)
        object.add("nhsNumberStatus", nhsNumberStatus.rawValue)
        object.add("localIds", .array(localIds.map(\.json)))
        object.add("familyName", familyName)
        object.add("givenNames", givenNames)
        object.add("otherNames", otherNames)
        object.add("birthDate", birthDate) { $0.formatted }
        object.add("sex", sex) { $0.rawValue }
        object.add("postcode", postcode)
        object.add("addressLines", addressLines)
        object.add("phone", phone)
        switch deceased {
        case .yes: object.add("deceased", .bool(true))
        case .at(let instant): object.add("deceased", instant)
        case nil: break
        }
        object.add("school", school)
        object.add("upn", upn)
        return object.value
    }
}

extension LocalIdentifier {
    fileprivate var json: JSONValue {
        var object = ObjectBuilder()
        object.add("value", value)
        object.add("authority", authority)
        object.add("type", type)
        return object.value
    }
}

extension Encounter {
    fileprivate var json: JSONValue {
        var object = ObjectBuilder()
        object.add("id", id)
        object.add("authority", authority)
        object.add("class", encounterClass?.rawValue)
        object.add("status", status)
        if location != Location() { object.add("location", location.json) }
        object.add("specialty", specialty)
        object.add("admissionMethod", admissionMethod)
        object.add("admissionSource", admissionSource)
        object.add("legalStatus", legalStatus)
        object.add("admittedAt", admittedAt)
        object.add("dischargedAt", dischargedAt)
        object.add("dischargeMethod", dischargeMethod)
        object.add("dischargeDestination", dischargeDestination)
        object.add("expectedAt", expectedAt)
        object.add("readyForDischargeAt", readyForDischargeAt)
        object.add("leaveType", leaveType)
        object.add("security", security)
        object.add("careIntensity", careIntensity)
        object.add("ageGroup", ageGroup)
        object.add("attending", attending)
        object.add("bedKind", bedKind.rawValue)
        return object.value
    }
}

extension Location {
    fileprivate var json: JSONValue {
        var object = ObjectBuilder()
        object.add("pointOfCare", pointOfCare)
        object.add("room", room)
        object.add("bed", bed)
        object.add("facility", facility)
        return object.value
    }
}
