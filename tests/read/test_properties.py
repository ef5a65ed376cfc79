"""Whatever is written can be read, in both forms, and no word of it is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from docexport.model import Article, Position, Section, walk
from docexport.notices import Collector, Notice, Problem, SourceError
from docexport.read import read_text
from docexport.read.syntax import environment, markdown_parser, parse_inline
from tests.read.words import article_text, lost, rendered_text

MARKUP = st.sampled_from(
    [
        *"*_`~^$[]()<>!#-+=|:>\\\"'&;.,\n\t 1aZé漢ж",
        *("\n\n", "    ", "```", "$$", "^[", "[^a]", "[^a]: ", "![", "](b)", "- ", "1. ", "> ", "# "),
        *("| a | b |\n|---|---|\n| c |\n", ": ", "Table: ", "::: note\n", "\n:::\n", "---\n", "wörd "),
        *(
            "@fig:x",
            "https://e.org/a",
            "www.e.org/",
            "&amp;",
            "- [ ] ",
            "> [!NOTE]\n",
            "-- ",
            "[TOC]",
            "Ωord",
        ),
        *(
            "\\\n",
            "  \n",
            "<!--",
            "-->",
            "<b>",
            "</b>",
            "<div>\n",
            "</div>\n",
            "<table><tr><td>",
            "<br>",
            "<p>",
        ),
        *(
            "<li>",
            "<sub>",
            "<pre>",
            "</pre>",
            "<style>",
            "<ul>",
            "<dl><dt>",
            "<dd>",
            "<figure>",
            "<figcaption>",
        ),
        *("<details>", "<summary>", "<blockquote>", "<h2>", "<caption>", "<tr>", "</table>", "</td>", "{.a}"),
        *("{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{==", "==}", "{>>", "<<}", "\n\n{++ ", " --}\n\n"),
        *("<img src=a alt=ж>", "<a href=b>", "</a>", "<q>", "<th>", "</p>", "</figure>"),
    ]
)
SOURCES = st.lists(MARKUP, max_size=40).map("".join)

_PARSER = markdown_parser()


def read(text: str, **options: object) -> Article:
    return read_text(text, Collector(), file="a.md", **options)  # type: ignore[arg-type]


@pytest.mark.slow
@settings(max_examples=400)
@given(SOURCES)
@example("x\n\n: cap\n\n| a |\n|---|\n")
@example("<b>\n\ntext\n\n</b>")
def test_no_letter_of_any_markdown_is_lost(source: str) -> None:
    # Words are told from markup by letters that no markup has.
    article = read(f"Start.\n\n{source}")
    missing = lost(rendered_text(f"Start.\n\n{source}"), article_text(article))
    assert not [letter for letter in missing if not letter.isascii()]


@settings(max_examples=200)
@given(SOURCES)
@example("term\n\n: definition")
@example("- item\nlazy\n\n  words")
@example("a|b\n-|-\nc|d")
def test_paragraphs_of_words_are_found_as_all_rules_together_find_them(source: str) -> None:
    quick, slow = (_PARSER.parse(source, environment(source)), _all_rules(source))
    assert [(t.type, t.content, t.map, t.level) for t in quick] == [
        (t.type, t.content, t.map, t.level) for t in slow
    ]


def _all_rules(source: str) -> list[Token]:
    _PARSER.disable("words")
    try:
        return _PARSER.parse(source, environment(source))
    finally:
        _PARSER.enable("words")


@settings(max_examples=200)
@given(st.text())
def test_any_text_at_all_is_read_or_refused_with_its_place(text: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        read(text)
    except SourceError as error:
        problems = error.problems
    assert all(problem.at.line for problem in problems)


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(["Word", "\n", "\n\n", "- ä ", "> b", "1. c", " ", "End. ", "x" * 90, "====", "’"])
    )
)
def test_no_letter_of_any_plain_text_is_lost(parts: list[str]) -> None:
    text = "Headline\n" + "".join(parts)
    missing = lost(text, article_text(read(text, form="text")))
    assert set(missing) <= {"1"}


@settings(max_examples=100)
@given(SOURCES)
def test_every_node_stands_somewhere_in_the_file(source: str) -> None:
    article = read(f"Start.\n\n{source}")
    lines = source.count("\n") + 3
    for node in walk(article.blocks):
        if isinstance(node, Section):
            assert Position(1, 1) <= node.at <= Position(lines, 10_000)


@pytest.mark.slow
@pytest.mark.parametrize(
    "source",
    [
        pytest.param("> " * 1000 + "word", id="a thousand quotes"),
        pytest.param("- " * 1000 + "word", id="a thousand lists"),
        pytest.param("[" * 5000 + "word" + "]" * 5000, id="five thousand brackets"),
        pytest.param("![" * 1000 + "word" + "](x)" * 1000, id="a thousand pictures"),
        pytest.param("^[" * 1000 + "word" + "]" * 1000, id="a thousand notes"),
        pytest.param("**a " * 3000 + "word" + "**" * 3000, id="three thousand strong words"),
        pytest.param("<div>" * 3000 + "word", id="three thousand divs"),
        pytest.param("<b>" * 3000 + "word", id="three thousand bold tags"),
        pytest.param("::: a\n" * 500 + "word\n" + ":::\n" * 500, id="five hundred fenced divs"),
        pytest.param('"' * 20000 + "word", id="twenty thousand quotation marks"),
        pytest.param("$" * 20000 + "word", id="twenty thousand dollars"),
        pytest.param("{++" * 20000 + "word", id="twenty thousand open insertions"),
        pytest.param("{++" * 20000 + "word `++}`", id="twenty thousand insertions that only code closes"),
        pytest.param("{++ a {-- b " * 5000 + "word" + " ++} --}" * 5000, id="crossing marks of review"),
        pytest.param("{++ a\n\n" * 5000 + "word" + "\n\n++}" * 5000, id="insertions over many blocks"),
        pytest.param("{>> `" * 10000 + "word", id="ten thousand open comments and ticks"),
        pytest.param("[a]{" * 5000 + "word", id="five thousand open attributes"),
        pytest.param("~a" * 10000 + " word", id="ten thousand tildes"),
        pytest.param("<a '" * 10000 + " word", id="ten thousand open tags"),
        pytest.param("| a " * 5000 + "word |\n" + "|---" * 5000 + "|---|\n", id="a very wide table"),
        pytest.param("x^[a] " * 3000 + "word", id="three thousand notes in a line"),
        pytest.param("| a |\n|---|\n" + "| b | c |\n" * 5000 + "\nword", id="five thousand rows too wide"),
    ],
)
def test_what_is_nested_or_repeated_without_sense_is_read_in_a_moment(source: str) -> None:
    begun = time.process_time()
    article = read(source)
    assert "word" in article_text(article)
    assert time.process_time() - begun < 8


def test_very_deep_nesting_is_flattened_with_one_notice() -> None:
    told = Collector()
    read_text("> " * 200 + "word", told, file="a.md")
    assert [notice.code for notice in told.notices] == ["not-rendered"]


def test_a_source_is_read_without_notices_when_there_is_nothing_to_tell() -> None:
    notices: list[Notice] = []
    read_text("# Title\n\nText.\n", notices.append, file="a.md")
    assert notices == []


PLAIN = st.sampled_from([*"|>#+-=.,;'\"()%/ \t\u00a01aZé漢жh", "www.", "--", "...", "| a |", "1. ", "km"])


@given(st.lists(PLAIN, max_size=12).map("".join).map(str.strip))
def test_words_without_markup_are_read_as_the_parser_would(source: str) -> None:
    parser = markdown_parser()
    parsed = parser.inline.parse(source, parser, environment(""), [])
    read = parse_inline(source, environment(""))
    assert [(token.type, token.content) for token in read] == [
        (token.type, token.content) for token in parsed
    ]
