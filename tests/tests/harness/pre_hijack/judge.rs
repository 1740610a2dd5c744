//! What must hold when the victim has come in: the attacker presents everything, everywhere.

use ezauth_core::domain::{User, UserId};
use ezauth_core::{Error, ErrorKind};

use super::person::Person;
use super::world::World;

/// How much of each kind is presented, the newest first.
const MOST: usize = 2;

pub(super) fn judge(world: &World, victim: &Person, attacker: &mut Person) -> Result<(), String> {
    let own = &victim.addresses[0];
    let account = world.accounts.get_user_by_email(own).unwrap();
    let account = account.ok_or("the victim has no account")?;
    if victim.accounts.last() != Some(&account.id) {
        return Err("the victim came into another account".to_owned());
    }
    look(world, victim, attacker, &account)?;
    let before = world.accounts.list_user_sessions(account.id).unwrap();
    if let Some(stranger) = before.iter().find(|it| !victim.session_ids.contains(&it.id)) {
        return Err(format!("a session that the victim does not know: {stranger:?}"));
    }
    sessions_are_of_others(world, attacker, account.id)?;
    present_all(world, victim, attacker, account.id)?;
    passwords_fail(world, victim, attacker, &account)?;
    // Nothing of that has changed anything.
    let after = world.accounts.get_user(account.id).unwrap().ok_or("the account is gone")?;
    look(world, victim, attacker, &after)?;
    sessions_are_of_others(world, attacker, account.id)
}

/// What is in the account is the victim's.
fn look(world: &World, victim: &Person, attacker: &Person, account: &User) -> Result<(), String> {
    if attacker.accounts.contains(&account.id) {
        return Err("the attacker was signed in to this account".to_owned());
    }
    let chosen = [account.name.as_ref(), account.username.as_ref()];
    if chosen.into_iter().flatten().any(|it| *it == attacker.name || *it == attacker.username) {
        return Err(format!("the attacker chose {account:?}"));
    }
    let identities = world.accounts.list_user_identities(account.id).unwrap();
    match identities.iter().find(|it| !victim.addresses.contains(&it.value)) {
        Some(foreign) => Err(format!("an identity that is not the victim's: {foreign:?}")),
        None => Ok(()),
    }
}

fn sessions_are_of_others(world: &World, attacker: &Person, account: UserId) -> Result<(), String> {
    for token in attacker.sessions.iter().chain(&attacker.stolen) {
        let user = world.accounts.get_user_by_session_token(token).unwrap();
        if user.is_some_and(|user| user.id == account) {
            return Err("a session of the attacker's is of the victim's account".to_owned());
        }
    }
    Ok(())
}

/// Links, codes, handles and sessions of the attacker's, together, wherever they are taken.
fn present_all(
    world: &World,
    victim: &Person,
    attacker: &Person,
    account: UserId,
) -> Result<(), String> {
    let (accounts, context) = (&world.accounts, &attacker.context);
    let new = &attacker.passwords[0];
    let handles: Vec<Option<&str>> =
        newest(&attacker.handles).map(|it| Some(it.as_str())).chain([None]).collect();
    let sessions = || newest(&attacker.stolen).chain(newest(&attacker.sessions));
    let fail = |what: &str, user: Result<UserId, Error>| match user {
        Ok(user) if user == account => Err(format!("{what} opens the victim's account")),
        _ => Ok(()),
    };
    for link in newest(&attacker.links) {
        for session in sessions() {
            let changed = accounts.confirm_identity_with_link(session, link, context);
            fail("a link for an address", changed.map(|it| it.user.id))?;
            let again = accounts.reauthenticate_with_link(session, link, context);
            fail("a link with a session", again.map(|it| it.user.id))?;
        }
        for &proof in &handles {
            let confirmed = accounts.confirm_sign_up_with_link(link, proof, context);
            fail("a link to sign up", confirmed.map(|it| it.user.id))?;
        }
        let reset = accounts.reset_password_with_link(link, new, context);
        fail("a link to recover", reset.map(|user| user.id))?;
        let opened = accounts.sign_in_with_magic_link(link, context);
        fail("a link to sign in", opened.map(|it| it.user.id))?;
    }
    let own = &victim.addresses[0];
    for (sent_to, code) in newest(&attacker.codes) {
        for session in sessions() {
            let changed = accounts.confirm_identity_with_code(session, sent_to, code, context);
            fail("a code for an address", changed.map(|it| it.user.id))?;
        }
        for &handle in &handles {
            let opened = accounts.sign_in_with_email_code(own, code, handle, context);
            fail("a code to sign in", opened.map(|it| it.user.id))?;
            let confirmed = accounts.confirm_sign_up_with_code(own, code, handle, context);
            fail("a code to sign up", confirmed.map(|it| it.user.id))?;
            let reset = accounts.reset_password_with_code(own, code, new, handle, context);
            fail("a code to recover", reset.map(|user| user.id))?;
        }
    }
    for handle in newest(&attacker.handles) {
        accounts.resend_sign_up(handle, context).ok();
    }
    Ok(())
}

/// No password of the attacker's signs in, and one of the victim's does, if there is one at all.
fn passwords_fail(
    world: &World,
    victim: &Person,
    attacker: &Person,
    account: &User,
) -> Result<(), String> {
    let own = victim.addresses[0].as_str();
    let identifiers = [Some(own), account.username.as_deref()];
    for identifier in identifiers.into_iter().flatten() {
        for password in &attacker.passwords {
            if signs_in(world, identifier, password, account.id)? {
                return Err(format!("a password of the attacker's signs in as {identifier}"));
            }
        }
    }
    if !account.has_password {
        return Ok(());
    }
    for password in &victim.passwords {
        if signs_in(world, own, password, account.id)? {
            return Ok(());
        }
    }
    Err("there is a password, and it is none of the victim's".to_owned())
}

/// Tries when it is allowed.
fn signs_in(world: &World, as_who: &str, password: &str, account: UserId) -> Result<bool, String> {
    let nobody = ezauth_core::domain::Context::default();
    for _ in 0..4 {
        match world.accounts.sign_in_with_password(as_who, password, &nobody) {
            Ok(signed_in) => return Ok(signed_in.user.id == account),
            Err(error) if error.kind() == ErrorKind::InvalidCredentials => return Ok(false),
            Err(error) => match error.retry_after() {
                Some(wait) => world.clock.advance(wait),
                None => return Err(format!("signing in: {error}")),
            },
        }
    }
    Err("signing in is never allowed".to_owned())
}

fn newest<T>(all: &[T]) -> impl Iterator<Item = &T> {
    all.iter().rev().take(MOST)
}
