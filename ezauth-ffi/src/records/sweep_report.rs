//! Written by `cargo xtask header` from the table of records.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{Cross, owned, quietly};

/// How many rows a sweep deleted, of each kind.
#[derive_ReprC]
#[repr(opaque)]
pub struct SweepReport {
    record: domain::SweepReport,
}

impl From<domain::SweepReport> for SweepReport {
    fn from(record: domain::SweepReport) -> Self {
        Self { record }
    }
}

/// Sessions that had ended by themselves.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sweep_report_sessions(sweep_report: Option<&SweepReport>) -> u64 {
    sweep_report.map_or(0, |it| it.record.sessions)
}

/// Links, codes and handles that had ended by themselves.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sweep_report_verifications(sweep_report: Option<&SweepReport>) -> u64 {
    sweep_report.map_or(0, |it| it.record.verifications)
}

/// Sign-ups that were never confirmed.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sweep_report_sign_ups(sweep_report: Option<&SweepReport>) -> u64 {
    sweep_report.map_or(0, |it| it.record.sign_ups)
}

/// Changes of address that were never confirmed.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sweep_report_pending_changes(sweep_report: Option<&SweepReport>) -> u64 {
    sweep_report.map_or(0, |it| it.record.pending_changes)
}

/// Messages that had expired or whose secrets were dead.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sweep_report_messages(sweep_report: Option<&SweepReport>) -> u64 {
    sweep_report.map_or(0, |it| it.record.messages)
}

/// Events older than the audit trail goes back.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sweep_report_events(sweep_report: Option<&SweepReport>) -> u64 {
    sweep_report.map_or(0, |it| it.record.events)
}

/// Counts of attempts that no longer limit anybody.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sweep_report_throttles(sweep_report: Option<&SweepReport>) -> u64 {
    sweep_report.map_or(0, |it| it.record.throttles)
}

impl Cross for domain::SweepReport {
    type C = Box<SweepReport>;

    fn cross(self) -> Self::C {
        owned(SweepReport::from(self))
    }
}

/// Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sweep_report_free(sweep_report: Option<Box<SweepReport>>) {
    quietly(|| drop(sweep_report));
}
