"""What the tests share."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from datetime import timedelta
from pathlib import Path
from typing import Any, Optional

import ezauth

PASSWORD = "a long and quiet river"
MINUTE = timedelta(minutes=1)

# Longer than anything takes, on however busy a machine.
PATIENCE = 60


class AccountsTest(unittest.TestCase):
    """A folder for each test."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.database = self.folder / "auth.db"

    def open(self, **options: Any) -> ezauth.Accounts:
        """Opens the accounts for the time of the test."""
        accounts = ezauth.Accounts.open(self.database, **options)
        self.addCleanup(accounts.close)
        return accounts

    def refused(self, kind: type[ezauth.Error], *fields: str) -> Refused:
        """Expects this kind of error with these fields, written `field reason`."""
        return Refused(self, kind, fields)

    def run_script(self, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs a program to its end, which it must come to by itself."""
        command = [sys.executable, "-X", "faulthandler", "-c", script, str(self.database)]
        return subprocess.run(
            [*command, *arguments], capture_output=True, text=True, timeout=PATIENCE
        )


class Refused:
    """What `AccountsTest.refused` expects."""

    def __init__(
        self, test: unittest.TestCase, kind: type[ezauth.Error], fields: tuple[str, ...]
    ) -> None:
        self._test, self._kind, self._fields = test, kind, fields
        self.error: Optional[ezauth.Error] = None

    def __enter__(self) -> Refused:
        return self

    def __exit__(self, exc_type: object, exc: object, traceback: object) -> bool:
        if not isinstance(exc, ezauth.Error):
            self._test.assertIsNotNone(exc, "nothing was refused")
            return False
        self._test.assertIs(type(exc), self._kind)
        fields = tuple(f"{each.field} {each.reason}" for each in exc.fields)
        self._test.assertEqual(fields, self._fields)
        self.error = exc
        return True


def sign_up(accounts: ezauth.Accounts, email: str = "ada@example.com") -> ezauth.Identity:
    """A user with a password and an address that is yet to be proven."""
    return accounts.create_user_with_password(email, PASSWORD).identity


def verify(accounts: ezauth.Accounts, identity: ezauth.Identity) -> None:
    """Proves an address."""
    handle = accounts.request_email_verification(identity.id)
    (mail,) = accounts.claim_messages(1, MINUTE)
    assert mail.token is not None
    accounts.verify_magic_link(mail.token, "email", handle)
    accounts.ack_message(mail.lease)
