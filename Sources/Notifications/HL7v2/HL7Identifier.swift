// SPDX-License-Identifier: Apache-2.0

/// One identifier of PID as sent (CX).
struct HL7Identifier: Hashable {
    var value: String
    var authority: String?
    var type: String?
    /// A trace status inside the type or the authority, such as `{status:01}`.
    var status: Int?
    /// What is said of the scheme; worked out once, for it is asked for again and again.
    var scheme: Scheme
    var range: Range<Int>

    /// What the authority and the type say of the scheme.
    enum Scheme {
        /// The NHS number of England and Wales.
        case nhs
        /// Another national number, which may look like one.
        case other
        /// Nothing is said.
        case undeclared
    }
}

extension HL7Identifier.Scheme {
    /// The scheme as authority and type, the usual names and the dialect's tell it.
    init(authority: String?, type: String?, _ dialect: PreparedDialect) {
        if authority == nil, type == nil {
            self = .undeclared
        } else if dialect.isNHS(authority) || dialect.isNHS(type) {
            self = .nhs
        } else {
            let told = (Self(name: authority ?? ""), Self(name: type ?? ""))
            let isNHS = told.0 != .other && told.1 != .other && (told.0 == .nhs || told.1 == .nhs)
            self = isNHS ? .nhs : .other
        }
    }

    /// The scheme of a name, of which only letters and digits count. NHS numbers have their names
    /// of DOMAIN.md §3.5 and the OID and URI of FHIR and CDA; Scotland's and Northern Ireland's are
    /// ten digits too, with the same check digit, of other people.
    private init(name: String) {
        switch ShortCode(lettersAndDigitsOf: name) {
        case "NHS", "NH", "NHSNO", "NHSNUM", "NHSNBR", "NHSNMBR": self = .nhs
        case "CHI", "HSNI", "HCN", "HC", "HSC", "HSCNI": self = .other
        case .none:
            switch name.lettersAndDigits {
            case "NHSNUMBER", "21684011138832141", "HTTPSFHIRNHSUKIDNHSNUMBER",
                "HTTPFHIRNHSNETIDNHSNUMBER":
                self = .nhs
            case "CHINUMBER", "NHSSCOTLAND": self = .other
            default: self = .undeclared
            }
        default: self = .undeclared
        }
    }
}
