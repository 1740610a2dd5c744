"""Panics in the native module: it raises `Internal`, and everything stays as it was.

Run by itself, with the module that `cargo build -p ezauth-python --features seeded-faults
--target-dir target/seeded-faults` makes; the package around it is put together here.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import unittest
from datetime import timedelta
from pathlib import Path

TESTS = Path(__file__).parents[1]
BUILT = TESTS.parents[2] / "target" / "seeded-faults" / "debug"
NAME = "lib_ezauth.dylib" if sys.platform == "darwin" else "lib_ezauth.so"

site = tempfile.TemporaryDirectory()
package = Path(site.name, "ezauth")
shutil.copytree(TESTS.parent / "python" / "ezauth", package)
shutil.copy(BUILT / NAME, package / "_ezauth.abi3.so")
sys.path[:0] = [site.name, str(TESTS)]

import ezauth
from support import PATIENCE, AccountsTest, sign_up

# No stub tells of it.
seed_panic = getattr(sys.modules["ezauth._ezauth"], "seed_panic")

NOWHERE = 0
IN_A_CALL = 1
IN_THE_DELIVERY_THREAD = 2
WHILE_CLAIMING = 3


class Panics(AccountsTest):
    def happened(self) -> None:
        """The seeded panic was not missed."""
        self.assertEqual(seed_panic(NOWHERE), NOWHERE)

    def internal(self, place: int, accounts: ezauth.Accounts) -> None:
        """A panic in this place is an answer, and the next call has its own."""
        ask(accounts)
        seed_panic(place)
        with self.refused(ezauth.Internal) as refused:
            accounts.claim_messages(1, timedelta(minutes=1))
        self.happened()
        assert refused.error is not None
        self.assertEqual((refused.error.kind, refused.error.number), ("internal", 90))
        (message,) = accounts.claim_messages(1, timedelta(minutes=1))
        self.assertEqual(message.attempts, 1)
        self.assertTrue(accounts.ack_message(message.lease))

    def delivered(self, place: int) -> int:
        """Which attempt delivers a message, where the first comes by this place."""
        sent: list[int] = []
        accounts = self.open(
            sender=lambda message: sent.append(message.attempts), delivery_poll="10ms"
        )
        seed_panic(place)
        ask(accounts)
        end = time.monotonic() + PATIENCE
        while not sent and time.monotonic() < end:
            time.sleep(0.01)
        self.happened()
        self.assertEqual(len(sent), 1, "nothing was delivered any more")
        accounts.close()
        return sent[0]

    def test_in_a_call_it_is_an_answer(self) -> None:
        self.internal(IN_A_CALL, self.open())

    def test_in_a_transaction_it_is_an_answer_and_nothing_has_happened(self) -> None:
        self.internal(WHILE_CLAIMING, self.open())

    def test_on_the_way_to_a_sender_it_is_a_failure_of_that_delivery(self) -> None:
        self.assertEqual(self.delivered(IN_THE_DELIVERY_THREAD), 2)

    def test_while_the_delivery_thread_claims_it_is_no_delivery(self) -> None:
        self.assertEqual(self.delivered(WHILE_CLAIMING), 1)


def ask(accounts: ezauth.Accounts) -> None:
    """Has a message sent."""
    accounts.request_email_verification(sign_up(accounts).id)


if __name__ == "__main__":
    unittest.main()
