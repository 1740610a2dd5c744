//! Somebody, with what they have chosen and got.

use ezauth_core::domain::{Context, Message, SessionId, SignIn, UserId};

use super::act::{Act, Proof};

pub(super) struct Person {
    /// Inboxes that they alone can read, and a telephone at the end.
    pub(super) addresses: Vec<String>,
    /// Where they send requests for.
    pub(super) targets: Vec<String>,
    pub(super) passwords: Vec<String>,
    pub(super) name: String,
    pub(super) username: String,
    pub(super) context: Context,
    pub(super) handles: Vec<String>,
    pub(super) links: Vec<String>,
    /// Codes, and what they were sent to.
    pub(super) codes: Vec<(String, String)>,
    pub(super) sessions: Vec<String>,
    /// Sessions of somebody else.
    pub(super) stolen: Vec<String>,
    pub(super) session_ids: Vec<SessionId>,
    pub(super) accounts: Vec<UserId>,
}

impl Person {
    /// Who is the first letter of their names, and the number tells them from those of other sequences.
    pub(super) fn new(who: &str, number: u64) -> Self {
        let area = if who == "mallory" { "+49152" } else { "+49151" };
        let addresses = vec![
            format!("{who}{number}@{who}.example"),
            format!("{who}{number}.second@{who}.example"),
            format!("{area}{number:08}"),
        ];
        let host = if who == "mallory" { 2 } else { 1 };
        let bytes = number.to_be_bytes();
        let ip = format!("10.{}.{}.{}", bytes[6], bytes[7], host + 4 * (bytes[5] % 60));
        Self {
            targets: addresses.clone(),
            addresses,
            passwords: vec![format!("{who} chose this"), format!("{who} chose that")],
            name: format!("{who} herself"),
            username: format!("{who}_{number}"),
            context: Context { ip: Some(ip), user_agent: None },
            handles: Vec::new(),
            links: Vec::new(),
            codes: Vec::new(),
            sessions: Vec::new(),
            stolen: Vec::new(),
            session_ids: Vec::new(),
            accounts: Vec::new(),
        }
    }

    pub(super) fn reads(&mut self, message: &Message) -> bool {
        if !self.addresses.contains(&message.recipient) {
            return false;
        }
        if let Some(token) = &message.token {
            self.links.push(token.expose().to_owned());
        }
        if let Some(code) = &message.code {
            self.codes.push((message.recipient.clone(), code.expose().to_owned()));
        }
        true
    }

    pub(super) fn signed_in(&mut self, signed_in: &SignIn) {
        self.sessions.push(signed_in.token.expose().to_owned());
        self.session_ids.push(signed_in.session.id);
        self.accounts.push(signed_in.user.id);
    }

    pub(super) fn target(&self, act: &Act) -> &str {
        &self.targets[act.address % self.targets.len()]
    }

    pub(super) fn password(&self, act: &Act) -> &str {
        &self.passwords[act.password % self.passwords.len()]
    }

    pub(super) fn proof(&self, act: &Act) -> Option<&str> {
        match act.proof {
            Proof::Nothing => None,
            Proof::Handle => newest(&self.handles, act.handle).map(String::as_str),
            Proof::Password => Some(self.password(act)),
        }
    }

    /// A handle or none, for codes that can do without.
    pub(super) fn handle(&self, act: &Act) -> Option<&str> {
        match act.proof {
            Proof::Handle => newest(&self.handles, act.handle).map(String::as_str),
            Proof::Nothing | Proof::Password => None,
        }
    }
}

/// The one that is so far from the newest, counted round.
pub(super) fn newest<T>(all: &[T], number: usize) -> Option<&T> {
    (!all.is_empty()).then(|| &all[all.len() - 1 - number % all.len()])
}
