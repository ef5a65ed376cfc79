"""The book's metadata: Dublin Core with refinements (EPUB 3.3, section 5.5; MARC relators)."""

from __future__ import annotations

import re

from docexport.edition import plain_text
from docexport.model import Inline
from docexport.records import Struct
from docexport.write.epub.accessibility import certifier, statements, summary
from docexport.write.epub.run import Run

_ROLES = {
    "author": "aut", "writer": "aut", "editor": "edt", "translator": "trl", "illustrator": "ill",
    "photographer": "pht", "contributor": "ctb", "researcher": "res", "reviewer": "rev", "compiler": "com",
    "designer": "dsr", "analyst": "anl", "cartographer": "ctg", "publisher": "pbl", "proofreader": "pfr",
}  # fmt: skip
_ARTICLE = re.compile(r"(The|An?)\s+(?=\S)")
"""What a list of English titles is not sorted by."""
_POSITION = re.compile(r"[0-9]+(\.[0-9]+)*")
_GROUP = {
    "agency", "board", "center", "centre", "commission", "committee", "council", "department", "desk",
    "editors", "foundation", "group", "institute", "ministry", "office", "press", "project", "service",
    "staff", "team", "university",
}  # fmt: skip


class Entry(Struct, frozen=True):
    """A Dublin Core element (`name` without prefix) with its id, language, and what refines it."""

    name: str
    value: str
    id: str = ""
    lang: str = ""
    refinements: tuple[tuple[str, str, str], ...] = ()
    """Property, value, scheme."""


class BookMetadata(Struct, frozen=True):
    """All that the package document says of the book."""

    entries: tuple[Entry, ...]
    collections: tuple[Entry, ...]
    """What the book belongs to; their names are properties of the package itself."""
    statements: tuple[tuple[str, str], ...]
    summary: str
    certifier: str = ""
    """Who claims that the book is accessible."""


def metadata_of(run: Run) -> BookMetadata:
    """The metadata of the book that has been written so far, which must be all of it."""
    return BookMetadata(
        (*_titles(run), *_people(run), *_facts(run)),
        _series(run),
        tuple(statements(run)),
        summary(run),
        certifier(run),
    )


def _titles(run: Run) -> list[Entry]:
    edition = run.edition
    subtitle = _plain(run, edition.front.subtitle)
    first = [("title-type", "main", "")]
    if edition.lang.partition("-")[0] == "en" and (article := _ARTICLE.match(edition.title)):
        first.append(("file-as", f"{edition.title[article.end() :]}, {article[1]}", ""))
    if not subtitle:
        return [Entry("title", edition.title, "title", refinements=tuple(first))]
    second = (("title-type", "subtitle", ""), ("display-seq", "2", ""))
    return [
        Entry("title", edition.title, "title", refinements=(*first, ("display-seq", "1", ""))),
        Entry("title", subtitle, "subtitle", refinements=second),
    ]


def _people(run: Run) -> list[Entry]:
    entries = []
    for count, author in enumerate(run.edition.metadata.authors, 1):
        code = _ROLES.get(author.role.strip().casefold(), "aut")
        refinements = (
            ("role", code, "marc:relators"),
            ("file-as", file_as(author.name), ""),
            ("display-seq", str(count), ""),
        )
        name = "creator" if code == "aut" else "contributor"
        entries.append(Entry(name, author.name, f"{name}-{count}", refinements=refinements))
    return [entry for entry in entries if entry.value.strip()]


def _facts(run: Run) -> list[Entry]:
    metadata, publication = run.edition.metadata, run.style.publication
    subjects = dict.fromkeys(filter(None, (metadata.category, *metadata.keywords)))
    description = _plain(run, run.edition.front.standfirst) or " ".join(
        _plain(run, point) for point in run.edition.front.key_points
    )
    single = (
        ("language", run.edition.lang),
        ("publisher", metadata.publisher or publication.name),
        ("date", metadata.date.isoformat() if metadata.date else ""),
        ("description", description),
        ("rights", metadata.rights or publication.rights),
        ("source", metadata.source),
    )
    entries = [Entry(name, value) for name, value in single if value.strip()]
    entries += [Entry("subject", subject) for subject in subjects if subject.strip()]
    return entries + _print_edition(run)


def _series(run: Run) -> tuple[Entry, ...]:
    """The series, and the book's place in it where that is a number (EPUB 3.3, D.3.2, D.3.6)."""
    name, number = run.edition.metadata.series, run.edition.metadata.series_number
    if not name.strip():
        return ()
    place = [("group-position", number, "")] if _POSITION.fullmatch(number) else []
    refinements = (("collection-type", "series", ""), *place)
    return (Entry("belongs-to-collection", name, "series", refinements=refinements),)


def _print_edition(run: Run) -> list[Entry]:
    """Whose page numbers these are, for systems from before `pageBreakSource` (EPUB 3.3, D.3.11)."""
    if not run.pages.done:
        return []
    return [Entry("source", run.pages.source, "pages", refinements=(("source-of", "pagination", ""),))]


def _plain(run: Run, nodes: tuple[Inline, ...]) -> str:
    return plain_text(nodes, run.edition.references)


def file_as(name: str) -> str:
    """The name as a list would sort it: "Roe, Jane van"; names of groups and one-word names as they are.

    >>> file_as("Jane van Roe")
    'Roe, Jane van'
    >>> file_as("The Eurasia desk")
    'Eurasia desk, The'
    """
    words = name.split()
    if words and words[0] == "The":
        return f"{' '.join(words[1:])}, The" if len(words) > 1 else name
    is_group = any(word.casefold() in _GROUP for word in words)
    # Scripts without capitals mostly write the family name first; "de" at the end is no family name.
    is_plain = len(words) > 1 and "," not in name and words[-1] != words[-1].lower()
    if is_group or not is_plain:
        return name
    return f"{words[-1]}, {' '.join(words[:-1])}"
