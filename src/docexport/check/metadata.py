"""Rules about the front matter: what is missing in it, too long, or at odds with itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docexport.check.material import Material, SourceRule, Spot
from docexport.edition.plain import plain_text
from docexport.model import Position
from docexport.read.dates import iso_date

_WANTED = {
    "title": "title",
    "lang": "lang",
    "authors": "author",
    "date": "date",
    "summary": "description",
}
"""Fields that every article should have, and what the rules and the front matter call them."""
_LONGEST_POINT = 30
_MOST_POINTS = 7
_LONGEST_TITLE = 110
_LONGEST_SUMMARY = 80
_LONGEST_DESCRIPTION = 60
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_TOP = Position(1, 1)


def missing(material: Material) -> Iterator[Spot]:
    """A field that is not given; plain text has no front matter."""
    if material.plain:
        return
    for name, word in _WANTED.items():
        if not getattr(material.metadata, name):
            yield Spot(f"{word}-missing", f"the article has no {word}", _TOP)


def title_long(material: Material) -> Iterator[Spot]:
    """A title that does not fit into a line or two."""
    length = len(plain_text(material.metadata.title))
    if length > _LONGEST_TITLE and not material.plain:
        yield Spot("title-long", f"the title has {length} characters", material.metadata.at("title"))


def title_period(material: Material) -> Iterator[Spot]:
    """A title that ends with a full stop; in plain text the first line may be a sentence."""
    title = plain_text(material.metadata.title)
    if (
        title.endswith(".")
        and not title.endswith("..")
        and not re.search(r"\b\w\.$", title)
        and not material.plain
    ):
        yield Spot("title-punctuation", "the title ends with a full stop", material.metadata.at("title"))


def summary_long(material: Material) -> Iterator[Spot]:
    """A standfirst that is an article."""
    count = len(plain_text(material.metadata.summary).split())
    if count > _LONGEST_SUMMARY:
        yield Spot("description-long", f"the description has {count} words", material.metadata.at("summary"))


def key_point_long(material: Material) -> Iterator[Spot]:
    """A key point that cannot be taken in at a glance."""
    for point in material.metadata.key_points:
        count = len(plain_text(point).split())
        if count > _LONGEST_POINT:
            at = point[0].at if point and point[0].at.line else material.metadata.at("key_points")
            yield Spot("key-point-long", f"a key point has {count} words", at)


def key_points_many(material: Material) -> Iterator[Spot]:
    """More key points than anyone keeps in mind."""
    count = len(material.metadata.key_points)
    if count > _MOST_POINTS:
        yield Spot("key-points-many", f"there are {count} key points", material.metadata.at("key_points"))


def key_points_uneven(material: Material) -> Iterator[Spot]:
    """Some key points with a full stop, others without."""
    ends = [plain_text(point)[-1:] in ".。!?…" for point in material.metadata.key_points if plain_text(point)]
    if len(ends) > 1 and any(ends) and not all(ends):
        what = "some key points end with a full stop, others do not"
        yield Spot("key-points-uneven", what, material.metadata.at("key_points"))


def embargo_passed(material: Material) -> Iterator[Spot]:
    """An embargo that ends before the day of the article."""
    embargo, date = iso_date(material.metadata.embargo.strip()), material.metadata.date
    if embargo is not None and date is not None and embargo < date:
        what = f"the embargo ends on {embargo}, before the article's date"
        yield Spot("embargo-before-date", what, material.metadata.at("embargo"))


def draft(material: Material) -> Iterator[Spot]:
    """An article that says it is not finished."""
    if material.metadata.draft:
        yield Spot("draft", "the article is marked as a draft", material.metadata.at("draft"))


def cover_alt(material: Material) -> Iterator[Spot]:
    """A cover that says nothing to who cannot see it."""
    if material.metadata.cover_image and not material.metadata.cover_alt:
        yield Spot(
            "cover-alt-missing", "the cover has no text alternative", material.metadata.at("cover_image")
        )


def identifiers(material: Material) -> Iterator[Spot]:
    """Numbers whose check digit is wrong: ISBN (ISO 2108) and ORCID (ISO 7064, MOD 11-2)."""
    given = re.sub(r"[ -]", "", material.metadata.identifier.upper().removeprefix("ISBN").lstrip(" :"))
    if material.metadata.identifier.upper().startswith("ISBN") and not _is_isbn(given):
        what = f"{material.metadata.identifier!r} is no ISBN: its digits do not agree"
        yield Spot("isbn-wrong", what, material.metadata.at("identifier"))
    for author in material.metadata.authors:
        digits = re.sub(r"\D(?!$)|[^\dX]$", "", author.orcid.upper().rpartition("/")[2])
        if author.orcid and not _is_orcid(digits):
            what = f"{author.orcid!r} is no ORCID: its digits do not agree"
            yield Spot("orcid-wrong", what, material.metadata.at("authors"))


def emails(material: Material) -> Iterator[Spot]:
    """An address of an author that no mail reaches."""
    for author in material.metadata.authors:
        if author.email and not _EMAIL.fullmatch(author.email):
            yield Spot(
                "email-malformed", f"{author.email!r} is no mail address", material.metadata.at("authors")
            )


def keyword_twice(material: Material) -> Iterator[Spot]:
    """A keyword that is given twice."""
    seen: set[str] = set()
    for keyword in material.metadata.keywords:
        if keyword.casefold() in seen:
            what = f"the keyword {keyword!r} is given twice"
            yield Spot("keyword-twice", what, material.metadata.at("keywords"))
        seen.add(keyword.casefold())


def _is_isbn(digits: str) -> bool:
    if re.fullmatch(r"\d{13}", digits):
        return sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        return sum(value * (10 - place) for place, value in enumerate(values)) % 11 == 0
    return False


def _is_orcid(digits: str) -> bool:
    if not re.fullmatch(r"\d{15}[\dX]", digits):
        return False
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    return (12 - total % 11) % 11 == (10 if digits[15] == "X" else int(digits[15]))


RULES: tuple[SourceRule, ...] = (
    missing,
    title_long,
    title_period,
    summary_long,
    key_point_long,
    key_points_many,
    key_points_uneven,
    embargo_passed,
    draft,
    cover_alt,
    identifiers,
    emails,
    keyword_twice,
)
