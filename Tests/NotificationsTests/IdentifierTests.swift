// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct IdentifierTests {
    static let valid = """
        9990000018 9990000026 9990000034 9990000042 9990000050 9990000069 9990000077 9990000085 \
        9990000093 9990000107 9990000115 9990000123 9990000131 9990000158 9990000166 9990000174 \
        9990000182 9990000190 9990000204 9990000212 9990000220 9990000239 9990000247 9990000255 \
        9990548609 9434765919
        """

    @Test(arguments: valid.split(separator: " ").map(String.init))
    func acceptsNumbersThatCanBeIssued(number: String) {
        #expect(NHSNumber.isValid(number))
    }

    @Test(arguments: ["999000000", "999000014", "999000028", "999000031", "999000045", "999000059"])
    func refusesStemsWithoutACheckDigit(stem: String) {
        for last in 0...9 { #expect(!NHSNumber.isValid(stem + String(last))) }
    }

    @Test(arguments: [
        "9912345678", "1234567890", "9900000019", "9219068409", "0000000000", "3333333333",
        "9999999999", "", "999000001", "99900000180", "999000001x", "９９９００００１８0",
    ])
    func refusesWhatCannotBeANumber(number: String) {
        #expect(!NHSNumber.isValid(number))
    }

    @Test func everyWrongDigitIsNoticed() {
        let digits = Array("9990000018".utf8)
        for index in digits.indices {
            for other in UInt8(ascii: "0")...UInt8(ascii: "9") where other != digits[index] {
                var wrong = digits
                wrong[index] = other
                #expect(!NHSNumber.isValid(String(decoding: wrong, as: UTF8.self)))
            }
        }
    }

    @Test func normalisesHowPeopleWriteNumbers() {
        for text in ["9990000018", " 999 000 0018 ", "999-000-0018", "\u{A0}9990000018\t"] {
            #expect(NHSNumber.normalised(text) == "9990000018")
        }
        for text in ["99 9000 0018", "999 000-0018", "999000001", "999 000 001x", "NOTKNOWN", ""] {
            #expect(NHSNumber.normalised(text) == nil)
        }
    }

    @Test func judgesPupilNumbers() {
        for upn in ["B801200005001", "J999999923001", "P207000016049", "L86920012301A"] {
            #expect(UPN.isValid(upn))
        }
        for upn in [
            "Q207000016049", "O013219285333", "UN1", "", "B80120000500", "B801200005001 ",
            "b801200005001", "B80120000500I",
        ] {
            #expect(!UPN.isValid(upn))
        }
        #expect(UPN.normalised(" b801200005001") == "B801200005001")
    }

    @Test(arguments: [
        ("ls14ap", "LS1 4AP"), ("LS1 4AP", "LS1 4AP"), ("  w1a   1aa ", "W1A 1AA"),
        ("M25BE", "M2 5BE"), ("GIR0AA", "GIR 0AA"), ("ZZ993VZ", "ZZ99 3VZ"),
        ("EC1A 1BB", "EC1A 1BB"), ("LS1 4A", nil), ("LS1 44P", nil), ("", nil), ("30317", nil),
        ("A1B2C3", nil), ("ABC DEFG", nil), ("1A1 1AA", nil), ("LS1 4APX", nil), ("é1 1AA", nil),
        ("LSI 4AP", "LS1 4AP"), ("OX1 OAB", "OX1 0AB"),
    ])
    func normalisesPostcodes(text: String, expected: String?) {
        #expect(Postcode.normalised(text) == expected)
    }

    @Test func knowsPseudoPostcodes() {
        #expect(Postcode.isPseudo("ZZ99 3VZ"))
        #expect(!Postcode.isPseudo("LS1 4AP"))
    }
}
