//! That SQLite keeps the rules of every store.

use rusqlite::params;

use super::Bench;
use crate::domain::{UserId, VerificationId};
use crate::store::{Store, conformance};

conformance::suite!(Bench::new());

impl conformance::Bench for Bench {
    fn store(&self) -> &dyn Store {
        &self.store
    }

    fn disable(&self, user: UserId) {
        let disabled =
            self.other().execute("UPDATE users SET disabled_at = created_at WHERE id = ?1", [user]);
        assert_eq!(disabled, Ok(1));
    }

    fn pend_change(&self, user: UserId, verification: VerificationId) {
        let other = self.other();
        // One id does for both, since it is unique in each table.
        let pending = other.execute(
            "
            INSERT INTO pending_changes (id, user_id, type, value, display_value,
                                         expires_at, created_at)
            SELECT id, ?1, channel, value, value, expires_at, created_at
            FROM verifications
            WHERE id = ?2",
            params![user, verification],
        );
        assert_eq!(pending, Ok(1));
        let issued = other.execute(
            "UPDATE verifications SET pending_change_id = id WHERE id = ?1",
            [verification],
        );
        assert_eq!(issued, Ok(1));
    }

    fn pending_changes(&self) -> u64 {
        self.other()
            .query_row("SELECT count(*) FROM pending_changes", [], |row| row.get::<_, u32>(0))
            .unwrap()
            .into()
    }
}
