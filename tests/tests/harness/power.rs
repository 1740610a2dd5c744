//! Loss of power at any moment: what was acknowledged is there, and nothing is damaged or half done.
//!
//! One thread lives stories on a disk of which images are drawn, and others judge the images. The
//! same seed tells the same stories and draws the same images.

mod disk;
mod file;
mod image;
mod world;

use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};
use std::thread;

use ezauth_core::faults::{Fault, seed_here};

use self::image::{Loss, Moment, Tally};
use self::world::World;
use crate::run::{ALONE, Run, number};

const IMAGES: u64 = 10_000;
const IMAGES_IN_THE_LONG_RUN: u64 = 3_000_000;

/// Within this many images a build that does not sync as it must is caught.
const IMAGES_OF_THE_CONTROL: u64 = 10_000;

/// Threads that judge.
const JUDGES: usize = 2;

#[test]
fn nothing_is_lost_or_damaged_when_power_is_lost() {
    lose_power_often(Run::begin("loss of power"), IMAGES);
}

#[test]
#[ignore = "the long run"]
fn nothing_is_lost_or_damaged_in_the_long_run() {
    let images = number("EZAUTH_IMAGES").unwrap_or(IMAGES_IN_THE_LONG_RUN);
    lose_power_often(Run::begin_long("loss of power, long"), images);
}

#[test]
fn syncing_at_checkpoints_only_loses_acts_and_is_caught() {
    let is_caught = |loss: &Loss| matches!(loss, Loss::OfActs);
    lose_power_until(
        Run::begin("loss of power, control: sync at checkpoints only"),
        Fault::SyncAtCheckpoints,
        is_caught,
    );
}

#[test]
fn never_syncing_damages_the_file_and_is_caught() {
    let is_caught = |loss: &Loss| matches!(loss, Loss::OfTheFile(_));
    lose_power_until(Run::begin("loss of power, control: never sync"), Fault::NeverSync, is_caught);
}

fn lose_power_often(run: Run, most: u64) {
    let _alone = ALONE.lock();
    let tally = judge_images(&run, most, |_| true);
    if let Some((number, loss)) = &tally.loss {
        panic!("image {number} of seed {}: {loss}", run.seed);
    }
    run.tell(&format!("{tally}"));
}

fn lose_power_until(run: Run, fault: Fault, is_caught: impl Fn(&Loss) -> bool + Sync) {
    let _alone = ALONE.lock();
    let _seeded = seed_here(fault);
    let tally = judge_images(&run, IMAGES_OF_THE_CONTROL, is_caught);
    match &tally.loss {
        Some((number, loss)) => run.tell(&format!("caught by image {number}: {loss}")),
        None => panic!("not caught by {} images of seed {}", tally.images, run.seed),
    }
}

/// Draws images and judges them, until there are as many as asked for, time is up, or one shows a loss
/// that `counts`.
fn judge_images(run: &Run, most: u64, counts: impl Fn(&Loss) -> bool + Sync) -> Tally {
    let tally = Mutex::new(Tally::default());
    let (send, receive) = sync_channel::<Moment>(4 * JUDGES);
    let receive = Arc::new(Mutex::new(receive));
    let next = || receive.lock().unwrap().recv().ok();
    thread::scope(|scope| {
        for _ in 0..JUDGES {
            scope.spawn(|| {
                while let Some(moment) = next() {
                    moment.judge(run.seed, &tally, &counts);
                }
            });
        }
        let mut images = 0;
        let is_over = || {
            let tally = tally.lock().unwrap();
            run.is_over() || tally.images >= most || tally.loss.is_some()
        };
        for number in (0..).take_while(|_| !is_over()) {
            images = World::new(run.seed, number, images, &send).live(is_over);
        }
        drop(send);
    });
    tally.into_inner().unwrap()
}
