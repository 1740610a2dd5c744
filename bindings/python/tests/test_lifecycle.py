"""Closing, threads, and what is left behind."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable

import ezauth
from support import MINUTE, PASSWORD, PATIENCE, AccountsTest, sign_up, verify


class Closing(AccountsTest):
    def test_every_call_after_close_is_refused(self) -> None:
        accounts = self.open()
        accounts.close()
        accounts.close()
        lease = "01a202f0-3610-7204-8511-b341b42254b2"
        calls: list[Callable[[], Any]] = [
            lambda: sign_up(accounts),
            lambda: accounts.sign_in_with_password("ada@example.com", PASSWORD),
            lambda: accounts.get_session("A" * 43),
            lambda: accounts.revoke_user_session_token("A" * 43),
            lambda: accounts.request_email_verification(lease),
            lambda: accounts.verify_magic_link("A" * 43, "email"),
            lambda: accounts.claim_messages(1, MINUTE),
            lambda: accounts.ack_message(lease),
        ]
        for call in calls:
            with self.refused(ezauth.Closed):
                call()

    def test_the_end_of_a_with_block_closes(self) -> None:
        with self.open() as accounts:
            sign_up(accounts)
        with self.refused(ezauth.Closed):
            accounts.get_session("A" * 43)
        with self.assertRaises(KeyError), self.open() as again:
            raise KeyError
        with self.refused(ezauth.Closed):
            again.get_session("A" * 43)

    def test_closing_waits_for_calls_that_run(self) -> None:
        for _ in range(5):
            accounts = self.open()
            begun = threading.Barrier(5)
            results: list[str] = []

            def call() -> None:
                begun.wait(PATIENCE)
                try:
                    accounts.sign_in_with_password("ada@example.com", PASSWORD)
                except ezauth.Error as error:
                    results.append(error.kind)

            threads = [threading.Thread(target=call) for _ in range(4)]
            for thread in threads:
                thread.start()
            begun.wait(PATIENCE)
            accounts.close()
            for thread in threads:
                thread.join(PATIENCE)
            self.assertEqual(len(results), 4)
            self.assertLessEqual(set(results), {"invalid_credentials", "closed", "rate_limited"})

    def test_a_closed_file_can_be_opened_again(self) -> None:
        with self.open() as accounts:
            verify(accounts, sign_up(accounts))
        self.assertFalse((self.folder / "auth.db-wal").exists(), "it is closed in truth")
        with self.open() as accounts:
            accounts.sign_in_with_password("ada@example.com", PASSWORD)

    def test_accounts_that_nobody_holds_are_gone(self) -> None:
        accounts = ezauth.Accounts.open(self.database)
        sign_up(accounts)
        gone = weakref.ref(accounts)
        del accounts
        gc.collect()
        self.assertIsNone(gone())
        self.assertFalse((self.folder / "auth.db-wal").exists())


class Threads(AccountsTest):
    def test_other_threads_run_while_a_call_does(self) -> None:
        accounts = self.open()
        turns, stop = [0], threading.Event()

        def count() -> None:
            while not stop.is_set():
                turns[0] += 1
                time.sleep(0)

        counter = threading.Thread(target=count)
        counter.start()
        try:
            before = turns[0]
            # A hash takes milliseconds; a thread that waits for the interpreter counts nothing.
            with self.refused(ezauth.InvalidCredentials):
                accounts.sign_in_with_password("ada@example.com", PASSWORD)
            self.assertGreater(turns[0] - before, 10)
        finally:
            stop.set()
            counter.join(PATIENCE)

    def test_many_threads_share_the_accounts(self) -> None:
        # A try counts as failed until it has succeeded, and these are many at once.
        accounts = self.open(hash_queue=1024, sign_in_failures=1000, sign_in_failures_in_all=1000)
        verify(accounts, sign_up(accounts))

        def visit(_: int) -> bool:
            token = accounts.sign_in_with_password("ada@example.com", PASSWORD).token
            assert accounts.get_session(token) is not None
            return accounts.revoke_user_session_token(token)

        with ThreadPoolExecutor(8) as threads:
            self.assertEqual(list(threads.map(visit, range(32))), [True] * 32)

    def test_one_link_has_one_winner(self) -> None:
        accounts = self.open()
        identity = sign_up(accounts)
        handle = accounts.request_email_verification(identity.id)
        (mail,) = accounts.claim_messages(1, MINUTE)
        token, start = mail.token or "", threading.Barrier(16)

        def present(_: int) -> str:
            start.wait(PATIENCE)
            try:
                accounts.verify_magic_link(token, "email", handle)
            except ezauth.Error as error:
                return error.kind
            return "ok"

        with ThreadPoolExecutor(16) as threads:
            results = sorted(threads.map(present, range(16)))
        self.assertEqual(results, ["invalid_token"] * 15 + ["ok"])
