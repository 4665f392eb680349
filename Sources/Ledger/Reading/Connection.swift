// SPDX-License-Identifier: Apache-2.0
import GRDB

/// An open connection with what opens sealed data, lent for one read. Only the ledger looks inside.
package struct Connection {
    let db: Database
    /// Nil without the area key, and where nothing is opened.
    let opening: Opening?
}

/// What opens sealed data. A writer keeps one; a reader makes one for each read, so that it can be
/// shared between threads. Not thread-safe itself.
final class Opening {
    let sealing: ProjectionSealing
    let dataKeys: DataKeys

    init(sealing: ProjectionSealing, dataKeys: DataKeys) {
        self.sealing = sealing
        self.dataKeys = dataKeys
    }

    convenience init(_ keys: AreaKeys) throws(LedgerError) {
        self.init(sealing: try ProjectionSealing(keys), dataKeys: try DataKeys(keys))
    }
}
