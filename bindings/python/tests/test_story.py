"""The story of an account, and what its records are."""

from __future__ import annotations

import copy
import pickle
from datetime import datetime, timedelta, timezone

import ezauth
from support import MINUTE, PASSWORD, AccountsTest, sign_up, verify

NOON = datetime(2030, 1, 2, 12, 0, 0, 123456, timezone.utc)


class Story(AccountsTest):
    def test_from_sign_up_to_sign_out(self) -> None:
        accounts = self.open(base_url="https://example.com/auth")
        created = accounts.create_user_with_password("Ada@Example.com", PASSWORD)
        self.assertTrue(created.user.has_password)
        self.assertEqual(created.identity.type, "email")
        self.assertEqual(created.identity.value, "ada@example.com")
        self.assertEqual(created.identity.display_value, "Ada@example.com")
        self.assertIsNone(created.identity.verified_at)

        handle = accounts.request_email_verification(created.identity.id)
        (mail,) = accounts.claim_messages(10, MINUTE)
        assert mail.code is not None and mail.token is not None and mail.link is not None
        self.assertEqual(mail.recipient, "Ada@example.com")
        self.assertEqual((mail.channel, mail.kind, mail.attempts), ("email", "confirm", 1))
        self.assertEqual(mail.user_id, created.user.id)
        self.assertEqual(mail.link, f"https://example.com/auth/confirm/{mail.token}")
        self.assertIn(mail.code, mail.text)
        self.assertTrue(accounts.ack_message(mail.lease))
        self.assertFalse(accounts.ack_message(mail.lease))
        verified = accounts.verify_magic_link(mail.token, "email", handle)
        self.assertEqual(verified.user, created.user)
        self.assertIsNotNone(verified.identity.verified_at)

        context = ezauth.Context(ip="192.0.2.7", user_agent="a browser")
        signed_in = accounts.sign_in_with_password("ada@example.com", PASSWORD, context)
        found = accounts.get_session(signed_in.token)
        assert found is not None
        self.assertEqual(found.session, signed_in.session)
        self.assertEqual(found.user, signed_in.user)
        self.assertEqual(found.session.method, "password")
        self.assertEqual((found.session.ip, found.session.user_agent), ("192.0.2.7", "a browser"))

        self.assertTrue(accounts.revoke_user_session_token(signed_in.token))
        self.assertFalse(accounts.revoke_user_session_token(signed_in.token))
        self.assertIsNone(accounts.get_session(signed_in.token))

    def test_what_has_no_holder_is_refused(self) -> None:
        accounts = self.open()
        verify(accounts, sign_up(accounts))
        with self.refused(ezauth.AlreadyTaken, "email taken") as refused:
            sign_up(accounts)
        self.assertNotIn("ada", str(refused.error))
        with self.refused(ezauth.InvalidCredentials):
            accounts.sign_in_with_password("ada@example.com", "another password")
        with self.refused(ezauth.InvalidToken):
            accounts.verify_magic_link("A" * 43, "email")
        with self.refused(ezauth.NotFound):
            accounts.request_email_verification("01a202f0-3610-7204-8511-b341b42254b2")
        self.assertIsNone(accounts.get_session("no token"))


class Records(AccountsTest):
    def test_secrets_do_not_print(self) -> None:
        accounts = self.open()
        identity = sign_up(accounts)
        handle = accounts.request_email_verification(identity.id)
        (mail,) = accounts.claim_messages(1, MINUTE)
        assert mail.code and mail.token and mail.link
        printed = f"{mail!r} {mail}"
        for secret in (mail.code, mail.token, mail.link, mail.text):
            self.assertNotIn(secret, printed)
        accounts.verify_magic_link(mail.token, "email", handle)
        signed_in = accounts.sign_in_with_password("ada@example.com", PASSWORD)
        self.assertNotIn(signed_in.token, f"{signed_in!r} {signed_in}")
        self.assertIn(f"SignIn(user=User(id='{signed_in.user.id}'", repr(signed_in))
        self.assertIn("type='email'", repr(identity))

    def test_records_are_frozen_and_compare_by_value(self) -> None:
        accounts = self.open()
        created = accounts.create_user_with_password("ada@example.com", PASSWORD)
        self.assertEqual(created.user, created.user)
        self.assertNotEqual(created.user, created.identity)
        with self.assertRaises(AttributeError):
            created.user.name = "Ada"  # type: ignore[misc]
        created.user.metadata["is"] = "a copy"
        self.assertEqual(created.user.metadata, {})
        self.assertEqual(ezauth.Context(ip="::1"), ezauth.Context(ip="::1"))
        self.assertEqual(repr(ezauth.Context(ip="::1")), "Context(ip='::1', user_agent=None)")

    def test_records_are_their_own_copies_and_are_not_pickled(self) -> None:
        accounts = self.open()
        created = accounts.create_user_with_password("ada@example.com", PASSWORD)
        accounts.request_email_verification(created.identity.id)
        (mail,) = accounts.claim_messages(1, MINUTE)
        given = [ezauth.Context(ip="::1"), ezauth.EventFilter(limit=1), ezauth.UserFilter()]
        for record in (created, created.user, mail, accounts.events(), *given):
            with self.subTest(record=type(record)):
                self.assertIs(copy.copy(record), record)
                self.assertIs(copy.deepcopy([record])[0], record)
                with self.assertRaisesRegex(TypeError, "cannot pickle"):
                    pickle.dumps(record)

    def test_times_are_aware_and_in_utc(self) -> None:
        clock = ezauth.SettableClock(NOON)
        accounts = self.open(clock=clock)
        user = accounts.create_user_with_password("ada@example.com", PASSWORD).user
        self.assertEqual(user.created_at, NOON.replace(microsecond=123000))
        self.assertEqual(user.created_at.utcoffset(), timedelta(0))


class Clock(AccountsTest):
    def test_what_expires_can_be_tested(self) -> None:
        clock = ezauth.SettableClock(NOON)
        accounts = self.open(clock=clock, session_lifetime=timedelta(hours=1))
        verify(accounts, sign_up(accounts))
        signed_in = accounts.sign_in_with_password("ada@example.com", PASSWORD)
        clock.advance(timedelta(minutes=59))
        self.assertIsNotNone(accounts.get_session(signed_in.token))
        clock.advance(timedelta(minutes=1))
        self.assertIsNone(accounts.get_session(signed_in.token))
        clock.set(NOON)
        self.assertIsNone(accounts.get_session(signed_in.token), "what has expired stays so")

    def test_a_time_in_another_zone_is_the_same_time(self) -> None:
        clock = ezauth.SettableClock(NOON.astimezone(timezone(timedelta(hours=9))))
        self.assertEqual(clock.now(), NOON.replace(microsecond=123000))

    def test_the_clock_reaches_the_ends_of_time(self) -> None:
        for end in (datetime.min, datetime.max):
            clock = ezauth.SettableClock(end.replace(tzinfo=timezone.utc))
            self.assertEqual(clock.now().year, end.year)
        clock.advance(timedelta(days=999_999_999))
        self.assertEqual(clock.now(), datetime.max.replace(tzinfo=timezone.utc))
