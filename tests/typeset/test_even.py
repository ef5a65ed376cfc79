"""What is done at once for most lines and paragraphs comes to the same as walking them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docexport.typeset.atoms import Atom, Forced, WordAtom, indent
from docexport.typeset.even import EvenText, even_text, even_words
from docexport.typeset.evenstream import even_stream
from docexport.typeset.line import Line
from docexport.typeset.page import EvenSegments, LaidPage, TextRun
from docexport.typeset.sheet import Sheet
from docexport.typeset.stream import Manner, make_stream
from tests.typeset.setting import Laid, lay
from tests.typeset.test_linebreak import atoms_of, voice

WORDS = (
    "a",
    "wide",
    "(hung)",
    "well-known",
    "half\u00adway",
    "time\u2014then",
    "https://example.org/a/b/c?d=e",
    "“So!”",
)
MANNERS = (Manner(), Manner(hang=True), Manner(expansion=0.02), Manner(hang=True, expansion=0.02, widest=300))

SPEAKER = voice()
ARTICLES = Path(__file__).parent.parent / "articles"


def even_of(atoms: list[Atom]) -> EvenText:
    text = even_text(atoms)
    assert text is not None
    assert [*map(_shown, text.atoms)] == [*map(_shown, atoms)]
    assert len(text) == len(atoms)
    return text


def _shown(atom: Atom) -> object:
    return (atom.word, atom.voice) if isinstance(atom, WordAtom) else atom


@given(
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=30),
    st.sampled_from(MANNERS),
    st.sampled_from((0.0, 12.0)),
)
def test_a_paragraph_of_equal_spaces_has_the_sums_that_walking_it_gives(
    words: list[str], manner: Manner, margin: float
) -> None:
    atoms = atoms_of(" ".join(words), SPEAKER)
    if margin:
        atoms = [indent(SPEAKER, margin), *atoms]
    even, walked = even_stream(even_of(atoms), manner), make_stream(atoms, manner)
    assert even is not None
    for name in walked.__struct_fields__:
        ours, theirs = list(getattr(even, name)), list(getattr(walked, name))
        if theirs and isinstance(theirs[0], float):
            assert ours == pytest.approx(theirs), name
        else:
            assert ours == theirs, name


@pytest.mark.parametrize("manner", [Manner(hyphenate=True), Manner(desperate=True), Manner(widest=20)])
def test_what_divides_words_by_rules_or_anywhere_is_walked(manner: Manner) -> None:
    assert even_stream(even_of(atoms_of("some considerable words", SPEAKER)), manner) is None


@pytest.mark.parametrize("place", [0, 1, 2, 3, 4])
def test_a_paragraph_with_anything_else_in_it_is_walked(place: int) -> None:
    atoms = atoms_of("some plain words", SPEAKER)
    assert even_text([*atoms[:place], Forced(), *atoms[place:]]) is None
    assert even_text([*atoms[:place], SPEAKER.bound, *atoms[place:]]) is None


def painted(atoms: list[Atom], width: float) -> list[TextRun]:
    page = LaidPage(1, "1", 400, 400)
    line = Line(atoms, 10, width, "justify", 8, expansion=0.02, hang=True)
    line.paint(Sheet(page, mirrored=False), 20, 30)
    return [item for item in page.items if isinstance(item, TextRun)]


@pytest.mark.parametrize("width", [180, 200, 220, 900])
@pytest.mark.parametrize("margin", [0.0, 12.0])
def test_a_line_of_equal_spaces_stands_where_walking_puts_it(
    width: float, margin: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    atoms = atoms_of("A line of “plain” words that is filled, more or less,", SPEAKER)
    atoms = [indent(SPEAKER, margin), *atoms] if margin else atoms
    [even] = painted(atoms, width)
    monkeypatch.setattr("docexport.typeset.line.even_words", lambda _: None)
    [walked] = painted(atoms, width)
    assert isinstance(even.segments, EvenSegments)
    assert (even.x, even.y, even.width) == pytest.approx((walked.x, walked.y, walked.width))
    assert (even.scale, even.glyphs) == (walked.scale, walked.glyphs)
    assert even.advances == pytest.approx(walked.advances)
    assert even.element is walked.element


def test_a_line_in_two_voices_is_walked() -> None:
    other = voice()
    atoms = atoms_of("two voices", SPEAKER)
    assert even_words(atoms) is not None
    assert even_words([*atoms[:2], WordAtom(other.fount.word("voices"), other)]) is None
    assert even_words([*atoms, SPEAKER.space]) is None
    assert even_words([]) is None


def test_segments_are_a_sequence_of_words_and_spaces() -> None:
    [run] = painted(atoms_of("three plain words", SPEAKER), 200)
    segments = run.segments
    words, spaces = segments[::2], segments[1::2]
    assert len(segments) == len(list(segments)) == 5
    assert segments[-1] == words[-1]
    assert [shaped for shaped, _ in spaces] == [SPEAKER.fount.space] * 2
    assert len({width for _, width in spaces}) == 1
    with pytest.raises(IndexError):
        segments[5]


@pytest.mark.parametrize("article", ["kitchen-sink.md", "links-and-titles.md", "korean.md"])
@pytest.mark.parametrize("name", ["briefing", "broadsheet"])
def test_paragraphs_kept_as_words_stand_where_their_atoms_would(
    article: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    markdown = (ARTICLES / article).read_text("utf-8")
    as_words = runs(lay(markdown, name, ARTICLES))
    monkeypatch.setattr("docexport.typeset.paragraph.only_words", lambda *_: None)
    as_atoms = runs(lay(markdown, name, ARTICLES))
    assert len(as_words) == len(as_atoms)
    for ours, theirs in zip(as_words, as_atoms, strict=True):
        assert (ours.x, ours.y, ours.width) == pytest.approx((theirs.x, theirs.y, theirs.width))
        assert (ours.glyphs, ours.tail) == (theirs.glyphs, theirs.tail)


def runs(laid: Laid) -> list[TextRun]:
    return [run for page in laid.document.pages for run in page.items if isinstance(run, TextRun)]
