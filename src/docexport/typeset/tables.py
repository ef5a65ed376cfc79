"""Tables.

1. `tablegrid` resolves spans, `extents` and `tablewidths` find the columns' widths; a table that asks for
   too much is set in smaller type before its words are torn.
2. Each cell is set as a flow of its own; `tablerows` makes rows of them.
3. Rows are strips: the head is repeated in each column that the table reaches, and small tables stay whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docexport.edition import is_kept_whole
from docexport.model import Alignment, Block, Paragraph, Table
from docexport.records import Struct, field, replace
from docexport.style import Role, RoleName, Style
from docexport.style.style import Align
from docexport.typeset.decimals import Decimals
from docexport.typeset.extents import extent_of
from docexport.typeset.figures import set_caption
from docexport.typeset.flow import GLUED, Flow, Strip
from docexport.typeset.page import Element
from docexport.typeset.paragraph import set_atoms
from docexport.typeset.place import Place
from docexport.typeset.tablegrid import Grid, Spot, grid_of
from docexport.typeset.tablerows import Band, Laid, band_strips
from docexport.typeset.tablewidths import Ask, column_widths
from docexport.units import Length

SetBlocks = Callable[[Place, tuple[Block, ...]], None]

_SHORT, _SHORT_COST, _WHOLE_COST = 6, 1200.0, 750.0
"""For a table that is kept whole a fifth of a page may stay white, for one of so few rows about a quarter."""
_SPANNING = 12
"""A table of up to so many rows stands across the columns of a page, if one of them has no room for it."""
_SCALES = (1.0, 0.92, 0.85, 0.77)
"""Of the type, from the first to the last resort."""
_DISTANCE = 14.0
"""Around a table, at least, in points."""
_MANY = 4
"""With fewer columns it is not their number that asks for room, but single words."""
_LEAST_MARGIN = 45.0
"""What a wide table leaves of the page's margins, in points."""
_ROW_COST = 40.0
_SECOND_ROW_COST = 400.0


def set_table(place: Place, node: Table, set_blocks: SetBlocks) -> None:
    """A table with its caption."""
    setting = _Setting(place, node, grid_of(node), set_blocks)
    alone = not place.nested and not place.flow.frames
    if alone and setting.spans():
        wide = replace(place, x=0.0, width=place.run.style.page.measure.pt)
        with place.flow.spanning():
            _set_whole(wide, _Setting(wide, node, setting.grid, set_blocks))
        return
    if alone and setting.needs_landscape():
        with place.flow.turning():
            _set_whole(replace(place, x=0.0, width=landscape(place.run.style).pt), setting)
        return
    small = is_kept_whole(node)
    place.flow.loosen()
    with place.flow.floating(small and not place.nested, unseen=place.in_columns):
        _set_whole(place, setting)


def _set_whole(place: Place, setting: _Setting) -> None:
    flow, role, node = place.flow, place.role("table-cell"), setting.table
    around = max(place.role("figure").space_before.pt, _DISTANCE / 2)
    flow.space(around)
    flow.anchor(node.id, place.x)
    inner = place.inset(place.inset_of(role), role.inset_end.pt)
    setting.place = replace(inner, element=place.element.add("table", id=node.id), nested=True)
    if place.run.style.page.columns == 1 and not place.nested:
        setting.widen()
    above = place.run.style.options.table_caption == "above"
    if above and set_caption(setting.place, node.caption, node.id):
        flow.glue()
    setting.set()
    if not above:
        flow.glue()
        set_caption(setting.place, node.caption, node.id)
    flow.space(max(place.role("figure").space_after.pt, _DISTANCE / 2))


class _Setting(Struct):
    place: Place
    table: Table
    grid: Grid
    set_blocks: SetBlocks
    scale: float = 1.0
    known: dict[tuple[float, float], list[Ask]] = field(default_factory=dict)
    """What the columns ask for, by the type's scale and the table's width."""

    def set(self) -> None:
        widths = self._widths()
        bands = self._bands(widths)
        head = bands[: self.grid.head]
        height = self._column_height()
        strips = [band_strips(band, height * 0.8) for band in bands]
        repeat = tuple(strip for group in strips[: len(head)] for strip in group)
        if sum(strip.height for strip in repeat) > height / 3:
            repeat = ()
        rows = len(bands) - len(head)
        whole = _SHORT_COST if rows <= _SHORT else _WHOLE_COST if is_kept_whole(self.table) else 0.0
        joined = [band.joined for band in bands]
        self._add(strips, joined, repeat, whole)

    def spans(self) -> bool:
        """Whether it is too wide for a column, and not for all of them together; long ones can be divided."""
        page = self.place.run.style.page
        if page.columns == 1 or self.grid.columns < _MANY or len(self.table.rows) > _SPANNING:
            return False
        return self.place.width < sum(ask.least for ask in self._asks()) <= page.measure.pt

    def needs_landscape(self) -> bool:
        """Whether its words would be torn on an upright page, in the smallest type and with its margins.

        The author may say so (`landscape`), or that it must not be (`portrait`).
        """
        place, given = self.place, self.table.classes
        if "landscape" in given or "portrait" in given:
            return "landscape" in given
        if self.grid.columns < _MANY or landscape(place.run.style).pt <= place.width:
            return False
        margins = sum(self._margins()) if place.run.style.page.columns == 1 else 0.0
        room = place.width + margins
        return all(sum(ask.least for ask in self._asks(scale)) > room for scale in (_SCALES[0], _SCALES[-1]))

    def _margins(self) -> tuple[float, float]:
        """How far the table may reach into the page's margins, in points."""
        page = self.place.run.style.page
        start = max(page.margin_inner.pt - _LEAST_MARGIN, 0.0)
        return start, max(page.margin_outer.pt - _LEAST_MARGIN, 0.0)

    def widen(self) -> None:
        """Let a table that asks for much reach into the margins, rather than tear its words."""
        needed = sum(ask.least for ask in self._asks())
        if needed <= self.place.width or self.grid.columns < _MANY:
            return
        start, end = self._margins()
        more = min(needed - self.place.width, start + end)
        if more > 0:
            x = self.place.x - more * start / (start + end)
            self.place = replace(self.place, x=x, width=self.place.width + more)

    def _add(
        self,
        strips: Sequence[Sequence[Strip]],
        joined: Sequence[bool],
        repeat: tuple[Strip, ...],
        cost: float,
    ) -> None:
        flow, head = self.place.flow, self.grid.head
        with flow.together(cost):
            for number, group in enumerate(strips):
                for part, strip in enumerate(group):
                    flow.add(strip)
                    if number or part:
                        strip.cost = max(strip.cost, self._cost(number, part, len(strips)))
                    if number and not part and joined[number - 1]:
                        strip.cost = GLUED
                    if number >= head:
                        strip.repeat = repeat

    def _cost(self, number: int, part: int, count: int) -> float:
        """Of parting the table before a row: its head stays with two rows, its last row is not alone."""
        if part:
            return 0.0
        if number <= self.grid.head and self.grid.head:
            return GLUED
        return _SECOND_ROW_COST if number in (self.grid.head + 1, count - 1) else _ROW_COST

    def _column_height(self) -> float:
        page = self.place.run.style.page
        turned = self.place.width > page.measure.pt + sum(self._margins())
        return ((page.width if turned else page.height) - page.margin_top - page.margin_bottom).pt

    # --- Widths ------------------------------------------------------------------------------------

    def _widths(self) -> list[float]:
        asks: list[Ask] = []
        for scale in _SCALES:  # the last one tried stays in force
            asks, self.scale = self._asks(scale), scale
            if sum(ask.least for ask in asks) <= self.place.width:
                break
        return column_widths(asks, self.place.width, self.table.widths)

    def _asks(self, scale: float = 1.0) -> list[Ask]:
        key = scale, self.place.width
        if key not in self.known:
            self.scale = scale
            self.known[key] = self._new_asks()
        return self.known[key]

    def _new_asks(self) -> list[Ask]:
        least, most = [0.0] * self.grid.columns, [0.0] * self.grid.columns
        spanning: list[tuple[Spot, float]] = []
        for row in self.grid.rows:
            for spot in row:
                low, high = self._extent(spot)
                if spot.columns > 1:
                    spanning.append((spot, low))
                    continue
                least[spot.column] = max(least[spot.column], low)
                most[spot.column] = max(most[spot.column], high)
        for spot, low in spanning:
            columns = range(spot.column, spot.column + spot.columns)
            lacking = max(0.0, low - sum(least[column] for column in columns)) / spot.columns
            for column in columns:
                least[column] += lacking
                most[column] = max(most[column], least[column])
        figures = [alignment in ("end", "decimal") for alignment in self.grid.alignments]
        return [Ask(*ask) for ask in zip(least, map(max, least, most), figures, strict=True)]

    def _extent(self, spot: Spot) -> tuple[float, float]:
        place, role = self._cell_place(spot, self.place.width, Element("cell"))
        low, high = extent_of(place, spot.cell.blocks, place.role(role))
        start, end = self._padding(spot)
        # A hair more than the words: sums of widths are not exact.
        return low + start + end + 0.1, high + start + end + 0.1

    # --- Cells -------------------------------------------------------------------------------------

    def _role(self, spot: Spot) -> RoleName:
        return "table-head" if spot.head else "table-cell"

    def _padding(self, spot: Spot) -> tuple[float, float]:
        """White space at both sides; none at the table's edges, unless something is drawn behind."""
        roles = self.place.run.style.roles
        padding = roles[self._role(spot)].padding_inline.pt * self.scale**3
        drawn = self.place.run.style.options.table_zebra or any(
            roles[name].background for name in ("table-head", "table-cell")
        )
        first = spot.column == 0 and not drawn
        last = spot.column + spot.columns == self.grid.columns and not drawn
        return (0.0 if first else padding), (0.0 if last else padding)

    def _cell_place(self, spot: Spot, width: float, element: Element) -> tuple[Place, RoleName]:
        name = self._role(spot)
        alignment = self.grid.alignments[spot.column]
        place = Place(
            self.place.run, Flow(), element, 0.0, width, spot.cell.lang or self.place.lang,
            body=name, first=name, nested=True, spent=name, align=_align(alignment, self.place.role(name)),
            scale=self.scale,
        )  # fmt: skip
        return place, name

    def _bands(self, widths: Sequence[float]) -> list[Band]:
        starts = [sum(widths[:column]) for column in range(len(widths) + 1)]
        decimals = Decimals(
            self.grid, lambda spot: self._cell_place(spot, self.place.width, Element("cell"))[0]
        )
        bands: list[Band] = []
        parent = self.place.element
        for number, row in enumerate(self.grid.rows):
            if number in (0, self.grid.head):
                parent = self.place.element.add("table-head" if number < self.grid.head else "table-body")
            element = parent.add("row")
            band = Band(self.place, number, self.grid, starts)
            band.cells += [self._laid(spot, starts, element, decimals) for spot in row]
            bands.append(band)
        _give_rows_heights(bands)
        return bands

    def _laid(self, spot: Spot, starts: Sequence[float], row: Element, decimals: Decimals) -> Laid:
        cell = row.add(
            "header-cell" if spot.head else "cell",
            colspan=spot.columns,
            rowspan=spot.rows,
            scope="column" if spot.head else None,
            id=spot.cell.id,
        )
        before, after = self._padding(spot)
        end = starts[min(spot.column + spot.columns, self.grid.columns)]
        width = max(end - starts[spot.column] - before - after, 2.0)
        place, name = self._cell_place(spot, width, cell)
        role = place.role(name)
        pad = decimals.pad(spot)
        if pad is not None and isinstance(spot.cell.blocks[0], Paragraph):
            atoms, voice = decimals.atoms(place, spot.cell.blocks[0], role, pad)
            set_atoms(place, atoms, role, voice)
        else:
            self.set_blocks(place, spot.cell.blocks)
        return Laid(
            spot,
            self.place.x + starts[spot.column] + before,
            place.flow.finish(),
            role.padding_block.pt,
            0.8 * self._column_height(),
        )


def landscape(style: Style) -> Length:
    """The measure of a page turned on its side."""
    page = style.page
    return page.height - page.margin_inner - page.margin_outer


def _align(alignment: Alignment, role: Role) -> Align:
    if alignment == "start":
        return "start" if role.align == "justify" else role.align
    return "end" if alignment == "decimal" else alignment


def _give_rows_heights(bands: Sequence[Band]) -> None:
    """Each row as high as its cells; where a cell spans rows, the last of them takes what is lacking."""
    for band in bands:
        band.height = max((laid.height for laid in band.cells if laid.spot.rows == 1), default=0.0)
    for band in bands:
        for laid in band.cells:
            if laid.spot.rows > 1:
                spanned = bands[band.number : band.number + laid.spot.rows]
                lacking = laid.height - sum(each.height for each in spanned)
                spanned[-1].height += max(lacking, 0.0)
                for above in spanned[:-1]:
                    above.joined = True
