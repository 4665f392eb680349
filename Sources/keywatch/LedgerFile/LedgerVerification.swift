// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Ledger
import Notifications

/// The whole of `ledger verify`: what the ledger says of itself, then what its contents mean.
struct LedgerVerification {
    /// What the ledger's own verification did.
    let report: VerificationReport
    /// Everything wrong, a line each.
    let findings: [String]

    /// Verifies a ledger. The contents are judged only where the chain is sound: frames that were
    /// altered would be blamed a second time, on every case.
    static func run(_ view: LedgerView) throws -> LedgerVerification {
        let chain = Progress("frames checked", isShown: true)
        let report = try view.reader.verify(progress: chain.note)
        var findings = report.findings.map(\.description)
        if report.findings.isEmpty {
            let contents = Progress("frames applied", isShown: true)
            findings += try LedgerAudit.findings(view, progress: contents.note).map(\.description)
        }
        return LedgerVerification(report: report, findings: findings)
    }

    /// Prints the findings and the sum.
    func show(asJSON: Bool) {
        if asJSON {
            return Terminal.data(
                JSONValue.object([
                    .init("frames", .number(String(report.frames))),
                    .init("parts", .number(String(report.opened))),
                    .init("erasedParts", .number(String(report.erased))),
                    .init("findings", .array(findings.map { .string($0) })),
                ]).text)
        }
        for finding in findings { Terminal.data(finding) }
        let sum = findings.isEmpty ? "nothing wrong" : "\(findings.count) findings"
        Terminal.data(
            "\(report.frames) frames, \(report.opened) parts opened, \(report.erased) erased: "
                + sum)
    }
}

/// What `ledger rebuild` prints.
struct RebuildReport {
    private let rebuild: LedgerRebuild

    init(_ rebuild: LedgerRebuild) {
        self.rebuild = rebuild
    }

    /// A row for each table: its digest before, after, and whether they are the same.
    var table: TextTable {
        var table = TextTable(["table", "before", "after", "same"])
        for name in ProjectionTable.allCases {
            let (before, after) = (rebuild.before[name] ?? [], rebuild.after[name] ?? [])
            table.add([
                name.rawValue, IdentityHashes.hex(before), IdentityHashes.hex(after),
                before == after ? "yes" : "no",
            ])
        }
        return table
    }

    func show(asJSON: Bool) {
        table.show(asJSON: asJSON, empty: "")
        Terminal.say(
            "\(rebuild.cases) cases rebuilt: "
                + (rebuild.isIdentical ? "identical" : "they were NOT what the frames give"))
    }
}
