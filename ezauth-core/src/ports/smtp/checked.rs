//! Settings of a server that have been found usable.

use std::fs;
use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::client::{Certificate, TlsParameters};

use super::SmtpSettings;
use crate::domain::{Secret, SmtpSecurity};
use crate::error::{Error, FieldReason, Result, both};

/// A server, and how to get a mail to it.
pub(super) struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) protection: Protection,
    pub(super) credentials: Option<(Secret, Secret)>,
    pub(super) timeout: Duration,
}

/// What protects a connection.
pub(super) enum Protection {
    Tls(TlsParameters),
    StartTls(TlsParameters),
    None,
}

impl SmtpSettings {
    /// # Errors
    /// `invalid_config` with all names of settings that are refused.
    pub(super) fn check(self) -> Result<(Server, Mailbox)> {
        let from = parse_from(&self.from).map_err(|reason| refused("smtp_from", reason));
        let host = check_host(&self.host).map_err(|reason| refused("smtp_host", reason));
        let credentials = self.check_credentials();
        let protection = self.protection();
        let (((), protection), (credentials, from)) =
            both(both(host, protection), both(credentials, from))?;
        let port = if self.port == 0 { self.security.usual_port() } else { self.port };
        let Self { host, timeout, .. } = self;
        Ok((Server { host, port, protection, credentials, timeout }, from))
    }

    /// User and password come together. They do not cross a network in the clear.
    fn check_credentials(&self) -> Result<Option<(Secret, Secret)>> {
        match (&self.user, &self.password) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(refused("smtp_user", FieldReason::Empty)),
            (Some(_), None) => Err(refused("smtp_password", FieldReason::Empty)),
            (Some(_), Some(_))
                if self.security == SmtpSecurity::None && !is_loopback(&self.host) =>
            {
                let note = "a password needs TLS, or a server on this machine";
                Err(refused("smtp_security", FieldReason::NotAllowed).with_note(note))
            }
            (Some(user), Some(password)) => Ok(Some((user.clone(), password.clone()))),
        }
    }

    fn protection(&self) -> Result<Protection> {
        let authorities = self.root_certificate.as_deref().map(read_certificates).transpose()?;
        let parameters = || {
            authorities
                .into_iter()
                .fold(TlsParameters::builder(self.host.clone()), |builder, authority| {
                    builder.add_root_certificate(authority)
                })
                .build_rustls()
                .map_err(|_| refused("smtp_root_certificate", FieldReason::Malformed))
        };
        Ok(match self.security {
            SmtpSecurity::Tls => Protection::Tls(parameters()?),
            SmtpSecurity::StartTls => Protection::StartTls(parameters()?),
            SmtpSecurity::None => Protection::None,
        })
    }
}

fn check_host(host: &str) -> Result<(), FieldReason> {
    match host {
        "" => Err(FieldReason::Empty),
        _ if host.parse::<IpAddr>().is_ok() => Ok(()),
        // A port, a scheme or a user belongs into another setting.
        _ if host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte)) => {
            Ok(())
        }
        _ => Err(FieldReason::Malformed),
    }
}

/// Whether what is said to this host stays on this machine.
fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// `accounts@example.com` or `Example <accounts@example.com>`.
fn parse_from(text: &str) -> Result<Mailbox, FieldReason> {
    let in_brackets = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    let (name, address) = in_brackets.unwrap_or(("", text));
    if name.contains(char::is_control) {
        return Err(FieldReason::ControlCharacter);
    }
    let name = name.trim();
    let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name);
    let address = super::mail::parse_address(address)?;
    Ok(Mailbox::new((!name.is_empty()).then(|| name.to_owned()), address))
}

fn read_certificates(path: &Path) -> Result<Certificate> {
    const NAME: &str = "smtp_root_certificate";
    const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";
    let pem = fs::read(path).map_err(|_| refused(NAME, FieldReason::Missing))?;
    // What holds no certificate at all would otherwise pass for an empty list of them.
    let holds_some = pem.windows(BEGIN.len()).any(|text| text == BEGIN);
    match Certificate::from_pem(&pem) {
        Ok(certificate) if holds_some => Ok(certificate),
        _ => Err(refused(NAME, FieldReason::Malformed)),
    }
}

fn refused(setting: &'static str, reason: FieldReason) -> Error {
    Error::invalid_config(setting, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> SmtpSettings {
        SmtpSettings::new("mail.example.com", "accounts@example.com")
    }

    fn signed_in(security: SmtpSecurity, host: &str) -> SmtpSettings {
        let secret = |text: &str| Some(Secret::from(text.to_owned()));
        let (user, password) = (secret("mailer"), secret("a long and quiet river"));
        SmtpSettings { host: host.to_owned(), security, user, password, ..settings() }
    }

    fn refusal(settings: SmtpSettings) -> Option<(String, FieldReason)> {
        let error = settings.check().err()?;
        assert_eq!(error.kind(), crate::ErrorKind::InvalidConfig);
        let [field] = error.fields() else { panic!("{error}") };
        Some((field.field.to_string(), field.reason))
    }

    #[test]
    fn a_password_does_not_cross_a_network_in_the_clear() {
        let refused = Some(("smtp_security".to_owned(), FieldReason::NotAllowed));
        for host in ["mail.example.com", "192.0.2.1", "localhost.example.com", "127.example.com"] {
            assert_eq!(refusal(signed_in(SmtpSecurity::None, host)), refused, "{host}");
            assert_eq!(refusal(signed_in(SmtpSecurity::StartTls, host)), None, "{host}");
            assert_eq!(refusal(signed_in(SmtpSecurity::Tls, host)), None, "{host}");
        }
        for host in ["localhost", "127.0.0.1", "127.1.2.3", "::1"] {
            assert_eq!(refusal(signed_in(SmtpSecurity::None, host)), None, "{host}");
        }
        let nobody = SmtpSettings { security: SmtpSecurity::None, ..settings() };
        assert_eq!(refusal(nobody), None, "a relay that asks nobody who they are");
    }

    #[test]
    fn user_and_password_come_together() {
        let both = || signed_in(SmtpSecurity::Tls, "mail.example.com");
        let alone = SmtpSettings { user: None, ..both() };
        assert_eq!(refusal(alone), Some(("smtp_user".to_owned(), FieldReason::Empty)));
        let alone = SmtpSettings { password: None, ..both() };
        assert_eq!(refusal(alone), Some(("smtp_password".to_owned(), FieldReason::Empty)));
    }

    #[test]
    fn a_server_has_a_name_and_the_usual_port() {
        use FieldReason::{Empty, Malformed};
        let cases = [
            ("", Empty),
            ("mail.example.com:25", Malformed),
            ("smtp://mail.example.com", Malformed),
            ("mail.example.com\r\nx", Malformed),
            ("[::1]", Malformed),
        ];
        for (host, reason) in cases {
            let refused = refusal(SmtpSettings { host: host.to_owned(), ..settings() });
            assert_eq!(refused, Some(("smtp_host".to_owned(), reason)), "{host:?}");
        }
        for (security, port) in
            [(SmtpSecurity::Tls, 465), (SmtpSecurity::StartTls, 587), (SmtpSecurity::None, 25)]
        {
            let (server, _) = SmtpSettings { security, ..settings() }.check().unwrap();
            assert_eq!(server.port, port);
        }
        let (server, _) = SmtpSettings { port: 2525, ..settings() }.check().unwrap();
        assert_eq!(server.port, 2525);
    }

    /// A41.
    #[test]
    fn mail_is_from_one_address() {
        use FieldReason::{ControlCharacter, Empty, Malformed, NotAllowed};
        let from = |text: &str| SmtpSettings { from: text.to_owned(), ..settings() };
        let cases = [
            ("accounts@example.com", "accounts@example.com"),
            ("Example <accounts@example.com>", "Example <accounts@example.com>"),
            ("\"Ex, ample\" <accounts@example.com>", "\"Ex, ample\" <accounts@example.com>"),
            ("<accounts@example.com>", "accounts@example.com"),
            ("accounts@stra\u{df}e.example", "accounts@xn--strae-oqa.example"),
        ];
        for (text, printed) in cases {
            assert_eq!(from(text).check().unwrap().1.to_string(), printed);
        }
        let cases = [
            ("", Empty),
            ("accounts", Malformed),
            ("a@example.com, b@example.com", Malformed),
            ("Example <accounts@example.com> x", NotAllowed),
            ("Example\r\nBcc: eve@example.net <accounts@example.com>", ControlCharacter),
            ("Example\0<accounts@example.com>", ControlCharacter),
            ("accounts@example.com\n", ControlCharacter),
            ("Example <accounts@example.com\r\nBcc: eve@example.net>", ControlCharacter),
        ];
        for (text, reason) in cases {
            assert_eq!(refusal(from(text)), Some(("smtp_from".to_owned(), reason)), "{text:?}");
        }
    }

    #[test]
    fn authorities_are_read_at_once() {
        use FieldReason::{Malformed, Missing};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("authority.pem");
        let refused = || {
            let root_certificate = Some(path.clone());
            refusal(SmtpSettings { root_certificate, ..settings() }).map(|(name, reason)| {
                assert_eq!(name, "smtp_root_certificate");
                reason
            })
        };
        assert_eq!(refused(), Some(Missing));
        for (pem, reason) in [
            ("", Malformed),
            ("no certificate", Malformed),
            ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", Malformed),
            ("-----BEGIN CERTIFICATE-----\n", Malformed),
        ] {
            fs::write(&path, pem).unwrap();
            assert_eq!(refused(), Some(reason), "{pem:?}");
        }
    }

    #[test]
    fn all_refusals_are_told_together_and_nothing_is_printed() {
        let bad = SmtpSettings {
            host: String::new(),
            from: String::new(),
            user: None,
            ..signed_in(SmtpSecurity::Tls, "x")
        };
        assert!(!format!("{bad:?}").contains("river"));
        let error = bad.check().map(drop).unwrap_err();
        let names: Vec<_> = error.fields().iter().map(|it| &*it.field).collect();
        assert_eq!(names, ["smtp_host", "smtp_user", "smtp_from"]);
    }
}
