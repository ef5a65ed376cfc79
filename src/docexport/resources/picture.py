"""What a picture is once it is found and known to be harmless, and what stands in for one that is not."""

from __future__ import annotations

from typing import Literal, TypeAlias

from docexport.records import Struct
from docexport.units import Length

Form: TypeAlias = Literal["png", "jpeg", "gif", "webp", "svg"]
Color: TypeAlias = Literal["gray", "rgb", "cmyk"]

_CSS_DPI = 96.0


class Limits(Struct, frozen=True, kw_only=True):
    """How much of an untrusted picture is looked at; beyond it the picture is refused before decoding."""

    bytes: int = 64 << 20
    pixels: int = 64_000_000
    svg_bytes: int = 16 << 20
    svg_nodes: int = 100_000
    """Elements, each `use` counted as all that it repeats."""
    svg_depth: int = 48


class Mode(Struct, frozen=True):
    """How a picture's pixels are stored."""

    color: Color
    bits: int
    """Per channel."""
    alpha: bool


class Picture(Struct, frozen=True, kw_only=True):
    """A picture that was read, checked and found drawable."""

    source: str
    """As the author wrote it."""
    form: Form
    data: bytes
    """The file's bytes; of an SVG the sanitized document."""
    width: int
    height: int
    """In pixels, as seen (the camera's orientation applied); of an SVG in CSS pixels."""
    dpi: float | None
    """Pixels per inch, where the file says."""
    mode: Mode
    digest: str
    """Sixteen hexadecimal digits of the SHA-256 of `data`."""
    animated: bool = False
    """Whether it has more frames than the first, which is the only one that print shows."""

    @property
    def size(self) -> tuple[Length, Length]:
        """Natural width and height, at 96 pixels to the inch where the file does not say."""
        inch = self.dpi or _CSS_DPI
        return Length(self.width * 72 / inch), Length(self.height * 72 / inch)


class Placeholder(Struct, frozen=True):
    """What is shown in place of a picture that is missing, refused, broken or elsewhere."""

    source: str
    reason: str
    address: str | None
    """Where a remote picture is, so that a link can lead to it."""


class Unusable(Exception):  # noqa: N818  # a verdict on a picture, not a failure of the program
    """A picture that cannot be shown; the message is the reason, worded for the author."""
