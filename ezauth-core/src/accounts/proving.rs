//! Proving: what a presented link or code shows, and using it up.

use super::audit::Refusal;
use super::core::Core;
use crate::crypto::{Draw, same};
use crate::domain::input::Caller;
use crate::domain::{
    Channel, Digest, EventType, Form, Identity, Kind, Timestamp, User, UserIdentity, Verification,
    VerificationId,
};
use crate::error::{ErrorKind, Result};
use crate::store::Transaction;
use crate::store::rows::{StoredVerification, VerificationScope};

/// What somebody presents.
#[derive(Clone, Copy)]
pub(super) struct Presented<'a> {
    pub(super) kind: Kind,
    pub(super) channel: Channel,
    pub(super) secret: PresentedSecret<'a>,
    /// The handle of the flow, if there is one: the attempt is then the handle's, and so is the
    /// subject.
    pub(super) handle: Option<Digest>,
}

/// The link or the code.
#[derive(Clone, Copy)]
pub(super) enum PresentedSecret<'a> {
    Link(Digest),
    Code { value: &'a str, code: &'a str },
}

/// What it was found to prove, not yet used up.
#[cfg_attr(feature = "seeded-faults", derive(Clone))]
pub(super) struct Proven {
    verification: Verification,
    pub(super) user: User,
    pub(super) identity: Identity,
}

/// An attempt to prove something, with everything drawn.
pub(super) struct Attempt<'a> {
    presented: Presented<'a>,
    now: Timestamp,
    /// The verification that an earlier look has found right: what has taken its place since is not
    /// tried with this code.
    found: Option<VerificationId>,
    /// What a wrong code leaves in the audit trail.
    refusal: Refusal,
}

impl Core {
    pub(super) fn draw_attempt<'a>(
        &self,
        draw: &Draw<'_>,
        presented: Presented<'a>,
        caller: &Caller,
    ) -> Result<Attempt<'a>> {
        let subject = match presented.secret {
            PresentedSecret::Link(_) => "",
            PresentedSecret::Code { value, .. } => value,
        };
        let refusal = self.draw_refusal(draw, EventType::VerificationRefused, subject, caller)?;
        Ok(Attempt { presented, now: draw.now, found: None, refusal })
    }

    /// Finds out what a secret proves, if it is right and its account is enabled. Nothing is used
    /// up; but a wrong code costs an attempt and is recorded, and what has expired is deleted, so
    /// this is to be committed, whatever it answers.
    pub(super) fn prove(
        &self,
        tx: &mut dyn Transaction,
        attempt: &Attempt<'_>,
    ) -> Result<Option<Proven>> {
        let Some((secret, handle)) = self.find_secret(tx, attempt)? else { return Ok(None) };
        // The handle tells whose flow this is; without it, whoever the secret was issued for.
        let subject = handle.and_then(|handle| handle.verification.identity_id);
        let subject = subject.or(secret.verification.identity_id);
        let Some(subject) = subject else { return Ok(None) };
        let Some(identity) = tx.find_identity(subject)? else { return Ok(None) };
        tx.lock_user(identity.user_id)?;
        let Some(user) = tx.find_user(identity.user_id)? else { return Ok(None) };
        let recovers_unverified =
            secret.verification.kind == Kind::Recover && identity.verified_at.is_none();
        if user.disabled_at.is_some() || recovers_unverified {
            return Ok(None);
        }
        Ok(Some(Proven { verification: secret.verification, user, identity }))
    }

    /// The link or code that was presented, and the handle, if both are right.
    fn find_secret(
        &self,
        tx: &mut dyn Transaction,
        attempt: &Attempt<'_>,
    ) -> Result<Option<(StoredVerification, Option<StoredVerification>)>> {
        let Presented { kind, secret: presented, handle, .. } = attempt.presented;
        let found = match presented {
            PresentedSecret::Link(token) => tx.find_token(Form::Link, &token)?,
            PresentedSecret::Code { value, .. } => {
                tx.lock_value(value)?;
                tx.find_code(kind, value)?
            }
        };
        let Some(secret) = attempt.live(tx, found)? else { return Ok(None) };
        if attempt.found.is_some_and(|found| found != secret.verification.id) {
            return Ok(None);
        }
        let handle = match handle {
            None => None,
            Some(handle) => {
                let found = tx.find_token(Form::Handle, &handle)?;
                let same_value = |handle: &StoredVerification| {
                    handle.verification.value == secret.verification.value
                };
                let Some(handle) = attempt.live(tx, found)?.filter(same_value) else {
                    return Ok(None);
                };
                Some(handle)
            }
        };
        if let PresentedSecret::Code { code, .. } = presented {
            let payer = handle.as_ref().unwrap_or(&secret);
            if payer.failures >= self.settings.code_attempts {
                return Ok(None);
            }
            // A code under a key that is not here is neither right nor wrong.
            let Some(is_right) = self.is_code(&secret, code) else { return Ok(None) };
            if !is_right {
                #[cfg(feature = "seeded-faults")]
                if crate::faults::is_seeded(crate::faults::Fault::ForgetFailures) {
                    return Ok(None);
                }
                tx.count_failure(payer.verification.id, self.settings.code_attempts)?;
                attempt.refusal.write(tx)?;
                return Ok(None);
            }
        }
        Ok(Some((secret, handle)))
    }

    /// Proves, uses the secret up and does what it permits, together or not at all.
    ///
    /// # Errors
    /// `invalid_token` if there is nothing to redeem; those of `permit`, which undo the redeeming.
    pub(super) fn redeem<T>(
        &self,
        attempt: &Attempt<'_>,
        mut permit: impl FnMut(&mut dyn Transaction, Proven) -> Result<T>,
    ) -> Result<T> {
        #[cfg(feature = "seeded-faults")]
        if let Some(result) = self.redeem_wrongly(attempt, &mut permit) {
            return result;
        }
        let redeemed = self.store.write(|tx| match self.prove(tx, attempt)? {
            Some(proven) if proven.consume(tx, attempt.now)? => permit(tx, proven).map(Some),
            _ => Ok(None),
        })?;
        redeemed.ok_or_else(|| ErrorKind::InvalidToken.into())
    }

    /// What must not be done, for harnesses to catch.
    #[cfg(feature = "seeded-faults")]
    fn redeem_wrongly<T>(
        &self,
        attempt: &Attempt<'_>,
        permit: &mut impl FnMut(&mut dyn Transaction, Proven) -> Result<T>,
    ) -> Option<Result<T>> {
        use crate::faults::{Fault, is_seeded};
        if is_seeded(Fault::ReadThenWrite) {
            let proven = self.store.read(|tx| self.prove(tx, attempt)).ok()??;
            return Some(self.store.write(|tx| {
                proven.consume(tx, attempt.now)?;
                permit(tx, proven.clone())
            }));
        }
        if is_seeded(Fault::ConsumeThenAct) {
            let proven = self.store.read(|tx| self.prove(tx, attempt)).ok()??;
            let consumed = self.store.write(|tx| proven.consume(tx, attempt.now)).ok()?;
            return consumed.then(|| self.store.write(|tx| permit(tx, proven.clone())));
        }
        None
    }

    /// Whether this is the code, if its key is here.
    fn is_code(&self, stored: &StoredVerification, code: &str) -> Option<bool> {
        let Verification { id, kind, ref value, .. } = stored.verification;
        let key = self.keys.find(stored.key_id?)?;
        Some(same(&key.code(id, kind, value, code), &stored.secret))
    }
}

impl Proven {
    /// Uses the secret up, and ends what goes with it. False: another caller was first.
    fn consume(&self, tx: &mut dyn Transaction, now: Timestamp) -> Result<bool> {
        let Verification { id, kind, ref value, .. } = self.verification;
        if !tx.consume_verification(id, now)? {
            return Ok(false);
        }
        // Confirming one person's identity leaves others' links alone, who hold the same value
        // unverified: they are answered `already_claimed`.
        tx.end_verifications(match kind {
            Kind::Confirm => VerificationScope::Identity(kind, self.identity.id),
            _ => VerificationScope::Value(kind, value),
        })?;
        Ok(true)
    }
}

impl From<Proven> for UserIdentity {
    fn from(Proven { user, identity, .. }: Proven) -> Self {
        Self { user, identity }
    }
}

impl Attempt<'_> {
    /// Holds a second look to what the first has found.
    pub(super) fn stay_with(&mut self, proven: &Proven) {
        self.found = Some(proven.verification.id);
    }

    /// A verification that was found, if it is of the right kind and channel and counts now. One
    /// that has expired is deleted.
    fn live(
        &self,
        tx: &mut dyn Transaction,
        found: Option<StoredVerification>,
    ) -> Result<Option<StoredVerification>> {
        let Presented { kind, channel, .. } = self.presented;
        let right = |found: &StoredVerification| {
            found.verification.kind == kind && found.verification.channel == channel
        };
        let Some(found) = found.filter(right) else { return Ok(None) };
        if found.verification.is_expired(self.now) {
            #[cfg(feature = "seeded-faults")]
            if crate::faults::is_seeded(crate::faults::Fault::KeepExpired) {
                return Ok(None);
            }
            tx.end_verifications(VerificationScope::One(found.verification.id))?;
        }
        Ok(found.verification.is_live(self.now).then_some(found))
    }
}
