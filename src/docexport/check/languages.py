"""Rules about languages and code: what voices, hyphenation and highlighting need to know."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from docexport.check.material import Material, SourceRule, Spot
from docexport.edition.plain import text_of
from docexport.model import AnyNode, Code, List, Paragraph, children

_SCRIPTS = {
    **dict.fromkeys(
        (
            *("af", "ca", "cs", "cy", "da", "de", "en", "eo", "es", "et", "eu", "fi", "fr", "ga", "gl", "hr"),
            *("hu", "id", "is", "it", "la", "lt", "lv", "mt", "nb", "nl", "nn", "no", "pl", "pt", "ro", "sk"),
            *("sl", "sq", "sv", "sw", "tl", "tr", "vi"),
        ),
        "LATIN",
    ),
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk"), "CYRILLIC"),
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "ug"), "ARABIC"),
    **dict.fromkeys(("he", "yi"), "HEBREW"),
    **dict.fromkeys(("hi", "mr", "ne"), "DEVANAGARI"),
    "el": "GREEK",
    "ko": "HANGUL",
    "ja": "JAPANESE",
    "zh": "CJK",
    "th": "THAI",
    "ka": "GEORGIAN",
    "hy": "ARMENIAN",
    "bn": "BENGALI",
    "ta": "TAMIL",
}
"""Languages that are written in one script. Of others, the article shows in which one they are meant."""
_FEWEST_LETTERS = 12
_MOST_FOREIGN = 0.8


def language_unmarked(material: Material) -> Iterator[Spot]:
    """A paragraph in another script, without its language (WCAG 2.2, 3.1.2)."""
    found = list(_paragraphs(material))
    usual = _usual_scripts(found)
    for node, lang, script in found:
        if script != usual[lang] and not _marked_inside(node):
            what = f"a paragraph in {script.capitalize()} letters is marked as {lang!r}"
            yield Spot("language-unmarked", what, node.at)


def _paragraphs(material: Material) -> Iterator[tuple[Paragraph, str, str]]:
    """Each paragraph that has a script, with its language and that script."""
    stack: list[tuple[AnyNode, str]] = [(node, material.lang) for node in reversed(material.article.blocks)]
    while stack:
        node, lang = stack.pop()
        lang = (node.lang or lang).split("-")[0]
        if isinstance(node, Paragraph):
            script = _script_of(text_of(node))
            if script:
                yield node, lang, script
            continue
        stack.extend((child, lang) for child in reversed(children(node)))


def _usual_scripts(found: Iterable[tuple[Paragraph, str, str]]) -> dict[str, str]:
    """The script of each language: the one that it has everywhere, or that most of its paragraphs have."""
    counts: dict[str, Counter[str]] = {}
    for _, lang, script in found:
        counts.setdefault(lang, Counter())[script] += 1
    return {lang: _SCRIPTS.get(lang) or scripts.most_common(1)[0][0] for lang, scripts in counts.items()}


def _script_of(text: str) -> str:
    """The script of nearly all letters of a text; nothing for a mixture, or a few letters."""
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return ""
    names = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in letters)
    if names["HIRAGANA"] + names["KATAKANA"] > 0.1 * len(letters):
        return "JAPANESE" if names["LATIN"] < (1 - _MOST_FOREIGN) * len(letters) else ""
    script, count = names.most_common(1)[0]
    return script if count > _MOST_FOREIGN * len(letters) else ""


def _marked_inside(node: Paragraph) -> bool:
    return any(child.lang for child in node.inlines)


def code_without_language(material: Material) -> Iterator[Spot]:
    """A listing that does not say what it is written in, so that nothing is highlighted."""
    for node in material.nodes:
        if isinstance(node, Code) and not node.language and node.text.count("\n") >= 2:
            yield Spot("code-language", "a listing does not say its language", node.at)


def list_of_one(material: Material) -> Iterator[Spot]:
    """A list with one item."""
    for node in material.nodes:
        if isinstance(node, List) and len(node.items) == 1 and node.start == 1 and node.kind != "task":
            yield Spot("list-of-one", "a list has one item", node.at)


def list_item_empty(material: Material) -> Iterator[Spot]:
    """An item with nothing in it."""
    for node in material.nodes:
        if isinstance(node, List):
            for item in node.items:
                if not item.blocks:
                    yield Spot(
                        "list-item-empty", "an item of a list is empty", item.at if item.at.line else node.at
                    )


RULES: tuple[SourceRule, ...] = (language_unmarked, code_without_language, list_of_one, list_item_empty)
