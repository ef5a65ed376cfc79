"""WordprocessingML as text."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

import pytest

from docexport.write.docx.xml import in_order, quoted


@pytest.mark.parametrize("value", ["", "a", "<&>", 'a "b"', "a 'b'", "both \" and '", "line\nline\tx\r"])
def test_attributes_are_quoted_as_python_does_it(value: str) -> None:
    assert quoted(value) == quoteattr(value)


def test_a_container_of_nothing_is_left_out() -> None:
    assert in_order("w:pPr", {"rPr": ""}) == in_order("w:pPr", {"rPr": "", "jc": ""}) == ""
