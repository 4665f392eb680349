// SPDX-License-Identifier: Apache-2.0

extension BedKind {
    /// The kind of bed of a bed type of the mental-health data set (DOMAIN.md §5.2): two digits
    /// until March 2024, three from April 2024. Nil for a code that the lists here do not tell.
    package init?(bedType code: String) {
        switch code.trimmed {
        case "15", "30", "31", "32", "205", "213", "306", "307", "310", "311":
            self = .learningDisability
        case "23", "24", "27", "28", "34", "300", "301", "302", "303", "304", "309":
            self = .mentalHealth
        default: return nil
        }
    }
}
