"""The first five minutes: sign up, prove the address, sign in, sign out."""

import sys
from datetime import timedelta

import ezauth

ADA = "ada@example.com"
PASSWORD = "a long and quiet river"

# What your server knows of a request.
HER_BROWSER = ezauth.Context(ip="192.0.2.7")


def main() -> None:
    file = sys.argv[1] if len(sys.argv) > 1 else "quickstart.db"
    with ezauth.Accounts.open(file) as accounts:
        sign_up(accounts)

        # Ada signs in. The token goes into a cookie of her browser; it is shown this once.
        signed_in = accounts.sign_in_with_password(ADA, PASSWORD, HER_BROWSER)

        # Every request asks: who is this?
        found = accounts.get_session(signed_in.token)
        assert found is not None, "she is signed in"
        print(f"{ADA} is user {found.user.id}, signed in by {found.session.method}")

        # Signing out is seen by every process at once.
        accounts.revoke_user_session_token(signed_in.token)
        print("signed out:", accounts.get_session(signed_in.token) is None)


def sign_up(accounts: ezauth.Accounts) -> None:
    # Whether or not somebody has the address, the answer is a handle. It stays in Ada's browser: it
    # shows that whoever comes back with the link is whoever asked for it.
    handle = accounts.sign_up_with_password(ADA, PASSWORD, HER_BROWSER)

    # A loop of yours sends what waits; or give `open` a sender, and the library does.
    for mail in accounts.claim_messages(10, timedelta(minutes=1)):
        print(f"To: {mail.recipient}\nSubject: {mail.subject}\n\n{mail.text}\n")
        accounts.ack_message(mail.lease)

        # Ada opens the link in the browser that holds her handle: now she has an account. The owner of
        # an address that has one already gets a notice instead, without a link.
        if mail.token is not None:
            accounts.confirm_sign_up_with_link(mail.token, handle, HER_BROWSER)


if __name__ == "__main__":
    main()
