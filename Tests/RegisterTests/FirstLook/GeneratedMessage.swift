// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register

/// An ADT message as a list of fields, from which it is written at the end.
struct MessageDraft {
    var msh: [Int: String] = [:]
    var evn: [Int: String] = [:]
    var pid: [Int: String] = [:]
    var pv1: [Int: String]? = [:]
    var further: [String] = []
    var head = "MSH|^~\\&"
    var lineEnd = "\r"
    var isWithoutPerson = false

    var bytes: [UInt8] {
        func segment(_ name: String, _ fields: [Int: String], from first: Int = 1) -> String {
            let last = fields.keys.max() ?? 0
            let texts = last < first ? [] : (first...last).map { fields[$0] ?? "" }
            return ([name] + texts).joined(separator: "|")
        }
        var lines = [segment(head, msh, from: 3)]
        if !evn.isEmpty { lines.append(segment("EVN", evn)) }
        if !isWithoutPerson { lines.append(segment("PID", pid)) }
        if let pv1 { lines.append(segment("PV1", pv1)) }
        return Array((lines + further).map { $0 + lineEnd }.joined().utf8)
    }
}

/// Writes messages: about strangers, about people who share one thing or several with an entry, and
/// with every oddity that the first look leaves to the full decode.
struct MessageMaker {
    var world: GeneratedRegister
    let entries: [RegisterEntry]

    init(seed: UInt64, entries count: Int) {
        world = GeneratedRegister(seed: seed)
        var made: [RegisterEntry] = []
        for number in 0..<count { made.append(world.entry(number)) }
        entries = made
    }

    private mutating func one<Value>(of list: [Value]) -> Value {
        list[Int.random(in: list.indices, using: &world.generator)]
    }

    private mutating func chance(oneIn count: Int) -> Bool {
        Int.random(in: 0..<count, using: &world.generator) == 0
    }

    private mutating func digits(_ count: Int) -> String {
        (0..<count).map { _ in one(of: ["0", "1", "2", "3", "7", "9"]) }.joined()
    }

    mutating func message() -> [UInt8] {
        var draft = plain()
        if chance(oneIn: 3) { share(with: one(of: entries), &draft) }
        if chance(oneIn: 2) { oddity(&draft) }
        if chance(oneIn: 8) { oddity(&draft) }
        var bytes = draft.bytes
        // A slip of one byte, as the fuzzer makes them.
        if chance(oneIn: 10) {
            let place = Int.random(in: bytes.indices, using: &world.generator)
            bytes[place] = UInt8.random(in: 0...255, using: &world.generator)
        }
        return bytes
    }

    /// A message within the grammar, about a stranger.
    private mutating func plain() -> MessageDraft {
        var draft = MessageDraft()
        let trigger = one(of: ["A01", "A02", "A03", "A04", "A05", "A08", "A11", "A28", "A31"])
        let letter = trigger == "A04" ? "E" : one(of: ["I", "I", "E", "D"])
        let time = one(of: ["20260302141800", "202603291030", "20261025013000+0000"])
        draft.msh = [
            3: "PAS", 4: "RXX", 7: time, 9: "ADT^\(trigger)", 10: "K\(digits(6))", 11: "P",
            12: "2.4",
        ]
        draft.evn = [1: trigger, 2: time]
        if chance(oneIn: 2) { draft.evn[6] = "20260302140000" }
        let name = "\(one(of: ["Quorn", "O'Zell", "Xan-Thorne", "Vex Mal"]))\(one(of: ["", "e"]))"
        draft.pid = [
            1: "1", 3: "\(world.nhsNumber())^^^NHS^NH~S\(digits(6))^^^RYY^MR",
            5: "\(name)^\(one(of: ["Wren", "Bo Lee", "Ann-May"]))^\(one(of: ["", "Q", "Iz"]))",
            7: world.date().formatted.filter { $0 != "-" }, 8: "1",
            11: "1 STREET^^TOWN^^\(world.postcode())^GBR^H",
        ]
        draft.pv1 = [1: "1", 2: letter, 3: "WARD^1", 10: one(of: ["300", "100", ""])]
        if chance(oneIn: 2) { draft.pv1?[19] = "V\(digits(5))^^^RXX" }
        if chance(oneIn: 2) { draft.pv1?[44] = time }
        if chance(oneIn: 4) { draft.pv1?[45] = time }
        if chance(oneIn: 3) { draft.further.append("DG1|1||R10.4^Pain^I10") }
        if chance(oneIn: 3) { draft.further.append("NK1|1|ANY^BODY~OTHER&X") }
        if chance(oneIn: 5) { draft.lineEnd = one(of: ["\n", "\r\n"]) }
        return draft
    }

    /// Gives the person one or more facts of an entry.
    private mutating func share(with entry: RegisterEntry, _ draft: inout MessageDraft) {
        let family = entry.familyName ?? ""
        let given = entry.givenNames.first ?? ""
        let born = (entry.birthDate?.formatted ?? "").filter { $0 != "-" }
        let line = entry.addressLines[0]
        switch Int.random(in: 0..<11, using: &world.generator) {
        case 0: draft.pid[3] = "\(entry.nhsNumber ?? "")^^^NHS^NH"
        case 1:
            let id = entry.localIds[0]
            draft.pid[3] = "\(id.value)^^^\(one(of: [id.authority ?? "", ""]))^MR"
        case 2:
            draft.pid[5] = "\(family)^Nobody"
            draft.pid[7] = born
        case 3: draft.pid[5] = one(of: ["\(family)^\(given)", "\(given)^\(family)"])
        case 4:
            draft.pid[5] = "Nobody^X^\(given)"
            draft.pid[11] = "^^^^\(entry.postcode ?? "")"
        case 5:
            draft.pid[7] = born
            draft.pid[11] = "^^^^\((entry.postcode ?? "").lowercased().filter { $0 != " " })"
        case 6:
            // Of the name the first letter, and of the postcode the district.
            draft.pid[5] = "\(family.prefix(1))zz^Nobody"
            draft.pid[7] = born
            draft.pid[11] = "^^^^\((entry.postcode ?? "").dropLast(3)) 9ZZ"
        case 7:
            draft.pid[5] = "\(family.prefix(3))zz^Nobody"
            draft.pid[11] = one(of: ["\(line.uppercased())^^TOWN", "FLAT 1^\(line)"])
        case 8:
            draft.pid[7] = born
            draft.pid[11] = "\(line)^TOWN"
        default:
            draft.pid[5] = "\(family)^\(given)"
            draft.pid[7] = born
            draft.pid[11] = "^^^^\(entry.postcode ?? "")"
        }
    }
}
