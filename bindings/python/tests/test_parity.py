"""The package is as the table of all languages says."""

from __future__ import annotations

import inspect
import sys
import typing
import unittest
from pathlib import Path
from typing import Any

import ezauth

TABLE = Path(__file__).parents[3] / "tests" / "operations.toml"
RECORDS = ["Identity", "Message", "Session", "SessionUser", "SignIn", "User", "UserIdentity"]
NAMES = ["VerificationType", "SessionMethod", "Kind", "Channel"]


@unittest.skipUnless(TABLE.exists() and sys.version_info >= (3, 11), "needs the table and tomllib")
class Parity(unittest.TestCase):
    table: dict[str, Any]

    @classmethod
    def setUpClass(cls) -> None:
        if sys.version_info >= (3, 11):
            import tomllib

            cls.table = tomllib.loads(TABLE.read_text())

    def test_operations_have_the_parameters_of_the_table(self) -> None:
        operations = {each["name"]: each for each in self.table["operation"]}
        for name, method in inspect.getmembers(ezauth.Accounts, callable):
            if name.startswith("_") or name == "open":
                continue
            there = [
                (each["name"], each.get("optional", False))
                for each in operations[name].get("parameters", [])
            ]
            ours = [
                (each.name, each.default is None)
                for each in inspect.signature(method).parameters.values()
                if each.name != "self"
            ]
            self.assertEqual(ours, there, name)

    def test_records_have_the_fields_of_the_table(self) -> None:
        for record in [*RECORDS, "Context"]:
            there = set(self.table["records"][record])
            ours = {name for name in dir(getattr(ezauth, record)) if not name.startswith("_")}
            self.assertEqual(ours, there, record)

    def test_names_are_those_of_the_table(self) -> None:
        for names in NAMES:
            ours = typing.get_args(getattr(ezauth, names))
            self.assertEqual(set(ours), set(self.table["names"][names]), names)

    def test_errors_have_the_numbers_of_the_table(self) -> None:
        ours = {each.kind: each.number for each in ezauth.Error.__subclasses__()}
        self.assertEqual(ours, self.table["errors"])

    def test_settings_are_those_of_the_table(self) -> None:
        ours = {*ezauth.Settings.__annotations__, "database"}
        self.assertEqual(ours, set(self.table["settings"]))
