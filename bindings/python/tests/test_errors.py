"""The exceptions and the settings are those of the core."""

from __future__ import annotations

import pickle
import unittest
from datetime import timedelta
from pathlib import Path

import ezauth
from ezauth import _ezauth
from support import PASSWORD, AccountsTest


class Kinds(unittest.TestCase):
    def test_every_kind_of_the_core_has_its_exception_and_number(self) -> None:
        ours = {each.kind: each.number for each in ezauth.Error.__subclasses__()}
        self.assertEqual(ours, dict(_ezauth.error_kinds()))

    def test_every_exception_is_exported_under_the_name_of_its_kind(self) -> None:
        for each in ezauth.Error.__subclasses__():
            self.assertEqual(each.__name__, each.kind.title().replace("_", ""))
            self.assertIs(getattr(ezauth, each.__name__), each)
            self.assertIn(each.__name__, ezauth.__all__)

    def test_what_is_released_injects_no_faults(self) -> None:
        native = Path(_ezauth.__file__).read_bytes()
        self.assertIn(b"error_kinds", native, "it has been read")
        self.assertNotIn(b"seed_panic", native)


class Settings(unittest.TestCase):
    def test_every_setting_of_the_core_has_its_type(self) -> None:
        names = dict(_ezauth.settings_table())
        names.pop("database")
        types = {
            "text": "Text",
            "size": "Text",
            "integer": "Integer",
            "boolean": "Flag",
            "duration": "Duration",
            "key": "Key",
            "profile": "Profile",
            "secret": "Text",
            "path": "Text",
            "list": "TextList",
            "list of keys": "KeyList",
        }
        ours = {
            name: getattr(each, "__forward_arg__", each)
            for name, each in ezauth.Settings.__annotations__.items()
        }
        self.assertEqual(ours, {name: types[each] for name, each in names.items()})


class Detail(AccountsTest):
    def test_an_exception_keeps_its_detail_from_process_to_process(self) -> None:
        with self.refused(ezauth.InvalidArgument, "limit out_of_range") as refused:
            self.open().claim_messages(0, timedelta(minutes=1))
        with self.refused(ezauth.InvalidArgument, "limit out_of_range"):
            raise pickle.loads(pickle.dumps(refused.error))

    def test_a_failing_storage_says_why(self) -> None:
        with self.refused(ezauth.Storage) as refused:
            ezauth.Accounts.open("/dev/null/auth.db")
        assert refused.error is not None
        self.assertIn(refused.error.storage, ("io", "read_only"))

    def test_a_file_that_is_none_of_ours_is_refused(self) -> None:
        self.database.write_bytes(b"x" * 4096)
        with self.assertRaises(ezauth.InvalidConfig) as caught:
            self.open()
        self.assertEqual(caught.exception.fields, (ezauth.FieldError("database", "foreign"),))

    def test_a_limit_says_how_long_to_wait(self) -> None:
        accounts = self.open(hash_concurrency=1, hash_queue=0)
        found = self.race_to_hash(accounts)
        limited = [each for each in found if isinstance(each, ezauth.RateLimited)]
        self.assertTrue(limited, "several at once, and only one may hash")
        for each in limited:
            assert each.retry_after is not None
            self.assertGreater(each.retry_after, timedelta(0))

    def race_to_hash(self, accounts: ezauth.Accounts) -> list[BaseException]:
        from concurrent.futures import ThreadPoolExecutor

        def sign_in(_: int) -> BaseException:
            try:
                accounts.sign_in_with_password("ada@example.com", PASSWORD)
            except ezauth.Error as error:
                return error
            raise AssertionError("nobody is there")

        with ThreadPoolExecutor(8) as threads:
            return list(threads.map(sign_in, range(32)))
