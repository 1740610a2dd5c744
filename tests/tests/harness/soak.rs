//! A process that works for long needs no more memory and no more open files than after a while, while
//! others come, go and are killed.

use std::fmt;
use std::fs;
use std::time::Duration;

use ezauth_core::faults::check_file;
use ezauth_tests::harness::Draw;

use crate::child::{Child, pause};
use crate::run::{Run, Scene};

/// Others that work on the same file.
const OTHERS: u64 = 3;

/// How long each of the others is left alone.
const TURN: Duration = Duration::from_millis(400);

const TURNS: u64 = 12;
const TURNS_IN_THE_LONG_RUN: u64 = 100_000;

/// How much the second half may add to what the first has come to: of memory in KiB, and of open files.
const MOST_MEMORY: u64 = 8 << 10;
const MOST_FILES: u64 = 4;

#[test]
fn memory_and_open_files_stay_as_they_are() {
    work_long(&Run::begin("soak"), TURNS, &[]).unwrap();
}

#[test]
#[ignore = "the long run"]
fn memory_and_open_files_stay_as_they_are_in_the_long_run() {
    work_long(&Run::begin_long("soak, long"), TURNS_IN_THE_LONG_RUN, &[]).unwrap();
}

#[test]
fn a_leak_is_caught() {
    let run = Run::begin("soak, control: memory and files that are kept");
    let grown = work_long(&run, TURNS, &["leak"]).unwrap_err();
    assert!(grown.ends_with("in the second half"), "it failed before it had grown: {grown}");
    run.tell(&format!("caught: {grown}"));
}

/// What a process holds: memory in KiB, and open files.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    memory: u64,
    files: u64,
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { memory, files } = self;
        write!(f, "{memory} KiB and {files} files")
    }
}

impl Held {
    fn by(child: &Child) -> Self {
        let of = |what: &str| format!("/proc/{}/{what}", child.id());
        let status = fs::read_to_string(of("status")).unwrap();
        let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let memory = memory.trim().trim_end_matches(" kB").parse().unwrap();
        Self { memory, files: fs::read_dir(of("fd")).unwrap().count() as u64 }
    }

    fn or_more(self, other: Self) -> Self {
        Self { memory: self.memory.max(other.memory), files: self.files.max(other.files) }
    }
}

fn work_long(run: &Run, most: u64, options: &[&str]) -> Result<(), String> {
    let scene = Scene::new();
    drop(scene.open());
    let mut draw = Draw::of(run.seed, 0);
    let mut watched = start(&scene, "watched", &mut draw, options);
    let mut others: Vec<Child> =
        (0..OTHERS).map(|n| start(&scene, &format!("o{n}"), &mut draw, &[])).collect();
    let (mut turns, mut killed) = (0, 0);
    let mut halves = [Held::default(); 2];
    while turns < most && !run.is_over() {
        pause(TURN);
        turns += 1;
        let half = usize::from(turns * 2 > most || run.is_half_over());
        halves[half] = halves[half].or_more(Held::by(&watched));
        // One of the others ends, by itself or not, and another comes.
        let mut oldest = others.remove(0);
        match draw.coin() {
            true => {
                oldest.kill();
                killed += 1;
            }
            false => stop(&mut oldest)?,
        }
        others.push(start(&scene, &format!("t{turns}"), &mut draw, &[]));
    }
    let [first, second] = halves;
    if second.memory > first.memory + MOST_MEMORY || second.files > first.files + MOST_FILES {
        return Err(format!("{first} in the first half, {second} in the second half"));
    }
    others.iter_mut().try_for_each(stop)?;
    stop(&mut watched)?;
    check_file(&scene.file()).unwrap();
    run.tell(&format!(
        "{turns} processes came and went, {killed} by kill -9; one that stayed held at most {first} in \
         the first half, {second} in the second"
    ));
    Ok(())
}

fn start(scene: &Scene, name: &str, draw: &mut Draw, options: &[&str]) -> Child {
    let (file, seed) = (scene.file(), draw.any().to_string());
    let mut arguments = vec!["mix", file.to_str().unwrap(), name, &seed];
    arguments.extend(options);
    let mut child = Child::start(&arguments);
    assert_eq!(child.line().as_deref(), Some("opened"));
    child
}

/// Has it end by itself, and hears that nothing has failed.
fn stop(child: &mut Child) -> Result<(), String> {
    child.send("stop");
    let told = child.line().unwrap_or_else(|| "nothing".to_owned());
    match told.starts_with(|first: char| first.is_ascii_digit()) {
        true => Ok(()),
        false => Err(told),
    }
}
