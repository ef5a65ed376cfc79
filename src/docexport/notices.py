"""What can be lost or odd, as typed data: notices (the output is still written) and errors (it is not).

Each kind of notice is worded once, here, in the shape `what is the matter; what would be right`. The
library passes notices to an injected `Notify` and never prints; the command line adds file and place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from docexport.model import NOWHERE, Position
from docexport.records import Struct, field


class Notice(Struct, frozen=True, kw_only=True):
    """Something that a person should know about an output that was written all the same."""

    at: Position = NOWHERE
    file: str = ""
    """The file that `at` speaks of; empty means the article's own source."""

    @property
    def code(self) -> str:
        """The kind of notice for machines: the class name in kebab case."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(self).__name__).lower()

    @property
    def message(self) -> str:
        """What is the matter, then a semicolon, then what would be right: each kind says it."""
        raise NotImplementedError


Notify: TypeAlias = Callable[[Notice], None]


def located(file: str, at: Position, message: str) -> str:
    """The one shape of every message: `file:line:column: message`, leaving out what is unknown."""
    if not at.line:
        return f"{file}: {message}" if file else message
    column = f":{at.column}" if at.column else ""
    return f"{file}:{at.line}{column}: {message}"


# --- Notices ---------------------------------------------------------------------------------------


class UnknownKey(Notice, frozen=True, kw_only=True):
    """Front matter keys that have no meaning here, with the near misses among them."""

    keys: tuple[str, ...]
    nearest: tuple[tuple[str, str], ...] = ()

    @property
    def message(self) -> str:
        """Name the keys and the near misses."""
        names = ", ".join(map(repr, self.keys))
        hints = " ".join(f"did you mean {near!r} for {key!r}?" for key, near in self.nearest)
        if len(self.keys) == 1:
            hint = f"did you mean {self.nearest[0][1]!r}?" if self.nearest else "it is kept but not used"
            return f"unknown front matter key {names}; {hint}"
        return f"unknown front matter keys {names}; {hints or 'they are kept but not used'}"


class RawDropped(Notice, frozen=True, kw_only=True):
    """Raw markup of another format whose tags were left out and whose text was kept."""

    markup: str
    count: int = 1

    @property
    def message(self) -> str:
        """Name the markup."""
        more = f" (and {self.count - 1} more in this article)" if self.count > 1 else ""
        return f"raw markup {self.markup}{more} is not passed on; its text is kept, write it as Markdown"


class TextDropped(Notice, frozen=True, kw_only=True):
    """Characters of the source that no output shows."""

    what: str
    reason: str

    @property
    def message(self) -> str:
        """Name what was left out."""
        return f"{self.what} left out: {self.reason}"


class NotRendered(Notice, frozen=True, kw_only=True):
    """Something an output format cannot show as meant; says what is shown in its place."""

    what: str
    reason: str

    @property
    def message(self) -> str:
        """Name the thing and the reason."""
        return f"{self.what} is not shown as meant; {self.reason}"


class LinkRefused(Notice, frozen=True, kw_only=True):
    """A link whose target is unsafe or malformed; its text is kept."""

    target: str
    reason: str

    @property
    def message(self) -> str:
        """Name the target."""
        return f"link target {_short(self.target)} is refused ({self.reason}); its text is kept"


class LinkLeftBehind(Notice, frozen=True, kw_only=True):
    """Links to files beside the source, which do not travel with an output; their text is kept."""

    target: str
    others: int = 0

    @property
    def message(self) -> str:
        """Name the first target and how many more there are."""
        more = f" and to {self.others} more such targets" if self.others else ""
        what = f"link to {_short(self.target)}{more} would lead nowhere in a file that is passed on"
        return f"{what}; give the whole address"


class DanglingReference(Notice, frozen=True, kw_only=True):
    """A cross-reference, note or internal link that leads nowhere."""

    target: str
    nearest: str = ""

    @property
    def message(self) -> str:
        """Name the target and the near miss."""
        hint = f"did you mean {self.nearest!r}?" if self.nearest else "nothing in the article has that id"
        return f"nothing to refer to under {self.target!r}; {hint}"


class UnusedNote(Notice, frozen=True, kw_only=True):
    """A note that nothing cites; it is kept at the end of the notes."""

    name: str

    @property
    def message(self) -> str:
        """Name the note."""
        return f"note {self.name!r} is never cited; it is kept after the others, cite it as [^{self.name}]"


class DuplicateId(Notice, frozen=True, kw_only=True):
    """An id given to two nodes; the second is renamed."""

    name: str
    renamed: str

    @property
    def message(self) -> str:
        """Name both."""
        return f"id {self.name!r} is given twice; the second is now {self.renamed!r}"


class PictureMissing(Notice, frozen=True, kw_only=True):
    """A picture that is shown as a placeholder with its alt text."""

    source: str
    reason: str

    @property
    def message(self) -> str:
        """Name the picture and the reason."""
        return f"picture {_short(self.source)} is shown as a placeholder; {self.reason}"


class PictureChanged(Notice, frozen=True, kw_only=True):
    """A picture that had to be changed to be shown (scaled down, sanitized, first frame only)."""

    source: str
    change: str

    @property
    def message(self) -> str:
        """Name the picture and the change."""
        return f"picture {_short(self.source)} is changed; {self.change}"


class MissingGlyph(Notice, frozen=True, kw_only=True):
    """A character that no installed font has; a visible box stands for it."""

    character: str
    package: str = ""
    others: int = 0
    """How many more of its script have none."""

    @property
    def message(self) -> str:
        """Name character, code point and where to get a font."""
        hint = f"install {self.package}" if self.package else "add a font that has it to the style's folder"
        more = f" and {self.others} more of its script" if self.others else ""
        return f"no font has {self.character!r} (U+{ord(self.character[0]):04X}){more}; {hint}"


class FontReplaced(Notice, frozen=True, kw_only=True):
    """A font family of the style that is not installed."""

    family: str
    used: str
    nearest: str = ""
    """An installed family with a name like it."""
    install: str = ""
    """The command that installs it, where that is known."""

    @property
    def message(self) -> str:
        """Name both families, and where to get the missing one."""
        what = f"font {self.family!r} is not installed and {self.used!r} is used in its place"
        if self.nearest:
            return f"{what}; did you mean {self.nearest!r}?"
        return f"{what}; {self.install or 'put its files into the folder fonts beside the style'}"


class TokenUnused(Notice, frozen=True, kw_only=True):
    """A design token that gives a style nothing."""

    name: str
    reason: str

    @property
    def message(self) -> str:
        """Name the token and the reason."""
        return f"token {self.name!r} is not used; {self.reason}"


class TokenChanged(Notice, frozen=True, kw_only=True):
    """A design token whose value is not taken just as it is."""

    name: str
    change: str

    @property
    def message(self) -> str:
        """Name the token and the change."""
        return f"token {self.name!r} is used with a change; {self.change}"


class FormulaKeptAsSource(Notice, frozen=True, kw_only=True):
    """A formula that could not be set; its LaTeX is shown as code."""

    tex: str
    reason: str

    @property
    def message(self) -> str:
        """Name the formula."""
        return f"formula {_short(self.tex)} is shown as its source; {self.reason}"


class LanguageUnsupported(Notice, frozen=True, kw_only=True):
    """A language for which hyphenation or line breaking is only approximate."""

    lang: str
    effect: str

    @property
    def message(self) -> str:
        """Name the language and what follows."""
        return f"language {self.lang!r}: {self.effect}"


class ClaimLeftOut(Notice, frozen=True, kw_only=True):
    """A claim of accessibility that cannot be true."""

    by: str

    @property
    def message(self) -> str:
        """Name who claims it and what is amiss."""
        return f"what {_short(self.by)} certifies is left out; a picture has no alternative text"


class ReviewMarkKept(Notice, frozen=True, kw_only=True):
    """A mark of review over several blocks that cannot hold for all of them; its words are kept."""

    mark: str

    @property
    def message(self) -> str:
        """Name the mark."""
        what = f"{self.mark} over several blocks does not hold for all that is between"
        return f"{what}; the words are kept, mark each paragraph by itself"


class ReviewAccepted(Notice, frozen=True, kw_only=True):
    """Marks of review that an output does not show: it is as if all changes were accepted."""

    changes: int
    comments: int

    @property
    def message(self) -> str:
        """Say how many and where they can be seen."""
        counts = ((self.changes, "changes"), (self.comments, "comments"))
        found = [f"{count} {name if count > 1 else name[:-1]}" for count, name in counts if count]
        verb = "is" if self.changes + self.comments == 1 else "are"
        remedy = "the Word document has them, as has a style with options.review"
        return f"{' and '.join(found)} of a reviewer {verb} not shown; {remedy}"


def _short(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split())
    return repr(flat if len(flat) <= limit else flat[: limit - 1] + "…")


# --- Errors ----------------------------------------------------------------------------------------


class Problem(Struct, frozen=True):
    """One thing wrong with an input: where, what, and what would be right."""

    file: str
    at: Position
    what: str
    remedy: str

    def __str__(self) -> str:
        return located(self.file, self.at, self.message)

    @property
    def message(self) -> str:
        """What is wrong, then what would be right, where that can be said."""
        return f"{self.what}; {self.remedy}" if self.remedy else self.what


class DocexportError(Exception):
    """What a person can mend. Every problem of an input is reported at once, one line each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class SourceError(DocexportError):
    """The article cannot be read as it is."""


class StyleError(DocexportError):
    """The style cannot be used as it is."""


class SettingsError(DocexportError):
    """A settings file, an environment variable or a flag is wrong."""


class OutputError(DocexportError):
    """An output could not be written; an earlier one is untouched."""


def refuse(
    kind: type[DocexportError], file: str, what: str, remedy: str, at: Position = NOWHERE
) -> DocexportError:
    """An error with one problem, to be raised by the caller."""
    return kind([Problem(file, at, what, remedy)])


class Collector(Struct):
    """A Notify that keeps what it is told, each notice once."""

    notices: list[Notice] = field(default_factory=list)

    def __call__(self, notice: Notice) -> None:
        """Keep the notice, unless the same one has been kept."""
        if notice not in self.notices:
            self.notices.append(notice)
