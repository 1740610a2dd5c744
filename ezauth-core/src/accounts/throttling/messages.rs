//! What limits requests for messages, and tries with codes.

use std::time::Duration;

use super::{Counter, DAY, HOUR, longest_wait, refuse_early};
use crate::accounts::core::Core;
use crate::accounts::issuing::Request;
use crate::domain::input::Caller;
use crate::domain::{Channel, Limit, Timestamp};
use crate::error::Result;
use crate::store::Transaction;

/// How long a row of wrong codes is remembered.
const CODES_KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// So many notices go to one number in a day.
const NOTICES_BY_TEXT: u32 = 5;

/// What a request for a message is counted in.
pub(in crate::accounts) struct IssueTry {
    /// This kind to this value, whoever asks.
    value: Counter,
    /// The same from this address.
    here: [Counter; 2],
    /// All requests from the caller's address.
    address: Option<Counter>,
    /// All text messages, where it is one.
    texts: Option<Counter>,
    now: Timestamp,
}

impl Core {
    pub(in crate::accounts) fn draw_issue_try(
        &self,
        now: Timestamp,
        &Request { kind, channel, value, .. }: &Request<'_>,
        caller: &Caller,
    ) -> IssueTry {
        let settings = &self.settings;
        let ip = caller.ip_bucket();
        let parts = [kind.name().as_bytes(), value.as_bytes(), ip.as_deref().unwrap_or_default()];
        let window = |most, window| Limit::Window { most, window };
        let pace =
            Limit::Pace { apart: settings.issue_interval, most: settings.issue_daily_in_all };
        let by_ip = ip.as_deref().map(|ip| {
            self.counter("issues by ip", &[ip], window(settings.issue_hourly_by_ip, HOUR))
        });
        IssueTry {
            value: self.counter("issue", &parts[..2], pace),
            here: [
                self.counter("issues an hour", &parts, window(settings.issue_hourly, HOUR)),
                self.counter("issues a day", &parts, window(settings.issue_daily, DAY)),
            ],
            address: by_ip,
            texts: (channel == Channel::Phone).then(|| self.texts()),
            now,
        }
    }
}

impl IssueTry {
    /// Counts the request where the bound is over all values.
    ///
    /// # Errors
    /// `rate_limited`; then nothing is counted.
    pub(in crate::accounts) fn count_caller(&self, tx: &mut dyn Transaction) -> Result<()> {
        let over_all: Vec<Counter> = [self.address, self.texts].into_iter().flatten().collect();
        refuse_early(tx, &over_all, self.now)?;
        if let Some(address) = self.address {
            address.count(tx, self.now)?;
        }
        Ok(())
    }

    /// Whether a message is to be sent. Where not, the caller gets the usual answer, and what is out
    /// stays good.
    pub(in crate::accounts) fn admits(&self, tx: &mut dyn Transaction) -> Result<bool> {
        let of_value = [self.value, self.here[0], self.here[1]];
        if longest_wait(tx, &of_value, self.now)?.is_some() {
            return Ok(false);
        }
        // Text messages are counted where they are sent, or one caller could use all of them up.
        for counter in of_value.into_iter().chain(self.texts) {
            counter.count(tx, self.now)?;
        }
        Ok(true)
    }
}

impl Core {
    fn texts(&self) -> Counter {
        let limit = Limit::Window { most: self.settings.sms_daily, window: DAY };
        self.counter("text messages", &[], limit)
    }

    /// Whether a notice goes out to this number, which is then counted. One that does not is lost: nobody
    /// shall be able to spend without end by what is told of, nor to use up what others need.
    pub(in crate::accounts) fn admits_text(
        &self,
        tx: &mut dyn Transaction,
        value: &str,
        now: Timestamp,
    ) -> Result<bool> {
        let limit = Limit::Window { most: NOTICES_BY_TEXT, window: DAY };
        let counters = [self.texts(), self.counter("notices by text", &[value.as_bytes()], limit)];
        if longest_wait(tx, &counters, now)?.is_some() {
            return Ok(false);
        }
        for counter in counters {
            counter.count(tx, now)?;
        }
        Ok(true)
    }
}

/// What a try with a code is counted in, besides the attempts of the code or of the handle.
pub(in crate::accounts) struct CodeTry {
    /// Wrong codes for the value in a row, of whatever kind.
    value: Counter,
    address: Option<Counter>,
    now: Timestamp,
}

impl Core {
    pub(in crate::accounts) fn draw_code_try(
        &self,
        now: Timestamp,
        value: &str,
        caller: &Caller,
    ) -> CodeTry {
        CodeTry { value: self.wrong_codes(value), address: self.failures_of(caller), now }
    }

    /// Whether codes for this value are long for now: too many wrong ones came in a row.
    pub(in crate::accounts) fn codes_are_long(
        &self,
        tx: &mut dyn Transaction,
        value: &str,
        now: Timestamp,
    ) -> Result<bool> {
        Ok(self.wrong_codes(value).current(tx, now)? >= self.settings.code_failures)
    }

    fn wrong_codes(&self, value: &str) -> Counter {
        self.counter("codes", &[value.as_bytes()], Limit::Row { kept: CODES_KEPT })
    }
}

impl CodeTry {
    /// # Errors
    /// `rate_limited`, where too much has failed from this address.
    pub(in crate::accounts) fn begin(&self, tx: &mut dyn Transaction) -> Result<()> {
        refuse_early(tx, self.address.as_slice(), self.now)
    }

    /// Counts a wrong code.
    pub(in crate::accounts) fn fail(&self, tx: &mut dyn Transaction) -> Result<()> {
        for counter in [Some(self.value), self.address].into_iter().flatten() {
            counter.count(tx, self.now)?;
        }
        Ok(())
    }

    /// A right code was used: codes are short again.
    pub(in crate::accounts) fn succeed(&self, tx: &mut dyn Transaction) -> Result<()> {
        tx.end_tally(&self.value.bucket).map(drop)
    }
}
