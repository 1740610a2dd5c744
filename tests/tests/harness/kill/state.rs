//! What can be seen of a person from outside, and what it must be.

use ezauth_tests::harness::Act;

/// The password that signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Password {
    Old,
    New,
}

/// What can be seen of a person whose first act was acknowledged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    /// Whether there is a user.
    pub(crate) there: bool,
    pub(crate) verified: bool,
    pub(crate) renamed: bool,
    /// Whether the user has the other address.
    pub(crate) added: bool,
    /// None while no address is verified: nothing signs in.
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
    /// Whether a link to complete a sign-up works.
    pub(crate) complete: bool,
    /// Whether a link to sign in works.
    pub(crate) enter: bool,
    /// Whether a link to add the other address works.
    pub(crate) add: bool,
}

impl State {
    /// What must be seen after these acts of a story, when this many tokens were told.
    pub(crate) fn after(acts: &[Act], tokens: usize) -> Self {
        let mut state = Self::default();
        for act in acts {
            state.do_act(*act);
        }
        state.sessions = state.live.iter().filter(|live| **live).count();
        state.live.truncate(tokens);
        state
    }

    fn do_act(&mut self, act: Act) {
        match act {
            Act::SignUp => self.there = true,
            Act::Fetch | Act::WishAgain => {}
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
            Act::Wish => (self.mail, self.complete) = (true, true),
            Act::Complete => {
                (self.there, self.verified, self.complete) = (true, true, false);
                self.password = Some(Password::Old);
                self.live.push(true);
            }
            Act::AskToEnter => (self.mail, self.enter) = (true, true),
            Act::Enter => {
                self.enter = false;
                self.live.push(true);
            }
            Act::ChangePassword => {
                self.password = Some(Password::New);
                self.end_others();
            }
            Act::RevokeOthers => self.end_others(),
            Act::AskToAdd => (self.mail, self.add) = (true, true),
            Act::Add => {
                (self.added, self.add) = (true, false);
                self.end_others();
            }
            Act::Prove => {
                self.live.fill(false);
                self.live.push(true);
            }
            Act::Remove => self.verified = false,
            Act::Delete => {
                (self.there, self.added, self.password) = (false, false, None);
                self.live.fill(false);
            }
        }
    }

    /// Ends all sessions but the newest.
    fn end_others(&mut self) {
        let others = self.live.len().saturating_sub(1);
        self.live[..others].fill(false);
    }
}
