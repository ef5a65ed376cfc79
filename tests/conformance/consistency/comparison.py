"""The outputs compared, role by role; and the table of the differences that a format forces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from docexport.style import RoleName
from tests.conformance.consistency.measures import Measured, Value
from tests.conformance.tools import ROOT

TABLE = ROOT / "docs/consistency.md"
TOLERANCES = {"size": 0.05, "leading": 0.3, "start edge": 0.5, "first line": 0.5, "gap": 2.0}
"""In points; what is not here must be equal."""
FORMATS = ("pdf", "docx", "epub")


@dataclass(frozen=True)
class Difference:
    """One quality of one role that is not the same everywhere."""

    role: RoleName
    quality: str
    values: Mapping[str, Value]

    def __str__(self) -> str:
        found = ", ".join(f"{name} {_shown(value)}" for name, value in self.values.items())
        return f"{self.role}: {self.quality}: {found}"


@dataclass(frozen=True)
class Forced:
    """A row of the table: in one output these qualities of these roles may differ."""

    roles: tuple[str, ...]
    qualities: tuple[str, ...]
    output: str

    def excuses(self, role: str, quality: str) -> bool:
        """Whether the row is about this quality of this role."""
        named = role in self.roles or "every role" in self.roles
        return named and (quality in self.qualities or "everything" in self.qualities)


def forced_differences() -> list[Forced]:
    """Read the table: roles, qualities, output, reason."""
    lines = TABLE.read_text("utf-8").split("<!-- forced -->")[1].strip().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return [Forced(_names(row[0]), _names(row[1]), row[2].lower()) for row in rows]


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("`") for name in cell.split(","))


def differences(outputs: Mapping[str, Measured], forced: Sequence[Forced] = ()) -> list[Difference]:
    """Every quality of every role that differs between outputs, but for what the rows excuse."""
    return [found for found in _all(outputs, forced) if found is not None]


def _all(outputs: Mapping[str, Measured], forced: Sequence[Forced]) -> Iterator[Difference | None]:
    roles = dict.fromkeys(role for looks in outputs.values() for role in looks)
    for role in roles:
        qualities = dict.fromkeys(name for looks in outputs.values() for name in looks.get(role, ()))
        missing = {name: role in looks for name, looks in outputs.items() if name in FORMATS}
        excused = {row.output for row in forced if row.excuses(role, "place")}
        shown = {
            name: "shown" if there else "missing" for name, there in missing.items() if name not in excused
        }
        yield Difference(role, "place", shown) if len(set(shown.values())) > 1 else None
        for quality in qualities:
            yield _difference(role, quality, outputs, forced)


def _difference(
    role: RoleName, quality: str, outputs: Mapping[str, Measured], forced: Sequence[Forced]
) -> Difference | None:
    excused = {row.output for row in forced if row.excuses(role, quality)}
    values = {
        name: looks[role][quality]
        for name, looks in outputs.items()
        if name not in excused and looks.get(role, {}).get(quality) is not None
    }
    apart = any(differ(quality, one, other) for one, other in combinations(values.values(), 2))
    return Difference(role, quality, values) if apart else None


def differ(quality: str, one: Value, other: Value) -> bool:
    """Whether two values of a quality are farther apart than may be."""
    tolerance = TOLERANCES.get(quality)
    if tolerance is None or isinstance(one, str) or isinstance(other, str):
        return one != other
    assert one is not None
    assert other is not None
    return abs(one - other) > tolerance + 0.005


def stale(rows: Sequence[Forced], measurements: Sequence[Mapping[str, Measured]]) -> list[Forced]:
    """Rows without which nothing would differ."""
    found = []
    for row in rows:
        others = [other for other in rows if other is not row]
        if not any(
            len(differences(outputs, others)) > len(differences(outputs, rows)) for outputs in measurements
        ):
            found.append(row)
    return found


def _shown(value: Value) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
