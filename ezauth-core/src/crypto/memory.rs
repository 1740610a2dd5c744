//! The memory of Argon2: few buffers, kept between hashes.
//!
//! Allocating 19 MiB costs half a hash again. The number of buffers is the limit on hashes at once;
//! whoever finds none free waits in a bounded queue.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use argon2::Block;
use zeroize::Zeroize;

use crate::error::{Error, Result};

/// How long a refused caller is told to wait: a queue of eight hashes is through by then.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// The buffers. Clones share them.
#[derive(Clone)]
pub(super) struct Memory(Arc<Shared>);

struct Shared {
    limits: Limits,
    state: Mutex<State>,
    /// A buffer came free.
    freed: Condvar,
    /// A buffer was used, or all are to be dropped.
    used: Condvar,
}

/// How much memory there is, and for how long.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    pub(super) buffers: usize,
    /// How many callers may wait.
    pub(super) queue: usize,
    /// How long a buffer is kept unused.
    pub(super) keep: Duration,
}

#[derive(Default)]
struct State {
    idle: Vec<Vec<Block>>,
    in_use: usize,
    waiting: usize,
    uses: u64,
    /// The thread that drops idle buffers, while it runs.
    reaper: Option<JoinHandle<()>>,
    closed: bool,
}

impl Memory {
    pub(super) fn new(limits: Limits) -> Self {
        Self(Arc::new(Shared {
            limits,
            state: Mutex::default(),
            freed: Condvar::new(),
            used: Condvar::new(),
        }))
    }

    /// Waits for a buffer of at least this many blocks. It is wiped and given back when dropped.
    ///
    /// # Errors
    /// `rate_limited` if the queue is full.
    pub(super) fn take(&self, blocks: usize) -> Result<Buffer> {
        let Shared { limits, freed, .. } = &*self.0;
        let mut state = self.0.lock();
        if state.in_use >= limits.buffers {
            if state.waiting >= limits.queue {
                return Err(Error::rate_limited(RETRY_AFTER));
            }
            state.waiting += 1;
            state = freed
                .wait_while(state, |state| state.in_use >= limits.buffers)
                .unwrap_or_else(PoisonError::into_inner);
            state.waiting -= 1;
        }
        state.in_use += 1;
        let mut buffer = state.idle.pop().unwrap_or_default();
        drop(state);
        if buffer.len() < blocks {
            buffer = allocate(blocks);
        }
        Ok(Buffer { blocks: buffer, memory: self.clone() })
    }

    /// Drops the buffers that are idle, now and from now on. No thread is left when it returns.
    pub(super) fn close(&self) {
        let mut state = self.0.lock();
        state.closed = true;
        state.idle.clear();
        let reaper = state.reaper.take();
        drop(state);
        self.0.used.notify_all();
        if let Some(reaper) = reaper {
            // It ends at once, and has no panic to tell of.
            drop(reaper.join());
        }
    }

    fn give_back(&self, buffer: Vec<Block>) {
        let mut state = self.0.lock();
        state.in_use -= 1;
        state.uses += 1;
        if !state.closed {
            state.idle.push(buffer);
            self.start_reaper(&mut state);
        }
        self.0.freed.notify_one();
        self.0.used.notify_all();
    }

    /// Starts the thread that drops the buffers when none has been used for a while. It ends with
    /// them; where it cannot be started, the buffers stay.
    fn start_reaper(&self, state: &mut State) {
        if state.reaper.is_none() {
            let shared = Arc::clone(&self.0);
            let reaper = thread::Builder::new().name("ezauth-memory".to_owned());
            state.reaper = reaper.spawn(move || shared.reap()).ok();
        }
    }
}

/// A buffer that goes back to the system when it is dropped. The C library keeps what is smaller than
/// 32 MiB for itself once it has seen such a size come and go; what nobody writes to takes no memory.
fn allocate(blocks: usize) -> Vec<Block> {
    const KEPT_BELOW: usize = 33 * 1024 * 1024 / Block::SIZE;
    const WORTH_IT: usize = 1024 * 1024 / Block::SIZE;
    let capacity = if blocks < WORTH_IT { blocks } else { blocks.max(KEPT_BELOW) };
    let mut buffer = Vec::with_capacity(capacity);
    buffer.resize(blocks, Block::new());
    buffer
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reap(&self) {
        let mut state = self.lock();
        loop {
            let seen = state.uses;
            let (now, waited) = self
                .used
                .wait_timeout_while(state, self.limits.keep, |s| s.uses == seen && !s.closed)
                .unwrap_or_else(PoisonError::into_inner);
            state = now;
            if state.closed || (waited.timed_out() && state.in_use == 0) {
                state.idle = Vec::new();
                state.reaper = None;
                return;
            }
        }
    }
}

/// A buffer in use.
pub(super) struct Buffer {
    pub(super) blocks: Vec<Block>,
    memory: Memory,
}

impl Drop for Buffer {
    fn drop(&mut self) {
        self.blocks.iter_mut().for_each(Zeroize::zeroize);
        self.memory.give_back(std::mem::take(&mut self.blocks));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory(buffers: usize, queue: usize, keep: Duration) -> Memory {
        Memory::new(Limits { buffers, queue, keep })
    }

    #[test]
    fn a_buffer_is_wiped_and_used_again() {
        let memory = memory(1, 0, Duration::from_secs(60));
        let mut buffer = memory.take(8).unwrap();
        buffer.blocks.iter_mut().for_each(|block| block.as_mut().fill(7));
        drop(buffer);
        let again = memory.take(8).unwrap();
        assert!(again.blocks.iter().all(|block| block.as_ref().iter().all(|&word| word == 0)));
        assert!(memory.0.lock().idle.is_empty(), "the one buffer is in use again");
    }

    #[test]
    fn beyond_buffers_and_queue_a_caller_is_refused() {
        let memory = memory(1, 1, Duration::from_secs(60));
        let first = memory.take(8).unwrap();
        thread::scope(|scope| {
            let waiter = scope.spawn(|| memory.take(8).map(drop));
            while memory.0.lock().waiting == 0 {
                thread::yield_now();
            }
            let refused = memory.take(8).err().unwrap();
            assert_eq!(refused, Error::rate_limited(RETRY_AFTER));
            drop(first);
            waiter.join().unwrap().unwrap();
        });
    }

    #[test]
    fn buffers_are_dropped_when_unused_and_when_closed() {
        let memory = memory(2, 0, Duration::from_millis(5));
        drop((memory.take(8).unwrap(), memory.take(8).unwrap()));
        while memory.0.lock().reaper.is_some() {
            thread::yield_now();
        }
        assert!(memory.0.lock().idle.is_empty());
        let buffer = memory.take(8).unwrap();
        memory.close();
        drop(buffer);
        assert!(memory.0.lock().idle.is_empty());
    }
}
