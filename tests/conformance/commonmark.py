"""The examples of the CommonMark specification, as the npm package commonmark-spec carries them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from tests.conformance import tools
from tests.conformance.words import html_words

FENCE = "`" * 32
EXAMPLE = re.compile(rf"^{FENCE} example\n(.*?)^\.\n(.*?)^{FENCE}$|^#{{1,6}} +([^\n]*)$", re.M | re.S)


@dataclass(frozen=True)
class Example:
    """One example: what is written, and the HTML that it means."""

    number: int
    section: str
    markdown: str
    html: str

    def __str__(self) -> str:
        return f"{self.number} {self.section}"


def examples() -> list[Example]:
    """Read all examples in the order of the specification."""
    return parse(tools.node_file("commonmark-spec/spec.txt").read_text("utf-8"))


def parse(spec: str) -> list[Example]:
    """Read the examples out of the specification's text, where an arrow stands for a tab."""
    found: list[Example] = []
    section = ""
    for match in EXAMPLE.finditer(spec.partition("<!-- END TESTS -->")[0]):
        if match[3] is not None:
            section = match[3]
            continue
        markdown, html = (part.replace("→", "\t") for part in match.group(1, 2))
        found.append(Example(len(found) + 1, section, markdown, html))
    return found


def as_article(example: Example) -> str:
    """Put an example below front matter, so that a rule at its start is not taken for front matter."""
    return f"---\ntitle: Example {example.number}\nlang: en\n---\n\n{example.markdown}"


def plain_words(example: Example) -> list[str]:
    """Give the words and numbers of the HTML that the specification expects."""
    return [word for word in html_words(example.html) if word.isalnum()]


def combined(chosen: Sequence[Example], number: int) -> str:
    """Put many examples under headings of their own into one article."""
    parts = [f"---\ntitle: CommonMark examples, part {number}\nlang: en\n---\n"]
    parts += [f"## Example {example.number}\n\n{example.markdown}" for example in chosen]
    return "\n\n".join(parts)


def leaves_the_block_open(example: Example) -> bool:
    """Whether what follows the example would be swallowed: a fence or a block of HTML that nothing closes."""
    html = MarkdownIt("commonmark").render(f"{example.markdown}\n\n## Sentinel\n")
    return "<h2>Sentinel</h2>" not in html


def write_articles(folder: Path, count: int = 9) -> list[Path]:
    """Write the examples into a few articles; one that would swallow the next stands last in its article."""
    every = examples()
    closed = [example for example in every if not leaves_the_block_open(example)]
    last = [example for example in every if leaves_the_block_open(example)]
    size = -(-len(closed) // count)
    paths: list[Path] = []
    for number in range(count):
        chosen = [*closed[number * size : (number + 1) * size], *last[number : number + 1]]
        path = folder / f"commonmark-{number + 1}.md"
        path.write_text(combined(chosen, number + 1), "utf-8")
        paths.append(path)
    return paths
