//! Processes that deliver, and what they say.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use ezauth_tests::harness::{Draw, FileClock};

use crate::child::{Child, pause};
use crate::run::Scene;

/// Nothing that is waited for takes as long, on a machine that is not stuck.
const STUCK: Duration = Duration::from_secs(120);

/// A process, with the thread that reads what it says.
struct Office {
    number: u64,
    child: Child,
    reader: JoinHandle<()>,
}

/// What was said, after the number of the process that said it.
type Line = (u64, String);

/// Processes that deliver from one file.
pub(super) struct Post {
    /// What a process is started with; the seed goes into the empty place.
    arguments: [String; 7],
    offices: Vec<Office>,
    opened: u64,
    /// Where each says what it does,
    tell: Sender<Line>,
    /// where that is heard,
    hear: Receiver<Line>,
    /// and what has been.
    heard: Vec<Line>,
}

/// What became of messages.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Messages that were sent,
    sent: u64,
    /// and of them those that were sent more than once.
    pub(super) repeated: u64,
    failed: u64,
    hung: u64,
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        self.sent += other.sent;
        self.repeated += other.repeated;
        self.failed += other.failed;
        self.hung += other.hung;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sent, repeated, failed, hung } = self;
        write!(f, "{sent} sent and none lost, {repeated} of them more than once")?;
        write!(f, "; {failed} attempts failed, {hung} hung")
    }
}

impl Post {
    pub(super) fn new(scene: &Scene, clock: &FileClock, manner: &str, option: &str) -> Self {
        let arguments = [
            "deliver".to_owned(),
            scene.file().to_str().unwrap().to_owned(),
            clock.path().to_str().unwrap().to_owned(),
            String::new(),
            manner.to_owned(),
            option.to_owned(),
            "delivery_poll=10ms".to_owned(),
        ];
        let (tell, hear) = channel();
        Self { arguments, offices: Vec::new(), opened: 0, tell, hear, heard: Vec::new() }
    }

    /// Starts a process.
    pub(super) fn start(&mut self, seed: u64) {
        self.arguments[3] = seed.to_string();
        let mut child = Child::start(&self.arguments);
        self.opened += 1;
        let number = self.opened;
        let reader = child.send_lines(self.tell.clone(), move |line| (number, line));
        self.offices.push(Office { number, child, reader });
    }

    /// Waits until so many lines have come, or a process hangs.
    pub(super) fn wait_for(&mut self, lines: u64) {
        for _ in 0..lines {
            let line = self.hear.recv_timeout(STUCK).expect("messages are delivered");
            self.heard.push(line);
            if self.hanging().is_some() {
                return;
            }
        }
    }

    /// The place of a process that hangs.
    fn hanging(&self) -> Option<usize> {
        let hangs = |office: &Office| {
            let said =
                |(number, line): &Line| *number == office.number && line.starts_with("hangs");
            self.heard.iter().any(said)
        };
        self.offices.iter().position(hangs)
    }

    /// Kills the process that hangs, or one of those that do not, after a wait that is drawn.
    pub(super) fn kill_one(&mut self, draw: &mut Draw, longest_wait: u64) {
        let drawn = usize::from(draw.coin());
        let victim = self.hanging().unwrap_or(drawn);
        pause(Duration::from_micros(draw.below(longest_wait)));
        let office = self.offices.remove(victim);
        self.kill(office);
    }

    pub(super) fn kill_all(&mut self) {
        while let Some(office) = self.offices.pop() {
            self.kill(office);
        }
    }

    fn kill(&mut self, mut office: Office) {
        office.child.kill();
        office.reader.join().unwrap();
        self.heard.extend(self.hear.try_iter());
    }

    /// Has a process that is reliable deliver all that is due.
    pub(super) fn deliver_the_rest(&mut self) {
        self.arguments[4] = "reliable".to_owned();
        self.start(0);
        self.close_all();
    }

    /// Has every process deliver what is due, and end.
    pub(super) fn close_all(&mut self) {
        for office in &mut self.offices {
            office.child.send("close");
        }
        for office in self.offices.drain(..) {
            office.reader.join().unwrap();
        }
        self.heard.extend(self.hear.try_iter());
    }

    /// Counts what was sent, of so many messages to as many recipients.
    pub(super) fn tally(&self, messages: u64) -> Result<Tally, String> {
        let mut tally = Tally::default();
        let mut sent: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
        for (_, line) in &self.heard {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                ["sent", id, recipient, ..] => {
                    *sent.entry(recipient).or_default().entry(id).or_default() += 1;
                }
                ["failed", ..] => tally.failed += 1,
                ["hangs", ..] => tally.hung += 1,
                ["closed"] => {}
                _ => return Err(format!("not a line: {line:?}")),
            }
        }
        for (recipient, ids) in &sent {
            let [times] = ids.values().collect::<Vec<_>>()[..] else {
                return Err(format!("one message came to {recipient} under {} ids", ids.len()));
            };
            tally.repeated += u64::from(*times > 1);
        }
        tally.sent = sent.len() as u64;
        match messages - tally.sent {
            0 => Ok(tally),
            lost => Err(format!(
                "{lost} of {messages} messages were never sent, {} more than once",
                tally.repeated
            )),
        }
    }
}
