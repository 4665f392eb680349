// SPDX-License-Identifier: Apache-2.0

/// A text to be read, with the path under which faults name it.
package struct ConfigurationFile: Hashable, Sendable {
    /// The path for messages; nothing is opened by it.
    package var path: String
    /// The content.
    package var text: String

    /// A text under a path.
    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

/// A value of a YAML file, untyped: scalars stay as written until a field gives them a type.
package struct YAMLValue: Hashable, Sendable {
    /// What the value is.
    package var content: Content
    /// Where it begins.
    package var place: SourceLocation

    /// The three shapes of YAML.
    package indirect enum Content: Hashable, Sendable {
        /// A text, and whether it was quoted or a block (then it is a string whatever it says).
        case scalar(String, isQuoted: Bool)
        /// A list.
        case list([YAMLValue])
        /// A mapping, in the order of the text; no key stands twice.
        case mapping([Entry])
    }

    /// A key with its value.
    package struct Entry: Hashable, Sendable {
        /// The key as written.
        package var key: String
        /// Where the key stands.
        package var place: SourceLocation
        /// The value.
        package var value: YAMLValue
    }

    /// What to call the shape in a message.
    var shape: String {
        switch content {
        case .scalar: "a single value"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }

    /// Whether this is an empty value or a plain `null` or `~`.
    package var isNull: Bool {
        guard case .scalar(let text, isQuoted: false) = content else { return false }
        return text.isEmpty || text == "null" || text == "~"
    }
}
