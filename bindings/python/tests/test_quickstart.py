"""The quick start runs as it stands in the guide."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support import PATIENCE, AccountsTest

PACKAGE = Path(__file__).parents[1]


class QuickStart(AccountsTest):
    def test_it_runs_twice(self) -> None:
        for _ in range(2):
            finished = subprocess.run(
                [sys.executable, PACKAGE / "examples" / "quickstart.py", self.database],
                capture_output=True,
                text=True,
                timeout=PATIENCE,
            )
            self.assertEqual((finished.returncode, finished.stderr), (0, ""))
            self.assertIn("signed in by password\nsigned out: True\n", finished.stdout)

    def test_the_guide_shows_it(self) -> None:
        guide = (PACKAGE / "README.md").read_text()
        example = (PACKAGE / "examples" / "quickstart.py").read_text()
        self.assertIn(f"```python\n{example}```\n", guide)
