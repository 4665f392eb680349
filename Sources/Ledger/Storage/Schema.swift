// SPDX-License-Identifier: Apache-2.0
import GRDB

/// The tables of format 1. Strict, so that a column cannot hold another type than it says.
enum Schema {
    /// Creates every table in an empty database.
    static func create(_ db: Database) throws {
        try db.execute(sql: "PRAGMA application_id = \(Limits.applicationID)")
        for table in tables { try db.execute(sql: table) }
    }

    private static let tables = [
        // What the ledger is: format, area, id, key check, signed head and checkpoint.
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID",
        // A key is wrapped or destroyed, never both.
        """
        CREATE TABLE subject_keys (
          token BLOB PRIMARY KEY CHECK (length(token) = 16),
          wrapped BLOB,
          destroyed_at INTEGER,
          CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE frames (
          seq INTEGER PRIMARY KEY,
          header BLOB NOT NULL,
          body BLOB NOT NULL,
          hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT
        """,
        """
        CREATE TABLE topics (
          id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 65535),
          name TEXT NOT NULL UNIQUE
        ) STRICT
        """,
        """
        CREATE TABLE cases (
          key BLOB PRIMARY KEY CHECK (length(key) = 16),
          next_due INTEGER,
          body BLOB NOT NULL
        ) STRICT
        """,
        "CREATE INDEX cases_due ON cases (next_due) WHERE next_due IS NOT NULL",
        """
        CREATE TABLE positions (
          topic INTEGER NOT NULL,
          partition INTEGER NOT NULL,
          next_offset INTEGER NOT NULL,
          cluster TEXT,
          last_hash BLOB,
          PRIMARY KEY (topic, partition)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE inputs (
          topic INTEGER NOT NULL,
          partition INTEGER NOT NULL,
          offset INTEGER NOT NULL,
          idx INTEGER NOT NULL,
          frame INTEGER NOT NULL,
          outcome INTEGER NOT NULL,
          PRIMARY KEY (topic, partition, offset, idx)
        ) STRICT, WITHOUT ROWID
        """,
        // n counts the rows of inputs, frameless the inputs that have no frame.
        """
        CREATE TABLE outcome_counts (
          topic INTEGER NOT NULL,
          outcome INTEGER NOT NULL,
          n INTEGER NOT NULL DEFAULT 0 CHECK (n >= 0),
          frameless INTEGER NOT NULL DEFAULT 0 CHECK (frameless >= 0),
          PRIMARY KEY (topic, outcome)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE stubs (
          id INTEGER PRIMARY KEY,
          topic INTEGER NOT NULL,
          partition INTEGER NOT NULL,
          offset INTEGER NOT NULL,
          idx INTEGER NOT NULL,
          occurred_at INTEGER NOT NULL,
          expires_at INTEGER NOT NULL,
          UNIQUE (topic, partition, offset, idx)
        ) STRICT
        """,
        "CREATE INDEX stubs_expiry ON stubs (expires_at)",
        """
        CREATE TABLE stub_tokens (
          token BLOB NOT NULL CHECK (length(token) = 16),
          stub INTEGER NOT NULL,
          PRIMARY KEY (token, stub)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX stub_tokens_stub ON stub_tokens (stub)",
        """
        CREATE TABLE dead_letters (
          topic INTEGER NOT NULL,
          partition INTEGER NOT NULL,
          offset INTEGER NOT NULL,
          idx INTEGER NOT NULL,
          at INTEGER NOT NULL,
          expires_at INTEGER NOT NULL,
          code TEXT NOT NULL,
          position INTEGER,
          body BLOB NOT NULL,
          PRIMARY KEY (topic, partition, offset, idx)
        ) STRICT
        """,
        "CREATE INDEX dead_letters_expiry ON dead_letters (expires_at)",
        """
        CREATE TABLE relay (
          name TEXT PRIMARY KEY,
          frame INTEGER NOT NULL,
          idx INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE relay_offsets (
          topic INTEGER NOT NULL,
          partition INTEGER NOT NULL,
          offset INTEGER NOT NULL,
          PRIMARY KEY (topic, partition)
        ) STRICT, WITHOUT ROWID
        """,
    ]
}
