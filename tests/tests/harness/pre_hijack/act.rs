//! What is drawn.

use std::ops::Range;

use proptest::prelude::*;

const LENGTH: Range<usize> = 12..28;

#[derive(Clone, Debug)]
pub(super) struct Sequence {
    /// Whether limits are as they are by default; else there are none that matter.
    pub(super) has_limits: bool,
    /// Whether the attacker can get hold of a session of the victim's.
    pub(super) has_theft: bool,
    pub(super) acts: Vec<Act>,
    pub(super) end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Attacker,
    Victim,
}

/// Somebody does something with what they have. Numbers choose among it, counted round from the newest;
/// what is not needed is not looked at.
#[derive(Clone, Debug)]
pub(super) struct Act {
    pub(super) who: Who,
    pub(super) what: What,
    pub(super) address: usize,
    pub(super) link: usize,
    pub(super) code: usize,
    pub(super) handle: usize,
    pub(super) proof: Proof,
    pub(super) session: usize,
    pub(super) password: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Proof {
    Nothing,
    Handle,
    Password,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    SignUp,
    ResendSignUp,
    ConfirmSignUpWithLink,
    ConfirmSignUpWithCode,
    RequestMagicLink,
    SignInWithLink,
    RequestCode,
    SignInWithCode,
    RequestRecovery,
    ResetWithLink,
    ResetWithCode,
    SignInWithPassword,
    RequestIdentity,
    ReplaceIdentity,
    ConfirmIdentityWithLink,
    ConfirmIdentityWithCode,
    RemoveIdentity,
    DeleteAccount,
    SetPassword,
    ChangePassword,
    UpdateProfile,
    ReauthenticateWithPassword,
    ReauthenticateWithLink,
    ReauthenticateWithCode,
    RevokeOthers,
    /// Gets hold of the victim's newest session, where there is theft.
    Steal,
    Wait(u64),
}

/// How the victim comes in at last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    SignUp,
    Link,
    Code,
    Recovery,
}

pub(super) fn sequences() -> impl Strategy<Value = Sequence> {
    let end = prop::sample::select(vec![End::SignUp, End::Link, End::Code, End::Recovery]);
    let acts = prop::collection::vec(acts(), LENGTH);
    (any::<bool>(), prop::bool::weighted(0.4), acts, end).prop_map(
        |(has_limits, has_theft, acts, end)| Sequence { has_limits, has_theft, acts, end },
    )
}

fn acts() -> impl Strategy<Value = Act> {
    let who = prop_oneof![3 => Just(Who::Attacker), 2 => Just(Who::Victim)];
    let proof = prop::sample::select(vec![Proof::Nothing, Proof::Handle, Proof::Password]);
    let which = || prop_oneof![3 => Just(0_usize), 2 => 1..6_usize];
    let address = prop_oneof![1 => Just(0_usize), 1 => 0..4_usize];
    let choices = (address, which(), which(), which(), which(), 0..2_usize);
    (who, whats(), proof, choices).prop_map(|(who, what, proof, choices)| {
        let (address, link, code, handle, session, password) = choices;
        Act { who, what, address, link, code, handle, proof, session, password }
    })
}

fn whats() -> impl Strategy<Value = What> {
    const ALL: [What; 25] = [
        What::SignUp,
        What::ResendSignUp,
        What::ConfirmSignUpWithLink,
        What::ConfirmSignUpWithCode,
        What::RequestMagicLink,
        What::SignInWithLink,
        What::RequestCode,
        What::SignInWithCode,
        What::RequestRecovery,
        What::ResetWithLink,
        What::ResetWithCode,
        What::SignInWithPassword,
        What::RequestIdentity,
        What::ReplaceIdentity,
        What::ConfirmIdentityWithLink,
        What::ConfirmIdentityWithCode,
        What::RemoveIdentity,
        What::DeleteAccount,
        What::SetPassword,
        What::ChangePassword,
        What::UpdateProfile,
        What::ReauthenticateWithPassword,
        What::ReauthenticateWithLink,
        What::ReauthenticateWithCode,
        What::RevokeOthers,
    ];
    prop_oneof![
        12 => prop::sample::select(&ALL[..]),
        4 => prop::sample::select(vec![What::SignUp, What::RequestMagicLink, What::RequestCode]),
        4 => prop::sample::select(vec![
            What::ConfirmSignUpWithLink, What::ConfirmSignUpWithCode, What::SignInWithLink,
            What::SignInWithCode,
        ]),
        1 => Just(What::Steal),
        2 => prop::sample::select(vec![1, 5, 11, 31, 61, 24 * 60]).prop_map(What::Wait),
    ]
}
