"""What a role or span of the style is in CSS (CSS Fonts 4, CSS Text 3, CSS Box 3), in relative units.

Sizes and distances are in ems of the type they belong to, the body being 1em, so that a reader's own
type size scales everything; leading is a bare number. Text says only what differs from the body, so that
a reader's own choice of font, alignment or hyphenation reaches all of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from docexport.style import Border, Role, Span, Style
from docexport.units import Length
from docexport.write.epub.rules import Paint, Value

Pairs = list[tuple[str, Value]]

_GENERIC = ("serif", "sans-serif", "monospace")


class Looks:
    """Roles and spans of one style as declarations."""

    def __init__(self, style: Style, embedded: Mapping[tuple[str, ...], tuple[str, ...]]) -> None:
        self.style = style
        self.body = style.roles["body"]
        self._embedded = embedded

    # --- Text

    def base(self) -> Pairs:
        """The body itself, which everything inherits."""
        role = self.body
        return [
            ("font-family", self.families(role.families)),
            ("line-height", _number(role.leading.em(role.size))),
            ("font-weight", str(role.weight)),
            ("font-style", "italic" if role.italic else "normal"),
            *_numeric(role),
            ("font-kerning", "normal"),
            ("text-align", role.align),
            *hyphens(on=role.hyphenate),
        ]

    def type(self, role: Role) -> Pairs:
        """The type of a line of text, where it differs from the body's."""
        body, pairs = self.body, list[tuple[str, Value]]()
        if role.families != body.families:
            pairs.append(("font-family", self.families(role.families)))
        if role.size != body.size:
            pairs.append(("font-size", ems(role.size, body.size)))
        if role.leading.em(role.size) != body.leading.em(body.size):
            pairs.append(("line-height", _number(role.leading.em(role.size))))
        if role.weight != body.weight:
            pairs.append(("font-weight", str(role.weight)))
        if role.italic != body.italic:
            pairs.append(("font-style", "italic" if role.italic else "normal"))
        pairs += self._letters(role)
        if role.align != body.align:
            pairs.append(("text-align", role.align))
        if role.hyphenate != body.hyphenate:
            pairs += hyphens(on=role.hyphenate)
        # What hangs in a page's margin has no margin to hang in here.
        pairs.append(("text-indent", ems(max(role.indent, -self._inset(role.inset_start)), role.size)))
        return pairs + self.color(role)

    def _letters(self, role: Role) -> Pairs:
        pairs: Pairs = []
        if role.tracking:
            pairs.append(("letter-spacing", ems(role.tracking, role.size)))
        pairs += case(role.case)
        if (role.figures, role.figure_spacing) != (self.body.figures, self.body.figure_spacing):
            pairs += _numeric(role)
        return pairs + features(role.features)

    def color(self, role: Role) -> Pairs:
        """The text's color. The body's is the reader's own, except on a ground that the style sets."""
        if role.color == self.body.color and role.background is None:
            return []
        return [("color", Paint(role.color, "text"))]

    def families(self, names: tuple[str, ...]) -> str:
        """A `font-family`: the style's families, those embedded for what they lack, and a generic one."""
        every = dict.fromkeys((*names, *self._embedded.get(names, ())))
        quoted = [f'"{name}"' for name in every if name not in _GENERIC and '"' not in name]
        return ", ".join([*quoted, self._generic(names)])

    def _generic(self, names: tuple[str, ...]) -> str:
        if names == self.style.fonts.get("code") or "mono" in names[0].lower():
            return "monospace"
        return "sans-serif" if "sans" in names[0].lower() or names[0] in _GENERIC[1:2] else "serif"

    def span(self, span: Span) -> Pairs:
        """A few words, where they differ from what is around them."""
        pairs: Pairs = []
        if span.families is not None:
            pairs.append(("font-family", self.families(span.families)))
        if span.scale is not None:
            pairs.append(("font-size", f"{_number(span.scale)}em"))
        if span.weight is not None:
            pairs.append(("font-weight", str(span.weight)))
        if span.italic is not None:
            pairs.append(("font-style", "italic" if span.italic else "normal"))
        if span.tracking is not None:
            pairs.append(("letter-spacing", f"{_number(span.tracking)}em"))
        pairs += case(span.case or "normal") + _span_figures(span)
        lines = [name for name, on in (("underline", span.underline), ("line-through", span.strike)) if on]
        if lines:
            pairs.append(("text-decoration", " ".join(lines)))
        # Superior figures of the font would be full-sized in a font of the reader's that lacks them.
        pairs += features(tuple(name for name in span.features or () if name not in ("sups", "subs")))
        return pairs + self._span_colors(span)

    def _span_colors(self, span: Span) -> Pairs:
        pairs: Pairs = [("background-color", Paint(span.background, "ground"))] if span.background else []
        color = span.color or (self.body.color if span.background else None)
        return [*pairs, ("color", Paint(color, "text"))] if color else pairs

    # --- Boxes; `em` is the type size that ems are of at that element

    def spacing(self, role: Role, em: Length) -> Pairs:
        """The distances to the neighbors. CSS lets the larger of two count, as the style says."""
        return [("margin-top", ems(role.space_before, em)), ("margin-bottom", ems(role.space_after, em))]

    def inset(self, role: Role, em: Length) -> Pairs:
        """The distance from the edges of what is around."""
        sides = (("margin-start", self._inset(role.inset_start)), ("margin-end", role.inset_end))
        return [(name, ems(length, em)) for name, length in sides if length]

    def _inset(self, length: Length) -> Length:
        """An inset beyond the body's own, which makes a margin that only paper has room for."""
        base = self.body.inset_start
        return length - base if length >= base else length

    def frame(self, role: Role, em: Length) -> Pairs:
        """Rules, background, and the space between them and the text."""
        pairs: Pairs = []
        if role.background is not None:
            pairs += [
                ("background-color", Paint(role.background, "ground")),
                ("color", Paint(role.color, "text")),
            ]
        sides = (
            ("top", role.border_before, role.padding_block),
            ("bottom", role.border_after, role.padding_block),
            ("start", role.border_start, role.padding_inline),
            ("end", role.border_end, role.padding_inline),
        )
        for side, border, padding in sides:
            if border is not None:
                pairs.append((f"border-{side}", line(border)))
            gap = padding + border.gap if border is not None else padding
            if gap:
                pairs.append((f"padding-{side}", ems(gap, em)))
        return pairs

    def kept(self, role: Role) -> Pairs:
        """What must not be parted by a page's end; with the older names of the properties."""
        pairs: Pairs = []
        if role.keep_with_next:
            pairs += [("page-break-after", "avoid"), ("break-after", "avoid")]
        if role.keep_together:
            pairs += [("page-break-inside", "avoid"), ("break-inside", "avoid")]
        return pairs

    def box(self, role: Role) -> Pairs:
        """A container in the body's type: distances, rules and ground."""
        em = self.body.size
        return [*self.spacing(role, em), *self.inset(role, em), *self.frame(role, em), *self.kept(role)]

    def leaf(self, role: Role, *, inset: bool = True) -> Pairs:
        """A line of text that is its own box."""
        em = role.size
        inner = self.inset(role, em) if inset else []
        return [*self.type(role), *self.spacing(role, em), *inner, *self.frame(role, em), *self.kept(role)]

    def words(self, role: Role) -> Pairs:
        """A line of text in a box of the same role."""
        return [*self.type(role), *self.kept(role)]


def is_framed(role: Role) -> bool:
    """Whether a role has something to be seen around its text, which keeps margins from collapsing."""
    borders = (role.border_before, role.border_after, role.border_start, role.border_end)
    return role.background is not None or any(borders) or bool(role.padding_block)


def ems(length: Length, size: Length) -> str:
    """A length in ems of a type size."""
    return f"{_number(length.em(size))}em" if length else "0"


def line(border: Border) -> Paint:
    """A border; never thinner than a pixel, or it would vanish from some screens."""
    return Paint(border.color, "line", f"{_number(max(border.width.px, 1))}px solid {{}}")


def quoted_string(text: str, tail: str = "") -> str:
    """Text as a CSS string; `tail` is put behind it as it is."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + tail + '"'


def hyphens(*, on: bool) -> Pairs:
    """Hyphenation, with the names that older WebKit and Adobe engines know."""
    value = "auto" if on else "manual"
    return [("-epub-hyphens", value), ("-webkit-hyphens", value), ("hyphens", value)]


def case(value: str) -> Pairs:
    """Capitals and small capitals; the browser makes small capitals where the font has none."""
    if value == "upper":
        return [("text-transform", "uppercase")]
    return [("font-variant-caps", "small-caps")] if value == "small-caps" else []


def features(tags: tuple[str, ...]) -> Pairs:
    """OpenType features by their tags; `-liga` switches one off."""
    if not tags:
        return []
    settings = ", ".join(f'"{tag.lstrip("+-")}" {0 if tag.startswith("-") else 1}' for tag in tags)
    return [("font-feature-settings", settings)]


def _numeric(role: Role) -> Pairs:
    figures = "oldstyle-nums" if role.figures == "oldstyle" else "lining-nums"
    return [("font-variant-numeric", f"{figures} {role.figure_spacing}-nums")]


def _span_figures(span: Span) -> Pairs:
    names = []
    if span.figures is not None:
        names.append("oldstyle-nums" if span.figures == "oldstyle" else "lining-nums")
    if span.figure_spacing is not None:
        names.append(f"{span.figure_spacing}-nums")
    return [("font-variant-numeric", " ".join(names))] if names else []


def _number(value: float) -> str:
    return f"{round(value, 4):g}"
