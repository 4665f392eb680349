// SPDX-License-Identifier: Apache-2.0

/// One fault that the lint found.
package struct LintFinding: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The kind of fault.
    package var kind: LintKind
    /// Where it stands; paths are those of the configuration folder.
    package var place: SourceLocation
    /// The rule at fault; nil where it is of the area.
    package var rule: RuleID?
    /// What is wrong here, in words of the file.
    package var what: String

    init(_ kind: LintKind, at place: SourceLocation, rule: RuleID? = nil, _ what: String) {
        self.kind = kind
        self.place = place
        self.rule = rule
        self.what = what
    }

    /// A finding in a rule, at one of its keys.
    init(_ kind: LintKind, in rule: Rule, at key: String, _ what: String) {
        self.init(kind, at: rule.place(of: key), rule: rule.id, what)
    }

    /// `file:line:column: warning L-test-twice: D-047a: …`, as compilers write it.
    package var description: String {
        let name = rule.map { "\($0): " } ?? ""
        return "\(place): \(kind.severity.rawValue) \(kind.rawValue): \(name)\(what)"
    }

    /// By file, line, column, code and text.
    package static func < (left: LintFinding, right: LintFinding) -> Bool {
        let (one, other) = (left.place, right.place)
        return (one.file, one.line, one.column, left.kind.rawValue, left.what)
            < (other.file, other.line, other.column, right.kind.rawValue, right.what)
    }
}
