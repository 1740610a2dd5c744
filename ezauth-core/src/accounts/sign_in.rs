//! Signing in with a password.

use super::Accounts;
use super::core::Core;
use super::sessions::Opening;
use crate::crypto::Draw;
use crate::domain::input::{Caller, Context, Identifier, Password, UsernamePattern};
use crate::domain::{EventType, IdentityType, SessionMethod, SignIn, User, UserId};
use crate::error::{ErrorKind, Result, both};
#[cfg(feature = "seeded-faults")]
use crate::faults::{Fault, is_seeded};
use crate::store::Transaction;
use crate::store::rows::{NewEvent, SignInRow};

impl Accounts {
    /// Signs in with a verified email address or phone number, or with the username of a user who
    /// has one verified, and a password.
    ///
    /// Unknown, unverified, disabled, passwordless and wrong are all `invalid_credentials`, after
    /// the same hashing.
    ///
    /// # Errors
    /// `invalid_credentials`, `rate_limited`, `invalid_argument` on `identifier`, `password`, `ip`
    /// and `user_agent`.
    pub fn sign_in_with_password(
        &self,
        identifier: &str,
        password: &str,
        context: &Context,
    ) -> Result<SignIn> {
        #[cfg(feature = "seeded-faults")]
        if is_seeded(Fault::KeepPassword) {
            // A copy that nobody looks at would not be made in a release build.
            std::mem::forget(std::hint::black_box(password.to_owned()));
        }
        self.call(|core| {
            let ((identifier, password), caller) = both(
                both(
                    Identifier::parse(identifier, &UsernamePattern::any()),
                    Password::for_checking(password),
                ),
                Caller::parse(context),
            )?;
            let draw = core.draw();
            for _ in 0..ATTEMPTS {
                let candidate = core.store.read(|tx| find_candidate(tx, &identifier))?;
                let phc = candidate.as_ref().and_then(|candidate| candidate.phc.as_deref());
                let matches = core.hasher.verify(draw.random, &password, phc)?;
                let Some(SignInRow { user_id, disabled: false, phc: Some(phc) }) =
                    candidate.filter(|_| matches)
                else {
                    break;
                };
                let admission = core.draw_admission(&draw, user_id, &password, phc, &caller)?;
                if let Some(user) = core.store.write(|tx| admission.write(tx, core))? {
                    let Opening { token, row, .. } = admission.opening;
                    return Ok(SignIn { user, session: row.session, token });
                }
            }
            let refusal =
                core.draw_refusal(&draw, EventType::SignInRefused, identifier.key(), &caller)?;
            core.store.write(|tx| refusal.write(tx))?;
            Err(ErrorKind::InvalidCredentials.into())
        })
    }
}

/// A right password is overtaken where another sign-in has just hashed it anew: it is looked at once
/// more.
const ATTEMPTS: u32 = 2;

fn find_candidate(tx: &mut dyn Transaction, identifier: &Identifier) -> Result<Option<SignInRow>> {
    match identifier {
        Identifier::Email(email) => tx.find_sign_in(&IdentityType::Email, email.value()),
        Identifier::Phone(phone) => tx.find_sign_in(&IdentityType::Phone, phone.value()),
        Identifier::Username(username) => tx.find_sign_in_by_username(username.key()),
    }
}

/// What a right password leads to, with everything drawn.
struct Admission {
    opening: Opening,
    /// The hash that was verified: it must still be the stored one.
    verified_phc: String,
    rehash: Option<Rehash>,
}

/// A new hash of the same password, where the parameters have changed since.
struct Rehash {
    phc: String,
    event: NewEvent,
}

impl Core {
    fn draw_admission(
        &self,
        draw: &Draw<'_>,
        user: UserId,
        password: &Password,
        verified_phc: String,
        caller: &Caller,
    ) -> Result<Admission> {
        let rehash = match self.hasher.is_current(&verified_phc) {
            true => None,
            false => Some(Rehash {
                phc: self.hasher.hash(draw.random, password)?,
                event: NewEvent::new(draw, EventType::PasswordRehashed)?.of(user),
            }),
        };
        let opening = self.draw_session(draw, user, SessionMethod::Password, caller)?;
        Ok(Admission { opening, verified_phc, rehash })
    }
}

impl Admission {
    /// Opens the session, if nothing has changed since the password was verified.
    fn write(&self, tx: &mut dyn Transaction, core: &Core) -> Result<Option<User>> {
        let Self { opening, verified_phc, rehash } = self;
        if !opening.write(tx, core, Some(verified_phc))? {
            return Ok(None);
        }
        let user = opening.row.session.user_id;
        if let Some(Rehash { phc, event }) = rehash
            && tx.replace_password(user, verified_phc, phc, event.created_at)?
        {
            tx.insert_event(event)?;
        }
        tx.find_user(user)
    }
}
