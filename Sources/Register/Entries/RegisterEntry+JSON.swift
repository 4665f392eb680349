// SPDX-License-Identifier: Apache-2.0

package import Notifications

extension RegisterEntry {
    /// The entry in CONTRACT.md §6's form, with every unknown member at its level.
    package func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        writer.put("registerId", registerId)
        writer.put("area", area)
        writer.put("status", status.rawValue)
        writer.put("nhsNumber", nhsNumber)
        writer.put("familyName", familyName)
        writer.put("givenNames", givenNames)
        writer.put("otherNames", otherNames)
        writer.put("birthDate", birthDate?.formatted)
        writer.put("sex", sex?.rawValue)
        writer.put("ethnicity", ethnicity)
        writer.put("postcode", postcode)
        writer.put("addressLines", addressLines)
        writer.put("phone", phone)
        writer.put("localIds", list: kept("localIds") ?? localIds.map { $0.jsonValue() })
        writer.put("upn", upn)
        writer.put("diagnoses", diagnoses.isEmpty ? nil : diagnoses.jsonValue())
        writer.put("rating", rating?.jsonValue())
        writer.put("consent", consent.isEmpty ? nil : consent.jsonValue())
        writer.put("keyworker", keyworker?.jsonValue())
        writer.put("team", team)
        writer.put("commissioner", commissioner)
        writer.put("coordinator", coordinator)
        writer.put("circumstances", circumstances)
        writer.put("noLink", list: kept("noLink") ?? noLink.map { $0.jsonValue() })
        writer.put("education", education?.jsonValue())
        writer.put("socialCare", socialCare?.jsonValue())
        writer.put("reviews", list: reviews.map { $0.jsonValue() })
        writer.put("emergencyProtocols", list: emergencyProtocols.map { $0.jsonValue() })
        writer.put("communicationNeeds", said: communicationNeeds)
        writer.put("reasonableAdjustments", said: reasonableAdjustments)
        writer.put("version", version.map { .number(String($0)) })
        return writer.object(with: extra)
    }

    /// A list as it was sent, where its elements hold more than the typed list does and the typed
    /// list has not changed since.
    private func kept(_ name: String) -> [JSONValue]? {
        guard case .array(let elements)? = extra.first(where: { $0.name == name })?.value else {
            return nil
        }
        let isUnchanged =
            switch name {
            case "localIds": elements.compactMap { EntryDecoder.localId($0) } == localIds
            case "noLink": elements.compactMap { NoLink(json: $0) } == noLink
            default: false
            }
        return isUnchanged ? elements : nil
    }
}

extension LocalIdentifier {
    func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        writer.put("value", value)
        writer.put("authority", authority)
        writer.put("type", type)
        return writer.object(with: [])
    }
}

extension NoLink {
    func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        switch self {
        case .registerId(let id): writer.put("registerId", id)
        case .nhsNumber(let number): writer.put("nhsNumber", number)
        case .upn(let upn): writer.put("upn", upn)
        case .localId(let localId): writer.put("localId", localId.jsonValue())
        }
        return writer.object(with: [])
    }
}

extension Diagnoses {
    func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        writer.put("learningDisability", learningDisability?.rawValue)
        writer.put("autism", autism?.rawValue)
        writer.put("viewFormedOn", viewFormedOn)
        return writer.object(with: extra)
    }
}

extension Rating {
    func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        writer.put("value", value.rawValue)
        writer.put("at", at)
        return writer.object(with: extra)
    }
}

extension ConsentTable {
    func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        for flag in ConsentFlag.allCases {
            writer.put(flag.rawValue, self[flag]?.jsonValue())
        }
        return writer.object(with: extra)
    }
}

extension Consent {
    func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        writer.put("status", status.rawValue)
        writer.put("by", by)
        writer.put("at", at)
        writer.put("reviewOn", reviewOn)
        return writer.object(with: extra)
    }
}

extension KeyworkerAssignment {
    func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        writer.put("personId", personId)
        writer.put("acceptedAt", acceptedAt)
        return writer.object(with: extra)
    }
}

extension Education {
    func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        writer.put("setting", setting)
        writer.put("urn", urn)
        writer.put("ehcp", ehcp.map { .bool($0) })
        writer.put("ehcpReviewOn", ehcpReviewOn)
        return writer.object(with: extra)
    }
}

extension SocialCare {
    func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        writer.put("authority", authority)
        writer.put("worker", worker)
        return writer.object(with: extra)
    }
}

extension RegisterReview {
    func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        writer.put("kind", kind)
        writer.put("heldOn", heldOn)
        writer.put("nextDueOn", nextDueOn)
        writer.put("actions", list: actions.map { $0.jsonValue() })
        return writer.object(with: extra)
    }
}

extension EmergencyProtocolRecord {
    func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        writer.put("calledAt", calledAt)
        writer.put("convenedAt", convenedAt)
        writer.put("outcome", outcome)
        writer.put("actions", list: actions.map { $0.jsonValue() })
        return writer.object(with: extra)
    }
}

extension ReviewAction {
    func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        writer.put("id", id.isEmpty ? nil : id)
        writer.put("text", text)
        writer.put("ownerAgency", ownerAgency)
        writer.put("ownerPersonId", ownerPersonId)
        writer.put("dueOn", dueOn)
        writer.put("status", status?.rawValue)
        return writer.object(with: extra)
    }
}
