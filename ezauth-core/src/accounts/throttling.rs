//! Limits on attempts, kept in the store: all processes and languages share them.
//!
//! Each bucket is a keyed hash of what it counts, so that the table tells nothing of who was tried. A
//! caller without an address has one bucket where a value or an identifier is limited, and none where
//! an address is limited over all values.

mod messages;

use std::time::Duration;

use super::audit::Refusal;
use super::core::Core;
use crate::crypto::Draw;
use crate::domain::input::{Caller, Password};
use crate::domain::{Digest, EventType, IdentityType, Limit, Tally, Timestamp, UserId};
use crate::error::{Error, Result};
#[cfg(feature = "seeded-faults")]
use crate::faults::{Fault, is_seeded};
use crate::store::Transaction;
use crate::store::rows::{NewEvent, OffFor, Swept};

pub(super) use messages::{CodeTry, IssueTry};

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// How long a row of failures is remembered of an account, and where there is none.
const ACCOUNT_KEPT: Duration = Duration::from_secs(365 * 24 * 60 * 60);
const NOBODY_KEPT: Duration = DAY;
/// No user has this id.
const NOBODY: UserId = UserId::from_bytes([0; 16]);

/// What the password of an open session's account is counted for. No identifier has a space, so nobody
/// else can count there.
pub(super) fn own_password(user: UserId) -> String {
    format!("account {user}")
}

/// A bucket with its limit.
#[derive(Clone, Copy)]
struct Counter {
    bucket: Digest,
    limit: Limit,
}

impl Counter {
    fn wait(&self, tx: &mut dyn Transaction, now: Timestamp) -> Result<Option<Duration>> {
        Ok(self.limit.wait(tx.find_tally(&self.bucket)?, now))
    }

    fn count(&self, tx: &mut dyn Transaction, now: Timestamp) -> Result<u32> {
        let tally = self.limit.count(tx.find_tally(&self.bucket)?, now);
        tx.put_tally(&self.bucket, &tally)?;
        Ok(tally.count)
    }

    /// Takes one back that was counted at `counted_at`, if it counts still: not from a window that has
    /// begun since.
    fn give_back(&self, tx: &mut dyn Transaction, counted_at: Timestamp) -> Result<()> {
        let is_its = |tally: &Tally| tally.counts(counted_at) && tally.started_at <= counted_at;
        let tally = tx.find_tally(&self.bucket)?.filter(is_its);
        match tally.map(|tally| tally.given_back()) {
            Some(Some(tally)) => tx.put_tally(&self.bucket, &tally),
            Some(None) => tx.end_tally(&self.bucket).map(drop),
            None => Ok(()),
        }
    }

    /// How many count now.
    fn current(&self, tx: &mut dyn Transaction, now: Timestamp) -> Result<u32> {
        let tally = tx.find_tally(&self.bucket)?.filter(|tally| tally.counts(now));
        Ok(tally.map_or(0, |tally| tally.count))
    }
}

/// How long the one of these has to wait that waits longest.
fn longest_wait(
    tx: &mut dyn Transaction,
    counters: &[Counter],
    now: Timestamp,
) -> Result<Option<Duration>> {
    #[cfg(feature = "seeded-faults")]
    if is_seeded(Fault::SkipLimits) {
        return Ok(None);
    }
    let mut longest = None;
    for counter in counters {
        longest = longest.max(counter.wait(tx, now)?);
    }
    Ok(longest)
}

/// Refuses where one of these has to wait; counts nothing.
fn refuse_early(tx: &mut dyn Transaction, counters: &[Counter], now: Timestamp) -> Result<()> {
    longest_wait(tx, counters, now)?.map_or(Ok(()), |wait| Err(Error::rate_limited(wait)))
}

/// What a try with a password is counted in.
pub(super) struct PasswordTry {
    /// The identifier from this address.
    here: Counter,
    /// The identifier from anywhere.
    anywhere: Counter,
    /// The address, whatever is tried from it.
    address: Option<Counter>,
    /// Stands for the account where there is none.
    nobody: Counter,
    refusal: Refusal,
    switched_off: NewEvent,
    now: Timestamp,
}

/// How many passwords of an account were wrong in a row, a try that is under way included.
#[derive(Clone, Copy)]
pub(super) struct Failures {
    account: Option<UserId>,
    count: u32,
}

impl Core {
    /// `identifier` is canonical, and not the account that it leads to: limits must not tell whether
    /// two identifiers are one person's.
    pub(super) fn draw_password_try(
        &self,
        draw: &Draw<'_>,
        identifier: &str,
        caller: &Caller,
    ) -> Result<PasswordTry> {
        let [here, anywhere] = self.tries_of(identifier, caller);
        Ok(PasswordTry {
            here,
            anywhere,
            address: self.failures_of(caller),
            nobody: self.counter(
                "nobody",
                &[identifier.as_bytes()],
                Limit::Row { kept: NOBODY_KEPT },
            ),
            refusal: self.draw_refusal(draw, EventType::SignInRefused, identifier, caller)?,
            switched_off: NewEvent::new(draw, EventType::PasswordSwitchedOff)?.by(caller),
            now: draw.now,
        })
    }

    /// Failures of an account in a row, wherever they came from.
    fn failures_of_account(&self, user: UserId) -> Counter {
        self.counter("account", &[user.as_bytes()], Limit::Row { kept: ACCOUNT_KEPT })
    }

    /// Wrong passwords and codes from one address.
    fn failures_of(&self, caller: &Caller) -> Option<Counter> {
        let limit = Limit::Window { most: self.settings.failures_hourly_by_ip, window: HOUR };
        caller.ip_bucket().map(|ip| self.counter("failures", &[&ip], limit))
    }

    /// The password of a user was set anew, by whoever proved the account: what failed before counts
    /// no more, neither for the account nor for what its owner signs in with.
    pub(super) fn forget_failures(
        &self,
        tx: &mut dyn Transaction,
        user: UserId,
        caller: &Caller,
    ) -> Result<()> {
        tx.end_tally(&self.failures_of_account(user).bucket)?;
        let username = tx.find_user(user)?.and_then(|user| user.username);
        let verified = tx.list_identities(user)?.into_iter().filter(|it| {
            it.verified_at.is_some() && !matches!(it.identity_type, IdentityType::Provider(_))
        });
        let identifiers = verified.map(|it| it.value).chain([own_password(user)]);
        for identifier in identifiers.chain(username.map(|it| it.to_ascii_lowercase())) {
            let [here, anywhere] = self.tries_of(&identifier, caller);
            tx.end_tally(&here.bucket)?;
            tx.end_tally(&anywhere.bucket)?;
        }
        Ok(())
    }

    /// Tries of an identifier from this address, and from anywhere.
    fn tries_of(&self, identifier: &str, caller: &Caller) -> [Counter; 2] {
        let longest = self.settings.sign_in_longest_wait;
        let here = Limit::Backoff { from: self.settings.sign_in_failures, longest };
        let anywhere = Limit::Backoff { from: self.settings.sign_in_failures_in_all, longest };
        let ip = caller.ip_bucket();
        let identifier = identifier.as_bytes();
        let here_parts = [identifier, ip.as_deref().unwrap_or_default()];
        [
            self.counter("password here", &here_parts, here),
            self.counter("password", &[identifier], anywhere),
        ]
    }

    fn counter(&self, of: &str, parts: &[&[u8]], limit: Limit) -> Counter {
        let parts = [&[of.as_bytes()], parts].concat();
        Counter { bucket: self.keys.current().bucket(&parts), limit }
    }
}

impl PasswordTry {
    /// Counts the try as failed, before anything is hashed; [`Self::succeed`] takes that back. Says how
    /// many of the account have failed in a row, this one included.
    ///
    /// # Errors
    /// `rate_limited`; then nothing is counted.
    pub(super) fn begin(
        &self,
        tx: &mut dyn Transaction,
        core: &Core,
        account: Option<UserId>,
    ) -> Result<Failures> {
        let counters = [Some(self.here), Some(self.anywhere), self.address];
        let counters: Vec<Counter> = counters.into_iter().flatten().collect();
        refuse_early(tx, &counters, self.now)?;
        core.sweep_a_little(tx, &[Swept::Throttles, Swept::Events], self.now)?;
        for counter in &counters {
            counter.count(tx, self.now)?;
        }
        let of_account = account.map(|user| core.failures_of_account(user));
        let count = of_account.unwrap_or(self.nobody).count(tx, self.now)?;
        // Those before are too many already, though some may be under way still.
        if count > core.settings.password_failures {
            self.switch_off(tx, account)?;
        }
        Ok(Failures { account, count })
    }

    /// The password was wrong. With the last of too many in a row the password of the account is
    /// switched off, which changes nothing that a caller could see: its owner is told later, by whoever
    /// delivers.
    pub(super) fn fail(
        &self,
        tx: &mut dyn Transaction,
        core: &Core,
        failures: Failures,
    ) -> Result<()> {
        self.refusal.write(tx)?;
        match failures.count >= core.settings.password_failures {
            true => self.switch_off(tx, failures.account),
            false => Ok(()),
        }
    }

    /// Nothing was found out: a try that was never looked at has not failed.
    fn take_back(&self, tx: &mut dyn Transaction, core: &Core, failures: Failures) -> Result<()> {
        let of_account = failures.account.map(|user| core.failures_of_account(user));
        let of_account = of_account.unwrap_or(self.nobody);
        let counters = [Some(self.here), Some(self.anywhere), self.address, Some(of_account)];
        for counter in counters.into_iter().flatten() {
            counter.give_back(tx, self.now)?;
        }
        Ok(())
    }

    fn switch_off(&self, tx: &mut dyn Transaction, account: Option<UserId>) -> Result<()> {
        // The same statement where there is nobody.
        let user = account.unwrap_or(NOBODY);
        if tx.switch_password_off(user, OffFor::Failures, self.now)? {
            tx.insert_event(&self.switched_off.clone().of(user))?;
        }
        Ok(())
    }

    /// The password was right: rows begin anew, and the address gets its try back. Says how many
    /// tries of this identifier, or of the account by whatever identifier, had failed before.
    pub(super) fn succeed(
        &self,
        tx: &mut dyn Transaction,
        core: &Core,
        account: Option<UserId>,
    ) -> Result<u32> {
        let of_account = account.map(|user| core.failures_of_account(user));
        let of_account = of_account.unwrap_or(self.nobody);
        let tries = self.anywhere.current(tx, self.now)?.max(of_account.current(tx, self.now)?);
        for counter in [self.here, self.anywhere, of_account] {
            tx.end_tally(&counter.bucket)?;
        }
        if let Some(address) = self.address {
            address.give_back(tx, self.now)?;
        }
        Ok(tries.saturating_sub(1))
    }
}

impl Core {
    /// Looks at a password that has been counted as failed.
    ///
    /// # Errors
    /// `rate_limited`, where too many are being hashed: then the try is not counted. `storage`.
    pub(super) fn verify_counted(
        &self,
        draw: &Draw<'_>,
        password: &Password,
        phc: Option<&str>,
        (password_try, failures): (&PasswordTry, Failures),
    ) -> Result<bool> {
        let matches = self.hasher.verify(draw.random, password, phc);
        if matches.is_err() {
            self.store.write(|tx| password_try.take_back(tx, self, failures))?;
        }
        matches
    }
}

#[cfg(test)]
mod tests {
    use crate::accounts::Accounts;
    use crate::domain::Context;
    use crate::error::ErrorKind;
    use crate::settings::Settings;

    #[test]
    fn a_try_that_found_no_memory_is_not_counted() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            hash_concurrency: 1,
            hash_queue: 0,
            ..Settings::new(folder.path().join("accounts.db"))
        };
        let most = settings.sign_in_failures;
        let accounts = Accounts::open(settings).unwrap();
        let sign_in = || {
            let context = Context::default();
            accounts.sign_in_with_password("ann", "a password", &context).unwrap_err().kind()
        };
        assert_eq!(sign_in(), ErrorKind::InvalidCredentials);
        let held = accounts.call(|core| core.hasher.hold_memory()).unwrap();
        for _ in 0..most {
            assert_eq!(sign_in(), ErrorKind::RateLimited);
        }
        drop(held);
        for _ in 1..most {
            assert_eq!(sign_in(), ErrorKind::InvalidCredentials);
        }
        assert_eq!(sign_in(), ErrorKind::RateLimited);
    }
}
