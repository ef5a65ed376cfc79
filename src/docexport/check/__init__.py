"""The preflight: what an editor should know before an article is sent.

1. `material` holds an article and its text; `headings`, `pictures`, `links`, `metadata`, `markings`,
   `typography` and `languages` have the rules of a source, each a small function. `told` adds the notices.
2. `read_pdf`, `read_docx` and `read_epub` read an output into a `transcript`; `expected` reads the Edition
   into one. `parity` compares the two.
3. `pdf_rules`, `docx_rules` and `epub_rules` judge what an output needs to be read by everyone, in one
   vocabulary.
4. `validators` runs the reference validators that are installed. `run` does all of it; `sarif` is the
   report for code hosts; `fix` mends what can be mended without asking. `rules` is the table.

Nothing here knows the writers: outputs are made by `export` or come as files.
"""

from docexport.check.findings import SEVERITIES, Finding, Rule, Severity
from docexport.check.rules import RULES
from docexport.check.run import Result, Subject, check_article, check_outputs, chosen

__all__ = [
    "RULES",
    "SEVERITIES",
    "Finding",
    "Result",
    "Rule",
    "Severity",
    "Subject",
    "check_article",
    "check_outputs",
    "chosen",
]
