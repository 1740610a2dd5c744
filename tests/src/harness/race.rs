//! Racing for one secret: many threads at once, as one of several processes.

use std::io;
use std::str::FromStr;
use std::sync::Barrier;
use std::thread;

use ezauth_core::domain::{Context, IdentityId, ProfileChanges, UserId, VerificationType};
use ezauth_core::{Accounts, Result};

use super::Report;

/// What is raced for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Race {
    /// A link that confirms an address.
    ConfirmLink,
    /// A code that confirms an address.
    ConfirmCode,
    /// A code that confirms a phone number.
    ConfirmPhoneCode,
    /// A link that recovers an account, verified alone.
    RecoverLink,
    /// A code that recovers an account, verified alone.
    RecoverCode,
    /// A link that sets a new password.
    ResetLink,
    /// A code that sets a new password.
    ResetCode,
    /// A username.
    Username,
    /// A link that completes a sign-up.
    SignUpLink,
    /// A code that completes a sign-up.
    SignUpCode,
    /// A link that signs in.
    SignInLink,
    /// A code that signs in, and makes the account.
    SignInCode,
    /// A code by text message that does.
    SignInPhoneCode,
    /// A link that adds an address to an account.
    ChangeLink,
    /// A code that does.
    ChangeCode,
    /// A link that proves one session of many anew.
    ReauthenticateLink,
    /// The first password of an account.
    SetPassword,
    /// Removing one of the two identities that an account has.
    RemoveIdentity,
    /// An address that two accounts are about to add, each with a link of its own.
    Address,
}

impl Race {
    /// Everything that is raced for.
    pub const ALL: [Self; 19] = [
        Self::ConfirmLink,
        Self::ConfirmCode,
        Self::ConfirmPhoneCode,
        Self::RecoverLink,
        Self::RecoverCode,
        Self::ResetLink,
        Self::ResetCode,
        Self::Username,
        Self::SignUpLink,
        Self::SignUpCode,
        Self::SignInLink,
        Self::SignInCode,
        Self::SignInPhoneCode,
        Self::ChangeLink,
        Self::ChangeCode,
        Self::ReauthenticateLink,
        Self::SetPassword,
        Self::RemoveIdentity,
        Self::Address,
    ];

    /// The name, as it is sent.
    pub fn name(self) -> &'static str {
        match self {
            Self::ConfirmLink => "confirm_link",
            Self::ConfirmCode => "confirm_code",
            Self::ConfirmPhoneCode => "confirm_phone_code",
            Self::RecoverLink => "recover_link",
            Self::RecoverCode => "recover_code",
            Self::ResetLink => "reset_link",
            Self::ResetCode => "reset_code",
            Self::Username => "username",
            Self::SignUpLink => "sign_up_link",
            Self::SignUpCode => "sign_up_code",
            Self::SignInLink => "sign_in_link",
            Self::SignInCode => "sign_in_code",
            Self::SignInPhoneCode => "sign_in_phone_code",
            Self::ChangeLink => "change_link",
            Self::ChangeCode => "change_code",
            Self::ReauthenticateLink => "reauthenticate_link",
            Self::SetPassword => "set_password",
            Self::RemoveIdentity => "remove_identity",
            Self::Address => "address",
        }
    }

    /// Presents the secret once. `own` is what this racer has besides: a password to set, the id of a
    /// user who wants the name, a handle, a session, the id of an identity to remove, or a session
    /// and its link. The secret of a race for a password, or for what is left, is a session.
    fn run(self, accounts: &Accounts, value: &str, secret: &str, own: &str) -> Result<()> {
        use VerificationType::{Email, Phone, Recovery};
        let nobody = Context::default();
        let code = |of| accounts.verify_magic_code(secret, of, value, None).map(drop);
        let link = |of| accounts.verify_magic_link(secret, of, None).map(drop);
        match self {
            Self::ConfirmLink => link(Email),
            Self::ConfirmCode => code(Email),
            Self::ConfirmPhoneCode => code(Phone),
            Self::RecoverLink => link(Recovery),
            Self::RecoverCode => code(Recovery),
            Self::ResetLink => accounts.reset_password_with_link(secret, own, &nobody).map(drop),
            Self::ResetCode => {
                accounts.reset_password_with_code(value, secret, own, None, &nobody).map(drop)
            }
            Self::Username => {
                let username = Some(Some(value.to_owned()));
                let changes = ProfileChanges { username, ..ProfileChanges::default() };
                accounts.update_user_profile(UserId::from_str(own)?, &changes).map(drop)
            }
            Self::SignUpLink => {
                accounts.confirm_sign_up_with_link(secret, Some(own), &nobody).map(drop)
            }
            Self::SignUpCode => {
                accounts.confirm_sign_up_with_code(value, secret, Some(own), &nobody).map(drop)
            }
            Self::SignInLink => accounts.sign_in_with_magic_link(secret, &nobody).map(drop),
            Self::SignInCode => {
                accounts.sign_in_with_email_code(value, secret, Some(own), &nobody).map(drop)
            }
            Self::SignInPhoneCode => {
                accounts.sign_in_with_phone_code(value, secret, Some(own), &nobody).map(drop)
            }
            Self::ChangeLink => accounts.confirm_identity_with_link(own, secret, &nobody).map(drop),
            Self::ChangeCode => {
                accounts.confirm_identity_with_code(own, value, secret, &nobody).map(drop)
            }
            Self::ReauthenticateLink => {
                accounts.reauthenticate_with_link(own, secret, &nobody).map(drop)
            }
            Self::SetPassword => accounts.set_password(secret, own, &nobody).map(drop),
            Self::RemoveIdentity => {
                accounts.remove_identity(secret, IdentityId::from_str(own)?, &nobody).map(drop)
            }
            Self::Address => {
                let (session, token) = own.split_once(',').unwrap_or_default();
                accounts.confirm_identity_with_link(session, token, &nobody).map(drop)
            }
        }
    }
}

impl FromStr for Race {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let found = Self::ALL.into_iter().find(|race| race.name() == text);
        found.ok_or_else(|| format!("there is no race called {text}"))
    }
}

/// Takes part in races until nobody sends any more. Each is a line: its name, the value, the secret,
/// and what each racer alone has, one racer for each. `ready` answers that all stand at the
/// barrier, the line `go` opens it, and the answer is one line with the outcome of each: `won`, or
/// the kind of the refusal.
///
/// # Errors
/// Those of reading and writing; an unknown race.
pub fn race(accounts: &Accounts, report: &Report<'_>) -> io::Result<()> {
    let mut lines = io::stdin().lines();
    while let Some(line) = lines.next().transpose()? {
        let words: Vec<&str> = line.split(' ').collect();
        let [race, value, secret, racers @ ..] = words.as_slice() else {
            return Err(io::Error::other(format!("not a race: {line}")));
        };
        let race: Race = race.parse().map_err(io::Error::other)?;
        let barrier = Barrier::new(racers.len() + 1);
        let outcomes = thread::scope(|scope| {
            let running: Vec<_> = racers
                .iter()
                .map(|own| {
                    scope.spawn(|| {
                        barrier.wait();
                        outcome(race.run(accounts, value, secret, own))
                    })
                })
                .collect();
            report.line(&["ready"])?;
            let go = lines.next().transpose();
            barrier.wait();
            let ran = running.into_iter().map(|racer| racer.join());
            let outcomes: Vec<&str> = ran.map(|ran| ran.unwrap_or("panicked")).collect();
            go.map(|_| outcomes)
        })?;
        report.line(&outcomes)?;
    }
    Ok(())
}

fn outcome(result: Result<()>) -> &'static str {
    match result {
        Ok(()) => "won",
        Err(error) => error.kind().name(),
    }
}
