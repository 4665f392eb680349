// SPDX-License-Identifier: Apache-2.0

extension MessageMaker {
    /// Something that a field may hold and that the first look has to leave alone or to read as the
    /// full decode does.
    mutating func oddity(_ draft: inout MessageDraft) {
        let oddities: [@Sendable (inout MessageDraft) -> Void] =
            MessageMaker.ofHeader + MessageMaker.ofPerson + MessageMaker.ofNames
            + MessageMaker.ofContact + MessageMaker.ofMessage
        let place = Int.random(in: oddities.indices, using: &world.generator)
        oddities[place](&draft)
    }

    private static let ofHeader: [@Sendable (inout MessageDraft) -> Void] = [
        { $0.msh[3] = "" }, { $0.msh[4] = "" }, { $0.msh[4] = "^1.2.3^ISO" },
        { $0.msh[4] = " rxx " }, { $0.msh[4] = "R&X" }, { $0.msh[7] = "" },
        { $0.msh[9] = "ADT^A40" }, { $0.msh[9] = "ADT^A17" }, { $0.msh[9] = "ORU^R01" },
        { $0.msh[9] = "ADT" }, { $0.msh[9] = "ADT^A01^ADT_A01" }, { $0.msh[9] = "ADT^A99" },
        { $0.msh[11] = "T" }, { $0.msh[11] = "" }, { $0.msh[18] = "8859/1" },
        { $0.msh[18] = "UTF-16" }, { $0.head = "MSH|^~\\&#" }, { $0.head = "MSH|$~\\&" },
        { $0.evn = [:] }, { $0.evn[6] = "20260230" }, { $0.evn[6] = "2026" },
        { $0.evn[6] = "20260302240000" }, { $0.evn[6] = "\"\"" }, { $0.evn[2] = "" },
        { $0.evn[6] = "20260302140000.123" }, { $0.evn[6] = "20260302140060" },
        { $0.evn[6] = "20260302140000-0500^M" },
    ]

    private static let ofPerson: [@Sendable (inout MessageDraft) -> Void] = [
        { $0.pid[3] = "" }, { $0.pid[3] = "123" }, { $0.pid[3] = "123^^^^MR" },
        { $0.pid[3] = "9990000018" }, { $0.pid[3] = "999 000 0018^^^NHS" },
        { $0.pid[3] = "999000001^8^^NHS^NH" }, { $0.pid[3] = "9990000018^^^CHI" },
        { $0.pid[3] = "9990000018^^^NHS^HC" }, { $0.pid[3] = "9990000019^^^NHS^NH~1^^^RXX" },
        { $0.pid[3] = "1^^^LOCALID^PI" }, { $0.pid[3] = "1^^^visitid" },
        { $0.pid[3] = "1^^^RXX~2^^^RXX~3^^^RXX~4^^^RXX~5^^^RXX" },
        { $0.pid[3] = "A\\T\\1^^^RXX" }, { $0.pid[3] = "1^^^RXX&1.2&ISO" },
        { $0.pid[3] = "1^^^NHSNUMBER" }, { $0.pid[3] = "NOTKNOWN^^^NHS~1^^^RXX" },
        { $0.pid[3] = "9990000018^^^NHS{status:05}" }, { $0.pid[3] = " 77 ^^^ rzz ^MR" },
        { $0.pid[2] = "12345" }, { $0.pid[2] = "12345^^^NHS" }, { $0.pid[19] = "9990000018" },
        { $0.pid[4] = "X1" }, { $0.pid[32] = "NSTS05" }, { $0.pid[32] = "NSTS02" },
        { $0.pid[32] = "01" }, { $0.pid[32] = "07" }, { $0.pid[7] = "" }, { $0.pid[7] = "2010" },
        { $0.pid[7] = "20101301" }, { $0.pid[7] = "201002281200" }, { $0.pid[7] = "2010-02-28" },
        { $0.pid[7] = "20100228^D" }, { $0.pid[7] = "\"\"" }, { $0.pid[11] = "" },
        { $0.pid[11] = "^^^^LS1 4AP~^^^^M1 1AA^^H" }, { $0.pid[11] = "^^^^ZZ99 3VZ" },
        { $0.pid[11] = "^^^^LSI 4AP" }, { $0.pid[11] = "^^^^G1R 0AA" }, { $0.pid[11] = "^^^^X" },
        { $0.pid[11] = "^^^^LS1 OAP" }, { $0.pid[11] = "^^^^  " }, { $0.pid[11] = "^^^^\"\"" },
        { $0.pid[11] = "^^^^EC1A1BB" }, { $0.pid[11] = "^^^^W1A 0AX" }, { $0.pid[30] = "Y" },
        { $0.pid[11] = "12 HIGH & CO^^^^LS1 4AP" }, { $0.pid[11] = "12 H\u{ED}GH ST" },
        { $0.pid[11] = "THE MILL [SIC]^12 MILL LANE" }, { $0.pid[11] = "12^HIGH ST" },
        { $0.pid[11] = String(repeating: "a ", count: 14) + "12 HIGH ST" },
        { $0.pid[11] = String(repeating: "b", count: 230) + " 12 HIGH ST" },
    ]

    private static let ofNames: [@Sendable (inout MessageDraft) -> Void] = [
        { $0.pid[5] = "" }, { $0.pid[5] = "^Sam" }, { $0.pid[5] = "X^Sam" }, { $0.pid[5] = "Solo" },
        { $0.pid[5] = "Quorn^Ann~Quill^Ann^^^^^A" }, { $0.pid[9] = "Quill^Ann" },
        { $0.pid[5] = "Quorn&van^Ann" }, { $0.pid[5] = "Qu\\T\\orn^Ann" },
        { $0.pid[5] = "Quórn^Ann" }, { $0.pid[5] = "Quorn^\"\"" }, { $0.pid[5] = "''^Ann" },
        { $0.pid[5] = "Quorn Quorn^Quorn^Quorn" }, { $0.pid[5] = "A B C D^EF" },
        { $0.pid[5] = "de la Quorn-Smythe^Ann May^Joy Q^^^^L" },
        { $0.pid[5] = "Quorn^aa bb cc dd ee ff gg hh ii jj kk" },
        { $0.pid[5] = "Quorn^aa aa aa aa aa aa aa aa aa" },
        { $0.pid[5] = String(repeating: "Long", count: 40) + "^Ann" },
        { $0.pid[5] = "O`Quorn 3rd^J.^K" },
    ]

    private static let ofContact: [@Sendable (inout MessageDraft) -> Void] = [
        { $0.pv1 = nil }, { $0.pv1?[2] = "" }, { $0.pv1?[2] = "O" }, { $0.pv1?[2] = "X" },
        { $0.pv1?[2] = "INPATIENT" }, { $0.pv1?[2] = "i" }, { $0.pv1?[2] = "P" },
        { $0.pv1?[2] = "U" }, { $0.pv1?[10] = "711" }, { $0.pv1?[10] = "700^LD" },
        { $0.pv1?[10] = "722" }, { $0.pv1?[10] = "PSYCH" }, { $0.pv1?[10] = " 711" },
        { $0.pv1?[10] = "\"\"" }, { $0.pv1?[19] = "1&2^^^R" }, { $0.pv1?[19] = "1~2" },
        { $0.pv1?[19] = "77^^^VISITID" }, { $0.pv1?[44] = "junk" }, { $0.pv1?[45] = "20260302" },
        { $0.pv1?[8] = String(repeating: "~", count: 300) },
        { $0.further.append("DG1|1||F84.0^Autism^I10") }, { $0.further.append("DG1|1||f70") },
        { $0.further.append("DG1|1||35919005^A^SCT") }, { $0.further.append("DG1|1||^A^^F71") },
        { $0.further.append("DG1|1||.F840") }, { $0.further.append("DG1|1||") },
    ]

    private static let ofMessage: [@Sendable (inout MessageDraft) -> Void] = [
        { $0.isWithoutPerson = true }, { $0.further.append("PID|2||1^^^RXX||Other^One") },
        { $0.further.append("PV1|2|I") }, { $0.further.append("MRG|1^^^RXX") },
        { $0.further.append("MSH|^~\\&|A|B|||2026||ADT^A01|2|P|2.4") },
        { $0.further.append("BTS|1") }, { $0.further.append("ZU1||||||711") },
        { $0.further.append("ZU3||||||||||51") }, { $0.further.append("ZZZ|x") },
        { $0.further.append("pid|2") }, { $0.further.append("a line of text") },
        { $0.further.append("NTE|1||a\ttab") }, { $0.further.append("NTE|1||na\u{EF}ve") },
        { $0.further.append("NTE|1||a\u{0B}b") }, { $0.further.append("NTE") },
        { $0.further.append("NT") }, { $0.lineEnd = "\u{1C}" }, { $0.lineEnd = "\r\r\n" },
        { $0.further.append("NTE|1||" + String(repeating: "x", count: 2_000)) },
        { $0.further.append("NTE|1||" + String(repeating: "|", count: 1_200)) },
        { $0.further.append(" NTE|1") },
        { draft in
            draft.further += (0..<90).map { "NTE|\($0)|" + String(repeating: "y", count: 200) }
        },
    ]
}
