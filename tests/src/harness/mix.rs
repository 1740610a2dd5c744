//! A bit of everything, without an end: the load that harnesses put on a file.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ezauth_core::domain::{Context, IdentityId, ProfileChanges, UserId};
use ezauth_core::{Accounts, Error, ErrorKind, Result};

use super::{Draw, address};

/// Somebody looks after this many users: whoever acts for hours needs no more memory than in a minute.
const MOST_USERS: usize = 50;

/// What was done, and how long the slowest of it took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Done {
    /// Acts that write.
    pub writes: u64,
    /// Acts that only read.
    pub reads: u64,
    /// The slowest of those that write once.
    pub worst_write: Duration,
    /// The slowest of those that only read.
    pub worst_read: Duration,
}

impl Done {
    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self {
            writes: self.writes + other.writes,
            reads: self.reads + other.reads,
            worst_write: self.worst_write.max(other.worst_write),
            worst_read: self.worst_read.max(other.worst_read),
        }
    }
}

/// Somebody who does a bit of everything.
#[derive(Debug)]
pub struct Mix<'a> {
    accounts: &'a Accounts,
    name: &'a str,
    draw: Draw,
    users: Vec<(UserId, IdentityId)>,
    tokens: Vec<String>,
}

/// Whether an act wrote.
enum Act {
    Wrote,
    /// Several times, one after another: each may have had to wait.
    WroteOften,
    Read,
}

impl<'a> Mix<'a> {
    /// Somebody with a name of their own, whom these draws drive.
    pub fn new(accounts: &'a Accounts, name: &'a str, draw: Draw) -> Self {
        Self { accounts, name, draw, users: Vec::new(), tokens: Vec::new() }
    }

    /// Acts until it is time to stop.
    ///
    /// # Errors
    /// Whatever an act failed with: none of them may.
    pub fn run(&mut self, stop: &AtomicBool) -> Result<Done> {
        let mut done = Done::default();
        while !stop.load(Ordering::SeqCst) {
            let began = now();
            let act = self.act()?;
            let took = now().duration_since(began);
            done = done.and(match act {
                Act::Wrote => Done { writes: 1, worst_write: took, ..Done::default() },
                Act::WroteOften => Done { writes: 1, ..Done::default() },
                Act::Read => Done { reads: 1, worst_read: took, ..Done::default() },
            });
        }
        Ok(done)
    }

    fn act(&mut self) -> Result<Act> {
        let (accounts, name) = (self.accounts, self.name);
        let nobody = Context::default();
        if self.users.is_empty() {
            return self.sign_up();
        }
        let whose = self.below(self.users.len());
        let (user, identity) = self.users[whose];
        let token = match self.tokens.len() {
            0 => None,
            tokens => Some(self.below(tokens)),
        };
        match (self.draw.below(12), token) {
            (0, _) if self.users.len() < MOST_USERS => return self.sign_up(),
            // All of them: nobody keeps the tokens of a user for ever.
            (0, _) => {
                accounts.revoke_user_sessions(user)?;
                self.tokens.clear();
            }
            (1, _) => drop(accounts.request_email_verification(identity)?),
            (2, _) => {
                for message in accounts.claim_messages(10, Duration::from_secs(60))? {
                    accounts.ack_message(message.lease)?;
                }
                return Ok(Act::WroteOften);
            }
            (3 | 4, _) | (_, None) => {
                let token = accounts.generate_user_session_token(user, &nobody)?;
                self.tokens.push(token.expose().to_owned());
            }
            (5, Some(token)) => {
                accounts.revoke_user_session_token(&self.tokens.swap_remove(token))?;
            }
            (6, _) => {
                let name = Some(Some(format!("{name} {}", self.draw.below(1_000))));
                let changes = ProfileChanges { name, ..ProfileChanges::default() };
                accounts.update_user_profile(user, &changes)?;
            }
            (7, _) => {
                accounts.sweep(50)?;
                return Ok(Act::WroteOften);
            }
            (8, _) => {
                let tried = accounts.sign_in_with_password(&address(name), "a wrong one", &nobody);
                refused(tried.map(drop), ErrorKind::InvalidCredentials)?;
            }
            (9, _) => {
                accounts.get_user_by_email(&address(name))?;
                return Ok(Act::Read);
            }
            (_, Some(token)) => {
                accounts.get_session(&self.tokens[token])?;
                return Ok(Act::Read);
            }
        }
        Ok(Act::Wrote)
    }

    fn sign_up(&mut self) -> Result<Act> {
        let address = address(&format!("{}-{}", self.name, self.users.len()));
        let created = self.accounts.create_user_with_password(&address, "a long enough one")?;
        self.users.push((created.user.id, created.identity.id));
        Ok(Act::Wrote)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.draw.below(end as u64)).unwrap_or_default()
    }
}

fn refused(result: Result<()>, with: ErrorKind) -> Result<()> {
    match result {
        Err(error) if error.kind() == with => Ok(()),
        Err(error) => Err(error),
        Ok(()) => Err(Error::internal("what must be refused was done")),
    }
}

#[expect(clippy::disallowed_methods, reason = "how long an act takes is what is asked here")]
fn now() -> Instant {
    Instant::now()
}
