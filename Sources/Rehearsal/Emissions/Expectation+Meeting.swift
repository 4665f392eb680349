// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
package import Policy

extension Expectation {
    /// Whether an emission meets this: every given member agrees.
    package func isMet(by emission: Emission) -> Bool { differences(from: emission).isEmpty }

    /// Whether an emission is at least about the same verb, kind and row.
    func isNear(_ emission: Emission) -> Bool {
        emission.verb == verb && emission.kind == kind
            && (covers.map(emission.isCovered) ?? true)
    }

    /// What disagrees, in words; empty when the emission meets this.
    func differences(from emission: Emission) -> [String] {
        var differences: [String] = []
        func check(_ name: String, _ expected: String?, _ agrees: Bool, _ seen: String?) {
            guard let expected, !agrees else { return }
            differences.append("\(name) is \(seen ?? "not there"), expected \(expected)")
        }
        check("verb", verb.rawValue, emission.verb == verb, emission.verb.rawValue)
        check("kind", kind.rawValue, emission.kind == kind, emission.kind.rawValue)
        check(
            "covers", covers, covers.map(emission.isCovered) ?? true,
            emission.covers.joined(separator: " "))
        check(
            "to", to?.rawValue, emission.to.contains { $0.role == to },
            emission.to.map(\.role.rawValue).joined(separator: ", "))
        check(
            "person", person, emission.to.contains { $0.personId == person },
            emission.to.map(\.personId).joined(separator: ", "))
        check(
            "about", about, emission.about.id == about || emission.about.text == about,
            emission.about.text)
        check(
            "priority", priority?.rawValue, emission.priority == priority,
            emission.priority.rawValue)
        check("by", by?.formatted, emission.by == by, emission.by?.formatted)
        check("rung", rung.map(String.init), emission.rung == rung, String(emission.rung))
        let reason = emission.ending?.reason
        check("why", why, emission.why == why || reason == why, emission.why ?? reason)
        check("area", area, emission.area == area, emission.area)
        let hidden = emission.withheld(from: to)
        for field in withheld {
            check(
                "withheld", field, hidden.contains(field),
                hidden.isEmpty ? nil : hidden.joined(separator: ", "))
        }
        return differences
    }

    /// The expectation in one line, as it stands in the file.
    package var line: String {
        var parts = ["\(verb.rawValue): \(kind.rawValue)"]
        func add(_ name: String, _ value: String?) {
            if let value { parts.append("\(name): \(value)") }
        }
        add("covers", covers)
        add("to", to?.rawValue)
        add("person", person)
        add("about", about)
        add("priority", priority?.rawValue)
        add("by", by?.formatted)
        add("rung", rung.map(String.init))
        add("why", why)
        add("area", area)
        if !withheld.isEmpty { add("withheld", "[\(withheld.joined(separator: ", "))]") }
        return "{ \(parts.joined(separator: ", ")) }"
    }
}

extension Emission {
    /// What people of a role, or everybody who is told, do not see.
    func withheld(from role: Role?) -> [String] {
        let forms = disclosed.filter { role == nil || $0.to.role == role }
        return DisclosedField.allCases.filter { field in
            !forms.isEmpty && forms.allSatisfy { $0.withheld.contains { $0.field == field } }
        }.map(\.rawValue)
    }

    /// Whether it carries a row, a clock, or is of the line of that name.
    func isCovered(by id: String) -> Bool {
        covers.contains(id) || rule?.line == id || rule?.text == id
    }
}
