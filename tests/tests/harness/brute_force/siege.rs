//! One account: its password and its codes are guessed, and its inbox is flooded.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ezauth_core::domain::{Context, Message, MessageKind, Secret, Timestamp, VerificationType};
use ezauth_core::faults::take_work;
use ezauth_core::{Accounts, Clock, Error, ErrorKind, Ports, SettableClock, Settings, Size};
use ezauth_tests::harness::{Draw, limited_settings};

use super::attackers_ip;
use crate::run::Scene;

const ADDRESS: &str = "owner@example.com";
const USERNAME: &str = "owner";
/// What is guessed where no code is out.
const NO_CODE: &str = "000000";
const LEASE: Duration = Duration::from_secs(60);
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
const START: i64 = 1_800_000_000_000;

/// How often the attacker asks for mail that may not be sent yet, and the owner tries again.
const PATIENCE: i64 = 5 * MINUTE;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    Guess(&'static str),
    Flood(MessageKind),
    /// The owner comes in.
    Own,
}

const TASKS: [Task; 6] = [
    Task::Guess(ADDRESS),
    Task::Guess(USERNAME),
    Task::Flood(MessageKind::SignIn),
    Task::Flood(MessageKind::Recover),
    Task::Flood(MessageKind::SignUp),
    Task::Own,
];

pub(super) struct Siege {
    settings: Settings,
    accounts: Accounts,
    clock: SettableClock,
    draw: Draw,
    /// When each is done next.
    due: [i64; TASKS.len()],
    callers: u64,
    password: String,
    /// The newest message of each kind, and when it was sent.
    inbox: HashMap<MessageKind, (Message, i64)>,
    /// How many messages of each kind were sent on a day.
    mails: HashMap<(i64, MessageKind), u32>,
    /// How many passwords were hashed for each identifier on a day.
    hashed: HashMap<(i64, &'static str), u32>,
    /// How often rows of failures ended on a day, because the owner came.
    resets: HashMap<i64, u32>,
    /// Wrong passwords since then.
    since_reset: u32,
    /// Wrong codes since a right one, of those that there was a code for.
    wrong_codes: u32,
    days_in: HashMap<&'static str, u32>,
    wanted_since: i64,
    longest: i64,
}

impl Siege {
    pub(super) fn begin(scene: &Scene, seed: u64) -> Self {
        let clock = SettableClock::new(Timestamp::from_millis(START));
        let ports = Ports { clock: Arc::new(clock.clone()), ..Ports::default() };
        let settings = Settings { argon2_memory: Size::kib(8), ..limited_settings(&scene.file()) };
        let accounts = Accounts::open_with(settings.clone(), ports).unwrap();
        let password = "the first of hers".to_owned();
        let user = accounts.create_user_with_password(ADDRESS, &password).unwrap();
        accounts.request_email_verification(user.identity.id).unwrap();
        let mail = accounts.claim_messages(1, LEASE).unwrap().pop().unwrap();
        let token = mail.token.as_ref().unwrap().expose();
        accounts.verify_magic_link(token, VerificationType::Email, None).unwrap();
        accounts.ack_message(mail.lease).unwrap();
        let username = Some(Some(USERNAME.to_owned()));
        let changes = ezauth_core::domain::ProfileChanges { username, ..Default::default() };
        accounts.update_user_profile(user.user.id, &changes).unwrap();
        let mut draw = Draw::of(seed, 0);
        let mut due = [START; TASKS.len()];
        due[TASKS.len() - 1] += i64::try_from(draw.below(DAY as u64)).unwrap();
        let wanted_since = due[TASKS.len() - 1];
        Self {
            settings,
            accounts,
            clock,
            draw,
            due,
            callers: 0,
            password,
            inbox: HashMap::new(),
            mails: HashMap::new(),
            hashed: HashMap::new(),
            resets: HashMap::new(),
            since_reset: 0,
            wrong_codes: 0,
            days_in: HashMap::new(),
            wanted_since,
            longest: 0,
        }
    }

    pub(super) fn go_on_until_day(&mut self, day: u64) -> Result<(), String> {
        let end = START + i64::try_from(day).unwrap() * DAY;
        loop {
            let (next, &at) = self.due.iter().enumerate().min_by_key(|(_, at)| **at).unwrap();
            if at >= end {
                return Ok(());
            }
            self.clock.set(Timestamp::from_millis(at));
            let wait = match TASKS[next] {
                Task::Guess(identifier) => self.guess(identifier)?,
                Task::Flood(kind) => self.flood(kind)?,
                Task::Own => self.own()?,
            };
            self.due[next] = at + wait.max(1);
        }
    }

    fn now(&self) -> i64 {
        self.clock.now().as_millis()
    }

    fn today(&self) -> i64 {
        (self.now() - START) / DAY
    }

    fn next_caller(&mut self) -> Context {
        self.callers += 1;
        Context { ip: Some(attackers_ip(self.callers)), user_agent: None }
    }

    /// Says when to go on.
    fn guess(&mut self, identifier: &'static str) -> Result<i64, String> {
        let caller = self.next_caller();
        let _ = take_work();
        let answer = self.accounts.sign_in_with_password(identifier, "a wrong guess", &caller);
        let hashes = take_work().hashes;
        let error = answer.err().ok_or("a wrong password was right")?;
        let today = self.today();
        let count = self.hashed.entry((today, identifier)).or_default();
        *count += hashes;
        self.since_reset += hashes;
        let resets = self.resets.get(&today).copied().unwrap_or_default();
        let most = most_guesses(&self.settings, resets);
        if *count > most {
            return Err(format!("{count} passwords for {identifier} in a day, not {most}"));
        }
        Ok(wait_of(&error))
    }

    /// Has a message sent, and guesses codes with the handle.
    fn flood(&mut self, kind: MessageKind) -> Result<i64, String> {
        let caller = self.next_caller();
        let asked = self.ask(kind, &caller);
        let is_sent = self.read_mail(kind)?;
        if kind == MessageKind::SignIn
            && let Ok(handle) = asked
        {
            for _ in 0..self.settings.code_attempts {
                self.guess_code(handle.expose(), &caller)?;
            }
        }
        let interval = i64::try_from(self.settings.issue_interval.as_millis()).unwrap();
        Ok(if is_sent { interval } else { interval.max(PATIENCE) })
    }

    /// A wrong code; or the right one, where even luck must not help: of a short one, once too many
    /// were wrong.
    fn guess_code(&mut self, handle: &str, caller: &Context) -> Result<(), String> {
        let live = self.live(MessageKind::SignIn).and_then(|mail| mail.code.as_ref());
        let right = live.map_or(NO_CODE, Secret::expose).to_owned();
        let is_live = live.is_some();
        let is_dead = is_live && self.is_short(&right) && self.wrong_codes >= self.most_codes();
        let guess = if is_dead { right } else { wrong_code(&right) };
        match self.accounts.sign_in_with_email_code(ADDRESS, &guess, Some(handle), caller) {
            Ok(_) => Err(format!("a code signs in after {} wrong ones", self.wrong_codes)),
            Err(error) if error.kind() == ErrorKind::InvalidToken => {
                self.wrong_codes += u32::from(is_live && !is_dead);
                Ok(())
            }
            Err(_) => Ok(()),
        }
    }

    fn is_short(&self, code: &str) -> bool {
        code.len() == self.settings.code_digits as usize
    }

    /// How many short codes can be guessed between two right ones.
    const fn most_codes(&self) -> u32 {
        self.settings.code_failures
    }

    fn ask(&self, kind: MessageKind, caller: &Context) -> Result<Secret, Error> {
        match kind {
            MessageKind::Recover => self.accounts.request_password_recovery(ADDRESS, caller),
            MessageKind::SignUp => {
                self.accounts.sign_up_with_password(ADDRESS, "of the attacker", caller)
            }
            _ => self.accounts.request_email_code(ADDRESS, caller),
        }
    }

    /// The newest message of this kind, while its code works.
    fn live(&self, kind: MessageKind) -> Option<&Message> {
        let (mail, at) = self.inbox.get(&kind)?;
        let lasts = i64::try_from(self.settings.code_lifetime.as_millis()).unwrap();
        (self.now() < at + lasts).then_some(mail)
    }

    /// Whether a message came, of a request of this kind.
    fn read_mail(&mut self, asked: MessageKind) -> Result<bool, String> {
        let (now, today) = (self.now(), self.today());
        let mut is_sent = false;
        for mail in self.accounts.claim_messages(100, LEASE).unwrap() {
            self.accounts.ack_message(mail.lease).unwrap();
            let in_use = mail.kind == MessageKind::AddressInUse;
            is_sent |= mail.kind == asked || (in_use && asked == MessageKind::SignUp);
            let count = self.mails.entry((today, mail.kind)).or_default();
            *count += 1;
            let most = most_mails(&self.settings);
            if *count > most {
                return Err(format!("{count} messages {:?} in a day, not {most}", mail.kind));
            }
            let is_short = mail.code.as_ref().is_some_and(|code| self.is_short(code.expose()));
            if mail.kind == MessageKind::SignIn && is_short && self.wrong_codes >= self.most_codes()
            {
                return Err(format!("a short code after {} wrong ones", self.wrong_codes));
            }
            self.inbox.insert(mail.kind, (mail, now));
        }
        Ok(is_sent)
    }

    /// The owner comes in, in the easiest way that works.
    fn own(&mut self) -> Result<i64, String> {
        let owner = Context { ip: Some("198.51.100.7".to_owned()), user_agent: None };
        let by_password =
            self.accounts.sign_in_with_password(ADDRESS, &self.password, &owner).is_ok();
        if by_password && self.since_reset >= 2 * self.settings.password_failures {
            return Err(format!("the password works after {} wrong ones", self.since_reset));
        }
        let mut way = by_password.then_some("by password");
        if way.is_none() {
            way = self.own_by_recovery(&owner)?;
        }
        if way.is_none() {
            way = self.own_by_code(&owner)?;
        }
        let Some(way) = way else {
            if self.now() - self.wanted_since > DAY {
                return Err("the owner did not come in for a day".to_owned());
            }
            return Ok(PATIENCE / 5);
        };
        if way != "by code or link" {
            self.since_reset = 0;
            *self.resets.entry(self.today()).or_default() += 1;
        }
        *self.days_in.entry(way).or_default() += 1;
        self.longest = self.longest.max(self.now() - self.wanted_since);
        let at_the_hour = i64::try_from(self.draw.below(DAY as u64)).unwrap();
        self.wanted_since = START + (self.today() + 1) * DAY + at_the_hour;
        Ok(self.wanted_since - self.now())
    }

    /// After it the new password signs in at once.
    fn own_by_recovery(&mut self, owner: &Context) -> Result<Option<&'static str>, String> {
        self.ask(MessageKind::Recover, owner).ok();
        self.read_mail(MessageKind::Recover)?;
        let Some((mail, _)) = self.inbox.remove(&MessageKind::Recover) else { return Ok(None) };
        let token = mail.token.as_ref().map(Secret::expose).unwrap_or_default();
        let new = format!("her password since {}", self.now());
        if self.accounts.reset_password_with_link(token, &new, owner).is_err() {
            return Ok(None);
        }
        self.read_mail(MessageKind::PasswordReset)?;
        self.password = new;
        match self.accounts.sign_in_with_password(ADDRESS, &self.password, owner) {
            Ok(_) => Ok(Some("by recovery and the new password")),
            Err(error) => Err(format!("after a recovery the password does not sign in: {error}")),
        }
    }

    fn own_by_code(&mut self, owner: &Context) -> Result<Option<&'static str>, String> {
        let handle = self.ask(MessageKind::SignIn, owner).ok();
        self.read_mail(MessageKind::SignIn)?;
        let Some((mail, _)) = self.inbox.remove(&MessageKind::SignIn) else { return Ok(None) };
        let code = mail.code.as_ref().map(Secret::expose).unwrap_or_default();
        let token = mail.token.as_ref().map(Secret::expose).unwrap_or_default();
        let handle = handle.as_ref().map(Secret::expose);
        if self.accounts.sign_in_with_email_code(ADDRESS, code, handle, owner).is_ok() {
            self.wrong_codes = 0;
            return Ok(Some("by code or link"));
        }
        let by_link = self.accounts.sign_in_with_magic_link(token, owner);
        Ok(by_link.ok().map(|_| "by code or link"))
    }
}

impl fmt::Display for Siege {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let guesses: u32 = self.hashed.values().sum();
        let most = self.hashed.values().max().copied().unwrap_or_default();
        let mails = self.mails.values().max().copied().unwrap_or_default();
        let minutes = self.longest / MINUTE;
        write!(
            f,
            "{guesses} passwords looked at, at most {most} of an identifier in a day; at most "
        )?;
        write!(f, "{mails} messages of a kind in a day; the owner came in on every day, ")?;
        for (way, days) in &self.days_in {
            write!(f, "{days} {way}, ")?;
        }
        write!(f, "after {minutes} minutes at most")
    }
}

/// As long as the right one, and another in its first digit.
fn wrong_code(right: &str) -> String {
    let (first, rest) = right.split_at(1);
    let first = if first == "1" { "2" } else { "1" };
    format!("{first}{rest}")
}

/// How long to wait for what was refused.
fn wait_of(error: &Error) -> i64 {
    error.retry_after().map_or(1, |wait| i64::try_from(wait.as_millis()).unwrap_or(i64::MAX))
}

/// How many passwords of an identifier can be tried in a day: those without a wait, those in whose time the
/// wait doubles up to its longest, both once more whenever the owner comes, and then one in each longest
/// wait.
fn most_guesses(settings: &Settings, resets: u32) -> u32 {
    let longest = u32::try_from(settings.sign_in_longest_wait.as_secs()).unwrap();
    let doublings = u32::BITS - longest.leading_zeros();
    (resets + 1) * (settings.sign_in_failures_in_all + doublings) + 86_400 / longest + 1
}

/// How many messages of a kind can come in a day: those of two windows that meet in it, and one an hour.
fn most_mails(settings: &Settings) -> u32 {
    2 * settings.issue_daily_in_all + 24 + 1
}
