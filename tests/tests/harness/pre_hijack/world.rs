//! Accounts that an attacker and a victim meet in.

use std::sync::Arc;
use std::time::Duration;

use ezauth_core::domain::{Channel, IdentityId, ProfileChanges, Secret, SignIn, Timestamp};
use ezauth_core::{Accounts, ErrorKind, Ports, Result, SettableClock, Settings, Size};
use ezauth_tests::harness::limited_settings;

use super::act::{Act, End, Sequence, What, Who};
use super::judge::judge;
use super::person::{Person, newest};
use crate::run::Scene;

const LEASE: Duration = Duration::from_secs(60);
const MINUTE: Duration = Duration::from_secs(60);
const LAST_PASSWORD: &str = "what the victim set at last";

pub(super) struct World {
    pub(super) accounts: Accounts,
    pub(super) clock: SettableClock,
}

impl World {
    pub(super) fn open(scene: &Scene, has_limits: bool) -> Self {
        let clock = SettableClock::new(Timestamp::from_millis(1_800_000_000_000));
        let ports = Ports { clock: Arc::new(clock.clone()), ..Ports::default() };
        let limited = Settings {
            argon2_memory: Size::kib(8),
            // Nobody guesses one by chance.
            code_digits: 12,
            sms_daily: 1_000_000,
            ..limited_settings(&scene.file())
        };
        let free = Settings {
            issue_interval: Duration::ZERO,
            issue_hourly: 100_000,
            issue_daily: 100_000,
            issue_daily_in_all: 100_000,
            issue_hourly_by_ip: 100_000,
            sign_in_failures: 100_000,
            sign_in_failures_in_all: 100_000,
            ..limited.clone()
        };
        let settings = if has_limits { limited } else { free };
        Self { accounts: Accounts::open_with(settings, ports).unwrap(), clock }
    }

    /// Plays it, and says how many acts were done and how many refused.
    pub(super) fn play(&self, number: u64, sequence: &Sequence) -> Result<(u64, u64), String> {
        let mut victim = Person::new("victim", number);
        let mut attacker = Person::new("mallory", number);
        let [mail, phone] = [0, 2].map(|number| victim.addresses[number].clone());
        attacker.targets.splice(1..2, [mail, phone]);
        let (mut done, mut refused, mut has_stolen) = (0, 0, false);
        for act in &sequence.acts {
            self.clock.advance(Duration::from_millis(1));
            if act.what == What::Steal {
                let newest = victim.sessions.last().filter(|_| sequence.has_theft);
                attacker.stolen.extend(newest.cloned());
                has_stolen |= newest.is_some();
                continue;
            }
            let person = match act.who {
                Who::Attacker => &mut attacker,
                Who::Victim => &mut victim,
            };
            match self.act(person, act) {
                Some(Ok(())) => done += 1,
                Some(Err(_)) => refused += 1,
                None => {}
            }
            self.deliver(&mut victim, &mut attacker);
        }
        self.come_in(&mut victim, &mut attacker, sequence.end, has_stolen)?;
        judge(self, &victim, &mut attacker).map(|()| (done, refused))
    }

    fn deliver(&self, victim: &mut Person, attacker: &mut Person) {
        for message in self.accounts.claim_messages(100, LEASE).unwrap() {
            self.accounts.ack_message(message.lease).unwrap();
            if !victim.reads(&message) {
                attacker.reads(&message);
            }
        }
    }

    /// Nothing, where somebody lacks what the act needs.
    fn act(&self, by: &mut Person, act: &Act) -> Option<Result<()>> {
        let accounts = &self.accounts;
        let context = by.context.clone();
        let target = by.target(act).to_owned();
        let is_phone = target.starts_with('+');
        let password = by.password(act).to_owned();
        let handle = by.handle(act).map(str::to_owned);
        let proof = by.proof(act).map(str::to_owned);
        let (handle, proof) = (handle.as_deref(), proof.as_deref());
        let link = newest(&by.links, act.link).cloned();
        let code = newest(&by.codes, act.code).cloned();
        // A code is for where it was sent, and the attacker tries it elsewhere.
        let code = code.map(|(sent_to, code)| match act.password {
            0 => (sent_to, code),
            _ => (target.clone(), code),
        });
        let session = newest(&by.sessions, act.session).cloned();
        let stolen = newest(&by.stolen, act.session).cloned();
        let got = |handle: Secret| Got::Handle(handle.expose().to_owned());
        let done = match act.what {
            What::SignUp => accounts.sign_up_with_password(&target, &password, &context).map(got),
            What::ResendSignUp => {
                let handle = newest(&by.handles, act.handle)?;
                accounts.resend_sign_up(handle, &context).map(|()| Got::Nothing)
            }
            What::ConfirmSignUpWithLink => {
                accounts.confirm_sign_up_with_link(&link?, proof, &context).map(Got::session)
            }
            What::ConfirmSignUpWithCode => {
                let (to, code) = code?;
                accounts.confirm_sign_up_with_code(&to, &code, proof, &context).map(Got::session)
            }
            What::RequestMagicLink if is_phone => {
                accounts.request_phone_code(&target, &context).map(got)
            }
            What::RequestMagicLink => accounts.request_magic_link(&target, &context).map(got),
            What::RequestCode if is_phone => {
                accounts.request_phone_code(&target, &context).map(got)
            }
            What::RequestCode => accounts.request_email_code(&target, &context).map(got),
            What::SignInWithLink => {
                accounts.sign_in_with_magic_link(&link?, &context).map(Got::session)
            }
            What::SignInWithCode => {
                let (to, code) = code?;
                match to.starts_with('+') {
                    true => accounts.sign_in_with_phone_code(&to, &code, handle, &context),
                    false => accounts.sign_in_with_email_code(&to, &code, handle, &context),
                }
                .map(Got::session)
            }
            What::RequestRecovery => accounts.request_password_recovery(&target, &context).map(got),
            What::ResetWithLink => {
                accounts.reset_password_with_link(&link?, &password, &context).map(|_| Got::Nothing)
            }
            What::ResetWithCode => {
                let (to, code) = code?;
                accounts
                    .reset_password_with_code(&to, &code, &password, handle, &context)
                    .map(|_| Got::Nothing)
            }
            What::SignInWithPassword => {
                accounts.sign_in_with_password(&target, &password, &context).map(Got::session)
            }
            What::RequestIdentity | What::ReplaceIdentity => {
                let channel = if is_phone { Channel::Phone } else { Channel::Email };
                // With a stolen session the attacker wants an address of their own in the account.
                let stolen = stolen.filter(|_| by.addresses.contains(&target));
                let session = stolen.or(session)?;
                let replaces = match act.what {
                    What::ReplaceIdentity => Some(self.identity(&session, act)?),
                    _ => None,
                };
                accounts.request_identity(&session, channel, &target, replaces, &context).map(got)
            }
            What::ConfirmIdentityWithLink => accounts
                .confirm_identity_with_link(&session?, &link?, &context)
                .map(|_| Got::Nothing),
            What::ConfirmIdentityWithCode => {
                let (to, code) = code?;
                accounts
                    .confirm_identity_with_code(&session?, &to, &code, &context)
                    .map(|_| Got::Nothing)
            }
            What::RemoveIdentity => {
                let session = stolen.or(session)?;
                let identity = self.identity(&session, act)?;
                accounts.remove_identity(&session, identity, &context).map(|_| Got::Nothing)
            }
            What::DeleteAccount => {
                let session = stolen.or(session)?;
                accounts.delete_account(&session, &context).map(|()| Got::Nothing)
            }
            What::SetPassword => {
                accounts.set_password(&session?, &password, &context).map(|_| Got::Nothing)
            }
            What::ChangePassword => {
                let new = &by.passwords[1 - act.password];
                accounts.change_password(&session?, &password, new, &context).map(|_| Got::Nothing)
            }
            What::UpdateProfile => {
                let own = accounts.get_user_by_session_token(&session?).unwrap()?;
                let changes = ProfileChanges {
                    name: Some(Some(by.name.clone())),
                    username: Some(Some(by.username.clone())),
                    metadata: None,
                };
                accounts.update_user_profile(own.id, &changes).map(|_| Got::Nothing)
            }
            What::ReauthenticateWithPassword => accounts
                .reauthenticate_with_password(&session?, &password, &context)
                .map(Got::session),
            What::ReauthenticateWithLink => {
                accounts.reauthenticate_with_link(&session?, &link?, &context).map(Got::session)
            }
            What::ReauthenticateWithCode => {
                let (to, code) = code?;
                accounts
                    .reauthenticate_with_code(&session?, &to, &code, handle, &context)
                    .map(Got::session)
            }
            What::RevokeOthers => {
                accounts.revoke_other_sessions(&session?, &context).map(|_| Got::Nothing)
            }
            What::Wait(minutes) => {
                self.clock.advance(MINUTE * u32::try_from(minutes).unwrap());
                Ok(Got::Nothing)
            }
            What::Steal => return None,
        };
        Some(done.map(|got| match got {
            Got::Nothing => {}
            Got::Handle(handle) => by.handles.push(handle),
            Got::Session(signed_in) => by.signed_in(&signed_in),
        }))
    }

    /// One of the account that a session is of.
    fn identity(&self, session: &str, act: &Act) -> Option<IdentityId> {
        let own = self.accounts.get_user_by_session_token(session).unwrap()?;
        let all = self.accounts.list_user_identities(own.id).unwrap();
        newest(&all, act.code).map(|identity| identity.id)
    }

    /// The victim comes in through the inbox, which must be possible.
    fn come_in(
        &self,
        victim: &mut Person,
        attacker: &mut Person,
        end: End,
        has_stolen: bool,
    ) -> Result<(), String> {
        // Whoever shuts somebody out sets a password; where there is one already, by a recovery.
        let end = if has_stolen { End::Recovery } else { end };
        for minutes in [0, 1, 61, 24 * 60, 24 * 60] {
            self.clock.advance(MINUTE * minutes + Duration::from_millis(1));
            for end in [end, End::Link] {
                if !self.comes_in(victim, attacker, end).unwrap_or(false) {
                    continue;
                }
                if has_stolen && end != End::Recovery && !self.shuts_out(victim)? {
                    break;
                }
                victim.passwords.push(LAST_PASSWORD.to_owned());
                return Ok(());
            }
        }
        Err("the victim cannot come in through the inbox".to_owned())
    }

    /// Sets a password, unless there is one.
    fn shuts_out(&self, victim: &Person) -> Result<bool, String> {
        let session = victim.sessions.last().ok_or("the victim is not in")?;
        match self.accounts.set_password(session, LAST_PASSWORD, &victim.context) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::AlreadyTaken => Ok(false),
            Err(error) => Err(format!("no password can be set: {error}")),
        }
    }

    fn comes_in(&self, victim: &mut Person, attacker: &mut Person, end: End) -> Result<bool> {
        let (accounts, context) = (&self.accounts, victim.context.clone());
        let own = victim.addresses[0].clone();
        let (links, codes) = (victim.links.len(), victim.codes.len());
        let handle = match end {
            End::SignUp => accounts.sign_up_with_password(&own, LAST_PASSWORD, &context)?,
            End::Link => accounts.request_magic_link(&own, &context)?,
            End::Code => accounts.request_email_code(&own, &context)?,
            End::Recovery => accounts.request_password_recovery(&own, &context)?,
        };
        self.deliver(victim, attacker);
        // No message, or a notice that the address is in use.
        if victim.links.len() == links || victim.codes.len() == codes {
            return Ok(false);
        }
        let link = victim.links.last().unwrap().clone();
        let (_, code) = victim.codes.last().unwrap().clone();
        let handle = Some(handle.expose());
        let signed_in = match end {
            End::SignUp => accounts.confirm_sign_up_with_link(&link, handle, &context)?,
            End::Link => accounts.sign_in_with_magic_link(&link, &context)?,
            End::Code => accounts.sign_in_with_email_code(&own, &code, handle, &context)?,
            End::Recovery => {
                accounts.reset_password_with_link(&link, LAST_PASSWORD, &context)?;
                accounts.sign_in_with_password(&own, LAST_PASSWORD, &context)?
            }
        };
        victim.signed_in(&signed_in);
        Ok(true)
    }
}

/// What an act gave to whoever did it.
enum Got {
    Nothing,
    Handle(String),
    Session(Box<SignIn>),
}

impl Got {
    fn session(signed_in: SignIn) -> Self {
        Self::Session(Box::new(signed_in))
    }
}
