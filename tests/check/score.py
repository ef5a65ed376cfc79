"""How much of what was seeded is found, and how much of what is found was seeded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Score:
    """Rules that were found rightly, wrongly, and not at all, over many files."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    files: int = 0

    def count(self, seeded: set[str], found: set[str], follows: frozenset[str] = frozenset()) -> None:
        """Take one file into account; `follows` are rules that a fault breaks besides."""
        self.files += 1
        self.right += len(seeded & found)
        self.wrong += len(found - seeded - follows)
        self.missed += len(seeded - found)

    @property
    def precision(self) -> float:
        """The part of the findings that was seeded."""
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self) -> float:
        """The part of the seeded faults that was found."""
        return self.right / ((self.right + self.missed) or 1)

    def __str__(self) -> str:
        return f"precision {self.precision:.1%}, recall {self.recall:.1%} over {self.files} files"
