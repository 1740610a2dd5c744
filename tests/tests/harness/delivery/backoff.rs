//! A sender that always fails is asked again after longer and longer, and not once a message has
//! expired.

use std::sync::mpsc::{Sender as Channel, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ezauth_core::domain::{Message, Timestamp};
use ezauth_core::faults::count_rows;
use ezauth_core::{Accounts, Clock, Ports, SendError, Sender, SettableClock};
use ezauth_tests::harness::settings;

use crate::run::{Run, Scene};

const LEASE: Duration = Duration::from_secs(60);

/// How long each time that the clock shows is left there for the sender to be asked.
const STEP: Duration = Duration::from_millis(25);

/// Fails, and tells what it was asked and when.
struct Failing {
    clock: SettableClock,
    asked: Mutex<Channel<(Message, Timestamp)>>,
}

impl Sender for Failing {
    fn send(&self, message: &Message) -> Result<(), SendError> {
        self.asked.lock().unwrap().send((message.clone(), self.clock.now()))?;
        Err("the post is closed".into())
    }
}

#[test]
fn a_failing_sender_is_asked_after_longer_and_longer_until_the_message_expires() {
    let run = Run::begin("delivery, backoff");
    let scene = Scene::new();
    let clock = SettableClock::new(Timestamp::from_millis(1_800_000_000_000));
    let (asked, asks) = channel();
    let failing = Failing { clock: clock.clone(), asked: Mutex::new(asked) };
    let ports = Ports { clock: Arc::new(clock.clone()), ..Ports::with_sender(failing) };
    let mut settings = settings(&scene.file());
    settings.delivery_poll = Duration::from_millis(10);
    settings.confirm_lifetime = LEASE * 60;
    let accounts = Accounts::open_with(settings, ports).unwrap();
    let created = accounts.create_user_with_email("ada@example.com").unwrap();
    accounts.request_email_verification(created.identity.id).unwrap();

    let (mut attempts, mut earliest) = (0, clock.now());
    let mut wait = Duration::ZERO;
    let end = loop {
        // The clock moves on in small steps until the sender is asked.
        let (message, at) = match asks.recv_timeout(STEP) {
            Ok(asked) => asked,
            Err(_) => {
                clock.advance(wait / 4);
                continue;
            }
        };
        attempts += 1;
        assert_eq!(message.attempts, attempts);
        assert!(at >= earliest, "attempt {attempts} came before {wait:?} were over");
        wait = Duration::from_secs((1 << (attempts - 1)).min(600));
        earliest = at.after(wait);
        if earliest >= message.expires_at {
            break message.expires_at;
        }
    };
    clock.set(end);
    assert!(accounts.claim_messages(1, LEASE).unwrap().is_empty(), "it has expired");
    assert_eq!(count_rows(&scene.file(), "messages").unwrap(), 0);
    clock.set(end.before(Duration::from_millis(1)));
    accounts.close().unwrap();
    assert!(asks.try_recv().is_err(), "nobody is asked once it has expired");
    run.tell(&format!(
        "{attempts} attempts in an hour, none before twice the last wait, or 10 min, was over"
    ));
}
