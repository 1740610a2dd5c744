//! Mailing through an SMTP server (RFC 5321, and RFC 6409 for submission).

mod checked;
mod failure;
mod mail;
mod sender;

use std::path::PathBuf;
use std::time::Duration;

use crate::domain::{Secret, SmtpSecurity};

pub(crate) use failure::Telling;
pub use sender::SmtpSender;

/// Which server mails, and as whom. The names of the refused are those of the settings, `smtp_host`
/// and so on.
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    /// The server: a name or an IP address.
    pub host: String,
    /// Its port; 0 is the usual one of the security.
    pub port: u16,
    /// How the connection is protected.
    pub security: SmtpSecurity,
    /// Who signs in, if the server asks for it.
    pub user: Option<Secret>,
    /// The password of that user.
    pub password: Option<Secret>,
    /// Whom mail is from: an address, or a name and the address in angle brackets.
    pub from: String,
    /// How long the server may take for each of its answers.
    pub timeout: Duration,
    /// A file (PEM) with authorities that are trusted besides the usual ones.
    pub root_certificate: Option<PathBuf>,
}

impl SmtpSettings {
    /// A server that is spoken to over TLS, signed in by nobody, with 10 s for each answer.
    pub fn new(host: impl Into<String>, from: impl Into<String>) -> Self {
        Self {
            host: host.into(),
            port: 0,
            security: SmtpSecurity::Tls,
            user: None,
            password: None,
            from: from.into(),
            timeout: Duration::from_secs(10),
            root_certificate: None,
        }
    }
}
