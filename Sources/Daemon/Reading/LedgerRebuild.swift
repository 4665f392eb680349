// SPDX-License-Identifier: Apache-2.0

package import Ledger

/// Puts the projections of a ledger in place of the stored ones, made anew from the frames
/// (CONTRACT.md §1, `ledger rebuild`).
package struct LedgerRebuild: Sendable {
    /// SHA-256 of each table's canonical dump before, by table.
    package let before: [ProjectionTable: [UInt8]]
    /// The same after.
    package let after: [ProjectionTable: [UInt8]]
    /// How many cases were made.
    package let cases: Int

    /// Whether the rebuild gave exactly what stood there.
    package var isIdentical: Bool { before == after }

    /// Rebuilds under the ledger's exclusive lock. Nothing changes when it throws.
    ///
    /// - Throws: `LedgerError.locked` while a daemon runs; decoding errors of frames.
    package static func run(
        _ location: LedgerLocation, progress: (Int64, Int64) -> Void = { _, _ in }
    ) throws -> LedgerRebuild {
        let writer = try Writer.open(location)
        let view = try LedgerView(path: location.path, keys: location.keys)
        let before = try writer.canonicalDigests()
        let rows = try CaseRebuild.read(view, progress: progress).rows()
        var replacement = Replacement()
        replacement.cases = rows
        replacement.inputs = true
        try writer.replaceProjections(with: replacement)
        let after = try writer.canonicalDigests()
        try writer.close()
        return LedgerRebuild(before: before, after: after, cases: rows.count)
    }
}
