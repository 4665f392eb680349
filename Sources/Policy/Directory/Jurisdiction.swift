// SPDX-License-Identifier: Apache-2.0

/// Which area, and which commissioner, is responsible for somebody: `jurisdiction.yaml` beside the
/// directory (DUTIES.tsv X-07; DOMAIN.md §7.2, "four jurisdictions").
package struct Jurisdiction: Sendable, Hashable {
    /// What makes an area responsible.
    package struct Area: Sendable, Hashable {
        /// The area's name.
        package var name: String
        /// The id of its commissioner in the directory; nil: whoever holds the role there.
        package var commissioner: String?
        /// Local authorities whose placing or care makes it responsible, as social care names them.
        package var authorities: [String]
        /// Beginnings of postcodes: `NE`, `NE2` or `NE2 5`, never part of a word.
        package var postcodes: [String]
    }

    /// Who is responsible for a person.
    package enum Answer: Sendable, Hashable {
        /// One area, and its commissioner where the file names one.
        case one(area: String, commissioner: String?)
        /// No rule speaks of the person.
        case none
        /// Rules of equal weight name different areas.
        case several
    }

    /// The areas, in the order of the file.
    package let areas: [Area]
    /// The area that is responsible where no rule speaks; nil: somebody must find out.
    package let otherwise: String?

    /// Everybody of whom the daemon hears is of its own area, where there is no such file.
    package init(ownArea: String) {
        self.init(
            areas: [Area(name: ownArea, commissioner: nil, authorities: [], postcodes: [])],
            otherwise: ownArea)
    }

    init(areas: [Area], otherwise: String?) {
        self.areas = areas
        self.otherwise = otherwise
    }

    /// Who is responsible for somebody in the care of a local authority who lives at a postcode.
    ///
    /// The placing authority goes before the home: who is placed far away stays the responsibility
    /// of where they came from (DOMAIN.md §7.2). Of postcodes the longest beginning counts.
    ///
    /// - Complexity: O(number of areas and of their beginnings).
    package func answer(authority: String?, postcode: String?) -> Answer {
        if let authority {
            let placing = areas.filter { area in
                area.authorities.contains { $0.lowercased() == authority.lowercased() }
            }
            if !placing.isEmpty { return answer(of: placing) }
        }
        if let home = postcode.map(Jurisdiction.words) {
            let matches = areas.map { area in
                area.postcodes.filter { Jurisdiction.begins(home, with: $0) }.map(\.utf8.count)
                    .max() ?? 0
            }
            if let longest = matches.max(), longest > 0 {
                return answer(of: zip(areas, matches).filter { $0.1 == longest }.map(\.0))
            }
        }
        guard let otherwise else { return .none }
        return answer(of: areas.filter { $0.name == otherwise })
    }

    /// Whether an area of that name is known here.
    package func knows(_ area: String) -> Bool { areas.contains { $0.name == area } }

    private func answer(of areas: [Area]) -> Answer {
        guard let first = areas.first else { return .none }
        guard areas.allSatisfy({ $0.name == first.name }) else { return .several }
        return .one(area: first.name, commissioner: first.commissioner)
    }

    /// A postcode's outward part and sector: `NE2`, `5EZ`.
    private static func words(_ postcode: String) -> [Substring] {
        postcode.uppercased().split(separator: " ")
    }

    /// Whether a postcode begins so: letters alone are a postcode area, letters and digits the
    /// whole outward part, a second word the beginning of the inward one.
    private static func begins(_ home: [Substring], with beginning: String) -> Bool {
        let asked = words(beginning)
        guard let outward = home.first, let first = asked.first else { return false }
        if asked.count > 1 {
            return outward == first && home.count > 1 && home[1].hasPrefix(asked[1])
        }
        let isArea = first.allSatisfy(\.isLetter)
        return isArea ? outward.prefix(while: \.isLetter) == first : outward == first
    }
}
