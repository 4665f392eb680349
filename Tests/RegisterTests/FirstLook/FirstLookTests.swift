// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("The first look") struct FirstLookTests {
    private static let rounds = 5_000

    private func agreement(_ maker: MessageMaker) throws -> FirstLookAgreement {
        var index = IdentityIndex()
        for entry in maker.entries { index.insert(entry) }
        return FirstLookAgreement(index: index, zone: try TimeZoneRules.london())
    }

    @Test(
        "Whatever it discards the full decode and the matcher would have left alone as well",
        .tags(.slow), arguments: [1, 2, 3] as [UInt64])
    func discardsNothingOfConcern(seed: UInt64) throws {
        var maker = MessageMaker(seed: seed, entries: 40)
        let agreement = try agreement(maker)
        for _ in 0..<FirstLookTests.rounds {
            let message = maker.message()
            let fault = agreement.fault(message)
            #expect(fault == nil, "\(fault ?? ""): \(String(decoding: message, as: UTF8.self))")
            if fault != nil { return }
        }
    }

    @Test(
        "The messages of that test meet every answer of the first look, and every blocking key",
        .tags(.slow))
    func generatorReachesEverything() throws {
        var maker = MessageMaker(seed: 4, entries: 40)
        let agreement = try agreement(maker)
        let decoder = NotificationDecoder(zone: agreement.zone)
        let posted = Set(maker.entries.flatMap { BlockingKeys.of($0) })
        var reasons: [LookCloser: Int] = [:]
        var discarded = 0
        var alone: [UInt8: Int] = [:]
        var outcomes: [String: Int] = [:]
        for _ in 0..<FirstLookTests.rounds {
            let message = maker.message()
            switch agreement.index.firstLook(at: message) {
            case .cannotConcernUs: discarded += 1
            case .lookCloser(let reason): reasons[reason, default: 0] += 1
            }
            let items = decoder.decode(
                message, topicHint: .admission, receivedAt: Instant(milliseconds: 0))
            guard case .notification(let notification)? = items.first else { continue }
            let outcome = agreement.index.match(
                notification.person, from: notification.sender, kind: .admission)
            outcomes[outcome.outcome.name, default: 0] += 1
            let kinds = Set(
                BlockingKeys.of(notification.person, from: notification.sender)
                    .filter(posted.contains).map { FirstLookTests.outlined($0.bytes[0]) })
            if kinds.count == 1, let kind = kinds.first { alone[kind, default: 0] += 1 }
        }
        for reason in LookCloser.allCases where reason != .dialect {
            #expect((reasons[reason] ?? 0) > 2, "\(reason.rawValue)")
        }
        #expect(discarded > FirstLookTests.rounds / 5)
        // A pupil number stands in no HL7 v2 message.
        let kinds: [BlockingKey.Kind] = [
            .nhsNumber, .localId, .beginningAndDate, .nameAndBeginning, .beginningAndPostcode,
            .dateAndPostcode, .initialDateAndDistrict, .doorAndBeginning, .doorAndDate,
        ]
        for kind in kinds { #expect((alone[kind.rawValue] ?? 0) > 2, "\(kind)") }
        for outcome in ["match", "review", "none"] { #expect((outcomes[outcome] ?? 0) > 10) }
    }

    /// A name that begins alike mostly has the same frame too: of the two kinds of key, the first.
    private static func outlined(_ kind: UInt8) -> UInt8 {
        switch BlockingKey.Kind(rawValue: kind) {
        case .frameAndDate?: BlockingKey.Kind.beginningAndDate.rawValue
        case .nameAndFrame?: BlockingKey.Kind.nameAndBeginning.rawValue
        default: kind
        }
    }

    @Test("The same for every trigger with every class, with and without a contact")
    func triggersAndClasses() throws {
        let agreement = try agreement(MessageMaker(seed: 8, entries: 1))
        let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
        var discarded = 0
        for number in 0...99 {
            let trigger = number < 10 ? "A0\(number)" : "A\(number)"
            for letter in letters + ["", "-"] {
                var draft = MessageDraft()
                draft.msh = [3: "PAS", 4: "RXX", 7: "202603021418", 9: "ADT^\(trigger)", 11: "P"]
                draft.pid = [3: "1^^^RYY^MR", 5: "Quorn^Wren", 7: "20150207"]
                draft.pv1 = letter == "-" ? nil : [2: letter, 19: "V1", 44: "202603021400"]
                let fault = agreement.fault(draft.bytes)
                #expect(fault == nil, "\(trigger) \(letter): \(fault ?? "")")
                if case .cannotConcernUs = agreement.index.firstLook(at: draft.bytes) {
                    discarded += 1
                }
            }
        }
        #expect(discarded > 50)
    }

    @Test("Of a namesake's message, birth date and postcode say whether to look closer")
    func namesakes() {
        var index = IdentityIndex()
        index.insert(alex { $0.nhsNumber = nil })
        func isDiscarded(
            _ born: String, _ postcode: String, _ name: String = "EXAMPLE^ALEX"
        ) -> Bool {
            var draft = MessageDraft()
            draft.msh = [3: "PAS", 4: "RYY", 7: "202603021418", 9: "ADT^A01", 11: "P"]
            draft.pid = [3: "1^^^RYY^MR", 5: name, 7: born, 11: "^^^^\(postcode)"]
            draft.pv1 = [2: "I", 19: "V1", 44: "202603021400"]
            if case .cannotConcernUs = index.firstLook(at: draft.bytes) { return true }
            return false
        }
        #expect(isDiscarded("19510903", "M1 1AA"))
        #expect(!isDiscarded("19510903", ""))
        #expect(!isDiscarded("", "M1 1AA"))
        #expect(!isDiscarded("20100417", "M1 1AA"))
        #expect(!isDiscarded("19510903", "LS1 4AX"))
        // A slip among the first letters: the frame of the name finds it, beside the other name or
        // the birth date.
        #expect(!isDiscarded("20100417", "M1 1AA", "EAXMPLE^ALEX"))
        #expect(!isDiscarded("20100416", "M1 1AA", "EAXMPLE^QUILL"))
        #expect(isDiscarded("20100417", "M1 1AA", "EAXMPLE^QUILL"))
    }

    @Test("The house is read from the bytes as it is from the decoded message")
    func houses() throws {
        let zone = try TimeZoneRules.london()
        let words = [
            "HIGH", "O'NEIL", "St.", "A", "B2", "14", "9B", "123456", "0", "FLAT", "", "[", "x",
        ]
        var generator = SeededGenerator(state: 12)
        var (read, known) = (0, 0)
        for _ in 0..<4_000 {
            let lines = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                    words.randomElement(using: &generator)!
                }.joined(separator: [" ", " ", ", ", "-"].randomElement(using: &generator)!)
            }
            var draft = MessageDraft()
            draft.msh = [3: "PAS", 4: "RYY", 7: "202603021418", 9: "ADT^A01", 11: "P"]
            draft.pid = [3: "1^^^RYY^MR", 5: "Quorn^Wren", 11: lines.joined(separator: "^")]
            draft.pv1 = [2: "I", 19: "V1", 44: "202603021400"]
            let bytes = draft.bytes
            guard let message = try? PlainAdmission(bytes.span),
                let plain = try? PlainIdentity(message, bytes.span)
            else { continue }
            let items = NotificationDecoder(zone: zone).decode(
                bytes, topicHint: .admission, receivedAt: Instant(milliseconds: 0))
            guard case .notification(let notification)? = items.first else { continue }
            let profile = IdentityProfile(notification.person, from: Sender(), kind: nil)
            let doors = KeyHashes(profile, NameForms(profile).forms).doors
            #expect(plain.house == doors.first?.hash, "\(lines)")
            read += 1
            if plain.house != nil { known += 1 }
        }
        #expect(read > 1_500 && known > 500, "\(read) \(known)")
    }

    @Test("A sender with a dialect of its own is always looked at in full")
    func dialects() throws {
        let index = IdentityIndex()
        var maker = MessageMaker(seed: 5, entries: 1)
        var message = maker.message()
        while case .lookCloser = index.firstLook(at: message) { message = maker.message() }
        for senders in [
            PlainSenders([("PAS", "RXX")]), PlainSenders([(nil, "rxx ")]),
            PlainSenders([("pas", nil)]),
        ] {
            guard case .lookCloser(.dialect) = index.firstLook(at: message, dialects: senders)
            else {
                Issue.record("looked at with the standard's eyes")
                continue
            }
        }
        let others = PlainSenders([("PAS", "RYY"), ("X", nil), (nil, "Y")])
        guard case .cannotConcernUs = index.firstLook(at: message, dialects: others) else {
            Issue.record("other senders' dialects are none of its concern")
            return
        }
    }

    @Test("No value traps, and none but a message of the grammar is discarded")
    func odds() throws {
        let agreement = try agreement(MessageMaker(seed: 6, entries: 1))
        var maker = MessageMaker(seed: 7, entries: 1)
        let message = maker.message()
        for count in message.indices {
            #expect(agreement.fault(Array(message[..<count])) == nil)
            #expect(agreement.fault(Array(message[count...])) == nil)
        }
        for value in ["", "MSH", "MSH|^~\\&|", "MSH|^~\\&||||||ADT^A01|\rPID", "{}"] {
            guard case .lookCloser = agreement.index.firstLook(at: Array(value.utf8)) else {
                Issue.record("\(value)")
                continue
            }
        }
    }
}
