"""What the operations take and give in Python; what they do is told by the scenarios of all languages."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
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


class Flows(AccountsTest):
    def setUp(self) -> None:
        super().setUp()
        self.clock = ezauth.SettableClock(datetime(2030, 1, 2, tzinfo=timezone.utc))
        self.accounts = self.open(clock=self.clock)

    def mail(self) -> ezauth.Message:
        (mail,) = self.accounts.claim_messages(10, MINUTE)
        self.accounts.ack_message(mail.lease)
        return mail

    def test_a_wish_becomes_an_account_with_its_handle(self) -> None:
        accounts = self.accounts
        handle = accounts.sign_up_with_password("ada@example.com", PASSWORD)
        mail = self.mail()
        self.assertEqual((mail.kind, mail.user_id), ("sign_up", None))
        assert mail.token is not None and mail.code is not None
        peeked = accounts.peek_magic_link(mail.token)
        assert peeked is not None
        self.assertIsNotNone(peeked.sign_up_id)
        self.assertEqual((peeked.identity_id, peeked.pending_change_id), (None, None))
        with self.refused(ezauth.ProofRequired):
            accounts.confirm_sign_up_with_link(mail.token)
        self.clock.advance(MINUTE)
        accounts.resend_sign_up(handle)
        code = self.mail().code
        assert code is not None
        context = ezauth.Context(ip="192.0.2.7")
        signed_in = accounts.confirm_sign_up_with_code("ada@example.com", code, handle, context)
        self.assertEqual((signed_in.session.method, signed_in.session.ip), ("code", "192.0.2.7"))
        self.assertTrue(signed_in.user.has_password)

    def test_a_notice_has_nothing_to_sign_in_with(self) -> None:
        verify(self.accounts, sign_up(self.accounts))
        self.accounts.sign_up_with_password("ada@example.com", PASSWORD)
        notice = self.mail()
        self.assertEqual(notice.kind, "address_in_use")
        self.assertEqual((notice.code, notice.token, notice.link), (None, None, None))
        self.assertTrue(notice.subject and notice.text)

    def test_people_change_their_own_account(self) -> None:
        accounts = self.accounts
        handle = accounts.request_magic_link("ada@example.com")
        link = self.mail().token
        assert link is not None
        first = accounts.sign_in_with_magic_link(link)
        self.assertEqual((len(handle), first.session.method), (43, "link"))
        self.clock.advance(timedelta(minutes=11))
        with self.refused(ezauth.ReauthenticationRequired):
            accounts.set_password(first.token, PASSWORD)
        handle = accounts.request_email_code("ada@example.com")
        code = self.mail().code
        assert code is not None
        token = accounts.reauthenticate_with_code(
            first.token, "ada@example.com", code, handle
        ).token
        self.assertIsNone(accounts.get_session(first.token))
        self.assertTrue(accounts.set_password(token, PASSWORD).has_password)
        self.assertEqual(self.mail().kind, "password_set")

        (old,) = accounts.list_user_identities(first.user.id)
        accounts.request_identity(token, "email", "lovelace@example.com", old.id)
        change = self.mail()
        assert change.token is not None and change.code is not None
        peeked = accounts.peek_magic_link(change.token)
        assert peeked is not None
        self.assertIsNotNone(peeked.pending_change_id)
        new = accounts.confirm_identity_with_code(token, "lovelace@example.com", change.code)
        self.assertEqual(accounts.list_user_identities(first.user.id), [new.identity])
        with self.refused(ezauth.LastIdentity):
            accounts.remove_identity(token, new.identity.id)
        accounts.sign_in_with_password("lovelace@example.com", PASSWORD)
        self.assertEqual(accounts.revoke_other_sessions(token), 1)
        changed = accounts.change_password(token, PASSWORD, PASSWORD * 2)
        self.assertEqual(changed.id, first.user.id)
        accounts.delete_account(token)
        self.assertIsNone(accounts.get_user(first.user.id))


class Administration(AccountsTest):
    def test_users_are_filtered_and_listed_in_parts(self) -> None:
        accounts = self.open()
        ada, bob = (sign_up(accounts, f"{name}@example.com").user_id for name in ("ada", "bob"))
        page = accounts.admin_list_users(filter=ezauth.UserFilter(limit=1))
        self.assertEqual([each.id for each in page.users], [ada])
        self.assertEqual([each.id for each in accounts.admin_list_users(page.cursor).users], [bob])
        self.assertIsNotNone(accounts.admin_disable_user(bob).disabled_at)
        for disabled, user in ((True, bob), (False, ada)):
            (found,) = accounts.admin_list_users(None, ezauth.UserFilter(disabled=disabled)).users
            self.assertEqual(found.id, user)
        self.assertIsNone(accounts.admin_enable_user(bob).disabled_at)
        self.assertEqual(accounts.admin_list_users(), accounts.admin_list_users())

    def test_what_is_held_about_a_person_is_a_dict(self) -> None:
        accounts = self.open()
        user = sign_up(accounts).user_id
        accounts.admin_attach_identity(user, "google", "117")
        exported = accounts.admin_export_user(user, ezauth.Context(ip="192.0.2.7"))
        self.assertEqual(exported.data["user"]["id"], user)
        attached = [(each["type"], each["value"]) for each in exported.data["identities"]]
        self.assertEqual(attached, [("email", "ada@example.com"), ("google", "117")])
        exported.data.clear()
        self.assertIn("user", exported.data)
        accounts.admin_set_password(user, PASSWORD * 2)
        accounts.admin_expire_password(user, "seen in a leak")
        (event,) = accounts.events(ezauth.EventFilter(type="password_expired")).events
        self.assertEqual(event.data["reason"], "seen in a leak")
        self.assertEqual(accounts.admin_revoke_all_sessions(), 0)
        accounts.admin_delete_user(user)
        self.assertEqual(accounts.list_user_identities(user), [])

    def test_a_copy_goes_where_a_text_or_a_path_says(self) -> None:
        accounts = self.open(key=b"k" * 32)
        user = sign_up(accounts).user_id
        for path in (self.folder / "path.db", str(self.folder / "text.db")):
            accounts.backup(path)
            with ezauth.Accounts.open(path, key=b"k" * 32) as copy:
                self.assertEqual(copy.get_user(user), accounts.get_user(user))

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
