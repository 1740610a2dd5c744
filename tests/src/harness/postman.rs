//! Somebody who delivers, reliably or not.

use std::sync::{Mutex, PoisonError};
use std::thread;

use ezauth_core::domain::Message;
use ezauth_core::{Clock, SendError, Sender};

use super::{Draw, FileClock, Report};

/// Delivers by reporting a line: `sent`, the id of the message, its recipient, the attempt and the time.
/// One who is faulty fails at times, which is told as `failed`, and at times hangs, told as `hangs`.
#[derive(Debug)]
pub struct Postman {
    report: Report<'static>,
    clock: FileClock,
    draw: Mutex<Draw>,
    is_faulty: bool,
}

impl Postman {
    /// One who reports here.
    pub fn new(report: Report<'static>, clock: FileClock, draw: Draw, is_faulty: bool) -> Self {
        Self { report, clock, draw: Mutex::new(draw), is_faulty }
    }
}

impl Sender for Postman {
    fn send(&self, message: &Message) -> Result<(), SendError> {
        let drawn = self.draw.lock().unwrap_or_else(PoisonError::into_inner).below(10);
        let outcome = match drawn {
            0..=2 if self.is_faulty => "failed",
            3 if self.is_faulty => "hangs",
            _ => "sent",
        };
        let Message { id, recipient, attempts, .. } = message;
        let now = self.clock.now().as_millis();
        let told = [id.to_string(), recipient.clone(), attempts.to_string(), now.to_string()];
        let words: Vec<&str> =
            [outcome].into_iter().chain(told.iter().map(String::as_str)).collect();
        self.report.line(&words)?;
        match outcome {
            "sent" => Ok(()),
            "failed" => Err("the post is closed".into()),
            // Until it is killed.
            _ => loop {
                thread::park();
            },
        }
    }
}
