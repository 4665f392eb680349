// SPDX-License-Identifier: Apache-2.0

/// The codes that a national list knows. What is not in it is kept as sent and warned of: lists
/// change between releases, and unknown is never "no".
package struct CodeList: Sendable {
    /// What the list is called.
    package let name: String
    private let codes: Set<String>

    /// A list of codes parted by spaces.
    init(_ name: String, _ codes: String) {
        self.name = name
        self.codes = Set(codes.split(separator: " ").map(String.init))
    }

    /// Whether the list has the code; space around it and the case of letters do not matter.
    package func contains(_ code: String) -> Bool {
        codes.contains(code.trimmed.asciiUppercased)
    }
}
