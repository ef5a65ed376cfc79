"""An article made ready to set for one kind of output: every derived fact, once.

1. Anchors: every section, figure, table, numbered formula and note gets a stable, unique, readable id,
   which serves in all three formats (`anchors`).
2. Numbers: sections where the style or the author asks, figures, tables, formulas, and notes in the order
   in which they are first cited (`numbering`).
3. Cross-references and internal links are resolved (`make`), labels set in the article's language (`terms`).
4. The masthead's parts (`front`), the contents (`contents`), plain text (`plain`).

Beside that: where the pages of one output begin, in terms that another understands (`pagebreaks`), where
the characters stand that no font has (`missing`), and which tables are never divided (`tablesize`).

Writers read these facts and derive nothing that two of them would need. The blocks of an Edition are
model nodes: a node's facts are found under its `id`.
"""

from docexport.edition.contents import bare
from docexport.edition.facts import (
    ContentsEntry,
    Direction,
    Edition,
    Front,
    Label,
    NoteFacts,
    PageBreak,
    Pagination,
    Reference,
    SectionFacts,
)
from docexport.edition.make import direction_of, make_edition
from docexport.edition.missing import place_of, summed_up
from docexport.edition.opening import opening_letter
from docexport.edition.pagebreaks import beginning, letters, letters_in
from docexport.edition.plain import plain_text, text_of
from docexport.edition.tablesize import is_kept_whole
from docexport.edition.terms import Terms, terms

__all__ = [
    "ContentsEntry",
    "Direction",
    "Edition",
    "Front",
    "Label",
    "NoteFacts",
    "PageBreak",
    "Pagination",
    "Reference",
    "SectionFacts",
    "Terms",
    "bare",
    "beginning",
    "direction_of",
    "is_kept_whole",
    "letters",
    "letters_in",
    "make_edition",
    "opening_letter",
    "place_of",
    "plain_text",
    "summed_up",
    "terms",
    "text_of",
]
