//! Ada, Bob and Carol get their accounts, and a stranger gets none.

use serde_json::{Value, json};

use super::Result;
use super::mail::Mail;
use super::stage::{ONE, Reply, Stage, THREE, TWO};

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

/// Ada, signed in on her laptop, Bob, and Carol, whom somebody tried to be faster than.
pub(super) fn play(stage: &mut Stage) -> Result<(SignedIn, Person, Person)> {
    let ada = ada_signs_up(stage)?;
    ada_names_herself(stage, &ada)?;
    let bob = bob_signs_up(stage)?;
    let carol = carol_was_expected(stage)?;
    Ok((ada, bob, carol))
}

fn ada_signs_up(stage: &mut Stage) -> Result<SignedIn> {
    stage.page.step("Ada signs up")?;
    let (email, password) = ("ada@example.com", "a quiet harbour at dawn");
    let handle = sign_up(stage, ONE, email, password)?;
    let mail = stage.mail_to(email)?;
    stage.show(&mail)?;

    stage
        .page
        .step("She types the code from the mail, and is signed in; process 2 knows at once")?;
    let code = mail.code()?;
    let (ip, device) = ("203.0.113.7", "Ada's laptop");
    let context = json!({ "ip": ip, "user_agent": device });
    let with = json!({ "email": email, "code": code, "proof": handle, "context": context });
    let signed_in = stage.call(ONE, "confirm_sign_up_with_code", &with)?;
    let user = signed_in.text("/user/id")?;
    let token = signed_in.text("/token")?;
    let shown = stage.hide("session token", &token);
    stage.page.answer(&format!("{code} is right: an account, and a session, token {shown}"))?;
    stage.page.note(
        "Until now there was a wish, and no account. Her browser gave the flow handle along with the \
         code: the code proves who reads the mail, the handle whose wish it is.",
    )?;
    let session = stage.call(TWO, "get_session", &json!({ "token": token }))?;
    session.must_have("/user/id", user.as_str())?;
    session.must_have("/session/method", "code")?;
    stage.page.answer("Ada, signed in with a code")?;
    let person = Person { name: "Ada", email, password, ip, device, user };
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
    let handle = sign_up(stage, TWO, email, password)?;
    let mail = stage.mail_to(email)?;
    let user = confirm(stage, TWO, &mail, &handle)?.text("/user/id")?;
    stage.page.answer("the link is right: an account")?;
    let with = json!({ "user": user, "changes": { "username": "ADA" } });
    stage.refused(TWO, "update_user_profile", &with, ("ADA", "already_taken"))?;
    let with = json!({ "user": user, "changes": { "name": "Bob", "username": "bob" } });
    stage.call(TWO, "update_user_profile", &with)?.must_have("/username", "bob")?;
    stage.page.answer("username bob")?;
    stage.page.note("A username is the same in any letter case.")?;
    let (ip, device) = ("203.0.113.80", "Bob's tablet");
    Ok(Person { name: "Bob", email, password, ip, device, user })
}

/// A stranger signs up with Carol's address before she does.
fn carol_was_expected(stage: &mut Stage) -> Result<Person> {
    stage.page.step("A stranger signs up with Carol's address, and waits for her")?;
    let (email, theirs) = ("carol@example.com", "what the stranger chose");
    let waiting = sign_up(stage, THREE, email, theirs)?;
    let mail = stage.mail_to(email)?;
    stage.page.note("The mail went to Carol. The stranger has a password, and no mail.")?;

    stage.page.step("Carol signs up too, and clicks the link that she finds")?;
    let password = "forty violets and a stone";
    let handle = sign_up(stage, ONE, email, password)?;
    let user = confirm(stage, TWO, &mail, &handle)?.text("/user/id")?;
    stage.page.answer("the link is right: an account, with her own password")?;
    stage.page.note(
        "It was the mail that the stranger had asked for. Her handle says that her wish is meant; the \
         stranger's ended with it, and nothing of theirs is in her account:",
    )?;
    let with = json!({ "identifier": email, "password": theirs });
    let tried = ("the stranger's password", "invalid_credentials");
    stage.refused(THREE, "sign_in_with_password", &with, tried)?;
    let with = json!({ "token": mail.link_token()?, "proof": waiting });
    let tried = ("the stranger's handle", "invalid_token");
    stage.refused(THREE, "confirm_sign_up_with_link", &with, tried)?;
    let (ip, device) = ("203.0.113.42", "Carol's phone");
    Ok(Person { name: "Carol", email, password, ip, device, user })
}

/// Signs up, and gives the flow handle.
fn sign_up(stage: &mut Stage, process: usize, email: &str, password: &str) -> Result<String> {
    stage.secrets.remember("password", password);
    let with = json!({ "email": email, "password": password });
    let handle = stage.call(process, "sign_up_with_password", &with)?.text("")?;
    let shown = stage.hide("flow handle", &handle);
    stage.page.answer(&format!("flow handle {shown}"))?;
    Ok(handle)
}

/// Clicks the link of a mail in the browser that has the handle.
fn confirm(stage: &mut Stage, process: usize, mail: &Mail, handle: &str) -> Result<Reply> {
    let with = json!({ "token": mail.link_token()?, "proof": handle });
    let signed_in = stage.call(process, "confirm_sign_up_with_link", &with)?;
    signed_in.must_have("/session/method", "link")?;
    stage.secrets.remember("session token", &signed_in.text("/token")?);
    Ok(signed_in)
}
