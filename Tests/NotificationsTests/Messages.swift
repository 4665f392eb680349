// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

/// A segment from its fields by number; MSH's numbers are the standard's.
func segment(_ id: String, _ fields: [Int: String] = [:]) -> String {
    let first = id == "MSH" ? 3 : 1
    let last = fields.keys.max() ?? 0
    guard last >= first else { return id == "MSH" ? "MSH|^~\\&" : id }
    let texts = (first...last).map { fields[$0] ?? "" }
    let head = id == "MSH" ? ["MSH", "^~\\&"] : [id]
    return (head + texts).joined(separator: "|")
}

/// A header with the fields that every message has, changed by `more`.
func header(_ trigger: String, _ more: [Int: String] = [:]) -> String {
    let usual = [
        3: "PAS", 4: "RXX", 7: "202603021418", 9: "ADT^\(trigger)", 10: "KW1", 11: "P", 12: "2.4",
    ]
    return segment("MSH", usual.merging(more) { $1 })
}

let usualPID = segment(
    "PID",
    [
        1: "1", 3: "9990000018^^^NHS~55512^^^RXX", 5: "TEST^ALEX^J^^^^L", 7: "20100415", 8: "1",
        11: "1 TEST RD^^LEEDS^^LS14AP^GBR^H", 13: "0113 496 0000", 32: "NSTS01",
    ])
let usualPV1 = segment(
    "PV1",
    [
        1: "1", 2: "I", 3: "RXX^WARD1^B2^RXX55", 4: "25", 7: "C123^GREY^A", 10: "711", 14: "19",
        19: "7001^^^VISITID", 44: "202603021400",
    ])

/// An admission as a hospital of the ITK dialect sends it.
let usualAdmission = [
    header("A01"), segment("EVN", [2: "202603021418", 6: "202603021400"]), usualPID, usualPV1,
    segment("DG1", [1: "1", 3: "F84.0^Childhood autism^I10", 6: "A"]),
    segment("ZU1", [6: "711", 20: "1", 22: "N"]), segment("ZU3", [9: "8b", 10: "51"]),
]

let london = Result { try TimeZoneRules.london() }
let receivedAt = instant("2026-03-02T15:00:00Z")

func instant(_ text: String) -> Instant {
    Instant(iso8601: text) ?? Instant(milliseconds: .min)
}

func bytes(_ segments: [String], end: String = "\r") -> [UInt8] {
    Array(segments.map { $0 + end }.joined().utf8)
}

func decode(
    _ value: [UInt8]?, headers: [(name: String, value: [UInt8]?)] = [],
    hint: NotificationKind = .admission
) throws -> [DecodedItem] {
    try NotificationDecoder(zone: london.get()).decode(
        value, headers: headers, topicHint: hint, receivedAt: receivedAt)
}

/// The one notification that those segments decode to.
func notification(_ segments: [String]) throws -> Notification {
    let items = try decode(bytes(segments))
    try #require(items.count == 1)
    guard case .notification(let notification) = items[0] else {
        throw Unexpected(item: items[0])
    }
    return notification
}

/// The one notification of a JSON text.
func notification(json text: String, hint: NotificationKind = .school) throws -> Notification {
    let items = try decode(Array(text.utf8), hint: hint)
    try #require(items.count == 1)
    guard case .notification(let notification) = items[0] else {
        throw Unexpected(item: items[0])
    }
    return notification
}

/// The one rejection of a value.
func rejection(_ value: [UInt8]?, headers: [(name: String, value: [UInt8]?)] = []) throws
    -> Rejected
{
    let items = try decode(value, headers: headers)
    try #require(items.count == 1)
    guard case .rejected(let rejected) = items[0] else { throw Unexpected(item: items[0]) }
    return rejected
}

/// Whatever a value is, it gives an item, positions lie inside it, and what was read can be
/// journaled.
func expectItems(
    _ value: [UInt8], headers: [(name: String, value: [UInt8]?)] = []
) throws {
    let items = try decode(value, headers: headers)
    #expect(!items.isEmpty)
    for case .rejected(let rejected) in items {
        #expect((0...value.count).contains(rejected.position))
    }
    for case .notification(let read) in items {
        for warning in read.warnings {
            #expect((0...value.count).contains(warning.position ?? 0))
        }
        #expect(try JSONValue(parsing: read.journalJSON().utf8) == read.journalJSON())
    }
}

struct Unexpected: Error {
    var item: DecodedItem
}

extension Notification {
    var warningCodes: [String] { warnings.map(\.code) }
}

/// A generator whose numbers are the same on every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
