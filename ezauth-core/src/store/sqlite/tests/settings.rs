//! What SQLite leaves off is on, in every connection.

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::types::{FromSql, Value};
use tempfile::TempDir;

use super::super::SqliteStore;
use super::super::busy::Deadline;
use super::super::connection::Opener;
use super::{Bench, Settled, file, options};
use crate::store::Store;

const PRAGMAS: [(&str, &str); 11] = [
    ("journal_mode", "wal"),
    ("synchronous", "2"),
    ("fullfsync", "1"),
    ("checkpoint_fullfsync", "1"),
    ("secure_delete", "1"),
    ("cell_size_check", "1"),
    ("temp_store", "2"),
    ("mmap_size", "65536"),
    ("foreign_keys", "1"),
    ("trusted_schema", "0"),
    ("busy_timeout", "0"),
];

const CONFIGS: [(DbConfig, bool); 5] = [
    (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
    (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
    (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
    (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    (DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false),
];

#[test]
fn every_connection_has_its_settings() {
    let folder = TempDir::new().unwrap();
    let mut options = options(&folder);
    options.mmap_size = 65_536;
    let store = SqliteStore::open(&options, &mut Settled).unwrap();
    store.writer.lend(|connection| check(connection, "0"));

    let opener = Opener::new(&file(&folder), options.mmap_size).unwrap();
    let reader = opener.reader(Deadline::after(options.busy_timeout));
    check(&reader.unwrap(), "1");
    store.close();
}

#[test]
fn a_user_takes_along_what_is_the_users_and_a_trigger_does_not_run() {
    let bench = Bench::new();
    bench.write_user(0).unwrap();
    bench.store.writer.lend(|connection| {
        connection
            .execute_batch(
                "CREATE TRIGGER of_a_stranger AFTER DELETE ON users
                 BEGIN SELECT RAISE(ABORT, 'a trigger runs'); END;
                 INSERT INTO credentials (id, user_id, type, data, created_at, updated_at)
                 SELECT id, id, 'password', '', 0, 0 FROM users;
                 DELETE FROM users;",
            )
            .unwrap();
        let left: u32 =
            connection.query_row("SELECT count(*) FROM credentials", [], |row| row.get(0)).unwrap();
        assert_eq!(left, 0);
    });
}

fn check(connection: &Connection, query_only: &str) {
    for (pragma, expected) in PRAGMAS.into_iter().chain([("query_only", query_only)]) {
        let value = connection.pragma_query_value(None, pragma, |row| match row.get(0)? {
            Value::Integer(value) => Ok(value.to_string()),
            value => FromSql::column_result((&value).into()).map_err(Into::into),
        });
        let value = value.unwrap();
        assert_eq!(value, expected, "{pragma}");
    }
    for (config, expected) in CONFIGS {
        assert_eq!(connection.db_config(config), Ok(expected), "{config:?}");
    }
}
