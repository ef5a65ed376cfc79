"""Looks: what spans change of the type around them."""

from __future__ import annotations

from docexport.style import load_style
from docexport.typeset.look import Look


def test_a_link_has_the_color_of_the_text_where_its_own_would_be_lost() -> None:
    style = load_style("report")
    link, head = style.spans["link"], style.roles["table-head"]
    assert head.background == link.color
    assert Look.of(head, "en").with_span(link).color == head.color
    assert Look.of(style.roles["body"], "en").with_span(link).color == link.color
