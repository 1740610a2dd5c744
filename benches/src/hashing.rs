//! The password hash: with its memory kept, and with memory of its own each time.

use std::thread;

use argon2::{Algorithm, Argon2, Block, Params, Version};

use crate::measure::{Contestant, take_turns, timed};
use crate::scale::Scale;
use crate::table::{HASH, Table};
use crate::{Outcome, micros};

const SALT: &[u8; 16] = b"sixteen of bytes";
pub(crate) const PASSWORD: &str = "a long and quiet river";

/// What a hash takes with the library's default settings and kept memory, which is wiped as the library
/// wipes it.
pub(crate) struct Hash {
    argon2: Argon2<'static>,
    memory: Vec<Block>,
}

impl Hash {
    pub(crate) fn new() -> Outcome<Self> {
        let params = Params::new(19_456, 2, 1, Some(32))?;
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
    thread::scope(|scope| {
        let worker = scope.spawn(|| {
            let (mut kept, fresh) = (Hash::new()?, Hash::new()?);
            let mut contestants: [Contestant<'_>; 2] = [
                Box::new(|| timed(1, || kept.with_kept_memory())),
                Box::new(|| timed(1, || fresh.with_fresh_memory())),
            ];
            take_turns(scale.hashes, &mut contestants)
        });
        let rounds = worker.join().map_err(|_| "the worker panicked")??;
        let detail = format!("{}, {}", micros(rounds.of(0)), micros(rounds.of(1)));
        table.add(&HASH, rounds.ratio(0, 1), detail);
        Ok(())
    })
}
