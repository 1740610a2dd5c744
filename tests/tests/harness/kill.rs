//! kill -9 at a random moment: what was acknowledged is there, and nothing is half done.

pub(crate) mod first_open;
pub(crate) mod judge;
mod state;

use std::time::Duration;

use ezauth_core::faults::{check_file, count_rows};
use ezauth_tests::harness::{Draw, FLOWS, Inbox};

use self::first_open::FirstOpens;
use self::judge::{Cut, Told, Violation, judge, read};
use crate::child::Child;
use crate::run::{Run, Scene, number};

const KILLS: u64 = 1_000;
const KILLS_IN_THE_LONG_RUN: u64 = 20_000;

/// One kill in this many hits the first open of a file.
const ONE_FIRST_OPEN_IN: u64 = 10;

/// How many kills one file lives through. Looking whether it is whole takes longer as it grows.
const KILLS_PER_FILE: u64 = 40;

/// A child tells this much before it can be killed at the latest: a story of each of its lives.
const MOST_ACTS: u64 = 3 * FLOWS.len() as u64;

/// Kills come this long after the last awaited act at the latest: longer than an act takes.
const LONGEST_WAIT: u64 = 1_500;

#[test]
fn nothing_is_lost_or_half_done_when_a_process_is_killed() {
    kill_many(Run::begin("kill -9"), KILLS);
}

#[test]
#[ignore = "the long run"]
fn nothing_is_lost_or_half_done_in_the_long_run() {
    let kills = number("EZAUTH_KILLS").unwrap_or(KILLS_IN_THE_LONG_RUN);
    kill_many(Run::begin_long("kill -9, long"), kills);
}

#[test]
fn using_a_secret_up_apart_from_its_act_is_caught() {
    kill_until_caught(Run::begin("kill -9, control: consume, then act"), "consume_then_act");
}

#[test]
fn acknowledging_before_the_act_is_caught() {
    kill_until_caught(Run::begin("kill -9, control: acknowledge, then act"), "early");
}

fn kill_many(run: Run, most: u64) {
    let mut lives = Lives::new(&run, &[]);
    let mut first_opens = FirstOpens::measure();
    let mut kills = 0;
    for number in (0..most).take_while(|_| !run.is_over()) {
        kills += 1;
        let killed = match number % ONE_FIRST_OPEN_IN {
            0 => first_opens.kill(&mut Draw::of(run.seed, number)),
            _ => lives.kill(number),
        };
        if let Err(violation) = killed {
            panic!("kill {number} of seed {}: {violation}", run.seed);
        }
    }
    lives.check_users().unwrap();
    let Lives { told, whole, undone, .. } = lives;
    run.tell(&format!(
        "{kills} kills, {told} acts acknowledged and none lost, {whole} cut off and found whole, \
         {undone} cut off and found undone; {first_opens}"
    ));
}

fn kill_until_caught(run: Run, option: &str) {
    let options = [option];
    let mut lives = Lives::new(&run, &options);
    for number in 0..KILLS {
        match lives.kill(number) {
            Ok(()) => {}
            Err(Violation::State { last, .. }) => {
                let kills = number + 1;
                return run.tell(&format!("caught by {kills} kills, the last after {last:?}"));
            }
            Err(other) => panic!("kill {number} of seed {}: {other}", run.seed),
        }
    }
    panic!("not caught by {KILLS} kills of seed {}", run.seed);
}

/// Processes that live stories on one file until they are killed.
struct Lives<'a> {
    run: &'a Run,
    options: &'a [&'a str],
    scene: Scene,
    kills: u64,
    /// Users who were acknowledged on this file and stay.
    users: u64,
    told: usize,
    whole: u64,
    undone: u64,
}

impl<'a> Lives<'a> {
    fn new(run: &'a Run, options: &'a [&'a str]) -> Self {
        let scene = Scene::new();
        Self { run, options, scene, kills: 0, users: 0, told: 0, whole: 0, undone: 0 }
    }

    /// Lets a process live until a moment that is drawn, and looks at what it leaves behind.
    fn kill(&mut self, number: u64) -> Result<(), Violation> {
        if self.kills == KILLS_PER_FILE {
            self.check_users()?;
            (self.scene, self.kills, self.users) = (Scene::new(), 0, 0);
        }
        self.kills += 1;
        let mut draw = Draw::of(self.run.seed, number);
        let file = self.scene.file();
        let (name, seed) = (format!("k{number}"), draw.any().to_string());
        let mut arguments = vec!["live", file.to_str().unwrap(), &name, &seed];
        arguments.extend(self.options);
        let mut child = Child::start(&arguments);
        let mut lines = Vec::new();
        // It tells twice that it opens the file.
        for _ in 0..2 + draw.below(MOST_ACTS) {
            lines.extend(child.line());
        }
        lines.extend(child.kill_after(Duration::from_micros(draw.below(LONGEST_WAIT))));
        self.look(&read(&lines)?, &mut draw)
    }

    fn look(&mut self, stories: &[Told], draw: &mut Draw) -> Result<(), Violation> {
        let accounts = self.scene.open_later()?;
        let mails = Inbox::take_all(&accounts)?;
        check_file(&self.scene.file())?;
        for story in stories {
            self.told += story.acts.len();
            self.users += u64::from(story.is_of_a_user());
            match judge(&accounts, story, &mails, draw)? {
                Cut::Whole => self.whole += 1,
                Cut::Undone => self.undone += 1,
                Cut::Unknown => {}
            }
        }
        accounts.close()?;
        Ok(())
    }

    /// Looks whether earlier kills' users are still there, when a file has served.
    fn check_users(&self) -> Result<(), Violation> {
        check_file(&self.scene.file())?;
        let found = count_rows(&self.scene.file(), "users")?;
        // A sign-up that was cut off may have left a user whole.
        if found < self.users {
            return Err(Violation::Other(format!("{} users were, {found} are", self.users)));
        }
        Ok(())
    }
}
