"""`--fix` changes prose and nothing else."""

from __future__ import annotations

import pytest

from docexport.check.fix import mended

FRONT = '---\ntitle: "Two  words"\n---\n\n'


def fixed(body: str, *, plain: bool = False, front: str = FRONT) -> str:
    source = body if plain else front + body
    new, _ = mended(source, "a.md", plain=plain)
    return new if plain else new.removeprefix(front)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param('He said "no".\n', "He said “no”.\n", id="quotes"),
        pytest.param("It's Ada's.\n", "It’s Ada’s.\n", id="apostrophes"),
        pytest.param("One.  Two   three.\n", "One. Two three.\n", id="double spaces"),
        pytest.param('# A "b"  c {#id title="x  y"}\n', '# A “b” c {#id title="x  y"}\n', id="a heading"),
        pytest.param('- "a"\n- *"b"*\n', "- “a”\n- *“b”*\n", id="lists and emphasis"),
        pytest.param('> "a"  b\n', "> “a” b\n", id="a quotation"),
        pytest.param('A.^["b"  c]\n', "A.^[“b” c]\n", id="a note in the line"),
        pytest.param('A.[^n]\n\n[^n]: "b"  c\n', "A.[^n]\n\n[^n]: “b” c\n", id="a note"),
        pytest.param(
            '| "a" | b |\n|---|---|\n| c | "d" |\n', "| “a” | b |\n|---|---|\n| c | “d” |\n", id="cells"
        ),
    ],
)
def test_prose_is_mended(before: str, after: str) -> None:
    assert fixed(before) == after


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('```\nx = "a"  # b\n```\n', id="fenced code"),
        pytest.param('    x = "a"  # b\n', id="indented code"),
        pytest.param('Call `f("a",  b)` now.\n', id="inline code"),
        pytest.param("It is $a' +  b''$ long.\n", id="a formula"),
        pytest.param('$$\nf\'(x)  = "y"\n$$\n', id="a displayed formula"),
        pytest.param('<div title="a  b">\n\nText\n\n</div>\n', id="a block of HTML"),
        pytest.param('A <abbr title="a  b">c</abbr>.\n', id="a tag"),
        pytest.param("A [b](https://example.org/it's 'a  title').\n", id="an address and its title"),
        pytest.param("See https://example.org/it's/so there.\n", id="a bare address"),
        pytest.param('![A](b.png "c  d"){alt="e  f"}\n', id="attributes"),
        pytest.param("[a]: https://example.org/it's\n\nA [b][a].\n", id="a link definition"),
        pytest.param('::: {.note title="a  b"}\nText\n:::\n', id="a div"),
        pytest.param("| a   | b   |\n|-----|-----|\n| c   | d   |\n", id="the alignment of cells"),
        pytest.param("A line  \nthat breaks.\n", id="a hard line break"),
        pytest.param('A 5" pipe.\n', id="inches"),
        pytest.param('An escaped \\"quote\\".\n', id="escaped quotes"),
    ],
)
def test_what_is_no_prose_is_left_alone(body: str) -> None:
    assert fixed(body) == body


def test_the_front_matter_is_left_alone() -> None:
    assert mended(FRONT + 'A "b".\n', "a.md", plain=False)[0].startswith(FRONT)


def test_line_ends_stay_as_they_are() -> None:
    assert mended('A "b".\r\nC  d.\r\n', "a.md", plain=False) == ("A “b”.\r\nC d.\r\n", 3)


def test_quotes_follow_the_language() -> None:
    assert fixed('Er sagte "nein".\n', front="---\nlang: de\n---\n\n") == "Er sagte „nein“.\n"


def test_plain_text_is_mended_too() -> None:
    assert fixed('Head\n\n"A"  b.\n', plain=True) == "Head\n\n“A” b.\n"


def test_a_mended_source_is_not_mended_again() -> None:
    once, edits = mended("\"A\"  'b'.\n", "a.md", plain=False)
    assert edits == 5
    assert mended(once, "a.md", plain=False) == (once, 0)


def test_a_source_with_characters_that_are_taken_out_is_not_touched() -> None:
    source = 'A "b".\x07\n'
    assert mended(source, "a.md", plain=False) == (source, 0)
