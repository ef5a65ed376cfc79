from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docexport.fonts import FontLibrary
from docexport.notices import Collector
from docexport.style import Role
from docexport.typeset.atoms import Atom, Space, Voice, WordAtom
from docexport.typeset.fount import SOFT_HYPHEN, Fount
from docexport.typeset.line import Line
from docexport.typeset.linebreak import Goal, break_lines
from docexport.typeset.look import Look
from docexport.typeset.page import Element
from docexport.typeset.stream import INFINITE, Manner, make_stream, widths
from tests.typeset.setting import SENTENCE, Laid, lay, overfull, style

_LIBRARY = FontLibrary()
_TOLD = Collector()


def role() -> Role:
    return style().roles["body"]


def voice(lang: str = "en") -> Voice:
    look = Look.of(role(), lang)
    return Voice(
        Fount(_LIBRARY.stack(look.families, look.weight, look.italic, _TOLD), look), Element("paragraph")
    )


def atoms_of(text: str, speaker: Voice) -> list[Atom]:
    atoms: list[Atom] = []
    for word in text.split():
        atoms += [speaker.space] if atoms else []
        atoms.append(WordAtom(speaker.fount.word(word), speaker))
    return atoms


def broken(
    text: str, width: float, *, ragged: bool = False, tolerance: float = INFINITE
) -> list[float] | None:
    """The natural widths of the lines."""
    stream = make_stream(atoms_of(text, voice()), Manner(widest=width))
    chosen = break_lines(stream, Goal(lambda _: width, 0, ragged, False, tolerance))
    if chosen is None:
        return None
    return [stream.ends[end] - stream.starts[start] for start, end in zip([0, *chosen], chosen, strict=False)]


def test_lines_are_chosen_together_so_that_no_line_is_much_looser_than_the_others() -> None:
    lines = broken(SENTENCE * 3, 300)
    assert lines is not None
    assert all(line > 300 * 0.9 for line in lines[:-1])


def test_a_goal_that_cannot_be_met_is_given_up_and_not_bent() -> None:
    assert broken("unbreakableunbreakable and unbreakableunbreakable", 130, tolerance=0.1) is None


def test_ragged_lines_are_never_wider_than_the_measure() -> None:
    lines = broken(SENTENCE * 3, 200, ragged=True)
    assert lines is not None
    assert all(line <= 200.02 for line in lines)


@given(st.lists(st.text("abcdefgh-/.", min_size=1, max_size=60), min_size=1, max_size=30), st.floats(20, 400))
def test_no_text_makes_an_overfull_ragged_line(parts: list[str], width: float) -> None:
    stream = make_stream(atoms_of(" ".join(parts), voice()), Manner(widest=width))
    chosen = break_lines(stream, Goal(lambda _: width, 0, True, False, INFINITE, desperate=True))
    assert chosen is not None
    assert chosen[-1] == len(stream.ends) - 1
    assert all(
        stream.ends[end] - stream.starts[start] <= width + 0.02
        for start, end in zip([0, *chosen], chosen, strict=False)
    )


def test_the_last_line_is_not_a_single_short_word_if_that_can_be_avoided() -> None:
    laid = lay("# T\n\n" + SENTENCE * 2 + "It is so.")
    last = laid.lines(1)[-1]
    assert len(last) > 12


def test_a_hyphen_at_the_line_end_extracts_as_a_soft_hyphen_and_nothing_follows_it() -> None:
    laid = lay("# T\n\n" + "internationalization counterrevolutionaries " * 30)
    divided = [run for _, run in laid.runs() if run.glyphs[-1].text == SOFT_HYPHEN]
    assert divided
    assert all(run.tail == "" for run in divided)


def test_every_other_line_ends_with_a_space_in_the_text_layer() -> None:
    laid = lay("# T\n\n" + SENTENCE * 5)
    assert all(run.tail == " " or run.glyphs[-1].text == SOFT_HYPHEN for _, run in laid.runs() if run.element)


def test_no_more_than_two_lines_in_a_row_end_with_a_hyphen() -> None:
    laid = lay("# T\n\n" + SENTENCE * 20)
    ends = [line.endswith(SOFT_HYPHEN) for page in laid.pages for line in laid.lines(page.number)]
    assert not any(all(ends[place : place + 3]) for place in range(len(ends) - 2))


def test_words_are_joined_again_when_read_back() -> None:
    laid = lay("# T\n\n" + SENTENCE * 4, "broadsheet")
    text = laid.text(laid.elements("paragraph")[-1]).replace(SOFT_HYPHEN, "").replace("\u2010", "-")
    assert text == (SENTENCE * 4).strip()


def test_a_no_break_space_keeps_its_words_on_one_line() -> None:
    laid = lay("# T\n\n" + "Some words before 10\u00a0km and so on. " * 30)
    lines = laid.lines(1)
    assert not any(line.rstrip().endswith("10") for line in lines)


def test_a_soft_hyphen_of_the_author_is_a_place_to_divide() -> None:
    laid = lay("# T\n\n" + "xyzzyxyzzy\u00adplughplugh " * 40)
    assert any(line.endswith("xyzzyxyzzy" + SOFT_HYPHEN) for line in laid.lines(1))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 300, id="a word of 300 letters"),
        pytest.param("**" + "x" * 200 + "**" + "y" * 200, id="two of them without a space"),
        pytest.param("https://example.org/" + "path/" * 60 + "?q=" + "v" * 90, id="an address"),
        pytest.param("a\u00a0" * 300, id="words bound together"),
        pytest.param("字" * 500 + "word" + "。" * 40, id="ideographs"),
        pytest.param("`" + "code_" * 80 + "`", id="code in a line"),
    ],
)
@pytest.mark.parametrize("name", ["briefing", "broadsheet"])
@pytest.mark.parametrize(
    "form", ["{}", "- {}", "> {}", "# {}", "| a | b |\n|---|---|\n| {} | c |", "```\n{}\n```"]
)
def test_nothing_stands_out_of_the_measure(text: str, name: str, form: str) -> None:
    assert not overfull(lay("# T\n\n" + form.format(text), name))


def test_justified_lines_fill_the_measure_exactly_but_for_what_hangs() -> None:
    laid = lay("# T\n\n" + SENTENCE * 6, protrusion=False)
    page = laid.style.page
    ends = _ends(laid)
    assert all(abs(end - page.margin_inner.pt - page.measure.pt) < 0.05 for end in ends[:-1])


def test_punctuation_hangs_into_the_margin_of_justified_text() -> None:
    page = style().page
    ends = _ends(lay("# T\n\n" + "word, " * 300))
    assert all(end > page.margin_inner.pt + page.measure.pt + 0.5 for end in ends[:-1])


def _ends(laid: Laid) -> list[float]:
    """Where the lines of the last paragraph end."""
    element = laid.elements("paragraph")[-1]
    rows: dict[float, float] = {}
    for _, run in laid.runs():
        if run.element is element:
            rows[run.y] = max(rows.get(run.y, 0.0), run.x + run.width)
    return [rows[y] for y in sorted(rows)]


def test_the_extent_of_a_paragraph_is_its_widest_word_and_its_whole_length() -> None:
    speaker = voice()
    least, most = widths(atoms_of("a longer word", speaker))
    assert least == pytest.approx(speaker.fount.word("longer").width)
    assert most == pytest.approx(sum(atom.width for atom in atoms_of("a longer word", speaker)))


def test_a_line_tighter_than_its_spaces_allow_narrows_its_type_rather_than_standing_out() -> None:
    speaker = voice()
    atoms = atoms_of("some words that are too long", speaker)
    line = Line(atoms, 0.0, sum(atom.width for atom in atoms) * 0.9, "justify", 10.0)
    so_wide, _, _, shrink = line._sums()
    scale, ratio = line._justified(line.width - line.natural_width, so_wide, shrink)
    words = sum(atom.width for atom in atoms if not isinstance(atom, Space))
    spaces = sum(atom.width + ratio * atom.shrink for atom in atoms if isinstance(atom, Space))
    assert words * scale + spaces == pytest.approx(line.width)


@pytest.mark.parametrize("width", [90, 140, 210, 330])
def test_the_way_found_among_the_usual_ones_is_the_cheapest_of_all(
    width: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [SENTENCE[start:] + SENTENCE * 2 for start in range(0, 120, 7)]
    streams = [make_stream(atoms_of(text, voice()), Manner(hang=True, expansion=0.02)) for text in texts]
    goal = Goal(lambda _: width, 0, False, False, 1.5)
    quick = [break_lines(stream, goal) for stream in streams]
    monkeypatch.setattr("docexport.typeset.linebreak._USUAL", INFINITE)
    assert quick == [break_lines(stream, goal) for stream in streams]
