//! Forgotten passwords, and somebody who hopes to profit from one.

use serde_json::{Value, json};

use super::Result;
use super::accounts::{Person, SignedIn};
use super::mail::Mail;
use super::stage::{ALL, ONE, Stage, THREE, TWO};

/// Ada recovers by code, Bob by link; a stranger gets nowhere.
pub(super) fn play(
    stage: &mut Stage,
    ada: &SignedIn,
    (bob, carol): (&Person, &Person),
) -> Result<()> {
    ada_recovers(stage, ada)?;
    nobody_recovers(stage)?;
    let mail = a_stranger_guesses(stage, bob)?;
    bob_recovers(stage, bob, &mail)?;
    a_stranger_is_slowed_down(stage, carol)
}

fn ada_recovers(stage: &mut Stage, ada: &SignedIn) -> Result<()> {
    let Person { email, password: old, .. } = ada.person;
    let (new, context) = ("an umbrella for every cloud", ada.person.context());

    stage.page.step("Ada has forgotten her password, and asks process 2")?;
    let handle = request(stage, TWO, email)?;
    let mail = stage.mail_to(email)?;
    stage.show(&mail)?;

    stage.page.step("She types the code and a new password")?;
    stage.secrets.remember("password", new);
    let code = mail.code()?;
    let reset = json!({
        "email": email, "code": code, "new_password": new, "handle": handle, "context": context,
    });
    let user = stage.call(TWO, "reset_password_with_code", &reset)?;
    user.must_have("/id", ada.person.user.as_str())?;
    stage.page.answer(&format!("{code} is right: password set"))?;
    let again = format!("{code} again");
    stage.refused(ONE, "reset_password_with_code", &reset, (&again, "invalid_token"))?;

    stage.notice_to(email)?;
    stage.page.note("Ada gets a notice of it. Had it not been her, she would know now.")?;

    stage.page.step("Every session has ended, and only the new password opens one")?;
    for process in ALL {
        stage.call(process, "get_session", &json!({ "token": ada.token }))?.must_be_nothing()?;
        stage.page.answer("laptop: nobody")?;
    }
    let with = sign_in(&ada.person, old);
    let refused = ("old password", "invalid_credentials");
    stage.refused(ONE, "sign_in_with_password", &with, refused)?;
    signs_in(stage, ONE, &ada.person, new)
}

fn nobody_recovers(stage: &mut Stage) -> Result<()> {
    stage.page.step("Somebody asks for an address that nobody has")?;
    request(stage, ONE, "nobody@example.com")?;
    Ok(stage.page.note(
        "The answer is of the same form as Ada's, at the same cost, so it tells nobody who has an \
         account. No mail goes out: the next one is Bob's.",
    )?)
}

/// Five wrong codes for Bob. Gives the mail that he asked for.
fn a_stranger_guesses(stage: &mut Stage, bob: &Person) -> Result<Mail> {
    stage.page.step("Bob asks too, and a stranger guesses his code in every process")?;
    request(stage, ONE, bob.email)?;
    let mail = stage.mail_to(bob.email)?;
    let right = mail.code()?;
    stage
        .page
        .note(&format!("The code in Bob's mail is {right}. The stranger tries five others:"))?;
    for (code, process) in others(&right).iter().zip(ALL.into_iter().cycle()) {
        let with = guess(bob.email, code);
        stage.refused(process, "reset_password_with_code", &with, (code, "invalid_token"))?;
    }
    stage.page.note("And now the right one:")?;
    let with = guess(bob.email, &right);
    stage.refused(TWO, "reset_password_with_code", &with, (&right, "invalid_token"))?;
    stage.page.note(
        "After five wrong guesses the code is dead for strangers, whichever process they ask.",
    )?;
    Ok(mail)
}

fn bob_recovers(stage: &mut Stage, bob: &Person, mail: &Mail) -> Result<()> {
    stage.page.step("Bob is not locked out: the link in his mail still works, once")?;
    let new = "nine clocks and no hurry";
    stage.secrets.remember("password", new);
    let token = mail.link_token()?;
    let with = json!({ "token": token, "new_password": new, "context": bob.context() });
    let user = stage.call(ONE, "reset_password_with_link", &with)?;
    user.must_have("/id", bob.user.as_str())?;
    stage.page.answer("the link is right: password set")?;
    stage.refused(TWO, "reset_password_with_link", &with, ("link again", "invalid_token"))?;
    stage.notice_to(bob.email)?;
    signs_in(stage, TWO, bob, new)
}

/// Wrong passwords for Carol, until the stranger has to wait and she has not.
fn a_stranger_is_slowed_down(stage: &mut Stage, carol: &Person) -> Result<()> {
    stage.page.step("The stranger tries passwords on Carol's account, in every process")?;
    let guesses = ["password1", "carol2026", "letmein!!", "violets40", "qwertyuiop"];
    for (guess, process) in guesses.iter().zip(ALL.into_iter().cycle()) {
        let with = strangers_sign_in(carol, guess);
        stage.refused(process, "sign_in_with_password", &with, (guess, "invalid_credentials"))?;
    }
    let with = strangers_sign_in(carol, carol.password);
    let tried = ("even the right one", "rate_limited");
    stage.refused(THREE, "sign_in_with_password", &with, tried)?;
    stage.page.note(
        "After five failures the stranger waits, twice as long each time, in whatever process: what \
         was tried is counted in the file. Carol does not wait, and is told that somebody tried:",
    )?;
    let with = sign_in(carol, carol.password);
    let token = stage.call(ONE, "sign_in_with_password", &with)?.text("/token")?;
    let shown = stage.hide("session token", &token);
    stage.page.answer(&format!("Carol: token {shown}"))?;
    let notice = stage.notice_to(carol.email)?;
    stage.show(&notice)
}

fn strangers_sign_in(person: &Person, password: &str) -> Value {
    json!({ "identifier": person.email, "password": password, "context": strangers_context() })
}

fn request(stage: &mut Stage, process: usize, email: &str) -> Result<String> {
    let with = json!({ "email": email });
    let handle = stage.call(process, "request_password_recovery", &with)?.text("")?;
    let shown = stage.hide("flow handle", &handle);
    stage.page.answer(&format!("flow handle {shown}"))?;
    Ok(handle)
}

fn signs_in(stage: &mut Stage, process: usize, person: &Person, password: &str) -> Result<()> {
    let with = sign_in(person, password);
    let token = stage.call(process, "sign_in_with_password", &with)?.text("/token")?;
    let shown = stage.hide("session token", &token);
    Ok(stage.page.answer(&format!("new password: token {shown}"))?)
}

fn sign_in(person: &Person, password: &str) -> Value {
    json!({ "identifier": person.email, "password": password, "context": person.context() })
}

/// Where the stranger comes from.
fn strangers_context() -> Value {
    json!({ "ip": "192.0.2.66", "user_agent": "a stranger's" })
}

fn guess(email: &str, code: &str) -> Value {
    let context = strangers_context();
    json!({ "email": email, "code": code, "new_password": "the stranger's own", "context": context })
}

/// Five codes that are not this one.
fn others(code: &str) -> [String; 5] {
    let number: u32 = code.parse().unwrap_or_default();
    [1, 2, 3, 4, 5].map(|step| format!("{:06}", (number + step) % 1_000_000))
}
