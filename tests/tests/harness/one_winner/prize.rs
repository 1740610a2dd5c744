//! What races are for, made ready: accounts, secrets that were sent, and what each racer has.

use std::collections::HashMap;

use ezauth_core::Accounts;
use ezauth_core::domain::{Channel, Context, Secret, UserId, VerificationType};
use ezauth_tests::harness::{Inbox, Mail, Race, address};

use crate::racers::RACERS;

/// What a race is for.
pub(super) struct Prize {
    pub(super) round: u64,
    /// The user that it is about; of a username nobody, nor of what makes the user.
    pub(super) user: Option<UserId>,
    pub(super) value: String,
    pub(super) secret: String,
    /// What each racer has besides.
    pub(super) own: Vec<String>,
}

/// Has one ready for each of these rounds, each of another user.
pub(super) fn prepare(
    accounts: &Accounts,
    race: Race,
    rounds: std::ops::Range<u64>,
    users: &[UserId],
) -> Vec<Prize> {
    let maker = Maker { accounts, race };
    let mut prizes: Vec<Prize> = rounds.map(|round| maker.begin(round, users)).collect();
    let mut mails = Inbox::take_all(accounts).unwrap();
    if maker.goes_on() {
        for prize in &mut prizes {
            maker.go_on(prize, &mails);
        }
        mails = Inbox::take_all(accounts).unwrap();
    }
    for prize in prizes.iter_mut().filter(|prize| prize.secret.is_empty()) {
        if let Some(Mail { token, code, .. }) = mails.remove(&prize.value) {
            prize.secret = if is_by_link(race) { token } else { code };
        }
    }
    prizes
}

fn is_by_link(race: Race) -> bool {
    matches!(
        race,
        Race::ConfirmLink
            | Race::RecoverLink
            | Race::ResetLink
            | Race::SignUpLink
            | Race::SignInLink
            | Race::ChangeLink
            | Race::ReauthenticateLink
    )
}

struct Maker<'a> {
    accounts: &'a Accounts,
    race: Race,
}

impl Maker<'_> {
    /// Whether what was sent first is not yet what is raced for.
    fn goes_on(&self) -> bool {
        matches!(
            self.race,
            Race::RecoverLink
                | Race::RecoverCode
                | Race::ResetLink
                | Race::ResetCode
                | Race::SignInLink
                | Race::ReauthenticateLink
        )
    }

    /// Makes an account, or has somebody ask for one.
    fn begin(&self, round: u64, users: &[UserId]) -> Prize {
        let Self { accounts, race } = self;
        let (accounts, nobody) = (*accounts, Context::default());
        let value = match race {
            Race::Username => format!("name_{round}"),
            Race::ConfirmPhoneCode | Race::SignInPhoneCode => format!("+4915{round:09}"),
            _ => address(&format!("prize-{round}")),
        };
        let passwords = (0..RACERS).map(|racer| format!("password-{round}-of-{racer}"));
        let passwords: Vec<String> = passwords.collect();
        let all = |secret: &Secret| vec![secret.expose().to_owned(); RACERS];
        let mut prize = Prize { round, user: None, value, secret: String::new(), own: passwords };
        let value = &prize.value;
        match race {
            Race::Username => {
                prize.secret = "none".to_owned();
                prize.own = users.iter().map(UserId::to_string).collect();
            }
            Race::ConfirmPhoneCode => {
                let created = accounts.create_user_with_phone(value).unwrap();
                let (identity, of) = (created.identity.id, VerificationType::Phone);
                accounts.issue_identity_verification(identity, of, &nobody).unwrap();
                prize.user = Some(created.user.id);
            }
            Race::ConfirmLink
            | Race::ConfirmCode
            | Race::RecoverLink
            | Race::RecoverCode
            | Race::ResetLink
            | Race::ResetCode => {
                let created = accounts.create_user_with_email(value).unwrap();
                let (identity, of) = (created.identity.id, VerificationType::Email);
                accounts.issue_identity_verification(identity, of, &nobody).unwrap();
                prize.user = Some(created.user.id);
            }
            Race::SignUpLink | Race::SignUpCode => {
                let wished = accounts.sign_up_with_password(value, "the one of the wish", &nobody);
                prize.own = all(&wished.unwrap());
            }
            Race::SignInLink | Race::SignInCode | Race::ReauthenticateLink => {
                prize.own = all(&accounts.request_magic_link(value, &nobody).unwrap());
            }
            Race::SignInPhoneCode => {
                prize.own = all(&accounts.request_phone_code(value, &nobody).unwrap());
            }
            Race::ChangeLink | Race::ChangeCode => {
                let (user, session) = self.member(round, "old");
                self.ask_to_add(&session, value);
                (prize.user, prize.own) = (Some(user), all(&session));
            }
            Race::SetPassword => {
                let (user, session) = self.member(round, "member");
                (prize.user, prize.secret) = (Some(user), session.expose().to_owned());
            }
            Race::RemoveIdentity => {
                let (user, session, own) = self.member_with_two_identities(round);
                (prize.user, prize.secret) = (Some(user), session.expose().to_owned());
                prize.own = own;
            }
            Race::Address => {
                // Odd racers are of one account, even ones of the other.
                let teams = ["one", "other"].map(|name| {
                    let (_, session) = self.member(round, name);
                    self.ask_to_add(&session, value);
                    let mail = Inbox::take_all(accounts).unwrap().remove(value).unwrap();
                    format!("{},{}", session.expose(), mail.token)
                });
                prize.secret = "none".to_owned();
                prize.own = teams.iter().cycle().take(RACERS).cloned().collect();
            }
        }
        prize
    }

    /// Proves the address with what was sent there, and asks for what is raced for.
    fn go_on(&self, prize: &mut Prize, mails: &HashMap<String, Mail>) {
        let (accounts, nobody) = (self.accounts, Context::default());
        let Prize { value, .. } = &*prize;
        let token = &mails[value].token;
        if self.race == Race::SignInLink {
            accounts.sign_in_with_magic_link(token, &nobody).unwrap();
            accounts.request_magic_link(value, &nobody).unwrap();
        } else if self.race == Race::ReauthenticateLink {
            let user = accounts.sign_in_with_magic_link(token, &nobody).unwrap().user.id;
            let session = |_| accounts.generate_user_session_token(user, &nobody).unwrap();
            let sessions = (0..RACERS).map(session);
            let own = sessions.map(|token| token.expose().to_owned()).collect();
            accounts.request_magic_link(value, &nobody).unwrap();
            (prize.user, prize.own) = (Some(user), own);
        } else {
            accounts.verify_magic_link(token, VerificationType::Email, None).unwrap();
            accounts.request_password_recovery(value, &nobody).unwrap();
        }
    }

    /// A user with an address that is not verified, and a session.
    fn member(&self, round: u64, name: &str) -> (UserId, Secret) {
        let address = address(&format!("{name}-{round}"));
        let user = self.accounts.create_user_with_email(&address).unwrap().user.id;
        let session = self.accounts.generate_user_session_token(user, &Context::default());
        (user, session.unwrap())
    }

    fn ask_to_add(&self, session: &Secret, value: &str) {
        let (session, nobody) = (session.expose(), Context::default());
        let asked = self.accounts.request_identity(session, Channel::Email, value, None, &nobody);
        asked.unwrap();
    }

    /// One with two identities and no more, and for each racer one of them.
    fn member_with_two_identities(&self, round: u64) -> (UserId, Secret, Vec<String>) {
        let (accounts, nobody) = (self.accounts, Context::default());
        let address = address(&format!("member-{round}"));
        let created = accounts.create_user_with_email(&address).unwrap();
        let user = created.user.id;
        let ids = ["one", "another"].map(|provider| {
            let subject = format!("{provider}-{round}");
            let attached = accounts.admin_attach_identity(user, provider, &subject, &nobody);
            attached.unwrap().identity.id.to_string()
        });
        let session = accounts.generate_user_session_token(user, &nobody).unwrap();
        accounts.remove_identity(session.expose(), created.identity.id, &nobody).unwrap();
        (user, session, ids.iter().cycle().take(RACERS).cloned().collect())
    }
}
