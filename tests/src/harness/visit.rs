//! Visiting databases one after another: opening each, trying what opens and what must not, and
//! saying how each attempt ended.

use std::io;
use std::path::Path;
use std::process;
use std::time::Duration;

use ezauth_core::domain::{Context, EventFilter, VerificationType};
use ezauth_core::{Accounts, Error, ErrorKind, Result};

use super::{Golden, Report};

/// What is tried in a database that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The token of a live session.
    Session,
    /// A token that nobody was given.
    UnknownSession,
    /// Another password than the right one.
    WrongPassword,
    /// The right password.
    Password,
    /// A code that nobody was sent.
    WrongCode,
    /// A token of a link that nobody was sent.
    UnknownLink,
    /// The right code, which works once.
    Code,
    /// Writing: a new user.
    SignUp,
    /// Claiming messages.
    Claim,
    /// Reading the audit trail.
    Events,
    /// Deleting what has ended.
    Sweep,
}

impl Attempt {
    /// In their order.
    pub const ALL: [Self; 11] = [
        Self::Session,
        Self::UnknownSession,
        Self::WrongPassword,
        Self::Password,
        Self::WrongCode,
        Self::UnknownLink,
        Self::Code,
        Self::SignUp,
        Self::Claim,
        Self::Events,
        Self::Sweep,
    ];

    /// Whether nobody may ever succeed with it.
    pub fn is_wrong(self) -> bool {
        matches!(
            self,
            Self::UnknownSession | Self::WrongPassword | Self::WrongCode | Self::UnknownLink
        )
    }

    /// Makes it, and says whether it found something.
    fn make(self, accounts: &Accounts, golden: &Golden, visit: usize) -> Result<bool> {
        use VerificationType::{Email, Phone};
        let process = process::id();
        // Each process signs in from a place of its own.
        let ip = format!("10.{}.{}.{}", process >> 16 & 0xff, process >> 8 & 0xff, process & 0xff);
        let caller = Context { ip: Some(ip), ..Context::default() };
        let unknown = "x".repeat(43);
        match self {
            Self::Session => accounts.get_session(&golden.session).map(|it| it.is_some()),
            Self::UnknownSession => accounts.get_session(&unknown).map(|it| it.is_some()),
            Self::Password => accounts
                .sign_in_with_password(&golden.address, &golden.password, &caller)
                .map(|_| true),
            Self::WrongPassword => accounts
                .sign_in_with_password(&golden.address, "a wrong password", &caller)
                .map(|_| true),
            Self::WrongCode => {
                let code = other_code(&golden.confirmation.code);
                let value = &golden.confirmation.value;
                accounts.verify_magic_code(&code, Email, value, None).map(|_| true)
            }
            Self::UnknownLink => accounts.verify_magic_link(&unknown, Email, None).map(|_| true),
            Self::Code => {
                let (code, value) = (&golden.phone.code, &golden.phone.value);
                accounts.verify_magic_code(code, Phone, value, None).map(|_| true)
            }
            Self::SignUp => {
                let address = format!("visitor-{process}-{visit}@example.com");
                let created = accounts.create_user_with_email(&address)?;
                accounts.request_email_verification(created.identity.id).map(|_| true)
            }
            Self::Claim => accounts.claim_messages(10, Duration::from_secs(1)).map(|_| true),
            Self::Events => accounts.events(&EventFilter::default(), None).map(|_| true),
            Self::Sweep => accounts.sweep(100).map(|_| true),
        }
    }
}

/// Says that it is `ready`, and visits each database whose path comes as a line, until no more come.
/// The answer is a line:
/// `refused` and the kind of the error, or how each attempt ended: `yes`, `no` where nothing was
/// found, or the kind of its error. The databases are closed, or left open.
///
/// # Errors
/// Those of reading and writing.
pub fn visit(golden: &Golden, report: &Report<'_>, leave_open: bool) -> io::Result<()> {
    let mut open = Vec::new();
    report.line(&["ready"])?;
    for (number, line) in io::stdin().lines().enumerate() {
        match golden.open(Path::new(&line?)) {
            Err(error) => report.line(&["refused", &told(&error)])?,
            Ok(accounts) => {
                let made = Attempt::ALL.map(|it| match it.make(&accounts, golden, number) {
                    Ok(true) => "yes".to_owned(),
                    Ok(false) => "no".to_owned(),
                    Err(error) => told(&error),
                });
                match leave_open {
                    true => open.push(accounts),
                    // It may fail, as everything else.
                    false => drop(accounts.close()),
                }
                report.line(&made.each_ref().map(String::as_str))?;
            }
        }
    }
    Ok(())
}

/// The kind of an error, and what is to be known of it, as one word.
fn told(error: &Error) -> String {
    let fields = error.fields().iter().map(|it| format!("{}:{:?}", it.field, it.reason));
    let mut words = vec![error.kind().name().to_owned()];
    words.extend(error.storage_reason().map(|it| format!("{it:?}")));
    words.extend(fields);
    if error.kind() == ErrorKind::Internal {
        words.push(error.to_string().replace(' ', "_"));
    }
    words.join("/")
}

/// A code of as many digits that is not this one.
fn other_code(code: &str) -> String {
    let first = if code.starts_with('0') { "1" } else { "0" };
    code.replacen(|_: char| true, first, 1)
}
