//! Ada and Bob get their accounts.

use serde_json::{Value, json};

use super::Result;
use super::mail::Mail;
use super::stage::{ONE, Reply, Stage, TWO};

/// Somebody with an account.
pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) email: &'static str,
    pub(super) password: &'static str,
    pub(super) ip: &'static str,
    pub(super) device: &'static str,
    pub(super) user: String,
}

/// Somebody who is signed in.
pub(super) struct SignedIn {
    pub(super) person: Person,
    pub(super) token: String,
}

impl Person {
    /// What a host knows of whoever sends a request.
    pub(super) fn context(&self) -> Value {
        json!({ "ip": self.ip, "user_agent": self.device })
    }
}

/// Ada, signed in on her laptop, and Bob.
pub(super) fn play(stage: &mut Stage) -> Result<(SignedIn, Person)> {
    let ada = ada_signs_up(stage)?;
    let ada = ada_signs_in(stage, ada)?;
    ada_names_herself(stage, &ada)?;
    let bob = bob_signs_up(stage)?;
    Ok((ada, bob))
}

fn ada_signs_up(stage: &mut Stage) -> Result<Person> {
    stage.page.step("Ada signs up")?;
    let (email, password) = ("ada@example.com", "a quiet harbour at dawn");
    let created = sign_up(stage, ONE, email, password)?;
    stage.page.answer("an account, the address unverified")?;
    let (mail, handle) = ask_for_mail(stage, ONE, email, &created)?;
    stage.show(&mail)?;

    stage.page.step("She types the code from the mail")?;
    let code = mail.code()?;
    let with = json!({ "code": code, "type": "email", "value": email, "proof": handle });
    stage.call(ONE, "verify_magic_code", &with)?.must_be_set("/identity/verified_at")?;
    stage.page.answer(&format!("{code} is right: verified"))?;
    stage.page.note(
        "Her browser gave the flow handle along with it: proof that whoever read the mail is the \
         one who signed up.",
    )?;
    let (ip, device, user) = ("203.0.113.7", "Ada's laptop", created.text("/user/id")?);
    Ok(Person { name: "Ada", email, password, ip, device, user })
}

fn ada_signs_in(stage: &mut Stage, person: Person) -> Result<SignedIn> {
    stage.page.step("She signs in on her laptop, and process 2 knows at once")?;
    let Person { email, password, ref user, .. } = person;
    let context = person.context();
    let with = json!({ "identifier": email, "password": password, "context": context });
    let signed_in = stage.call(ONE, "sign_in_with_password", &with)?;
    signed_in.must_have("/user/id", user.as_str())?;
    let token = signed_in.text("/token")?;
    let shown = stage.hide("session token", &token);
    stage.page.answer(&format!("a session, token {shown}"))?;
    let session = stage.call(TWO, "get_session", &json!({ "token": token }))?;
    session.must_have("/user/id", user.as_str())?;
    session.must_have("/session/method", "password")?;
    stage.page.answer("Ada, signed in with her password")?;
    Ok(SignedIn { person, token })
}

fn ada_names_herself(stage: &mut Stage, ada: &SignedIn) -> Result<()> {
    stage.page.step("She picks a username in process 2; process 1 shows it")?;
    let changes = json!({ "name": "Ada Lovelace", "username": "Ada" });
    let with = json!({ "user": ada.person.user, "changes": changes });
    stage.call(TWO, "update_user_profile", &with)?.must_have("/username", "Ada")?;
    stage.page.answer("username Ada")?;
    let session = stage.call(ONE, "get_session", &json!({ "token": ada.token }))?;
    session.must_have("/user/username", "Ada")?;
    session.must_have("/user/name", "Ada Lovelace")?;
    stage.page.answer("Ada Lovelace, username Ada")?;
    Ok(())
}

fn bob_signs_up(stage: &mut Stage) -> Result<Person> {
    stage.page.step("Bob signs up, clicks the link, and wants Ada's username")?;
    let (email, password) = ("bob@example.com", "seven pears in a basket");
    let created = sign_up(stage, TWO, email, password)?;
    let user = created.text("/user/id")?;
    stage.page.answer("an account")?;
    let (mail, handle) = ask_for_mail(stage, TWO, email, &created)?;
    let with = json!({ "token": mail.link_token()?, "type": "email", "proof": handle });
    stage.call(TWO, "verify_magic_link", &with)?.must_be_set("/identity/verified_at")?;
    stage.page.answer("the link is right: verified")?;
    let with = json!({ "user": user, "changes": { "username": "ADA" } });
    stage.refused(TWO, "update_user_profile", &with, ("ADA", "already_taken"))?;
    let with = json!({ "user": user, "changes": { "name": "Bob", "username": "bob" } });
    stage.call(TWO, "update_user_profile", &with)?.must_have("/username", "bob")?;
    stage.page.answer("username bob")?;
    stage.page.note("A username is the same in any letter case.")?;
    let (ip, device) = ("203.0.113.80", "Bob's tablet");
    Ok(Person { name: "Bob", email, password, ip, device, user })
}

fn sign_up(stage: &mut Stage, process: usize, email: &str, password: &str) -> Result<Reply> {
    stage.secrets.remember("password", password);
    let with = json!({ "email": email, "password": password });
    let created = stage.call(process, "create_user_with_password", &with)?;
    created.must_have("/identity/value", email)?;
    created.must_have("/identity/verified_at", Value::Null)?;
    Ok(created)
}

/// Has a mail sent, and gives it with the flow handle.
fn ask_for_mail(
    stage: &mut Stage,
    process: usize,
    email: &str,
    created: &Reply,
) -> Result<(Mail, String)> {
    let with = json!({ "identity": created.text("/identity/id")? });
    let handle = stage.call(process, "request_email_verification", &with)?.text("")?;
    let shown = stage.hide("flow handle", &handle);
    stage.page.answer(&format!("flow handle {shown}"))?;
    Ok((stage.mail_to(email)?, handle))
}
