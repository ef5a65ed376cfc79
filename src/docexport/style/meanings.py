"""What each key of a style means, in a line: the words of the JSON Schema, of new files and of the reference.

A test asks for a line for every key in `schema`; the reference in docs/style-format.md is made from it.
"""

from __future__ import annotations

from collections.abc import Mapping

TABLES: Mapping[str, str] = {
    "publication": "Who publishes. The furniture and the masthead show it.",
    "fonts": "Names for fonts: a family each, or a list of a family and what to fall back on.",
    "sizes": "Names for type sizes.",
    "colors": "Names for colors, as #rrggbb or the name of another color.",
    "page": "The sheet, its margins and columns.",
    "furniture": "What stands at the head and foot of each page.",
    "options": "Choices that are not a matter of one role.",
    "roles": "What blocks look like, by what a block is.",
    "spans": "What a few words inside a block look like; what a span does not say is as in the text around.",
}

TOP: Mapping[str, str] = {
    "name": "What the style is called; the name of its file without this",
    "description": "One line for `docexport styles`",
    "extends": "The style below: a bundled one, one of the project, or a file; without this, `briefing`",
    "font-folders": "Folders with font files, relative to this file. `fonts` beside this file is one anyway",
}

PUBLICATION: Mapping[str, str] = {
    "name": "The publication's name",
    "tagline": "What stands under the name in the book",
    "address": "Where the publication can be reached",
    "rights": "Its copyright line, where an article has none",
}

FONTS: Mapping[str, str] = {
    "text": "The text face",
    "heading": "Headings, labels, tables, captions, notes",
    "code": "Code, of one width",
}

SIZES: Mapping[str, str] = {
    "tiny": "For roles of a style's own",
    "small": "Kickers, labels and the like",
    "caption": "Captions, tables, bylines",
    "body": "Text",
    "large": "For roles of a style's own",
    "heading": "Headings of the first level",
    "display": "The publication's name",
    "title": "The headline",
}

COLORS: Mapping[str, str] = {
    "paper": "What everything is printed on; contrast is judged against it",
    "ink": "Text",
    "muted": "What stands back: captions, bylines, running heads",
    "accent": "The one color of the publication: kickers, labels, rules, links",
    "tint": "Panels, such as the key points",
    "hairline": "Thin rules",
    "code-tint": "Behind code",
    "highlight": "Behind marked words",
    "note": "Notes among the callouts",
    "tip": "Tips",
    "important": "What is important",
    "warning": "Warnings",
    "caution": "What is dangerous",
    "code-comment": "Comments in code",
    "code-keyword": "Keywords",
    "code-string": "Strings",
    "code-number": "Numbers",
    "code-name": "Names",
    "code-operator": "Operators",
}

PAGE: Mapping[str, str] = {
    "size": "The sheet: a name, or its width and height",
    "margin-top": "From the top edge to the first line",
    "margin-bottom": "From the last line to the bottom edge",
    "margin-inner": "At the start side; at the binding of two-sided pages",
    "margin-outer": "At the end side",
    "header": "From the top edge to the header's baseline",
    "footer": "From the bottom edge to the footer's baseline",
    "columns": "Columns of text",
    "column-gap": "Between columns",
    "column-rule": "A rule between columns",
    "grid": "Distance of the baseline grid, normally the leading of `body`",
    "two-sided": "Left and right pages mirror each other",
}

FURNITURE: Mapping[str, str] = {
    "header-start": "Head of every page but the first, at the start",
    "header-center": "In the middle",
    "header-end": "At the end",
    "footer-start": "Foot of every page but the first, at the start",
    "footer-center": "In the middle",
    "footer-end": "At the end",
    "first-header-start": "Head of the first page, at the start",
    "first-header-center": "In the middle",
    "first-header-end": "At the end",
    "first-footer-start": "Foot of the first page, at the start",
    "first-footer-center": "In the middle",
    "first-footer-end": "At the end",
    "masthead-end": "In the masthead, opposite the publication's name or the kicker",
}

OPTIONS: Mapping[str, str] = {
    "number-sections": "Number the headings, unless the article says",
    "toc": "In which outputs a table of contents is shown, unless the article says",
    "toc-depth": "How many levels of headings it has",
    "cover-page": "In which outputs the title block has a page of its own: Word, or the PDF as well",
    "notes": "Where PDF and Word have notes: at the foot of the page or at the end; the EPUB links them",
    "protrusion": "Hang punctuation into the margin of justified text",
    "expansion": "By how much justified type may be set wider or narrower: 0.02 is 2 %",
    "drop-cap": "Lines that the first letter of the text spans; 0 for none",
    "widows": "Fewest lines of a paragraph at the head of a page",
    "orphans": "Fewest lines of a paragraph at the foot of a page",
    "table-rules": "Hairlines between all rows, only around the head and at the foot, or nowhere",
    "table-zebra": "Tint every other row",
    "caption-separator": "Between “Table 1” and the caption's words",
    "embed-fonts": "Carry the fonts in the Word document; the PDF always does",
    "epub-fonts": "Carry the fonts in the EPUB",
    "writing-mode": "How the lines of a Chinese, Japanese or Korean EPUB run",
    "figure-caption": "Where a figure has its caption",
    "table-caption": "Where a table has its caption",
    "review": "What PDF and EPUB show of a reviewer's marks: none, as if all were accepted; insertions and "
    "deletions; comments as notes too",
}

ROLE_KEYS: Mapping[str, str] = {
    "like": "The role it starts from; what it says itself stands over that",
    "font": "The family and its fallbacks",
    "size": "Type size, 6pt or more",
    "leading": "From baseline to baseline; the size or more",
    "weight": "400 is regular, 600 semibold, 700 bold; the nearest that the font has is taken",
    "italic": "Set in italic, where the font has one",
    "color": "Of the type: a contrast of 4.5:1, or 3:1 where the type is large",
    "background": "A panel behind the block",
    "tracking": "Extra space after every letter; may be negative",
    "case": "As written, in capitals, or in small capitals",
    "figures": "Figures that go with small letters, or with capitals",
    "figure-spacing": "Figures of their own width, or all of one width, for columns",
    "features": "Further OpenType features, with a minus sign to turn one off",
    "align": "Where lines end",
    "hyphenate": "Divide words at line ends",
    "indent": "Of the first line, against the others; may be negative",
    "inset-start": "From the column's edge, or that of the block around, to the block",
    "inset-end": "Likewise at the end",
    "space-before": "Least distance to what precedes; of two neighbors the larger distance counts",
    "space-after": "Least distance to what follows",
    "padding-block": "Between the panel's edge and the text, above and below",
    "padding-inline": "Likewise at the sides",
    "border-before": "A rule above the block",
    "border-after": "A rule below the block",
    "border-start": "A rule at the start side",
    "border-end": "A rule at the end side",
    "keep-with-next": "Stay on the page of what follows",
    "keep-together": "Do not break across pages",
    "marker": "Before each item of a list; for `rule` the ornament, empty for a hairline",
}

SPAN_KEYS: Mapping[str, str] = {
    "font": ROLE_KEYS["font"],
    "scale": "Type size, as a part of the size around",
    "weight": ROLE_KEYS["weight"],
    "italic": ROLE_KEYS["italic"],
    "color": "Of the type: a contrast of 4.5:1 on the paper or on its background",
    "background": "Behind the words",
    "tracking": "Extra space after every letter, in ems",
    "case": ROLE_KEYS["case"],
    "figures": ROLE_KEYS["figures"],
    "figure-spacing": ROLE_KEYS["figure-spacing"],
    "features": ROLE_KEYS["features"],
    "underline": "Underline the words",
    "strike": "Strike the words out",
}


def meaning(path: str) -> str:
    """What a key means by its dotted path, as in `colors.accent`; empty for a token of a style's own."""
    table, _, rest = path.partition(".")
    keys = {"roles": ROLE_KEYS, "spans": SPAN_KEYS}.get(table)
    if keys is not None:
        return keys.get(rest.partition(".")[2], "")
    return _TABLES[table].get(rest, "") if rest else TOP.get(table, "")


_TABLES: Mapping[str, Mapping[str, str]] = {
    "publication": PUBLICATION,
    "fonts": FONTS,
    "sizes": SIZES,
    "colors": COLORS,
    "page": PAGE,
    "furniture": FURNITURE,
    "options": OPTIONS,
}

BORDER_KEYS: Mapping[str, str] = {
    "width": "How thick the rule is",
    "color": "Its color",
    "gap": "Between the rule and the text or panel",
}

ROLES: Mapping[str, str] = {
    "masthead": "The head of the first page",
    "publication": "The publication's name in it",
    "kicker": "The word or two above the headline",
    "issue-line": "Number and date, opposite the name",
    "title": "The headline",
    "subtitle": "The second line under it",
    "standfirst": "The summary before the text",
    "byline": "Who wrote it",
    "key-points": "The panel of key points",
    "key-points-title": "Its label",
    "key-points-item": "A key point",
    "contents-title": "The title of the table of contents",
    "contents-1": "Its first level",
    "contents-2": "Its second level",
    "contents-3": "Deeper levels",
    "heading-1": "Headings of sections",
    "heading-2": "Of sections in sections",
    "heading-3": "One deeper",
    "heading-4": "All that are deeper still",
    "body": "Paragraphs; most roles are like it",
    "body-first": "The first paragraph after a heading",
    "list-item": "Items of lists",
    "definition-term": "A term of a definition list",
    "definition": "What it means",
    "quote": "Words of others",
    "quote-attribution": "Whose words they are",
    "pull-quote": "Words of the article, set large",
    "epigraph": "A motto",
    "rule": "A break in thought",
    "code": "Lines of code",
    "math": "Formulas on lines of their own",
    "callout": "Notes, tips, warnings: the panel",
    "callout-title": "Its title",
    "callout-body": "Its text",
    "commentary": "Opinion, set apart: the panel or rule",
    "commentary-label": "Its label",
    "commentary-heading": "Headings in it",
    "commentary-body": "Paragraphs in it",
    "commentary-body-first": "The first paragraph after a heading in it",
    "figure": "Pictures",
    "caption": "Captions of pictures and tables",
    "placeholder": "What stands for a missing picture",
    "table-head": "Head cells of tables",
    "table-cell": "All other cells",
    "footnote": "Notes",
    "notes-title": "The title over notes at the end",
    "source-note": "Where a picture or table comes from; its long description",
    "running-head": "Head and foot of pages",
    "folio": "Page numbers",
    "marking": "Handling markings, such as TLP:GREEN",
    "draft-stamp": "The stamp of a draft",
    "colophon": "The publication's own words at the end",
}

SPANS: Mapping[str, str] = {
    "strong": "Important words",
    "emphasis": "Stressed words",
    "link": "Links",
    "code": "Code in a sentence",
    "mark": "Marked words",
    "small": "Small print",
    "keyboard": "Keys to press",
    "small-caps": "Small capitals",
    "strike": "Words that no longer hold",
    "superscript": "Superscript",
    "subscript": "Subscript",
    "note-mark": "The mark that cites a note",
    "caption-label": "“Table 1” before a caption",
    "section-number": "The number of a heading",
    "list-marker": "Bullets and numbers of lists",
    "code-comment": "In code: comments",
    "code-keyword": "In code: keywords",
    "code-string": "In code: strings",
    "code-number": "In code: numbers",
    "code-name": "In code: names",
    "code-operator": "In code: operators",
    "insertion": "Words put in",
    "deletion": "Words taken out",
}
