"""Which face sets what the style's own faces lack, and what a person could install when none does.

1. Families that packages bring, in a fixed order, so that a document is the same on any machine.
2. For Chinese, Japanese and Korean the family of the text's language.
3. Any other installed family that covers the text, in the order of names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Protocol

from docexport.fonts.clusters import is_emoji
from docexport.fonts.face import Face

MONOSPACED = ("Fira Mono", "Cascadia Mono", "Space Mono")
GENERAL = ("FiraGO", "Noto Sans", "Noto Sans Math", "Noto Sans Symbols2", "Noto Sans Symbols", "Noto Music")
EMOJI = ("Noto Emoji",)
_EAST_ASIAN = (
    "[\u1100-\u11ff\u2e80-\u303f\u3040-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uffef\U0001f200-\U0001f2ff\U00020000-\U0003ffff]"
)
_SCRIPTS_OF_NOTO = (
    "[\u0530-\u06ff\u0750-\u077f\u0900-\u0eff\u1000-\u10ff\u1200-\u139f\u1780-\u17ff\u2d00-\u2ddf]"
)
"""Armenian, Hebrew, Arabic, the scripts of India, Thai, Lao, Myanmar, Georgian, Ethiopic, Khmer."""
_KANA = "[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]"
_HANGUL = "[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]"


class Find(Protocol):
    """How to find a face; see `FontLibrary.find`."""

    def __call__(self, family: str, weight: int = ..., italic: bool = ...) -> Face | None: ...  # noqa: D102  # said above


class EveryFace(Protocol):
    """How to go through all faces; see `FontLibrary.every_face`."""

    def __call__(self, weight: int, *, italic: bool) -> Iterator[Face]: ...  # noqa: D102  # said above


class Fallback:
    """Faces in the weight and slant of a stack for text that the stack's own faces lack."""

    def __init__(self, find: Find, every_face: EveryFace, weight: int, *, italic: bool) -> None:
        self._find = cache(lambda family: find(family, weight, italic))
        self._every_face: Callable[[], Iterator[Face]] = lambda: every_face(weight, italic=italic)
        self._found: dict[tuple[str, str, tuple[str, ...]], Face | None] = {}

    def face(
        self, cluster: str, lang: str, kin: tuple[str, ...], fits: Callable[[Face], bool]
    ) -> Face | None:
        """The first face that `fits`; `kin` are families to try before others, such as monospaced ones."""
        key = (cluster, lang, kin)
        if key not in self._found:
            self._found[key] = next(filter(fits, self._candidates(cluster, lang, kin)), None)
        return self._found[key]

    def _candidates(self, cluster: str, lang: str, kin: tuple[str, ...]) -> Iterator[Face]:
        """Each family is looked up only when those before it did not fit: most are never loaded."""
        first = EMOJI if is_emoji(cluster) else ()
        names = (*first, *_east_asian(cluster, lang), *kin, *GENERAL, *EMOJI, *MONOSPACED)
        yield from filter(None, map(self._find, names))
        yield from self._every_face()


def _east_asian(cluster: str, lang: str) -> tuple[str, ...]:
    """The families for Han, kana and hangul: by the language, and without one by the script."""
    if not re.search(_EAST_ASIAN, cluster):
        return ()
    region = _region(cluster, lang.casefold())
    return f"Noto Sans CJK {region}", f"Noto Serif CJK {region}"


def _region(cluster: str, lang: str) -> str:
    if lang.startswith("zh"):
        if lang.startswith("zh-hk") or "-hk" in lang:
            return "HK"
        return "TC" if re.search(r"hant|-tw|-mo", lang) else "SC"
    if lang.startswith("ja") or re.search(_KANA, cluster):
        return "JP"
    return "KR" if lang.startswith("ko") or re.search(_HANGUL, cluster) else "SC"


def package_with(cluster: str) -> str:
    """The package to install for a character that no font has; empty when none is known."""
    if re.search(_EAST_ASIAN, cluster):
        return "manimgx-fonts-cjk"
    known = is_emoji(cluster) or re.search(_SCRIPTS_OF_NOTO, cluster)
    return "manimgx-fonts" if known else ""
