// SPDX-License-Identifier: Apache-2.0

import Notifications

/// How far an NHS number may be used for linking.
enum NumberUse: UInt8, Hashable, Sendable {
    /// No number, or one that is treated as absent.
    case none
    /// A number that cannot have been issued: it links nothing, and speaks for an entry whose
    /// number is one slip away.
    case misread
    /// Status 04 or 05: evidence only.
    case conflicting
    /// Links with a birth date and a name.
    case unverified
    /// Links with a birth date or a family name.
    case verified

    var canLink: Bool { self == .verified || self == .unverified }
}

/// A date of birth in four bytes; month and day are 0 where unknown. 0 is no date at all.
struct PackedDate: Hashable, Sendable {
    let raw: UInt32

    init(_ date: PartialDate?) {
        raw =
            switch date {
            case nil: 0
            case .year(let year)?: UInt32(clamping: year) << 9
            case .month(let year, let month)?:
                UInt32(clamping: year) << 9 | UInt32(clamping: month) << 5
            case .day(let date)?:
                UInt32(clamping: date.year) << 9 | UInt32(clamping: date.month) << 5
                    | UInt32(clamping: date.day)
            }
    }

    init(raw: UInt32) {
        self.raw = raw
    }

    var year: Int { Int(raw >> 9) }
    var month: Int { Int(raw >> 5) & 15 }
    var day: Int { Int(raw) & 31 }
    var isAbsent: Bool { raw == 0 }
    var isExact: Bool { day != 0 }
}

/// One person in the form in which two are compared: an entry of the register or the person of a
/// message. Everything is normalised once, here, and small texts need no memory of their own.
struct IdentityProfile: Hashable, Sendable {
    /// The number's ten digits; 0 when there is none.
    var nhsNumber: UInt64 = 0
    var numberUse = NumberUse.none
    /// Whether the day of birth stands for an unknown one: social care's 15th (DOMAIN.md §7.2).
    var hasPlaceholderDay = false
    var sex: Sex?
    var birthDate = PackedDate(nil)
    var address = AddressSketch([])
    var upn = ""
    /// Upper case, one space; empty for pseudo postcodes, which say nothing.
    var postcode = ""
    /// The whole family name as one key.
    var family = ""
    /// Its parts, if it has more than one.
    var familyParts: [String] = []
    /// The parts of all given names, in order.
    var given: [String] = []
    /// The parts of every other name.
    var others: [String] = []
    /// `authority`, U+001F, `value`.
    var localIds: [String] = []
    /// The last ten digits of each telephone number.
    var phones: [UInt64] = []

    /// Of somebody of whom nothing is known.
    init() {}

    init(_ entry: RegisterEntry) {
        setNumber(entry.nhsNumber, use: .verified)
        upn = entry.upn ?? ""
        setNames(family: entry.familyName, given: entry.givenNames, others: entry.otherNames)
        birthDate = PackedDate(entry.birthDate)
        sex = entry.sex.flatMap { $0 == .unknown ? nil : $0 }
        setPlace(postcode: entry.postcode, lines: entry.addressLines, phone: entry.phone)
        localIds = entry.localIds.compactMap { IdentityProfile.key(of: $0, facility: nil) }
    }

    init(_ person: Person, from sender: Sender, kind: NotificationKind?) {
        switch person.nhsNumberStatus {
        case .verified: setNumber(person.nhsNumber, use: .verified)
        case .presentUnverified: setNumber(person.nhsNumber, use: .unverified)
        case .conflicting: setNumber(person.nhsNumber, use: .conflicting)
        case .invalid:
            // One that is valid all the same is somebody's, and the status says not whose.
            if let sent = person.nhsNumber.flatMap({ NHSNumber.normalised($0) }),
                !NHSNumber.isValid(sent), let number = UInt64(sent)
            {
                nhsNumber = number
                numberUse = .misread
            }
        case .absent: break
        }
        upn = person.upn.flatMap { UPN.normalised($0) } ?? ""
        setNames(
            family: person.familyName.value, given: person.givenNames, others: person.otherNames)
        birthDate = PackedDate(person.birthDate.value)
        hasPlaceholderDay = kind == .socialCare && birthDate.day == 15
        sex = person.sex.value.flatMap { $0 == .unknown ? nil : $0 }
        setPlace(
            postcode: person.postcode.value, lines: person.addressLines, phone: person.phone)
        localIds = person.localIds.compactMap {
            IdentityProfile.key(of: $0, facility: sender.facility)
        }
    }

    private mutating func setNumber(_ text: String?, use: NumberUse) {
        guard let number = text.flatMap({ NHSNumber.issued($0) }).flatMap({ UInt64($0) }) else {
            return
        }
        nhsNumber = number
        numberUse = use
    }

    private mutating func setNames(family name: String?, given: [String], others: [String]) {
        let parts = name.map { NameKey.parts($0) } ?? []
        family = parts.joined()
        familyParts = parts.count > 1 ? parts : []
        self.given = given.prefix(NameKey.partsMax).flatMap { NameKey.parts($0) }
        self.others = others.prefix(NameKey.partsMax).flatMap { NameKey.parts($0) }
    }

    private mutating func setPlace(postcode sent: String?, lines: [String], phone: [String]) {
        postcode = sent.map { IdentityProfile.postcode($0) } ?? ""
        address = AddressSketch(
            lines.prefix(IdentityProfile.linesMax).flatMap { NameKey.parts($0) })
        phones = phone.prefix(IdentityProfile.linesMax).compactMap { number in
            let digits = number.utf8.suffix(32).filter { (0x30...0x39).contains($0) }.suffix(10)
            return digits.count == 10 ? digits.reduce(0) { $0 * 10 + UInt64($1 - 0x30) } : nil
        }
    }

    /// The postcode's district, `LS1` of `LS1 4AP`; of a foreign code the first two letters.
    var district: Substring.UTF8View {
        let code = Substring(postcode).utf8
        guard let space = code.firstIndex(of: UInt8(ascii: " ")) else { return code.prefix(2) }
        return code[..<space]
    }

    /// The postcode to compare; empty when it stands for no place. One of another country is
    /// taken as it is written, if it has a digit: words such as "unknown" have none.
    private static func postcode(_ sent: String) -> String {
        if let postcode = Postcode.normalised(sent) {
            return Postcode.isPseudo(postcode) ? "" : postcode
        }
        guard let text = folded(sent), text.utf8.count <= 10,
            text.utf8.contains(where: { (0x30...0x39).contains($0) })
        else { return "" }
        return text
    }

    /// Address lines and telephone numbers looked at; more is no address.
    private static let linesMax = 8

    /// A local identifier as one text; nil when its authority is not known, for then it means
    /// nothing. Case and spaces are as little significant as in the forms where they are typed.
    static func key(of id: LocalIdentifier, facility: String?) -> String? {
        guard let authority = (id.authority ?? facility).flatMap({ folded($0) }),
            let value = folded(id.value)
        else { return nil }
        return authority + "\u{1F}" + value
    }

    private static func folded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        for byte in text.utf8 where byte > 0x20 {
            bytes.append((0x61...0x7A).contains(byte) ? byte & 0xDF : byte)
            if bytes.count == 64 { break }
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
