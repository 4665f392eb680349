// SPDX-License-Identifier: Apache-2.0

import Notifications

/// How the columns of a register file become members of an entry.
enum RegisterColumns {
    /// The record as an entry's JSON; a column that is no member is kept, by its name, in the
    /// object `columns`.
    static func json(_ record: CSVTable.Record) -> JSONValue {
        var writer = MemberWriter()
        var others: [JSONValue.Member] = []
        for (column, value) in record.fields {
            if let name = texts[column] {
                writer.put(name, value)
            } else if let (name, separator) = lists[column] {
                writer.put(name, split(value, at: separator))
            } else if column == "local_ids" {
                writer.put("localIds", list: localIds(value).map { $0.jsonValue() })
            } else {
                others.append(JSONValue.Member(column, .string(value)))
            }
        }
        writer.put("columns", others.isEmpty ? nil : JSONValue.object(others))
        return writer.object(with: [])
    }

    /// The person of a query's row.
    static func person(_ record: CSVTable.Record) -> (person: Person, warnings: [EntryFault]) {
        var person = Person()
        var warnings: [EntryFault] = []
        if let sent = record["nhs_number"] {
            let isIssued = NHSNumber.issued(sent) != nil
            person.nhsNumber = NHSNumber.issued(sent) ?? NHSNumber.normalised(sent)
            person.nhsNumberStatus = isIssued ? status(record["nhs_number_status"]) : .invalid
        }
        if let name = record["family_name"] { person.familyName = .value(name) }
        person.givenNames = split(record["given_names"] ?? "", at: " ")
        person.otherNames = split(record["other_names"] ?? "", at: ";")
        if let sent = record["birth_date"] {
            if let date = DateText.partialDate(sent) {
                person.birthDate = .value(date)
            } else {
                warnings.append(
                    EntryFault(.value, at: "birth_date", expected: "a date YYYY[-MM[-DD]]"))
            }
        }
        if let sex = record["sex"].flatMap({ Sex(sent: $0) }) { person.sex = .value(sex) }
        if let sent = record["postcode"] {
            person.postcode = .value(Postcode.normalised(sent) ?? sent)
        }
        person.addressLines = record["address"].map { [$0] } ?? []
        person.phone = split(record["phone"] ?? "", at: ";")
        person.upn = record["upn"].flatMap { UPN.normalised($0) }
        person.localIds = localIds(record["local_ids"] ?? "")
        return (person, warnings)
    }

    private static let texts = [
        "register_id": "registerId", "nhs_number": "nhsNumber", "family_name": "familyName",
        "birth_date": "birthDate", "sex": "sex", "postcode": "postcode", "upn": "upn",
        "address": "addressLines", "area": "area", "status": "status", "ethnicity": "ethnicity",
        "team": "team", "commissioner": "commissioner", "coordinator": "coordinator",
        "version": "version",
    ]

    private static let lists: [String: (name: String, separator: Character)] = [
        "given_names": ("givenNames", " "), "other_names": ("otherNames", ";"),
        "phone": ("phone", ";"), "circumstances": ("circumstances", ";"),
        "no_link": ("noLink", ";"),
    ]

    private static func split(_ text: String, at separator: Character) -> [String] {
        text.split(separator: separator).map(String.init).filter { !$0.isEmpty }
    }

    private static func localIds(_ text: String) -> [LocalIdentifier] {
        split(text, at: ";").compactMap { LocalIdentifier(assignment: $0) }
    }

    /// The trace status of a number, as CONTRACT.md §4's word or the data dictionary's code; a
    /// number without one is present and unverified.
    private static func status(_ text: String?) -> NHSNumberStatus {
        switch text {
        case "01"?: .verified
        case "04"?, "05"?: .conflicting
        case "06"?, "07"?, "08"?: .absent
        case let word?: NHSNumberStatus(rawValue: word) ?? .presentUnverified
        case nil: .presentUnverified
        }
    }
}
