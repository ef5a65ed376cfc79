"""SVG pictures as shapes on the page, each read once; those that cannot be are left to `images`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docexport.fonts import FontLibrary
from docexport.resources import Picture
from docexport.style import Style
from docexport.typeset.page import PlacedPicture
from docexport.write.pdf.codes import Codes
from docexport.write.pdf.content import PageContent
from docexport.write.pdf.numbers import exact

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

    from docexport.write.pdf.svgfonts import SvgFonts


class Drawings:
    """The drawings of a document, by their content."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._known: dict[str, Drawing | None] = {}
        self._fonts: SvgFonts | None = None

    @property
    def fonts(self) -> SvgFonts:
        """The fonts of drawings, looked for when the first drawing needs them."""
        from docexport.write.pdf.svgfonts import SvgFonts  # noqa: PLC0415  # a run without SVG does not pay for it

        if self._fonts is None:
            self._fonts = SvgFonts(FontLibrary([Path(folder) for folder in self._style.font_folders]))
        return self._fonts

    def of(self, picture: Picture) -> Drawing | None:
        """The drawing that a picture is; None for a bitmap, and for an SVG that must become one."""
        if picture.form != "svg":
            return None
        if picture.digest not in self._known:
            self._known[picture.digest] = self._read(picture)
        return self._known[picture.digest]

    def _read(self, picture: Picture) -> Drawing | None:
        from docexport.write.pdf.shapes import check  # noqa: PLC0415  # as above
        from docexport.write.pdf.svg import drawing_of  # noqa: PLC0415  # as above
        from docexport.write.pdf.svgrules import Unpaintable  # noqa: PLC0415  # as above

        drawing = drawing_of(picture, self.fonts)
        try:
            if drawing is not None:
                check(drawing)
        except Unpaintable:
            return None
        return drawing

    def paint(self, drawing: Drawing, item: PlacedPicture, content: PageContent, codes: Codes) -> None:
        """Paint a drawing into its box; what lies outside the box is cut off, as in a browser."""
        from docexport.write.pdf.shapes import ShapePainter  # noqa: PLC0415  # as above

        across, down = item.width / drawing.width, item.height / drawing.height
        x, y = item.x, content.height - item.y - item.height
        painter = ShapePainter(content, codes, self.fonts)
        with content.saved():
            content.add(f"{exact(across, 0, 0, down, x, y)} cm")
            content.add(f"0 0 {exact(drawing.width, drawing.height)} re W n")
            for node in drawing.contents:
                painter.paint(node)
