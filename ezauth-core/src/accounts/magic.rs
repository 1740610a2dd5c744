//! Magic links and codes: signing in with what came to an inbox.
//!
//! The inbox proves the value. It opens the account of whoever has verified that value and no other;
//! where nobody has, it may make a new one, into which nobody can have put anything before.

use super::Accounts;
use super::account_proof::read_handle;
use super::core::Core;
use super::issuing::{Recipient, Request, Target};
use super::proving::{Found, Presented, PresentedAccount, PresentedSecret};
use super::users::{Creation, Value};
use crate::crypto::TokenText;
use crate::domain::input::{Caller, Context, Email, Phone, parse_code};
use crate::domain::{
    Channel, EventType, IdentityType, Kind, Secret, SessionMethod, SignIn, Subject, UserId,
};
use crate::error::{Error, ErrorKind, FieldReason, Result, both};
use crate::store::Transaction;
use crate::store::rows::NewEvent;

impl Accounts {
    /// Sends a link and a code to sign in with. The answer, a flow handle, is the same whether or not
    /// somebody has the address; where nobody has and `open_sign_up` is off, nothing is sent.
    ///
    /// # Errors
    /// `invalid_argument` on `email`, `ip` and `user_agent`, `rate_limited`; `invalid_config` on `key`
    /// if the key has been replaced since the accounts were opened.
    pub fn request_magic_link(&self, email: &str, context: &Context) -> Result<Secret> {
        self.call(|core| core.request_email(email, context))
    }

    /// Opens a session with the link of such a message, or makes an account and opens it.
    /// [`peek_magic_link`](Self::peek_magic_link) is for the GET that mail scanners make too; call this
    /// when a person has pressed a button.
    ///
    /// # Errors
    /// `invalid_token`, also where the account is switched off; `invalid_argument` on `ip` and
    /// `user_agent`.
    pub fn sign_in_with_magic_link(&self, token: &str, context: &Context) -> Result<SignIn> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let token = TokenText::digest(token).ok_or(ErrorKind::InvalidToken)?;
            let secret = PresentedSecret::Link(token);
            core.sign_in_from_inbox(Channel::Email, secret, PresentedAccount::Nothing, &caller)
        })
    }

    /// The same as [`request_magic_link`](Self::request_magic_link): the message has both, and the
    /// reader chooses.
    ///
    /// # Errors
    /// As for [`request_magic_link`](Self::request_magic_link).
    pub fn request_email_code(&self, email: &str, context: &Context) -> Result<Secret> {
        self.call(|core| core.request_email(email, context))
    }

    /// Opens a session with the code of such a message, or makes an account and opens it. With the
    /// flow handle that the request returned, attempts are counted for the handle, so that nobody else
    /// can use them up.
    ///
    /// # Errors
    /// `invalid_token`, `proof_required` without a handle where `code_needs_handle` is set,
    /// `rate_limited`, `invalid_argument` on `email`, `code`, `ip` and `user_agent`.
    pub fn sign_in_with_email_code(
        &self,
        email: &str,
        code: &str,
        handle: Option<&str>,
        context: &Context,
    ) -> Result<SignIn> {
        self.call(|core| {
            let ((email, code), caller) = both(
                both(Email::parse("email", email), parse_code("code", code)),
                Caller::parse(context),
            )?;
            let secret = PresentedSecret::Code { value: email.value(), code };
            core.sign_in_from_inbox(Channel::Email, secret, read_handle(handle)?, &caller)
        })
    }

    /// Sends a code by text message. What is said of
    /// [`request_magic_link`](Self::request_magic_link) holds here too.
    ///
    /// # Errors
    /// `invalid_argument` on `phone`, as `not_allowed` where `sms_prefixes` do not have it, on `ip` and
    /// `user_agent`; `rate_limited`, `invalid_config` on `key`.
    pub fn request_phone_code(&self, phone: &str, context: &Context) -> Result<Secret> {
        self.call(|core| {
            let (phone, caller) = both(Phone::parse("phone", phone), Caller::parse(context))?;
            core.check_texts_go_to("phone", phone.value())?;
            core.request_sign_in(Channel::Phone, &Value::phone(&phone), &caller)
        })
    }

    /// Opens a session with the code of a text message, or makes an account and opens it.
    ///
    /// # Errors
    /// As for [`sign_in_with_email_code`](Self::sign_in_with_email_code), with `phone` in place of
    /// `email`.
    pub fn sign_in_with_phone_code(
        &self,
        phone: &str,
        code: &str,
        handle: Option<&str>,
        context: &Context,
    ) -> Result<SignIn> {
        self.call(|core| {
            let ((phone, code), caller) = both(
                both(Phone::parse("phone", phone), parse_code("code", code)),
                Caller::parse(context),
            )?;
            let secret = PresentedSecret::Code { value: phone.value(), code };
            core.sign_in_from_inbox(Channel::Phone, secret, read_handle(handle)?, &caller)
        })
    }
}

impl Core {
    /// Refuses a phone number that no text message goes to, by its prefix alone.
    ///
    /// # Errors
    /// `invalid_argument` on `field`, as `not_allowed`.
    pub(super) fn check_texts_go_to(&self, field: &'static str, phone: &str) -> Result<()> {
        match self.settings.texts_go_to(phone) {
            true => Ok(()),
            false => Err(Error::invalid_argument(field, FieldReason::NotAllowed)),
        }
    }

    fn request_email(&self, email: &str, context: &Context) -> Result<Secret> {
        let (email, caller) = both(Email::parse("email", email), Caller::parse(context))?;
        self.request_sign_in(Channel::Email, &Value::email(&email), &caller)
    }

    fn request_sign_in(&self, channel: Channel, value: &Value, caller: &Caller) -> Result<Secret> {
        let draw = self.draw();
        let request = Request {
            kind: Kind::SignIn,
            channel,
            value: &value.value,
            display_value: &value.display_value,
        };
        let asked = self.draw_asked(&draw, request, caller);
        let target = |tx: &mut dyn Transaction| {
            let to = match value.find_verified(tx)? {
                // Mail goes to the address as its owner wrote it, not as somebody has typed it.
                Some(holder) if holder.user.disabled_at.is_none() => Recipient::Inbox {
                    address: holder.identity.display_value,
                    user: Some(holder.user.id),
                },
                None if self.settings.open_sign_up => {
                    Recipient::Inbox { address: value.display_value.clone(), user: None }
                }
                Some(_) | None => Recipient::Nobody { user: None },
            };
            Ok(Target { subject: Subject::Nothing, to })
        };
        self.issue(&asked, target, |_, target| Ok(target.subject))
    }

    fn sign_in_from_inbox(
        &self,
        channel: Channel,
        secret: PresentedSecret<'_>,
        account: PresentedAccount,
        caller: &Caller,
    ) -> Result<SignIn> {
        let method = match secret {
            PresentedSecret::Link(_) => SessionMethod::Link,
            PresentedSecret::Code { .. } => {
                self.check_handle_of_code(account)?;
                SessionMethod::Code
            }
        };
        let draw = self.draw();
        let presented = Presented { kind: Kind::SignIn, channel, secret, account };
        let attempt = self.draw_attempt(&draw, presented, caller)?;
        let opening = self.draw_session(&draw, method, caller)?;
        let creation = Creation::draw(&draw, caller)?;
        let event = NewEvent::new(&draw, EventType::IdentityVerified)?.by(caller);
        let resolve = |tx: &mut dyn Transaction, found: &Found| self.resolve_sign_in(tx, found);
        let (user, session) = self.redeem(&attempt, resolve, |tx, opens| {
            let user = match opens {
                Opens::Account(user) => user,
                Opens::New(value) => {
                    let user = creation.write(tx, &value, None, true)?.user.id;
                    tx.insert_event(&event.clone().of(user))?;
                    user
                }
            };
            opening.write_proven(tx, self, user)
        })?;
        Ok(opening.signed_in(user, session))
    }

    fn resolve_sign_in(&self, tx: &mut dyn Transaction, found: &Found) -> Result<Option<Opens>> {
        let verification = &found.verification;
        let holder = tx.find_verified(&verification.channel.into(), &verification.value)?;
        Ok(match holder {
            Some(holder) if holder.user.disabled_at.is_none() => {
                Some(Opens::Account(holder.user.id))
            }
            None if self.settings.open_sign_up => Some(Opens::New(Value {
                identity_type: verification.channel.into(),
                value: verification.value.clone(),
                display_value: found.display_value.clone(),
            })),
            Some(_) | None => None,
        })
    }
}

/// What a secret to sign in with opens.
#[derive(Clone)]
enum Opens {
    Account(UserId),
    New(Value),
}

impl From<Channel> for IdentityType {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::Email => Self::Email,
            Channel::Phone => Self::Phone,
        }
    }
}
