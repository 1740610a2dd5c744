//! The acts of a person that are flows: a secret from the inbox, a session, or both.

use ezauth_core::domain::{Channel, Context, SignIn};

use super::story::{Person, Told};
use super::{Act, Draw, Life, Mail, Passwords};

impl Life<'_> {
    /// Does such an act, and says what is told of it.
    pub(super) fn flow(&self, act: Act, person: &mut Person, draw: &mut Draw) -> Told {
        let (accounts, context) = (self.accounts, Context::default());
        let Person { address, other_address, handle, .. } = &*person;
        let Passwords { old, new } = &person.passwords;
        let mail = person.mail.as_ref().ok_or("there is no mail yet");
        let newest = person.tokens.last().ok_or("there is no session yet");
        let user = person.user.ok_or("there is no user yet");
        let nothing = Ok(Vec::new());
        match act {
            Act::Wish => {
                let handle = accounts.sign_up_with_password(address, old, &context)?;
                person.handle = handle.expose().to_owned();
                Ok(vec![person.handle.clone()])
            }
            Act::WishAgain => {
                let send = || accounts.resend_sign_up(handle, &context);
                self.inbox.replace(address, send)?;
                nothing
            }
            Act::Complete => {
                let proof = Some(if draw.coin() { handle.as_str() } else { old });
                let Mail { token, code, .. } = mail?;
                let signed_in = match draw.coin() {
                    true => accounts.confirm_sign_up_with_link(token, proof, &context)?,
                    false => accounts.confirm_sign_up_with_code(address, code, proof, &context)?,
                };
                person.user = Some(signed_in.user.id);
                let user = signed_in.user.id.to_string();
                Ok(vec![person.keep(&signed_in), user])
            }
            Act::AskToEnter => {
                let handle = accounts.request_magic_link(address, &context)?;
                person.handle = handle.expose().to_owned();
                Ok(vec![person.handle.clone()])
            }
            Act::Enter => {
                let handle = draw.coin().then_some(handle.as_str());
                let Mail { token, code, .. } = mail?;
                let signed_in = match draw.coin() {
                    true => accounts.sign_in_with_magic_link(token, &context)?,
                    false => accounts.sign_in_with_email_code(address, code, handle, &context)?,
                };
                Ok(vec![person.keep(&signed_in)])
            }
            Act::ChangePassword => {
                accounts.change_password(newest?, old, new, &context)?;
                nothing
            }
            Act::RevokeOthers => match accounts.revoke_other_sessions(newest?, &context)? {
                1 => nothing,
                other => Err(format!("{other} sessions ended").into()),
            },
            Act::AskToAdd => {
                let of = Channel::Email;
                let handle =
                    accounts.request_identity(newest?, of, other_address, None, &context)?;
                person.awaits_other = true;
                Ok(vec![handle.expose().to_owned()])
            }
            Act::Add => {
                let (Mail { token, code, .. }, session) = (mail?, newest?);
                match draw.coin() {
                    true => accounts.confirm_identity_with_link(session, token, &context)?,
                    false => {
                        let value = other_address;
                        accounts.confirm_identity_with_code(session, value, code, &context)?
                    }
                };
                nothing
            }
            Act::Prove => {
                let proven = accounts.reauthenticate_with_password(newest?, new, &context)?;
                Ok(vec![person.keep(&proven)])
            }
            Act::Remove => {
                let own = accounts.list_user_identities(user?)?;
                let first = own.iter().find(|own| own.value == *address);
                let first = first.ok_or("the first address is gone")?;
                accounts.remove_identity(newest?, first.id, &context)?;
                nothing
            }
            Act::Delete => {
                accounts.delete_account(newest?, &context)?;
                nothing
            }
            _ => Err(format!("{act:?} is no flow").into()),
        }
    }
}

impl Person {
    /// Keeps the token of a session, which is to be told.
    fn keep(&mut self, SignIn { token, .. }: &SignIn) -> String {
        self.tokens.push(token.expose().to_owned());
        token.expose().to_owned()
    }
}
