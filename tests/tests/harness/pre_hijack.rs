//! An attacker who has everything of an account but its inbox, before its owner comes.
//!
//! Attacker and victim do whatever strangers can do, in any order. At the end the victim comes in through
//! the inbox, and then nothing works that the attacker has ever held, and nothing is in the account that
//! the attacker has chosen. In some sequences the attacker has a session of the victim's for a while: then
//! the victim sets a password at the end.

mod act;
mod judge;
mod person;
mod world;

use std::cell::RefCell;

use ezauth_core::faults::{Fault, seed_here};

use self::act::{Sequence, sequences};
use self::world::World;
use crate::explore::{catch, explore};
use crate::run::{Run, Scene};

const SEQUENCES: u64 = 10_000;
/// A control ends with the first that is caught.
const SEQUENCES_OF_A_CONTROL: u64 = 2_000;
const SEQUENCES_IN_THE_LONG_RUN: u64 = 10_000_000;

/// How many sequences share a file.
const TOGETHER: u64 = 300;

#[test]
fn nothing_of_an_attacker_stays_in_an_account_or_opens_it() {
    hijack_often(&Run::begin("pre-hijacking"), SEQUENCES);
}

#[test]
#[ignore = "the long run"]
fn nothing_of_an_attacker_stays_in_an_account_or_opens_it_in_the_long_run() {
    hijack_often(&Run::begin_long("pre-hijacking, long"), SEQUENCES_IN_THE_LONG_RUN);
}

#[test]
fn an_account_that_a_click_makes_is_caught() {
    let run = Run::begin("pre-hijacking, control: a sign-up is confirmed without proof");
    let _seeded = seed_here(Fault::ConfirmWithoutProof);
    let stage = RefCell::new(Stage::new());
    catch(&run, SEQUENCES_OF_A_CONTROL, &sequences(), |sequence| stage.borrow_mut().play(sequence));
}

#[test]
fn a_past_that_goes_on_is_caught() {
    let run = Run::begin("pre-hijacking, control: sessions go on when the ways in change");
    let _seeded = seed_here(Fault::KeepPast);
    let stage = RefCell::new(Stage::new());
    catch(&run, SEQUENCES_OF_A_CONTROL, &sequences(), |sequence| stage.borrow_mut().play(sequence));
}

fn hijack_often(run: &Run, most: u64) {
    let stage = RefCell::new(Stage::new());
    let tried = explore(run, most, &sequences(), |sequence| stage.borrow_mut().play(sequence));
    let Stage { done, refused, .. } = stage.into_inner();
    assert!(done > tried && refused > tried, "{done} acts were done, and {refused} refused");
    run.tell(&format!(
        "{tried} sequences, {done} acts done and {refused} refused; nobody but the victim came in"
    ));
}

/// Files, each for some sequences, with limits as they are by default and without.
struct Stage {
    worlds: [World; 2],
    scenes: [Scene; 2],
    played: u64,
    done: u64,
    refused: u64,
}

impl Stage {
    fn new() -> Self {
        let scenes = [Scene::new(), Scene::new()];
        let worlds = [World::open(&scenes[0], false), World::open(&scenes[1], true)];
        Self { worlds, scenes, played: 0, done: 0, refused: 0 }
    }

    fn play(&mut self, sequence: &Sequence) -> Result<(), String> {
        self.played += 1;
        if self.played.is_multiple_of(TOGETHER) {
            let scenes = [Scene::new(), Scene::new()];
            self.worlds = [World::open(&scenes[0], false), World::open(&scenes[1], true)];
            self.scenes = scenes;
        }
        let world = &mut self.worlds[usize::from(sequence.has_limits)];
        let (done, refused) = world.play(self.played, sequence)?;
        self.done += done;
        self.refused += refused;
        Ok(())
    }
}
