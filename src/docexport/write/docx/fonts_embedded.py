"""The font table and the fonts themselves (ECMA-376 part 1, 17.8; obfuscation 17.8.1).

Whole faces are embedded, so that whoever edits the report can type any letter that the font has; only when
that would weigh too much are they cut down to European letters and what the text uses. Word embeds fonts
with TrueType outlines alone, and none whose license forbids it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Set

from docexport.fonts import Face, FontDescription, coverage, description, marked_bold, subset_text, whole
from docexport.records import Struct, replace
from docexport.write.docx.faces import WordFont
from docexport.write.docx.xml import quoted, root, val

_BUDGET = 3_000_000
"""Bytes of all faces before compression, which about halves them."""
_EUROPEAN = frozenset(range(0x20, 0x530)) | frozenset(range(0x1E00, 0x2C60))
"""Latin, Greek and Cyrillic with punctuation and symbols: what an editor may type next."""
_BLOCK = 0x80
"""How many characters Unicode gives to a script of India or South East Asia; others have a multiple."""
_KEY_LENGTH = 32
_EAST_ASIAN = {
    "Noto Sans CJK SC": "Microsoft YaHei",
    "Noto Sans CJK TC": "Microsoft JhengHei",
    "Noto Sans CJK JP": "Yu Gothic",
    "Noto Sans CJK KR": "Malgun Gothic",
}
"""What Word has in place of the theme's East Asian fonts, whose outlines it could not embed."""
_SLOTS = {
    (False, False): "embedRegular",
    (True, False): "embedBold",
    (False, True): "embedItalic",
    (True, True): "embedBoldItalic",
}


class EmbeddedFont(Struct, frozen=True):
    """A font part: its relationship's id, the bytes as stored, and the key they are stored under."""

    relationship: str
    data: bytes
    key: str


def embedded_fonts(
    used: Mapping[WordFont, Face | None], scripts: Mapping[WordFont, Set[str]]
) -> dict[WordFont, EmbeddedFont]:
    """The faces that can be embedded, obfuscated; a semibold that is also the bold of its family, once.

    `scripts` are fonts that are used for complex scripts alone, with letters that they are used for: they are
    cut down to the scripts of these.
    """
    doubled = [font for font in used if font.bold and _is_regular_too(font, used)]
    used = {font: face for font, face in used.items() if font not in doubled}
    faces = {font: face for font, face in used.items() if face is not None and _may_be_embedded(face)}
    files = {
        font: _cut(face, _scripts_of(scripts[font])) if font in scripts else whole(face)
        for font, face in faces.items()
    }
    if sum(map(len, files.values())) > _BUDGET:
        files |= {font: _cut(face, _EUROPEAN) for font, face in faces.items() if font not in scripts}
    # What is the bold of its family must say so itself, or programs thicken it.
    bolds = {replace(font, bold=False) for font in doubled}
    bolds |= {font for font, face in faces.items() if font.bold and font.name != face.family}
    files |= {font: marked_bold(files[font]) for font in bolds & files.keys()}
    made = {
        font: _obfuscated(font, data, f"rId{number}")
        for number, (font, data) in enumerate(files.items(), start=1)
    }
    return made | {font: made[regular] for font in doubled if (regular := replace(font, bold=False)) in made}


def _is_regular_too(font: WordFont, used: Mapping[WordFont, Face | None]) -> bool:
    face, regular = used[font], replace(font, bold=False)
    return face is not None and used.get(regular) == face


def _cut(face: Face, letters: Set[int]) -> bytes:
    return subset_text(face, map(chr, letters & coverage(face)))


def _scripts_of(letters: Set[str]) -> set[int]:
    """The blocks of the letters, with what is typed between them in any script."""
    blocks = {ord(letter) // _BLOCK for letter in letters if not letter.isascii()}
    return {*range(0x20, 0x100), *range(0x2000, 0x2070)}.union(
        *(range(block * _BLOCK, (block + 1) * _BLOCK) for block in blocks)
    )


def _may_be_embedded(face: Face) -> bool:
    about = description(face)
    return about.outlines == "truetype" and about.embedding in ("installable", "editable")


def _obfuscated(font: WordFont, data: bytes, relationship: str) -> EmbeddedFont:
    """The first 32 bytes combined with the key, read backwards (17.8.1)."""
    name = f"docexport:{font.name}:{_SLOTS[font.bold, font.italic]}"
    key = uuid.uuid5(uuid.NAMESPACE_URL, name)
    mask = bytes(reversed(key.bytes)) * 2
    head = bytes(byte ^ own for byte, own in zip(data[:_KEY_LENGTH], mask, strict=False))
    return EmbeddedFont(relationship, head + data[_KEY_LENGTH:], f"{{{str(key).upper()}}}")


def font_table_part(
    used: Mapping[WordFont, Face | None],
    embedded: Mapping[WordFont, EmbeddedFont],
    others: Mapping[str, str] | None = None,
) -> bytes:
    """Every font that the document names, with what Word needs to find another in its place.

    `others` are fonts that are not there to be embedded, and what may stand for them.
    """
    names = dict.fromkeys(font.name for font in used)
    described = (_font(name, used, embedded) for name in names)
    elsewhere = (
        f"<w:font w:name={quoted(name)}>{val('altName', other)}</w:font>"
        for name, other in (_EAST_ASIAN | dict(others or {})).items()
        if name not in names
    )
    return root("w:fonts", [*described, *elsewhere])


def _font(name: str, used: Mapping[WordFont, Face | None], embedded: Mapping[WordFont, EmbeddedFont]) -> str:
    faces = [(font, face) for font, face in used.items() if font.name == name]
    face = next((face for _, face in faces if face is not None), None)
    inner = "".join(_described(name, description(face), face.family)) if face else ""
    slots = {_SLOTS[font.bold, font.italic]: embedded[font] for font, _ in faces if font in embedded}
    for slot in _SLOTS.values():
        if slot in slots:
            one = slots[slot]
            inner += f'<w:{slot} r:id="{one.relationship}" w:fontKey="{one.key}"/>'
    return f"<w:font w:name={quoted(name)}>{inner}</w:font>"


def _described(name: str, about: FontDescription, family: str) -> Iterator[str]:
    if family != name:
        yield val("altName", family)
    if any(about.panose):
        yield val("panose1", about.panose.hex().upper())
    yield val("charset", f"{about.charset:02X}")
    kind = "modern" if about.fixed_pitch else "roman" if about.serif else "swiss"
    yield val("family", kind)
    yield val("pitch", "fixed" if about.fixed_pitch else "variable")
    usb = "".join(f' w:usb{n}="{bits:08X}"' for n, bits in enumerate(about.unicode_ranges))
    csb = "".join(f' w:csb{n}="{bits:08X}"' for n, bits in enumerate(about.codepage_ranges))
    yield f"<w:sig{usb}{csb}/>"
