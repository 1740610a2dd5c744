"""What is taken as an argument or a setting, and what is refused."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import Any

import ezauth
from support import MINUTE, PASSWORD, AccountsTest

SURROGATE = "\ud800@example.com"
ID = "01a202f0-3610-7204-8511-b341b42254b2"


class Arguments(AccountsTest):
    def test_another_type_is_a_type_error_and_nothing_happens(self) -> None:
        accounts: Any = self.open()
        wrong: list[Any] = [None, 1, True, b"ada@example.com", ["ada@example.com"], {"a": "b"}]
        for value in wrong:
            with self.subTest(value=value):
                with self.assertRaises(TypeError):
                    accounts.create_user_with_password(value, PASSWORD)
                with self.assertRaises(TypeError):
                    accounts.create_user_with_password("ada@example.com", value)
                with self.assertRaises(TypeError):
                    accounts.get_session(value)
                with self.assertRaises(TypeError):
                    accounts.claim_messages(value, value)
        with self.assertRaises(TypeError):
            accounts.sign_in_with_password("ada@example.com", PASSWORD, {"ip": "192.0.2.7"})
        with self.assertRaises(TypeError):
            ezauth.SettableClock(datetime(2030, 1, 1))
        self.assertEqual(accounts.claim_messages(1, MINUTE), [])

    def test_an_operation_that_is_left_without_its_session_is_a_type_error(self) -> None:
        accounts: Any = self.open()
        for call in (accounts.delete_account, accounts.revoke_other_sessions):
            for given in ((), (None,), (7,)):
                with self.subTest(call=call, given=given), self.assertRaises(TypeError):
                    call(*given)

    def test_a_path_is_a_text_or_has_one(self) -> None:
        accounts: Any = self.open()
        for path in (7, None, b"copy.db", [self.folder]):
            with self.subTest(path=path), self.assertRaises(TypeError):
                accounts.backup(path)

        class Lone(os.PathLike[str]):
            def __fspath__(self) -> str:
                return SURROGATE

        with self.refused(ezauth.InvalidArgument, "path malformed"):
            accounts.backup(Lone())

    def test_a_lone_surrogate_is_malformed_on_its_field(self) -> None:
        accounts: Any = self.open()
        calls: list[tuple[str, Any]] = [
            ("email", lambda: accounts.create_user_with_password(SURROGATE, PASSWORD)),
            ("password", lambda: accounts.create_user_with_password("a@example.com", SURROGATE)),
            ("identifier", lambda: accounts.sign_in_with_password(SURROGATE, PASSWORD)),
            ("token", lambda: accounts.get_session(SURROGATE)),
            ("token", lambda: accounts.revoke_user_session_token(SURROGATE)),
            ("identity", lambda: accounts.request_email_verification(SURROGATE)),
            ("type", lambda: accounts.verify_magic_link("x", SURROGATE)),
            ("proof", lambda: accounts.verify_magic_link("x", "email", SURROGATE)),
            ("lease", lambda: accounts.ack_message(SURROGATE)),
            ("phone", lambda: accounts.create_user_with_phone(SURROGATE)),
            ("username", lambda: accounts.username_taken(SURROGATE)),
            ("value", lambda: accounts.verify_magic_code("x", "email", SURROGATE)),
            ("code", lambda: accounts.reset_password_with_code("x", SURROGATE, PASSWORD)),
            ("new_password", lambda: accounts.reset_password_with_link("x", SURROGATE)),
            ("user", lambda: accounts.get_user(SURROGATE)),
            ("session", lambda: accounts.revoke_user_session(ID, SURROGATE)),
            ("cursor", lambda: accounts.events(None, SURROGATE)),
            ("email", lambda: accounts.sign_up_with_password(SURROGATE, PASSWORD)),
            ("password", lambda: accounts.sign_up_with_password("a@example.com", SURROGATE)),
            ("token", lambda: accounts.confirm_sign_up_with_link(SURROGATE)),
            ("proof", lambda: accounts.confirm_sign_up_with_link("x", SURROGATE)),
            ("code", lambda: accounts.confirm_sign_up_with_code("x", SURROGATE)),
            ("proof", lambda: accounts.confirm_sign_up_with_code("x", "1", SURROGATE)),
            ("handle", lambda: accounts.resend_sign_up(SURROGATE)),
            ("email", lambda: accounts.request_magic_link(SURROGATE)),
            ("token", lambda: accounts.sign_in_with_magic_link(SURROGATE)),
            ("email", lambda: accounts.request_email_code(SURROGATE)),
            ("handle", lambda: accounts.sign_in_with_email_code("x", "1", SURROGATE)),
            ("phone", lambda: accounts.request_phone_code(SURROGATE)),
            ("handle", lambda: accounts.sign_in_with_phone_code("x", "1", SURROGATE)),
            ("session_token", lambda: accounts.revoke_other_sessions(SURROGATE)),
            ("current_password", lambda: accounts.change_password("x", SURROGATE, PASSWORD)),
            ("new_password", lambda: accounts.change_password("x", PASSWORD, SURROGATE)),
            ("new_password", lambda: accounts.set_password("x", SURROGATE)),
            ("session_token", lambda: accounts.delete_account(SURROGATE)),
            ("type", lambda: accounts.request_identity("x", SURROGATE, "x")),
            ("value", lambda: accounts.request_identity("x", "email", SURROGATE)),
            ("replaces", lambda: accounts.request_identity("x", "email", "x", SURROGATE)),
            ("token", lambda: accounts.confirm_identity_with_link("x", SURROGATE)),
            ("code", lambda: accounts.confirm_identity_with_code("x", "x", SURROGATE)),
            ("identity", lambda: accounts.remove_identity("x", SURROGATE)),
            ("password", lambda: accounts.reauthenticate_with_password("x", SURROGATE)),
            ("token", lambda: accounts.reauthenticate_with_link("x", SURROGATE)),
            ("value", lambda: accounts.reauthenticate_with_code("x", SURROGATE, "1")),
            ("handle", lambda: accounts.reauthenticate_with_code("x", "x", "1", SURROGATE)),
            ("user", lambda: accounts.list_user_identities(SURROGATE)),
            ("cursor", lambda: accounts.admin_list_users(SURROGATE)),
            ("user", lambda: accounts.admin_disable_user(SURROGATE)),
            ("user", lambda: accounts.admin_enable_user(SURROGATE)),
            ("user", lambda: accounts.admin_delete_user(SURROGATE)),
            ("new_password", lambda: accounts.admin_set_password(ID, SURROGATE)),
            ("reason", lambda: accounts.admin_expire_password(ID, SURROGATE)),
            ("provider", lambda: accounts.admin_attach_identity(ID, SURROGATE, "7")),
            ("subject", lambda: accounts.admin_attach_identity(ID, "google", SURROGATE)),
            ("user", lambda: accounts.admin_export_user(SURROGATE)),
            ("path", lambda: accounts.backup(SURROGATE)),
            ("ip", lambda: ezauth.Context(ip=SURROGATE)),
            ("user_agent", lambda: ezauth.Context(user_agent=SURROGATE)),
        ]
        for field, call in calls:
            with self.subTest(field=field), self.refused(
                ezauth.InvalidArgument, f"{field} malformed"
            ):
                call()

    def test_the_core_refuses_with_all_fields(self) -> None:
        accounts: Any = self.open()
        with self.refused(
            ezauth.InvalidArgument, "email control_character", "password too_short"
        ) as refused:
            accounts.create_user_with_password("ada@example.com\n", "short")
        error = refused.error
        assert error is not None
        self.assertEqual((error.kind, error.number), ("invalid_argument", 1))
        self.assertIsNone(error.retry_after)
        self.assertIsNone(error.storage)
        self.assertNotIn("ada", str(error))
        with self.refused(ezauth.WeakPassword, "password equals_address"):
            accounts.create_user_with_password("ada@example.com", "ada@example.com")
        with self.refused(ezauth.InvalidArgument, "type unknown"):
            accounts.verify_magic_link("A" * 43, "mail")
        with self.refused(ezauth.InvalidArgument, "lease malformed"):
            accounts.ack_message("7")
        with self.refused(ezauth.InvalidArgument, "type unknown"):
            accounts.request_identity("A" * 43, "google", "ada@example.com")
        with self.refused(ezauth.InvalidArgument, "replaces malformed"):
            accounts.request_identity("A" * 43, "email", "ada@example.com", "7")
        with self.refused(ezauth.InvalidArgument, "ip malformed"):
            accounts.sign_in_with_password("a@example.com", PASSWORD, ezauth.Context(ip="here"))

    def test_numbers_and_durations_outside_of_every_range(self) -> None:
        accounts = self.open()
        for limit in (-1, 0, 101, 1 << 32, 1 << 200):
            with self.refused(ezauth.InvalidArgument, "limit out_of_range"):
                accounts.claim_messages(limit, MINUTE)
        for lease in (timedelta(0), -MINUTE, timedelta.max, timedelta.min):
            with self.refused(ezauth.InvalidArgument, "lease out_of_range"):
                accounts.claim_messages(1, lease)


class Settings(AccountsTest):
    def test_values_may_be_what_python_has_for_them(self) -> None:
        self.open(
            key=b"k" * 32,
            additional_keys=[b"l" * 32, "6d" * 32],
            session_lifetime=timedelta(days=3),
            session_idle_lifetime="1h",
            code_digits=8,
            hash_queue="4",
            confirm_needs_proof=True,
            password_words=("river", "bank of the river"),
            close_timeout=timedelta(0),
            profile="default",
            sms_prefixes=["+49", "+43"],
            open_sign_up=False,
            issue_interval=timedelta(0),
        )
        accounts = self.open(key="6b" * 32, password_words=["a long and quiet river"])
        with self.refused(ezauth.WeakPassword, "password configured_word"):
            accounts.create_user_with_password("ada@example.com", PASSWORD)

    def test_the_core_refuses_by_name(self) -> None:
        refused: list[tuple[str, Any, str]] = [
            ("colour", "red", "unknown"),
            ("\ud800", "red", "unknown"),
            ("code_digits", 5, "out_of_range"),
            ("code_digits", 1 << 70, "out_of_range"),
            ("code_digits", "six", "malformed"),
            ("code_digits", True, "malformed"),
            ("session_lifetime", 900, "malformed"),
            ("session_lifetime", timedelta(minutes=-5), "malformed"),
            ("session_lifetime", timedelta(minutes=5, microseconds=1), "malformed"),
            ("session_lifetime", timedelta(days=999_999_999), "out_of_range"),
            ("base_url", SURROGATE, "malformed"),
            ("password_words", ["a,b"], "not_allowed"),
            ("profile", "lax", "malformed"),
            ("sms_daily", -1, "malformed"),
            ("key", b"short", "malformed"),
        ]
        for name, value, reason in refused:
            with self.subTest(name=name, value=value), self.assertRaises(
                ezauth.InvalidConfig
            ) as caught:
                self.open(**{name: value})
            self.assertEqual([each.reason for each in caught.exception.fields], [reason])
        # With name and value exchanged, a name is a key.
        key: Any = "5a" * 32
        for value in ("key", 7.5):
            with self.refused(ezauth.InvalidConfig, "settings unknown") as exchanged:
                self.open(**{key: value})
            self.assertNotIn(key, str(exchanged.error))
        with self.refused(ezauth.InvalidConfig, "database empty"):
            ezauth.Accounts.open("")
        with self.refused(ezauth.InvalidConfig, "database malformed"):
            ezauth.Accounts.open("\0")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_another_type_is_a_type_error(self) -> None:
        wrong: list[tuple[str, Any]] = [
            ("code_digits", 6.0),
            ("code_digits", None),
            ("base_url", b"http://localhost"),
            ("password_words", [7.5]),
            ("password_words", {"river"}),
            ("sender", "smtp"),
            ("clock", datetime.now),
        ]
        for name, value in wrong:
            with self.subTest(name=name), self.assertRaises(TypeError):
                self.open(**{name: value})
        with self.assertRaises(TypeError):
            ezauth.Accounts.open(7)  # type: ignore[arg-type]
        with self.assertRaises(TypeError):
            ezauth.Accounts()
