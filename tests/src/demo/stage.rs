//! Where the story is played: three processes, the mail that they print, and the page.

use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use serde_json::{Value, json};

use super::mail::Mail;
use super::page::Page;
use super::process::{Answered, Process};
use super::secrets::{Secrets, shortened};
use super::{Failure, Result};

pub(super) const ONE: usize = 0;
pub(super) const TWO: usize = 1;
pub(super) const THREE: usize = 2;
pub(super) const ALL: [usize; 3] = [ONE, TWO, THREE];

/// Longer than any mail takes that comes at all.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything on the stage.
pub(super) struct Stage {
    pub(super) page: Page,
    pub(super) secrets: Secrets,
    processes: Vec<Process>,
    mails: Receiver<Mail>,
}

impl Stage {
    /// Starts the processes, and lets each open the database.
    pub(super) fn open(page: Page, database: &Path) -> Result<Self> {
        let (sender, mails) = mpsc::channel();
        let processes = ALL.map(|process| Process::start(process, sender.clone()));
        let processes = processes.into_iter().collect::<Result<_>>()?;
        let mut stage = Self { page, secrets: Secrets::default(), processes, mails };
        let settings = json!({ "database": database, "base_url": "https://example.com" });
        let with = json!({ "settings": settings, "sender": "console" });
        stage.page.step("The processes open the file")?;
        stage.call(ONE, "open", &with)?;
        stage.page.answer("the file is made, and a key beside it")?;
        for process in [TWO, THREE] {
            stage.call(process, "open", &with)?;
            stage.page.answer("the same file, the same key")?;
        }
        Ok(stage)
    }

    /// Closes the accounts in every process, ends them, and gives the page back.
    pub(super) fn close(mut self) -> Result<Page> {
        for process in ALL {
            self.ask(process, "close", &json!({}))?
                .map_err(|it| Failure::surprise("closed", it))?;
        }
        Ok(self.page)
    }

    /// Calls an operation that succeeds, and begins its line on the page.
    pub(super) fn call(&mut self, process: usize, operation: &str, with: &Value) -> Result<Reply> {
        self.page.call(process, operation)?;
        let answer = self.ask(process, operation, with)?;
        answer.map(Reply).map_err(|error| Failure::surprise(format!("{operation} succeeds"), error))
    }

    /// Keeps a secret in mind, and gives what the page shows of it.
    pub(super) fn hide(&mut self, kind: &'static str, secret: &str) -> String {
        self.secrets.remember(kind, secret);
        shortened(secret)
    }

    /// Calls an operation that is refused with this kind of error, and writes its whole line: what
    /// it was tried with, and the refusal.
    pub(super) fn refused(
        &mut self,
        process: usize,
        operation: &str,
        with: &Value,
        (tried, kind): (&str, &str),
    ) -> Result<()> {
        self.page.call(process, operation)?;
        match self.ask(process, operation, with)? {
            Err(error) if error["kind"] == kind => Ok(self.page.refusal(tried, kind)?),
            Ok(came) | Err(came) => Err(Failure::surprise(format!("{operation}: {kind}"), came)),
        }
    }

    /// Writes a mail as the console sender of a process printed it.
    pub(super) fn show(&mut self, mail: &Mail) -> Result<()> {
        let Mail { process, recipient, text } = mail;
        let sender =
            format!("The mail, as the console sender of process {} prints it:", process + 1);
        self.page.note(&sender)?;
        Ok(self.page.quote(&format!("To: {recipient}\n{text}"))?)
    }

    /// The next mail, which must be for this recipient, with a code and a link.
    pub(super) fn mail_to(&mut self, recipient: &str) -> Result<Mail> {
        let mail = self.notice_to(recipient)?;
        self.secrets.remember("code", &mail.code()?);
        self.secrets.remember("link token", &mail.link_token()?);
        Ok(mail)
    }

    /// The next mail, which must be for this recipient.
    pub(super) fn notice_to(&mut self, recipient: &str) -> Result<Mail> {
        let expected = || format!("a mail to {recipient}");
        let none = |_| Failure::surprise(expected(), format!("nothing for {PATIENCE:?}"));
        let mail = self.mails.recv_timeout(PATIENCE).map_err(none)?;
        if mail.recipient != recipient {
            return Err(Failure::surprise(expected(), format!("one to {}", mail.recipient)));
        }
        Ok(mail)
    }

    fn ask(&mut self, process: usize, operation: &str, with: &Value) -> Result<Answered> {
        self.processes[process].call(operation, with)
    }
}

/// The result of an operation.
pub(super) struct Reply(pub(super) Value);

impl Reply {
    /// The text at this place, a JSON pointer.
    pub(super) fn text(&self, place: &str) -> Result<String> {
        let text = self.0.pointer(place).and_then(Value::as_str).map(str::to_owned);
        text.ok_or_else(|| Failure::surprise(format!("a text at {place}"), &self.0))
    }

    /// The list at this place.
    pub(super) fn list(&self, place: &str) -> Result<&[Value]> {
        let list = self.0.pointer(place).and_then(Value::as_array).map(Vec::as_slice);
        list.ok_or_else(|| Failure::surprise(format!("a list at {place}"), &self.0))
    }

    /// Checks that this stands there.
    pub(super) fn must_have(&self, place: &str, expected: impl Into<Value>) -> Result<()> {
        let expected = expected.into();
        match self.0.pointer(place) {
            Some(came) if *came == expected => Ok(()),
            _ => Err(Failure::surprise(format!("{expected} at {place:?}"), &self.0)),
        }
    }

    /// Checks that nothing was found.
    pub(super) fn must_be_nothing(&self) -> Result<()> {
        self.must_have("", Value::Null)
    }
}
