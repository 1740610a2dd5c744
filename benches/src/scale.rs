//! How long a run takes.

/// How much is done of everything.
pub(crate) struct Scale {
    /// How often those that are compared take turns.
    pub(crate) rounds: u32,
    /// Up to how many sessions.
    pub(crate) sessions: u64,
    /// How many rounds of reads there are, and how many reads a turn has: few, so that what else the
    /// machine does falls on neighbours alike.
    pub(crate) reads: (u32, u32),
    /// The same for programs in other languages: more, so that one which has just been woken is warm for
    /// most of its turn, as a server is that is asked all the time.
    pub(crate) languages: (u32, u32),
    /// How many writes a turn of one caller has.
    pub(crate) writes: u32,
    /// How many rounds of writes by many callers there are, and how many writes a turn has in all.
    pub(crate) crowds: (u32, u32),
    /// How many rounds with a hash in them.
    pub(crate) hashes: u32,
    /// Whether to wait until unused memory is dropped.
    pub(crate) waits: bool,
}

/// A few minutes.
pub(crate) const USUAL: Scale = Scale {
    rounds: 61,
    sessions: 1_000_000,
    reads: (401, 400),
    languages: (101, 2_000),
    writes: 20,
    crowds: (11, 640),
    hashes: 101,
    waits: true,
};

/// Enough to see that it works.
pub(crate) const QUICK: Scale = Scale {
    rounds: 5,
    sessions: 10_000,
    reads: (41, 200),
    languages: (11, 500),
    writes: 5,
    crowds: (2, 320),
    hashes: 5,
    waits: false,
};

/// With ten million sessions, for which the disk needs 5 GB.
pub(crate) const FULL: Scale = Scale { sessions: 10_000_000, ..USUAL };
