//! Proving: what a presented link or code shows, and using it up.

use super::audit::Refusal;
use super::core::Core;
use super::issuing::LONG_CODE;
use super::throttling::CodeTry;
use crate::crypto::{Draw, same};
use crate::domain::input::Caller;
use crate::domain::{
    AccountProof, Channel, Digest, EventType, Form, Kind, Subject, Timestamp, UserId, UserIdentity,
    Verification, VerificationId, acts_on,
};
use crate::error::{ErrorKind, Result};
use crate::store::Transaction;
use crate::store::rows::{PendingChangeRow, StoredVerification, VerificationScope};

/// What somebody presents.
#[derive(Clone, Copy)]
pub(super) struct Presented<'a> {
    pub(super) kind: Kind,
    pub(super) channel: Channel,
    pub(super) secret: PresentedSecret<'a>,
    pub(super) account: PresentedAccount,
}

/// The link or the code.
#[derive(Clone, Copy)]
pub(super) enum PresentedSecret<'a> {
    Link(Digest),
    Code { value: &'a str, code: &'a str },
}

/// What is presented of the account. It pays for a wrong code: nobody uses up another's chance.
#[derive(Clone, Copy)]
pub(super) enum PresentedAccount {
    Nothing,
    Handle(Digest),
    /// The account of a live session.
    Session(UserId),
}

/// What was found right, and what it acts on; not yet used up.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) verification: Verification,
    /// The value as whoever asked for the secret wrote it.
    pub(super) display_value: String,
    pub(super) subject: Subject,
}

/// An attempt to prove something, with everything drawn.
pub(super) struct Attempt<'a> {
    presented: Presented<'a>,
    now: Timestamp,
    /// The verification that an earlier look has found right: what has taken its place since is not
    /// tried with this code.
    found: Option<VerificationId>,
    code_try: CodeTry,
    /// What a wrong code leaves in the audit trail.
    refusal: Refusal,
}

/// Where the wrong codes of an attempt are counted.
enum Payer {
    Verification(StoredVerification),
    Change(PendingChangeRow),
}

impl Core {
    pub(super) fn draw_attempt<'a>(
        &self,
        draw: &Draw<'_>,
        presented: Presented<'a>,
        caller: &Caller,
    ) -> Result<Attempt<'a>> {
        let value = match presented.secret {
            PresentedSecret::Link(_) => "",
            PresentedSecret::Code { value, .. } => value,
        };
        let refusal = self.draw_refusal(draw, EventType::VerificationRefused, value, caller)?;
        let code_try = self.draw_code_try(draw.now, value, caller);
        Ok(Attempt { presented, now: draw.now, found: None, code_try, refusal })
    }

    /// Finds out whether a secret is right, and what it acts on. Nothing is used up; but a wrong code
    /// costs an attempt and is recorded, and what has expired is deleted, so this is to be committed,
    /// whatever it answers.
    ///
    /// # Errors
    /// `rate_limited`, for codes.
    pub(super) fn prove(
        &self,
        tx: &mut dyn Transaction,
        attempt: &Attempt<'_>,
    ) -> Result<Option<Found>> {
        let Presented { kind, secret: presented, .. } = attempt.presented;
        let found = match presented {
            PresentedSecret::Link(token) => tx.find_token(Form::Link, &token)?,
            PresentedSecret::Code { value, .. } => {
                attempt.code_try.begin(tx)?;
                tx.lock_value(value)?;
                tx.find_code(kind, value)?
            }
        };
        let Some(secret) = attempt.live(tx, found)? else { return Ok(None) };
        if attempt.found.is_some_and(|found| found != secret.verification.id) {
            return Ok(None);
        }
        let Some((payer, account)) = attempt.account(tx, &secret)? else { return Ok(None) };
        if let PresentedSecret::Code { code, .. } = presented {
            if payer.failures() >= self.settings.code_attempts {
                return Ok(None);
            }
            // One of few digits has ended where too many wrong ones came for the value, of whatever
            // kind: it must not be guessed in the place of another.
            let is_short = secret.digits.is_some_and(|digits| digits < LONG_CODE);
            let value = &secret.verification.value;
            if is_short && self.codes_are_long(tx, value, attempt.now)? {
                tx.end_verifications(VerificationScope::One(secret.verification.id))?;
                return Ok(None);
            }
            // A code under a key that is not here is neither right nor wrong.
            let Some(is_right) = self.is_code(&secret, code) else { return Ok(None) };
            if !is_right {
                self.count_wrong_code(tx, attempt, &payer)?;
                return Ok(None);
            }
        }
        let subject = acts_on(kind, secret.verification.subject(), account);
        let StoredVerification { verification, display_value, .. } = secret;
        Ok(subject.map(|subject| Found { verification, display_value, subject }))
    }

    fn count_wrong_code(
        &self,
        tx: &mut dyn Transaction,
        attempt: &Attempt<'_>,
        payer: &Payer,
    ) -> Result<()> {
        #[cfg(feature = "seeded-faults")]
        if crate::faults::is_seeded(crate::faults::Fault::ForgetFailures) {
            return Ok(());
        }
        let limit = self.settings.code_attempts;
        match payer {
            Payer::Verification(row) => tx.count_failure(row.verification.id, limit)?,
            Payer::Change(row) => tx.count_change_failure(row.id, limit)?,
        };
        attempt.refusal.write(tx)?;
        attempt.code_try.fail(tx)
    }

    /// Proves, uses the secret up and does what it permits, together or not at all. `resolve` finds
    /// what the secret leads to, or nothing; `permit` acts.
    ///
    /// # Errors
    /// `invalid_token` if there is nothing to redeem; `rate_limited`; those of `resolve` and `permit`,
    /// which undo the redeeming.
    pub(super) fn redeem<P: Clone, T>(
        &self,
        attempt: &Attempt<'_>,
        mut resolve: impl FnMut(&mut dyn Transaction, &Found) -> Result<Option<P>>,
        mut permit: impl FnMut(&mut dyn Transaction, P) -> Result<T>,
    ) -> Result<T> {
        let mut prove = |tx: &mut dyn Transaction| -> Result<Option<(Found, P)>> {
            let Some(found) = self.prove(tx, attempt)? else { return Ok(None) };
            Ok(resolve(tx, &found)?.map(|resolved| (found, resolved)))
        };
        #[cfg(feature = "seeded-faults")]
        if let Some(result) = self.redeem_wrongly(attempt, &mut prove, &mut permit) {
            return result;
        }
        let redeemed = self.store.write(|tx| match prove(tx)? {
            Some((found, resolved)) if attempt.consume(tx, &found)? => {
                permit(tx, resolved).map(Some)
            }
            _ => Ok(None),
        })?;
        redeemed.ok_or_else(|| ErrorKind::InvalidToken.into())
    }

    /// What must not be done, for harnesses to catch.
    #[cfg(feature = "seeded-faults")]
    fn redeem_wrongly<P: Clone, T>(
        &self,
        attempt: &Attempt<'_>,
        prove: &mut impl FnMut(&mut dyn Transaction) -> Result<Option<(Found, P)>>,
        permit: &mut impl FnMut(&mut dyn Transaction, P) -> Result<T>,
    ) -> Option<Result<T>> {
        use crate::faults::{Fault, is_seeded};
        if is_seeded(Fault::ReadThenWrite) {
            let (found, resolved) = self.store.read(&mut *prove).ok()??;
            crate::faults::meet();
            return Some(self.store.write(|tx| {
                attempt.consume(tx, &found)?;
                permit(tx, resolved.clone())
            }));
        }
        if is_seeded(Fault::ConsumeThenAct) {
            let (found, resolved) = self.store.read(&mut *prove).ok()??;
            let consumed = self.store.write(|tx| attempt.consume(tx, &found)).ok()?;
            return consumed.then(|| self.store.write(|tx| permit(tx, resolved.clone())));
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

/// The identity that a secret acts on, if its account is enabled. A recovery needs one that is
/// verified.
pub(super) fn find_proven(tx: &mut dyn Transaction, found: &Found) -> Result<Option<UserIdentity>> {
    let Subject::Identity(subject) = found.subject else { return Ok(None) };
    let Some(identity) = tx.find_identity(subject)? else { return Ok(None) };
    tx.lock_user(identity.user_id)?;
    let Some(user) = tx.find_user(identity.user_id)? else { return Ok(None) };
    let recovers_unverified =
        found.verification.kind == Kind::Recover && identity.verified_at.is_none();
    if user.disabled_at.is_some() || recovers_unverified {
        return Ok(None);
    }
    Ok(Some(UserIdentity { user, identity }))
}

impl Payer {
    fn failures(&self) -> u32 {
        match self {
            Self::Verification(row) => row.failures,
            Self::Change(row) => row.failures,
        }
    }
}

impl Attempt<'_> {
    /// Holds a second look to what the first has found.
    pub(super) fn stay_with(&mut self, found: &Found) {
        self.found = Some(found.verification.id);
    }

    /// Who pays for a wrong code, and what is shown of the account. Nothing, where what is presented
    /// does not belong to the secret: it does not count as presenting nothing.
    fn account(
        &self,
        tx: &mut dyn Transaction,
        secret: &StoredVerification,
    ) -> Result<Option<(Payer, AccountProof)>> {
        let Verification { channel, ref value, .. } = secret.verification;
        Ok(match self.presented.account {
            PresentedAccount::Nothing => {
                Some((Payer::Verification(secret.clone()), AccountProof::Nothing))
            }
            PresentedAccount::Handle(handle) => {
                let found = tx.find_token(Form::Handle, &handle)?;
                let handle = self.live(tx, found)?;
                handle.filter(|handle| handle.verification.value == *value).map(|handle| {
                    let proof = AccountProof::Handle(handle.verification.subject());
                    (Payer::Verification(handle), proof)
                })
            }
            PresentedAccount::Session(user) => {
                let change = tx.find_pending_change(user, channel, value)?;
                if let Some(change) = &change
                    && self.now >= change.expires_at
                {
                    tx.end_pending_change(change.id)?;
                }
                let live = |change: &PendingChangeRow| {
                    self.now < change.expires_at && !change.created_at.is_in_future(self.now)
                };
                change.filter(live).map(|change| {
                    let proof = AccountProof::Session(Some(change.id));
                    (Payer::Change(change), proof)
                })
            }
        })
    }

    /// Uses the secret up, and ends what goes with it. False: another caller was first.
    fn consume(&self, tx: &mut dyn Transaction, found: &Found) -> Result<bool> {
        let Verification { id, kind, form, ref value, .. } = found.verification;
        if !tx.consume_verification(id, self.now)? {
            return Ok(false);
        }
        match (kind, found.subject) {
            // Confirming one person's identity leaves others' links alone, who hold the same value
            // unverified: they are answered `already_claimed`.
            (Kind::Confirm, Subject::Identity(identity)) => {
                tx.end_verifications(VerificationScope::Identity(kind, identity))?;
            }
            _ => {
                tx.end_verifications(VerificationScope::Value(kind, value))?;
            }
        }
        if kind == Kind::SignUp {
            tx.end_sign_ups(value)?;
        }
        if form == Form::Code {
            self.code_try.succeed(tx)?;
        }
        Ok(true)
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
            #[cfg(feature = "seeded-faults")]
            if crate::faults::is_seeded(crate::faults::Fault::AnyKind) {
                return true;
            }
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
