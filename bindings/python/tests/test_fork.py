"""What a child of a fork may do with accounts of its parent: nothing, and that at once."""

from __future__ import annotations

import multiprocessing
import os
import threading
from multiprocessing.connection import Connection

import ezauth
from support import MINUTE, PASSWORD, PATIENCE, AccountsTest, sign_up, verify

# The accounts of the parent, for children that inherit them.
_inherited: list[ezauth.Accounts] = []


def _use_inherited(results: Connection) -> None:
    for call in (
        lambda: _inherited[0].get_session("A" * 43),
        lambda: _inherited[0].claim_messages(1, MINUTE),
        lambda: _inherited[0].close(),
    ):
        try:
            call()
            results.send("ok")
        except ezauth.Error as error:
            results.send(error.kind)
    _inherited.clear()


def _open_own(database: str, results: Connection) -> None:
    with ezauth.Accounts.open(database) as accounts:
        results.send(accounts.sign_in_with_password("ada@example.com", PASSWORD).token)


class Fork(AccountsTest):
    def setUp(self) -> None:
        super().setUp()
        sent = threading.Event()

        def send(message: ezauth.Message) -> None:
            sent.set()

        # Its threads run while the process forks.
        self.accounts = self.open(sender=send)
        self.accounts.request_email_verification(sign_up(self.accounts, "bob@example.com").id)
        self.assertTrue(sent.wait(PATIENCE))
        _inherited[:] = [self.accounts]
        self.addCleanup(_inherited.clear)

    def still_works(self) -> None:
        self.assertIsNone(self.accounts.get_session("A" * 43))
        sign_up(self.accounts, "carol@example.com")

    def test_a_child_is_refused_and_exits_like_any_other(self) -> None:
        script = """
import os, sys, ezauth
accounts = ezauth.Accounts.open(sys.argv[1] + "2", sender=print)
accounts.create_user_with_password("ada@example.com", "a long and quiet river")
child = os.fork()
if child == 0:
    refused = 0
    for call in (lambda: accounts.get_session("A" * 43), lambda: ezauth.Accounts.open("own.db")):
        try:
            call()
        except ezauth.Forked:
            refused += 1
    # The ordinary end of an interpreter, with what it has inherited.
    sys.exit(5 + refused)
_, status = os.waitpid(child, 0)
accounts.create_user_with_password("bob@example.com", "a long and quiet river")
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 99)
"""
        finished = self.run_script(script)
        self.assertEqual(finished.returncode, 7, finished.stderr)
        self.assertNotIn("Traceback", finished.stderr)

    def test_a_child_may_open_what_its_parent_has_closed(self) -> None:
        script = """
import os, sys, ezauth
with ezauth.Accounts.open(sys.argv[1] + "2", sender=print) as accounts:
    accounts.create_user_with_password("ada@example.com", "a long and quiet river")
child = os.fork()
with ezauth.Accounts.open(sys.argv[1] + "2", sender=print) as accounts:
    email = "bob@example.com" if child else "carol@example.com"
    accounts.create_user_with_password(email, "a long and quiet river")
sys.exit(os.waitpid(child, 0)[1] if child else 0)
"""
        finished = self.run_script(script)
        self.assertEqual(finished.returncode, 0, finished.stderr)

    def test_forking_while_calls_run(self) -> None:
        stop = threading.Event()

        def work() -> None:
            while not stop.is_set():
                self.accounts.get_session("A" * 43)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(20):
                child = os.fork()
                if child == 0:
                    try:
                        self.accounts.get_session("A" * 43)
                    except ezauth.Forked:
                        os._exit(7)
                    finally:
                        os._exit(1)
                _, status = os.waitpid(child, 0)
                self.assertEqual(os.WEXITSTATUS(status), 7)
        finally:
            stop.set()
            for thread in threads:
                thread.join(PATIENCE)
        self.still_works()

    def test_multiprocessing_by_fork(self) -> None:
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        process = context.Process(target=_use_inherited, args=(theirs,))
        process.start()
        results = [ours.recv() for _ in range(3)]
        process.join(PATIENCE)
        self.assertEqual((results, process.exitcode), (["forked"] * 3, 0))
        self.still_works()

    def test_multiprocessing_by_spawn(self) -> None:
        with ezauth.Accounts.open(self.folder / "shared.db") as accounts:
            verify(accounts, sign_up(accounts))
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(
                target=_open_own, args=(str(self.folder / "shared.db"), theirs)
            )
            process.start()
            token = ours.recv()
            process.join(PATIENCE)
            self.assertEqual(process.exitcode, 0)
            self.assertIsNotNone(accounts.get_session(token), "the other process has signed in")
