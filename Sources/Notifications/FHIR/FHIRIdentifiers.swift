// SPDX-License-Identifier: Apache-2.0

/// A business identifier (`Identifier`).
struct FHIRIdentifier: Hashable {
    var value: String
    var system: String?
    /// The code of its type, such as `MR` or `VN`.
    var type: String?
    var use: String?
    /// Who issued it, where the identifier says so itself.
    var assigner: String?
    /// The trace status of an NHS number as sent.
    var status: FHIRConcept?
    var path: [String]

    /// The address without its scheme and in lower case, so that spelling does not matter.
    private var plainSystem: String? {
        guard var text = system?[...].asciiLowercased else { return nil }
        for prefix in ["https://", "http://"] where text.hasPrefix(prefix) {
            text.removeFirst(prefix.utf8.count)
        }
        while text.hasSuffix("/") { text.removeLast() }
        return text
    }

    /// Whether it is declared to be an NHS number of England, Wales or the Isle of Man.
    var isNHSNumber: Bool {
        guard let plainSystem else { return type == "NH" || type == "NHS" }
        return FHIRIdentifier.nhsSystems.contains(plainSystem)
    }

    /// Whether nothing says what it identifies.
    var isUndeclared: Bool { system == nil && type == nil && assigner == nil }

    /// The addresses of the NHS number: today's, the one before it, CDA's.
    private static let nhsSystems: Set<String> = [
        "fhir.nhs.uk/id/nhs-number", "fhir.nhs.net/id/nhs-number",
        "fhir.hl7.org.uk/id/nhs-number", "nhs.uk/id/nhs-number",
        "urn:oid:2.16.840.1.113883.2.1.4.1", "2.16.840.1.113883.2.1.4.1",
    ]
}

extension FHIRReader {
    /// The identifier of that object; nil when it states none.
    mutating func identifier(
        _ node: FHIRNode?, from container: FHIRResource
    ) throws(FHIRFault) -> FHIRIdentifier? {
        guard let node, let value = try node.text("value") else { return nil }
        var identifier = FHIRIdentifier(value: value, path: node.path)
        identifier.system = try node.text("system")
        identifier.type = try node.concept("type")?.code(preferring: ["v2-0203"])
        identifier.use = try node.text("use")
        identifier.assigner = try organisation(node.object("assigner"), from: container).code
        for found in try node.extensions("NHSNumberVerificationStatus") {
            identifier.status = try found.extensionConcept()
        }
        return identifier
    }

    /// The identifiers of a member that repeats; those that are no longer in use are left out.
    mutating func identifiers(
        _ node: FHIRNode, from container: FHIRResource
    ) throws(FHIRFault) -> [FHIRIdentifier] {
        var found: [FHIRIdentifier] = []
        for element in try node.objects("identifier") {
            guard let identifier = try identifier(element, from: container),
                identifier.use != "old"
            else { continue }
            found.append(identifier)
        }
        return found
    }

    /// Fills the person's number, its status and its local identifiers.
    mutating func readIdentifiers(
        _ identifiers: [FHIRIdentifier], facility: String?, into person: inout Person
    ) {
        var numbers = identifiers.filter(\.isNHSNumber)
        var bare: FHIRIdentifier?
        if numbers.isEmpty {
            let candidates = identifiers.filter {
                $0.isUndeclared && NHSNumber.normalised($0.value).map(NHSNumber.isValid) == true
            }
            bare = candidates.count == 1 ? candidates.first : nil
            if let bare {
                warn(WarningCode.numberUndeclared, bare.path)
                numbers = [bare]
            }
        }
        readNumber(numbers, into: &person)
        person.localIds = identifiers.filter { !$0.isNHSNumber && $0.path != bare?.path }.map {
            LocalIdentifier(
                value: $0.value, authority: $0.assigner ?? $0.system ?? facility, type: $0.type)
        }
    }

    private mutating func readNumber(
        _ identifiers: [FHIRIdentifier], into person: inout Person
    ) {
        var numbers: [(digits: String, identifier: FHIRIdentifier)] = []
        for identifier in identifiers {
            guard let digits = NHSNumber.normalised(identifier.value), NHSNumber.isValid(digits)
            else {
                warn(WarningCode.numberInvalid, identifier.path + ["value"])
                // Words such as NOTKNOWN say that there is none.
                if numbers.isEmpty, identifier.value.utf8.contains(where: \.isDigit) {
                    person.nhsNumberStatus = .invalid
                }
                continue
            }
            if !numbers.contains(where: { $0.digits == digits }) {
                numbers.append((digits, identifier))
            }
        }
        guard let number = numbers.first else { return }
        person.nhsNumber = number.digits
        if numbers.count > 1 {
            warn(WarningCode.numberSeveral, numbers[1].identifier.path)
            person.nhsNumberStatus = .conflicting
            return
        }
        readStatus(number.identifier.status, into: &person)
    }

    /// The trace status (CONTRACT.md §4, DOMAIN.md §4.1).
    private mutating func readStatus(_ status: FHIRConcept?, into person: inout Person) {
        person.nhsNumberStatus = .presentUnverified
        guard let status else { return }
        switch FHIRReader.traceStatus(status) {
        case "01": person.nhsNumberStatus = .verified
        case "02", "03": break
        case "04", "05": person.nhsNumberStatus = .conflicting
        case "06", "07", "08":
            // In progress, not needed, or a baby's: as if no number had been sent.
            warn(WarningCode.numberStatus, status.path)
            person.nhsNumber = nil
            person.nhsNumberStatus = .absent
        default: warn(WarningCode.numberStatus, status.path)
        }
    }

    /// The code in two digits, also where its words stand for it.
    private static func traceStatus(_ status: FHIRConcept) -> String? {
        let codes = status.codings.compactMap(\.code)
        for code in codes {
            let digits = code.utf8.count == 1 ? "0" + code : code
            if digits.utf8.count == 2, digits.utf8.allSatisfy(\.isDigit) { return digits }
        }
        for words in codes + status.codings.compactMap(\.display) + [status.text ?? ""] {
            let plain = String(
                decoding: words.utf8.lazy.filter(\.isLetter).map(\.uppercased), as: UTF8.self)
            if let known = traceWords.first(where: { plain.hasPrefix($0.key) }) {
                return known.value
            }
        }
        return nil
    }

    /// How the words of each status begin, spaces and hyphens left out.
    private static let traceWords = [
        "NUMBERPRESENTANDVERIFIED": "01", "NUMBERPRESENTBUTNOTTRACED": "02",
        "TRACEREQUIRED": "03", "TRACEATTEMPTED": "04", "TRACENEEDSTOBERESOLVED": "05",
        "TRACEINPROGRESS": "06", "NUMBERNOTPRESENT": "07", "TRACEPOSTPONED": "08",
    ]
}
