"""The cover: the article's own picture, or one drawn from the style, and the page that shows it.

A drawn cover is an SVG with outlined text, carried as a PNG: shops and libraries show only bitmaps.
It is as large as shops ask for (1,400 pixels wide or more) and has the proportions of most readers.
"""

from __future__ import annotations

import hashlib

from docexport.edition import plain_text
from docexport.model import Inline
from docexport.records import Struct
from docexport.resources import Mode, Picture, Placeholder, Unusable, raster
from docexport.resources.draw import draw
from docexport.style import Color, RoleName
from docexport.write.epub.lettering import Hand
from docexport.write.epub.markup import quoted
from docexport.write.epub.run import Document, Run

_WIDTH, _HEIGHT = 1400, 2100
_MARGIN = 118
_INNER = _WIDTH - 2 * _MARGIN


class Cover(Struct, frozen=True):
    """The cover's picture and its page."""

    name: str
    media_type: str
    data: bytes
    document: Document


def cover_of(run: Run) -> Cover:
    """The cover that the article gives, else one made from the style."""
    given = _given(run)
    form, data, size = given or ("png", _png(_drawing(run)), (_WIDTH, _HEIGHT))
    metadata = run.edition.metadata
    alt = (
        metadata.cover_alt
        if given and metadata.cover_alt
        else f"{run.edition.terms.cover}: {run.edition.title}"
    )
    name = "cover.jpg" if form == "jpeg" else "cover.png"
    document = Document("cover.xhtml", run.edition.terms.cover, kind="frontmatter", listed="")
    run.features.add("pictures")
    document.body = (
        f'<div class="cover" epub:type="cover">\n<img src="../images/{name}" alt="{quoted(alt)}"'
        f' role="doc-cover" width="{size[0]}" height="{size[1]}"/>\n</div>\n'
    )
    return Cover(name, f"image/{form}", data, document)


def _given(run: Run) -> tuple[str, bytes, tuple[int, int]] | None:
    metadata = run.edition.metadata
    if not metadata.cover_image:
        return None
    picture = run.pictures.resources.picture(metadata.cover_image, metadata.at("cover_image"), run.notify)
    if isinstance(picture, Placeholder):
        return None  # the notice has been given, and a drawn cover is a better stand-in than a frame
    try:
        made = raster(picture, max_width=1600, max_height=2560)
    except Unusable:
        return None
    return made.form, made.data, (made.width, made.height)


# --- Drawing ---------------------------------------------------------------------------------------


def _drawing(run: Run) -> str:
    """A colored field with kicker and title, and a pale foot with byline, date and publication."""
    colors, front = run.style.colors, run.edition.front
    ground, paper, tint = colors["accent"], colors["paper"], colors["tint"]
    foot = _HEIGHT - 430
    board = _Board(run)
    board.rectangle(0, 0, _WIDTH, _HEIGHT, tint)
    board.rectangle(0, 0, _WIDTH, foot, ground)
    board.rectangle(_MARGIN, 150, _INNER, 6, paper)
    board.text("kicker", _plain(run, front.kicker).upper(), 232, 38, paper, lines=1)
    title = _plain(run, front.title) or run.edition.title
    below = board.fitted("title", title, top=300, bottom=foot - 420, color=paper)
    standfirst = _plain(run, front.standfirst) or _plain(run, front.subtitle)
    board.text("standfirst", standfirst, below + 120, 50, paper, lines=max(0, int((foot - below - 190) / 72)))
    board.text("marking", front.marking, 120, 34, paper, lines=1)
    _foot(run, board, foot)
    return board.svg()


def _foot(run: Run, board: _Board, top: int) -> None:
    colors, front, metadata = run.style.colors, run.edition.front, run.edition.metadata
    name = run.style.publication.name or metadata.publisher
    issue = " · ".join(
        filter(None, (metadata.identifier if len(metadata.identifier) < 40 else "", front.date))
    )
    y = board.text("publication", name, top + 130, 60, colors["ink"], lines=1)
    y = board.text("byline", front.byline, y + (40 if name else 0), 40, colors["ink"], lines=2)
    board.text("issue-line", issue, y + 10, 38, colors["muted"], lines=1)


def _plain(run: Run, nodes: tuple[Inline, ...]) -> str:
    return plain_text(nodes, run.edition.references)


class _Board:
    """Collects the shapes of the drawing."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._shapes: list[str] = []
        rtl = run.edition.direction == "rtl"
        self._edge = _WIDTH - _MARGIN if rtl else _MARGIN

    def svg(self) -> str:
        """The drawing."""
        box = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(self._shapes)}</svg>'

    def rectangle(self, x: float, y: float, width: float, height: float, color: Color) -> None:
        """A filled rectangle."""
        self._shapes.append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{color.hex}"/>')

    def text(self, name: RoleName, words: str, y: float, size: float, color: Color, *, lines: int) -> float:
        """Words in a role's type from the baseline `y`, cut to so many lines; the baseline after the last."""
        if not words or lines < 1:
            return y
        hand = self._hand(name)
        broken = hand.lines(words, _INNER / size)
        if len(broken) > lines:
            broken = [*broken[: lines - 1], broken[lines - 1].rstrip(" ,;:.") + "…"]
        return self._set(hand, broken, y, size, color, 1.42)

    def fitted(self, name: RoleName, words: str, *, top: float, bottom: float, color: Color) -> float:
        """Words as large as they fit between `top` and `bottom`; the baseline of the last line."""
        hand = self._hand(name)
        longest = max(map(hand.width, words.split()), default=0)
        size = 158.0
        while size > 40 and (
            longest * size > _INNER or top + len(hand.lines(words, _INNER / size)) * size * 1.12 > bottom
        ):
            size *= 0.95
        broken = hand.lines(words, _INNER / size)
        most = max(1, int((bottom - top) / (size * 1.12)))
        broken = broken if len(broken) <= most else [*broken[: most - 1], broken[most - 1] + "…"]
        return self._set(hand, broken, top + size, size, color, 1.12) - size * 1.12

    def _set(
        self, hand: Hand, lines: list[str], y: float, size: float, color: Color, leading: float
    ) -> float:
        for line in lines:
            # A word too long for the cover at any size is narrowed rather than cut off.
            fit = min(size, _INNER / max(hand.width(line), 0.01))
            self._shapes.append(f'<path fill="{color.hex}" d="{hand.path(line, self._edge, y, fit)}"/>')
            y += size * leading
        return y

    def _hand(self, name: RoleName) -> Hand:
        run, role = self._run, self._run.style.roles[name]
        stack = run.fonts.stack(role.families, role.weight, role.italic, run.notify_fonts)
        return Hand(stack, ("lnum",), run.edition.lang, run.edition.direction, role.tracking.em(role.size))


def _png(svg: str) -> bytes:
    data = svg.encode()
    digest = hashlib.sha256(data).hexdigest()[:16]
    mode = Mode("rgb", 8, alpha=False)
    drawing = Picture(
        source="", form="svg", data=data, width=_WIDTH, height=_HEIGHT, dpi=None, mode=mode, digest=digest
    )
    return draw(drawing, 1.0)
