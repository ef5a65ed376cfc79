"""Fonts for drawings: an SVG shown as a picture cannot use the book's fonts, so it carries its own.

1. The families and weights that the drawing names, where they are installed.
2. A subset of each for the drawing's characters, as a `data:` URL in a style element of its own.

Without them each reading system would set the labels in a font of its choice, and they would not fit.
"""

from __future__ import annotations

import base64
import html
import re

from docexport.fonts import Face, FontLibrary, covers, subset_text

_ROOT = re.compile(r"<svg\b[^>]*>")
_MARKUP = re.compile(r"<[^>]*>")
_FAMILY = re.compile(r"font-family\s*[:=]\s*(?:\"([^\"]*)\"|'([^']*)'|([^;\"'<>}]+))")
_WEIGHT = re.compile(r"font-weight\s*[:=]\s*[\"']?\s*(\w+)")
_ITALIC = re.compile(r"font-style\s*[:=]\s*[\"']?\s*(?:italic|oblique)")
_WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 300}


def with_fonts(drawing: bytes, library: FontLibrary) -> bytes:
    """The drawing with the fonts that its text is set in, as far as they are installed."""
    text = drawing.decode("utf-8")
    root = _ROOT.search(text)
    faces = _faces(text, library)
    if root is None or root[0].endswith("/>") or not faces:
        return drawing
    characters = set(html.unescape(_MARKUP.sub(" ", text)))
    rules = "".join(_rule(name, face, characters) for (name, face) in faces)
    style = f'<style type="text/css">{rules}</style>'
    return (text[: root.end()] + style + text[root.end() :]).encode()


def _faces(text: str, library: FontLibrary) -> list[tuple[str, Face]]:
    """The faces under the names by which the drawing calls them."""
    lists = ("".join(found) for found in _FAMILY.findall(text))
    names = dict.fromkeys(found.split(",")[0].strip("\"' ") for found in lists)
    weights = sorted({400, *map(_weight, _WEIGHT.findall(text))})
    slants = (False, True) if _ITALIC.search(text) else (False,)
    wanted = ((name, weight, slant) for name in names for weight in weights for slant in slants)
    found = ((name, library.find(name, weight, slant)) for name, weight, slant in wanted)
    return list(dict.fromkeys((name, face) for name, face in found if face is not None))


def _weight(word: str) -> int:
    return _WEIGHTS.get(word) or (int(word) if word.isdigit() else 400)


def _rule(name: str, face: Face, characters: set[str]) -> str:
    data = subset_text(face, sorted(char for char in characters if covers(face, char)))
    url = f"data:font/ttf;base64,{base64.b64encode(data).decode('ascii')}"
    style = "italic" if face.italic else "normal"
    return f'@font-face{{font-family:"{name}";font-weight:{face.weight};font-style:{style};src:url({url})}}'
