//! The model's rules for links, codes and handles.

use std::time::Duration;

use ezauth_core::ErrorKind::{AlreadyClaimed, InvalidArgument, InvalidCredentials, InvalidToken};
use ezauth_core::domain::{Channel, Kind, Timestamp, VerificationType};

use super::act::{Act, Answer, Proof};
use super::model::{Model, Value};

const CONFIRM: Duration = Duration::from_secs(24 * 3_600);
const RECOVER: Duration = Duration::from_secs(30 * 60);
const CODE: Duration = Duration::from_secs(10 * 60);

/// How many wrong codes end a code, and a handle.
const ATTEMPTS: u32 = 5;

#[derive(Clone, Debug, Default)]
pub(super) struct Secrets {
    pub(super) issues: Vec<Issue>,
}

/// What was issued at once.
#[derive(Clone, Debug)]
pub(super) struct Issue {
    kind: Kind,
    channel: Channel,
    value: Value,
    /// The identity that it is for. Without one, nobody is sent a link or a code.
    subject: Option<usize>,
    pub(super) handle: Part,
    code: Part,
    link: Option<Part>,
}

#[derive(Clone, Debug)]
pub(super) struct Part {
    end: Timestamp,
    /// Neither used up, nor replaced, nor ended with others.
    is_there: bool,
    failures: u32,
}

impl Part {
    fn until(end: Timestamp) -> Self {
        Self { end, is_there: true, failures: 0 }
    }

    pub(super) fn has_expired(&self, now: Timestamp) -> bool {
        self.is_there && now >= self.end
    }

    fn is_live(&self, now: Timestamp) -> bool {
        self.is_there && now < self.end
    }
}

impl Issue {
    fn end(&mut self) {
        self.handle.is_there = false;
        self.code.is_there = false;
        self.end_link();
    }

    fn end_link(&mut self) {
        if let Some(link) = &mut self.link {
            link.is_there = false;
        }
    }
}

/// What is presented: the link or the code of an issue.
#[derive(Clone, Copy)]
enum Secret {
    Link(usize),
    Code { of: usize, is_wrong: bool },
}

/// What it proves: whose link or code it is, and the identity.
struct Proven {
    issue: usize,
    identity: usize,
}

impl Model {
    pub(super) fn answer_of_secrets(&mut self, act: &Act) -> Answer {
        match *act {
            Act::Issue { identity, of } => self.issue_for(identity, of),
            Act::RequestRecovery { address } => {
                let value = Value::address(address);
                let holder = self.holder(&value);
                self.issue(Kind::Recover, Channel::Email, value, holder)
            }
            Act::Peek { issue } => {
                let link = &self.secrets.issues[issue].link;
                Answer::Is(link.as_ref().is_some_and(|link| link.is_live(self.now)))
            }
            Act::VerifyLink { issue, of, proof } => self.verify(of, Secret::Link(issue), proof),
            Act::VerifyCode { issue, of, proof, wrong } => {
                for _ in 0..wrong {
                    self.verify(of, Secret::Code { of: issue, is_wrong: true }, proof);
                }
                self.verify(of, Secret::Code { of: issue, is_wrong: false }, proof)
            }
            Act::ResetWithLink { issue, password } => {
                self.reset(Secret::Link(issue), None, password)
            }
            Act::ResetWithCode { issue, password, handle, wrong } => {
                for _ in 0..wrong {
                    self.reset(Secret::Code { of: issue, is_wrong: true }, handle, password);
                }
                self.reset(Secret::Code { of: issue, is_wrong: false }, handle, password)
            }
            _ => unreachable!("the others are the model's"),
        }
    }

    fn issue_for(&mut self, identity: usize, of: VerificationType) -> Answer {
        let of_identity = &self.identities[identity];
        let (kind, channel) = kind_and_channel(of);
        let value = of_identity.value.clone();
        if !travels_by(&value, channel) || (kind == Kind::Recover && !of_identity.is_verified) {
            return Answer::Refused(InvalidArgument);
        }
        self.issue(kind, channel, value, Some(identity))
    }

    /// One code lives for a kind and value, one link for a kind and subject.
    fn issue(
        &mut self,
        kind: Kind,
        channel: Channel,
        value: Value,
        subject: Option<usize>,
    ) -> Answer {
        for earlier in self.secrets.issues.iter_mut().filter(|earlier| earlier.kind == kind) {
            if earlier.value == value {
                earlier.code.is_there = false;
            }
            if earlier.subject.is_some() && earlier.subject == subject {
                earlier.end_link();
            }
        }
        let link_end = self.now.after(if kind == Kind::Recover { RECOVER } else { CONFIRM });
        let has_link = subject.is_some() && channel == Channel::Email;
        self.secrets.issues.push(Issue {
            kind,
            channel,
            value,
            subject,
            handle: Part::until(link_end),
            code: Part::until(self.now.after(CODE)),
            link: has_link.then(|| Part::until(link_end)),
        });
        Answer::Issued { code: subject.is_some(), link: has_link }
    }

    fn verify(&mut self, of: VerificationType, secret: Secret, proof: Proof) -> Answer {
        let (kind, channel) = kind_and_channel(of);
        if let Secret::Code { of: issue, .. } = secret
            && !travels_by(&self.secrets.issues[issue].value, channel)
        {
            return Answer::Refused(InvalidArgument);
        }
        // What is not known as a handle is taken for a password.
        let (handle, password) = match proof {
            Proof::Nothing => (None, None),
            Proof::Handle(it) if self.secrets.issues[it].handle.is_there => (Some(it), None),
            Proof::Handle(_) => (None, Some(None)),
            Proof::Password(password) => (None, Some(Some(password))),
        };
        let Some(proven) = self.prove(kind, channel, secret, handle) else {
            return Answer::Refused(InvalidToken);
        };
        let identity = self.identities[proven.identity].clone();
        let has = self.users[identity.user].password;
        if password.is_some_and(|given| given.is_none() || given != has) {
            return Answer::Refused(InvalidCredentials);
        }
        if !identity.is_verified && self.holder(&identity.value).is_some() {
            return Answer::Refused(AlreadyClaimed);
        }
        self.identities[proven.identity].is_verified = true;
        self.use_up(kind, secret, &proven);
        Answer::UserIdentity { user: identity.user, identity: proven.identity }
    }

    /// The password is set, and everything else of the user's ends.
    fn reset(&mut self, secret: Secret, handle: Option<usize>, password: usize) -> Answer {
        if let Secret::Code { of, .. } = secret
            && !travels_by(&self.secrets.issues[of].value, Channel::Email)
        {
            return Answer::Refused(InvalidArgument);
        }
        let Some(proven) = self.prove(Kind::Recover, Channel::Email, secret, handle) else {
            return Answer::Refused(InvalidToken);
        };
        let user = self.identities[proven.identity].user;
        self.use_up(Kind::Recover, secret, &proven);
        self.set_password(user, password);
        self.end_sessions(user);
        let identities = &self.identities;
        for issue in &mut self.secrets.issues {
            let is_the_users = match issue.subject {
                Some(subject) => identities[subject].user == user,
                None => identities
                    .iter()
                    .any(|it| it.user == user && it.is_verified && it.value == issue.value),
            };
            if is_the_users {
                issue.end();
            }
        }
        Answer::User(Some(user))
    }

    /// What is presented, if it is right; a wrong code costs an attempt.
    fn prove(
        &mut self,
        kind: Kind,
        channel: Channel,
        secret: Secret,
        handle: Option<usize>,
    ) -> Option<Proven> {
        let now = self.now;
        let issues = &mut self.secrets.issues;
        let found = match secret {
            Secret::Link(issue) => {
                let link = issues[issue].link.as_ref().is_some_and(|link| link.is_live(now));
                let is_of_kind = issues[issue].kind == kind && issues[issue].channel == channel;
                (link && is_of_kind).then_some(issue)?
            }
            // By kind and value, never by the code alone.
            Secret::Code { of, .. } => issues.iter().position(|issue| {
                issue.kind == kind && issue.value == issues[of].value && issue.code.is_live(now)
            })?,
        };
        if let Some(handle) = handle {
            let (handle, found) = (&issues[handle], &issues[found]);
            let fits = handle.kind == kind && handle.channel == channel;
            if !fits || handle.value != found.value || !handle.handle.is_live(now) {
                return None;
            }
        }
        if let Secret::Code { of, is_wrong } = secret {
            // With a handle the attempts are the handle's.
            let payer = match handle {
                Some(handle) => &mut issues[handle].handle,
                None => &mut issues[found].code,
            };
            if payer.failures >= ATTEMPTS {
                return None;
            }
            let is_right = !is_wrong && of == found;
            if !is_right {
                payer.failures += 1;
                return None;
            }
        }
        let of_handle = handle.and_then(|handle| issues[handle].subject);
        let identity = of_handle.or(issues[found].subject)?;
        let is_recoverable = kind != Kind::Recover || self.identities[identity].is_verified;
        is_recoverable.then_some(Proven { issue: found, identity })
    }

    /// Ends what goes with it: to confirm, all of the identity; else all of the kind and value.
    fn use_up(&mut self, kind: Kind, secret: Secret, proven: &Proven) {
        let used = &mut self.secrets.issues[proven.issue];
        match secret {
            Secret::Link(_) => used.end_link(),
            Secret::Code { .. } => used.code.is_there = false,
        }
        let value = used.value.clone();
        for issue in self.secrets.issues.iter_mut().filter(|issue| issue.kind == kind) {
            let goes_with_it = match kind {
                Kind::Confirm => issue.subject == Some(proven.identity),
                _ => issue.value == value,
            };
            if goes_with_it {
                issue.end();
            }
        }
    }
}

fn kind_and_channel(of: VerificationType) -> (Kind, Channel) {
    match of {
        VerificationType::Email => (Kind::Confirm, Channel::Email),
        VerificationType::Phone => (Kind::Confirm, Channel::Phone),
        _ => (Kind::Recover, Channel::Email),
    }
}

fn travels_by(value: &Value, channel: Channel) -> bool {
    match value {
        Value::Email(_) => channel == Channel::Email,
        Value::Phone(_) => channel == Channel::Phone,
    }
}
