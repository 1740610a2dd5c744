"""The end of the interpreter, with accounts still open."""

from __future__ import annotations

from support import MINUTE, AccountsTest

OPEN = """
import sys, threading, time, ezauth
def ask(accounts, count=3):
    for number in range(count):
        email = f"ada{number}@example.com"
        created = accounts.create_user_with_password(email, "a long and quiet river")
        accounts.request_email_verification(created.identity.id)
entered = threading.Event()
"""

# Each ends with a thread somewhere else: in Python, in a wait, in the library.
SENDERS = {
    "returns": "pass",
    "raises": "raise ValueError",
    "exits": "raise SystemExit(3)",
    "sleeps a little": "time.sleep(0.01)",
    "sleeps for good": "time.sleep(1000)",
    "wakes all the time": "while True: time.sleep(0.0005)",
    "computes for good": "while True: sum(range(100))",
    "calls the library for good": "while True: accounts.get_session('A' * 43)",
}


class Exit(AccountsTest):
    def ends_well(self, script: str) -> None:
        finished = self.run_script(OPEN + script)
        self.assertEqual(finished.returncode, 0, finished.stderr)
        self.assertNotIn("Fatal", finished.stderr)
        self.assertFalse(
            self.database.with_name("auth.db-wal").exists(), "the accounts have been closed"
        )

    def test_open_accounts_are_closed(self) -> None:
        self.ends_well("accounts = ezauth.Accounts.open(sys.argv[1]); ask(accounts)")

    def test_messages_that_wait_are_there_for_the_next(self) -> None:
        self.ends_well("accounts = ezauth.Accounts.open(sys.argv[1]); ask(accounts)")
        with self.open() as accounts:
            self.assertEqual(len(accounts.claim_messages(10, MINUTE)), 3)

    def test_whatever_a_sender_is_at(self) -> None:
        for name, body in SENDERS.items():
            script = f"""
def send(message):
    entered.set()
    {body}
accounts = ezauth.Accounts.open(sys.argv[1], sender=send, close_timeout="10ms")
ask(accounts)
entered.wait()
"""
            with self.subTest(sender=name):
                for file in self.folder.iterdir():
                    file.unlink()
                finished = self.run_script(OPEN + script)
                self.assertEqual(finished.returncode, 0, finished.stderr)

    def test_whatever_other_threads_are_at(self) -> None:
        self.ends_well("""
accounts = ezauth.Accounts.open(sys.argv[1])
def work():
    entered.set()
    while True:
        try:
            accounts.get_session("A" * 43)
            accounts.sign_in_with_password("ada@example.com", "a long and quiet river")
        except ezauth.Error:
            pass
for _ in range(4):
    threading.Thread(target=work, daemon=True).start()
entered.wait()
""")

    def test_a_worker_thread_may_outlast_the_main_thread(self) -> None:
        self.ends_well("""
accounts = ezauth.Accounts.open(sys.argv[1])
def work():
    time.sleep(0.2)
    ask(accounts)
threading.Thread(target=work).start()
""")
        with self.open() as accounts:
            self.assertEqual(len(accounts.claim_messages(10, MINUTE)), 3)

    def test_accounts_that_a_global_holds_and_that_a_finaliser_uses(self) -> None:
        self.ends_well("""
class Holder:
    def __init__(self):
        self.accounts = ezauth.Accounts.open(sys.argv[1])
        self.closed = ezauth.Closed
    def __del__(self):
        try:
            self.accounts.get_session("A" * 43)
        except self.closed:
            pass
holder = Holder()
""")

    def test_an_exception_nobody_caught(self) -> None:
        finished = self.run_script(OPEN + "ezauth.Accounts.open(sys.argv[1]).get_session(7)")
        self.assertEqual(finished.returncode, 1)
        self.assertIn("TypeError", finished.stderr)
