//! Proving an address: issuing links and codes, and taking them back.

use super::Accounts;
use super::account_proof::{CheckedPassword, Guard, Proof};
use super::core::Core;
use super::issuing::{Request, Target};
use super::proving::{Attempt, Found, Presented, PresentedSecret, find_proven};
use crate::crypto::{Draw, TokenText};
use crate::domain::input::{Caller, Context, Email, Phone, parse_code};
use crate::domain::{
    Channel, EventType, Form, Identity, IdentityId, IdentityType, Kind, Secret, UserIdentity,
    Verification, VerificationType,
};
use crate::error::{Error, ErrorKind, FieldReason, Result, both};
use crate::store::Transaction;
use crate::store::rows::{NewEvent, PasswordRow, VerificationScope};

impl Accounts {
    /// Issues a link and a code for an identity and queues the message that carries them. Returns a
    /// flow handle: a secret for the browser of whoever asked.
    ///
    /// `recovery` needs a verified email identity, `email` and `phone` an identity of that type. A
    /// code replaces the earlier one of the same kind and address, a link that of the same identity.
    /// Where the last message is too recent, or too many went out, nothing is sent, what is out stays
    /// good, and the handle works with it.
    ///
    /// # Errors
    /// `not_found`, `disabled`, `rate_limited`, `invalid_argument` on `identity`, `ip` and
    /// `user_agent`; `invalid_config` on `key` if the key has been replaced since the accounts were
    /// opened.
    pub fn issue_identity_verification(
        &self,
        identity: IdentityId,
        verification_type: VerificationType,
        context: &Context,
    ) -> Result<Secret> {
        self.call(|core| core.issue_for(identity, verification_type, &Caller::parse(context)?))
    }

    /// [`issue_identity_verification`](Self::issue_identity_verification) with the type `email`.
    ///
    /// # Errors
    /// `not_found`, `disabled`, `rate_limited`, `invalid_argument` on `identity`, `invalid_config` on
    /// `key`.
    pub fn request_email_verification(&self, identity: IdentityId) -> Result<Secret> {
        self.call(|core| core.issue_for(identity, VerificationType::Email, &Caller::default()))
    }

    /// Uses up a code and returns whom it proves; opens no session. A wrong code costs one of
    /// `code_attempts`; white space that somebody has pasted along is for the host to trim.
    ///
    /// **Without `proof` this trusts the inbox alone.** Whoever signed up with a stranger's address
    /// and a password has that password confirmed if the stranger gives the code. Pass the flow
    /// handle that issuing returned, or the account's password, or set `confirm_needs_proof`.
    ///
    /// # Errors
    /// `invalid_token`, `already_claimed`, `proof_required`, `invalid_credentials` if the proof is a
    /// wrong password, `rate_limited`, `invalid_argument` on `code`, `value` and `proof`.
    pub fn verify_magic_code(
        &self,
        code: &str,
        verification_type: VerificationType,
        value: &str,
        proof: Option<&str>,
    ) -> Result<UserIdentity> {
        self.call(|core| {
            let (code, value) =
                both(parse_code("code", code), parse_value(verification_type.channel(), value))?;
            let secret = PresentedSecret::Code { value: &value, code };
            core.verify(verification_type, secret, proof)
        })
    }

    /// Uses up a link token and returns whom it proves; opens no session. A token of another kind or
    /// type stays as it is. What is said of `proof` with
    /// [`verify_magic_code`](Self::verify_magic_code) holds here too.
    ///
    /// # Errors
    /// As for [`verify_magic_code`](Self::verify_magic_code).
    pub fn verify_magic_link(
        &self,
        token: &str,
        verification_type: VerificationType,
        proof: Option<&str>,
    ) -> Result<UserIdentity> {
        self.call(|core| {
            let token = TokenText::digest(token).ok_or(ErrorKind::InvalidToken)?;
            core.verify(verification_type, PresentedSecret::Link(token), proof)
        })
    }

    /// What a link token would prove, without using it up: for the GET of a link, which mail
    /// scanners make too. Unknown, used and expired are `None`.
    pub fn peek_magic_link(&self, token: &str) -> Result<Option<Verification>> {
        self.call(|core| {
            let Some(token) = TokenText::digest(token) else { return Ok(None) };
            let now = core.clock.now();
            let find = |tx: &mut dyn Transaction| tx.find_token(Form::Link, &token);
            let Some(found) = core.store.read(find)? else { return Ok(None) };
            let verification = found.verification;
            if verification.is_expired(now) {
                let scope = VerificationScope::One(verification.id);
                core.store.write(|tx| tx.end_verifications(scope))?;
            }
            // No token leads to a decoy.
            Ok(verification.is_live(now).then_some(verification))
        })
    }
}

impl Core {
    fn issue_for(
        &self,
        identity: IdentityId,
        verification_type: VerificationType,
        caller: &Caller,
    ) -> Result<Secret> {
        let identity = self.store.read(|tx| tx.find_identity(identity))?;
        let identity = identity.ok_or(ErrorKind::NotFound)?;
        check_issuable(&identity, verification_type)?;
        if verification_type.channel() == Channel::Phone {
            self.check_texts_go_to("identity", &identity.value)?;
        }
        let draw = self.draw();
        let request = Request {
            kind: verification_type.kind(),
            channel: verification_type.channel(),
            value: &identity.value,
            display_value: &identity.display_value,
        };
        let asked = self.draw_asked(&draw, request, caller);
        let target = |tx: &mut dyn Transaction| {
            tx.lock_user(identity.user_id)?;
            let unchanged = tx.find_identity(identity.id)?.ok_or(ErrorKind::NotFound)?;
            check_issuable(&unchanged, verification_type)?;
            let user = tx.find_user(identity.user_id)?.ok_or(ErrorKind::NotFound)?;
            match user.disabled_at {
                None => Ok(Target::of(unchanged)),
                Some(_) => Err(ErrorKind::Disabled.into()),
            }
        };
        self.issue(&asked, target, |_, target| Ok(target.subject))
    }

    fn verify(
        &self,
        verification_type: VerificationType,
        secret: PresentedSecret<'_>,
        proof: Option<&str>,
    ) -> Result<UserIdentity> {
        let (draw, caller) = (self.draw(), Caller::default());
        let proof = self.read_proof(proof)?;
        let account = proof.presented();
        if let PresentedSecret::Code { .. } = secret {
            self.check_handle_of_code(account)?;
        }
        let (kind, channel) = (verification_type.kind(), verification_type.channel());
        let presented = Presented { kind, channel, secret, account };
        let mut attempt = self.draw_attempt(&draw, presented, &caller)?;
        let condition = match &proof {
            Proof::Nothing if kind == Kind::Confirm && self.settings.confirm_needs_proof => {
                Condition::NoPassword
            }
            Proof::Nothing | Proof::Handle(_) => Condition::Nothing,
            Proof::Password(password) => {
                let checked =
                    self.check_password_proof(&draw, &mut attempt, password, &caller, find_guard)?;
                Condition::StillHas(checked)
            }
        };
        self.confirm(&draw, kind, &attempt, &condition)
    }

    /// Uses the secret up and verifies the identity, if the account meets the condition.
    fn confirm(
        &self,
        draw: &Draw<'_>,
        kind: Kind,
        attempt: &Attempt<'_>,
        condition: &Condition,
    ) -> Result<UserIdentity> {
        let event_type = match kind {
            Kind::Recover => EventType::RecoveryVerified,
            _ => EventType::IdentityVerified,
        };
        let event = NewEvent::new(draw, event_type)?;
        self.redeem(attempt, find_proven, |tx, mut proven| {
            condition.check(tx, self, &proven)?;
            let first_time = proven.identity.verified_at.is_none();
            if first_time {
                if !tx.verify_identity(proven.identity.id, draw.now)? {
                    return Err(ErrorKind::AlreadyClaimed.into());
                }
                proven.identity.verified_at = Some(draw.now);
                proven.identity.updated_at = draw.now;
            }
            if first_time || kind == Kind::Recover {
                tx.insert_event(&event.clone().of(proven.user.id))?;
            }
            Ok(proven)
        })
    }
}

/// What must hold of the account for its secret to be used up.
enum Condition {
    Nothing,
    /// It has no password: one that was set by somebody else must not be confirmed by a click.
    NoPassword,
    /// It still has the password that was checked.
    StillHas(CheckedPassword),
}

impl Condition {
    fn check(&self, tx: &mut dyn Transaction, core: &Core, proven: &UserIdentity) -> Result<()> {
        let user = proven.user.id;
        match self {
            Self::NoPassword if proven.user.has_password => Err(ErrorKind::ProofRequired.into()),
            Self::StillHas(checked) => match tx.find_password(user)? {
                Some(PasswordRow { phc, off: None }) if phc == checked.phc => {
                    checked.succeed(tx, core, Some(user))
                }
                _ => Err(ErrorKind::InvalidCredentials.into()),
            },
            Self::Nothing | Self::NoPassword => Ok(()),
        }
    }
}

/// The password of the account that a secret acts on. One that is off guards nothing: no password
/// matches it.
fn find_guard(tx: &mut dyn Transaction, found: &Found) -> Result<Option<Guard>> {
    let Some(proven) = find_proven(tx, found)? else { return Ok(None) };
    let password = tx.find_password(proven.user.id)?;
    Ok(Some(Guard {
        user: Some(proven.user.id),
        phc: password.filter(|password| password.off.is_none()).map(|password| password.phc),
        value: proven.identity.value,
    }))
}

fn check_issuable(identity: &Identity, verification_type: VerificationType) -> Result<()> {
    let fits = match verification_type.channel() {
        Channel::Email => identity.identity_type == IdentityType::Email,
        Channel::Phone => identity.identity_type == IdentityType::Phone,
    };
    if !fits {
        return Err(Error::invalid_argument("identity", FieldReason::OtherType));
    }
    if verification_type.kind() == Kind::Recover && identity.verified_at.is_none() {
        return Err(Error::invalid_argument("identity", FieldReason::NotVerified));
    }
    Ok(())
}

fn parse_value(channel: Channel, value: &str) -> Result<String> {
    Ok(match channel {
        Channel::Email => Email::parse("value", value)?.value().to_owned(),
        Channel::Phone => Phone::parse("value", value)?.value().to_owned(),
    })
}
