//! Clocks that jump: what was once refused stays refused, wherever the clock goes.

mod accepted;
mod secrets;

use std::cell::RefCell;
use std::ops::Range;

use ezauth_core::faults::{Fault, seed_here};
use proptest::prelude::*;

use self::accepted::Accepted;
use self::secrets::{Of, World};
use crate::explore::{catch, explore};
use crate::run::{Run, Scene};

const SCHEDULES: u64 = 100;
const SCHEDULES_IN_THE_LONG_RUN: u64 = 200_000;

const STEPS: Range<usize> = 10..50;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// What things last by default, and other lengths that something may be counted in.
const LENGTHS: [i64; 12] = [
    1,
    1_000,
    MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    30 * MINUTE,
    60 * MINUTE,
    DAY,
    7 * DAY,
    14 * DAY,
    365 * DAY,
    3_650 * DAY,
];

/// Where time ends, and where it is counted from.
const ENDS: [i64; 5] = [i64::MIN, i64::MIN + 1, 0, i64::MAX - 1, i64::MAX];

#[derive(Clone, Debug)]
enum Step {
    /// The clock moves by this many milliseconds.
    Jump(i64),
    /// The clock shows this time.
    ShowEnd(i64),
    Issue(Of),
    /// Presents what was issued n-th, counted round.
    Present(usize),
    /// Presents it when so many milliseconds have passed, and again when they have not.
    PresentLater(usize, i64),
    /// The process ends, and another opens the file.
    Reopen,
}

#[test]
fn nothing_dead_lives_again_whatever_the_clock_does() {
    jump_often(&Run::begin("clocks"), SCHEDULES);
}

#[test]
fn a_use_counts_when_the_clock_has_gone_back_since() {
    let idle_ends = Step::PresentLater(0, 7 * DAY);
    let steps = [Step::Issue(Of::Session), Step::PresentLater(0, MINUTE), idle_ends];
    follow(&steps).unwrap();
}

#[test]
#[ignore = "the long run"]
fn nothing_dead_lives_again_in_the_long_run() {
    jump_often(&Run::begin_long("clocks, long"), SCHEDULES_IN_THE_LONG_RUN);
}

#[test]
fn keeping_what_has_expired_is_caught() {
    let run = Run::begin("clocks, control: what has expired is refused and kept");
    let _seeded = seed_here(Fault::KeepExpired);
    catch(&run, SCHEDULES, &schedules(), |steps| follow(steps).map(drop));
}

fn jump_often(run: &Run, most: u64) {
    let all = RefCell::new(Accepted::default());
    let tried = explore(run, most, &schedules(), |steps| {
        all.borrow_mut().add(&follow(steps)?);
        Ok(())
    });
    let all = all.into_inner();
    all.check_that_each_was_both();
    run.tell(&format!(
        "{tried} schedules of jumps by 1 ms to 10 years, and to the ends of time: {all}"
    ));
}

fn schedules() -> impl Strategy<Value = Vec<Step>> {
    let length = (prop::sample::select(&LENGTHS[..]), -1..=1_i64).prop_map(|(by, more)| by + more);
    let later = prop::sample::select(&LENGTHS[..]);
    let jump = prop_oneof![length, 1..3_650 * DAY, 1..DAY, 1..30 * MINUTE];
    let step = prop_oneof![
        4 => (jump, any::<bool>()).prop_map(|(by, back)| Step::Jump(if back { -by } else { by })),
        1 => prop::sample::select(&ENDS[..]).prop_map(Step::ShowEnd),
        4 => prop::sample::select(&Of::ALL[..]).prop_map(Step::Issue),
        8 => (0..64_usize).prop_map(Step::Present),
        2 => (0..64_usize, later).prop_map(|(number, by)| Step::PresentLater(number, by)),
        1 => Just(Step::Reopen),
    ];
    prop::collection::vec(step, STEPS)
}

fn follow(steps: &[Step]) -> Result<Accepted, String> {
    let scene = Scene::new();
    let mut world = World::new(&scene);
    for step in steps {
        let followed = match step {
            Step::Jump(by) => {
                world.jump(*by);
                Ok(())
            }
            Step::ShowEnd(end) => {
                world.show(*end);
                Ok(())
            }
            Step::Issue(of) => world.issue(*of),
            Step::Present(number) => world.present(*number),
            Step::PresentLater(number, by) => {
                world.jump(*by);
                let later = world.present(*number);
                world.jump(-by);
                later.and_then(|()| world.present(*number))
            }
            Step::Reopen => world.reopen().map_err(Into::into),
        };
        followed.map_err(|why| format!("{why}, at {step:?}"))?;
    }
    Ok(world.accepted)
}
