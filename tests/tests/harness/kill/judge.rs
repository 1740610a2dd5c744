//! Judging what a killed process has left behind by what it has acknowledged.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use ezauth_core::domain::{Context, UserId, VerificationType};
use ezauth_core::{Accounts, Error, ErrorKind};
use ezauth_tests::harness::{Act, Draw, Mail, NEW_NAME, Passwords, STORY, address};

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
    let acts = told.acts.len();
    let tokens = told.told(|act| matches!(act, Act::SignIn | Act::Open));
    let (before, after) =
        (State::after(acts, tokens.len()), State::after((acts + 1).min(STORY.len()), tokens.len()));
    let secrets = told.secrets(mails);
    let seen = told.look(accounts, &secrets, mails)?;
    let cut = match (seen == before, seen == after) {
        (true, true) => Cut::Unknown,
        (true, false) => Cut::Undone,
        (false, true) => Cut::Whole,
        (false, false) => {
            let last = STORY[acts - 1];
            return Err(Violation::State { last, seen, allowed: vec![before, after] });
        }
    };
    for (kind, mail) in secrets {
        let live = match kind {
            Kind::Confirm => seen.confirm,
            Kind::Recover => seen.recover,
        };
        told.present(accounts, kind, mail, live, draw)?;
    }
    Ok(cut)
}

/// What a message was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Confirm,
    Recover,
}

/// Token and code of a message, in clear text.
struct Secrets<'a> {
    token: &'a str,
    code: &'a str,
}

impl Told {
    /// What was told of the acts of some kinds.
    fn told(&self, of: impl Fn(Act) -> bool) -> Vec<&[String]> {
        let acts = STORY.iter().zip(&self.acts);
        acts.filter(|(act, _)| of(**act)).map(|(_, told)| told.as_slice()).collect()
    }

    /// The secrets that were told, or that wait in a message: of the first, and of the second.
    fn secrets<'a>(&'a self, mails: &'a HashMap<String, Mail>) -> Vec<(Kind, Secrets<'a>)> {
        let fetched = self.told(|act| act == Act::Fetch);
        let mut secrets: Vec<Secrets<'_>> =
            fetched.iter().map(|told| Secrets { token: &told[0], code: &told[1] }).collect();
        let waiting = mails.get(&address(&self.name));
        let waiting = waiting.map(|mail| Secrets { token: &mail.token, code: &mail.code });
        secrets.extend(waiting.filter(|new| secrets.iter().all(|old| old.token != new.token)));
        [Kind::Confirm, Kind::Recover].into_iter().zip(secrets).collect()
    }

    fn look(
        &self,
        accounts: &Accounts,
        secrets: &[(Kind, Secrets<'_>)],
        mails: &HashMap<String, Mail>,
    ) -> Result<State, Violation> {
        let address = address(&self.name);
        let user: UserId = self.acts[0][0].parse()?;
        let found = accounts.get_user(user)?;
        let found = found.ok_or_else(|| Violation::Other(format!("{} is gone", self.name)))?;
        let holder = accounts.get_user_by_email(&address)?;
        let tokens = self.told(|act| matches!(act, Act::SignIn | Act::Open));
        let live = tokens.iter().map(|told| Ok(accounts.get_session(&told[0])?.is_some()));
        let works = |of| {
            let secret = secrets.iter().find(|(kind, _)| *kind == of);
            Ok::<_, Error>(match secret {
                Some((_, secret)) => accounts.peek_magic_link(secret.token)?.is_some(),
                None => false,
            })
        };
        let mut state = State {
            verified: holder.is_some_and(|holder| holder.id == user),
            renamed: found.name.as_deref() == Some(NEW_NAME),
            password: None,
            sessions: accounts.list_user_sessions(user)?.len(),
            live: live.collect::<Result<_, Error>>()?,
            mail: mails.contains_key(&address),
            confirm: works(Kind::Confirm)?,
            recover: works(Kind::Recover)?,
        };
        if state.verified {
            let Passwords { old, new } = Passwords::of(&self.name);
            let works = |password: &str| match accounts.sign_in_with_password(
                &address,
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
