//! A process that opens files, and somebody who looks whether it still answers.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::child::Child;
use crate::golden::NEWEST;
use crate::run::Scene;

/// Whoever takes longer than this, on whatever machine, hangs.
const LONGEST: Duration = Duration::from_secs(60);

/// How a visit ended.
#[derive(Debug)]
pub(super) enum Ending {
    Told(String),
    Crashed,
    Hung,
}

/// The process; a new one takes the place of one that has ended.
pub(super) struct Guarded {
    options: Vec<String>,
    child: Child,
    has_hung: Arc<AtomicBool>,
    /// Each visit tells when it begins, and when it ends.
    bell: Sender<()>,
}

impl Guarded {
    pub(super) fn start(options: &[&str]) -> Self {
        let options: Vec<String> = options.iter().map(|it| (*it).to_owned()).collect();
        let mut arguments = vec!["visit".to_owned(), NEWEST.to_string()];
        arguments.extend(options.iter().cloned());
        let mut child = Child::start(&arguments);
        assert_eq!(child.line().as_deref(), Some("ready"));
        let (bell, rung) = mpsc::channel();
        let has_hung = Arc::new(AtomicBool::new(false));
        let (process, hung) = (child.id().to_string(), Arc::clone(&has_hung));
        thread::spawn(move || {
            while rung.recv().is_ok() {
                if rung.recv_timeout(LONGEST) == Err(RecvTimeoutError::Timeout) {
                    hung.store(true, Ordering::SeqCst);
                    drop(Command::new("kill").args(["-9", &process]).status());
                }
            }
        });
        Self { options, child, has_hung, bell }
    }

    pub(super) fn visit(&mut self, scene: &Scene) -> Ending {
        self.bell.send(()).unwrap();
        self.child.send(scene.file().to_str().unwrap());
        let told = self.child.line();
        if let Some(told) = told {
            self.bell.send(()).unwrap();
            return Ending::Told(told);
        }
        let ending =
            if self.has_hung.load(Ordering::SeqCst) { Ending::Hung } else { Ending::Crashed };
        let options = self.options.clone();
        *self = Self::start(&options.iter().map(String::as_str).collect::<Vec<_>>());
        ending
    }
}
