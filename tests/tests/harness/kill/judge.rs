//! Judging what a killed process has left behind by what it has acknowledged.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use ezauth_core::domain::{Context, UserId, VerificationType};
use ezauth_core::{Accounts, Error, ErrorKind};
use ezauth_tests::harness::{
    Act, Draw, Mail, NEW_NAME, Passwords, address, other_address, story_of,
};

use super::state::{Password, State};

/// A story as far as it was acknowledged.
#[derive(Debug)]
pub(crate) struct Told {
    name: String,
    /// What was told of each act.
    pub(crate) acts: Vec<Vec<String>>,
}

/// What has become of the act that was running.
pub(crate) enum Cut {
    Whole,
    Undone,
    /// None was running, or it leaves no trace.
    Unknown,
}

/// What must not be.
#[derive(Debug)]
pub(crate) enum Violation {
    /// A person is not as after what was acknowledged, nor as after the next act.
    State { last: Act, seen: State, allowed: Vec<State> },
    /// Anything else.
    Other(String),
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::State { last, seen, allowed } => {
                write!(f, "after {last:?} was acknowledged: {seen:?}, not any of {allowed:?}")
            }
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl From<Error> for Violation {
    fn from(error: Error) -> Self {
        Self::Other(format!("the next process is refused: {error}"))
    }
}

/// Sorts lines by story.
pub(crate) fn read(lines: &[String]) -> Result<Vec<Told>, Violation> {
    let mut stories: BTreeMap<&str, Vec<Vec<String>>> = BTreeMap::new();
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["opening" | "opened"] => {}
            ["failed", ..] => return Err(Violation::Other(line.clone())),
            [name, number, told @ ..] => {
                let acts = stories.entry(name).or_default();
                assert_eq!(*number, acts.len().to_string(), "acts are told in their order");
                acts.push(told.iter().map(|word| (*word).to_owned()).collect());
            }
            [..] => return Err(Violation::Other(format!("not a line: {line:?}"))),
        }
    }
    Ok(stories.into_iter().map(|(name, acts)| Told { name: name.to_owned(), acts }).collect())
}

/// Looks whether a person is as the acknowledged acts left them, or as the next one does, and then
/// whether their secrets work as often as they must: once more, or never again.
pub(crate) fn judge(
    accounts: &Accounts,
    told: &Told,
    mails: &HashMap<String, Mail>,
    draw: &mut Draw,
) -> Result<Cut, Violation> {
    let (acts, story) = (told.acts.len(), story_of(&told.name));
    let tokens = told.tokens().len();
    let (before, after) = (
        State::after(&story[..acts], tokens),
        State::after(&story[..(acts + 1).min(story.len())], tokens),
    );
    let secrets = told.secrets(mails);
    let seen = told.look(accounts, &secrets, mails)?;
    let cut = match (seen == before, seen == after) {
        (true, true) => Cut::Unknown,
        (true, false) => Cut::Undone,
        (false, true) => Cut::Whole,
        (false, false) => {
            let last = story[acts - 1];
            return Err(Violation::State { last, seen, allowed: vec![before, after] });
        }
    };
    for (kind, mail) in secrets {
        told.present(accounts, kind, mail, seen.opens(kind), draw)?;
    }
    Ok(cut)
}

/// What a message was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Confirm,
    Recover,
    Complete,
    Enter,
    Add,
}

impl State {
    fn opens(&self, kind: Kind) -> bool {
        match kind {
            Kind::Confirm => self.confirm,
            Kind::Recover => self.recover,
            Kind::Complete => self.complete,
            Kind::Enter => self.enter,
            Kind::Add => self.add,
        }
    }
}

/// Token and code of a message, in clear text.
struct Secrets<'a> {
    token: &'a str,
    code: &'a str,
}

impl Told {
    /// Whether its first act has made a user who stays.
    pub(crate) fn is_of_a_user(&self) -> bool {
        story_of(&self.name).contains(&Act::SignUp)
    }

    /// What was told of the acts of some kinds.
    fn told(&self, of: impl Fn(Act) -> bool) -> Vec<&[String]> {
        let acts = story_of(&self.name).iter().zip(&self.acts);
        acts.filter(|(act, _)| of(**act)).map(|(_, told)| told.as_slice()).collect()
    }

    /// The tokens of the sessions that were told.
    fn tokens(&self) -> Vec<&str> {
        let opens =
            |act| matches!(act, Act::SignIn | Act::Open | Act::Complete | Act::Enter | Act::Prove);
        self.told(opens).into_iter().map(|told| told[0].as_str()).collect()
    }

    /// The user who was told, or who has an address of the person's: one whose sign-up was cut off.
    fn user(&self, accounts: &Accounts) -> Result<Option<UserId>, Violation> {
        let first = |of| self.told(|act| act == of).into_iter().next();
        let created = first(Act::SignUp).map(|told| &told[0]);
        let completed = first(Act::Complete).map(|told| &told[1]);
        match created.or(completed) {
            Some(user) => Ok(Some(user.parse()?)),
            None => Ok(accounts.get_user_by_email(&address(&self.name))?.map(|user| user.id)),
        }
    }

    /// The secrets that were told, or that wait in a message, in the order in which they are asked
    /// for.
    fn secrets<'a>(&'a self, mails: &'a HashMap<String, Mail>) -> Vec<(Kind, Secrets<'a>)> {
        let kinds: &[(Kind, String)] = match story_of(&self.name).contains(&Act::Wish) {
            true => &[
                (Kind::Complete, address(&self.name)),
                (Kind::Enter, address(&self.name)),
                (Kind::Add, other_address(&self.name)),
            ],
            false => &[(Kind::Confirm, address(&self.name)), (Kind::Recover, address(&self.name))],
        };
        let fetched = self.told(|act| act == Act::Fetch);
        let mut secrets: Vec<Secrets<'_>> =
            fetched.iter().map(|told| Secrets { token: &told[0], code: &told[1] }).collect();
        let waiting = kinds.get(secrets.len()).and_then(|(_, address)| mails.get(address));
        let waiting = waiting.map(|mail| Secrets { token: &mail.token, code: &mail.code });
        secrets.extend(waiting.filter(|new| secrets.iter().all(|old| old.token != new.token)));
        kinds.iter().map(|(kind, _)| *kind).zip(secrets).collect()
    }

    fn look(
        &self,
        accounts: &Accounts,
        secrets: &[(Kind, Secrets<'_>)],
        mails: &HashMap<String, Mail>,
    ) -> Result<State, Violation> {
        let (address, other_address) = (address(&self.name), other_address(&self.name));
        let user = self.user(accounts)?;
        let found = user.map(|user| accounts.get_user(user)).transpose()?.flatten();
        let has = |address: &str| {
            let holder = accounts.get_user_by_email(address)?;
            Ok::<_, Error>(holder.is_some_and(|holder| Some(holder.id) == user))
        };
        let live =
            self.tokens().into_iter().map(|token| Ok(accounts.get_session(token)?.is_some()));
        let works = |of| {
            let secret = secrets.iter().find(|(kind, _)| *kind == of);
            Ok::<_, Error>(match secret {
                Some((_, secret)) => accounts.peek_magic_link(secret.token)?.is_some(),
                None => false,
            })
        };
        let sessions = user.map(|user| accounts.list_user_sessions(user)).transpose()?;
        let mut state = State {
            there: found.is_some(),
            verified: has(&address)?,
            added: has(&other_address)?,
            renamed: found.is_some_and(|found| found.name.as_deref() == Some(NEW_NAME)),
            password: None,
            sessions: sessions.map_or(0, |sessions| sessions.len()),
            live: live.collect::<Result<_, Error>>()?,
            mail: mails.contains_key(&address) || mails.contains_key(&other_address),
            confirm: works(Kind::Confirm)?,
            recover: works(Kind::Recover)?,
            complete: works(Kind::Complete)?,
            enter: works(Kind::Enter)?,
            add: works(Kind::Add)?,
        };
        let identifier = match (state.verified, state.added) {
            (true, _) => Some(address),
            (false, true) => Some(other_address),
            (false, false) => None,
        };
        if let Some(identifier) = identifier {
            let Passwords { old, new } = Passwords::of(&self.name);
            let works = |password: &str| match accounts.sign_in_with_password(
                &identifier,
                password,
                &Context::default(),
            ) {
                Ok(_) => Ok(true),
                Err(error) if error.kind() == ErrorKind::InvalidCredentials => Ok(false),
                Err(error) => Err(error),
            };
            state.password = match (works(&old)?, works(&new)?) {
                (true, false) => Some(Password::Old),
                (false, true) => Some(Password::New),
                _ => None,
            };
        }
        Ok(state)
    }

    /// Presents a link and its code, one after the other: the first of them works if they are live,
    /// and nothing else does.
    fn present(
        &self,
        accounts: &Accounts,
        kind: Kind,
        Secrets { token, code }: Secrets<'_>,
        mut live: bool,
        draw: &mut Draw,
    ) -> Result<(), Violation> {
        let (address, nobody) = (address(&self.name), Context::default());
        let other_address = other_address(&self.name);
        let handle = self.told(|act| act == Act::Wish).into_iter().next();
        let handle = handle.map(|told| told[0].as_str());
        let session = match self.user(accounts)?.map(|user| accounts.get_user(user)).transpose()? {
            Some(Some(user)) => accounts.generate_user_session_token(user.id, &nobody)?,
            // Of somebody who is gone.
            _ => self.tokens().last().copied().unwrap_or_default().to_owned().into(),
        };
        let session = session.expose();
        let newest = "the third, of whoever looks";
        let link_first = draw.coin();
        for by_link in [link_first, !link_first] {
            let of = VerificationType::Email;
            let redeemed = match (kind, by_link) {
                (Kind::Confirm, true) => accounts.verify_magic_link(token, of, None).map(drop),
                (Kind::Confirm, false) => {
                    accounts.verify_magic_code(code, of, &address, None).map(drop)
                }
                (Kind::Recover, true) => {
                    accounts.reset_password_with_link(token, newest, &nobody).map(drop)
                }
                (Kind::Recover, false) => accounts
                    .reset_password_with_code(&address, code, newest, None, &nobody)
                    .map(drop),
                (Kind::Complete, true) => {
                    accounts.confirm_sign_up_with_link(token, handle, &nobody).map(drop)
                }
                (Kind::Complete, false) => {
                    accounts.confirm_sign_up_with_code(&address, code, handle, &nobody).map(drop)
                }
                (Kind::Enter, true) => accounts.sign_in_with_magic_link(token, &nobody).map(drop),
                (Kind::Enter, false) => {
                    accounts.sign_in_with_email_code(&address, code, None, &nobody).map(drop)
                }
                (Kind::Add, true) => {
                    accounts.confirm_identity_with_link(session, token, &nobody).map(drop)
                }
                (Kind::Add, false) => {
                    let value = &other_address;
                    accounts.confirm_identity_with_code(session, value, code, &nobody).map(drop)
                }
            };
            match (redeemed, live) {
                (Ok(()), true) => live = false,
                (Err(error), false) if error.kind() == ErrorKind::InvalidToken => {}
                (redeemed, live) => {
                    let text = format!("{kind:?}, by link {by_link}, live {live}: {redeemed:?}");
                    return Err(Violation::Other(text));
                }
            }
        }
        Ok(())
    }
}
