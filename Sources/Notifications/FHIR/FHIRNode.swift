// SPDX-License-Identifier: Apache-2.0

/// A resource that cannot be read, and which element is at fault. Names only, no values.
struct FHIRFault: Error, Hashable {
    var code: RejectionCode
    var path: [String]
}

/// An object of a FHIR resource, and the names that lead to it.
///
/// Every object is looked at through `init(checking:path:)`, so nothing whose meaning an unknown
/// modifier changes is ever read: FHIR R4 §2.4.1 forbids it.
struct FHIRNode {
    let value: JSONValue
    let path: [String]

    /// An object that is only found now and looked at when it is needed.
    init(unchecked value: JSONValue, path: [String]) {
        self.value = value
        self.path = path
    }

    /// The object, unless it must not be processed.
    init(checking value: JSONValue, path: [String]) throws(FHIRFault) {
        guard case .object(let members) = value else {
            throw FHIRFault(code: .memberType, path: path)
        }
        guard members.count <= Limits.fhirMembersMax else {
            throw FHIRFault(code: .fhirLimit, path: path)
        }
        self.init(unchecked: value, path: path)
        for member in members {
            switch (member.name, member.value) {
            case ("modifierExtension", .array([])), ("modifierExtension", .null),
                ("implicitRules", .null):
                break
            case ("modifierExtension", let sent):
                let isList = if case .array = sent { true } else { false }
                let place = path + ["modifierExtension"] + (isList ? ["0"] : [])
                throw FHIRFault(code: .fhirModifierExtension, path: place)
            case ("implicitRules", _):
                throw FHIRFault(code: .fhirImplicitRules, path: path + ["implicitRules"])
            default:
                break
            }
        }
    }

    /// The member of that name; nil when it is missing or null.
    func member(_ name: String) -> JSONValue? {
        guard let found = value[name], found != .null else { return nil }
        return found
    }

    func isPresent(_ name: String) -> Bool { member(name) != nil }

    /// An object member; nil when it is missing.
    func object(_ name: String) throws(FHIRFault) -> FHIRNode? {
        guard let found = member(name) else { return nil }
        return try FHIRNode(checking: found, path: path + [name])
    }

    /// The first of several members that is there: what versions of FHIR name differently.
    func object(_ name: String, or other: String) throws(FHIRFault) -> FHIRNode? {
        if let found = try object(name) { return found }
        return try object(other)
    }

    /// The elements of a member that repeats, with their paths; null elements are left out.
    private func elements(
        _ name: String, atMost limit: Int
    ) throws(FHIRFault) -> [(value: JSONValue, path: [String])] {
        guard let found = member(name) else { return [] }
        let place = path + [name]
        guard case .array(let elements) = found else {
            throw FHIRFault(code: .memberType, path: place)
        }
        guard elements.count <= limit else { throw FHIRFault(code: .fhirLimit, path: place) }
        return elements.enumerated().compactMap { index, element in
            element == .null ? nil : (element, place + [String(index)])
        }
    }

    /// The objects of a member that repeats.
    func objects(
        _ name: String, atMost limit: Int = Limits.repetitionsMax
    ) throws(FHIRFault) -> [FHIRNode] {
        var nodes: [FHIRNode] = []
        for (value, path) in try elements(name, atMost: limit) {
            nodes.append(try FHIRNode(checking: value, path: path))
        }
        return nodes
    }

    /// A primitive as trimmed text; nil when it is missing or empty. A number, which is a mistake
    /// of the sender, is its digits.
    func text(_ name: String) throws(FHIRFault) -> String? {
        guard let found = member(name) else { return nil }
        return try FHIRNode.text(found, path + [name])
    }

    /// The first of several primitives that is there.
    func text(firstOf names: [String]) throws(FHIRFault) -> String? {
        for name in names {
            if let text = try text(name) { return text }
        }
        return nil
    }

    /// The texts of a primitive that repeats.
    func texts(_ name: String) throws(FHIRFault) -> [String] {
        var texts: [String] = []
        for (value, path) in try elements(name, atMost: Limits.repetitionsMax) {
            if let text = try FHIRNode.text(value, path) { texts.append(text) }
        }
        return texts
    }

    private static func text(_ value: JSONValue, _ path: [String]) throws(FHIRFault) -> String? {
        switch value {
        case .string(let text): return text.trimmed.nonEmpty
        case .number(let digits): return digits
        default: throw FHIRFault(code: .memberType, path: path)
        }
    }

    /// The type, if this is a resource.
    var resourceType: String? { value["resourceType"]?.string }
}
