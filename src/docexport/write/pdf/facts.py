"""What Info and XMP are both made from, so that they state the same."""

from __future__ import annotations

from datetime import UTC, datetime

from docexport import __version__
from docexport.edition import Edition, plain_text
from docexport.records import Struct


class Facts(Struct, frozen=True):
    """The facts of one document; an empty one is not stated."""

    title: str
    authors: tuple[str, ...]
    description: str
    keywords: tuple[str, ...]
    publisher: str
    rights: str
    source: str
    identifier: str
    lang: str
    dated: str
    """The date on the article, in ISO form, or nothing."""
    modified: datetime
    producer: str = f"docexport {__version__}"


def facts(edition: Edition) -> Facts:
    """The facts of an edition."""
    given = edition.metadata
    return Facts(
        title=edition.title,
        authors=tuple(author.name for author in given.authors if author.name),
        description=plain_text(given.summary, edition.references),
        keywords=given.keywords,
        publisher=given.publisher,
        rights=given.rights,
        source=given.source,
        identifier=edition.identifier,
        lang=edition.lang,
        dated=given.date.isoformat() if given.date else "",
        modified=edition.modified.astimezone(UTC),
    )
