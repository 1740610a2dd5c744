//! What can be seen of a person from outside, and what it must be.

use ezauth_tests::harness::{Act, STORY};

/// The password that signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Password {
    Old,
    New,
}

/// What can be seen of a person whose sign-up was acknowledged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) verified: bool,
    pub(crate) renamed: bool,
    /// None while the address is not verified: nothing signs in.
    pub(crate) password: Option<Password>,
    /// How many sessions are live.
    pub(crate) sessions: usize,
    /// Of the sessions whose tokens were told, which are live.
    pub(crate) live: Vec<bool>,
    /// Whether a message waits to be handed out.
    pub(crate) mail: bool,
    /// Whether a link to confirm the address works.
    pub(crate) confirm: bool,
    /// Whether a link to set a new password works.
    pub(crate) recover: bool,
}

impl State {
    /// What must be seen after this many acts of the story, when this many tokens were told.
    pub(crate) fn after(acts: usize, tokens: usize) -> Self {
        let mut state = Self::default();
        for act in &STORY[..acts] {
            state.do_act(*act);
        }
        state.sessions = state.live.iter().filter(|live| **live).count();
        state.live.truncate(tokens);
        state
    }

    fn do_act(&mut self, act: Act) {
        match act {
            Act::SignUp | Act::Fetch => {}
            Act::AskToConfirm => (self.mail, self.confirm) = (true, true),
            Act::Deliver => self.mail = false,
            Act::Confirm => {
                (self.verified, self.confirm, self.password) = (true, false, Some(Password::Old));
            }
            Act::SignIn | Act::Open => self.live.push(true),
            Act::Rename => self.renamed = true,
            Act::Revoke => self.live[0] = false,
            Act::RevokeAll => self.live.fill(false),
            Act::AskToRecover => (self.mail, self.recover) = (true, true),
            Act::Reset => {
                (self.recover, self.password) = (false, Some(Password::New));
                self.live.fill(false);
            }
        }
    }
}
