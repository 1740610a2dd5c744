"""The types are right: for those who check theirs against them."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import unittest
from pathlib import Path

PACKAGE = Path(__file__).parents[1]


@unittest.skipUnless(importlib.util.find_spec("mypy"), "needs mypy")
class Types(unittest.TestCase):
    def passes(self, *arguments: str) -> None:
        finished = subprocess.run(
            [sys.executable, "-m", *arguments], cwd=PACKAGE, capture_output=True, text=True
        )
        self.assertEqual(finished.returncode, 0, finished.stdout + finished.stderr)

    def test_everything_is_typed(self) -> None:
        self.passes("mypy")

    def test_the_stub_is_what_the_native_module_has(self) -> None:
        self.passes("mypy.stubtest", "ezauth._ezauth")
