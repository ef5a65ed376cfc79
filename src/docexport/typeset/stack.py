"""Strips standing one below the other: where each one's top is, and the frames behind them.

In each column a frame begins with its head above the first of its strips and ends with its foot below
the last one, so a panel that goes on overleaf is drawn anew there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from docexport.typeset.flow import Frame, Strip
from docexport.typeset.sheet import Sheet

Standing: TypeAlias = tuple[Strip, float]
"""A strip and its top."""


def heads(frames: Sequence[Frame], before: Sequence[Frame]) -> float:
    """The height of the heads of frames that begin, given those that are open already."""
    return sum([frame.head for frame in frames if frame not in before]) if frames else 0.0


def feet(frames: Sequence[Frame], after: Sequence[Frame]) -> float:
    """The height of the feet of frames that end, given those that go on."""
    return sum([frame.foot for frame in frames if frame not in after]) if frames else 0.0


def tops_of(strips: Sequence[Strip], y: float) -> tuple[list[float], float]:
    """The top of each strip from y on, and where the last one ends; nothing is put on the grid."""
    tops: list[float] = []
    before: tuple[Frame, ...] = ()
    for number, strip in enumerate(strips):
        y += feet(before, strip.frames) + (strip.before if number else 0.0) + heads(strip.frames, before)
        tops.append(y)
        y += strip.height
        before = strip.frames
    return tops, y + feet(before, ())


def paint_stack(
    sheet: Sheet, x: float, y: float, standing: Sequence[Standing], *, at_head: bool = False
) -> None:
    """Paint strips whose tops are counted from y, in a column that begins at x; `at_head`, its head is y."""
    paint_frames(sheet, x, y, standing, at_head=at_head)
    for strip, top in standing:
        strip.put(sheet, x, y + top)


def paint_frames(
    sheet: Sheet, x: float, y: float, standing: Sequence[Standing], *, at_head: bool = False
) -> None:
    """Paint only what is behind and beside the strips."""
    # The grid may move the first line down, but panels begin where the columns beside them do.
    moved = standing[0][1] - heads(standing[0][0].frames, ()) if at_head and standing else 0.0
    for frame, first, last in _spans(standing):
        strip, top = standing[first]
        # Frames inside this one begin below its own head.
        before = standing[first - 1][0].frames if first else ()
        inner = strip.frames[strip.frames.index(frame) :]
        upper = y + top - heads(inner, before) - (0.0 if first else moved)
        strip, top = standing[last]
        after = standing[last + 1][0].frames if last + 1 < len(standing) else ()
        inner = strip.frames[strip.frames.index(frame) :]
        lower = y + top + strip.height + feet(inner, after)
        _paint_frame(sheet, frame, x + frame.x, upper, lower)


def _spans(standing: Sequence[Standing]) -> list[tuple[Frame, int, int]]:
    """Each frame with its first and its last strip here, the outermost first."""
    spans: dict[int, tuple[Frame, int, int]] = {}
    for number, (strip, _) in enumerate(standing):
        for frame in strip.frames:
            first = spans[id(frame)][1] if id(frame) in spans else number
            spans[id(frame)] = (frame, first, number)
    return list(spans.values())


def _paint_frame(sheet: Sheet, frame: Frame, x: float, upper: float, lower: float) -> None:
    height = lower - upper
    if frame.background is not None:
        sheet.rectangle(x, upper, frame.width, height, frame.background)
    if frame.before is not None:
        sheet.rectangle(x, upper, frame.width, frame.before.width.pt, frame.before.color, "rule")
    if frame.after is not None:
        thickness = frame.after.width.pt
        sheet.rectangle(x, lower - thickness, frame.width, thickness, frame.after.color, "rule")
    if frame.start is not None:
        sheet.rectangle(x, upper, frame.start.width.pt, height, frame.start.color, "rule")
    if frame.end is not None:
        thickness = frame.end.width.pt
        sheet.rectangle(x + frame.width - thickness, upper, thickness, height, frame.end.color, "rule")
