//! Corrupt and hostile files: no crash, no hang, and nobody is let in.

mod damage;
mod guard;
mod planted;

use std::collections::BTreeMap;
use std::thread;

use ezauth_tests::harness::{Attempt, Draw};

use self::damage::{Damage, Originals};
use self::guard::{Ending, Guarded};
use self::planted::{Planted, planted};
use crate::golden::{self, NEWEST};
use crate::run::{Run, Scene, number};

const FILES: u64 = 2_000;
const FILES_IN_THE_LONG_RUN: u64 = 50_000;
/// Files within which a seeded fault is caught.
const FILES_OF_A_CONTROL: u64 = 200;

/// How many processes open files.
const VISITORS: u64 = 2;

/// What an open may be refused with.
const REFUSALS: [&str; 3] = ["storage", "invalid_config", "schema_too_new"];
/// What an attempt may be answered: it found nothing, or one of these.
const ANSWERS: [&str; 9] = [
    "yes",
    "no",
    "storage",
    "invalid_credentials",
    "invalid_token",
    "already_taken",
    "already_claimed",
    "invalid_config",
    "disabled",
];

/// What must hold of the answer to any file.
fn judge(told: &str) -> Result<(), String> {
    let kind = |word: &str| word.split('/').next().unwrap_or_default().to_owned();
    let words: Vec<&str> = told.split(' ').collect();
    if let ["refused", error] = words.as_slice() {
        let is_allowed = REFUSALS.contains(&&*kind(error));
        return if is_allowed { Ok(()) } else { Err(told.to_owned()) };
    }
    assert_eq!(words.len(), Attempt::ALL.len(), "{told}");
    for (attempt, word) in Attempt::ALL.into_iter().zip(words) {
        let is_let_in = attempt.is_wrong() && word == "yes";
        let is_allowed = ANSWERS.contains(&&*kind(word)) || is_violation(word);
        if is_let_in || !is_allowed {
            return Err(format!("{attempt:?}: {word}"));
        }
    }
    Ok(())
}

/// A damaged row may violate what the schema asks of it. SQLite does not tell that from a row that was
/// never right, which would be a bug.
fn is_violation(word: &str) -> bool {
    const CONSTRAINT: u32 = 19;
    let code = word.split("SQLite_answered_with_code_").nth(1);
    let code = code.and_then(|rest| rest.trim_end_matches(')').parse::<u32>().ok());
    code.is_some_and(|code| code & 0xff == CONSTRAINT)
}

#[test]
fn no_file_crashes_hangs_or_lets_anybody_in() {
    visit_damaged(&Run::begin("damaged files"), FILES);
}

#[test]
#[ignore = "the long run"]
fn no_file_crashes_hangs_or_lets_anybody_in_in_the_long_run() {
    let files = number("EZAUTH_FILES").unwrap_or(FILES_IN_THE_LONG_RUN);
    visit_damaged(&Run::begin_long("damaged files, long"), files);
}

fn visit_damaged(run: &Run, most: u64) {
    let originals = Originals::new();
    let counts = thread::scope(|scope| {
        let visiting: Vec<_> = (0..VISITORS)
            .map(|part| {
                scope.spawn({
                    let originals = &originals;
                    move || {
                        visit_part(
                            run,
                            originals,
                            (part..most).step_by(VISITORS as usize),
                            &Damage::ALL,
                            &[],
                        )
                    }
                })
            })
            .collect();
        visiting.into_iter().map(|it| it.join().unwrap().unwrap()).collect::<Vec<_>>()
    });
    let mut sum = BTreeMap::new();
    for (what, count) in counts.into_iter().flatten() {
        *sum.entry(what).or_insert(0) += count;
    }
    let told: Vec<String> = sum.iter().map(|(what, count)| format!("{count} {what}")).collect();
    run.tell(&format!("no crash, no hang, nobody let in: {}", told.join(", ")));
}

/// Visits the files of these numbers. Says how many were refused and how many opened, or what is wrong
/// with the first that is not as it must be.
fn visit_part(
    run: &Run,
    originals: &Originals,
    numbers: impl Iterator<Item = u64>,
    of: &[Damage],
    options: &[&str],
) -> Result<BTreeMap<&'static str, u64>, String> {
    let mut visitor = Guarded::start(options);
    let mut counts = BTreeMap::new();
    for number in numbers.take_while(|_| !run.is_over()) {
        let mut draw = Draw::of(run.seed, number);
        let scene = Scene::new();
        let damage = of[draw.below(of.len() as u64) as usize];
        originals.damage(damage, &scene, &mut draw);
        let ended = match visitor.visit(&scene) {
            Ending::Told(told) => judge(&told).map(|()| match told.split(' ').next() {
                Some("refused") => "refused",
                _ if told.contains("storage") => "opened and found damaged",
                _ => "opened",
            }),
            Ending::Crashed => Err("the process crashed".to_owned()),
            Ending::Hung => Err("the process hung".to_owned()),
        };
        let ended = ended
            .map_err(|fault| format!("file {number} of seed {}, {damage:?}: {fault}", run.seed))?;
        *counts.entry(ended).or_insert(0) += 1;
    }
    Ok(counts)
}

#[test]
fn what_is_planted_beside_or_inside_a_file_is_refused_or_does_nothing() {
    let run = Run::begin("planted files");
    let mut visitor = Guarded::start(&[]);
    let planted = planted();
    for Planted { what, plant, expected } in &planted {
        let scene = golden::scene(NEWEST);
        plant(&scene);
        match visitor.visit(&scene) {
            Ending::Told(told) => {
                judge(&told).unwrap_or_else(|fault| panic!("{what}: {fault}"));
                assert!(expected.is(&told), "{what}: {told}");
            }
            ended => panic!("{what}: {ended:?}"),
        }
    }
    run.tell(&format!("{} kinds, each refused or without effect", planted.len()));
}

#[test]
fn taking_damage_for_a_match_is_caught() {
    let run = Run::begin("damaged files, control: damage matches");
    let originals = Originals::new();
    let files = 0..FILES_OF_A_CONTROL;
    let caught = visit_part(&run, &originals, files, &[Damage::PasswordHash], &["damage_matches"]);
    let caught = caught.unwrap_err();
    assert!(caught.ends_with("WrongPassword: yes"), "{caught}");
    run.tell(&format!("caught at {caught}"));
}

#[test]
fn taking_any_file_for_ours_is_caught() {
    let run = Run::begin("planted files, control: no application id");
    let mut visitor = Guarded::start(&["ignore_application_id"]);
    let caught = planted().into_iter().find(|Planted { plant, expected, .. }| {
        let scene = golden::scene(NEWEST);
        plant(&scene);
        !matches!(visitor.visit(&scene), Ending::Told(told) if expected.is(&told))
    });
    run.tell(&format!("caught by {}", caught.expect("it is caught").what));
}
