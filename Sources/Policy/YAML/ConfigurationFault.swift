// SPDX-License-Identifier: Apache-2.0

/// A place in a configuration file; line and column count from 1, columns in Unicode scalars.
package struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
    /// The file's path as given by the caller.
    package var file: String
    /// The line.
    package var line: Int
    /// The column.
    package var column: Int

    /// A place.
    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file:line:column`.
    package var description: String { "\(file):\(line):\(column)" }
}

/// One thing that is wrong in a configuration file.
///
/// The message quotes names and values of configuration, which hold no personal data; faults of a
/// scenario file quote its invented people.
package struct ConfigurationFault: Hashable, Sendable, CustomStringConvertible {
    /// The file's path as given by the caller.
    package var file: String
    /// The line, from 1; 0 where the fault is of the file as a whole.
    package var line: Int
    /// The column, from 1; 0 where the fault is of the file as a whole.
    package var column: Int
    /// The kind of fault; stable, for tests and explanations.
    package var code: FaultCode
    /// What is wrong and what would be right.
    package var message: String

    /// A fault at a place.
    package init(_ code: FaultCode, at place: SourceLocation, _ message: String) {
        file = place.file
        line = place.line
        column = place.column
        self.code = code
        self.message = message
    }

    /// `file:line:column: message [code]`, as compilers write it.
    package var description: String { "\(file):\(line):\(column): \(message) [\(code.rawValue)]" }
}

/// The kinds of fault that loading can find; the raw value is what the user sees.
package enum FaultCode: String, CaseIterable, Sendable {
    /// The text is not YAML.
    case syntax = "yaml.syntax"
    /// A key stands twice in one mapping.
    case duplicateKey = "yaml.duplicate-key"
    /// An alias; repeated values are written out here.
    case alias = "yaml.alias"
    /// The file holds more values than any configuration needs.
    case tooLarge = "yaml.too-large"
    /// The file holds nothing.
    case empty = "yaml.empty"
    /// A mapping, list or single value was expected and something else stands there.
    case shape = "yaml.shape"
    /// A key that nobody asks for.
    case unknownKey = "key.unknown"
    /// A key that must stand there and does not.
    case missingKey = "key.missing"
    /// Two keys of which only one, or at least one, may stand.
    case conflictingKeys = "key.conflict"
    /// A word that is not one of the words allowed here.
    case unknownWord = "value.unknown-word"
    /// Not a whole number, or one out of its range.
    case number = "value.number"
    /// Neither `true` nor `false` (`yes` and `no` are texts).
    case boolean = "value.boolean"
    /// Not an instant.
    case instant = "value.instant"
    /// Not a date.
    case date = "value.date"
    /// An empty text.
    case emptyText = "value.empty"
    /// An empty list where one that says nothing is a mistake.
    case emptyList = "value.empty-list"
    /// A duration or due phrase that cannot be read.
    case phrase = "value.phrase"
    /// What an area says of a parameter is outside the bounds of the guidance.
    case outOfBounds = "parameter.out-of-bounds"
    /// The name of a rule is not of the form `D-047a`.
    case ruleName = "rule.name"
    /// Two rules of one name.
    case duplicateRule = "rule.duplicate"
    /// A fact that rules about this subject, or of this trigger, cannot see.
    case factOutOfReach = "condition.out-of-reach"
    /// A value that the fact can never have.
    case factValue = "condition.value"
    /// A count of so few people that it tells who they are.
    case groupTooSmall = "count.too-few"
    /// An anchor that gives no instant.
    case anchor = "due.anchor"
    /// A rule's parts contradict each other (an alert with a due, a notice with a ladder …).
    case contradiction = "rule.contradiction"
    /// A ladder is missing, or its rungs are not numbered from 1 without gaps.
    case ladder = "ladder.rungs"
    /// A person who is not in the directory.
    case unknownPerson = "directory.unknown-person"
    /// Two persons of one id.
    case duplicatePerson = "directory.duplicate-person"
    /// A file of weights that is not there or cannot be meant.
    case weights = "matching.weights"
}

/// What can go wrong in this room.
package enum PolicyError: Error, Sendable, Hashable {
    /// Configuration that cannot be used, with every fault found, in the order of the files.
    case invalid([ConfigurationFault])
    /// A file or folder that cannot be read.
    case unreadable(path: String)
}
