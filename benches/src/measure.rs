//! Measuring in turns.
//!
//! A machine that is shared drifts by a third while ratios of neighbours hold. So whatever is compared
//! takes turns, round by round, and a figure is the median over the rounds.

use std::time::Instant;

use crate::Outcome;

/// One of those that take turns: runs its calls of one round and gives the seconds of one call.
pub(crate) type Contestant<'a> = Box<dyn FnMut() -> Outcome<f64> + 'a>;

/// What each contestant took in each round.
pub(crate) struct Rounds(Vec<Vec<f64>>);

/// Lets all take turns. The round before the first warms up and does not count; every other round goes
/// backwards, so that nobody always comes after the same one.
pub(crate) fn take_turns(rounds: u32, contestants: &mut [Contestant<'_>]) -> Outcome<Rounds> {
    let mut taken = vec![Vec::new(); contestants.len()];
    for round in 0..=rounds {
        for turn in 0..contestants.len() {
            let index = if round % 2 == 0 { turn } else { contestants.len() - 1 - turn };
            let seconds = contestants[index]()?;
            if round > 0 {
                taken[index].push(seconds);
            }
        }
    }
    Ok(Rounds(taken))
}

impl Rounds {
    /// The seconds of one call.
    pub(crate) fn of(&self, contestant: usize) -> f64 {
        median(self.0[contestant].clone())
    }

    /// How many times as long one takes as another.
    pub(crate) fn ratio(&self, ours: usize, floor: usize) -> f64 {
        let rounds = self.0[ours].iter().zip(&self.0[floor]);
        median(rounds.map(|(ours, floor)| ours / floor).collect())
    }

    /// The seconds that one takes beyond some others together.
    pub(crate) fn beyond(&self, ours: usize, floors: &[usize]) -> f64 {
        let floor = |round: usize| floors.iter().map(|&floor| self.0[floor][round]).sum::<f64>();
        let rounds = self.0[ours].iter().enumerate();
        median(rounds.map(|(round, ours)| ours - floor(round)).collect())
    }
}

/// The seconds of one call, over so many.
pub(crate) fn timed(calls: u32, mut call: impl FnMut() -> Outcome<()>) -> Outcome<f64> {
    let start = now();
    for _ in 0..calls {
        call()?;
    }
    Ok(start.elapsed().as_secs_f64() / f64::from(calls))
}

#[expect(clippy::disallowed_methods, reason = "clocks are what a benchmark reads")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    match of.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => of[count / 2],
        count => f64::midpoint(of[count / 2 - 1], of[count / 2]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_of_neighbours() {
        // The machine is ten times slower in the second round, for both.
        let rounds = Rounds(vec![vec![2.0, 20.0, 2.0], vec![1.0, 10.0, 4.0]]);
        assert_eq!(rounds.ratio(0, 1), 2.0);
        assert_eq!(rounds.of(0), 2.0);
        assert_eq!(rounds.beyond(0, &[1]), 1.0);
        assert_eq!(rounds.beyond(0, &[1, 1]), 0.0);
    }

    #[test]
    fn turns_change_direction_and_the_first_round_does_not_count() {
        let order = std::cell::RefCell::new(Vec::new());
        let contestant = |name: u32| -> Contestant<'_> { Box::new(move || Ok(f64::from(name))) };
        let noting = |name: u32| -> Contestant<'_> {
            let (order, mut inner) = (&order, contestant(name));
            Box::new(move || {
                order.borrow_mut().push(name);
                inner()
            })
        };
        let rounds = take_turns(2, &mut [noting(1), noting(2)]).unwrap();
        assert_eq!(*order.borrow(), [1, 2, 2, 1, 1, 2]);
        assert_eq!(rounds.0, [vec![1.0; 2], vec![2.0; 2]]);
    }
}
