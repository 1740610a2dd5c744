//! What is done, and what can be answered.

use std::ops::Range;
use std::time::Duration;

use ezauth_core::ErrorKind;
use ezauth_core::domain::VerificationType;
use proptest::prelude::*;

use super::model::Model;

/// Two spellings of one address, and another.
pub(super) const ADDRESSES: [&str; 3] = ["ada@example.com", "ADA@Example.com", "bob@example.com"];
pub(super) const PHONES: [&str; 2] = ["+4915100001", "+4915100002"];
/// Two spellings of one name, and another.
pub(super) const USERNAMES: [&str; 3] = ["ada_l", "ADA_L", "bob"];
pub(super) const PASSWORDS: [&str; 2] = ["the first of the two", "the second of the two"];

/// How many acts a sequence has.
pub(super) const LENGTH: Range<usize> = 10..60;

const MINUTE: u64 = 60;
const DAY: u64 = 24 * 60 * MINUTE;
/// Waits in seconds, from which every lifetime can be made and just missed.
const WAITS: [u64; 8] = [1, 59, 61, 9 * MINUTE, 29 * MINUTE, DAY - 60, 6 * DAY, 10 * DAY];

/// What is done. Users, identities, sessions and issues are numbered as they came to be.
#[derive(Clone, Debug)]
pub(super) enum Act {
    CreateWithPassword {
        address: usize,
        password: usize,
    },
    CreateWithEmail {
        address: usize,
    },
    CreateWithPhone {
        phone: usize,
    },
    FindOrCreate {
        address: usize,
    },
    EmailTaken {
        address: usize,
    },
    UserByEmail {
        address: usize,
    },
    UserByUsername {
        username: usize,
    },
    TakeUsername {
        user: usize,
        username: Option<usize>,
    },
    Issue {
        identity: usize,
        of: VerificationType,
    },
    RequestRecovery {
        address: usize,
    },
    Peek {
        issue: usize,
    },
    VerifyLink {
        issue: usize,
        of: VerificationType,
        proof: Proof,
    },
    /// Presents wrong codes first.
    VerifyCode {
        issue: usize,
        of: VerificationType,
        proof: Proof,
        wrong: u32,
    },
    ResetWithLink {
        issue: usize,
        password: usize,
    },
    ResetWithCode {
        issue: usize,
        password: usize,
        handle: Option<usize>,
        wrong: u32,
    },
    SignIn {
        address: usize,
        password: usize,
    },
    SignInByUsername {
        username: usize,
        password: usize,
    },
    OpenSession {
        user: usize,
    },
    GetSession {
        session: usize,
    },
    ListSessions {
        user: usize,
    },
    Revoke {
        session: usize,
    },
    RevokeById {
        user: usize,
        session: usize,
    },
    RevokeAll {
        user: usize,
    },
    Wait(Duration),
    Reopen,
}

/// How an account is proven besides the inbox: by the handle of an issue, or a password.
#[derive(Clone, Copy, Debug)]
pub(super) enum Proof {
    Nothing,
    Handle(usize),
    Password(usize),
}

/// What is answered. An unknown number is that of something new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Nothing,
    Is(bool),
    User(Option<usize>),
    UserIdentity {
        user: usize,
        identity: usize,
    },
    /// An issue, and whether a message with a code came of it, and with a link.
    Issued {
        code: bool,
        link: bool,
    },
    SignedIn {
        user: usize,
    },
    Opened,
    Sessions(Vec<usize>),
    Count(u64),
    Refused(ErrorKind),
}

impl Act {
    /// The act with numbers of what there is, if there is any: each was drawn to count back from the
    /// newest.
    pub(super) fn settled(&self, model: &Model) -> Option<Self> {
        let mut act = self.clone();
        let back = |number: &mut usize, of: usize| match of {
            0 => None,
            _ => {
                *number = of - 1 - *number % of;
                Some(())
            }
        };
        let (users, identities) = (model.users.len(), model.identities.len());
        let (sessions, issues) = (model.sessions.len(), model.secrets.issues.len());
        match &mut act {
            Self::TakeUsername { user, .. }
            | Self::OpenSession { user }
            | Self::ListSessions { user }
            | Self::RevokeAll { user } => back(user, users)?,
            Self::Issue { identity, .. } => back(identity, identities)?,
            Self::GetSession { session } | Self::Revoke { session } => back(session, sessions)?,
            Self::RevokeById { user, session } => {
                back(user, users)?;
                back(session, sessions)?;
            }
            Self::VerifyLink { issue, proof, .. } | Self::VerifyCode { issue, proof, .. } => {
                back(issue, issues)?;
                if let Proof::Handle(handle) = proof {
                    back(handle, issues)?;
                    // Whether one that has expired is still there to be known as a handle depends on
                    // what was swept.
                    if model.secrets.issues[*handle].handle.has_expired(model.now) {
                        return None;
                    }
                }
            }
            Self::ResetWithCode { issue, handle, .. } => {
                back(issue, issues)?;
                if let Some(handle) = handle {
                    back(handle, issues)?;
                }
            }
            Self::Peek { issue } | Self::ResetWithLink { issue, .. } => back(issue, issues)?,
            _ => {}
        }
        Some(act)
    }
}

pub(super) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let address = 0..ADDRESSES.len();
    let username = 0..USERNAMES.len();
    let password = 0..PASSWORDS.len();
    // The newest most often.
    let number = || prop_oneof![3 => Just(0_usize), 2 => 0..4_usize, 1 => 0..32_usize];
    let of = || prop::sample::select(VerificationType::ALL);
    let wrong = || prop_oneof![6 => Just(0_u32), 2 => Just(1), 2 => Just(5)];
    let proof = || {
        prop_oneof![
            Just(Proof::Nothing),
            number().prop_map(Proof::Handle),
            (0..PASSWORDS.len()).prop_map(Proof::Password),
        ]
    };
    let sign_up = prop_oneof![
        (address.clone(), password.clone())
            .prop_map(|(address, password)| Act::CreateWithPassword { address, password }),
        address.clone().prop_map(|address| Act::CreateWithEmail { address }),
        (0..PHONES.len()).prop_map(|phone| Act::CreateWithPhone { phone }),
        address.clone().prop_map(|address| Act::FindOrCreate { address }),
    ];
    let look = prop_oneof![
        address.clone().prop_map(|address| Act::EmailTaken { address }),
        address.clone().prop_map(|address| Act::UserByEmail { address }),
        username.clone().prop_map(|username| Act::UserByUsername { username }),
        number().prop_map(|issue| Act::Peek { issue }),
    ];
    let issue = prop_oneof![
        3 => (number(), of()).prop_map(|(identity, of)| Act::Issue { identity, of }),
        2 => address.clone().prop_map(|address| Act::RequestRecovery { address }),
    ];
    let redeem =
        prop_oneof![
            (number(), of(), proof()).prop_map(|(issue, of, proof)| Act::VerifyLink {
                issue,
                of,
                proof
            }),
            (number(), of(), proof(), wrong())
                .prop_map(|(issue, of, proof, wrong)| Act::VerifyCode { issue, of, proof, wrong }),
            (number(), password.clone())
                .prop_map(|(issue, password)| Act::ResetWithLink { issue, password }),
            (number(), password.clone(), prop::option::of(number()), wrong()).prop_map(
                |(issue, password, handle, wrong)| Act::ResetWithCode {
                    issue,
                    password,
                    handle,
                    wrong
                }
            ),
        ];
    let session = prop_oneof![
        (address, password.clone())
            .prop_map(|(address, password)| Act::SignIn { address, password }),
        (username.clone(), password)
            .prop_map(|(username, password)| Act::SignInByUsername { username, password }),
        number().prop_map(|user| Act::OpenSession { user }),
        number().prop_map(|session| Act::GetSession { session }),
        number().prop_map(|user| Act::ListSessions { user }),
        number().prop_map(|session| Act::Revoke { session }),
        (number(), number()).prop_map(|(user, session)| Act::RevokeById { user, session }),
        number().prop_map(|user| Act::RevokeAll { user }),
    ];
    let other = prop_oneof![
        2 => (number(), prop::option::of(username))
            .prop_map(|(user, username)| Act::TakeUsername { user, username }),
        4 => prop::sample::select(&WAITS[..]).prop_map(|wait| Act::Wait(Duration::from_secs(wait))),
        1 => Just(Act::Reopen),
    ];
    let act =
        prop_oneof![3 => sign_up, 2 => look, 6 => issue, 8 => redeem, 6 => session, 4 => other];
    prop::collection::vec(act, LENGTH)
}
