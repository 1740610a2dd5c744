//! What cannot be read back is damage: never a panic, and never a row that is not there.

use super::Bench;
use crate::domain::{EventFilter, EventType, Form, IdentityType, Kind};
use crate::error::{Error, Result, StorageReason};
use crate::store::Transaction;
use crate::store::conformance::samples::{
    add, add_session, add_user, add_verified, digest, event, password, verification,
};

/// Reads a row and says whether it is there.
type Read = fn(&mut dyn Transaction) -> Result<bool>;

const EMAIL: IdentityType = IdentityType::Email;

const READ_BACK: [(&str, Read); 11] = [
    ("UPDATE users SET name = CAST(x'ff' AS TEXT)", session),
    ("UPDATE sessions SET id = x'00'", session),
    ("UPDATE sessions SET method = 'charm'", session),
    ("UPDATE credentials SET data = CAST(x'ff' AS TEXT)", sign_in),
    ("UPDATE identities SET display_value = CAST(x'ff' AS TEXT)", identity),
    ("UPDATE verifications SET kind = 'riddle'", link),
    ("UPDATE verifications SET failures = -1", link),
    ("UPDATE verifications SET key_id = x'00'", link),
    ("UPDATE events SET type = 'wedding'", events),
    ("UPDATE events SET data = '[]'", events),
    ("UPDATE events SET data = 'x'", events),
];

#[test]
fn a_value_that_does_not_parse_is_damage() {
    for (damage, read) in READ_BACK {
        let bench = Bench::new();
        fill(&bench);
        assert_eq!(bench.store().read(read), Ok(true));

        let other = bench.other();
        other.pragma_update(None, "ignore_check_constraints", true).unwrap();
        assert_eq!(other.execute(damage, []), Ok(1), "{damage}");
        let corrupt = Error::storage(StorageReason::Corrupt);
        assert_eq!(bench.store().read(read), Err(corrupt), "{damage}");
    }
}

/// One row in each table that is read.
fn fill(bench: &Bench) {
    let user = add_user(bench, 1);
    add_verified(bench, 1, user, "a@example.com");
    add_session(bench, 1, user);
    add(bench, &verification(1, Form::Link, Kind::SignIn, "a@example.com"));
    let refused = event(1, EventType::SignInRefused, None);
    bench
        .store()
        .write(|tx| {
            tx.put_password(&password(1, user, "phc"))?;
            tx.count_event(&refused, &digest(1))
        })
        .unwrap();
}

fn session(tx: &mut dyn Transaction) -> Result<bool> {
    Ok(tx.find_session(&digest(1))?.is_some())
}

fn sign_in(tx: &mut dyn Transaction) -> Result<bool> {
    Ok(tx.find_sign_in(&EMAIL, "a@example.com")?.is_some())
}

fn identity(tx: &mut dyn Transaction) -> Result<bool> {
    Ok(tx.find_verified(&EMAIL, "a@example.com")?.is_some())
}

fn link(tx: &mut dyn Transaction) -> Result<bool> {
    Ok(tx.find_token(Form::Link, &digest(1))?.is_some())
}

fn events(tx: &mut dyn Transaction) -> Result<bool> {
    Ok(!tx.list_events(&EventFilter::default(), 0, 9)?.is_empty())
}
