"""Bytes become text once: by their mark or as UTF-8, with one kind of line end, and clean."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from docexport.model import Paragraph, Position, Text
from docexport.notices import Collector, SourceError, TextDropped
from docexport.read import read_file, read_text


def paragraphs(path: Path, told: Collector) -> list[str]:
    blocks = read_file(path, told, display="a.md").blocks
    texts = [block.inlines for block in blocks if isinstance(block, Paragraph)]
    return ["".join(node.text for node in inlines if isinstance(node, Text)) for inlines in texts]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("Ein\r\nSätzchen.\r\rZwei.".encode(), id="UTF-8 with line ends of Windows and old Macs"),
        pytest.param(codecs.BOM_UTF8 + "Ein\nSätzchen.\n\nZwei.".encode(), id="UTF-8 with its mark"),
        pytest.param("Ein\nSätzchen.\n\nZwei.".encode("utf-16"), id="UTF-16"),
        pytest.param(
            codecs.BOM_UTF16_BE + "Ein\nSätzchen.\n\nZwei.".encode("utf-16-be"), id="big-endian UTF-16"
        ),
        pytest.param("Ein\u2028Sätzchen.\u2029\u2029Zwei.".encode(), id="Unicode's own line ends"),
    ],
)
def test_every_encoding_and_line_end_gives_the_same_text(data: bytes, tmp_path: Path) -> None:
    path, told = tmp_path / "a.md", Collector()
    path.write_bytes(data)
    assert paragraphs(path, told) == ["Ein Sätzchen.", "Zwei."]
    assert told.notices == []


def test_a_byte_that_is_no_text_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("Ä\nzwei ".encode() + b"\xfc.")
    with pytest.raises(
        SourceError, match=r"^a\.md:2:6: byte 0xFC is not UTF-8 text; save the file as UTF-8$"
    ):
        read_file(path, Collector(), display="a.md")


def test_what_is_no_character_is_left_out_with_one_notice_for_each_kind() -> None:
    told = Collector()
    article = read_text("a\x00b\n\x00\ufffec\ud800d", told, file="a.md")
    assert article.blocks == (Paragraph((Text("ab cd", at=Position(1, 1)),), at=Position(1, 1)),)
    reason = "it is no character that can be shown"
    assert told.notices == [
        TextDropped(at=Position(1, 2), what="U+0000 (2 times)", reason=reason),
        TextDropped(at=Position(2, 2), what="U+FFFE", reason=reason),
        TextDropped(at=Position(2, 4), what="U+D800", reason=reason),
    ]


def test_punctuation_stays_as_it_is_written_when_it_shall_not_be_smart() -> None:
    article = read_text('"a" -- b...', Collector(), file="a.md", smart=False)
    assert article.blocks == (Paragraph((Text('"a" -- b...', at=Position(1, 1)),), at=Position(1, 1)),)
