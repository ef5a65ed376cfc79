"""CSS rules as data, printed for a writing direction, for a dark page, and for passages the other way.

Sides are `start` and `end`, `top` and `bottom` until a rule is printed. They come out as left and right,
which every reading system knows, for the book's direction; where passages run the other way, a second set of
rules scoped to `[dir]` turns them over. In vertical writing all four turn: lines begin at the top, blocks at
the right. Logical properties would be shorter, but older engines drop them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from docexport.edition import Direction
from docexport.records import Struct
from docexport.style import Color
from docexport.write.epub.palette import night_ground, night_line, night_text

_NIGHT = {"text": night_text, "ground": night_ground, "line": night_line}


class Paint(Struct, frozen=True):
    """A value with a color in it; what it paints decides what becomes of it on a dark page."""

    color: Color
    kind: Literal["text", "ground", "line"]
    form: str = "{}"

    def day(self) -> str:
        """The value as the style has it."""
        return self.form.format(self.color.hex)

    def night(self) -> str:
        """The value for a dark page."""
        return self.form.format(_NIGHT[self.kind](self.color).hex)


Value: TypeAlias = str | Paint
Course: TypeAlias = Direction | Literal["vertical"]
"""How lines run: to the right, to the left, or downward with the next line to the left."""
Declarations: TypeAlias = Sequence[tuple[str, Value]]


class Rule(Struct, frozen=True):
    """Selectors, separated by commas, and what they declare, in order."""

    selector: str
    declarations: Declarations


def printed(rules: Iterable[Rule], direction: Course) -> str:
    """The rules for an ordinary page."""
    return "".join(_rule(rule.selector, _day(rule.declarations), direction) for rule in rules)


def printed_night(rules: Iterable[Rule], direction: Course) -> str:
    """Of the rules, what is other on a dark page."""
    return "".join(
        _rule(
            rule.selector,
            [(name, value.night()) for name, value in rule.declarations if isinstance(value, Paint)],
            direction,
        )
        for rule in rules
    )


def printed_forced(rules: Iterable[Rule]) -> str:
    """For forced colors, which take every ground away: an edge for what has nothing else to be seen by."""
    grounds = [rule.selector for rule in rules if _rests_on_ground(rule)]
    return _rule(", ".join(grounds), [("border", "1px solid")], "ltr") if grounds else ""


def _rests_on_ground(rule: Rule) -> bool:
    names = {name for name, _ in rule.declarations}
    # Marked words keep a ground of the system's own, and cells are lines in a grid.
    kept = rule.selector == "mark" or re.search(r"\bt[dh]\b", rule.selector)
    return "background-color" in names and not kept and not any(name.startswith("border") for name in names)


def printed_turned(rules: Iterable[Rule], direction: Direction) -> str:
    """Of the rules, what has a side, for passages that run against the book's direction."""
    other: Direction = "ltr" if direction == "rtl" else "rtl"
    parts = []
    for rule in rules:
        sided = [(name, value) for name, value in _day(rule.declarations) if _is_sided(name)]
        # First take the rule back from the side it has in the rest of the book.
        undone = [(_physical(name, direction), "0") for name, _ in sided if name != "float"]
        selector = ", ".join(
            f'[dir="{other}"] {part.strip()}, {part.strip()}[dir="{other}"]'
            for part in rule.selector.split(",")
            if ":" not in part
        )
        if selector:
            parts.append(_rule(selector, [*undone, *sided], other))
    return "".join(parts)


def _day(declarations: Declarations) -> list[tuple[str, str]]:
    return [(name, value.day() if isinstance(value, Paint) else value) for name, value in declarations]


def _rule(selector: str, declarations: Sequence[tuple[str, str]], direction: Course) -> str:
    if not declarations:
        return ""
    lines = "".join(
        f"  {_physical(name, direction)}: {_side(value, direction) if name == 'float' else value};\n"
        for name, value in declarations
    )
    return f"{selector} {{\n{lines}}}\n"


def _is_sided(name: str) -> bool:
    return name == "float" or name.endswith(("-start", "-end"))


def _side(value: str, direction: Course) -> str:
    """Where something floats: in vertical writing `left` is where lines begin."""
    turned = {"start": "right", "end": "left"} if direction == "rtl" else {"start": "left", "end": "right"}
    return turned.get(value, value)


_TURNED = {"start": "top", "end": "bottom", "top": "right", "bottom": "left"}


def _physical(name: str, direction: Course) -> str:
    if direction == "vertical":
        stem, hyphen, side = name.rpartition("-")
        return f"{stem}{hyphen}{_TURNED[side]}" if stem and side in _TURNED else name
    sides = ("left", "right") if direction == "ltr" else ("right", "left")
    if name.endswith("-start"):
        return name.removesuffix("start") + sides[0]
    return name.removesuffix("end") + sides[1] if name.endswith("-end") else name
