//! Sequences of operations, each answer compared with that of a model of the contract.

mod act;
mod library;
mod model;
mod secrets;

use ezauth_core::faults::{Fault, seed_here};

use self::act::{Act, acts};
use self::library::Library;
use self::model::Model;
use crate::explore::{catch, explore};
use crate::run::{Run, Scene};

const SEQUENCES: u64 = 160;
const SEQUENCES_IN_THE_LONG_RUN: u64 = 200_000;

#[test]
fn every_answer_is_that_of_the_model() {
    compare_often(&Run::begin("sequences"), SEQUENCES);
}

#[test]
#[ignore = "the long run"]
fn every_answer_is_that_of_the_model_in_the_long_run() {
    compare_often(&Run::begin_long("sequences, long"), SEQUENCES_IN_THE_LONG_RUN);
}

#[test]
fn forgetting_wrong_codes_is_caught() {
    let run = Run::begin("sequences, control: wrong codes are not counted");
    let _seeded = seed_here(Fault::ForgetFailures);
    catch(&run, SEQUENCES, &acts(), |acts| compare(acts));
}

fn compare_often(run: &Run, most: u64) {
    let tried = explore(run, most, &acts(), |acts| compare(acts));
    run.tell(&format!(
        "{tried} sequences of {} acts, every answer as the model's",
        act::LENGTH.end
    ));
}

fn compare(acts: &[Act]) -> Result<(), String> {
    let scene = Scene::new();
    let mut library = Library::open(&scene);
    let mut model = Model::new(library.now());
    for act in acts {
        let Some(act) = act.settled(&model) else { continue };
        let expected = model.answer(&act);
        let answered = library.answer(&act);
        if answered != expected {
            return Err(format!("{act:?}: {answered:?} instead of {expected:?}"));
        }
        model.now = library.tick();
    }
    Ok(())
}
