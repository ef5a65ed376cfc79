"""The files of the repository that are made from the code: `python -m tests.generated` writes them anew."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from docexport.interchange import article_schema
from docexport.style.json_schema import style_schema
from docexport.style.reference import style_reference

ROOT = Path(__file__).parent.parent
_SCHEMAS = ROOT / "src" / "docexport" / "schema"
_REFERENCE = re.compile(r"(?<=<!-- reference -->\n).*?(?=<!-- end of reference -->)", re.DOTALL)


def _json(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _style_format() -> str:
    """The guide as it is, with the reference in it as the code says."""
    text = (ROOT / "docs" / "style-format.md").read_text("utf-8")
    return _REFERENCE.sub(lambda _: f"\n{style_reference()}\n", text)


GENERATED: Mapping[Path, Callable[[], str]] = {
    _SCHEMAS / "article.schema.json": lambda: _json(article_schema()),
    _SCHEMAS / "style.schema.json": lambda: _json(style_schema()),
    ROOT / "docs" / "style-format.md": _style_format,
}

if __name__ == "__main__":
    for path, make in GENERATED.items():
        path.write_text(make(), "utf-8")
