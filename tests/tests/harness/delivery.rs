//! Delivery that lasts: whatever fails, hangs or is killed, every message is sent, and without faults
//! once.

mod backoff;
mod post;

use std::time::Duration;

use ezauth_core::domain::Timestamp;
use ezauth_core::faults::count_rows;
use ezauth_core::{Accounts, Clock, Ports};
use ezauth_tests::harness::{Draw, FileClock, address, settings};

use self::post::{Post, Tally};
use crate::run::{Run, Scene};

const KILLS: u64 = 100;
const KILLS_IN_THE_LONG_RUN: u64 = 20_000;

/// How many kills one file lives through, which must take less time than a link lasts.
const KILLS_PER_FILE: u64 = 20;

/// How many messages are sent between two kills,
const MESSAGES: u64 = 8;
/// and how many without any.
const MESSAGES_WITHOUT_FAULTS: u64 = 300;

/// Kills come this many microseconds after the last awaited line at the latest.
const LONGEST_WAIT: u64 = 1_500;

/// Longer than a lease, and than any wait for the next attempt.
const LONG: Duration = Duration::from_secs(3_600);

#[test]
fn every_message_is_sent_whatever_is_killed_and_once_if_nothing_is() {
    kill_many(&Run::begin("delivery"), KILLS);
}

#[test]
#[ignore = "the long run"]
fn every_message_is_sent_in_the_long_run() {
    kill_many(&Run::begin_long("delivery, long"), KILLS_IN_THE_LONG_RUN);
}

#[test]
fn acknowledging_before_sending_is_caught() {
    let run = Run::begin("delivery, control: acknowledge, then send");
    let mut tally = Tally::default();
    let lost = kill_on_one_file(&run, 0, "ack_then_send", &mut tally).unwrap_err();
    run.tell(&format!("caught: {lost}"));
}

#[test]
fn claiming_without_a_lease_is_caught() {
    let run = Run::begin("delivery, control: a claim without a lease");
    // It would go on for ever.
    let twice = deliver_once(&run, "claim_without_lease").unwrap_err();
    run.tell(&format!("caught: {twice}"));
}

fn kill_many(run: &Run, most: u64) {
    let (mut tally, mut undisturbed) = (Tally::default(), 0);
    let mut kills = 0;
    while kills < most && !run.is_over() {
        let held = kill_on_one_file(run, kills, "close_timeout=5m", &mut tally)
            .and_then(|()| deliver_once(run, "close_timeout=5m"));
        held.unwrap_or_else(|why| panic!("seed {}: {why}", run.seed));
        kills += KILLS_PER_FILE;
        undisturbed += MESSAGES_WITHOUT_FAULTS;
    }
    run.tell(&format!(
        "{kills} kills of two processes that fail and hang, {tally}; {undisturbed} messages by two that \
         do not, each sent once"
    ));
}

/// Two processes deliver and are killed in turn, at moments that are drawn; in the end another
/// delivers what is left.
fn kill_on_one_file(run: &Run, first: u64, option: &str, all: &mut Tally) -> Result<(), String> {
    let mut draw = Draw::of(run.seed, first);
    let outbox = Outbox::new();
    let mut post = Post::new(&outbox.scene, &outbox.clock, "faulty", option);
    post.start(draw.any());
    post.start(draw.any());
    for kill in 0..KILLS_PER_FILE {
        outbox.queue(kill * MESSAGES..(kill + 1) * MESSAGES);
        post.wait_for(draw.below(MESSAGES));
        post.kill_one(&mut draw, LONGEST_WAIT);
        outbox.clock_moves(Duration::from_secs(60 + draw.below(600)));
        post.start(draw.any());
    }
    post.kill_all();
    outbox.clock_moves(LONG);
    post.deliver_the_rest();
    let tally = post.tally(KILLS_PER_FILE * MESSAGES)?;
    all.add(&tally);
    outbox.check_empty()
}

/// Two processes deliver side by side. The clock stands still, so that no lease ends.
fn deliver_once(run: &Run, option: &str) -> Result<(), String> {
    let outbox = Outbox::new();
    outbox.queue(0..MESSAGES_WITHOUT_FAULTS);
    let mut post = Post::new(&outbox.scene, &outbox.clock, "reliable", option);
    post.start(run.seed);
    post.start(run.seed);
    post.close_all();
    let tally = post.tally(MESSAGES_WITHOUT_FAULTS)?;
    outbox.check_empty()?;
    match tally.repeated {
        0 => Ok(()),
        times => Err(format!("{times} messages were sent more than once")),
    }
}

/// Where messages wait.
struct Outbox {
    scene: Scene,
    clock: FileClock,
    accounts: Accounts,
}

impl Outbox {
    fn new() -> Self {
        let scene = Scene::new();
        let clock = FileClock::at(&scene.folder().join("clock"));
        clock.set(Timestamp::from_millis(1_800_000_000_000)).unwrap();
        let ports = Ports { clock: std::sync::Arc::new(clock.clone()), ..Ports::default() };
        let accounts = Accounts::open_with(settings(&scene.file()), ports).unwrap();
        Self { scene, clock, accounts }
    }

    /// A message each, to recipients of these numbers.
    fn queue(&self, numbers: std::ops::Range<u64>) {
        for number in numbers {
            let to = address(&number.to_string());
            let created = self.accounts.create_user_with_email(&to).unwrap();
            self.accounts.request_email_verification(created.identity.id).unwrap();
        }
    }

    fn clock_moves(&self, by: Duration) {
        self.clock.set(self.clock.now().after(by)).unwrap();
    }

    fn check_empty(&self) -> Result<(), String> {
        match count_rows(&self.scene.file(), "messages").unwrap() {
            0 => Ok(()),
            left => Err(format!("{left} messages are left in the outbox")),
        }
    }
}
