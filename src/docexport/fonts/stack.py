"""A stack of faces shapes any text: what the first face lacks, another sets, cluster by cluster.

1. The whole text is shaped in the primary face. If no glyph is missing, that is all.
2. Otherwise each cluster goes to the first face of the stack that has all its characters, then to a
   fallback; neighbors in the same face are shaped together, so that they join and reorder.
3. What no face has is drawn as a visible box that stands for the original characters, with a notice.
   Glyph 0 never leaves this module.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import groupby

from docexport.fonts.clusters import clusters, visible
from docexport.fonts.description import description
from docexport.fonts.face import Face, coverage, feature_tags
from docexport.fonts.fallback import MONOSPACED, Fallback, package_with
from docexport.fonts.metrics import FontMetrics, metrics
from docexport.fonts.shaping import Direction, Glyph, GlyphRun, Setting, shape_run
from docexport.model import NOWHERE, Position
from docexport.notices import MissingGlyph, Notify

_BOXES = ("\u25a1", "\u25af", "\u25fb", "?")
_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")
"""Control characters and separators: blank, where a source still has them."""
_LOOKALIKES = {"\u2010": "-", "\u2011": "-", "\u02bc": "\u2019", "\u2015": "\u2014", "\u2212": "\u2013"}
"""A near form of the same face looks better than the right one of another."""

Piece = tuple[Face | None, str]
"""Some text and the face that sets it; None when none does."""


class Missing:
    """Tells of each character without a glyph once in a run."""

    def __init__(self, notify: Notify) -> None:
        self.notify = notify
        self._told: set[str] = set()

    def tell(self, cluster: str, at: Position) -> None:
        """Notify MissingGlyph, unless the cluster was told of before."""
        if cluster not in self._told:
            self._told.add(cluster)
            self.notify(MissingGlyph(character=visible(cluster), package=package_with(cluster), at=at))


class FontStack:
    """Faces in order of preference, with fallbacks behind them; `primary` is the first.

    `others` finds the further ones, when the primary lacks something: to look for a family means to look
    through all fonts of the machine, and most articles need none.
    """

    def __init__(
        self, primary: Face, others: Callable[[], Iterable[Face]], fallback: Fallback, missing: Missing
    ) -> None:
        self.primary = primary
        self._others = others
        self._fallback = fallback
        self._missing = missing
        self._chosen: dict[tuple[str, str], Face | None] = {}
        self._kin = _kin(primary)

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """All faces, each once."""
        return tuple(dict.fromkeys((self.primary, *self._others())))

    @property
    def metrics(self) -> FontMetrics:
        """The metrics of the primary face."""
        return metrics(self.primary)

    def has_feature(self, tag: str) -> bool:
        """Whether the primary face has an OpenType feature, such as `smcp`."""
        return tag in feature_tags(self.primary)

    def shape(
        self,
        text: str,
        *,
        features: tuple[str, ...] = (),
        lang: str = "",
        direction: Direction = "ltr",
        script: str | None = None,
        at: Position = NOWHERE,
    ) -> tuple[GlyphRun, ...]:
        """Shape one bidi level of text; the runs, and the glyphs in them, stand in visual order.

        `features` are OpenType feature strings (`onum`, `-liga`), `lang` a BCP 47 tag, `script` an ISO
        15924 code or None to guess; `at` is where a missing character is reported. Text that is never
        visible gives no runs.
        """
        setting = _setting(features, lang, direction, script)
        whole = shape_run(self.primary, _blanked(text), setting, text)
        if whole.complete:
            return (whole,) if whole.glyphs else ()
        runs = [self._piece(piece, setting, at) for piece in self._pieces(text, setting.lang)]
        if setting.direction == "rtl":
            runs.reverse()
        return tuple(run for run in runs if run.glyphs)

    def _piece(self, piece: Piece, setting: Setting, at: Position) -> GlyphRun:
        face, text = piece
        if face is not None:
            run = shape_run(face, self._plain(face, text), setting, text)
            if run.complete:
                return run
        return self._box(text, at)

    def _plain(self, face: Face, text: str) -> str:
        """The text to shape: controls as spaces, and near forms of what only the face lacks."""
        plain = _blanked(text)
        for char, near in _LOOKALIKES.items():
            if char in plain and ord(char) not in coverage(face):
                plain = plain.replace(char, near)
        return plain

    # --- Which face sets what ----------------------------------------------------------------------

    def _pieces(self, text: str, lang: str) -> list[Piece]:
        """The text cut where the face changes, in logical order."""
        parts = clusters(text)
        chosen = self._unified(parts, [self._choose(part, lang) for part in parts])
        pieces: list[Piece] = []
        for (face, missing), group in groupby(zip(chosen, parts, strict=True), key=_by_face):
            joined = [part for _, part in group]
            # Each missing cluster has its own box, so that the page shows how many there are.
            pieces += [(None, part) for part in joined] if missing else [(face, "".join(joined))]
        return pieces

    def _unified(self, parts: Sequence[str], chosen: Sequence[Face | None]) -> list[Face | None]:
        """One fallback where one can set all that several would, so that no word is torn apart."""
        foreign = dict.fromkeys(face for face in chosen if face and face not in self.faces)
        if len(foreign) < 2:
            return list(chosen)
        pairs = zip(parts, chosen, strict=True)
        fits = _fits("".join(visible(part) for part, face in pairs if face in foreign))
        one = next(filter(fits, foreign), None)
        return [one if one and face in foreign else face for face in chosen]

    def _choose(self, cluster: str, lang: str) -> Face | None:
        key = (cluster, lang)
        if key not in self._chosen:
            needed = visible(cluster)
            fits = _fits(needed)
            own = next(filter(fits, self.faces), None)
            self._chosen[key] = own or self._fallback.face(cluster, lang, self._kin, fits)
        return self._chosen[key]

    def _box(self, cluster: str, at: Position) -> GlyphRun:
        self._missing.tell(cluster, at)
        for char in _BOXES:
            face = self._choose(char, "")
            if face is not None:
                glyph = shape_run(face, char, Setting()).glyphs[0]
                return GlyphRun(face, (Glyph(glyph.gid, cluster, glyph.advance, 0.0, 0.0),))
        return GlyphRun(self.primary, (Glyph(1, cluster, 500.0, 0.0, 0.0),))


@lru_cache(maxsize=256)
def _setting(features: tuple[str, ...], lang: str, direction: Direction, script: str | None) -> Setting:
    return Setting(features, lang, direction, script)


def _blanked(text: str) -> str:
    return text if text.isprintable() else _CONTROLS.sub(" ", text)


def _by_face(part: tuple[Face | None, str]) -> tuple[Face | None, bool]:
    return part[0], part[0] is None


def _kin(primary: Face) -> tuple[str, ...]:
    """Families that resemble the primary face, so that a fallback does not stand out."""
    about = description(primary)
    if about.fixed_pitch:
        return MONOSPACED
    return ("Source Serif Pro",) if about.serif else ("Source Sans Pro",)


def _fits(text: str) -> Callable[[Face], bool]:
    """A test of whether a face can set the text, composed or decomposed as HarfBuzz would try."""
    bare = "".join(_LOOKALIKES.get(char, char) for char in text)
    forms = {unicodedata.normalize(form, t) for form in ("NFC", "NFD") for t in (text, bare)} | {text}
    codes = [frozenset(ord(char) for char in form if not _blank(char)) for form in forms]
    return lambda face: any(wanted <= coverage(face) for wanted in codes)


def _blank(char: str) -> bool:
    """Spaces and controls: HarfBuzz makes the widths of the spaces that a face lacks."""
    return unicodedata.category(char) in ("Zs", "Zl", "Zp", "Cc")
