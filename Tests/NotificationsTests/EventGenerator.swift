// SPDX-License-Identifier: Apache-2.0
@testable import Notifications

/// Makes events of every known name with members right and wrong, the same on every run.
struct EventGenerator {
    var random: Seeded

    init(seed: UInt64) { random = Seeded(state: seed) }

    /// An event by its parts, which both modes carry.
    struct Parts {
        var attributes: [(name: String, text: String)]
        var data: JSONValue
    }

    mutating func oneOf<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    mutating func parts() -> Parts {
        let all = EventName.all
        let event = oneOf(chance(50) ? all : all.filter { !DetailRules.rules(for: $0).isEmpty })
        var attributes = [
            (name: "specversion", text: "1.0"),
            (name: "id", text: "e\(Int.random(in: 0...9999, using: &random))"),
            (name: "source", text: oneOf(["/school/EE1", "urn:x", "//host/päth", "a%20b"])),
            (name: "type", text: "org.keywatch.\(event.text).v1"),
        ]
        if chance(80) { attributes.append((name: "time", text: "2026-03-10T13:15:00.25+01:00")) }
        if chance(30) { attributes.append((name: "subject", text: "person:R\"1\\")) }
        if chance(30) {
            attributes.append((name: "comexample", text: oneOf(["true", "5", "x y"])))
        }
        return Parts(attributes: attributes, data: data(for: event))
    }

    private mutating func data(for event: EventName) -> JSONValue {
        var data = ObjectBuilder()
        data.add("person", person())
        if chance(50) {
            data.add("organisation", .object([JSONValue.Member("code", .string("EE134290"))]))
        }
        if chance(60) {
            data.add(
                "occurredAt", oneOf(["2026-03-10T12:30:00Z", "2026-10-25T01:30:00", "2026-03-10"]))
        }
        if event.family == "admission" { data.add("encounter", encounter()) }
        if chance(20) { data.add("taskId", "t1") }
        var detail = ObjectBuilder()
        for rule in DetailRules.rules(for: event) where chance(70) {
            if detail.members.contains(where: { $0.name == rule.member }) { continue }
            let isProse = rule.member == "note" && chance(50)
            detail.add(rule.member, isProse ? .string("given in prose") : value())
        }
        if chance(30) { detail.add("free", tree(depth: 3)) }
        data.add("detail", detail.value)
        return data.value
    }

    private mutating func person() -> JSONValue {
        var person = ObjectBuilder()
        person.add("familyName", oneOf(["Test", "O'Neill-Ünal", "UNBORN", " "]))
        person.add("nhsNumber", oneOf(["9990000018", "999 000 0026", "9990000019", "x"]))
        person.add("birthDate", oneOf(["2010-04-15", "2010", "15/04/2010", "?", "2030-01-01"]))
        person.add("upn", oneOf(["J999999923001", "L86920012301A", "UN3", "X"]))
        if chance(50) { person.add("sex", oneOf(["F", "2", "?"])) }
        if chance(50) { person.add("postcode", oneOf(["ls14ap", "nowhere", "ZZ99 3VZ"])) }
        if chance(10) { person.add("familyName2", .null) }
        return person.value
    }

    private mutating func encounter() -> JSONValue {
        var encounter = ObjectBuilder()
        encounter.add("id", "V1")
        encounter.add("class", oneOf(["IMP", "E", "hammock"]))
        encounter.add("specialty", oneOf(["711", "700", "100"]))
        if chance(50) { encounter.add("legalStatus", .null) }
        return encounter.value
    }

    /// What may stand in a member of `detail`, rightly or not.
    private mutating func value() -> JSONValue {
        switch Int.random(in: 0...9, using: &random) {
        case 0: .bool(chance(50))
        case 1: .number(oneOf(["0", "12.5", "-1", "101", "1e3"]))
        case 2: .array([.string(oneOf(["PP", "SPLD", "QQ"])), .string("OW")])
        case 3:
            .array([
                .object([
                    JSONValue.Member("id", .string("a")),
                    JSONValue.Member("dueOn", .string("soon")),
                ]), .null,
            ])
        case 4: .string(oneOf(["2026-03-10", "2026-13-10", "2026-03-10T09:00:00Z"]))
        case 5: .null
        default:
            .string(
                oneOf([
                    "N", "\\", "/", "C2", "CREQB", "X1", "remand", "given", "zzz",
                ]))
        }
    }

    /// A JSON value of any shape.
    mutating func tree(depth: Int) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 7 : 4), using: &random) {
        case 0: return .null
        case 1: return .bool(chance(50))
        case 2: return .number(oneOf(["0", "-0.5", "1E9", "12345678901234567890"]))
        case 3, 4: return .string(oneOf(["", "a", "\"\\/\u{1}\n", "é😀", "MSH|", "}{"]))
        case 5, 6:
            let count = Int.random(in: 0...4, using: &random)
            return .array((0..<count).map { _ in tree(depth: depth - 1) })
        default:
            let count = Int.random(in: 0...4, using: &random)
            return .object((0..<count).map { JSONValue.Member("m\($0)\"", tree(depth: depth - 1)) })
        }
    }
}

extension EventGenerator.Parts {
    /// The structured mode, with `data` as JSON.
    var structured: [UInt8] { envelope(JSONValue.Member("data", data)) }

    /// The structured mode, with the data in Base64.
    var encoded: [UInt8] {
        envelope(JSONValue.Member("data_base64", .string(base64(data.utf8))))
    }

    private func envelope(_ data: JSONValue.Member) -> [UInt8] {
        JSONValue.object(attributes.map { JSONValue.Member($0.name, .string($0.text)) } + [data])
            .utf8
    }

    /// The headers of the Kafka binding.
    var headers: [(name: String, value: [UInt8]?)] {
        attributes.map { (name: "ce_" + $0.name, value: Array($0.text.utf8)) }
            + [(name: "content-type", value: Array("application/json; charset=utf-8".utf8))]
    }

    /// The headers of the HTTP binding, as a bridge passes them on.
    var httpHeaders: [(name: String, value: [UInt8]?)] {
        attributes.map { name, text in
            let encoded = text.utf8.map { byte -> String in
                let isPlain = byte > 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x25
                let digits = String(byte, radix: 16, uppercase: true)
                return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
            }
            return (name: "Ce-" + name, value: Array(encoded.joined().utf8))
        } + [(name: "Content-Type", value: Array("application/json".utf8))]
    }
}

private func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = Array(bytes[start..<min(start + 3, bytes.count)])
        let padded = group + Array(repeating: 0, count: 3 - group.count)
        let number = padded.reduce(0) { $0 << 8 | Int($1) }
        for place in 0..<4 {
            let isPadding = place > group.count
            text.append(isPadding ? 0x3D : letters[number >> (18 - 6 * place) & 63])
        }
    }
    return String(decoding: text, as: UTF8.self)
}
