//! The contract as a small program: users, identities and sessions in lists, and a rule for each
//! operation. It knows no secret and no database.

use ezauth_core::ErrorKind::{AlreadyTaken, InvalidCredentials};
use ezauth_core::domain::Timestamp;
use std::time::Duration;

use super::act::{ADDRESSES, Act, Answer, USERNAMES};
use super::secrets::Secrets;

/// How long a session lasts at most, and without being used.
const LIFETIME: Duration = Duration::from_secs(14 * 24 * 3_600);
const IDLE_LIFETIME: Duration = Duration::from_secs(7 * 24 * 3_600);
/// A use is noted this often.
const TOUCH_INTERVAL: Duration = Duration::from_secs(60);
/// So few that the oldest has to go.
pub(super) const SESSIONS_PER_USER: usize = 2;

/// What an identity is of: an address, or a phone number, by its canonical text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Email(String),
    Phone(String),
}

#[derive(Clone, Debug, Default)]
pub(super) struct User {
    pub(super) password: Option<usize>,
    username: Option<String>,
    /// Nobody can have put anything into the account: no password, session or username so far.
    is_clean: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Identity {
    pub(super) user: usize,
    pub(super) value: Value,
    pub(super) is_verified: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Session {
    user: usize,
    last_seen: Timestamp,
    idle_end: Timestamp,
    end: Timestamp,
    is_revoked: bool,
}

/// Everything, in the order in which it came to be.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) now: Timestamp,
    pub(super) users: Vec<User>,
    pub(super) identities: Vec<Identity>,
    pub(super) sessions: Vec<Session>,
    pub(super) secrets: Secrets,
}

impl Value {
    pub(super) fn address(number: usize) -> Self {
        Self::Email(ADDRESSES[number].to_lowercase())
    }
}

impl Model {
    pub(super) fn new(now: Timestamp) -> Self {
        let (users, identities, sessions) = (Vec::new(), Vec::new(), Vec::new());
        Self { now, users, identities, sessions, secrets: Secrets::default() }
    }

    /// Does it, and says what is to be answered.
    pub(super) fn answer(&mut self, act: &Act) -> Answer {
        match *act {
            Act::CreateWithPassword { address, password } => {
                self.create(Value::address(address), Some(password))
            }
            Act::CreateWithEmail { address } => self.create(Value::address(address), None),
            Act::CreateWithPhone { phone } => {
                self.create(Value::Phone(super::act::PHONES[phone].to_owned()), None)
            }
            Act::FindOrCreate { address } => self.find_or_create(Value::address(address)),
            Act::EmailTaken { address } => {
                Answer::Is(self.holder(&Value::address(address)).is_some())
            }
            Act::UserByEmail { address } => {
                let holder = self.holder(&Value::address(address));
                Answer::User(holder.map(|holder| self.identities[holder].user))
            }
            Act::UserByUsername { username } => Answer::User(self.named(username)),
            Act::TakeUsername { user, username } => self.take_username(user, username),
            Act::SignIn { address, password } => {
                let holder = self.holder(&Value::address(address));
                self.sign_in(holder.map(|holder| self.identities[holder].user), password)
            }
            Act::SignInByUsername { username, password } => {
                let named = self.named(username);
                let verified = |user: &usize| {
                    self.identities.iter().any(|it| it.user == *user && it.is_verified)
                };
                self.sign_in(named.filter(verified), password)
            }
            Act::OpenSession { user } => {
                self.open_session(user);
                Answer::Opened
            }
            Act::GetSession { session } => self.get_session(session),
            Act::ListSessions { user } => {
                Answer::Sessions(self.live_sessions(user).into_iter().rev().collect())
            }
            Act::Revoke { session } => Answer::Is(self.revoke(session)),
            Act::RevokeById { user, session } => {
                Answer::Is(self.sessions[session].user == user && self.revoke(session))
            }
            Act::RevokeAll { user } => {
                let live = self.live_sessions(user);
                Answer::Count(
                    live.into_iter().filter(|&session| self.revoke(session)).count() as u64
                )
            }
            Act::Wait(_) | Act::Reopen => Answer::Nothing,
            Act::Issue { .. }
            | Act::RequestRecovery { .. }
            | Act::Peek { .. }
            | Act::VerifyLink { .. }
            | Act::VerifyCode { .. }
            | Act::ResetWithLink { .. }
            | Act::ResetWithCode { .. } => self.answer_of_secrets(act),
        }
    }

    /// The identity that holds a value verified: one at most.
    pub(super) fn holder(&self, value: &Value) -> Option<usize> {
        self.identities.iter().position(|it| it.is_verified && it.value == *value)
    }

    fn named(&self, username: usize) -> Option<usize> {
        let username = USERNAMES[username].to_lowercase();
        self.users.iter().position(|user| user.username.as_ref() == Some(&username))
    }

    /// Several may hold a value as long as nobody has verified it.
    fn create(&mut self, value: Value, password: Option<usize>) -> Answer {
        if self.holder(&value).is_some() {
            return Answer::Refused(AlreadyTaken);
        }
        let user = self.users.len();
        self.users.push(User { password, username: None, is_clean: password.is_none() });
        self.identities.push(Identity { user, value, is_verified: false });
        Answer::UserIdentity { user, identity: self.identities.len() - 1 }
    }

    /// The holder, else the oldest clean user who waits for the value, else a new one.
    fn find_or_create(&mut self, value: Value) -> Answer {
        let clean =
            |it: &Identity| it.value == value && !it.is_verified && self.users[it.user].is_clean;
        let found = self.holder(&value).or_else(|| self.identities.iter().position(clean));
        match found {
            Some(identity) => {
                Answer::UserIdentity { user: self.identities[identity].user, identity }
            }
            None => self.create(value, None),
        }
    }

    fn take_username(&mut self, user: usize, username: Option<usize>) -> Answer {
        if username.is_some_and(|name| self.named(name).is_some_and(|other| other != user)) {
            return Answer::Refused(AlreadyTaken);
        }
        self.users[user].username = username.map(|name| USERNAMES[name].to_lowercase());
        self.users[user].is_clean &= username.is_none();
        Answer::User(Some(user))
    }

    fn sign_in(&mut self, user: Option<usize>, password: usize) -> Answer {
        match user {
            Some(user) if self.users[user].password == Some(password) => {
                self.open_session(user);
                Answer::SignedIn { user }
            }
            _ => Answer::Refused(InvalidCredentials),
        }
    }

    /// The least recently used goes, where there are too many.
    fn open_session(&mut self, user: usize) {
        let mut others = self.live_sessions(user);
        others.sort_by_key(|&session| self.sessions[session].last_seen);
        for _ in SESSIONS_PER_USER..others.len() + 1 {
            self.revoke(others.remove(0));
        }
        let (last_seen, end) = (self.now, self.now.after(LIFETIME));
        let idle_end = self.now.after(IDLE_LIFETIME);
        self.sessions.push(Session { user, last_seen, idle_end, end, is_revoked: false });
        self.users[user].is_clean = false;
    }

    fn is_live(&self, session: usize) -> bool {
        let Session { idle_end, is_revoked, .. } = self.sessions[session];
        !is_revoked && self.now < idle_end
    }

    fn live_sessions(&self, user: usize) -> Vec<usize> {
        let all = 0..self.sessions.len();
        all.filter(|&it| self.sessions[it].user == user && self.is_live(it)).collect()
    }

    fn get_session(&mut self, session: usize) -> Answer {
        if !self.is_live(session) {
            return Answer::User(None);
        }
        let now = self.now;
        let Session { user, last_seen, idle_end, end, .. } = &mut self.sessions[session];
        if now >= last_seen.after(TOUCH_INTERVAL) {
            *last_seen = now;
            *idle_end = now.after(IDLE_LIFETIME).min(*end);
        }
        Answer::User(Some(*user))
    }

    fn revoke(&mut self, session: usize) -> bool {
        let was_live = self.is_live(session);
        self.sessions[session].is_revoked = true;
        was_live
    }

    pub(super) fn end_sessions(&mut self, user: usize) {
        for session in self.live_sessions(user) {
            self.revoke(session);
        }
    }

    pub(super) fn set_password(&mut self, user: usize, password: usize) {
        let has = &mut self.users[user];
        (has.password, has.is_clean) = (Some(password), false);
    }
}
