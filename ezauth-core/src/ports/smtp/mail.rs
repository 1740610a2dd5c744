//! A message as mail (RFC 5322).

use std::time::SystemTime;

use lettre::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};

use crate::domain::input::Email;
use crate::domain::{Channel, Message, Timestamp};
use crate::error::FieldReason;
use crate::ports::SendError;

/// The last second that the date of a mail can show: years have four digits.
const LAST_DATE: Timestamp = Timestamp::from_millis(253_402_300_799_000);

/// The mail that a message is sent as. It is the same at every attempt: date and id are those of the
/// message, so whoever receives it twice can tell.
///
/// # Errors
/// What is no mail: a text message, and whatever would break out of its header.
pub(super) fn mail(from: &Mailbox, message: &Message) -> Result<lettre::Message, SendError> {
    if message.channel != Channel::Email {
        return Err("a text message cannot be mailed".into());
    }
    if message.subject.contains(char::is_control) {
        return Err("the subject holds a control character".into());
    }
    let to = parse_address(&message.recipient).map_err(|_| "the recipient is no address")?;
    let date = message.id.created_at().min(LAST_DATE);
    lettre::Message::builder()
        .from(from.clone())
        .to(to.into())
        .subject(&message.subject)
        .date(SystemTime::from(date))
        .message_id(Some(format!("<{}@{}>", message.id, from.email.domain())))
        .raw_header(automatic())
        .singlepart(SinglePart::plain(message.text.expose().to_owned()))
        .map_err(|_| "the message makes no mail".into())
}

/// An address is read as everywhere in this library: ASCII, and nothing that a header could end with.
pub(super) fn parse_address(text: &str) -> Result<Address, FieldReason> {
    let email = Email::parse("address", text).map_err(|error| error.fields()[0].reason)?;
    email.display().parse().map_err(|_| FieldReason::Malformed)
}

/// Nobody's holiday notice shall answer it (RFC 3834 section 5).
fn automatic() -> HeaderValue {
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    HeaderValue::new(name, "auto-generated".to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Kind, LeaseId, MessageId, Secret};

    const NAMES: [&str; 9] = [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ];

    fn message(recipient: &str, subject: &str, text: &str) -> Message {
        let now = Timestamp::from_millis(1_763_800_000_123);
        Message {
            id: MessageId::new(now, [0xA5; 10]),
            lease: LeaseId::new(now, [0x5A; 10]),
            channel: Channel::Email,
            kind: Kind::Confirm.into(),
            recipient: recipient.to_owned(),
            user_id: None,
            attempts: 1,
            code: None,
            token: None,
            link: None,
            expires_at: now,
            subject: subject.to_owned(),
            text: Secret::from(text.to_owned()),
        }
    }

    fn from() -> Mailbox {
        Mailbox::new(Some("Ex, ample".to_owned()), parse_address("accounts@example.com").unwrap())
    }

    fn written(message: &Message) -> Result<String, SendError> {
        let bytes = mail(&from(), message)?.formatted();
        Ok(String::from_utf8(bytes).unwrap())
    }

    /// The names of the header's fields, with what is folded put together.
    fn names(mail: &str) -> Vec<&str> {
        let (header, _) = mail.split_once("\r\n\r\n").unwrap();
        let lines = header.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
        lines.map(|line| line.split_once(": ").unwrap().0).collect()
    }

    #[test]
    fn a_message_is_a_mail_that_can_be_told_from_others() {
        let message = message("Ann@example.org", "Your code", "Hello\n\nCode: 123456\n");
        let mail = written(&message).unwrap();
        assert_eq!(names(&mail), NAMES);
        for line in [
            "From: =?utf-8?b?RXgsIGFtcGxl?= <accounts@example.com>",
            "To: Ann@example.org",
            "Subject: Your code",
            "Date: Sat, 22 Nov 2025 08:26:40 +0000",
            &format!("Message-ID: <{}@example.com>", message.id),
            "Auto-Submitted: auto-generated",
            "Content-Type: text/plain; charset=utf-8",
        ] {
            assert!(mail.contains(&format!("{line}\r\n")), "{line} in {mail}");
        }
        let (_, text) = mail.split_once("\r\n\r\n").unwrap();
        assert_eq!(text.trim_end(), "Hello\r\n\r\nCode: 123456");
        assert_eq!(mail.matches('\n').count(), mail.matches("\r\n").count());
        assert_eq!(written(&message).unwrap(), mail, "the second attempt");
    }

    #[test]
    fn what_is_not_ascii_is_encoded() {
        let mail = written(&message("ann@example.org", "Grüße", "für dich: ✓")).unwrap();
        assert!(mail.is_ascii(), "{mail}");
        assert!(mail.contains("Subject: =?utf-8?b?R3LDvMOfZQ==?=\r\n"), "{mail}");
    }

    #[test]
    fn a_text_message_is_not_mailed() {
        let text = Message { channel: Channel::Phone, ..message("ann@example.org", "x", "y") };
        assert!(written(&text).is_err());
    }

    /// A41.
    #[test]
    fn nothing_breaks_out_of_the_header() {
        for end in ["\r\n", "\n", "\r", "\0", "\u{85}"] {
            let more = format!("x{end}Bcc: eve@example.net");
            assert!(written(&message("ann@example.org", &more, "text")).is_err(), "{more:?}");
            for recipient in [&more, &format!("ann@example.org{end}"), &format!("ann{end}@x.org")] {
                assert!(written(&message(recipient, "x", "text")).is_err(), "{recipient:?}");
            }
        }
        for recipient in ["ann@x.org, eve@x.org", "Ann <ann@x.org>", "ann@x.org>", "\"a b\"@x.org"]
        {
            assert!(written(&message(recipient, "x", "text")).is_err(), "{recipient:?}");
        }
    }

    #[test]
    fn a_clock_that_is_wrong_makes_a_date_all_the_same() {
        for millis in [i64::MIN, i64::MAX] {
            let id = MessageId::new(Timestamp::from_millis(millis), [0; 10]);
            let message = Message { id, ..message("ann@example.org", "x", "y") };
            assert_eq!(names(&written(&message).unwrap()), NAMES);
        }
    }

    proptest! {
        #[test]
        fn every_address_that_the_library_takes_can_be_mailed(
            local in "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,64}",
            more in "(\\.[a-z0-9_~-]{1,9})?",
            domain in "[a-zäé]{1,20}(\\.[a-z0-9]{1,9}){1,2}\\.[a-z]{2,9}",
        ) {
            let Ok(email) = Email::parse("email", &format!("{local}{more}@{domain}")) else {
                return Ok(());
            };
            let mail = written(&message(email.display(), "x", "y")).unwrap();
            prop_assert!(mail.contains(&format!("To: {}\r\n", email.display())), "{}", mail);
        }

        #[test]
        fn whatever_is_said_the_header_has_its_own_fields(
            subject in any::<String>(), text in any::<String>(),
        ) {
            if let Ok(mail) = written(&message("ann@example.org", &subject, &text)) {
                prop_assert_eq!(names(&mail), NAMES);
                prop_assert!(mail.lines().all(|line| line.len() <= 998));
            }
        }
    }
}
