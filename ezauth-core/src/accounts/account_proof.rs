//! Proving an account, besides the inbox: by the handle of the flow, or by the password.

use super::core::Core;
use super::proving::{Attempt, Found, PresentedAccount};
use super::throttling::PasswordTry;
use crate::crypto::{Draw, TokenText};
use crate::domain::input::{Caller, Password};
use crate::domain::{Form, UserId};
use crate::error::{ErrorKind, Result};
use crate::store::Transaction;

/// How somebody proves that the account is theirs, besides the inbox.
pub(super) enum Proof {
    Nothing,
    Handle(PresentedAccount),
    Password(Password),
}

impl Proof {
    /// What is presented together with the link or code.
    pub(super) fn presented(&self) -> PresentedAccount {
        match self {
            Self::Handle(handle) => *handle,
            Self::Nothing | Self::Password(_) => PresentedAccount::Nothing,
        }
    }
}

/// A password that a proof is checked against.
pub(super) struct Guard {
    /// Whose it is; nobody's, while it is part of a wish.
    pub(super) user: Option<UserId>,
    pub(super) phc: Option<String>,
    /// The value that the link or code proves: what failures are counted for.
    pub(super) value: String,
}

/// A password that was right, with what must still hold where it counts.
pub(super) struct CheckedPassword {
    /// The hash that was verified.
    pub(super) phc: String,
    password_try: PasswordTry,
}

impl CheckedPassword {
    pub(super) fn new(phc: String, password_try: PasswordTry) -> Self {
        Self { phc, password_try }
    }

    /// Counts the try as a success, where what it proves is used.
    pub(super) fn succeed(
        &self,
        tx: &mut dyn Transaction,
        core: &Core,
        user: Option<UserId>,
    ) -> Result<()> {
        self.password_try.succeed(tx, core, user).map(drop)
    }
}

/// Reads a flow handle. A text that is none does not count as no handle.
///
/// # Errors
/// `invalid_token`.
pub(super) fn read_handle(handle: Option<&str>) -> Result<PresentedAccount> {
    let Some(handle) = handle else { return Ok(PresentedAccount::Nothing) };
    let digest = TokenText::digest(handle).ok_or(ErrorKind::InvalidToken)?;
    Ok(PresentedAccount::Handle(digest))
}

impl Core {
    /// A proof is one text: what is known as a handle is a handle, and anything else a password.
    pub(super) fn read_proof(&self, proof: Option<&str>) -> Result<Proof> {
        let Some(proof) = proof else { return Ok(Proof::Nothing) };
        if let Some(handle) = TokenText::digest(proof)
            && self.store.read(|tx| tx.find_token(Form::Handle, &handle))?.is_some()
        {
            return Ok(Proof::Handle(PresentedAccount::Handle(handle)));
        }
        let password = Password::for_checking(proof).map_err(|error| error.on_field("proof"))?;
        Ok(Proof::Password(password))
    }

    /// Refuses a code without its handle, where the configuration asks for one.
    ///
    /// # Errors
    /// `proof_required`. Nothing has been looked up.
    pub(super) fn check_handle_of_code(&self, account: PresentedAccount) -> Result<()> {
        match account {
            PresentedAccount::Nothing if self.settings.code_needs_handle => {
                Err(ErrorKind::ProofRequired.into())
            }
            _ => Ok(()),
        }
    }

    /// Checks a password as proof, once the link or code is found right, against what `find` says is
    /// behind it. Nothing is used up. A wrong one counts as a failed sign-in with the value.
    ///
    /// # Errors
    /// `invalid_token`, where `find` finds nothing; `invalid_credentials`, `rate_limited`.
    pub(super) fn check_password_proof(
        &self,
        draw: &Draw<'_>,
        attempt: &mut Attempt<'_>,
        password: &Password,
        caller: &Caller,
        find: impl Fn(&mut dyn Transaction, &Found) -> Result<Option<Guard>>,
    ) -> Result<CheckedPassword> {
        let found = self.store.write(|tx| {
            let Some(found) = self.prove(tx, attempt)? else { return Ok(None) };
            Ok(find(tx, &found)?.map(|guard| (found, guard)))
        })?;
        let (found, Guard { user, phc, value }) = found.ok_or(ErrorKind::InvalidToken)?;
        attempt.stay_with(&found);
        let password_try = self.draw_password_try(draw, &value, caller)?;
        let failures = self.store.write(|tx| password_try.begin(tx, self, user))?;
        let counted = (&password_try, failures);
        let matches = self.verify_counted(draw, password, phc.as_deref(), counted)?;
        match phc {
            Some(phc) if matches => Ok(CheckedPassword::new(phc, password_try)),
            _ => {
                self.store.write(|tx| password_try.fail(tx, self, failures))?;
                Err(ErrorKind::InvalidCredentials.into())
            }
        }
    }
}
