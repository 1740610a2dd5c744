//! Signing up: a wish first, and an account once the inbox has answered.
//!
//! A wish is not yet a user. Several people may have one for the same address; the account that is made
//! is that of whoever proves both the inbox and the wish.

use super::Accounts;
use super::account_proof::{CheckedPassword, Guard, Proof, read_handle};
use super::core::Core;
use super::issuing::{Asked, Recipient, Request, Target};
use super::proving::{Attempt, Found, Presented, PresentedAccount, PresentedSecret};
use super::users::{Creation, Value};
use crate::crypto::{Draw, TokenText};
use crate::domain::input::{Caller, Context, Email, parse_code};
use crate::domain::{
    Channel, EventType, Form, IdentityType, Kind, Secret, SessionMethod, SignIn, SignUpId, Subject,
};
use crate::error::{ErrorKind, Result, both};
#[cfg(feature = "seeded-faults")]
use crate::faults::{Fault, is_seeded};
use crate::store::Transaction;
use crate::store::rows::{NewEvent, SignUpRow, VerificationScope};

impl Accounts {
    /// Keeps a wish to have an account with this address and password, and sends a link and a code to
    /// the address. Where somebody has verified it already, its owner gets a notice instead, and the
    /// answer and its cost are the same: a flow handle, a secret for the browser of whoever asked.
    ///
    /// # Errors
    /// `invalid_argument` on `email`, `password`, `ip` and `user_agent`, `weak_password`,
    /// `rate_limited`; `invalid_config` on `key` if the key has been replaced since the accounts were
    /// opened.
    pub fn sign_up_with_password(
        &self,
        email: &str,
        password: &str,
        context: &Context,
    ) -> Result<Secret> {
        self.call(|core| {
            let ((email, password), caller) = both(
                both(Email::parse("email", email), core.parse_new_password(password)),
                Caller::parse(context),
            )?;
            core.check_guessable(&password, email.value(), None)?;
            let draw = core.draw();
            let request = request(email.value(), email.display());
            // Whoever asks too often is refused before a hash is paid for.
            let asked = Asked { is_counted: true, ..core.draw_asked(&draw, request, &caller) };
            core.store.write(|tx| asked.issue_try.count_caller(tx))?;
            let wish = SignUpRow {
                id: draw.id(SignUpId::new)?,
                value: email.value().to_owned(),
                display_value: email.display().to_owned(),
                phc: core.hasher.hash(draw.random, &password)?,
                expires_at: draw.now.after(core.settings.sign_up_lifetime),
                created_at: draw.now,
            };
            core.issue(
                &asked,
                |tx| target(tx, &wish),
                |tx, target| tx.insert_sign_up(&wish).map(|()| target.subject),
            )
        })
    }

    /// Makes the account of a wish, its address verified, and signs in: with the link from the inbox,
    /// and with the flow handle or the password of the wish as proof of whose it is. With the handle
    /// any live link to the address will do, also one that somebody else has asked for.
    ///
    /// # Errors
    /// `invalid_token`; `proof_required` without proof, and nothing is used up; `invalid_credentials`
    /// if the proof is a wrong password; `already_claimed` if somebody has verified the address
    /// meanwhile; `rate_limited`, `invalid_argument` on `proof`, `ip` and `user_agent`.
    pub fn confirm_sign_up_with_link(
        &self,
        token: &str,
        proof: Option<&str>,
        context: &Context,
    ) -> Result<SignIn> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let token = TokenText::digest(token).ok_or(ErrorKind::InvalidToken)?;
            core.confirm_sign_up(PresentedSecret::Link(token), proof, &caller)
        })
    }

    /// The same with the code from the inbox. With the handle, attempts are counted for the handle, so
    /// that nobody else can use them up.
    ///
    /// # Errors
    /// As for [`confirm_sign_up_with_link`](Self::confirm_sign_up_with_link), and `invalid_argument`
    /// on `email` and `code`.
    pub fn confirm_sign_up_with_code(
        &self,
        email: &str,
        code: &str,
        proof: Option<&str>,
        context: &Context,
    ) -> Result<SignIn> {
        self.call(|core| {
            let ((email, code), caller) = both(
                both(Email::parse("email", email), parse_code("code", code)),
                Caller::parse(context),
            )?;
            let secret = PresentedSecret::Code { value: email.value(), code };
            core.confirm_sign_up(secret, proof, &caller)
        })
    }

    /// Sends a link and a code for the wish of this flow handle again. The handle stays, with what is
    /// left of its attempts.
    ///
    /// # Errors
    /// `invalid_token` if there is no such wish, `rate_limited`, `invalid_argument` on `ip` and
    /// `user_agent`, `invalid_config` on `key`.
    pub fn resend_sign_up(&self, handle: &str, context: &Context) -> Result<()> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let draw = core.draw();
            let wish = core.wish_of_handle(handle, &draw)?;
            let request = request(&wish.value, &wish.display_value);
            let asked = Asked { has_handle: true, ..core.draw_asked(&draw, request, &caller) };
            let still_there = |tx: &mut dyn Transaction| match tx.find_sign_up(wish.id)? {
                Some(wish) => target(tx, &wish),
                None => Err(ErrorKind::InvalidToken.into()),
            };
            // A wish lives as long as its newest link.
            let end = draw.now.after(core.settings.sign_up_lifetime);
            let prepare = |tx: &mut dyn Transaction, target: &Target| {
                tx.renew_sign_up(wish.id, end).map(|_| target.subject)
            };
            core.issue(&asked, still_there, prepare).map(drop)
        })
    }
}

fn request<'a>(value: &'a str, display_value: &'a str) -> Request<'a> {
    Request { kind: Kind::SignUp, channel: Channel::Email, value, display_value }
}

/// Whom a wish's message goes to.
fn target(tx: &mut dyn Transaction, wish: &SignUpRow) -> Result<Target> {
    let to = match tx.find_verified(&IdentityType::Email, &wish.value)? {
        None => Recipient::Inbox { address: wish.display_value.clone(), user: None },
        #[cfg(feature = "seeded-faults")]
        Some(_) if is_seeded(Fault::TellTaken) => return Err(ErrorKind::AlreadyTaken.into()),
        Some(holder) => {
            Recipient::Owner { address: holder.identity.display_value, user: holder.user.id }
        }
    };
    Ok(Target { subject: Subject::SignUp(wish.id), to })
}

impl Core {
    fn wish_of_handle(&self, handle: &str, draw: &Draw<'_>) -> Result<SignUpRow> {
        let PresentedAccount::Handle(handle) = read_handle(Some(handle))? else {
            return Err(ErrorKind::InvalidToken.into());
        };
        let wish = self.store.write(|tx| {
            let Some(handle) = tx.find_token(Form::Handle, &handle)? else { return Ok(None) };
            let handle = handle.verification;
            if handle.is_expired(draw.now) {
                tx.end_verifications(VerificationScope::One(handle.id))?;
            }
            match handle.is_live(draw.now) {
                true => find_wish(tx, handle.subject()),
                false => Ok(None),
            }
        })?;
        wish.ok_or_else(|| ErrorKind::InvalidToken.into())
    }

    fn confirm_sign_up(
        &self,
        secret: PresentedSecret<'_>,
        proof: Option<&str>,
        caller: &Caller,
    ) -> Result<SignIn> {
        let draw = self.draw();
        let proof = self.read_proof(proof)?;
        let account = proof.presented();
        let method = match secret {
            PresentedSecret::Link(_) => SessionMethod::Link,
            PresentedSecret::Code { .. } => {
                self.check_handle_of_code(account)?;
                SessionMethod::Code
            }
        };
        let presented = Presented { kind: Kind::SignUp, channel: Channel::Email, secret, account };
        let mut attempt = self.draw_attempt(&draw, presented, caller)?;
        let password = self.check_proof_of_wish(&draw, &mut attempt, &proof, caller)?;

        let opening = self.draw_session(&draw, method, caller)?;
        let creation = Creation::draw(&draw, caller)?;
        let event = NewEvent::new(&draw, EventType::IdentityVerified)?.by(caller);
        let resolve = |tx: &mut dyn Transaction, found: &Found| find_wish(tx, found.subject);
        let (user, session) = self.redeem(&attempt, resolve, |tx, wish| {
            if let Some(password) = &password {
                if password.phc != wish.phc {
                    return Err(ErrorKind::InvalidCredentials.into());
                }
                password.succeed(tx, self, None)?;
            }
            let value = Value {
                identity_type: IdentityType::Email,
                value: wish.value,
                display_value: wish.display_value,
            };
            let user = creation.write(tx, &value, Some(&wish.phc), true)?.user.id;
            tx.insert_event(&event.clone().of(user))?;
            opening.write_proven(tx, self, user)
        })?;
        Ok(opening.signed_in(user, session))
    }

    /// What must hold of a wish besides the inbox. Without a proof nothing is made; whether the secret
    /// is right is found out first.
    fn check_proof_of_wish(
        &self,
        draw: &Draw<'_>,
        attempt: &mut Attempt<'_>,
        proof: &Proof,
        caller: &Caller,
    ) -> Result<Option<CheckedPassword>> {
        match proof {
            Proof::Handle(_) => Ok(None),
            #[cfg(feature = "seeded-faults")]
            Proof::Nothing if is_seeded(Fault::ConfirmWithoutProof) => Ok(None),
            Proof::Nothing => {
                let found = self.store.write(|tx| self.prove(tx, attempt))?;
                Err(found.map_or(ErrorKind::InvalidToken, |_| ErrorKind::ProofRequired).into())
            }
            Proof::Password(password) => {
                let guard = |tx: &mut dyn Transaction, found: &Found| {
                    let wish = find_wish(tx, found.subject)?;
                    Ok(wish.map(|wish| Guard {
                        user: None,
                        phc: Some(wish.phc),
                        value: wish.value,
                    }))
                };
                self.check_password_proof(draw, attempt, password, caller, guard).map(Some)
            }
        }
    }
}

/// The wish that a secret or handle was issued for.
fn find_wish(tx: &mut dyn Transaction, subject: Subject) -> Result<Option<SignUpRow>> {
    match subject {
        Subject::SignUp(sign_up) => tx.find_sign_up(sign_up),
        _ => Ok(None),
    }
}
