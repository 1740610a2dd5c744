//! What upkeep reports.

/// How many rows a sweep deleted, of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SweepReport {
    /// Sessions that had ended by themselves.
    pub sessions: u64,
    /// Links, codes and handles that had ended by themselves.
    pub verifications: u64,
    /// Sign-ups that were never confirmed.
    pub sign_ups: u64,
    /// Changes of address that were never confirmed.
    pub pending_changes: u64,
    /// Messages that had expired or whose secrets were dead.
    pub messages: u64,
    /// Events older than the audit trail goes back.
    pub events: u64,
    /// Counts of attempts that no longer limit anybody.
    pub throttles: u64,
}
