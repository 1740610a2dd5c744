"""What the operations take and give in Python; what they do is told by the scenarios of all languages."""

from __future__ import annotations

from typing import Any

import ezauth
from support import MINUTE, PASSWORD, AccountsTest, sign_up, verify


class Profiles(AccountsTest):
    def setUp(self) -> None:
        super().setUp()
        self.accounts = self.open()
        self.user = self.accounts.create_user_with_email("ada@example.com").user.id

    def change(self, changes: Any) -> ezauth.User:
        return self.accounts.update_user_profile(self.user, changes)

    def test_changes_are_a_dict_or_a_text(self) -> None:
        changed = self.change({"name": "Ada", "username": "ada", "metadata": {"theme": "dark"}})
        self.assertEqual((changed.name, changed.username), ("Ada", "ada"))
        self.assertEqual(changed.metadata, {"theme": "dark"})
        again = self.change('{"name": null}')
        self.assertEqual((again.name, again.username), (None, "ada"))
        self.assertIsNone(self.change({"username": None}).username)

    def test_metadata_comes_back_as_it_was_given(self) -> None:
        metadata = {"big": 2**100, "real": 0.1, "nothing": None, "nested": [{"ü": "\U0001f600"}]}
        self.assertEqual(self.change({"metadata": metadata}).metadata, metadata)
        found = self.accounts.get_user(self.user)
        assert found is not None
        self.assertEqual(found.metadata, metadata)

    def test_metadata_is_measured_as_it_is_and_not_as_it_is_escaped(self) -> None:
        self.assertEqual(self.change({"metadata": {"n": "ü" * 8_000}}).metadata, {"n": "ü" * 8_000})

    def test_the_core_refuses_what_is_not_good(self) -> None:
        refused: list[tuple[Any, str]] = [
            ({"name": 1}, "name wrong_type"),
            ({"name": "\ud800"}, "name malformed"),
            ({"role": "admin"}, "changes unknown"),
            ({"metadata": {"n": float("nan")}}, "changes malformed"),
            ("\ud800", "changes malformed"),
        ]
        for changes, field in refused:
            with self.subTest(changes=changes), self.refused(ezauth.InvalidArgument, field):
                self.change(changes)
        for other in (None, 7, [("name", "Ada")], b"{}", {"metadata": {"at": MINUTE}}):
            with self.subTest(changes=other), self.assertRaises(TypeError):
                self.change(other)


class Trail(AccountsTest):
    def test_events_are_filtered_and_listed_in_parts(self) -> None:
        accounts = self.open()
        sign_up(accounts, "bob@example.com")
        identity = sign_up(accounts)
        accounts.generate_user_session_token(identity.user_id, ezauth.Context(ip="192.0.2.7"))
        page = accounts.events(ezauth.EventFilter(user=identity.user_id, limit=1))
        first = [(each.type, each.user_id) for each in page.events]
        self.assertEqual(first, [("user_created", identity.user_id)])
        filtered = ezauth.EventFilter(type="session_created")
        (event,) = accounts.events(filtered, page.cursor).events
        self.assertEqual((event.user_id, event.ip), (identity.user_id, "192.0.2.7"))
        self.assertEqual(event.data["method"], "host")
        self.assertEqual(accounts.events(cursor=page.cursor), accounts.events(None, page.cursor))
        self.assertEqual(repr(filtered), "EventFilter(user=None, type='session_created', limit=None)")
        swept = accounts.sweep(100)
        self.assertEqual((swept.events, swept.throttles), (0, 0))

    def test_a_filter_is_refused_where_it_is_made(self) -> None:
        wrong: list[tuple[dict[str, Any], str]] = [
            ({"user": "ada"}, "user malformed"),
            ({"type": "x"}, "type unknown"),
            ({"limit": -1}, "limit out_of_range"),
        ]
        for given, field in wrong:
            with self.subTest(given=given), self.refused(ezauth.InvalidArgument, field):
                ezauth.EventFilter(**given)
        with self.assertRaises(TypeError):
            ezauth.EventFilter(user=7)  # type: ignore[arg-type]


class Administration(AccountsTest):
    def test_a_filter_of_users_is_a_record(self) -> None:
        filtered = ezauth.UserFilter(disabled=False, limit=7)
        self.assertEqual((filtered.disabled, filtered.limit), (False, 7))
        self.assertEqual(filtered, ezauth.UserFilter(limit=7, disabled=False))
        self.assertNotEqual(filtered, ezauth.UserFilter(limit=7))
        self.assertEqual(repr(ezauth.UserFilter()), "UserFilter(disabled=None, limit=None)")

    def test_a_filter_of_users_is_refused_where_it_is_made(self) -> None:
        for limit in (-1, 1 << 64):
            with self.subTest(limit=limit), self.refused(
                ezauth.InvalidArgument, "limit out_of_range"
            ):
                ezauth.UserFilter(limit=limit)
        wrong: list[dict[str, Any]] = [
            {"disabled": 0},
            {"disabled": "no"},
            {"limit": "1"},
            {"enabled": True},
        ]
        for given in wrong:
            with self.subTest(given=given), self.assertRaises(TypeError):
                ezauth.UserFilter(**given)
        with self.assertRaises(TypeError):
            self.open().admin_list_users(None, ezauth.EventFilter())  # type: ignore[arg-type]


class Secrets(AccountsTest):
    def test_what_is_handed_out_is_text(self) -> None:
        accounts = self.open()
        identity = sign_up(accounts)
        verify(accounts, identity)
        handle = accounts.request_password_recovery("ada@example.com")
        (mail,) = accounts.claim_messages(1, MINUTE)
        assert mail.code is not None and mail.token is not None
        peeked = accounts.peek_magic_link(mail.token)
        assert peeked is not None
        self.assertEqual((peeked.form, peeked.kind, peeked.channel), ("link", "recover", "email"))
        self.assertEqual(peeked.identity_id, identity.id)
        self.assertEqual((peeked.sign_up_id, peeked.pending_change_id), (None, None))
        accounts.reset_password_with_code("ada@example.com", mail.code, PASSWORD * 2, handle)
        token = accounts.generate_user_session_token(identity.user_id)
        self.assertEqual((len(handle), len(token)), (43, 43))
        (session,) = accounts.list_user_sessions(identity.user_id)
        self.assertTrue(accounts.revoke_user_session(identity.user_id, session.id))
        self.assertEqual(accounts.revoke_user_sessions(identity.user_id), 0)
        self.assertIsNone(accounts.get_user_by_session_token(token))


class Keys(AccountsTest):
    def test_a_key_that_is_not_the_databases_is_refused_and_can_be_replaced(self) -> None:
        self.open(key=b"1" * 32).close()
        with self.refused(ezauth.InvalidConfig, "key mismatch"):
            self.open(key=b"2" * 32)
        ezauth.Accounts.replace_key(self.database, key=b"2" * 32)
        self.open(key="32" * 32, additional_keys=[b"1" * 32])
