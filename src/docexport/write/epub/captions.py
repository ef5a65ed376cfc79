"""The words under a figure or over a table: its numbered label and what the author says of it."""

from __future__ import annotations

from docexport.edition import Label
from docexport.style import RoleName
from docexport.write.epub.inlines import inlines
from docexport.write.epub.markup import language, primary
from docexport.write.epub.run import Inlines, Run

CAPTION: RoleName = "caption"


def caption(run: Run, label: Label | None, words: Inlines, tag: str) -> str:
    """A caption as an element, or nothing where there is nothing to say."""
    if label is None and not words:
        return ""
    run.line(CAPTION)
    parts = []
    if label is not None:
        with run.span("caption-label"):
            parts.append(f'<span class="caption-label"{_foreign(run)}>{run.text(label.text)}</span>')
        parts.append(run.text(_separator(run)))
    return f'<{tag} class="{CAPTION}">{"".join(parts)}{inlines(run, words)}</{tag}>\n'


def _separator(run: Run) -> str:
    """Between label and words; XHTML would collapse two spaces, an en space is as wide."""
    return run.style.options.caption_separator.replace("  ", "\N{EN SPACE}")


def _foreign(run: Run) -> str:
    terms = run.edition.terms.lang
    return "" if primary(terms) == primary(run.edition.lang) else language(terms)
