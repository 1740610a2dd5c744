//! What a limiter remembers goes when it says nothing any more.

use ezauth_core::Accounts;
use ezauth_core::faults::{alter_file, count_rows};
use ezauth_tests::harness::settings;

#[test]
fn a26_keys_by_the_thousand_are_swept() {
    const KEYS: u64 = 20_000;
    let folder = tempfile::TempDir::new_in(ezauth_tests::harness::folder_in_memory()).unwrap();
    let file = folder.path().join("accounts.db");
    let accounts = Accounts::open(settings(&file)).unwrap();
    alter_file(
        &file,
        &format!(
            "
            WITH RECURSIVE key(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM key WHERE n < {KEYS})
            INSERT INTO throttles (bucket, count, started_at, last_at, expires_at)
            SELECT randomblob(32), 1, n, n, n + 1
            FROM key"
        ),
    )
    .unwrap();
    assert_eq!(count_rows(&file, "throttles").unwrap(), KEYS);
    let swept = accounts.sweep(KEYS / 2).unwrap().throttles;
    assert_eq!(swept, KEYS / 2, "no more than was asked for");
    assert_eq!(accounts.sweep(2 * KEYS).unwrap().throttles, KEYS - swept);
    assert_eq!(count_rows(&file, "throttles").unwrap(), 0);
}
