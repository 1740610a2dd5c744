//! One winner: however many threads of however many processes present one secret, one succeeds.

use ezauth_core::domain::{Context, EventFilter, EventType, UserId, VerificationType};
use ezauth_core::faults::check_file;
use ezauth_core::{Accounts, ErrorKind};
use ezauth_tests::harness::{Inbox, Mail, Race, address};

use crate::racers::{RACERS, Racers};
use crate::run::{Run, Scene, number};

const ROUNDS: u64 = 1_000;
const ROUNDS_IN_THE_LONG_RUN: u64 = 20_000;

/// Within this many rounds a build that reads, then writes, is caught.
const ROUNDS_OF_THE_CONTROL: u64 = 100;

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
    let scene = Scene::new();
    let mut track = Track::new(&scene, Race::RecoverLink, &["read_then_write"]);
    for round in 0..ROUNDS_OF_THE_CONTROL {
        let prize = track.prepare(round..round + 1).remove(0);
        let won = track.run(&prize).iter().filter(|answer| *answer == "won").count();
        if won > 1 {
            return run.tell(&format!("caught after {} rounds: {won} winners", round + 1));
        }
    }
    panic!("not caught in {ROUNDS_OF_THE_CONTROL} rounds");
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

/// What a race is for.
struct Prize {
    round: u64,
    /// The user that it is about; of a username, nobody.
    user: Option<UserId>,
    value: String,
    secret: String,
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

    /// Has a secret issued for each of these rounds, each of another user.
    fn prepare(&self, rounds: std::ops::Range<u64>) -> Vec<Prize> {
        let Self { race, accounts, .. } = self;
        let mut prizes: Vec<Prize> = rounds.map(|round| self.user_of(round)).collect();
        let mut mails = Inbox::take_all(accounts).unwrap();
        if matches!(race, Race::RecoverLink | Race::RecoverCode | Race::ResetLink | Race::ResetCode)
        {
            for Prize { value, .. } in &prizes {
                let token = &mails[value].token;
                let of = VerificationType::Email;
                accounts.verify_magic_link(token, of, None).unwrap();
                accounts.request_password_recovery(value, &Context::default()).unwrap();
            }
            mails = Inbox::take_all(accounts).unwrap();
        }
        for prize in &mut prizes {
            if let Some(Mail { token, code, .. }) = mails.remove(&prize.value) {
                let by_link =
                    matches!(race, Race::ConfirmLink | Race::RecoverLink | Race::ResetLink);
                prize.secret = if by_link { token } else { code };
            }
        }
        prizes
    }

    /// A user who is sent a secret to confirm an address, or a number, with; of a username, the name.
    fn user_of(&self, round: u64) -> Prize {
        let Self { race, accounts, .. } = self;
        let (value, created) = match race {
            Race::Username => {
                let (value, secret) = (format!("name_{round}"), "none".to_owned());
                return Prize { round, user: None, value, secret };
            }
            Race::ConfirmPhoneCode => {
                let value = format!("+4915{round:09}");
                (value.clone(), accounts.create_user_with_phone(&value).unwrap())
            }
            _ => {
                let value = address(&format!("prize-{round}"));
                (value.clone(), accounts.create_user_with_email(&value).unwrap())
            }
        };
        let of = match race {
            Race::ConfirmPhoneCode => VerificationType::Phone,
            _ => VerificationType::Email,
        };
        let identity = created.identity.id;
        accounts.issue_identity_verification(identity, of, &Context::default()).unwrap();
        Prize { round, user: Some(created.user.id), value, secret: String::new() }
    }

    fn run(&mut self, prize: &Prize) -> Vec<String> {
        let own: Vec<String> = (0..RACERS).map(|racer| self.own(prize.round, racer)).collect();
        self.racers.run(self.race, &prize.value, &prize.secret, &own)
    }

    /// What one racer alone has: a user for a username, else a password.
    fn own(&self, round: u64, racer: usize) -> String {
        match self.race {
            Race::Username => self.users[racer].to_string(),
            _ => format!("password-{round}-of-{racer}"),
        }
    }

    fn judge(&self, prize: &Prize, answers: &[String]) {
        let Self { race, accounts, .. } = self;
        let Prize { round, user, value, .. } = prize;
        let refusal = match race {
            Race::Username => ErrorKind::AlreadyTaken,
            _ => ErrorKind::InvalidToken,
        };
        let won: Vec<usize> = (0..answers.len()).filter(|at| answers[*at] == "won").collect();
        let lost = answers.iter().filter(|answer| *answer == refusal.name()).count();
        let [winner] = won[..] else { panic!("{race:?}, round {round}: {answers:?}") };
        assert_eq!((answers.len(), lost), (RACERS, RACERS - 1), "{race:?}, {round}: {answers:?}");
        let Some(user) = *user else {
            let holder = accounts.get_user_by_username(value).unwrap().unwrap();
            return assert_eq!(holder.id, self.users[winner], "the winner has the name");
        };
        let event = match race {
            Race::RecoverLink | Race::RecoverCode => EventType::RecoveryVerified,
            Race::ResetLink | Race::ResetCode => EventType::PasswordReset,
            _ => EventType::IdentityVerified,
        };
        let filter = EventFilter { user: Some(user), event_type: Some(event), limit: None };
        let events = accounts.events(&filter, None).unwrap().events.len();
        assert_eq!(events, 1, "{race:?}, round {round}: it happened {events} times");
        if event == EventType::PasswordReset {
            self.judge_password(prize, winner);
        }
    }

    /// The winner's password is the one that is set. Of the others two are tried, in turn, so that
    /// no limit on failures comes into it.
    fn judge_password(&self, Prize { round, value, .. }: &Prize, winner: usize) {
        let signs_in = |racer: usize| {
            let password = self.own(*round, racer);
            let tried = self.accounts.sign_in_with_password(value, &password, &Context::default());
            tried.map(drop).map_err(|error| error.kind())
        };
        for other in [1, 2 + *round as usize % (RACERS - 2)] {
            let tried = signs_in((winner + other) % RACERS);
            assert_eq!(tried, Err(ErrorKind::InvalidCredentials), "{value}");
        }
        assert_eq!(signs_in(winner), Ok(()), "{value}");
    }
}
