//! Damage that is drawn.

use std::fs;
use std::path::PathBuf;

use ezauth_tests::harness::{Draw, golden as golden_file};

use crate::child::Child;
use crate::golden::{self, NEWEST};
use crate::run::Scene;

const PAGE: usize = 4096;
/// The header of a database (SQLite, Database File Format, section 1.3).
const HEADER: usize = 100;

/// What is done to a file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Damage {
    /// Some bits of the database.
    Bits,
    /// Some bits of its header.
    Header,
    /// A bit of a stored password hash.
    PasswordHash,
    /// The end is missing.
    CutOff,
    /// A page holds what was never one.
    Garbage,
    /// A page holds zeros.
    Zeros,
    /// A page holds another.
    WrongPage,
    /// Some bits of the log.
    LogBits,
    /// The end of the log is missing.
    LogCutOff,
    /// The log is of another database.
    LogOfAnother,
    /// The log, its header aside, holds what was never one.
    LogGarbage,
}

impl Damage {
    pub(super) const ALL: [Self; 11] = [
        Self::Bits,
        Self::Header,
        Self::PasswordHash,
        Self::CutOff,
        Self::Garbage,
        Self::Zeros,
        Self::WrongPage,
        Self::LogBits,
        Self::LogCutOff,
        Self::LogOfAnother,
        Self::LogGarbage,
    ];
}

/// What is damaged.
pub(super) struct Originals {
    golden: Vec<u8>,
    /// The golden database with a log, as a killed process leaves it.
    with_log: Files,
    /// The log of a database with another key.
    log_of_another: Vec<u8>,
}

struct Files {
    database: Vec<u8>,
    log: Vec<u8>,
}

impl Originals {
    pub(super) fn new() -> Self {
        let golden = fs::read(golden_file::path(NEWEST)).unwrap();
        let with_log = killed(&golden::scene(NEWEST));
        let log_of_another = killed(&Scene::new()).log;
        Self { golden, with_log, log_of_another }
    }

    /// Puts a damaged database with its key into a scene.
    pub(super) fn damage(&self, damage: Damage, scene: &Scene, draw: &mut Draw) {
        golden_file::copy(&golden_file::path(NEWEST), &scene.file()).unwrap();
        let Files { database, log } = &self.with_log;
        let (database, log) = match damage {
            Damage::Bits => (bits(&self.golden, draw), None),
            Damage::Header => {
                let (header, rest) = self.golden.split_at(HEADER);
                ([&*bits(header, draw), rest].concat(), None)
            }
            Damage::PasswordHash => (hash(&self.golden, draw), None),
            Damage::CutOff => (cut_off(&self.golden, draw), None),
            Damage::Garbage => (page(&self.golden, draw, |draw| noise(PAGE, draw)), None),
            Damage::Zeros => (page(&self.golden, draw, |_| vec![0; PAGE]), None),
            Damage::WrongPage => {
                let other = draw.below((self.golden.len() / PAGE) as u64) as usize * PAGE;
                let other = self.golden[other..other + PAGE].to_vec();
                (page(&self.golden, draw, |_| other), None)
            }
            Damage::LogBits => (database.clone(), Some(bits(log, draw))),
            Damage::LogCutOff => (database.clone(), Some(cut_off(log, draw))),
            Damage::LogOfAnother => {
                (self.golden.clone(), Some(cut_off(&self.log_of_another, draw)))
            }
            Damage::LogGarbage => {
                let header = &log[..draw.below(64) as usize];
                let noise = noise(draw.below(20_000) as usize, draw);
                (database.clone(), Some([header, &noise].concat()))
            }
        };
        fs::write(scene.file(), database).unwrap();
        if let Some(log) = log {
            fs::write(log_of(scene), log).unwrap();
        }
    }
}

/// The log of a scene's database.
pub(super) fn log_of(scene: &Scene) -> PathBuf {
    scene.file().with_extension("db-wal")
}

/// What a process leaves that is killed after it has written.
fn killed(scene: &Scene) -> Files {
    let mut child = Child::start(&["visit", &NEWEST.to_string(), "leave_open"]);
    child.send(scene.file().to_str().unwrap());
    assert_eq!(child.line().as_deref(), Some("ready"));
    child.line().unwrap();
    drop(child);
    Files { database: fs::read(scene.file()).unwrap(), log: fs::read(log_of(scene)).unwrap() }
}

/// Flips one to sixteen bits in as many pages, where there is something: much of a page is empty.
fn bits(bytes: &[u8], draw: &mut Draw) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=draw.below(16) {
        let from = draw.below(bytes.len().div_ceil(PAGE) as u64) as usize * PAGE;
        let to = bytes.len().min(from + PAGE);
        let filled: Vec<usize> = (from..to).filter(|at| bytes[*at] != 0).collect();
        let at = match filled.len() {
            0 => from,
            some => filled[draw.below(some as u64) as usize],
        };
        bytes[at] ^= 1 << draw.below(8);
    }
    bytes
}

/// Flips a bit of one of the hashes in PHC form.
fn hash(bytes: &[u8], draw: &mut Draw) -> Vec<u8> {
    const BEGINNING: &[u8] = b"$argon2id$";
    const LENGTH: u64 = 90;
    let mut bytes = bytes.to_vec();
    let windows = bytes.windows(BEGINNING.len()).enumerate();
    let hashes: Vec<usize> =
        windows.filter(|(_, text)| *text == BEGINNING).map(|(at, _)| at).collect();
    let hash = hashes[draw.below(hashes.len() as u64) as usize];
    bytes[hash + draw.below(LENGTH) as usize] ^= 1 << draw.below(8);
    bytes
}

fn cut_off(bytes: &[u8], draw: &mut Draw) -> Vec<u8> {
    bytes[..draw.below(bytes.len() as u64) as usize].to_vec()
}

fn noise(length: usize, draw: &mut Draw) -> Vec<u8> {
    (0..length).map(|_| draw.below(256) as u8).collect()
}

/// Replaces one page, the first among them.
fn page(bytes: &[u8], draw: &mut Draw, new: impl FnOnce(&mut Draw) -> Vec<u8>) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = draw.below((bytes.len() / PAGE) as u64) as usize * PAGE;
    bytes[at..at + PAGE].copy_from_slice(&new(draw));
    bytes
}
