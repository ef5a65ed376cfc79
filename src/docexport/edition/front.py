"""The parts of the masthead as they are shown, in the article's language."""

from __future__ import annotations

from collections.abc import Sequence

from docexport.edition.facts import Front
from docexport.edition.rewrite import Rewriter
from docexport.edition.terms import Terms
from docexport.model import Inline, Metadata, Text
from docexport.records import replace


def front_of(metadata: Metadata, words: Terms, lang: str) -> Front:
    """The masthead's parts; the category serves where no kicker is given."""
    embargo = words.embargo.format(metadata.embargo) if metadata.embargo else ""
    return Front(
        kicker=metadata.kicker or ((Text(metadata.category),) if metadata.category else ()),
        title=metadata.title,
        subtitle=metadata.subtitle,
        standfirst=metadata.summary,
        byline=_byline([author.name for author in metadata.authors], words, lang),
        date=_date_in_words(metadata, words),
        key_points=metadata.key_points,
        marking=" · ".join(filter(None, (metadata.marking, embargo))),
        draft=words.draft if metadata.draft else "",
    )


def rewritten(metadata: Metadata, rewriter: Rewriter) -> Metadata:
    """The front matter with its inlines put through a rewriter, in the order in which they are shown."""
    return replace(
        metadata,
        kicker=rewriter.all(metadata.kicker),
        title=rewriter.all(metadata.title),
        subtitle=rewriter.all(metadata.subtitle),
        summary=rewriter.all(metadata.summary),
        key_points=tuple(rewriter.all(point) for point in metadata.key_points),
    )


def front_inlines(metadata: Metadata) -> tuple[Inline, ...]:
    """The inlines of the front matter, in the order in which they are shown."""
    points = (inline for point in metadata.key_points for inline in point)
    return (*metadata.kicker, *metadata.title, *metadata.subtitle, *metadata.summary, *points)


def _byline(names: Sequence[str], words: Terms, lang: str) -> str:
    if not names:
        return ""
    if len(names) == 1:
        return words.by.format(names[0])
    separator, last = (
        (words.and_, words.and_) if lang[:2] in {"ko", "ja", "zh"} else (", ", f" {words.and_} ")
    )
    if lang[:2] in {"ar", "he"}:  # the conjunction is written together with the word that follows it
        last = f" {words.and_}"
    return words.by.format(separator.join(names[:-1]) + last + names[-1])


def _date_in_words(metadata: Metadata, words: Terms) -> str:
    day = metadata.date
    if day is None:
        return ""
    return words.date.format(day=day.day, month=words.months[day.month - 1], year=day.year)
