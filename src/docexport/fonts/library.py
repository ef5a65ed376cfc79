"""The fonts that can be used: found by family, weight and slant, and joined into stacks.

1. A family is looked for tier by tier (see `docexport.fonts.sources`); the first tier that has it wins,
   so that what packages bring is preferred over what a machine happens to have.
2. Within it the nearest weight is taken as CSS Fonts 4, section 5.2, would; nothing is slanted or
   emboldened artificially.
3. A stack is the style's families in order, followed by families that cover what they lack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from docexport.fonts import sources
from docexport.fonts.face import Face
from docexport.fonts.fallback import Fallback
from docexport.fonts.packages import package_of
from docexport.fonts.sfnt import Record
from docexport.fonts.stack import FontStack, Missing
from docexport.notices import FontReplaced, Notify
from docexport.records import Struct

GENERIC = {
    "serif": "Source Serif Pro",
    "sans-serif": "Source Sans Pro",
    "sans": "Source Sans Pro",
    "monospace": "Fira Mono",
    "mono": "Fira Mono",
}
"""What the generic families of CSS stand for here."""
_LAST_RESORT = "Source Serif Pro"

Records = tuple[Record, ...]


class Family(Struct, frozen=True):
    """What a list of fonts shows of one family."""

    name: str
    weights: tuple[str, ...]
    """Each weight, or a range of a variable font: "400", "200–900"."""
    italic: bool
    source: str
    """The folder it comes from."""

    @classmethod
    def of(cls, name: str, records: Sequence[Record]) -> Family:
        """Describe the family of these records."""
        spans = {record.weights or (record.weight, record.weight) for record in records}
        weights = tuple(f"{low}–{high}" if low < high else f"{low}" for low, high in sorted(spans))
        return cls(name, weights, any(record.italic for record in records), str(records[0].path.parent))


class FontLibrary:
    """The fonts of a run: the style's `folders` first, the machine's own last, or not at all."""

    def __init__(self, folders: Sequence[Path] = (), *, system: bool = True) -> None:
        own = tuple(folders)
        self._tiers: tuple[Callable[[], Records], ...] = (
            lambda: sources.in_folders(own),
            sources.in_known_packages,
            sources.in_announced_packages,
            *((sources.in_system,) if system else ()),
        )
        self._groups = cache(lambda number: _by_family(self._tiers[number]()))
        self._stacks: dict[tuple[tuple[str, ...], int, bool], FontStack] = {}
        self._missing: Missing | None = None

    def families(self) -> list[str]:
        """The names of all families that can be had, sorted."""
        found = {record.families[0] for tier in self._tiers for record in tier()}
        return sorted(found, key=str.casefold)

    def descriptions(self) -> list[Family]:
        """Every family that can be had, sorted by name: of several of a name, the one that would be used."""
        found: dict[str, list[Record]] = {}
        for tier in self._tiers:
            groups: dict[str, list[Record]] = {}
            for record in tier():
                groups.setdefault(record.families[0], []).append(record)
            found = groups | found
        return [Family.of(name, found[name]) for name in sorted(found, key=str.casefold)]

    def find(self, family: str, weight: int = 400, italic: bool = False) -> Face | None:
        """The family's face of the nearest weight; upright only where it has no italic; None without it."""
        name = _key(GENERIC.get(_key(family), family))
        for number, _ in enumerate(self._tiers):
            candidates = self._groups(number).get(name)
            if candidates:
                return _nearest(candidates, weight, italic=italic)
        return None

    def stack(self, families: Sequence[str], weight: int, italic: bool, notify: Notify) -> FontStack:
        """The families that are installed, in order, and what falls back behind them.

        Notifies FontReplaced when the first family is not installed. Raises LookupError when no font at
        all can be found, which a complete installation rules out.
        """
        if self._missing is None or self._missing.notify is not notify:
            self._missing, self._stacks = Missing(notify), {}
        key = (tuple(families), weight, italic)
        if key not in self._stacks:
            self._stacks[key] = self._new_stack(key, self._missing)
        return self._stacks[key]

    def _new_stack(self, key: tuple[tuple[str, ...], int, bool], missing: Missing) -> FontStack:
        families, weight, italic = key
        found = (face for name in families if (face := self.find(name, weight, italic)))
        primary = next(found, None) or self._last_resort(weight, italic=italic)
        if families and self.find(families[0], weight, italic) is None:
            missing.notify(self._replaced(families[0], primary.family))
        fallback = Fallback(self.find, self.every_face, weight, italic=italic)
        return FontStack(primary, lambda: found, fallback, missing)

    def _replaced(self, family: str, used: str) -> FontReplaced:
        """Tell what is missing, with the near miss or else the way to get it."""
        install = package_of(family)
        if install:
            return FontReplaced(family=family, used=used, install=install)
        from difflib import get_close_matches  # noqa: PLC0415 # costs 3 ms, needed only for a mistake

        close = get_close_matches(_key(family), [_key(name) for name in self.families()], n=1, cutoff=0.75)
        names = {_key(name): name for name in self.families()}
        return FontReplaced(family=family, used=used, nearest=names[close[0]] if close else "")

    def _last_resort(self, weight: int, *, italic: bool) -> Face:
        face = self.find(_LAST_RESORT, weight, italic) or next(self.every_face(weight, italic=italic), None)
        if face is None:
            raise LookupError("no font is installed; install font-source-serif-pro")
        return face

    def every_face(self, weight: int, *, italic: bool) -> Iterator[Face]:
        """One face of each family that may be embedded, tier by tier, families by name, Noto first."""
        for number, _ in enumerate(self._tiers):
            groups = self._groups(number)
            for name in sorted(groups, key=lambda name: (not name.startswith("noto"), name)):
                open_ones = [record for record in groups[name] if not record.restricted]
                if open_ones:
                    yield _nearest(open_ones, weight, italic=italic)


def _key(family: str) -> str:
    return " ".join(family.casefold().split())


def _by_family(tier: Records) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for record in tier:
        for name in record.families:
            groups.setdefault(_key(name), []).append(record)
    return groups


def _nearest(candidates: Sequence[Record], weight: int, *, italic: bool) -> Face:
    """The best of a family's records; ties go to TrueType outlines, which Word can embed, then by name."""

    def distance(record: Record) -> tuple[bool, tuple[int, int], bool, str]:
        own = _clamped(record, weight)
        return record.italic != italic, _away(own, weight), not record.truetype, record.path.name

    best = min(candidates, key=distance)
    own = _clamped(best, weight)
    pinned = (("wght", float(own)),) if best.weights else ()
    return Face(best.path, best.index, best.families[0], own, best.italic, pinned)


def _clamped(record: Record, weight: int) -> int:
    if record.weights is None:
        return record.weight
    return min(max(weight, record.weights[0]), record.weights[1])


def _away(own: int, wanted: int) -> tuple[int, int]:
    """How far a weight is from the one wanted: first whether it lies on the side that CSS prefers."""
    if own == wanted:
        return 0, 0
    if 400 <= wanted <= 500 and wanted < own <= 500:
        return 1, own - wanted
    preferred = own > wanted if wanted > 500 else own < wanted
    return (2 if preferred else 3), abs(own - wanted)
