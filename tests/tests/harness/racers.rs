//! Processes whose threads all want the same.

use std::path::Path;

use ezauth_tests::harness::Race;

use crate::child::Child;

/// How many processes race,
pub(crate) const PROCESSES: usize = 2;
/// and how many racers there are in all of them together, unless more are asked for.
pub(crate) const RACERS: usize = PROCESSES * 8;

/// Two processes with the file open.
pub(crate) struct Racers([Child; PROCESSES]);

impl Racers {
    pub(crate) fn start(file: &Path, options: &[&str]) -> Self {
        let mut arguments = vec!["race", file.to_str().unwrap()];
        arguments.extend(options);
        Self([(); PROCESSES].map(|()| Child::start(&arguments)))
    }

    /// Lets a racer for each of `own` present the secret, all at once, and says what each was
    /// answered.
    pub(crate) fn run(
        &mut self,
        race: Race,
        value: &str,
        secret: &str,
        own: &[String],
    ) -> Vec<String> {
        let teams = own.chunks(own.len().div_ceil(PROCESSES));
        for (child, own) in self.0.iter_mut().zip(teams) {
            child.send(&format!("{} {value} {secret} {}", race.name(), own.join(" ")));
        }
        for child in &mut self.0 {
            assert_eq!(child.line().as_deref(), Some("ready"));
        }
        for child in &mut self.0 {
            child.send("go");
        }
        let answers = self.0.iter_mut().map(|child| child.line().unwrap());
        answers.flat_map(|line| line.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
    }
}
