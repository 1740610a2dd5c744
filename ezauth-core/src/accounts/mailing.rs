//! The sender that the settings ask for.

use std::sync::Arc;

use crate::error::{Error, FieldReason, Result};
use crate::ports::Sender;
use crate::settings::Settings;

/// The sender that was given, or else the one that mails through the SMTP server of the settings.
///
/// # Errors
/// `invalid_config` on the settings of the server.
pub(super) fn choose_sender(
    settings: &Settings,
    given: Option<Arc<dyn Sender>>,
) -> Result<Option<Arc<dyn Sender>>> {
    if settings.smtp_host.is_empty() {
        return no_server(settings).map(|()| given);
    }
    match given {
        Some(_) => Err(not_allowed("there is a sender already")),
        None => mailing(settings).map(Some),
    }
}

/// Whoever sets the rest of them has forgotten the server, and would wait for mail in vain.
fn no_server(settings: &Settings) -> Result<()> {
    let is_meant = settings.smtp_user.is_some()
        || settings.smtp_password.is_some()
        || !settings.smtp_from.is_empty();
    match is_meant {
        true => Err(Error::invalid_config("smtp_host", FieldReason::Empty)),
        false => Ok(()),
    }
}

#[cfg(feature = "smtp")]
fn mailing(settings: &Settings) -> Result<Arc<dyn Sender>> {
    use crate::error::both;
    use crate::ports::{SmtpSender, SmtpSettings, Telling};

    let certificate = &settings.smtp_root_certificate;
    let server = SmtpSettings {
        host: settings.smtp_host.clone(),
        port: u16::try_from(settings.smtp_port).unwrap_or_default(),
        security: settings.smtp_security,
        user: settings.smtp_user.clone(),
        password: settings.smtp_password.clone(),
        from: settings.smtp_from.clone(),
        timeout: settings.smtp_timeout,
        root_certificate: (!certificate.as_os_str().is_empty()).then(|| certificate.clone()),
    };
    let ((), sender) = both(check_timeout(settings), SmtpSender::new(server))?;
    Ok(Arc::new(Telling(sender)))
}

/// A message whose lease ends while the server is waited for is mailed by somebody else too.
#[cfg(feature = "smtp")]
fn check_timeout(settings: &Settings) -> Result<()> {
    if settings.smtp_timeout < settings.delivery_lease {
        return Ok(());
    }
    let note = "it is less than `delivery_lease`";
    Err(Error::invalid_config("smtp_timeout", FieldReason::OutOfRange).with_note(note))
}

#[cfg(not(feature = "smtp"))]
fn mailing(_: &Settings) -> Result<Arc<dyn Sender>> {
    Err(not_allowed("this build of the library cannot mail"))
}

fn not_allowed(note: &'static str) -> Error {
    Error::invalid_config("smtp_host", FieldReason::NotAllowed).with_note(note)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Secret;
    use crate::ports::CollectingSender;

    fn settings() -> Settings {
        let smtp_from = "accounts@example.com".to_owned();
        Settings { smtp_host: "mail.example.com".to_owned(), smtp_from, ..Settings::new("x") }
    }

    fn refusal(settings: &Settings, given: Option<Arc<dyn Sender>>) -> Option<Error> {
        choose_sender(settings, given).err()
    }

    #[test]
    fn a_sender_of_the_host_and_a_server_are_one_too_many() {
        let given = || Some(Arc::new(CollectingSender::new()) as Arc<dyn Sender>);
        let chosen = |settings: Settings| choose_sender(&settings, given()).unwrap();
        assert!(chosen(Settings::new("x")).is_some());
        assert!(choose_sender(&Settings::new("x"), None).unwrap().is_none());
        let refused = refusal(&settings(), given()).unwrap();
        assert_eq!(refused, not_allowed("there is a sender already"));
    }

    #[test]
    fn a_server_that_was_forgotten_is_missed() {
        let forgotten = |change: fn(&mut Settings)| {
            let mut settings = Settings::new("x");
            change(&mut settings);
            refusal(&settings, None)
        };
        let missed = Some(Error::invalid_config("smtp_host", FieldReason::Empty));
        assert_eq!(forgotten(|it| it.smtp_from = "a@example.com".to_owned()), missed);
        assert_eq!(forgotten(|it| it.smtp_user = Some(Secret::from("a".to_owned()))), missed);
        assert_eq!(forgotten(|it| it.smtp_password = Some(Secret::from("a".to_owned()))), missed);
    }

    #[cfg(feature = "smtp")]
    #[test]
    fn a_server_is_waited_for_within_the_lease() {
        assert_eq!(refusal(&settings(), None), None);
        let late = Settings { smtp_timeout: settings().delivery_lease, ..settings() };
        let refused = refusal(&late, None).unwrap();
        assert_eq!(refused.fields()[0].field, "smtp_timeout");
        assert_eq!(refused.fields()[0].reason, FieldReason::OutOfRange);
    }

    #[cfg(not(feature = "smtp"))]
    #[test]
    fn a_build_that_cannot_mail_says_so() {
        let refused = refusal(&settings(), None).unwrap();
        assert_eq!(refused, not_allowed("this build of the library cannot mail"));
    }
}
