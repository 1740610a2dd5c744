//! Contention: while somebody holds a write transaction for seconds, everybody else waits and nobody
//! is turned away.

use std::fs;
use std::path::Path;
use std::time::Duration;

use ezauth_core::faults::check_file;
use ezauth_tests::harness::Draw;

use crate::child::{Child, pause};
use crate::run::{Run, Scene, now};

const PROCESSES: u64 = 16;

/// How long the write transaction is held,
const HOLD: Duration = Duration::from_secs(5);
/// in the controls,
const HOLD_OF_THE_CONTROLS: Duration = Duration::from_secs(2);
/// and how much longer than that a write may take.
const LONGEST_AFTER: Duration = Duration::from_millis(2_500);

/// How long everybody works before it is held again.
const BETWEEN: Duration = Duration::from_secs(1);

const HOLDS: u64 = 3;
const HOLDS_IN_THE_LONG_RUN: u64 = 300;

/// The write-ahead log is written back at 4 MiB. It may be larger by what comes while somebody reads.
const LARGEST_LOG: u64 = 64 << 20;

#[test]
fn nobody_is_turned_away_while_a_write_is_held() {
    // How long it takes is told: what else the machine does while all tests run is not asked here.
    hold_often(&Run::begin("contention"), HOLDS);
}

#[test]
#[ignore = "the long run"]
fn nobody_is_turned_away_in_the_long_run() {
    let run = Run::begin_long("contention, long");
    let Slowest { write, hold } = hold_often(&run, HOLDS_IN_THE_LONG_RUN);
    assert!(write <= hold + LONGEST_AFTER, "a write took {write:?} in holds of {hold:?}");
}

#[test]
fn writes_that_begin_as_reads_are_caught() {
    catch(&Run::begin("contention, control: a write begins as a read"), "defer_writes");
}

#[test]
fn waiting_too_shortly_is_caught() {
    catch(&Run::begin("contention, control: a wait of one second"), "busy_timeout=1s");
}

/// The slowest write, and the longest hold.
struct Slowest {
    write: Duration,
    hold: Duration,
}

fn hold_often(run: &Run, most: u64) -> Slowest {
    let scene = Scene::new();
    drop(scene.open());
    let mut crowd = Crowd::start(run, &scene, &[]);
    let mut holds = 0;
    let mut longest = Duration::ZERO;
    while holds < most && !run.is_over() {
        holds += 1;
        longest = longest.max(crowd.hold(HOLD));
    }
    let log = crowd.size_of_log();
    let Told { writes, reads, write, read } = crowd.stop().unwrap();
    check_file(&scene.file()).unwrap();
    assert!(write >= HOLD, "nobody had to wait: {write:?}");
    assert!(log <= LARGEST_LOG, "the log has grown to {log} bytes");
    run.tell(&format!(
        "{PROCESSES} processes, {holds} holds of {HOLD:?}, {writes} writes and {reads} reads, none \
         turned away; slowest write {:.1} s, slowest read {:.1} s, log at most {} MiB",
        write.as_secs_f64(),
        read.as_secs_f64(),
        log.div_ceil(1 << 20)
    ));
    Slowest { write, hold: longest }
}

fn catch(run: &Run, option: &str) {
    let scene = Scene::new();
    drop(scene.open());
    let mut crowd = Crowd::start(run, &scene, &[option]);
    crowd.hold(HOLD_OF_THE_CONTROLS);
    let turned_away = crowd.stop().err().expect("somebody must be turned away");
    run.tell(&format!("caught: {}", turned_away.trim_start_matches("failed ")));
}

/// Processes that do a bit of everything, and the one that holds them up.
struct Crowd {
    processes: Vec<Child>,
    holder: Child,
    log: std::path::PathBuf,
}

/// What all of them did.
#[derive(Default)]
struct Told {
    writes: u64,
    reads: u64,
    /// The slowest write, and the slowest read.
    write: Duration,
    read: Duration,
}

impl Crowd {
    fn start(run: &Run, scene: &Scene, options: &[&str]) -> Self {
        let file = scene.file();
        let file = file.to_str().unwrap();
        let start = |number: u64| {
            let seed = Draw::of(run.seed, number).any().to_string();
            let name = format!("p{number}");
            let mut arguments = vec!["mix", file, &name, &seed];
            arguments.extend(options);
            Child::start(&arguments)
        };
        let mut processes: Vec<Child> = (0..PROCESSES).map(start).collect();
        for process in &mut processes {
            assert_eq!(process.line().as_deref(), Some("opened"));
        }
        let log = Path::new(&format!("{file}-wal")).to_owned();
        Self { processes, holder: Child::start(&["hold", file]), log }
    }

    /// Lets them work, and then wait. Says for how long nobody could write.
    fn hold(&mut self, long: Duration) -> Duration {
        pause(BETWEEN);
        self.holder.send("begin");
        assert_eq!(self.holder.line().as_deref(), Some("holding"));
        let began = now();
        pause(long);
        self.holder.send("end");
        assert_eq!(self.holder.line().as_deref(), Some("ended"));
        now().duration_since(began)
    }

    /// It never shrinks while the file is open.
    fn size_of_log(&self) -> u64 {
        fs::metadata(&self.log).unwrap().len()
    }

    /// Has them stop, and says what they did, or how the first was turned away.
    fn stop(mut self) -> Result<Told, String> {
        for process in &mut self.processes {
            process.send("stop");
        }
        let mut all = Told::default();
        for process in &mut self.processes {
            let line = process.line().unwrap();
            let numbers: Result<Vec<u64>, _> = line.split(' ').map(str::parse).collect();
            let Ok([writes, reads, write, read]) = numbers.as_deref() else { return Err(line) };
            all.writes += writes;
            all.reads += reads;
            all.write = all.write.max(Duration::from_micros(*write));
            all.read = all.read.max(Duration::from_micros(*read));
        }
        Ok(all)
    }
}
