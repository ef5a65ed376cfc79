"""A value of a front matter, in whichever syntax, with its place."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

from docexport.model import NOWHERE, Position
from docexport.records import Struct

Value: TypeAlias = "bool | int | float | str | date | datetime | list[Field] | dict[str, Field] | None"


class Field(Struct):
    """A value and its place; `text` is a scalar as it was written."""

    value: Value
    at: Position = NOWHERE
    text: str = ""
    key_at: Position = NOWHERE
    """Where its key stands, if that is told apart from the value."""

    @property
    def begins(self) -> Position:
        """Where the key, else the value stands."""
        return self.key_at if self.key_at.line else self.at
