"""Arrowheads and other markers of an SVG as groups of their own, which svglib does not make (SVG 2, 13.7).

Each marker of a line becomes a copy of its shapes behind the line, moved to the vertex and turned with it.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from docexport.records import Struct
from docexport.write.pdf.svgread import outline_of
from docexport.write.pdf.svgrules import SVG, Unpaintable, effective, length, local_name, own

_ENDS = ("marker-start", "marker-mid", "marker-end")
_LINES = frozenset({"path", "line", "polyline", "polygon"})

Point = tuple[float, float]


class Vertex(Struct, frozen=True):
    """A corner of a line, and the directions, in degrees, in which the line comes and goes."""

    at: Point
    before: float
    after: float

    @property
    def turn(self) -> float:
        """The direction halfway between coming and going."""
        across = math.cos(math.radians(self.before)) + math.cos(math.radians(self.after))
        down = math.sin(math.radians(self.before)) + math.sin(math.radians(self.after))
        return math.degrees(math.atan2(down, across))


def expand_markers(root: etree._Element) -> None:
    """Replace references to markers by their shapes, and take the markers out."""
    by_id = {element.get("id"): element for element in root.iter(f"{{{SVG}}}marker")}
    for line in [element for element in root.iter() if any(own(element, end, "") for end in _ENDS)]:
        if local_name(line) not in _LINES:
            raise Unpaintable("markers on a group")
        for end in reversed(_ENDS):
            reference = own(line, end, "none")
            marker = by_id.get(reference.removeprefix("url(#").removesuffix(")"))
            if marker is not None:
                for vertex, turn in _places(line, end, marker):
                    line.addnext(_placed(marker, line, vertex, turn))
        _forget(line)
    for marker in by_id.values():
        parent = marker.getparent()
        if parent is not None:
            parent.remove(marker)


def _forget(line: etree._Element) -> None:
    kept = [piece for piece in line.get("style", "").split(";") if not piece.strip().startswith("marker")]
    if line.get("style"):
        line.set("style", ";".join(kept))
    for end in _ENDS:
        line.attrib.pop(end, "")


def _places(line: etree._Element, end: str, marker: etree._Element) -> Iterator[tuple[Vertex, float]]:
    vertices = _vertices(line)
    chosen = {"marker-start": vertices[:1], "marker-mid": vertices[1:-1], "marker-end": vertices[-1:]}[end]
    orient = marker.get("orient", "0")
    for vertex in chosen:
        if orient == "auto-start-reverse" and end == "marker-start":
            yield vertex, vertex.turn + 180
        elif orient.startswith("auto"):
            yield vertex, vertex.turn
        else:
            yield vertex, length(orient.removesuffix("deg"))


def _placed(marker: etree._Element, line: etree._Element, vertex: Vertex, turn: float) -> etree._Element:
    """A copy of the marker's shapes at a vertex; it inherits nothing of the line."""
    across, down = (length(marker.get(name, "0")) for name in ("refX", "refY"))
    steps = [
        line.get("transform", ""),
        f"translate({vertex.at[0]:.6g} {vertex.at[1]:.6g})",
        f"rotate({turn:.6g})",
    ]
    steps += [f"scale({_scale(marker, line):.6g})", f"translate({-across:.6g} {-down:.6g})"]
    group = etree.Element(f"{{{SVG}}}g", transform=" ".join(filter(None, steps)))
    group.attrib.update({"fill": "black", "stroke": "none", "stroke-width": "1", "stroke-dasharray": "none"})
    for name in ("fill", "stroke", "stroke-width"):
        group.set(name, own(marker, name, group.get(name, "")))
    group.extend([copy.deepcopy(child) for child in marker])
    for child in group.iter():
        child.attrib.pop("id", "")
    return group


def _scale(marker: etree._Element, line: etree._Element) -> float:
    width, height = (length(marker.get(name, "3")) for name in ("markerWidth", "markerHeight"))
    factor = 1.0
    if marker.get("markerUnits", "strokeWidth") == "strokeWidth":
        factor = length(effective(line, "stroke-width", "1"))
    box = [length(part) for part in marker.get("viewBox", "").replace(",", " ").split()]
    if len(box) == 4 and box[2] and box[3]:
        factor *= min(width / box[2], height / box[3])
    return factor


# --- Vertices --------------------------------------------------------------------------------------


def _vertices(line: etree._Element) -> list[Vertex]:
    segments = _segments(line)
    if not segments:
        raise Unpaintable("a marker on nothing")
    arrivals = [_direction(segment[-2::-1], segment[-1], back=True) for segment in segments]
    departures = [_direction(segment[1:], segment[0], back=False) for segment in segments]
    start = Vertex(segments[0][0], departures[0], departures[0])
    inner = [
        Vertex(segment[-1], arrival, departure)
        for segment, arrival, departure in zip(segments, arrivals, departures[1:], strict=False)
    ]
    return [start, *inner, Vertex(segments[-1][-1], arrivals[-1], arrivals[-1])]


def _direction(others: Sequence[Point], at: Point, *, back: bool) -> float:
    """The direction of a segment at one of its ends: towards the nearest point that is not the same."""
    x, y = next((point for point in others if math.dist(point, at) > 1e-9), at)
    across, down = (at[0] - x, at[1] - y) if back else (x - at[0], y - at[1])
    return math.degrees(math.atan2(down, across))


def _segments(line: etree._Element) -> list[list[Point]]:
    """The points of each segment, control points among them, in one stretch without gaps."""
    name = local_name(line)
    if name == "path":
        return _path_segments(line.get("d", ""))
    if name == "line":
        ends = [(length(line.get(f"x{n}", "0")), length(line.get(f"y{n}", "0"))) for n in (1, 2)]
        return [ends]
    numbers = [length(part) for part in line.get("points", "").replace(",", " ").split()]
    points = list(zip(numbers[::2], numbers[1::2], strict=False))
    closed = [*points, points[0]] if name == "polygon" and points else points
    return [list(pair) for pair in pairwise(closed)]


def _path_segments(data: str) -> list[list[Point]]:
    """As svglib reads the path: absolute, arcs as curves."""
    operators, numbers = outline_of(data)
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    segments: list[list[Point]] = []
    at = 0
    for place, operator in enumerate(operators):
        taken = (1, 1, 3, 0)[operator]
        if operator == 3 or (operator == 0 and place):
            raise Unpaintable("markers on a closed or broken path")
        if operator:
            segments.append(points[at - 1 : at + taken])
        at += taken
    return segments
