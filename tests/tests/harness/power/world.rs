//! What is written to a disk that can lose power: a file of accounts, and a few stories on it.

use std::io;
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ezauth_core::faults::{check_file, checkpoint, fingerprint};
use ezauth_core::{Accounts, Clock, Ports, SettableClock, SystemClock};
use ezauth_tests::harness::{Draw, Inbox, Life, Report, settings};

use super::disk::Disk;
use super::image::Moment;
use crate::kill::first_open::read_key;
use crate::run::{Drawn, Scene};
use crate::vfs::Watching;

/// How many stories a file sees.
const STORIES: u64 = 6;

/// After one act in this many a checkpoint is taken, so that logs begin anew as they do when they have
/// grown long.
const ONE_CHECKPOINT_IN: u64 = 8;

/// One file and whoever lives on it.
pub(super) struct World<'a> {
    scene: Scene,
    disk: Arc<Disk>,
    clock: SettableClock,
    random: Arc<Drawn>,
    draw: Mutex<Draw>,
    progress: Mutex<Progress>,
    judges: &'a SyncSender<Moment>,
    _watching: Watching,
}

/// What has been acknowledged, and what the file was then.
struct Progress {
    lines: Arc<Vec<String>>,
    fingerprint: u64,
    key: Option<Vec<u8>>,
}

impl<'a> World<'a> {
    pub(super) fn new(seed: u64, number: u64, images: u64, judges: &'a SyncSender<Moment>) -> Self {
        let scene = Scene::new();
        let mut draw = Draw::of(seed, number);
        let disk = Arc::new(Disk::new(scene.folder(), Draw::of(draw.any(), 0), images));
        let random = Arc::new(Drawn::new(draw.any()));
        let watching = Watching::begin(scene.folder(), disk.clone());
        let fingerprint = fingerprint(&Scene::new().file()).unwrap();
        let progress = Progress { lines: Arc::default(), fingerprint, key: None };
        Self {
            scene,
            disk,
            clock: SettableClock::new(SystemClock.now()),
            random,
            draw: Mutex::new(draw),
            progress: Mutex::new(progress),
            judges,
            _watching: watching,
        }
    }

    /// Lives all stories, or until somebody says that it is over, and returns how many images have
    /// been drawn.
    pub(super) fn live(self, is_over: impl Fn() -> bool + Sync) -> u64 {
        let report = Report::to(|line| match is_over() {
            true => Err(io::ErrorKind::Interrupted.into()),
            false => self.acknowledge(line),
        });
        let mut draw = Draw::of(self.draw.lock().unwrap().any(), 0);
        for story in 0..STORIES {
            let accounts = self.open();
            if story == 0 {
                self.has_opened();
            }
            let inbox = Inbox::default();
            let life = Life { accounts: &accounts, inbox: &inbox, report: &report, early: false };
            let lived = life.live(&format!("p{story}"), &mut draw);
            accounts.close().unwrap();
            check_file(&self.scene.file()).unwrap();
            if lived.is_err() {
                break;
            }
        }
        self.judge_until_now();
        drop(report);
        self.disk.drawn()
    }

    fn open(&self) -> Accounts {
        let (clock, random) = (Arc::new(self.clock.clone()), self.random.clone());
        let ports = Ports { clock, random, ..Ports::default() };
        Accounts::open_with(settings(&self.scene.file()), ports).unwrap()
    }

    fn has_opened(&self) {
        self.judge_until_now();
        self.progress.lock().unwrap().key = read_key(&self.scene).unwrap();
    }

    /// Takes note of an act that was acknowledged.
    fn acknowledge(&self, line: &str) -> io::Result<()> {
        self.judge_until_now();
        Arc::make_mut(&mut self.progress.lock().unwrap().lines).push(line.to_owned());
        self.clock.advance(Duration::from_millis(1));
        if self.draw.lock().unwrap().below(ONE_CHECKPOINT_IN) == 0 {
            checkpoint(&self.scene.file()).unwrap();
        }
        Ok(())
    }

    /// Sends the images of the act that has just ended: each is as before or after it.
    fn judge_until_now(&self) {
        let mut progress = self.progress.lock().unwrap();
        let images = self.disk.take_images();
        let after = fingerprint(&self.scene.file()).unwrap();
        let Progress { lines, fingerprint: before, key } = &mut *progress;
        let allowed = [*before, after];
        *before = after;
        let moment = Moment { images, lines: lines.clone(), allowed, key: key.clone() };
        self.judges.send(moment).unwrap();
    }
}
