// SPDX-License-Identifier: Apache-2.0

/// A length of time that the guidance leaves to the area, within bounds.
package struct Parameter: Hashable, Sendable {
    /// Its name, as rules write it: `silence-red`.
    package var name: String
    /// What it is a length of.
    package var says: String
    /// What holds here; nil: nothing counts (`none`).
    package var value: Wait?
    /// What the guidance says where the area says nothing.
    package var standard: Wait?
    /// The least that an area may say; nil: one unit.
    package var least: Wait?
    /// The most that an area may say.
    package var most: Wait
    /// Where the guidance says it: a clock or row of DOMAIN.md.
    package var source: String
    /// What the area says instead; nil: nothing.
    package var override: ParameterOverride?
    /// Where it stands.
    package var place: SourceLocation
}

/// What an area says in place of the guidance's length.
package struct ParameterOverride: Hashable, Sendable {
    /// The length; nil: nothing counts.
    package var value: Wait?
    /// The person of the directory who decided it.
    package var by: String
    /// Why.
    package var why: String
}

/// The parameters of a pack, by name, with what the area says of them.
package struct ParameterTable: Sendable {
    /// The parameters, by name.
    package private(set) var all: [Parameter]

    /// A table of parameters; none by default.
    package init(_ parameters: [Parameter] = []) {
        all = parameters.sorted { $0.name < $1.name }
    }

    /// The parameter of that name.
    package func named(_ name: some StringProtocol) -> Parameter? {
        all.first { $0.name == name }
    }

    /// The names, for the hint of a fault.
    var names: [String] { all.map(\.name) }

    /// What the area says of one.
    mutating func override(_ name: String, _ override: ParameterOverride) {
        guard let index = all.firstIndex(where: { $0.name == name }) else { return }
        all[index].value = override.value
        all[index].override = override
    }
}

extension Wait {
    /// The length as rule files write it: `14 cd`.
    package var text: String {
        let word = unit.rawValue
        let isOne = amount.magnitude == 1 && word.hasSuffix("s")
        return "\(amount.magnitude) \(isOne ? String(word.dropLast()) : word)"
    }
}
