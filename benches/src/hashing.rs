//! The password hash: with its memory kept, and with memory of its own each time.

use std::thread;

use argon2::{Algorithm, Argon2, Block, Params, Version};

use crate::measure::{Contestant, take_turns, timed};
use crate::program::Program;
use crate::scale::Scale;
use crate::table::{HASH, HASH_LIBARGON2, Table};
use crate::{Outcome, micros};

const SALT: &[u8; 16] = b"sixteen of bytes";
pub(crate) const PASSWORD: &str = "a long and quiet river";

/// The library's default settings, in KiB and passes.
const USUAL: (u32, u32) = (19_456, 2);

/// The system's libargon2, where it is there.
const LIBARGON2: &str = "target/bench/hash";

/// A hash with kept memory, which is wiped as the library wipes it.
pub(crate) struct Hash {
    argon2: Argon2<'static>,
    memory: Vec<Block>,
}

impl Hash {
    pub(crate) fn new(kib: u32, iterations: u32) -> Outcome<Self> {
        let params = Params::new(kib, iterations, 1, Some(32))?;
        let memory = vec![Block::new(); params.block_count()];
        Ok(Self { argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params), memory })
    }

    pub(crate) fn with_kept_memory(&mut self) -> Outcome<()> {
        let mut tag = [0; 32];
        let (password, memory) = (PASSWORD.as_bytes(), &mut self.memory);
        self.argon2.hash_password_into_with_memory(password, SALT, &mut tag, memory)?;
        self.memory.iter_mut().for_each(|block| block.as_mut().fill(0));
        Ok(())
    }

    fn with_fresh_memory(&self) -> Outcome<()> {
        let mut tag = [0; 32];
        Ok(self.argon2.hash_password_into(PASSWORD.as_bytes(), SALT, &mut tag)?)
    }
}

/// In a thread that only hashes, as servers have them: there the allocator gives memory back at once.
pub(crate) fn run(scale: &Scale, table: &mut Table) -> Outcome<()> {
    let libargon2 = Program::start(&[LIBARGON2], &[]);
    thread::scope(|scope| {
        let worker = scope.spawn(|| {
            let (memory, iterations) = USUAL;
            let (mut kept, fresh) =
                (Hash::new(memory, iterations)?, Hash::new(memory, iterations)?);
            let mut contestants: Vec<Contestant<'_>> = vec![
                Box::new(|| timed(1, || kept.with_kept_memory())),
                Box::new(|| timed(1, || fresh.with_fresh_memory())),
            ];
            match libargon2 {
                Ok(program) => contestants.push(program.contestant(1)),
                Err(error) => eprintln!("{LIBARGON2} is left out: {error}"),
            }
            let others = contestants.len() - 1;
            Ok((take_turns(scale.hashes, &mut contestants)?, others))
        });
        let measured: Outcome<_> = worker.join().map_err(|_| "the worker panicked")?;
        let (rounds, others) = measured?;
        for (row, at) in [&HASH, &HASH_LIBARGON2].into_iter().zip(1..=others) {
            let detail = format!("{}, {}", micros(rounds.of(0)), micros(rounds.of(at)));
            table.add(row, rounds.ratio(0, at), detail);
        }
        Ok(())
    })
}
