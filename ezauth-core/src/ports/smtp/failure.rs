//! Mail that did not go out.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::iter;

use super::SmtpSender;
use crate::domain::Message;
use crate::ports::{SendError, Sender};

/// What went wrong, in words that may be logged.
#[derive(Debug)]
pub(super) struct Failure(pub(super) Cow<'static, str>);

/// Without what the server said: that may repeat addresses.
impl From<lettre::transport::smtp::Error> for Failure {
    fn from(error: lettre::transport::smtp::Error) -> Self {
        Self(match error.status() {
            Some(code) => format!("the server answered {code}").into(),
            None if error.is_response() => "the server does not speak SMTP, or hung up".into(),
            None if is_late(&error) => "the server took longer than `smtp_timeout`".into(),
            None => error.to_string().into(),
        })
    }
}

/// Whether it was waited for too long: systems differ in what they call it.
fn is_late(error: &dyn std::error::Error) -> bool {
    let late =
        |error: &io::Error| matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
    let causes = iter::successors(error.source(), |cause| cause.source());
    causes.filter_map(|cause| cause.downcast_ref()).any(late)
}

impl std::error::Error for Failure {}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A sender that says on standard error when mail does not go out: where settings alone start it,
/// nobody else would hear of it.
pub(crate) struct Telling(pub(crate) SmtpSender);

impl Sender for Telling {
    fn send(&self, message: &Message) -> Result<(), SendError> {
        self.0.send(message).inspect_err(|error| {
            let line = format!("ezauth: message {} was not mailed: {error}\n", message.id);
            // One write, so that two processes on one terminal do not mix their lines. Where that
            // fails there is nobody to tell.
            drop(io::stderr().lock().write_all(line.as_bytes()));
        })
    }
}
