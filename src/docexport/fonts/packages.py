"""Where to get a family that is not installed: the Python or Debian package that brings it.

Python packages come first: they make a project the same on any machine. Nothing is looked up on the network;
a family that is not in these lists may still have a package.
"""

from __future__ import annotations

import re
from pathlib import Path

_FONTPKG = Path(__file__).with_name("fontpkg.txt")
"""The families that PyPI has as `fontpkg-NAME`."""

_DEBIAN = {
    "andika": "fonts-sil-andika",
    "carlito": "fonts-crosextra-carlito",
    "charis-sil": "fonts-sil-charis",
    "dejavu": "fonts-dejavu",
    "doulos-sil": "fonts-sil-doulos",
    "gentium": "fonts-sil-gentium",
    "junicode": "fonts-junicode",
    "liberation": "fonts-liberation",
    "libertinus": "fonts-libertinus",
    "linux-libertine": "fonts-linuxlibertine",
    "noto": "fonts-noto",
    "tex-gyre": "fonts-texgyre",
}
"""Families by the beginning of their names, and the Debian packages that have them."""


def package_of(family: str) -> str:
    """How to install a family, as a command; empty when that is not known."""
    name = re.sub(r"[^a-z0-9]+", "-", family.casefold()).strip("-")
    if name in _FONTPKG.read_text("ascii").split():
        return f"pip install fontpkg-{name}"
    if name == "caladea":
        return "pip install font-caladea"
    known = (package for start, package in _DEBIAN.items() if name == start or name.startswith(f"{start}-"))
    package = next(known, "")
    return f"apt install {package}" if package else ""
