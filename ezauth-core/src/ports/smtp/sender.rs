//! The sender that mails.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::Noop;
use lettre::transport::smtp::extension::ClientId;
use zeroize::Zeroizing;

use super::SmtpSettings;
use super::checked::{Protection, Server};
use super::failure::Failure;
use super::mail::mail;
use crate::domain::Message;
use crate::error::Result;
use crate::ports::{SendError, Sender};

/// Mails each message as plain text, through one SMTP server.
///
/// The `Message-ID` is made of the message's id, so a message that is mailed twice is the same mail
/// twice. A connection is kept for the next message. Text messages are refused: deliver those, or
/// leave phone numbers out.
///
/// What went wrong is told without personal data: it may be logged.
pub struct SmtpSender {
    server: Server,
    from: Mailbox,
    kept: Mutex<Option<SmtpConnection>>,
}

impl SmtpSender {
    /// A sender that mails through this server. It is not called yet: a server that is down now may
    /// be up when there is something to mail.
    ///
    /// # Errors
    /// `invalid_config` on every setting that is refused: `smtp_host`, `smtp_security`, `smtp_user`,
    /// `smtp_password`, `smtp_from` and `smtp_root_certificate`.
    pub fn new(settings: SmtpSettings) -> Result<Self> {
        let (server, from) = settings.check()?;
        Ok(Self { server, from, kept: Mutex::new(None) })
    }

    /// The connection of the last message if it still stands, or else a new one.
    fn connection(&self) -> Result<SmtpConnection, Failure> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).take();
        let standing = kept.and_then(|mut kept| kept.test_connected().then_some(kept));
        standing.map_or_else(|| self.server.connect(&self.hello()), Ok)
    }

    /// Who greets the server: the domain that mail is from, since a process knows no better name of
    /// its machine.
    fn hello(&self) -> ClientId {
        ClientId::Domain(self.from.email.domain().to_owned())
    }
}

impl Sender for SmtpSender {
    fn send(&self, message: &Message) -> Result<(), SendError> {
        let mail = mail(&self.from, message)?;
        let bytes = Zeroizing::new(mail.formatted());
        let mut connection = self.connection()?;
        connection.send(mail.envelope(), &bytes).map_err(Failure::from)?;
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(connection);
        Ok(())
    }
}

impl fmt::Debug for SmtpSender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSender").field("host", &self.server.host).finish_non_exhaustive()
    }
}

impl Server {
    fn connect(&self, hello: &ClientId) -> Result<SmtpConnection, Failure> {
        let address = (self.host.as_str(), self.port);
        let open = |tls| SmtpConnection::connect(address, Some(self.timeout), hello, tls, None);
        let mut connection = match &self.protection {
            Protection::Tls(tls) => open(Some(tls))?,
            Protection::StartTls(tls) => {
                let mut connection = open(None)?;
                start_tls(&mut connection, tls, hello)?;
                connection
            }
            Protection::None => open(None)?,
        };
        if let Some((user, password)) = &self.credentials {
            let (user, password) = (user.expose().to_owned(), password.expose().to_owned());
            connection.auth(DEFAULT_MECHANISMS, &Credentials::new(user, password))?;
        }
        Ok(connection)
    }
}

/// Whoever sits in between could add an answer before TLS begins, to be taken for one of those after
/// (CVE-2021-38371 of another library): each answer would then stand for the one before. So a question is
/// asked whose answer is one line, where that to the greeting has several.
fn start_tls(
    connection: &mut SmtpConnection,
    tls: &TlsParameters,
    hello: &ClientId,
) -> Result<(), Failure> {
    connection.starttls(tls, hello)?;
    match connection.command(Noop)?.message().count() {
        1 => Ok(()),
        _ => Err(Failure("something was said before TLS began".into())),
    }
}
