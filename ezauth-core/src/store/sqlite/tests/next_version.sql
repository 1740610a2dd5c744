-- What a next version might do, for tests: a column, something in each row, and a table.

ALTER TABLE users ADD COLUMN migrations INTEGER NOT NULL DEFAULT 0;

UPDATE users SET migrations = migrations + 1;

CREATE TABLE next_version (migrated_at INTEGER NOT NULL) STRICT;

INSERT INTO next_version VALUES (0);
