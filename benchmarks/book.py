"""Writes a long made-up book in Markdown, the same one each time: 520,000 words in 10,500 paragraphs.

The words are made of syllables and drawn by Zipf's law; sentences and paragraphs have the lengths of a long
novel's. With `--every-node` each chapter also has lists, quotes, tables, code, notes, formulas and callouts.

    python benchmarks/book.py > book.md
    python benchmarks/book.py --words 150000 --every-node > handbook.md
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from itertools import accumulate

ONSETS = ["", "b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "l", "m", "n", "p", "pr", "r"]
ONSETS += ["s", "st", "str", "t", "th", "tr", "v", "w"]
NUCLEI = ["a", "e", "i", "o", "u", "ea", "ou", "ai", "io"]
CODAS = ["", "", "", "n", "r", "s", "t", "l", "nd", "st", "ng", "ck", "m"]
SYLLABLES = ([1] * 50, [2] * 30, [3] * 14, [4] * 6)
WORDS_IN_SENTENCE = (4, 30)
WORDS_IN_PARAGRAPH = 49
PARAGRAPHS_IN_CHAPTER = 30
VOCABULARY = 18_000


def main() -> None:
    """Print the book that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=520_000)
    parser.add_argument("--every-node", action="store_true")
    options = parser.parse_args()
    print("\n\n".join(book(options.words, every_node=options.every_node)))


def book(words: int, *, every_node: bool) -> Iterator[str]:
    """The book's blocks."""
    dice = random.Random(1605)
    speech = Speech(dice)
    yield "---\ntitle: A long book\nauthor: Nobody\ndate: 2025-01-01\nlang: en\n---"
    written = chapter = 0
    while written < words:
        chapter += 1
        yield f"# {speech.heading()}"
        if every_node:
            yield from furnishings(speech, chapter)
        for _ in range(PARAGRAPHS_IN_CHAPTER):
            paragraph = speech.paragraph()
            written += paragraph.count(" ") + 1
            yield paragraph


class Speech:
    """Draws words, sentences and paragraphs."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        made = dict.fromkeys(self._word() for _ in range(VOCABULARY * 3))
        self.vocabulary = sorted(made, key=len)[:VOCABULARY]
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.vocabulary))))

    def words(self, count: int) -> list[str]:
        """So many words, the short ones often."""
        return self.dice.choices(self.vocabulary, cum_weights=self.weights, k=count)

    def sentence(self, count: int) -> str:
        """A sentence with a comma or two."""
        words = self.words(count)
        for place in range(7, count - 3, 9):
            words[place] += ","
        return " ".join(words).capitalize() + "."

    def paragraph(self) -> str:
        """A paragraph of a novel's length."""
        left = max(5, int(self.dice.expovariate(1 / WORDS_IN_PARAGRAPH)))
        sentences = []
        while left > 0:
            count = min(left, self.dice.randint(*WORDS_IN_SENTENCE))
            sentences.append(self.sentence(max(count, 3)))
            left -= count
        return " ".join(sentences)

    def heading(self) -> str:
        """A heading of a few words."""
        return " ".join(self.words(self.dice.randint(2, 6))).capitalize()

    def _word(self) -> str:
        count = self.dice.choice([number for kind in SYLLABLES for number in kind])
        return "".join(map(self.dice.choice, (ONSETS, NUCLEI, CODAS) * count))


def furnishings(speech: Speech, chapter: int) -> Iterator[str]:
    """One of every kind of block, and a paragraph with every kind of words."""
    s = speech.sentence
    yield f"## {speech.heading()} {{#part-{chapter}}}"
    yield f"{s(9)} *{s(3)}* **{s(3)}** ~~{s(3)}~~ `code {chapter}` H~2~O x^2^ $a_{{{chapter}}}$.[^n{chapter}]"
    yield f"[^n{chapter}]: {s(20)}"
    yield f"- {s(8)}\n- {s(12)}\n  1. {s(5)}\n  2. {s(6)}\n\n- [ ] {s(4)}\n- [x] {s(4)}"
    yield f"Term {chapter}\n:   {s(12)}"
    yield f"> {s(20)}\n>\n> — {s(3)}"
    yield f"> [!NOTE]\n> {s(25)}"
    yield f"::: pull-quote\n{s(10)}\n:::"
    rows = "\n".join(f"| {s(4)} | {speech.dice.randint(1, 99_999)} | {s(3)} |" for _ in range(8))
    yield f"| Name | Number | Remark |\n|---|---:|---|\n{rows}\n\n: {s(6)} {{#tbl:t{chapter}}}"
    yield f"```python\ndef f{chapter}(x: int) -> int:\n    return x + {chapter}  # {s(5)}\n```"
    yield f"$$\\sum_{{k=1}}^{{{chapter}}} \\frac{{1}}{{k^2}}$$"
    yield f"See @tbl:t{chapter} and [this part](#part-{chapter})."
    yield f"### {speech.heading()}"
    yield "***"


if __name__ == "__main__":
    main()
