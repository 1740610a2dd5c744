//! Verifications: issuing links and codes, and taking them back.

use ezauth_core::domain::{IdentityId, Secret, UserIdentity, Verification, VerificationType};
use napi::bindgen_prelude::{Result, Unknown};
use napi_derive::napi;

use super::Accounts;
use crate::arguments::{context, optional_text, parsed, text};
use crate::call::Promised;

#[napi]
impl Accounts {
    #[napi]
    pub fn issue_identity_verification(
        &self,
        identity: Unknown<'_>,
        verification_type: Unknown<'_>,
        caller: Unknown<'_>,
    ) -> Result<Promised<Secret>> {
        let identity: IdentityId = parsed("identity", identity)?;
        let verification_type: VerificationType = parsed("type", verification_type)?;
        let context = context(caller)?;
        self.call(move |on| on.issue_identity_verification(identity, verification_type, &context))
    }

    #[napi]
    pub fn request_email_verification(&self, identity: Unknown<'_>) -> Result<Promised<Secret>> {
        let identity: IdentityId = parsed("identity", identity)?;
        self.call(move |on| on.request_email_verification(identity))
    }

    #[napi]
    pub fn verify_magic_code(
        &self,
        code: Unknown<'_>,
        verification_type: Unknown<'_>,
        value: Unknown<'_>,
        proof: Unknown<'_>,
    ) -> Result<Promised<UserIdentity>> {
        let (code, value) = (text("code", code)?, text("value", value)?);
        let verification_type: VerificationType = parsed("type", verification_type)?;
        let proof = optional_text("proof", proof)?;
        self.call(move |on| {
            on.verify_magic_code(&code, verification_type, &value, proof.as_deref())
        })
    }

    #[napi]
    pub fn verify_magic_link(
        &self,
        token: Unknown<'_>,
        verification_type: Unknown<'_>,
        proof: Unknown<'_>,
    ) -> Result<Promised<UserIdentity>> {
        let token = text("token", token)?;
        let verification_type: VerificationType = parsed("type", verification_type)?;
        let proof = optional_text("proof", proof)?;
        self.call(move |on| on.verify_magic_link(&token, verification_type, proof.as_deref()))
    }

    #[napi]
    pub fn peek_magic_link(&self, token: Unknown<'_>) -> Result<Promised<Option<Verification>>> {
        let token = text("token", token)?;
        self.call(move |on| on.peek_magic_link(&token))
    }
}
