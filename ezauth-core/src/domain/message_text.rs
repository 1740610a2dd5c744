//! What a message says, in English. A host that wants other words renders its own.

use super::{MessageKind, Secret};

/// What goes into a message.
#[derive(Clone, Copy)]
pub(crate) struct MessageParts<'a> {
    pub(crate) kind: MessageKind,
    /// The host of the configured base URL: where the message comes from, to its reader.
    pub(crate) site: &'a str,
    pub(crate) code: Option<&'a str>,
    pub(crate) link: Option<&'a str>,
}

/// What a kind of message says.
enum Words {
    /// It carries secrets, for a purpose.
    Secrets { heading: &'static str, purpose: &'static str, otherwise: &'static str },
    /// It tells what has happened, and what to do.
    Notice { heading: &'static str, happened: &'static str, advice: &'static str },
}

impl MessageParts<'_> {
    /// The subject line. It holds no secret: subjects are shown on locked screens.
    pub(crate) fn subject(&self) -> String {
        match words(self.kind) {
            Words::Secrets { heading, .. } => format!("{heading} for {}", self.site),
            Words::Notice { heading, .. } => format!("{heading} at {}", self.site),
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> Secret {
        let (purpose, otherwise) = match words(self.kind) {
            Words::Secrets { purpose, otherwise, .. } => (purpose, otherwise),
            Words::Notice { happened, advice, .. } => {
                return Secret::new(format!("{happened} at {}.\n\n{advice}", self.site));
            }
        };
        let greeting = format!("Somebody, most likely you, wants to {purpose} at {}.", self.site);
        let code = self.code.map_or(["", ""], |code| ["\n\nYour code is: ", code]);
        let lead = match self.code {
            Some(_) => "\n\nOr open this link:\n",
            None => "\n\nOpen this link:\n",
        };
        let link = self.link.map_or(["", ""], |link| [lead, link]);
        let end = ["\n\nDo not share this with anyone. ", otherwise];
        // Joined at once: growing would leave copies of the secrets behind.
        Secret::new([&[greeting.as_str()], &code[..], &link, &end].concat().concat())
    }
}

fn words(kind: MessageKind) -> Words {
    const NOTHING_HAPPENS: &str = "If it was not you, ignore this message: nothing happens.";
    const PASSWORD_STAYS: &str =
        "If it was not you, ignore this message: your password stays as it is.";
    const RECOVER: &str = "If it was not you, set a new password at once, with \"forgot password\", \
                           and look at your addresses and sessions.";
    const ASK_US: &str = "If you did not ask for it, tell the people who run the service.";
    let secrets = |heading, purpose, otherwise| Words::Secrets { heading, purpose, otherwise };
    let notice = |heading, happened, advice| Words::Notice { heading, happened, advice };
    match kind {
        MessageKind::Confirm => {
            secrets("Confirm this address", "confirm this address", NOTHING_HAPPENS)
        }
        MessageKind::SignUp => {
            secrets("Finish signing up", "sign up with this address", NOTHING_HAPPENS)
        }
        MessageKind::SignIn => secrets("Sign in", "sign in", NOTHING_HAPPENS),
        MessageKind::Recover => secrets("Set a new password", "set a new password", PASSWORD_STAYS),
        MessageKind::Change => {
            secrets("Confirm your new address", "use this address", NOTHING_HAPPENS)
        }
        MessageKind::AddressInUse => notice(
            "You have an account",
            "Somebody, most likely you, tried to sign up with this address, which has an account",
            "Sign in with it; if you have forgotten the password, use \"forgot password\". If it was \
             not you, ignore this message: nothing happens.",
        ),
        MessageKind::PasswordSet => {
            notice("Your password was set", "A password was set for your account", RECOVER)
        }
        MessageKind::PasswordChanged => {
            notice("Your password was changed", "The password of your account was changed", RECOVER)
        }
        MessageKind::PasswordReset => notice(
            "Your password was set anew",
            "A new password was set for your account with a message to your address",
            RECOVER,
        ),
        MessageKind::PasswordExpired => notice(
            "Your password no longer works",
            "The password of your account was switched off by the people who run the service",
            "Set a new one with \"forgot password\".",
        ),
        MessageKind::PasswordSwitchedOff => notice(
            "Your password no longer works",
            "Somebody has tried many wrong passwords, so the password of your account was switched off",
            "Set a new one with \"forgot password\". You stay signed in where you are.",
        ),
        MessageKind::IdentityAdded => notice(
            "A way to sign in was added",
            "An address or another way to sign in was added to your account",
            RECOVER,
        ),
        MessageKind::IdentityChanged => notice(
            "Your address was changed",
            "An address of your account was replaced by another",
            RECOVER,
        ),
        MessageKind::IdentityRemoved => notice(
            "A way to sign in was removed",
            "An address or another way to sign in was removed from your account",
            RECOVER,
        ),
        MessageKind::AccountDisabled => {
            notice("Your account was switched off", "Your account was switched off", ASK_US)
        }
        MessageKind::AccountDeleted => {
            notice("Your account was deleted", "Your account was deleted", ASK_US)
        }
        MessageKind::SignedInAfterFailures => notice(
            "Somebody signed in",
            "Somebody, most likely you, signed in to your account after several wrong passwords",
            RECOVER,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;

    #[test]
    fn a_message_says_what_it_carries_and_no_more() {
        for &kind in Kind::ALL {
            let kind = kind.into();
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

    #[test]
    fn a_notice_says_where_it_comes_from_and_what_to_do() {
        let secrets: Vec<MessageKind> = Kind::ALL.iter().map(|&kind| kind.into()).collect();
        for &kind in MessageKind::ALL.iter().filter(|kind| !secrets.contains(kind)) {
            let parts = MessageParts { kind, site: "example.com", code: None, link: None };
            let text = parts.text();
            assert!(text.expose().contains("at example.com.\n\n"), "{kind}");
            assert!(parts.subject().ends_with("at example.com"), "{kind}");
        }
    }
}
