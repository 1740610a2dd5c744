//! What must be caught.

use super::{Migration, OPENERS, cut_at_each_step, open_at_once};
use crate::run::Run;

/// Rounds within which it must be.
const ROUNDS: usize = 20;

#[test]
fn migrating_by_an_earlier_look_is_caught() {
    let run = Run::begin("migrations, control: by an earlier look");
    for migration in [Migration::First, Migration::Next] {
        let caught = (0..ROUNDS).find_map(|round| {
            open_at_once(migration, &["migrate_by_earlier_look"]).map(|fault| (round, fault))
        });
        let Some((round, _)) = caught else { panic!("not caught in {ROUNDS} rounds") };
        run.tell(&format!("caught after {} rounds of {OPENERS}", round + 1));
    }
}

#[test]
fn migrating_in_parts_is_caught() {
    let run = Run::begin("migrations, control: in parts");
    for migration in [Migration::First, Migration::Next] {
        let caught = cut_at_each_step(migration, "abort", &["migrate_in_parts"]).unwrap_err();
        let step = caught.split(':').next().unwrap_or_default();
        run.tell(&format!("{migration:?} caught at {step}"));
    }
}
