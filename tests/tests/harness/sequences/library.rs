//! The library, asked the same as the model: ids and secrets stand for the model's numbers.

use std::sync::Arc;
use std::time::Duration;

use ezauth_core::domain::{
    Context, IdentityId, ProfileChanges, Secret, SessionId, Timestamp, User, UserId, UserIdentity,
};
use ezauth_core::{Accounts, Clock, Ports, Result, SettableClock};
use ezauth_tests::harness::settings;

use super::act::{ADDRESSES, Act, Answer, PASSWORDS, PHONES, Proof, USERNAMES};
use super::model::SESSIONS_PER_USER;
use crate::run::Scene;

const LEASE: Duration = Duration::from_secs(60);

/// No code has come with so many digits alike.
const WRONG: &str = "000000000000";
/// A token that nobody was sent.
const UNSENT: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What an issue gave.
struct Issue {
    value: String,
    handle: String,
    code: Option<String>,
    token: Option<String>,
}

pub(super) struct Library<'a> {
    scene: &'a Scene,
    clock: SettableClock,
    accounts: Accounts,
    users: Vec<UserId>,
    identities: Vec<(IdentityId, String)>,
    sessions: Vec<(String, SessionId)>,
    issues: Vec<Issue>,
}

impl<'a> Library<'a> {
    pub(super) fn open(scene: &'a Scene) -> Self {
        let clock = SettableClock::new(Timestamp::from_millis(1_800_000_000_000));
        let accounts = open(scene, &clock).unwrap();
        let (users, identities) = (Vec::new(), Vec::new());
        let (sessions, issues) = (Vec::new(), Vec::new());
        Self { scene, clock, accounts, users, identities, sessions, issues }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// No two acts happen at the same time.
    pub(super) fn tick(&self) -> Timestamp {
        self.clock.advance(Duration::from_millis(1));
        self.now()
    }

    pub(super) fn answer(&mut self, act: &Act) -> Answer {
        self.act(act).unwrap_or_else(|error| Answer::Refused(error.kind()))
    }

    fn act(&mut self, act: &Act) -> Result<Answer> {
        let (accounts, nobody) = (self.accounts.clone(), Context::default());
        Ok(match *act {
            Act::CreateWithPassword { address, password } => {
                let (address, password) = (ADDRESSES[address], PASSWORDS[password]);
                self.met(accounts.create_user_with_password(address, password)?)
            }
            Act::CreateWithEmail { address } => {
                self.met(accounts.create_user_with_email(ADDRESSES[address])?)
            }
            Act::CreateWithPhone { phone } => {
                self.met(accounts.create_user_with_phone(PHONES[phone])?)
            }
            Act::FindOrCreate { address } => {
                self.met(accounts.find_or_create_email_identity(ADDRESSES[address])?)
            }
            Act::EmailTaken { address } => Answer::Is(accounts.email_taken(ADDRESSES[address])?),
            Act::UserByEmail { address } => {
                self.user(accounts.get_user_by_email(ADDRESSES[address])?)
            }
            Act::UserByUsername { username } => {
                self.user(accounts.get_user_by_username(USERNAMES[username])?)
            }
            Act::TakeUsername { user, username } => {
                let username = Some(username.map(|number| USERNAMES[number].to_owned()));
                let changes = ProfileChanges { username, ..ProfileChanges::default() };
                self.user(Some(accounts.update_user_profile(self.users[user], &changes)?))
            }
            Act::Issue { identity, of } => {
                let (id, value) = self.identities[identity].clone();
                let handle = accounts.issue_identity_verification(id, of, &nobody)?;
                self.issued(value, &handle)?
            }
            Act::RequestRecovery { address } => {
                let value = ADDRESSES[address];
                let handle = accounts.request_password_recovery(value, &nobody)?;
                self.issued(value.to_owned(), &handle)?
            }
            Act::Peek { issue } => {
                Answer::Is(accounts.peek_magic_link(self.issues[issue].token())?.is_some())
            }
            Act::VerifyLink { issue, of, proof } => {
                let token = self.issues[issue].token();
                self.met(accounts.verify_magic_link(token, of, self.proof(proof))?)
            }
            Act::VerifyCode { issue, of, proof, wrong } => {
                let Issue { value, code, .. } = &self.issues[issue];
                let present =
                    |code: &str| accounts.verify_magic_code(code, of, value, self.proof(proof));
                let verified = after_wrong(wrong, code.as_deref(), present)?;
                self.met(verified)
            }
            Act::ResetWithLink { issue, password } => {
                let token = self.issues[issue].token();
                let user =
                    accounts.reset_password_with_link(token, PASSWORDS[password], &nobody)?;
                self.user(Some(user))
            }
            Act::ResetWithCode { issue, password, handle, wrong } => {
                let Issue { value, code, .. } = &self.issues[issue];
                let handle = handle.map(|number| self.issues[number].handle.as_str());
                let new = PASSWORDS[password];
                let present = |code: &str| {
                    accounts.reset_password_with_code(value, code, new, handle, &nobody)
                };
                let user = after_wrong(wrong, code.as_deref(), present)?;
                self.user(Some(user))
            }
            Act::SignIn { address, password } => {
                self.sign_in(ADDRESSES[address], PASSWORDS[password])?
            }
            Act::SignInByUsername { username, password } => {
                self.sign_in(USERNAMES[username], PASSWORDS[password])?
            }
            Act::OpenSession { user } => {
                let token = accounts.generate_user_session_token(self.users[user], &nobody)?;
                let opened = accounts.get_session(token.expose())?;
                let id = opened.map(|opened| opened.session.id).expect("it has just been opened");
                self.sessions.push((token.expose().to_owned(), id));
                Answer::Opened
            }
            Act::GetSession { session } => {
                let found = accounts.get_session(&self.sessions[session].0)?;
                self.user(found.map(|found| found.user))
            }
            Act::ListSessions { user } => {
                let listed = accounts.list_user_sessions(self.users[user])?;
                let number = |id| self.sessions.iter().position(|(_, known)| *known == id);
                let numbers = listed.iter().map(|session| number(session.id));
                Answer::Sessions(numbers.collect::<Option<_>>().expect("all are known"))
            }
            Act::Revoke { session } => {
                Answer::Is(accounts.revoke_user_session_token(&self.sessions[session].0)?)
            }
            Act::RevokeById { user, session } => {
                let (user, session) = (self.users[user], self.sessions[session].1);
                Answer::Is(accounts.revoke_user_session(user, session, &nobody)?)
            }
            Act::RevokeAll { user } => {
                Answer::Count(accounts.revoke_user_sessions(self.users[user])?)
            }
            Act::Wait(wait) => {
                self.clock.advance(wait);
                Answer::Nothing
            }
            Act::Reopen => {
                accounts.close()?;
                self.accounts = open(self.scene, &self.clock)?;
                Answer::Nothing
            }
        })
    }

    fn sign_in(&mut self, identifier: &str, password: &str) -> Result<Answer> {
        let nobody = Context::default();
        let signed_in = self.accounts.sign_in_with_password(identifier, password, &nobody)?;
        self.sessions.push((signed_in.token.expose().to_owned(), signed_in.session.id));
        Ok(Answer::SignedIn { user: self.number(signed_in.user.id) })
    }

    /// Reads the message that came of it, if one did.
    fn issued(&mut self, value: String, handle: &Secret) -> Result<Answer> {
        let (mut code, mut token) = (None, None);
        // Before it come notices of what has happened, which the model knows nothing of.
        while let Some(message) = self.accounts.claim_messages(1, LEASE)?.pop() {
            self.accounts.ack_message(message.lease)?;
            let text = |secret: Secret| secret.expose().to_owned();
            (code, token) = (message.code.map(text), message.token.map(text));
        }
        let answer = Answer::Issued { code: code.is_some(), link: token.is_some() };
        self.issues.push(Issue { value, handle: handle.expose().to_owned(), code, token });
        Ok(answer)
    }

    fn proof(&self, proof: Proof) -> Option<&str> {
        match proof {
            Proof::Nothing => None,
            Proof::Handle(issue) => Some(&self.issues[issue].handle),
            Proof::Password(password) => Some(PASSWORDS[password]),
        }
    }

    fn user(&mut self, user: Option<User>) -> Answer {
        Answer::User(user.map(|user| self.number(user.id)))
    }

    fn met(&mut self, UserIdentity { user, identity }: UserIdentity) -> Answer {
        let known = self.identities.iter().position(|(id, _)| *id == identity.id);
        let number = known.unwrap_or(self.identities.len());
        if known.is_none() {
            self.identities.push((identity.id, identity.value));
        }
        Answer::UserIdentity { user: self.number(user.id), identity: number }
    }

    /// The number of a user; whoever is new has the next.
    fn number(&mut self, user: UserId) -> usize {
        let known = self.users.iter().position(|id| *id == user);
        known.unwrap_or_else(|| {
            self.users.push(user);
            self.users.len() - 1
        })
    }
}

impl Issue {
    fn token(&self) -> &str {
        self.token.as_deref().unwrap_or(UNSENT)
    }
}

/// Presents wrong codes, which are all refused, and then the right one.
fn after_wrong<T>(
    wrong: u32,
    right: Option<&str>,
    present: impl Fn(&str) -> Result<T>,
) -> Result<T> {
    for _ in 0..wrong {
        present(WRONG).map(|_| panic!("a wrong code was taken")).ok();
    }
    present(right.unwrap_or(WRONG))
}

fn open(scene: &Scene, clock: &SettableClock) -> Result<Accounts> {
    let mut settings = settings(&scene.file());
    settings.sessions_per_user = SESSIONS_PER_USER as u32;
    settings.code_digits = 12;
    let ports = Ports { clock: Arc::new(clock.clone()), ..Ports::default() };
    Accounts::open_with(settings, ports)
}
