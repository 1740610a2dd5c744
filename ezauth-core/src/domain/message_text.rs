//! What a message says, in English. A host that wants other words renders its own.

use super::{Kind, Secret};

/// What goes into a message.
#[derive(Clone, Copy)]
pub(crate) struct MessageParts<'a> {
    pub(crate) kind: Kind,
    /// The host of the configured base URL: where the message comes from, to its reader.
    pub(crate) site: &'a str,
    pub(crate) code: Option<&'a str>,
    pub(crate) link: Option<&'a str>,
}

impl MessageParts<'_> {
    /// The subject line. It holds no secret: subjects are shown on locked screens.
    pub(crate) fn subject(&self) -> String {
        format!("{} for {}", self.words().heading, self.site)
    }

    /// The text.
    pub(crate) fn text(&self) -> Secret {
        let Words { purpose, otherwise, .. } = self.words();
        let greeting = format!("Somebody, most likely you, wants to {purpose} at {}.", self.site);
        let code = self.code.map_or(["", ""], |code| ["\n\nYour code is: ", code]);
        let lead = match self.code {
            Some(_) => "\n\nOr open this link:\n",
            None => "\n\nOpen this link:\n",
        };
        let link = self.link.map_or(["", ""], |link| [lead, link]);
        let end = ["\n\nDo not pass this on to anybody. ", otherwise];
        // Joined at once: growing would leave copies of the secrets behind.
        Secret::new([&[greeting.as_str()], &code[..], &link, &end].concat().concat())
    }

    fn words(&self) -> Words {
        const NOTHING_HAPPENS: &str = "If it was not you, ignore this message: nothing happens.";
        const PASSWORD_STAYS: &str =
            "If it was not you, ignore this message: your password stays as it is.";
        let (heading, purpose, otherwise) = match self.kind {
            Kind::Confirm => ("Confirm this address", "confirm this address", NOTHING_HAPPENS),
            Kind::SignUp => ("Finish signing up", "sign up with this address", NOTHING_HAPPENS),
            Kind::SignIn => ("Sign in", "sign in", NOTHING_HAPPENS),
            Kind::Recover => ("Set a new password", "set a new password", PASSWORD_STAYS),
            Kind::Change => ("Confirm your new address", "use this address", NOTHING_HAPPENS),
        };
        Words { heading, purpose, otherwise }
    }
}

struct Words {
    heading: &'static str,
    purpose: &'static str,
    otherwise: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_what_it_carries_and_no_more() {
        for &kind in Kind::ALL {
            let parts =
                MessageParts { kind, site: "example.com", code: Some("123456"), link: None };
            let text = parts.text();
            assert!(text.expose().contains("123456") && !text.expose().contains("link"));
            assert!(!parts.subject().contains("123456"), "a subject shows on locked screens");
            let link = MessageParts { code: None, link: Some("https://example.com/x"), ..parts };
            assert!(link.text().expose().contains("\nhttps://example.com/x\n"));
            assert!(!link.text().expose().contains("code"));
        }
    }
}
