"""The package is as the table of all languages says."""

from __future__ import annotations

import inspect
import sys
import typing
import unittest
from pathlib import Path
from typing import Any

import ezauth
import ezauth.aio

TABLE = Path(__file__).parents[3] / "tests" / "operations.toml"
# What goes by text alone: an exception has it as a `str`.
TEXTS = {"FieldReason", "StorageReason"}


@unittest.skipUnless(TABLE.exists() and sys.version_info >= (3, 11), "needs the table and tomllib")
class Parity(unittest.TestCase):
    table: dict[str, Any]

    @classmethod
    def setUpClass(cls) -> None:
        if sys.version_info >= (3, 11):
            import tomllib

            cls.table = tomllib.loads(TABLE.read_text())

    def difference(self, place: str, usual: str) -> str:
        """What stands at a place: what Python has there instead, or else what is usual."""
        ours = [it for it in self.table["difference"] if it["language"] == "python"]
        return next((str(it["is"]) for it in ours if it["at"] == place), usual)

    def test_operations_are_those_of_the_table_with_its_parameters(self) -> None:
        def parameter(operation: str, given: dict[str, Any]) -> str:
            usual = f"{given['name']}=None" if given.get("optional") else given["name"]
            return self.difference(f"{operation}.{given['name']}", usual)

        there = {
            each["name"]: ", ".join(parameter(each["name"], it) for it in each["parameters"])
            for each in self.table["operation"]
        }
        for accounts in (ezauth.Accounts, ezauth.aio.Accounts):
            methods = inspect.getmembers(accounts, callable)
            ours = {name: written(it) for name, it in methods if not name.startswith("_")}
            self.assertEqual(ours, there, accounts)

    def test_records_have_the_fields_of_the_table(self) -> None:
        for record, there in self.table["records"].items():
            ours = getattr(ezauth, record)
            fields = getattr(ours, "__annotations__", None) or dir(ours)
            self.assertEqual({it for it in fields if not it.startswith("_")}, set(there), record)

    def test_names_are_those_of_the_table(self) -> None:
        for names in set(self.table["names"]) - TEXTS:
            ours = typing.get_args(getattr(ezauth, names))
            self.assertEqual(list(ours), self.table["names"][names], names)

    def test_errors_have_the_numbers_of_the_table(self) -> None:
        ours = {each.kind: each.number for each in ezauth.Error.__subclasses__()}
        self.assertEqual(ours, self.table["errors"])

    def test_settings_are_those_of_the_table(self) -> None:
        ours = {*ezauth.Settings.__annotations__, "database"}
        self.assertEqual(ours, set(self.table["settings"]))


def written(operation: Any) -> str:
    """The parameters of an operation, without their types."""
    parameters = inspect.signature(operation).parameters.values()
    bare = [it.replace(annotation=inspect.Parameter.empty) for it in parameters]
    named = [it for it in bare if it.name != "self"]
    return str(inspect.Signature(named)).strip("()")
