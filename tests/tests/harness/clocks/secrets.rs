//! What is issued and presented while the clock jumps, and the one rule that it is held to.

use std::sync::Arc;
use std::time::Duration;

use ezauth_core::domain::{
    Context, IdentityId, LeaseId, Message, MessageId, Secret as Text, Timestamp, UserId,
    VerificationType,
};
use ezauth_core::{Accounts, Clock, ErrorKind, Ports, Result, SettableClock};
use ezauth_tests::harness::settings;

use super::accepted::Accepted;
use crate::run::Scene;

const ADDRESS: &str = "ada@example.com";

/// What claims to be made later than in this time from now is dead.
const SKEW: Duration = Duration::from_secs(5 * 60);

/// How long things last by default.
const SESSION: Duration = Duration::from_secs(14 * 24 * 3_600);
const IDLE: Duration = Duration::from_secs(7 * 24 * 3_600);
const CODE: Duration = Duration::from_secs(10 * 60);

const LEASE: Duration = Duration::from_secs(60);

/// What is issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Session,
    /// A link, a code, a handle and a message at once.
    Confirmation,
    /// The same, to recover the account.
    Recovery,
}

impl Of {
    pub(super) const ALL: [Self; 3] = [Self::Session, Self::Confirmation, Self::Recovery];
}

/// What can be presented.
#[derive(Clone, Debug)]
pub(super) enum Secret {
    /// A token, and when the session ends at the latest.
    Session(String, Timestamp),
    /// A token, which is looked at and not used up.
    Link(String),
    /// A code, used up; with its handle or without.
    Code(String, VerificationType, Option<String>),
    /// A message to be handed out.
    Message(MessageId),
    /// The lease of one that was, to be acknowledged.
    Lease(LeaseId, MessageId),
}

/// Something issued, and what is known of it.
struct Issued {
    secret: Secret,
    created: Timestamp,
    expires: Timestamp,
    /// It was refused, and not merely for being made in the future: it must be for ever.
    is_dead: bool,
}

/// One user, a clock, and all that was issued.
pub(super) struct World<'a> {
    scene: &'a Scene,
    clock: SettableClock,
    accounts: Accounts,
    user: UserId,
    identity: IdentityId,
    issued: Vec<Issued>,
    pub(super) accepted: Accepted,
}

impl<'a> World<'a> {
    /// The user has verified the address.
    pub(super) fn new(scene: &'a Scene) -> Self {
        let clock = SettableClock::new(Timestamp::from_millis(1_800_000_000_000));
        let accounts = open(scene, &clock).unwrap();
        let created = accounts.find_or_create_email_identity(ADDRESS).unwrap();
        let (user, identity) = (created.user.id, created.identity.id);
        accounts.request_email_verification(identity).unwrap();
        let message = accounts.claim_messages(1, LEASE).unwrap().remove(0);
        let token = message.token.unwrap();
        accounts.verify_magic_link(token.expose(), VerificationType::Email, None).unwrap();
        let (issued, accepted) = (Vec::new(), Accepted::default());
        Self { scene, clock, accounts, user, identity, issued, accepted }
    }

    pub(super) fn jump(&self, by: i64) {
        self.show(self.clock.now().as_millis().saturating_add(by));
    }

    pub(super) fn show(&self, time: i64) {
        self.clock.set(Timestamp::from_millis(time));
    }

    pub(super) fn reopen(&mut self) -> Result<()> {
        self.accounts.close()?;
        self.accounts = open(self.scene, &self.clock)?;
        Ok(())
    }

    pub(super) fn issue(&mut self, of: Of) -> Result<(), Box<dyn std::error::Error>> {
        let context = Context::default();
        let now = self.clock.now();
        let verification_type = match of {
            Of::Session => {
                let token = self.accounts.generate_user_session_token(self.user, &context)?;
                let secret = Secret::Session(token.expose().to_owned(), now.after(SESSION));
                self.add(secret, now.after(IDLE));
                return Ok(());
            }
            Of::Confirmation => VerificationType::Email,
            Of::Recovery => VerificationType::Recovery,
        };
        let handle = self.accounts.issue_identity_verification(
            self.identity,
            verification_type,
            &context,
        )?;
        // Where time ends, a message has expired before anybody can look.
        for message in self.claim()? {
            let text = |text: &Option<Text>| text.as_ref().map(|it| it.expose().to_owned());
            if let Some(token) = text(&message.token) {
                self.add(Secret::Link(token), message.expires_at);
            }
            if let Some(code) = text(&message.code) {
                let handle = Some(handle.expose().to_owned());
                let with_handle = Secret::Code(code.clone(), verification_type, handle);
                self.add(with_handle, now.after(CODE));
                self.add(Secret::Code(code, verification_type, None), now.after(CODE));
            }
        }
        Ok(())
    }

    fn add(&mut self, secret: Secret, expires: Timestamp) {
        let created = self.clock.now();
        self.issued.push(Issued { secret, created, expires, is_dead: false });
    }

    /// Presents what was issued n-th, counted round.
    pub(super) fn present(&mut self, number: usize) -> Result<(), Box<dyn std::error::Error>> {
        if self.issued.is_empty() {
            return Ok(());
        }
        let number = number % self.issued.len();
        let accounts = &self.accounts;
        let accepted = match &self.issued[number].secret {
            Secret::Session(token, _) => accounts.get_session(token)?.is_some(),
            Secret::Link(token) => accounts.peek_magic_link(token)?.is_some(),
            Secret::Code(code, of, handle) => {
                let used = accounts.verify_magic_code(code, *of, ADDRESS, handle.as_deref());
                match used.map_err(|error| (error.kind(), error)) {
                    Ok(_) => true,
                    // A handle that is there no more is taken for a password.
                    Err((ErrorKind::InvalidToken | ErrorKind::InvalidCredentials, _)) => false,
                    Err((_, error)) => return Err(error.into()),
                }
            }
            Secret::Lease(lease, _) => accounts.ack_message(*lease)?,
            Secret::Message(_) => {
                self.claim()?;
                return Ok(());
            }
        };
        self.judge(number, accepted)?;
        if !accepted {
            return Ok(());
        }
        match self.issued[number].secret.clone() {
            Secret::Session(_, end) => {
                // What counts is the latest use by the clock, not the last one: a use after the clock has
                // gone back does not bring the end nearer. A session may end before this, for the note
                // of a use may be lost, and is not made within a minute of another.
                let idle = end.min(self.clock.now().after(IDLE));
                let issued = &mut self.issued[number];
                issued.expires = issued.expires.max(idle);
            }
            Secret::Code(..) => self.issued[number].is_dead = true,
            Secret::Lease(_, message) => {
                self.issued[number].is_dead = true;
                let delivered =
                    |it: &&mut Issued| matches!(it.secret, Secret::Message(id) if id == message);
                if let Some(delivered) = self.issued.iter_mut().find(delivered) {
                    delivered.is_dead = true;
                }
            }
            Secret::Link(_) | Secret::Message(_) => {}
        }
        Ok(())
    }

    /// Has handed out what is due, and judges it. Gives what was never handed out before.
    fn claim(&mut self) -> Result<Vec<Message>, Box<dyn std::error::Error>> {
        let mut messages = self.accounts.claim_messages(100, LEASE)?;
        for number in 0..self.issued.len() {
            let Secret::Message(id) = self.issued[number].secret else { continue };
            let found = messages.iter().position(|message| message.id == id);
            // One that is not handed out may be somebody's.
            if found.is_some() || self.clock.now() >= self.issued[number].expires {
                self.judge(number, found.is_some())?;
            }
            if let Some(again) = found.map(|found| messages.swap_remove(found)) {
                self.add(Secret::Lease(again.lease, id), self.clock.now().after(LEASE));
            }
        }
        for message in &messages {
            self.add(Secret::Message(message.id), message.expires_at);
            self.add(Secret::Lease(message.lease, message.id), self.clock.now().after(LEASE));
        }
        Ok(messages)
    }

    /// The rule: what is accepted has never been refused, has not expired, and is not of the future.
    fn judge(&mut self, number: usize, accepted: bool) -> Result<(), String> {
        let now = self.clock.now();
        let issued = &mut self.issued[number];
        let is_in_future = issued.created > now.after(SKEW);
        // A lease is no secret that was made, but a wait that runs.
        let is_early = is_in_future && !matches!(issued.secret, Secret::Lease(..));
        self.accepted.count(&issued.secret, accepted);
        let why = match accepted {
            true if issued.is_dead => "was dead",
            true if now >= issued.expires => "has expired",
            true if is_early => "is of the future",
            true => return Ok(()),
            false => {
                issued.is_dead |= !is_early;
                return Ok(());
            }
        };
        let secret = format!("{:?}", issued.secret);
        let name = secret.split('(').next().unwrap_or_default().to_lowercase();
        Err(format!("a {name} that {why} was accepted"))
    }
}

fn open(scene: &Scene, clock: &SettableClock) -> Result<Accounts> {
    let ports = Ports { clock: Arc::new(clock.clone()), ..Ports::default() };
    Accounts::open_with(settings(&scene.file()), ports)
}
