//! How long an answer takes tells nothing of the account: Welch's t-test over classes of callers that must
//! not be told apart. That they do the same work is counted elsewhere; this looks at the clock.

use std::time::Duration;

use ezauth_core::domain::{Context, VerificationType};
use ezauth_core::faults::{Fault, seed_here};
use ezauth_core::{Accounts, Result, Settings, Size};
use ezauth_tests::harness::{Draw, Inbox, settings};

use crate::run::{Run, Scene, now};

const SAMPLES: usize = 20_000;
const SAMPLES_OF_THE_CONTROL: usize = 1_000;

/// How many accounts of each class a part of the times is taken with, and how often each is asked. A
/// request for a message is made of each once: the next would be answered another way.
const OF_PASSWORDS: (usize, usize) = (100, 10);
const OF_REQUESTS: (usize, usize) = (100, 1);

/// From here on a difference counts: 4.5 is what tests for leaks of time use (Goodwill et al., 2011).
const MOST_T: f64 = 4.5;

/// The share of each class that is left out at its slow end, where the system had other things to do.
const LEFT_OUT: f64 = 0.1;

const PASSWORD: &str = "a password of hers";
const WRONG: &str = "another of nobody's";

#[test]
#[ignore = "the long run"]
fn no_answer_takes_longer_than_another_in_the_long_run() {
    let run = Run::begin_long("equal answers, long");
    let mut samples = [Question::SignIn, Question::SignUp, Question::Recovery, Question::MagicLink]
        .map(|question| Samples::of(question, run.seed));
    // In turn, so that all come equally far in the time there is.
    while samples.iter().any(|it| it.count() < SAMPLES) && !run.is_over() {
        for samples in samples.iter_mut().filter(|it| it.count() < SAMPLES) {
            samples.take_part().unwrap();
        }
    }
    let mut told = Vec::new();
    for samples in &samples {
        let (question, taken, (class, t)) =
            (samples.question, samples.count(), samples.largest_t());
        assert!(
            t.abs() < MOST_T,
            "{question:?}, {class:?}: t = {t:.1} after {taken} samples a class"
        );
        told.push(format!("{question:?} {taken}, t {t:.1}"));
    }
    run.tell(&format!("samples a class and the largest t: {}", told.join("; ")));
}

#[test]
fn an_answer_without_a_hash_is_caught() {
    let run = Run::begin("equal answers, control: nothing is hashed where there is no account");
    let _seeded = seed_here(Fault::SkipDecoy);
    let mut samples = Samples::of(Question::SignIn, run.seed);
    while samples.count() < SAMPLES_OF_THE_CONTROL {
        samples.take_part().unwrap();
    }
    let ((_, t), taken) = (samples.largest_t(), samples.count());
    assert!(t.abs() >= MOST_T, "t = {t:.1} after {taken} samples a class");
    run.tell(&format!("caught: t = {t:.1} after {taken} samples a class"));
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
enum Question {
    SignIn,
    SignUp,
    Recovery,
    MagicLink,
}

/// Of whom it is asked.
#[derive(Clone, Copy, Debug)]
enum Class {
    Wrong,
    Unknown,
    Unverified,
    Disabled,
    Passwordless,
}

impl Question {
    fn classes(self) -> &'static [Class] {
        match self {
            Self::SignIn => &[
                Class::Wrong,
                Class::Unknown,
                Class::Unverified,
                Class::Disabled,
                Class::Passwordless,
            ],
            _ => &[Class::Wrong, Class::Unknown],
        }
    }

    fn ask(self, accounts: &Accounts, address: &str) -> Duration {
        let nobody = Context::default();
        let began = now();
        match self {
            Self::SignIn => accounts.sign_in_with_password(address, WRONG, &nobody).map(drop),
            Self::SignUp => accounts.sign_up_with_password(address, WRONG, &nobody).map(drop),
            Self::Recovery => accounts.request_password_recovery(address, &nobody).map(drop),
            Self::MagicLink => accounts.request_magic_link(address, &nobody).map(drop),
        }
        .ok();
        now().duration_since(began)
    }
}

/// How long answers took, of each class.
struct Samples {
    question: Question,
    draw: Draw,
    times: Vec<Vec<f64>>,
}

impl Samples {
    fn of(question: Question, seed: u64) -> Self {
        let times = vec![Vec::new(); question.classes().len()];
        Self { question, draw: Draw::of(seed, question as u64), times }
    }

    /// How many there are of each class.
    fn count(&self) -> usize {
        self.times[0].len()
    }

    /// Asks of an account of each class in turn, in an order that is drawn anew for each turn.
    fn take_part(&mut self) -> Result<()> {
        let scene = Scene::new();
        let accounts = Accounts::open(quick(&scene))?;
        let classes = self.question.classes();
        let (count, tries) = match self.question {
            Question::SignIn => OF_PASSWORDS,
            _ => OF_REQUESTS,
        };
        // Addresses and their order decide where rows stand: they are the same to all classes, by chance.
        let mut make = |_| -> Result<Vec<String>> {
            let mut address = || format!("{:016x}@example.com", self.draw.any());
            classes.iter().map(|class| class.make(&accounts, address())).collect()
        };
        let mut asked: Vec<Vec<String>> = (0..count).map(&mut make).collect::<Result<_>>()?;
        drop(Inbox::take_all(&accounts)?);
        self.draw.shuffle(&mut asked);
        let mut order: Vec<usize> = (0..classes.len()).collect();
        for addresses in (0..tries).flat_map(|_| &asked) {
            self.draw.shuffle(&mut order);
            for &class in &order {
                let took = self.question.ask(&accounts, &addresses[class]);
                self.times[class].push(took.as_secs_f64());
            }
        }
        accounts.close()
    }

    /// The largest t of a class against the first, and of which.
    fn largest_t(&self) -> (Class, f64) {
        let logs: Vec<Vec<f64>> = self.times.iter().map(|times| trimmed_logs(times)).collect();
        let others = self.question.classes().iter().zip(&logs).skip(1);
        let all = others.map(|(class, other)| (*class, welch(&logs[0], other)));
        all.max_by(|(_, a), (_, b)| a.abs().total_cmp(&b.abs())).unwrap()
    }
}

impl Class {
    /// Makes such an account, and says its address.
    fn make(self, accounts: &Accounts, address: String) -> Result<String> {
        let user = match self {
            Self::Unknown => return Ok(address),
            Self::Passwordless => accounts.create_user_with_email(&address)?,
            _ => accounts.create_user_with_password(&address, PASSWORD)?,
        };
        if !matches!(self, Self::Unverified) {
            accounts.request_email_verification(user.identity.id)?;
            let mails = Inbox::take_all(accounts)?;
            let token = mails.get(&address).map(|mail| mail.token.as_str()).unwrap_or_default();
            accounts.verify_magic_link(token, VerificationType::Email, None)?;
        }
        if matches!(self, Self::Disabled) {
            accounts.admin_disable_user(user.user.id, &Context::default())?;
        }
        Ok(address)
    }
}

/// A hash that is cheap, and long enough to be missed; and no limit on asking again.
fn quick(scene: &Scene) -> Settings {
    Settings {
        argon2_memory: Size::kib(1024),
        sign_in_failures: 100_000,
        sign_in_failures_in_all: 100_000,
        password_failures: 1_000_000,
        ..settings(&scene.file())
    }
}

/// Logarithms, so that a system that is twice as slow for a while shifts all alike, without the slowest.
fn trimmed_logs(times: &[f64]) -> Vec<f64> {
    let mut logs: Vec<f64> = times.iter().map(|time| time.max(1e-9).ln()).collect();
    logs.sort_by(f64::total_cmp);
    logs.truncate((logs.len() as f64 * (1.0 - LEFT_OUT)) as usize);
    logs
}

/// Welch's t of two samples.
fn welch(one: &[f64], other: &[f64]) -> f64 {
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
    let (a, b) = (mean(one), mean(other));
    let share = |all: &[f64], mean: f64| {
        let squares: f64 = all.iter().map(|it| (it - mean).powi(2)).sum();
        squares / (all.len() as f64 - 1.0) / all.len() as f64
    };
    (a - b) / (share(one, a) + share(other, b)).sqrt()
}

#[test]
fn welch_tells_means_apart_and_not_equal_ones() {
    let low: Vec<f64> = (0..1_000).map(|n| f64::from(n % 10)).collect();
    let high: Vec<f64> = low.iter().map(|it| it + 1.0).collect();
    assert!(welch(&low, &low).abs() < 1e-9);
    // By hand: variance 8.258, so t = -1 / sqrt(2 * 8.258 / 1000) = -7.78.
    assert!((welch(&low, &high) + 7.78).abs() < 0.01, "{}", welch(&low, &high));
}
