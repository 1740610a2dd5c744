//! The first five minutes: sign up, prove the address, sign in, sign out.

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;
use std::time::Duration;

use ezauth_core::domain::Context;
use ezauth_core::{Accounts, Settings};

const ADA: &str = "ada@example.com";
const PASSWORD: &str = "a long and quiet river";

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).unwrap_or_else(|| "quickstart.db".to_owned());
    let accounts = Accounts::open(Settings::new(file))?;
    sign_up(&accounts)?;

    // Ada signs in. The token goes into a cookie of her browser; it is shown this once.
    let signed_in = accounts.sign_in_with_password(ADA, PASSWORD, &her_browser())?;
    let token = signed_in.token.expose();

    // Every request asks: who is this?
    let found = accounts.get_session(token)?.ok_or("she is signed in")?;
    println!("{ADA} is user {}, signed in by {}", found.user.id, found.session.method);

    // Signing out is seen by every process at once.
    accounts.revoke_user_session_token(token)?;
    println!("signed out: {}", accounts.get_session(token)?.is_none());

    accounts.close()?;
    Ok(())
}

fn sign_up(accounts: &Accounts) -> Result<(), Box<dyn Error>> {
    // Whether or not somebody has the address, the answer is a handle. It stays in Ada's browser: it
    // shows that whoever comes back with the code is whoever asked for it.
    let handle = accounts.sign_up_with_password(ADA, PASSWORD, &her_browser())?;

    // A loop of yours sends what waits; or give the library a `Sender`, and it does.
    for mail in accounts.claim_messages(10, Duration::from_secs(60))? {
        println!("To: {}\nSubject: {}\n\n{}\n", mail.recipient, mail.subject, mail.text.expose());
        accounts.ack_message(mail.lease)?;

        // Ada types the code into the page that holds her handle: now she has an account. The owner of
        // an address that has one already gets a notice instead, without a code.
        if let Some(code) = mail.code {
            let proof = Some(handle.expose());
            accounts.confirm_sign_up_with_code(ADA, code.expose(), proof, &her_browser())?;
        }
    }
    Ok(())
}

/// What your server knows of a request.
fn her_browser() -> Context {
    Context { ip: Some("192.0.2.7".to_owned()), ..Context::default() }
}
