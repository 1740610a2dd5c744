//! Trying what is drawn, and finding the shortest that fails.

use std::fmt::Debug;

use ezauth_tests::harness::Draw;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use crate::run::Run;

/// How many are tried between two looks at the time.
const BATCH: u32 = 20;

/// Tries at most this many of what the strategy draws, and says how many held.
///
/// # Panics
/// With the shortest that was found to fail, and how.
pub(crate) fn explore<S: Strategy>(
    run: &Run,
    most: u64,
    strategy: &S,
    holds: impl Fn(&S::Value) -> Result<(), String>,
) -> u64
where
    S::Value: Debug,
{
    let mut tried = 0;
    while tried < most && !run.is_over() {
        match try_batch(run, tried, SHORTENING, strategy, &holds) {
            Ok(()) => tried += u64::from(BATCH),
            Err((why, shortest)) => panic!("seed {}: {why}\nafter {shortest:#?}", run.seed),
        }
    }
    tried
}

/// Tries until one fails, and says how; it need not be the shortest.
///
/// # Panics
/// If so many hold.
pub(crate) fn catch<S: Strategy>(
    run: &Run,
    most: u64,
    strategy: &S,
    holds: impl Fn(&S::Value) -> Result<(), String>,
) where
    S::Value: Debug,
{
    for tried in (0..most).step_by(BATCH as usize) {
        if let Err((why, _)) = try_batch(run, tried, 0, strategy, &holds) {
            return run.tell(&format!("caught: {why}"));
        }
    }
    panic!("not caught by {most} of seed {}", run.seed);
}

/// How many shorter ones are tried.
const SHORTENING: u32 = 2_000;

fn try_batch<S: Strategy>(
    run: &Run,
    number: u64,
    max_shrink_iters: u32,
    strategy: &S,
    holds: impl Fn(&S::Value) -> Result<(), String>,
) -> Result<(), (String, Option<S::Value>)>
where
    S::Value: Debug,
{
    let config =
        Config { cases: BATCH, failure_persistence: None, max_shrink_iters, ..Config::default() };
    let mut draw = Draw::of(run.seed, number);
    let seed: Vec<u8> = (0..4).flat_map(|_| draw.any().to_le_bytes()).collect();
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(config, random);
    let tried = runner.run(strategy, |value| holds(&value).map_err(TestCaseError::fail));
    tried.map_err(|error| match error {
        TestError::Fail(why, shortest) => (why.message().to_owned(), Some(shortest)),
        TestError::Abort(why) => (why.message().to_owned(), None),
    })
}
