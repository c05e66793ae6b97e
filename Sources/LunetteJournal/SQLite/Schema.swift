import GRDB

/// The tables, as they came to be.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE entries (
                        position INTEGER PRIMARY KEY,
                        run TEXT NOT NULL,
                        kind TEXT NOT NULL,
                        at INTEGER NOT NULL,
                        body TEXT NOT NULL,
                        hash TEXT NOT NULL
                    );
                    CREATE INDEX entries_by_run ON entries (run, position);
                    CREATE INDEX runs ON entries (kind, position)
                        WHERE kind NOT IN ('begin', 'finish', 'intent', 'outcome');
                    CREATE TABLE fences (
                        lock TEXT PRIMARY KEY,
                        token INTEGER NOT NULL,
                        run TEXT NOT NULL
                    ) WITHOUT ROWID;
                    CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
                    BEGIN SELECT RAISE(ABORT, 'an entry of the journal is never changed'); END;
                    """)
        }
        return migrator
    }
}
