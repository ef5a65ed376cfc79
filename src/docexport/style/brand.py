"""Which value of a style a design token gives, by its type and its name.

1. A name is cut into words, at capitals too; words that only sort (`color`, `base`, `500`) are left out.
2. What remains is looked up in the table of the token's type: `brand.primary` gives `colors.accent`.
3. Where several tokens could give one value, the more telling name wins, then one that is not deprecated,
   then the first in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from docexport.notices import Notify, TokenChanged, TokenUnused
from docexport.records import Struct
from docexport.style.design_tokens import DesignToken
from docexport.style.settings import Toml, length_text
from docexport.style.style import RoleName, Style
from docexport.style.token_values import UNPRINTED, TokenBorder, TokenColor, Typography
from docexport.units import Length

Names: TypeAlias = Mapping[str, tuple[str, ...]]
"""Keys of a style, each with the names that give it, the most telling first."""

COLORS: Names = {
    "colors.accent": ("accent", "brand primary", "primary", "brand", "interactive", "link"),
    "colors.ink": ("ink", "text primary", "text", "foreground", "body", "on background", "on surface"),
    "colors.paper": ("paper", "background", "bg", "surface", "canvas", "page"),
    "colors.muted": ("muted", "text secondary", "text muted", "text subtle", "foreground muted", "subtle"),
    "colors.tint": ("tint", "surface variant", "background subtle", "surface subtle", "panel"),
    "colors.hairline": ("hairline", "divider", "border", "outline", "separator", "rule"),
    "colors.highlight": ("highlight", "mark"),
    "colors.code-tint": ("code background", "code tint"),
    "colors.note": ("note", "info", "information"),
    "colors.tip": ("tip", "success", "positive"),
    "colors.important": ("important",),
    "colors.warning": ("warning", "warn"),
    "colors.caution": ("caution", "danger", "error", "negative", "critical"),
}
FONTS: Names = {
    "fonts.text": ("text", "body", "serif", "copy", "reading", "primary", ""),
    "fonts.heading": ("heading", "headings", "headline", "title", "sans", "sans serif", "display"),
    "fonts.code": ("code", "mono", "monospace"),
}
SIZES: Names = {
    "sizes.body": ("body", "text", "base", "md", "medium", "m", ""),
    "sizes.tiny": ("tiny", "xs"),
    "sizes.small": ("small", "sm", "s"),
    "sizes.caption": ("caption",),
    "sizes.large": ("large", "lg", "l"),
    "sizes.heading": ("heading", "heading 1", "h 1"),
    "sizes.display": ("display",),
    "sizes.title": ("title", "headline"),
}
ROLES: Mapping[RoleName, tuple[str, ...]] = {
    "body": ("body", "text", "paragraph", ""),
    "title": ("title", "headline", "display"),
    "subtitle": ("subtitle", "subheading", "subhead"),
    "standfirst": ("standfirst", "lead", "lede", "intro", "deck"),
    "kicker": ("kicker", "eyebrow", "overline"),
    "byline": ("byline", "author"),
    "heading-1": ("heading 1", "h 1", "heading"),
    "heading-2": ("heading 2", "h 2"),
    "heading-3": ("heading 3", "h 3"),
    "heading-4": ("heading 4", "h 4"),
    "quote": ("quote", "blockquote"),
    "pull-quote": ("pull quote", "pullquote"),
    "caption": ("caption",),
    "footnote": ("footnote", "note"),
    "code": ("code", "mono", "monospace"),
    "table-head": ("table head", "table header"),
    "table-cell": ("table cell", "table"),
    "running-head": ("running head",),
}
WEIGHTS: Names = {
    "roles.heading-1.weight": ("heading 1", "heading", "headings"),
    "roles.title.weight": ("title", "headline", "display"),
    "roles.body.weight": ("body", "text", ""),
    "spans.strong.weight": ("strong", "emphasis", "bold"),
}
BORDERS: Names = {
    "roles.table-cell.border-after": ("table", "row", "divider", "hairline", "separator", "rule"),
    "roles.key-points.border-start": ("key points", "panel"),
    "roles.callout.border-start": ("callout", "aside"),
    "roles.quote.border-start": ("quote", "blockquote"),
    "roles.masthead.border-before": ("masthead", "header"),
}

_SORTING = frozenset(
    (
        *("color", "colors", "colour", "colours", "palette", "token", "tokens", "core", "global", "semantic"),
        *("alias", "base", "default", "value", "main", "system", "sys", "ref", "theme", "root", "ui", "500"),
        *("font", "fonts", "family", "families", "typeface", "typefaces", "typography", "type", "weight"),
        *("weights", "size", "sizes", "fontsize", "fontsizes", "style", "styles"),
    )
)
_BORDERS = frozenset(("border", "borders"))
"""What only sorts borders; a color of this name is one."""
_SCHEMES = ("light", "day")
"""Names of the scheme that paper has, where they come first."""
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_OF_TYPE = frozenset(("font", "fonts", "text", "type", "typography", "fontsize", "fontsizes"))
_GENERIC = re.compile(
    r"(ui-)?(serif|sans-serif|monospace|rounded)|cursive|fantasy|system-ui|math|emoji|-apple-system|BlinkMacSystemFont"
)


class Given(Struct, frozen=True):
    """A value of a style, and the token that gives it."""

    path: str
    value: Toml
    token: DesignToken


def given_by(tokens: Sequence[DesignToken], below: Style, notify: Notify) -> tuple[Given, ...]:
    """The values that tokens give a style which extends `below`; tells of every token that gives none."""
    best: dict[str, tuple[int, DesignToken]] = {}
    for token in tokens:
        found = _key(token)
        if found is None:
            notify(TokenUnused(name=token.name, reason=_reason(token), at=token.at))
            continue
        key, rank = found
        rank += 100 if token.deprecated else 0
        earlier = best.get(key)
        if earlier is not None and earlier[0] <= rank:
            _beaten(token, key, earlier[1], notify)
            continue
        if earlier is not None:
            _beaten(earlier[1], key, token, notify)
        best[key] = (rank, token)
    return tuple(given for key, (_, token) in best.items() for given in _values(key, token, below, notify))


def _beaten(token: DesignToken, key: str, by: DesignToken, notify: Notify) -> None:
    notify(TokenUnused(name=token.name, reason=f"{by.name} gives {key}", at=token.at))


def _reason(token: DesignToken) -> str:
    if not token.type:
        return "it has no $type"
    if token.type in UNPRINTED:
        return f"a {token.type} has no place in print"
    return "its name is not one that a style knows; set the value by hand where you want it"


# --- Names -----------------------------------------------------------------------------------------


def _words(token: DesignToken) -> list[str]:
    return [word.lower() for part in token.path for word in _WORD.findall(part)]


def _key(token: DesignToken) -> tuple[str, int] | None:
    """The key that a token's name stands for, and how far from the most telling name it is."""
    words = _words(token)
    sorting = _SORTING | _BORDERS if isinstance(token.value, TokenBorder) else _SORTING
    name = " ".join(_telling([word for word in words if word not in sorting]))
    match token.value:
        case TokenColor():
            return _look_up(name, COLORS)
        case tuple():
            return _look_up(name, FONTS)
        case Typography():
            return _look_up(name, {f"roles.{role}": names for role, names in ROLES.items()})
        case TokenBorder():
            return _look_up(name, BORDERS)
        case Length() if _OF_TYPE & set(words) and {"size", "sizes", "fontsize", "fontsizes"} & set(words):
            return _look_up(name, SIZES)
        case int():
            return _look_up(name, WEIGHTS)
        case _:
            return None


def _telling(telling: list[str]) -> list[str]:
    """Of the words that say more than where a token is filed: `brand` says something only with no other."""
    if telling[:1] and telling[0] in _SCHEMES:
        telling = telling[1:]
    if telling[:1] == ["brand"] and len(telling) > 1:
        telling = telling[1:]
    return list(dict.fromkeys(telling))


def _look_up(name: str, names: Names) -> tuple[str, int] | None:
    for key, known in names.items():
        if name in known:
            return key, known.index(name)
    return None


# --- Values ----------------------------------------------------------------------------------------


def _values(key: str, token: DesignToken, below: Style, notify: Notify) -> Iterator[Given]:
    if token.deprecated:
        notify(TokenChanged(name=token.name, change="it is deprecated; name its successor", at=token.at))
    match token.value:
        case TokenColor():
            yield Given(key, _color(token.value, token, below, notify), token)
        case tuple():
            yield from _families(key, token.value, token, below, notify)
        case Typography():
            yield from _typography(key, token.value, token, below, notify)
        case TokenBorder(color, width):
            rule: Toml = {"width": length_text(width), "color": _color(color, token, below, notify)}
            yield Given(key, rule, token)
        case Length():
            yield Given(key, length_text(token.value), token)
        case int():
            yield Given(key, min(max(token.value, 100), 900), token)
        case float() | None:
            return  # no key is found for these


def _color(color: TokenColor, token: DesignToken, below: Style, notify: Notify) -> str:
    """The color as ink on paper: print has neither transparency here nor more colors than sRGB."""
    if color.clipped:
        change = f"the nearest color of sRGB is taken, {color.hex}"
        notify(TokenChanged(name=token.name, change=change, at=token.at))
    if color.alpha >= 1:
        return color.hex
    paper, part = below.colors["paper"].hex, color.alpha
    mixed = "".join(
        f"{round(int(color.hex[i : i + 2], 16) * part + int(paper[i : i + 2], 16) * (1 - part)):02x}"
        for i in (1, 3, 5)
    )
    change = f"{part:.0%} of it on paper is #{mixed}"
    notify(TokenChanged(name=token.name, change=change, at=token.at))
    return f"#{mixed}"


def _families(
    key: str, names: tuple[str, ...], token: DesignToken, below: Style, notify: Notify
) -> Iterator[Given]:
    """The families that are real ones, then what the style below falls back on."""
    real = [name for name in names if not _GENERIC.fullmatch(name)]
    if not real:
        notify(TokenUnused(name=token.name, reason="it names no family, only a kind of font", at=token.at))
        return
    fallbacks = below.fonts[key.removeprefix("fonts.")] if key.startswith("fonts.") else below.fonts["text"]
    whole: list[Toml] = [*dict.fromkeys((*real, *fallbacks))]
    yield Given(key, real[0] if len(real) == 1 else whole, token)


def _typography(
    key: str, type_: Typography, token: DesignToken, below: Style, notify: Notify
) -> Iterator[Given]:
    if type_.families is not None:
        yield from _families(f"{key}.font", type_.families, token, below, notify)
    if type_.size is not None:
        yield Given(f"{key}.size", length_text(type_.size), token)
    if type_.size is not None and type_.line_height is not None:
        leading = length_text(type_.size * type_.line_height)
        yield Given(f"{key}.leading", leading, token)
        if key == "roles.body":
            yield Given("page.grid", leading, token)
    if type_.weight is not None:
        yield Given(f"{key}.weight", min(max(type_.weight, 100), 900), token)
    if type_.tracking is not None:
        yield Given(f"{key}.tracking", length_text(type_.tracking), token)
