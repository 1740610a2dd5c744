//! Upkeep: the audit trail, clearing away what has ended, and copies.

use std::path::Path;

use ezauth_core::domain::{EventPage, SweepReport};
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{filter, optional_text, text, whole_number};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn events(&self, only: Unknown<'_>, cursor: Unknown<'_>) -> Result<Promised<EventPage>> {
        let (filter, cursor) = (filter(only)?, optional_text("cursor", cursor)?);
        self.call(move |on| on.events(&filter, cursor.as_deref()))
    }

    #[napi]
    pub fn sweep(&self, limit: Unknown<'_>) -> Result<Promised<SweepReport>> {
        let limit = whole_number("limit", limit)?;
        self.call(move |on| on.sweep(limit))
    }

    #[napi]
    pub fn backup(&self, path: Unknown<'_>) -> Result<Promised<()>> {
        let path = text("path", path)?;
        self.call(move |on| on.backup(Path::new(&*path)))
    }
}
