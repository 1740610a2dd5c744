//! What the driver holds: open accounts by name, the clock, and a race that waits for its start.

use std::collections::HashMap;
use std::sync::{Arc, Barrier};
use std::thread::{self, JoinHandle};

use ezauth_core::domain::Timestamp;
use ezauth_core::{Accounts, Ports, SettableClock};
use serde_json::{Value, json};

use super::answer::{Answer, Outcome, contained};
use super::arguments::Arguments;
use super::sender::{self, Mailbox};
use super::{operations, records};

/// One process under the engine.
pub(super) struct Process {
    accounts: HashMap<String, Accounts>,
    mailboxes: HashMap<String, Mailbox>,
    clock: SettableClock,
    race: Option<Race>,
}

struct Race {
    start: Arc<Barrier>,
    runners: Vec<JoinHandle<Outcome>>,
}

impl Default for Process {
    fn default() -> Self {
        Self {
            accounts: HashMap::new(),
            mailboxes: HashMap::new(),
            clock: SettableClock::new(Timestamp::from_millis(0)),
            race: None,
        }
    }
}

impl Process {
    pub(super) fn accounts(&self, handle: &str) -> Result<&Accounts, Outcome> {
        self.accounts
            .get(handle)
            .ok_or_else(|| Outcome::failure(format!("no accounts are open as `{handle}`")))
    }

    /// Opens accounts on the settable clock if `clock` says what it shows, else on the system's.
    pub(super) fn open(&mut self, handle: &str, with: &Arguments) -> Answer {
        let (accounts, mailbox) = self.opened(with)?;
        self.accounts.insert(handle.to_owned(), accounts);
        match mailbox {
            Some(mailbox) => self.mailboxes.insert(handle.to_owned(), mailbox),
            None => self.mailboxes.remove(handle),
        };
        Ok(Value::Null)
    }

    /// The handle stays known, so that one can see what it answers now.
    pub(super) fn close(&self, handle: &str) -> Answer {
        self.accounts(handle)?.close()?;
        Ok(Value::Null)
    }

    /// Sets the time of every handle that does not follow the system's clock.
    pub(super) fn set_clock(&self, with: &Arguments) -> Answer {
        let now = with.millis("now")?.ok_or_else(|| Outcome::failure("`now` is missing"))?;
        self.clock.set(Timestamp::from_millis(now));
        Ok(Value::Null)
    }

    pub(super) fn collected(&self, handle: &str, with: &Arguments) -> Answer {
        let mailbox = self.mailboxes.get(handle);
        let mailbox = mailbox.ok_or_else(|| Outcome::failure("its sender collects nothing"))?;
        let messages = mailbox.take(with.optional_int("at_least")?.unwrap_or_default() as usize);
        Ok(messages.iter().map(records::message).collect())
    }

    /// Answers when all threads wait for `go`. In a race to open, each thread opens and closes.
    pub(super) fn race(&mut self, handle: &str, with: &Arguments) -> Answer {
        let threads = with.int("threads")? as usize;
        let call = with.text("call")?.to_owned();
        // One place each for the threads and for `go`; the first meeting says that all are there.
        let start = Arc::new(Barrier::new(threads + 1));
        let mut runners = Vec::with_capacity(threads);
        for _ in 0..threads {
            let (start, call, with) = (Arc::clone(&start), call.clone(), with.record("with"));
            let process = self.share(handle);
            runners.push(thread::spawn(move || {
                start.wait();
                start.wait();
                contained(|| match call.as_str() {
                    "open" => process.open_and_close(&with),
                    call => operations::call(process.accounts(super::DEFAULT_HANDLE)?, call, &with),
                })
            }));
        }
        start.wait();
        self.race = Some(Race { start, runners });
        Ok(json!("ready"))
    }

    /// Starts the race and answers with the list of all results.
    pub(super) fn go(&mut self) -> Answer {
        let Race { start, runners } =
            self.race.take().ok_or_else(|| Outcome::failure("no race waits"))?;
        start.wait();
        let results = runners.into_iter().map(|runner| {
            let outcome = runner.join().unwrap_or_else(|_| Outcome::failure("a thread panicked"));
            outcome.into_value()
        });
        Ok(results.collect())
    }

    fn opened(&self, with: &Arguments) -> Result<(Accounts, Option<Mailbox>), Outcome> {
        let (sender, mailbox) = sender::named(with.optional_text("sender")?)?;
        let mut ports = Ports { sender, ..Ports::default() };
        if let Some(now) = with.millis("clock")? {
            self.clock.set(Timestamp::from_millis(now));
            ports.clock = Arc::new(self.clock.clone());
        }
        Ok((Accounts::open_with(with.settings()?, ports)?, mailbox))
    }

    fn open_and_close(&self, with: &Arguments) -> Answer {
        let (accounts, _) = self.opened(with)?;
        accounts.close()?;
        Ok(Value::Null)
    }

    /// What one thread of a race needs: the same accounts, under the default name.
    fn share(&self, handle: &str) -> Self {
        let accounts = self.accounts.get(handle).cloned();
        let accounts = accounts.map(|it| (super::DEFAULT_HANDLE.to_owned(), it));
        Self {
            accounts: accounts.into_iter().collect(),
            clock: self.clock.clone(),
            ..Self::default()
        }
    }
}

/// Gives a closed database another key.
pub(super) fn replace_key(with: &Arguments) -> Answer {
    Accounts::replace_key(with.settings()?)?;
    Ok(Value::Null)
}

/// Does this wrong from now on.
#[cfg(feature = "seeded-faults")]
pub(super) fn seed_fault(with: &Arguments) -> Answer {
    use ezauth_core::faults::{Fault, seed};
    seed(with.parsed::<Fault>("fault")?);
    Ok(Value::Null)
}
