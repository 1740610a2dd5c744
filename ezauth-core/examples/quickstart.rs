//! The first five minutes: sign up, prove the address, sign in, sign out.

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use ezauth_core::domain::VerificationType;
use ezauth_core::domain::input::Context;
use ezauth_core::{Accounts, CollectingSender, Ports, Settings};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).unwrap_or_else(|| "auth.db".to_owned());

    // In production: a sender of yours that mails, or `claim_messages` in a loop of yours.
    let inbox = CollectingSender::new();
    let accounts = Accounts::open_with(Settings::new(file), Ports::with_sender(inbox.clone()))?;

    // Ada signs up, and asks for a mail to prove her address.
    let ada = accounts.create_user_with_password("ada@example.com", "a long and quiet river")?;
    let handle = accounts.request_email_verification(ada.identity.id)?;

    // The mail is on its way while we go on. `close` would wait for it; here we look for it.
    let mail = loop {
        if let Some(mail) = inbox.take().pop() {
            break mail;
        }
        std::thread::yield_now();
    };
    println!("{}\n", mail.text.expose());

    // She types the code into the page that holds her flow handle.
    let code = mail.code.ok_or("the mail has a code")?;
    let proof = Some(handle.expose());
    accounts.verify_magic_code(code.expose(), VerificationType::Email, "ada@example.com", proof)?;

    // She signs in; the token goes into her browser's cookie.
    let context = Context { ip: Some("192.0.2.7".to_owned()), ..Context::default() };
    let signed_in =
        accounts.sign_in_with_password("ada@example.com", "a long and quiet river", &context)?;

    // Every request: who is this?
    let found = accounts.get_session(signed_in.token.expose())?.ok_or("she is signed in")?;
    println!("user {} by {}", found.user.id, found.session.method);

    // Signing out is seen by every process at once.
    accounts.revoke_user_session_token(signed_in.token.expose())?;
    assert!(accounts.get_session(signed_in.token.expose())?.is_none());
    accounts.close()?;
    Ok(())
}
