//! The fuzz targets, over the committed corpus and what is drawn around it.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use ezauth_core::faults::parsers;
use ezauth_tests::fuzz::{TARGETS, Target};
use ezauth_tests::harness::Draw;

use crate::run::Run;

/// Of each target.
const INPUTS: u64 = 5_000;
const INPUTS_IN_THE_LONG_RUN: u64 = 1 << 40;

/// Inputs that are tried between two looks at the time.
const BATCH: u64 = 1_000;

/// What texts are cut and joined with: what parsers have stumbled over.
const BITS: [&str; 24] = [
    "\0", "\n", "\r\n", "\u{85}", "\u{2028}", "\u{200d}", "\u{ad}", "\u{feff}", "\u{fdfa}",
    "\u{130}", "\u{df}", "\u{ff20}", "\u{fe6b}", "\u{3002}", "xn--", "@", ".", "+", "$", "=", ",",
    "\"", "{\"a\":", "[",
];

#[test]
fn whatever_a_parser_takes_is_as_promised() {
    fuzz_all(&Run::begin("fuzz"), INPUTS);
}

#[test]
#[ignore = "the long run"]
fn whatever_a_parser_takes_is_as_promised_in_the_long_run() {
    fuzz_all(&Run::begin_long("fuzz, long"), INPUTS_IN_THE_LONG_RUN);
}

#[test]
fn a_parser_that_takes_too_much_is_caught() {
    let run = Run::begin("fuzz, control: an address with a plus is none");
    let takes_too_much: Target = |data| {
        let email = std::str::from_utf8(data).ok().and_then(parsers::email);
        assert!(email.is_none_or(|(value, _)| !value.contains("+x")), "a seeded fault");
    };
    let corpus = corpus("email");
    let mut draw = Draw::of(run.seed, 0);
    let caught = (1..INPUTS).find(|_| !holds(takes_too_much, &input(&corpus, &mut draw)));
    run.tell(&format!("caught by {} inputs", caught.expect("it must be caught")));
}

fn fuzz_all(run: &Run, most: u64) {
    let corpora = TARGETS.map(|(name, _)| corpus(name));
    let mut fed = 0;
    for ((name, target), inputs) in TARGETS.iter().zip(&corpora) {
        for input in inputs {
            assert!(holds(*target, input), "{name}: {input:?}");
        }
    }
    while fed < most && !run.is_over() {
        for (number, ((name, target), inputs)) in TARGETS.iter().zip(&corpora).enumerate() {
            let mut draw = Draw::of(run.seed, fed * TARGETS.len() as u64 + number as u64);
            for _ in 0..BATCH {
                let input = input(inputs, &mut draw);
                let text = String::from_utf8_lossy(&input);
                assert!(holds(*target, &input), "{name}, seed {}: {text:?}", run.seed);
            }
        }
        fed += BATCH;
    }
    let names = TARGETS.map(|(name, _)| name).join(", ");
    run.tell(&format!("{fed} inputs for each of {names}"));
}

/// The committed inputs of a target.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(name);
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{name} has a corpus");
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// One of the corpus, cut, joined and changed a few times.
fn input(corpus: &[Vec<u8>], draw: &mut Draw) -> Vec<u8> {
    let one = |draw: &mut Draw| corpus[below(draw, corpus.len())].clone();
    let mut input = one(draw);
    for _ in 0..below(draw, 4) {
        let at = below(draw, input.len() + 1);
        match below(draw, 6) {
            0 => input.truncate(at),
            1 => drop(input.splice(at..at, BITS[below(draw, BITS.len())].bytes())),
            2 => drop(input.splice(at..at, one(draw))),
            3 if at < input.len() => input[at] ^= 1 << below(draw, 8),
            4 if at < input.len() => drop(input.remove(at)),
            _ => {
                let again = input[at..].to_vec();
                input.extend(again.iter().cycle().take(again.len() * below(draw, 4)));
            }
        }
    }
    input
}

fn below(draw: &mut Draw, end: usize) -> usize {
    draw.below(end as u64) as usize
}

fn holds(target: Target, input: &[u8]) -> bool {
    catch_unwind(AssertUnwindSafe(|| target(input))).is_ok()
}
