// SPDX-License-Identifier: Apache-2.0

/// A code of a code system (`Coding`).
struct FHIRCoding: Hashable {
    var system: String?
    var code: String?
    var display: String?

    init(_ node: FHIRNode) throws(FHIRFault) {
        system = try node.text("system")
        code = try node.text("code")
        display = try node.text("display")
    }

    /// Whether the code system is that of Wales or Scotland, whose codes look like England's and
    /// mean other things (DOMAIN.md §4.1: admission method 25).
    var isOfAnotherNation: Bool {
        guard let system = system?[...].asciiLowercased else { return false }
        return system.contains("wales") || system.contains("scotland")
    }
}

/// A concept (`CodeableConcept`): its codes, and what it says in words.
struct FHIRConcept: Hashable {
    var codings: [FHIRCoding]
    var text: String?
    var path: [String]

    /// The concept of that member, also where a bare `Coding` stands for it.
    init(_ node: FHIRNode) throws(FHIRFault) {
        path = node.path
        text = try node.text("text")
        codings = []
        if node.isPresent("coding") {
            for coding in try node.objects("coding") { codings.append(try FHIRCoding(coding)) }
        } else if node.isPresent("code") {
            codings = [try FHIRCoding(node)]
        }
    }

    /// The code of a system whose address has one of these words, else the first code, else the
    /// words.
    func code(preferring words: [String] = []) -> String? {
        let preferred = codings.first { coding in
            guard coding.code != nil, let system = coding.system?[...].asciiLowercased else {
                return false
            }
            return words.contains { system.contains($0) }
        }
        let first = codings.first { $0.code != nil }
        return (preferred ?? first)?.code ?? text?.collapsed.nonEmpty
            ?? codings.first { $0.display != nil }?.display
    }
}

extension FHIRNode {
    /// A concept member.
    func concept(_ name: String) throws(FHIRFault) -> FHIRConcept? {
        guard let node = try object(name) else { return nil }
        return try FHIRConcept(node)
    }

    /// The concepts of a member that repeats.
    func concepts(_ name: String) throws(FHIRFault) -> [FHIRConcept] {
        var concepts: [FHIRConcept] = []
        for node in try objects(name) { concepts.append(try FHIRConcept(node)) }
        return concepts
    }

    /// The extensions that UK Core, or CareConnect before it, defines under that name.
    func extensions(_ name: String) throws(FHIRFault) -> [FHIRNode] {
        var found: [FHIRNode] = []
        for node in try objects("extension") {
            guard let url = try node.text("url") else { continue }
            let segment = url.split(separator: "/").last ?? ""
            if segment == "Extension-UKCore-\(name)" || segment == "Extension-CareConnect-\(name)-1"
                || segment == "Extension-CareConnect-\(name)"
            {
                found.append(node)
            }
        }
        return found
    }

    /// The concept that an extension holds.
    func extensionConcept() throws(FHIRFault) -> FHIRConcept? {
        for name in ["valueCodeableConcept", "valueCoding"] {
            if let concept = try concept(name) { return concept }
        }
        return nil
    }
}
