"""`cargo xtask passwords`: makes the list of common passwords from two published ones.

It fetches both from PyPI, in the versions and with the checksums named here, and writes
`ezauth-core/src/domain/input/common_passwords.txt`, or with `--check` compares it. The form of the
file, the sources and their licences: `docs/decisions/0030-common-passwords.md`.
"""

from __future__ import annotations

import ast
import gzip
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

SOURCES = """\
django==5.2.19 --hash=sha256:5965d974a5218a2b68a11dd1276434707f23886525c23f0598eccedaf4f4ca00
zxcvbn==4.5.0 --hash=sha256:2b6eed621612ce6d65e6e4c7455b966acee87d0280e257956b1f06ccc66bd5ff
"""
LIST = Path(__file__).parent.parent / "ezauth-core/src/domain/input/common_passwords.txt"

# No shorter password can be set, whatever the settings are.
SHORTEST = 8
WORDS_OF_A_LINE = 16


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        fetch(Path(folder))
        words = {fold(word) for word in [*djangos(Path(folder)), *zxcvbns(Path(folder))]}
    text = packed(sorted(word for word in words if is_fit(word)))
    if sys.argv[1:] != ["--check"]:
        LIST.write_text(text, encoding="ascii", newline="\n")
        return 0
    if LIST.read_text(encoding="ascii") == text:
        return 0
    print(f"{LIST.name} is not what its sources make: cargo xtask passwords", file=sys.stderr)
    return 1


def fetch(folder: Path) -> None:
    """The wheels, which hold the lists; nothing of them is installed or run."""
    sources = folder / "sources.txt"
    sources.write_text(SOURCES)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    options = ["--no-deps", "--only-binary=:all:", "--python-version=3.11", "--require-hashes"]
    subprocess.run([*pip, *options, "--dest", folder, "--requirement", sources], check=True)


def djangos(folder: Path) -> list[str]:
    """One a line, in lower case."""
    packed_list = read(folder, "django-*.whl", "django/contrib/auth/common-passwords.txt.gz")
    return gzip.decompress(packed_list).decode().split("\n")


def zxcvbns(folder: Path) -> list[str]:
    """A literal with commas, the first in a table of lists."""
    module = ast.parse(read(folder, "zxcvbn-*.whl", "zxcvbn/frequency_lists.py"))
    [lists] = [node for node in ast.walk(module) if isinstance(node, ast.Dict)]
    [name, *_] = [ast.literal_eval(key) for key in lists.keys if key]
    if name != "passwords":
        raise ValueError(f"the first list is {name}")
    constants = [node.value for node in ast.walk(lists.values[0]) if isinstance(node, ast.Constant)]
    return max(constants, key=len).split(",")


def read(folder: Path, wheel: str, member: str) -> bytes:
    [path] = folder.glob(wheel)
    with zipfile.ZipFile(path) as archive:
        return archive.read(member)


def fold(word: str) -> str:
    """As `guessable.rs` folds: by way of upper case, a character at a time."""
    upper = "".join(char.upper() for char in unicodedata.normalize("NFC", word))
    return "".join(char.lower() for char in upper)


def is_fit(word: str) -> bool:
    """Whether it can be set at all. The few words beyond ASCII are damaged text, not passwords."""
    return len(word) >= SHORTEST and word.isascii() and word.isprintable()


def packed(words: list[str]) -> str:
    """A line holds a word, and for each next one a capital letter, which says how many characters it
    shares with the word before (`A` is none), and the rest of it."""
    starts = range(0, len(words), WORDS_OF_A_LINE)
    return "".join(line(words[at : at + WORDS_OF_A_LINE]) for at in starts)


def line(words: list[str]) -> str:
    return "".join([words[0], *rests(words), "\n"])


def rests(words: list[str]) -> Iterator[str]:
    for before, word in zip(words, words[1:]):
        shared = min(common_prefix(zip(before, word)), ord("Z") - ord("A"))
        yield chr(ord("A") + shared) + word[shared:]


def common_prefix(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


if __name__ == "__main__":
    sys.exit(main())
