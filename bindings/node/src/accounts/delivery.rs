//! Delivery by a loop of the host's own.

use ezauth_core::domain::{LeaseId, Message};
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{duration, parsed, whole_number};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn claim_messages(
        &self,
        limit: Unknown<'_>,
        lease: Unknown<'_>,
    ) -> Result<Promised<Vec<Message>>> {
        let (limit, lease) = (whole_number("limit", limit)?, duration("lease", lease)?);
        self.call(move |on| on.claim_messages(limit, lease))
    }

    #[napi]
    pub fn ack_message(&self, lease: Unknown<'_>) -> Result<Promised<bool>> {
        let lease: LeaseId = parsed("lease", lease)?;
        self.call(move |on| on.ack_message(lease))
    }

    #[napi]
    pub fn nack_message(&self, lease: Unknown<'_>) -> Result<Promised<bool>> {
        let lease: LeaseId = parsed("lease", lease)?;
        self.call(move |on| on.nack_message(lease))
    }
}
