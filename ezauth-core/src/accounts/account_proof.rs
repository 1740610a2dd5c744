//! Proving an account, besides the inbox: by the handle of the flow, or by the password.

use super::core::Core;
use super::proving::{Attempt, Proven};
use crate::crypto::{Draw, TokenText};
use crate::domain::input::{Caller, Password};
use crate::domain::{Digest, EventType, Form, Kind};
use crate::error::{ErrorKind, Result};
use crate::store::Transaction;

/// How somebody proves that the account is theirs, besides the inbox.
pub(super) enum AccountProof {
    Nothing,
    Handle(Digest),
    Password(Password),
}

impl AccountProof {
    pub(super) fn handle(&self) -> Option<Digest> {
        match self {
            Self::Handle(handle) => Some(*handle),
            Self::Nothing | Self::Password(_) => None,
        }
    }
}

/// What must hold of the account for its secret to be used up.
pub(super) enum Condition {
    Nothing,
    /// It has no password: one that was set by somebody else must not be confirmed by a click.
    NoPassword,
    /// It still has the password that was checked.
    StillHas(String),
}

impl Condition {
    pub(super) fn check(&self, tx: &mut dyn Transaction, proven: &Proven) -> Result<()> {
        match self {
            Self::NoPassword if proven.user.has_password => Err(ErrorKind::ProofRequired.into()),
            Self::StillHas(phc) if tx.find_password(proven.user.id)?.as_ref() != Some(phc) => {
                Err(ErrorKind::InvalidCredentials.into())
            }
            _ => Ok(()),
        }
    }
}

impl Core {
    /// A proof is one text: what is known as a handle is a handle, and anything else a password.
    pub(super) fn read_proof(&self, proof: Option<&str>) -> Result<AccountProof> {
        let Some(proof) = proof else { return Ok(AccountProof::Nothing) };
        if let Some(handle) = TokenText::digest(proof)
            && self.store.read(|tx| tx.find_token(Form::Handle, &handle))?.is_some()
        {
            return Ok(AccountProof::Handle(handle));
        }
        let password = Password::for_checking(proof).map_err(|error| error.on_field("proof"))?;
        Ok(AccountProof::Password(password))
    }

    /// What the proof leaves to be checked when the secret is used up. A handle has been looked at
    /// with the secret.
    pub(super) fn condition_of(
        &self,
        draw: &Draw<'_>,
        attempt: &mut Attempt<'_>,
        kind: Kind,
        proof: &AccountProof,
    ) -> Result<Condition> {
        Ok(match proof {
            AccountProof::Nothing if kind == Kind::Confirm && self.settings.confirm_needs_proof => {
                Condition::NoPassword
            }
            AccountProof::Nothing | AccountProof::Handle(_) => Condition::Nothing,
            AccountProof::Password(password) => {
                Condition::StillHas(self.check_password_proof(draw, attempt, password)?)
            }
        })
    }

    /// Checks a password against the account that the secret proves, once the secret is found right,
    /// and returns the hash that it matched. Nothing is used up. A wrong one counts as a refused
    /// sign-in.
    fn check_password_proof(
        &self,
        draw: &Draw<'_>,
        attempt: &mut Attempt<'_>,
        password: &Password,
    ) -> Result<String> {
        let found = self.store.write(|tx| match self.prove(tx, attempt)? {
            Some(proven) => Ok(Some((tx.find_password(proven.user.id)?, proven))),
            None => Ok(None),
        })?;
        let (phc, proven) = found.ok_or(ErrorKind::InvalidToken)?;
        attempt.stay_with(&proven);
        let matches = self.hasher.verify(draw.random, password, phc.as_deref())?;
        match phc {
            Some(phc) if matches => Ok(phc),
            _ => {
                let (subject, nobody) = (&proven.identity.value, Caller::default());
                let refusal =
                    self.draw_refusal(draw, EventType::SignInRefused, subject, &nobody)?;
                self.store.write(|tx| refusal.write(tx))?;
                Err(ErrorKind::InvalidCredentials.into())
            }
        }
    }
}
