"""Articles made up of everything that a column can hold, in any order: the same one for the same seed."""

from __future__ import annotations

import random

_WORDS = """
    the of to and a in that it was for on as with at by from this have not are but had an they which one
    were all there her would their will when who him been has more out said what up about into than only
    government ministry parliament committee infrastructure negotiations representatives announcement
    border winter soldiers report officials region sanctions prices exports railway harbor election court
"""
_TITLE = "---\ntitle: {}\n---"


def random_article(seed: int) -> str:
    """An article of a few columns to a few pages, as Markdown; its pictures lie in tests/articles."""
    return _Author(random.Random(seed)).article()


class _Author:
    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.notes = 0

    def article(self) -> str:
        blocks = [_TITLE.format(self.words(4, 12))]
        for _ in range(self.dice.randint(1, 9)):
            blocks += self.section()
        return "\n\n".join(blocks) + "\n"

    def section(self) -> list[str]:
        kinds = (self.paragraph, self.bullets, self.quote, self.table, self.figure, self.callout, self.short)
        blocks = [self.heading(), self.paragraph()]
        for _ in range(self.dice.randint(0, 6)):
            [kind] = self.dice.choices(kinds, weights=(10, 2, 1, 1, 1, 1, 2))
            blocks.append(kind())
        return blocks

    def words(self, least: int, most: int) -> str:
        return " ".join(self.dice.choices(_WORDS.split(), k=self.dice.randint(least, most))).capitalize()

    def sentences(self, least: int, most: int) -> str:
        return " ".join(f"{self.words(5, 24)}." for _ in range(self.dice.randint(least, most)))

    # --- Blocks ------------------------------------------------------------------------------------

    def heading(self) -> str:
        return f"{'#' * self.dice.choice((1, 1, 2, 2, 3))} {self.words(2, 9)}"

    def paragraph(self) -> str:
        text = self.sentences(2, 11)
        if self.dice.random() > 0.12:
            return text
        self.notes += 1
        return f"{text}[^{self.notes}]\n\n[^{self.notes}]: {self.sentences(1, 4)}"

    def short(self) -> str:
        return self.sentences(1, 1)

    def bullets(self) -> str:
        mark = self.dice.choice(("-", "1."))
        return "\n".join(f"{mark} {self.sentences(1, 2)}" for _ in range(self.dice.randint(2, 7)))

    def quote(self) -> str:
        if self.dice.random() < 0.4:
            return f"::: pull-quote\n{self.words(6, 14)}.\n:::"
        return f"> {self.sentences(1, 4)}\n>\n> — {self.words(2, 4)}"

    def table(self) -> str:
        columns = self.dice.randint(2, 4)
        rows = [" | ".join(self.words(1, 3) for _ in range(columns)) for _ in range(self.dice.randint(3, 9))]
        rows.insert(1, "|".join(["---"] * columns))
        caption = f"\n\n: {self.words(4, 9)}" if self.dice.random() < 0.6 else ""
        return "\n".join(f"| {row} |" for row in rows) + caption

    def figure(self) -> str:
        name = self.dice.choice(("photo.jpg", "map.svg", "dot.png"))
        width = self.dice.choice(("", "", "{width=60%}", "{width=4cm}"))
        return f"![{self.words(4, 14)}](figures/{name}){width}"

    def callout(self) -> str:
        kind = self.dice.choice(("NOTE", "TIP", "WARNING"))
        return f"> [!{kind}]\n> {self.sentences(1, 5)}"
