"""Languages and directions: `w:lang`, and text cut where Word needs another font slot or direction.

Word picks the font of a run by script: `ascii`/`hAnsi`, `eastAsia`, or `cs` for a run marked as right to
left (ECMA-376 part 1, 17.3.2.26 and 17.3.2.30). A run that mixes scripts would be set in one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from docexport.edition import direction_of
from docexport.write.docx.xml import quoted

Script: TypeAlias = Literal["", "east", "rtl", "complex", "emoji"]

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_COMPLEX = "\u0900-\u109f\u1780-\u17ff\u0e00-\u0eff"
_EAST = (
    "\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
)
_EMOJI = "\U0001f000-\U0001f1ff\U0001f300-\U0001faff"
_NEUTRAL = r"\s!-/:-@\[-`{-~\u00a0-\u00bf\u2000-\u206f\u0300-\u036f"

_ANY = re.compile(f"[{_RTL}{_COMPLEX}{_EAST}]")
_CUT = re.compile(f"[{_RTL}{_COMPLEX}{_EAST}{_EMOJI}]")
_RTL_LETTER = re.compile(f"[{_RTL}]")
_LTR_LETTER = re.compile(f"[A-Za-z\u00c0-\u02af\u0370-\u058f{_COMPLEX}{_EAST}]")
_PIECES = re.compile(
    f"(?P<rtl>[{_RTL}](?:[{_RTL}]|[{_NEUTRAL}]+(?=[{_RTL}]))*)"
    f"|(?P<complex>[{_COMPLEX}](?:[{_COMPLEX}]|[{_NEUTRAL}]+(?=[{_COMPLEX}]))*)"
    f"|(?P<east>[{_EAST}]+)"
    f"|(?P<emoji>[{_EMOJI}](?:[{_EMOJI}\ufe0f]|\u200d.)*)"
    f"|(?P<plain>[^{_RTL}{_COMPLEX}{_EAST}{_EMOJI}]+)"
)
_LOCALES = {
    "en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "pt": "pt-PT", "nl": "nl-NL",
    "pl": "pl-PL", "sv": "sv-SE", "da": "da-DK", "nb": "nb-NO", "no": "nb-NO", "nn": "nn-NO", "fi": "fi-FI",
    "cs": "cs-CZ", "sk": "sk-SK", "hu": "hu-HU", "ro": "ro-RO", "bg": "bg-BG", "el": "el-GR", "uk": "uk-UA",
    "ru": "ru-RU", "tr": "tr-TR", "ar": "ar-SA", "he": "he-IL", "fa": "fa-IR", "ur": "ur-PK", "ja": "ja-JP",
    "ko": "ko-KR", "zh": "zh-CN", "hi": "hi-IN", "bn": "bn-IN", "ta": "ta-IN", "te": "te-IN",
    "mr": "mr-IN", "gu": "gu-IN", "th": "th-TH", "vi": "vi-VN", "id": "id-ID", "ca": "ca-ES",
    "hr": "hr-HR", "sl": "sl-SI", "sr": "sr-Cyrl-RS", "lt": "lt-LT", "lv": "lv-LV", "et": "et-EE",
}  # fmt: skip
"""Word proofs in a language of a place: a bare language gets its most usual one."""
_POINT = {"en", "ja", "ko", "zh", "he", "hi", "th"}
"""Languages with a decimal point; most others have a comma."""


_COMPLEX_LANGUAGES = {
    *("hi", "mr", "ne", "sa", "bn", "as", "pa", "gu", "or"),
    *("ta", "te", "kn", "ml", "si", "th", "lo", "km", "my"),
}
"""Left-to-right languages of complex scripts, which Word looks up in the same slot as Arabic and Hebrew."""


def locale(lang: str) -> str:
    """The language tag as Word knows it."""
    return _LOCALES.get(lang.lower(), lang)


def decimal_comma(lang: str) -> bool:
    """Whether the language writes decimals with a comma."""
    return lang.partition("-")[0].lower() not in _POINT


def is_east_asian(lang: str) -> bool:
    """Whether the language is Chinese, Japanese or Korean."""
    return lang.partition("-")[0].lower() in ("ja", "ko", "zh")


def lang_element(lang: str) -> str:
    """`w:lang`: the language in the slot of its script."""
    name = quoted(locale(lang))
    if is_east_asian(lang):
        return f'<w:lang w:val="en-US" w:eastAsia={name}/>'
    if direction_of(lang) == "rtl" or lang.partition("-")[0].lower() in _COMPLEX_LANGUAGES:
        return f"<w:lang w:val={name} w:bidi={name}/>"
    return f"<w:lang w:val={name}/>"


def has_other_scripts(text: str) -> bool:
    """Whether the text has letters that Word looks up in another font slot."""
    return not text.isascii() and _ANY.search(text) is not None


def must_be_cut(text: str) -> bool:
    """Whether the text has to be cut at all; for most text this one search is all there is to do."""
    return not text.isascii() and _CUT.search(text) is not None


def by_script(text: str) -> Iterator[tuple[str, Script]]:
    """The text in pieces of one script each."""
    for match in _PIECES.finditer(text):
        match match.lastgroup:
            case "rtl":
                yield match[0], "rtl"
            case "east":
                yield match[0], "east"
            case "complex":
                yield match[0], "complex"
            case "emoji":
                yield match[0], "emoji"
            case _:
                yield match[0], ""


def is_mostly_rtl(text: str) -> bool:
    """Whether more letters run from right to left than from left to right."""
    return len(_RTL_LETTER.findall(text)) > len(_LTR_LETTER.findall(text))
