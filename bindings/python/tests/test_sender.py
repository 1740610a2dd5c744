"""Senders: what they may do, and what they may fail at."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import threading
import time
import weakref
from typing import Any, Callable

import ezauth
from support import MINUTE, PATIENCE, AccountsTest, sign_up


def ask(accounts: ezauth.Accounts, email: str = "ada@example.com") -> None:
    """Has a message sent."""
    accounts.request_email_verification(sign_up(accounts, email).id)


def until(done: Callable[[], bool]) -> None:
    """Waits for what another thread does."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise AssertionError("it did not happen")
        time.sleep(0.01)


class Delivering(AccountsTest):
    def test_each_message_is_delivered_on_a_thread_of_its_own(self) -> None:
        sent: list[tuple[ezauth.Message, str]] = []

        def send(message: ezauth.Message) -> None:
            sent.append((message, threading.current_thread().name))

        accounts = self.open(sender=send)
        for number in range(3):
            ask(accounts, f"ada{number}@example.com")
        until(lambda: len(sent) == 3)
        self.assertEqual({thread for _, thread in sent}, {"ezauth-sender"})
        recipients = [message.recipient for message, _ in sent]
        self.assertEqual(recipients, [f"ada{number}@example.com" for number in range(3)])
        accounts.close()
        with self.open() as again:
            self.assertEqual(again.claim_messages(10, MINUTE), [], "they are acknowledged")

    def test_a_coroutine_function_delivers(self) -> None:
        sent: list[str] = []

        async def send(message: ezauth.Message) -> None:
            await asyncio.sleep(0)
            sent.append(message.recipient)

        ask(self.open(sender=send))
        until(lambda: sent == ["ada@example.com"])

    def test_the_console_sender_prints(self) -> None:
        script = """
import sys, ezauth
with ezauth.Accounts.open(sys.argv[1], sender=ezauth.ConsoleSender()) as accounts:
    created = accounts.create_user_with_password("ada@example.com", "a long and quiet river")
    accounts.request_email_verification(created.identity.id)
    sys.stdin.read()
"""
        command = [sys.executable, "-c", script, str(self.database)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stdin is not None and process.stderr is not None
            hung = threading.Timer(PATIENCE, process.kill)
            hung.start()
            self.assertEqual(process.stderr.readline(), "---- email to ada@example.com\n")
            process.stdin.close()
            process.stderr.read()
            hung.cancel()
        self.assertEqual(process.returncode, 0)


class Failing(AccountsTest):
    def test_a_message_whose_sender_fails_comes_again(self) -> None:
        attempts: list[int] = []
        failures: list[BaseException] = [ConnectionError("no server"), SystemExit(3)]

        def send(message: ezauth.Message) -> None:
            attempts.append(message.attempts)
            if failures:
                raise failures.pop(0)

        with self.assertLogs("ezauth", "ERROR") as logs:
            ask(self.open(sender=send, delivery_poll="10ms"))
            until(lambda: len(attempts) == 3)
        self.assertEqual(attempts, [1, 2, 3])
        self.assertEqual(len(logs.records), 2)
        self.assertIn("will be tried again", logs.output[0])
        self.assertNotIn("ada", logs.output[0])

    def test_a_sender_that_hangs_holds_up_neither_calls_nor_close(self) -> None:
        entered, leave = threading.Event(), threading.Event()
        self.addCleanup(leave.set)

        def send(message: ezauth.Message) -> None:
            entered.set()
            leave.wait(PATIENCE)

        accounts = self.open(sender=send, close_timeout="50ms")
        ask(accounts)
        self.assertTrue(entered.wait(PATIENCE))
        ask(accounts, "bob@example.com")
        begin = time.monotonic()
        accounts.close()
        self.assertLess(time.monotonic() - begin, PATIENCE / 2)
        leave.set()


class Reentering(AccountsTest):
    def test_a_sender_may_call_the_library(self) -> None:
        found: list[Any] = []

        def send(message: ezauth.Message) -> None:
            try:
                sign_up(accounts, "bob@example.com")
                assert message.token is not None
                found.append(accounts.verify_magic_link(message.token, "email"))
            except BaseException as error:
                found.append(error)

        accounts = self.open(sender=send)
        ask(accounts)
        until(lambda: bool(found))
        self.assertIsInstance(found[0], ezauth.UserIdentity)

    def test_a_sender_may_close_and_does_not_wait_for_itself(self) -> None:
        took: list[float] = []

        def send(message: ezauth.Message) -> None:
            begin = time.monotonic()
            accounts.close()
            took.append(time.monotonic() - begin)

        accounts = self.open(sender=send, close_timeout="5m")
        ask(accounts)
        until(lambda: bool(took))
        self.assertLess(took[0], PATIENCE / 2)
        with self.refused(ezauth.Closed):
            accounts.get_session("A" * 43)

    def test_a_sender_may_drop_the_last_handle(self) -> None:
        held: list[ezauth.Accounts] = []
        dropped = threading.Event()

        def send(message: ezauth.Message) -> None:
            held.clear()
            gc.collect()
            dropped.set()

        held.append(ezauth.Accounts.open(self.database, sender=send))
        gone = weakref.ref(held[0])
        ask(held[0])
        self.assertTrue(dropped.wait(PATIENCE))
        self.assertIsNone(gone())
        # Delivery has ended with the handle, after the message that it was at.
        until(lambda: "ezauth-sender" not in [each.name for each in threading.enumerate()])

    def test_closing_lets_go_of_the_sender(self) -> None:
        class Sender:
            def __call__(self, message: ezauth.Message) -> None:
                pass

        sender = Sender()
        gone = weakref.ref(sender)
        accounts = self.open(sender=sender)
        del sender
        self.assertIsNotNone(gone())
        accounts.close()
        until(lambda: gone() is None)
