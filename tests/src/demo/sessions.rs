//! Ada has two devices, and loses one.

use serde_json::{Value, json};

use super::accounts::SignedIn;
use super::stage::{ONE, Stage, THREE, TWO};
use super::{Failure, Result};

/// Ada signs in on her phone too, and ends that session from her laptop. She keeps the laptop's.
pub(super) fn play(stage: &mut Stage, ada: SignedIn) -> Result<SignedIn> {
    stage.page.step("Ada signs in on her phone, by username, in process 3")?;
    let context = json!({ "ip": "198.51.100.20", "user_agent": "Ada's phone" });
    let with = json!({ "identifier": "ada", "password": ada.person.password, "context": context });
    let phone = stage.call(THREE, "sign_in_with_password", &with)?;
    phone.must_have("/user/id", ada.person.user.as_str())?;
    let phone_token = phone.text("/token")?;
    let shown = stage.hide("session token", &phone_token);
    stage.page.answer(&format!("a session, token {shown}"))?;
    list(stage, &ada, &["Ada's phone", "Ada's laptop"])?;

    stage.page.step("The phone is lost: she ends its session from the laptop")?;
    let user = &ada.person.user;
    let session = phone.text("/session/id")?;
    let with = json!({ "user": user, "session": session, "context": ada.person.context() });
    stage.call(ONE, "revoke_user_session", &with)?.must_have("", true)?;
    stage.page.answer("the phone's session has ended")?;
    let with = json!({ "token": phone_token });
    stage.call(THREE, "get_session", &with)?.must_be_nothing()?;
    stage.page.answer("phone: nobody, from this moment on")?;
    let with = json!({ "token": ada.token });
    stage.call(TWO, "get_session", &with)?.must_have("/user/id", user.as_str())?;
    stage.page.answer("laptop: still Ada")?;
    Ok(ada)
}

/// Lists her sessions, which must be on these devices.
fn list(stage: &mut Stage, ada: &SignedIn, devices: &[&str]) -> Result<()> {
    let sessions = stage.call(ONE, "list_user_sessions", &json!({ "user": ada.person.user }))?;
    let sessions = sessions.list("")?;
    let cell = |session: &Value, name: &str| session[name].as_str().unwrap_or("").to_owned();
    let rows: Vec<_> = sessions
        .iter()
        .map(|it| ["user_agent", "ip", "method", "id"].map(|name| cell(it, name)))
        .collect();
    if !rows.iter().map(|row| row[0].as_str()).eq(devices.iter().copied()) {
        return Err(Failure::surprise(format!("sessions on {devices:?}"), format!("{rows:?}")));
    }
    stage.page.answer(&format!("{} sessions", rows.len()))?;
    Ok(stage.page.table(["device", "ip", "method", "public id"], &rows)?)
}
