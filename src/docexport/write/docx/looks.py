"""What a role or span of the style is in Word's terms: finished elements for `w:pPr` and `w:rPr`.

Every element is always stated, also to say "not": so looks can be compared, and a Word style holds only
what differs from the style it is based on (ECMA-376 part 1, 17.3.1, 17.3.2, 17.7.2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docexport.records import Struct
from docexport.style import Border, Color, Role, Span, SpanName, Style
from docexport.units import Length
from docexport.write.docx.faces import Faces, WordFont, complex_family
from docexport.write.docx.xml import quoted, toggle, val

_MOST_BORDER_SPACE = 31
"""Points; Word refuses more between a border and its text."""
_HAIR = Length(0.25)
"""The thinnest border; in the color of the panel it holds the panel's edge away from the text."""
_BOLD_FROM = 600
"""From which weight on complex scripts are bold: their fonts are not those that have semibold families."""
_JUSTIFICATION = {"start": "left", "end": "right", "center": "center", "justify": "both"}
_RAISED = {"vertAlign": val("vertAlign", "superscript")}
_BY_NAME: Mapping[SpanName, Mapping[str, str]] = {
    "superscript": _RAISED,
    "note-mark": _RAISED,
    "subscript": {"vertAlign": val("vertAlign", "subscript")},
    "code": {"noProof": "<w:noProof/>"},
    "keyboard": {"noProof": "<w:noProof/>"},
}
"""What a span is in Word whatever its look."""


class Edges(Struct, frozen=True):
    """Where the text of a paragraph style begins and ends, in twips from the edges of the column."""

    start: int
    end: int


def hex_of(color: Color) -> str:
    """RRGGBB as Office writes it."""
    return color.hex[1:].upper()


# --- Runs


def role_run(role: Role, faces: Faces, style: Style) -> dict[str, str]:
    """The character properties of a role, complete."""
    font = faces.word_font(role.families, role.weight, italic=role.italic)
    return {
        "rFonts": fonts(font, role.families, style),
        **_toggles(bold=font.bold, complex_bold=role.weight >= _BOLD_FROM, italic=role.italic),
        **_case(role.case),
        "color": val("color", hex_of(role.color)),
        "spacing": val("spacing", role.tracking.twips),
        "sz": val("sz", role.size.half_points),
        "szCs": val("szCs", role.size.half_points),
        **_figures(role.figures, role.figure_spacing),
        "w14:stylisticSets": _stylistic_sets(role.features),
    }


def span_run(span: Span, around: Role, faces: Faces, style: Style) -> dict[str, str]:
    """The character properties of a span inside a role: only what it states."""
    found = dict(_BY_NAME.get(span.name, {}))
    if span.families is not None or span.weight is not None:
        found |= _span_font(span, around, faces, style)
    if span.italic is not None:
        found |= {"i": toggle("i", on=span.italic), "iCs": toggle("iCs", on=span.italic)}
    if span.scale is not None:
        size = (around.size * span.scale).half_points
        found |= {"sz": val("sz", size), "szCs": val("szCs", size)}
    if span.color is not None:
        found["color"] = val("color", hex_of(span.color))
    if span.background is not None:
        found["shd"] = shading(span.background)
    if span.tracking is not None:
        found["spacing"] = val("spacing", (around.size * span.tracking).twips)
    if span.case is not None:
        found |= _case(span.case)
    if span.underline is not None:
        found["u"] = val("u", "single" if span.underline else "none")
    if span.strike is not None:
        found["strike"] = toggle("strike", on=span.strike)
    if span.figures is not None or span.figure_spacing is not None:
        found |= _figures(span.figures or around.figures, span.figure_spacing or around.figure_spacing)
    if span.features is not None and "-liga" in span.features:
        found["w14:ligatures"] = '<w14:ligatures w14:val="none"/>'
    return found


def _span_font(span: Span, around: Role, faces: Faces, style: Style) -> dict[str, str]:
    families = span.families or around.families
    weight = around.weight if span.weight is None else span.weight
    italic = around.italic if span.italic is None else span.italic
    font = faces.word_font(families, weight, italic=italic, within=span.weight is not None)
    found = {"rFonts": fonts(font, families, style)}
    if span.weight is not None:
        found |= {"b": toggle("b", on=font.bold), "bCs": toggle("bCs", on=weight >= _BOLD_FROM)}
    return found


def fonts(font: WordFont, families: Sequence[str], style: Style) -> str:
    """`w:rFonts`: by theme where it is a font of the theme, so that Word's own font menu changes it."""
    theme = {style.fonts["text"][0]: "minor", style.fonts["heading"][0]: "major"}.get(font.name)
    if theme is not None:
        slots = {"ascii": "HAnsi", "hAnsi": "HAnsi", "eastAsia": "EastAsia", "cs": "Bidi"}
        named = "".join(f' w:{slot}Theme="{theme}{script}"' for slot, script in slots.items() if slot != "cs")
        return f'<w:rFonts{named} w:cstheme="{theme}Bidi"/>'
    east, complex_script = east_asian(families), complex_family(families)
    return (
        f"<w:rFonts w:ascii={quoted(font.name)} w:hAnsi={quoted(font.name)}"
        f" w:eastAsia={quoted(east)} w:cs={quoted(complex_script)}/>"
    )


def east_asian(families: Sequence[str]) -> str:
    """The family of a stack that Word is to use for Chinese, Japanese and Korean."""
    return next((name for name in families if "CJK" in name), families[-1])


def _toggles(*, bold: bool, complex_bold: bool, italic: bool) -> dict[str, str]:
    on = {"b": bold, "bCs": complex_bold, "i": italic, "iCs": italic}
    return {name: toggle(name, on=value) for name, value in on.items()}


def _case(case: str) -> dict[str, str]:
    return {
        "caps": toggle("caps", on=case == "upper"),
        "smallCaps": toggle("smallCaps", on=case == "small-caps"),
    }


def _figures(form: str, spacing: str) -> dict[str, str]:
    return {
        "w14:ligatures": '<w14:ligatures w14:val="standardContextual"/>',
        "w14:numForm": f'<w14:numForm w14:val="{"oldStyle" if form == "oldstyle" else "lining"}"/>',
        "w14:numSpacing": f'<w14:numSpacing w14:val="{spacing}"/>',
    }


def _stylistic_sets(features: Sequence[str]) -> str:
    sets = (tag[2:] for tag in features if tag.startswith("ss") and tag[2:].isdigit())
    inner = "".join(f'<w14:styleSet w14:id="{int(number)}"/>' for number in sets)
    return f"<w14:stylisticSets>{inner}</w14:stylisticSets>" if inner else ""


# --- Paragraphs


def role_paragraph(
    role: Role, panel: Role, natural: float, *, widow_control: bool, rtl: bool = False, footless: bool = False
) -> dict[str, str]:
    """The paragraph properties of a role inside a panel (which may be the role itself), complete."""
    edges = edges_of(role, panel)
    first = role.indent.twips
    hanging = f' w:hanging="{-first}"' if first < 0 else f' w:firstLine="{first}"'
    return {
        "keepNext": toggle("keepNext", on=role.keep_with_next),
        "keepLines": toggle("keepLines", on=role.keep_together),
        "widowControl": toggle("widowControl", on=widow_control),
        "pBdr": borders(panel, rtl=rtl, footless=footless),
        "shd": shading(panel.background) if panel.background else "",
        "suppressAutoHyphens": toggle("suppressAutoHyphens", on=not role.hyphenate),
        "spacing": spacing(role, natural),
        "ind": f'<w:ind w:left="{edges.start}" w:right="{edges.end}"{hanging}/>',
        "jc": val("jc", _JUSTIFICATION[role.align]),
    }


def spacing(role: Role, natural: float) -> str:
    """Distances and leading. Exact only where Word would else set the lines wider than the style says."""
    rule = "exact" if role.leading.pt < natural else "atLeast"
    before, after, line = (length.twips for length in (role.space_before, role.space_after, role.leading))
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


def edges_of(role: Role, panel: Role) -> Edges:
    """A panel's borders stand outside the text: the text moves in, so that they stay in the column."""
    start = role.inset_start + _room(panel, panel.border_start)
    end = role.inset_end + _room(panel, panel.border_end)
    if panel is not role:
        start, end = start + panel.inset_start, end + panel.inset_end
    return Edges(start.twips, end.twips)


def _room(panel: Role, border: Border | None) -> Length:
    if border is None and panel.background is None:
        return Length(0)
    width = border.width if border else _HAIR
    return Length(_space(panel.padding_inline, border)) + width


def borders(panel: Role, *, rtl: bool = False, footless: bool = False) -> str:
    """`w:pBdr`; consecutive paragraphs with equal ones share one box (ECMA-376 part 1, 17.3.1.24).

    Indents and alignment follow the direction of a paragraph; its borders are left and right on the page.
    """
    left, right = (panel.border_end, panel.border_start) if rtl else (panel.border_start, panel.border_end)
    sides = (
        _side("top", panel.border_before, panel.padding_block, panel.background),
        _side("left", left, panel.padding_inline, panel.background),
        "" if footless else _side("bottom", panel.border_after, panel.padding_block, panel.background),
        _side("right", right, panel.padding_inline, panel.background),
    )
    inner = "".join(sides)
    return f"<w:pBdr>{inner}</w:pBdr>" if inner else ""


def _side(name: str, border: Border | None, padding: Length, background: Color | None) -> str:
    if border is None and (background is None or not padding):
        return ""
    width, color = (border.width, border.color) if border else (_HAIR, background)
    return edge(name, width, color, _space(padding, border))


def edge(name: str, width: Length, color: Color | None, space: int = 0) -> str:
    """One side of a box around a paragraph, a cell or a table."""
    shade = hex_of(color) if color else "auto"
    return (
        f'<w:{name} w:val="single" w:sz="{max(width.eighth_points, 2)}" w:space="{space}" w:color="{shade}"/>'
    )


def _space(padding: Length, border: Border | None) -> int:
    gap = padding + border.gap if border else padding
    return min(round(gap.pt), _MOST_BORDER_SPACE)


def shading(color: Color) -> str:
    """A plain background."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{hex_of(color)}"/>'
