//! The story of one person, told act by act: what is killed in the middle.

use std::error::Error;
use std::io;

use ezauth_core::Accounts;
use ezauth_core::domain::{Context, IdentityId, ProfileChanges, UserId, VerificationType};

use super::{Draw, Inbox, Mail, Report};

/// What a person does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Creates a user. Told: the ids of user and identity.
    SignUp,
    /// Asks for a link and a code to confirm the address. Told: the handle.
    AskToConfirm,
    /// Reads the message. Told: token and code.
    Fetch,
    /// Acknowledges the message.
    Deliver,
    /// Confirms the address, by link or by code.
    Confirm,
    /// Signs in. Told: the token.
    SignIn,
    /// Is given a session on the host's word. Told: the token.
    Open,
    /// Takes a name.
    Rename,
    /// Ends the oldest session.
    Revoke,
    /// Ends all sessions.
    RevokeAll,
    /// Asks for a link and a code to set a new password. Told: the handle.
    AskToRecover,
    /// Sets a new password, by link or by code.
    Reset,
    /// Asks for an account. Told: the handle.
    Wish,
    /// Has link and code sent again.
    WishAgain,
    /// Has the account made, by link or by code. Told: the token of the session, and the user's id.
    Complete,
    /// Asks for a link and a code to sign in. Told: the handle.
    AskToEnter,
    /// Signs in, by link or by code. Told: the token.
    Enter,
    /// Replaces the password; other sessions end.
    ChangePassword,
    /// Ends all sessions but the newest.
    RevokeOthers,
    /// Asks for a link and a code to add another address. Told: the handle.
    AskToAdd,
    /// Adds it, by link or by code.
    Add,
    /// Proves the newest session anew. Told: the token that it gets.
    Prove,
    /// Removes the first address.
    Remove,
    /// Deletes the account.
    Delete,
}

/// The acts of a story, in their order.
pub const STORY: [Act; 15] = [
    Act::SignUp,
    Act::AskToConfirm,
    Act::Fetch,
    Act::Deliver,
    Act::Confirm,
    Act::SignIn,
    Act::Rename,
    Act::Open,
    Act::Revoke,
    Act::AskToRecover,
    Act::Fetch,
    Act::Deliver,
    Act::Reset,
    Act::SignIn,
    Act::RevokeAll,
];

/// The acts of the other story, in which all goes by flows.
pub const FLOWS: [Act; 19] = [
    Act::Wish,
    Act::WishAgain,
    Act::Fetch,
    Act::Deliver,
    Act::Complete,
    Act::AskToEnter,
    Act::Fetch,
    Act::Deliver,
    Act::Enter,
    Act::ChangePassword,
    Act::Open,
    Act::RevokeOthers,
    Act::AskToAdd,
    Act::Fetch,
    Act::Deliver,
    Act::Add,
    Act::Prove,
    Act::Remove,
    Act::Delete,
];

/// The story of the person of this name.
pub fn story_of(name: &str) -> &'static [Act] {
    match name.bytes().fold(0_u8, u8::wrapping_add) % 2 {
        0 => &STORY,
        _ => &FLOWS,
    }
}

/// The name that everybody takes.
pub const NEW_NAME: &str = "Renamed";

/// The address of the person of this name.
pub fn address(name: &str) -> String {
    format!("{name}@example.com")
}

/// The other address of the person of this name.
pub fn other_address(name: &str) -> String {
    address(&format!("other-{name}"))
}

/// The passwords of a person: the first, and the one that takes its place.
#[derive(Clone, Debug)]
pub struct Passwords {
    /// The first.
    pub old: String,
    /// The one that takes its place.
    pub new: String,
}

impl Passwords {
    /// Those of the person of this name.
    pub fn of(name: &str) -> Self {
        Self { old: format!("the first of {name}"), new: format!("the second of {name}") }
    }
}

/// What a process that lives stories works with.
#[derive(Debug)]
pub struct Life<'a> {
    /// The accounts.
    pub accounts: &'a Accounts,
    /// Everybody's mail.
    pub inbox: &'a Inbox,
    /// Where acknowledgements go.
    pub report: &'a Report<'a>,
    /// Whether to acknowledge an act before it is done, where nothing has to be told: what must
    /// never be, for a harness to catch.
    pub early: bool,
}

/// A person in the middle of a story.
pub(super) struct Person {
    pub(super) address: String,
    pub(super) other_address: String,
    /// Whether mail comes to the other address.
    pub(super) awaits_other: bool,
    pub(super) passwords: Passwords,
    pub(super) user: Option<UserId>,
    pub(super) identity: Option<IdentityId>,
    pub(super) handle: String,
    pub(super) mail: Option<Mail>,
    pub(super) tokens: Vec<String>,
}

pub(super) type Told = Result<Vec<String>, Box<dyn Error>>;

impl Life<'_> {
    /// Lives the story of the person of this name, reporting each act as a line: the name, the
    /// number of the act, and what is told. An act that fails is a line that begins with `failed`.
    pub fn live(&self, name: &str, draw: &mut Draw) -> io::Result<()> {
        let mut person = Person {
            address: address(name),
            other_address: other_address(name),
            awaits_other: false,
            passwords: Passwords::of(name),
            user: None,
            identity: None,
            handle: String::new(),
            mail: None,
            tokens: Vec::new(),
        };
        for (number, act) in story_of(name).iter().copied().enumerate() {
            let number = number.to_string();
            let tells = matches!(
                act,
                Act::SignUp
                    | Act::AskToConfirm
                    | Act::Fetch
                    | Act::SignIn
                    | Act::Open
                    | Act::AskToRecover
                    | Act::Wish
                    | Act::Complete
                    | Act::AskToEnter
                    | Act::Enter
                    | Act::AskToAdd
                    | Act::Prove
            );
            let early = self.early && !tells;
            if early {
                self.report.line(&[name, &number])?;
            }
            match self.act(act, &mut person, draw) {
                Ok(_) if early => {}
                Ok(told) => {
                    let told = told.iter().map(String::as_str);
                    let words: Vec<&str> = [name, &number].into_iter().chain(told).collect();
                    self.report.line(&words)?;
                }
                Err(error) => {
                    return self.report.line(&["failed", name, &number, &error.to_string()]);
                }
            }
        }
        Ok(())
    }

    fn act(&self, act: Act, person: &mut Person, draw: &mut Draw) -> Told {
        let Self { accounts, inbox, .. } = self;
        let context = Context::default();
        let Person { address, passwords: Passwords { old, new }, user, .. } = &*person;
        let user = user.ok_or("there is no user yet");
        let mail = person.mail.as_ref().ok_or("there is no mail yet");
        match act {
            Act::SignUp => {
                let created = accounts.create_user_with_password(address, old)?;
                person.user = Some(created.user.id);
                person.identity = Some(created.identity.id);
                Ok(vec![created.user.id.to_string(), created.identity.id.to_string()])
            }
            Act::AskToConfirm => {
                let identity = person.identity.ok_or("there is no identity yet")?;
                let handle = accounts.request_email_verification(identity)?;
                person.handle = handle.expose().to_owned();
                Ok(vec![person.handle.clone()])
            }
            Act::Fetch => {
                let recipient = if person.awaits_other { &person.other_address } else { address };
                let mail = inbox.take(accounts, recipient)?.ok_or("the mail does not come")?;
                let told = vec![mail.token.clone(), mail.code.clone()];
                person.mail = Some(mail);
                Ok(told)
            }
            Act::Deliver => match accounts.ack_message(mail?.lease)? {
                true => Ok(Vec::new()),
                false => Err("the lease has ended".into()),
            },
            Act::Confirm => {
                let of = VerificationType::Email;
                let proofs = [None, Some(person.handle.as_str()), Some(old.as_str())];
                let proof = proofs[usize::from(draw.coin()) + usize::from(draw.coin())];
                let Mail { token, code, .. } = mail?;
                match draw.coin() {
                    true => accounts.verify_magic_link(token, of, proof)?,
                    false => accounts.verify_magic_code(code, of, address, proof)?,
                };
                Ok(Vec::new())
            }
            Act::SignIn => {
                // Whoever has ended a session has reset the password since the first sign-in.
                let password = if person.tokens.is_empty() { old } else { new };
                let signed_in = accounts.sign_in_with_password(address, password, &context)?;
                let token = signed_in.token.expose().to_owned();
                person.tokens.push(token.clone());
                Ok(vec![token])
            }
            Act::Open => {
                let token = accounts.generate_user_session_token(user?, &context)?;
                person.tokens.push(token.expose().to_owned());
                Ok(vec![token.expose().to_owned()])
            }
            Act::Rename => {
                let name = Some(Some(NEW_NAME.to_owned()));
                let changes = ProfileChanges { name, ..ProfileChanges::default() };
                accounts.update_user_profile(user?, &changes)?;
                Ok(Vec::new())
            }
            Act::Revoke => {
                let token = person.tokens.first().ok_or("there is no session yet")?;
                match accounts.revoke_user_session_token(token)? {
                    true => Ok(Vec::new()),
                    false => Err("the session had ended".into()),
                }
            }
            Act::RevokeAll => match accounts.revoke_user_sessions(user?)? {
                1 => Ok(Vec::new()),
                other => Err(format!("{other} sessions ended").into()),
            },
            Act::AskToRecover => {
                let handle = accounts.request_password_recovery(address, &context)?;
                person.handle = handle.expose().to_owned();
                Ok(vec![person.handle.clone()])
            }
            Act::Reset => {
                let handle = draw.coin().then_some(person.handle.as_str());
                let Mail { token, code, .. } = mail?;
                match draw.coin() {
                    true => accounts.reset_password_with_link(token, new, &context)?,
                    false => {
                        accounts.reset_password_with_code(address, code, new, handle, &context)?
                    }
                };
                Ok(Vec::new())
            }
            Act::Wish
            | Act::WishAgain
            | Act::Complete
            | Act::AskToEnter
            | Act::Enter
            | Act::ChangePassword
            | Act::RevokeOthers
            | Act::AskToAdd
            | Act::Add
            | Act::Prove
            | Act::Remove
            | Act::Delete => self.flow(act, person, draw),
        }
    }
}
