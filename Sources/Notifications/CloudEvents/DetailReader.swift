// SPDX-License-Identifier: Apache-2.0

/// Holds `detail` against the rules of its event. Nothing is changed or refused: what is unknown
/// or of the wrong type is noted with the member that holds it.
struct DetailReader {
    private(set) var notes: [CanonicalNote] = []

    mutating func read(_ detail: CanonicalNode, _ rules: [DetailRule]) {
        for rule in rules {
            guard let node = detail.member(rule.member) else {
                if rule.isNeeded { note(WarningCode.detailMissing, detail) }
                continue
            }
            read(node, rule.shape)
        }
    }

    private mutating func note(_ code: String, _ node: CanonicalNode) {
        notes.append(CanonicalNote(code: code, path: node.path))
    }

    private mutating func read(_ node: CanonicalNode, _ shape: DetailRule.Shape) {
        switch shape {
        case .code(let lists): code(node, lists)
        case .codes(let lists, let countMax): codes(node, lists, countMax)
        case .date:
            check(node) { LocalDate(iso8601: $0) != nil }
        case .moment:
            check(node) {
                LocalDate(iso8601: $0) != nil || LocalDateTime(iso8601: $0) != nil
                    || Instant(iso8601: $0) != nil
            }
        case .truth: truth(node)
        case .number(let range):
            number(node) { text in Double(text).map(range.contains) ?? false }
        case .count:
            number(node) { text in Int(text).map { $0 >= 0 } ?? false }
        case .text: check(node) { !$0.isEmpty }
        case .texts:
            each(node) { reader, element in reader.check(element) { !$0.isEmpty } }
        case .reference:
            guard let text = node.value.string else { return note(WarningCode.detailType, node) }
            // A reference has no spaces; prose has, and would put clinical text on the bus.
            if text.trimmed.utf8.contains(where: \.isSpace) {
                note(WarningCode.detailFreeText, node)
            }
        case .actions:
            each(node) { reader, element in
                guard case .object = element.value else {
                    return reader.note(WarningCode.detailType, element)
                }
                reader.read(element, DetailRules.action)
            }
        }
    }

    private mutating func check(_ node: CanonicalNode, _ isRight: (String) -> Bool) {
        guard let text = node.value.string else { return note(WarningCode.detailType, node) }
        if !isRight(text.trimmed) { note(WarningCode.detailValue, node) }
    }

    private mutating func number(_ node: CanonicalNode, _ isRight: (String) -> Bool) {
        switch node.value {
        case .number(let text), .string(let text):
            if !isRight(text.trimmed) { note(WarningCode.detailValue, node) }
        default: note(WarningCode.detailType, node)
        }
    }

    private mutating func truth(_ node: CanonicalNode) {
        switch node.value {
        case .bool: break
        case .string(let text):
            let words = ["TRUE", "FALSE", "YES", "NO", "Y", "N"]
            if !words.contains(text.trimmed.asciiUppercased) {
                note(WarningCode.detailValue, node)
            }
        default: note(WarningCode.detailType, node)
        }
    }

    private mutating func code(_ node: CanonicalNode, _ lists: [CodeList]) {
        switch node.value {
        case .string(let text), .number(let text):
            if !lists.contains(where: { $0.contains(text) }) {
                note(WarningCode.codeUnknown, node)
            }
        default: note(WarningCode.detailType, node)
        }
    }

    /// One code, or an array of them.
    private mutating func codes(_ node: CanonicalNode, _ lists: [CodeList], _ countMax: Int) {
        guard case .array(let elements) = node.value else { return code(node, lists) }
        if elements.count > countMax { note(WarningCode.detailValue, node) }
        each(node) { reader, element in reader.code(element, lists) }
    }

    private mutating func each(
        _ node: CanonicalNode, _ body: (inout DetailReader, CanonicalNode) -> Void
    ) {
        guard case .array(let elements) = node.value else {
            return note(WarningCode.detailType, node)
        }
        for (index, element) in elements.enumerated() where notes.count <= Limits.warningsMax {
            body(&self, CanonicalNode(value: element, path: node.path + [String(index)]))
        }
    }
}
