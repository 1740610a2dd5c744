//! Signing in with a password.

use super::Accounts;
use super::core::Core;
use super::notices::Notice;
use super::sessions::Opening;
use super::throttling::PasswordTry;
use crate::crypto::Draw;
use crate::domain::input::{Caller, Context, Identifier, Password, UsernamePattern};
use crate::domain::{
    EventType, IdentityType, MessageKind, Session, SessionMethod, SignIn, User, UserId,
};
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
    /// the same hashing. After failures the same identifier waits, longer and longer, and a caller's
    /// address with many failures too: `rate_limited`, before anything is hashed. Whoever signs in
    /// after five failures is told by a notice.
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
            core.sign_in(&draw, &identifier, &password, &caller)
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
    /// For whoever signs in after failures.
    notice: Notice,
}

/// A new hash of the same password, where the parameters have changed since.
struct Rehash {
    phc: String,
    event: NewEvent,
}

/// From how many failures on a sign-in is told to the owner.
const WORTH_TELLING: u32 = 5;

impl Core {
    fn sign_in(
        &self,
        draw: &Draw<'_>,
        identifier: &Identifier,
        password: &Password,
        caller: &Caller,
    ) -> Result<SignIn> {
        let counted = identifier.key();
        #[cfg(feature = "seeded-faults")]
        let counted = match identifier {
            Identifier::Email(email) if is_seeded(Fault::RawKeys) => email.display(),
            _ => counted,
        };
        let password_try = self.draw_password_try(draw, counted, caller)?;
        let (mut candidate, failures) = self.store.write(|tx| {
            let candidate = find_candidate(tx, identifier)?;
            let account = candidate.as_ref().map(|it| it.user_id);
            Ok((candidate, password_try.begin(tx, self, account)?))
        })?;
        for _ in 0..ATTEMPTS {
            let phc = candidate.as_ref().and_then(|candidate| candidate.phc.as_deref());
            let counted = (&password_try, failures);
            let matches = self.verify_counted(draw, password, phc, counted)?;
            let Some(SignInRow { user_id, disabled: false, phc: Some(phc), off: false }) =
                candidate.filter(|_| matches)
            else {
                break;
            };
            let admission = self.draw_admission(draw, password, phc, caller)?;
            let admitted = self.store.write(|tx| {
                // The identifier may lead elsewhere by now: its identity was removed, for instance.
                let leads_to = find_candidate(tx, identifier)?.map(|it| it.user_id);
                match leads_to == Some(user_id) {
                    true => admission.write(tx, self, user_id, &password_try),
                    false => Ok(None),
                }
            })?;
            if let Some((user, session)) = admitted {
                self.wake.wake();
                return Ok(admission.opening.signed_in(user, session));
            }
            candidate = self.store.read(|tx| find_candidate(tx, identifier))?;
        }
        self.store.write(|tx| password_try.fail(tx, self, failures))?;
        Err(ErrorKind::InvalidCredentials.into())
    }

    fn draw_admission(
        &self,
        draw: &Draw<'_>,
        password: &Password,
        verified_phc: String,
        caller: &Caller,
    ) -> Result<Admission> {
        let rehash = match self.hasher.is_current(&verified_phc) {
            true => None,
            false => self.draw_rehash(draw, password)?,
        };
        let opening = self.draw_session(draw, SessionMethod::Password, caller)?;
        let notice = self.draw_notice(draw, MessageKind::SignedInAfterFailures)?;
        Ok(Admission { opening, verified_phc, rehash, notice })
    }

    /// Nothing, while too much is being hashed: the password was right, and another sign-in hashes it.
    fn draw_rehash(&self, draw: &Draw<'_>, password: &Password) -> Result<Option<Rehash>> {
        match self.hasher.hash(draw.random, password) {
            Ok(phc) => {
                let event = NewEvent::new(draw, EventType::PasswordRehashed)?;
                Ok(Some(Rehash { phc, event }))
            }
            Err(error) if error.kind() == ErrorKind::RateLimited => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Admission {
    /// Opens the session, if nothing has changed since the password was verified.
    fn write(
        &self,
        tx: &mut dyn Transaction,
        core: &Core,
        user: UserId,
        password_try: &PasswordTry,
    ) -> Result<Option<(User, Session)>> {
        let Self { opening, verified_phc, rehash, notice } = self;
        let still = Some(verified_phc.as_str());
        #[cfg(feature = "seeded-faults")]
        let still = still.filter(|_| !is_seeded(Fault::ForgetVerified));
        let Some(session) = opening.write(tx, core, user, still)? else {
            return Ok(None);
        };
        if password_try.succeed(tx, core, Some(user))? >= WORTH_TELLING {
            notice.write(tx, core, user)?;
        }
        if let Some(Rehash { phc, event }) = rehash
            && tx.replace_password(user, verified_phc, phc, event.created_at)?
        {
            tx.insert_event(&event.clone().of(user))?;
        }
        Ok(tx.find_user(user)?.map(|user| (user, session)))
    }
}
