//! One winner: however many threads of however many processes present one secret, one succeeds.

mod prize;

use ezauth_core::domain::{Context, EventFilter, EventType, IdentityType, UserId};
use ezauth_core::faults::check_file;
use ezauth_core::{Accounts, ErrorKind};
use ezauth_tests::harness::{Race, address};

use self::prize::{Prize, prepare};
use crate::racers::{RACERS, Racers};
use crate::run::{Run, Scene, number};

const ROUNDS: u64 = 150;
const ROUNDS_IN_THE_LONG_RUN: u64 = 20_000;

/// Within this many rounds a build that reads, then writes, is caught.
const ROUNDS_OF_THE_CONTROL: u64 = 100;

/// What is raced for with a secret that must be used up, in each way that there is.
const REDEEMED: [Race; 9] = [
    Race::RecoverLink,
    Race::SignUpLink,
    Race::SignUpCode,
    Race::SignInLink,
    Race::SignInCode,
    Race::SignInPhoneCode,
    Race::ChangeLink,
    Race::ChangeCode,
    Race::ReauthenticateLink,
];

/// How many secrets are prepared at once.
const BATCH: u64 = 100;

#[test]
fn one_of_sixteen_wins() {
    race_all(&Run::begin("one winner"), ROUNDS);
}

#[test]
#[ignore = "the long run"]
fn one_of_sixteen_wins_in_the_long_run() {
    let rounds = number("EZAUTH_ROUNDS").unwrap_or(ROUNDS_IN_THE_LONG_RUN);
    race_all(&Run::begin_long("one winner, long"), rounds);
}

#[test]
fn reading_before_writing_is_caught() {
    let run = Run::begin("one winner, control: read, then write");
    let caught = REDEEMED.map(|race| {
        let scene = Scene::new();
        let mut track = Track::new(&scene, race, &["read_then_write"]);
        let caught = (0..ROUNDS_OF_THE_CONTROL).find_map(|round| {
            let prize = track.prepare(round..round + 1).remove(0);
            find_winner(race, &track.run(&prize)).err()
        });
        assert!(caught.is_some(), "{race:?} is not caught in {ROUNDS_OF_THE_CONTROL} rounds");
        race.name()
    });
    run.tell(&format!("caught in the races for {}", caught.join(", ")));
}

/// Races for everything in turn, so that a run that is cut short has raced for each as often.
fn race_all(run: &Run, most: u64) {
    let scenes = Race::ALL.map(|_| Scene::new());
    let tracks = Race::ALL.into_iter().zip(&scenes);
    let mut tracks: Vec<Track> = tracks.map(|(race, scene)| Track::new(scene, race, &[])).collect();
    let mut rounds = 0;
    while rounds < most && !run.is_over() {
        let batch = rounds..most.min(rounds + BATCH);
        rounds = batch.end;
        for track in &mut tracks {
            for prize in track.prepare(batch.clone()) {
                let answers = track.run(&prize);
                track.judge(&prize, &answers);
            }
        }
    }
    for scene in &scenes {
        check_file(&scene.file()).unwrap();
    }
    let races = Race::ALL.map(Race::name).join(", ");
    run.tell(&format!("{rounds} rounds of {RACERS} for each of {races}: {rounds} winners each"));
}

/// A file, and processes that race on it.
struct Track {
    race: Race,
    accounts: Accounts,
    racers: Racers,
    /// What each racer has in a race for a username: a user.
    users: Vec<UserId>,
}

impl Track {
    fn new(scene: &Scene, race: Race, options: &[&str]) -> Self {
        let accounts = scene.open();
        let racers = Racers::start(&scene.file(), options);
        let user = |number| {
            accounts.create_user_with_email(&address(&format!("racer-{number}"))).unwrap().user.id
        };
        let users = (0..RACERS).map(user).collect();
        Self { race, accounts, racers, users }
    }

    /// Has a prize ready for each of these rounds.
    fn prepare(&self, rounds: std::ops::Range<u64>) -> Vec<Prize> {
        prepare(&self.accounts, self.race, rounds, &self.users)
    }

    fn run(&mut self, Prize { value, secret, own, .. }: &Prize) -> Vec<String> {
        self.racers.run(self.race, value, secret, own)
    }

    fn judge(&self, prize: &Prize, answers: &[String]) {
        let Self { race, accounts, .. } = self;
        let Prize { round, value, .. } = prize;
        let winner = find_winner(*race, answers);
        let winner = winner.unwrap_or_else(|wrong| panic!("{race:?}, round {round}: {wrong}"));
        let event = match race {
            Race::Username => {
                let holder = accounts.get_user_by_username(value).unwrap().unwrap();
                return assert_eq!(holder.id, self.users[winner], "the winner has the name");
            }
            Race::RecoverLink | Race::RecoverCode => EventType::RecoveryVerified,
            Race::ResetLink | Race::ResetCode => EventType::PasswordReset,
            Race::ChangeLink | Race::ChangeCode | Race::Address => EventType::IdentityAdded,
            Race::ReauthenticateLink => EventType::Reauthenticated,
            Race::SetPassword => EventType::PasswordSet,
            Race::RemoveIdentity => EventType::IdentityRemoved,
            _ => EventType::IdentityVerified,
        };
        let user = self.user_of(prize, winner);
        let filter = EventFilter { user: Some(user), event_type: Some(event), limit: None };
        let events = accounts.events(&filter, None).unwrap().events.len();
        // Of what is removed, one went before the race.
        let before = usize::from(*race == Race::RemoveIdentity);
        assert_eq!(events, before + 1, "{race:?}, round {round}: it happened {events} times");
        let count = |what: usize, right| {
            assert_eq!(what, right, "{race:?}, round {round}: what is left");
        };
        match race {
            Race::ResetLink | Race::ResetCode => self.judge_password(prize, winner),
            Race::SetPassword => self.judge_own_password(prize, winner),
            Race::RemoveIdentity => count(accounts.list_user_identities(user).unwrap().len(), 1),
            Race::SignUpLink | Race::SignUpCode | Race::SignInCode | Race::SignInPhoneCode => {
                count(accounts.list_user_sessions(user).unwrap().len(), 1);
            }
            // The session stays that has made the account.
            Race::SignInLink => count(accounts.list_user_sessions(user).unwrap().len(), 2),
            Race::ReauthenticateLink => {
                count(accounts.list_user_sessions(user).unwrap().len(), RACERS + 1);
            }
            _ => {}
        }
    }

    /// The user that a race was about, or that it has made.
    fn user_of(&self, Prize { user, value, own, .. }: &Prize, winner: usize) -> UserId {
        let accounts = &self.accounts;
        let holder_of = |of| accounts.get_verified_identity(&of, value).unwrap().unwrap().user.id;
        match self.race {
            Race::SignInPhoneCode => holder_of(IdentityType::Phone),
            Race::SignUpLink | Race::SignUpCode | Race::SignInLink | Race::SignInCode => {
                holder_of(IdentityType::Email)
            }
            Race::Address => {
                let (session, _) = own[winner].split_once(',').unwrap();
                let holder = holder_of(IdentityType::Email);
                let winner = accounts.get_session(session).unwrap().unwrap().user.id;
                assert_eq!(winner, holder, "the winner has the address");
                holder
            }
            Race::ChangeLink | Race::ChangeCode => {
                assert_eq!(Some(holder_of(IdentityType::Email)), *user, "{value}");
                user.unwrap()
            }
            _ => user.unwrap(),
        }
    }

    /// The winner's password is the one that is set. Of the others two are tried, in turn, so that
    /// no limit on failures comes into it.
    fn judge_password(&self, Prize { round, value, own, .. }: &Prize, winner: usize) {
        judge_passwords(*round, winner, |racer| {
            self.accounts.sign_in_with_password(value, &own[racer], &Context::default()).map(drop)
        });
    }

    /// The same where nobody can sign in with it, since no address is verified.
    fn judge_own_password(&self, Prize { round, secret, own, .. }: &Prize, winner: usize) {
        let mut session = secret.clone();
        judge_passwords(*round, winner, |racer| {
            let (password, nobody) = (&own[racer], Context::default());
            let proven = self.accounts.reauthenticate_with_password(&session, password, &nobody)?;
            session = proven.token.expose().to_owned();
            Ok(())
        });
    }
}

/// Who has won, if one has and all others were refused as they must be.
fn find_winner(race: Race, answers: &[String]) -> Result<usize, String> {
    let refusals: &[ErrorKind] = match race {
        Race::Username | Race::SetPassword => &[ErrorKind::AlreadyTaken],
        Race::RemoveIdentity => &[ErrorKind::NotFound, ErrorKind::LastIdentity],
        _ => &[ErrorKind::InvalidToken],
    };
    let won: Vec<usize> = (0..answers.len()).filter(|at| answers[*at] == "won").collect();
    let is_refusal = |answer: &&String| refusals.iter().any(|kind| *answer == kind.name());
    match (&won[..], answers.iter().filter(is_refusal).count()) {
        ([winner], lost) if (answers.len(), lost) == (RACERS, RACERS - 1) => Ok(*winner),
        _ => Err(format!("{answers:?}")),
    }
}

fn judge_passwords(
    round: u64,
    winner: usize,
    mut try_of: impl FnMut(usize) -> ezauth_core::Result<()>,
) {
    let mut tried = |racer| try_of(racer).map_err(|error| error.kind());
    for other in [1, 2 + round as usize % (RACERS - 2)] {
        let tried = tried((winner + other) % RACERS);
        assert_eq!(tried, Err(ErrorKind::InvalidCredentials), "round {round}");
    }
    assert_eq!(tried(winner), Ok(()), "round {round}");
}
