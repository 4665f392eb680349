// SPDX-License-Identifier: Apache-2.0

/// A canonical form that cannot be read, and which member is at fault. Names only, no values.
package struct CanonicalError: Error, Hashable, Sendable {
    /// What is wrong.
    package var code: RejectionCode
    /// The names that lead to the member.
    package var path: [String]

    /// A fault of a member.
    package init(code: RejectionCode, path: [String]) {
        self.code = code
        self.path = path
    }
}

/// A JSON value, and the names that lead to it.
struct CanonicalNode {
    let value: JSONValue
    let path: [String]

    func fault(_ code: RejectionCode) -> CanonicalError {
        CanonicalError(code: code, path: path)
    }

    /// The member of that name; nil when it is missing or null.
    func member(_ name: String) -> CanonicalNode? {
        guard let found = value[name], found != .null else { return nil }
        return CanonicalNode(value: found, path: path + [name])
    }

    func isNull(_ name: String) -> Bool { value[name] == .null }

    /// An object member; nil when it is missing or null.
    func object(_ name: String) throws(CanonicalError) -> CanonicalNode? {
        guard let node = member(name) else { return nil }
        guard case .object = node.value else { throw node.fault(.memberType) }
        return node
    }

    /// The elements of an array member; none when it is missing or null.
    func elements(_ name: String) throws(CanonicalError) -> [CanonicalNode] {
        guard let node = member(name) else { return [] }
        guard case .array(let elements) = node.value else { throw node.fault(.memberType) }
        return elements.enumerated().map {
            CanonicalNode(value: $0.element, path: node.path + [String($0.offset)])
        }
    }

    /// This value as trimmed text, which may be empty.
    func text() throws(CanonicalError) -> String {
        guard let text = value.string else { throw fault(.memberType) }
        return text.trimmed
    }

    /// A text member; nil when it is missing, null or empty.
    func text(_ name: String) throws(CanonicalError) -> String? {
        guard let node = member(name) else { return nil }
        return try node.text().nonEmpty
    }

    /// The texts of an array member, empty ones left out.
    func texts(_ name: String) throws(CanonicalError) -> [String] {
        var texts: [String] = []
        for element in try elements(name) {
            if let text = try element.text().nonEmpty { texts.append(text) }
        }
        return texts
    }

    /// A text member that is said, unsaid, or deleted by null.
    func stated(_ name: String) throws(CanonicalError) -> Stated<String> {
        if isNull(name) { return .deleted }
        return try text(name).map { .value($0) } ?? .absent
    }

    /// A member that is one of an enumeration's words.
    func word<Word: RawRepresentable<String>>(
        _ name: String, _: Word.Type
    ) throws(CanonicalError) -> Word? {
        guard let text = try text(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            throw CanonicalError(code: .memberInvalid, path: path + [name])
        }
        return word
    }

    /// A truth value, also one that was written as text.
    func truth(_ name: String) throws(CanonicalError) -> Bool? {
        guard let node = member(name) else { return nil }
        switch node.value {
        case .bool(let truth): return truth
        case .string("true"): return true
        case .string("false"): return false
        default: throw node.fault(.memberType)
        }
    }
}
