"""Blocks: each kind of block is what Word has for it."""

from __future__ import annotations

from docexport.model import (
    Block,
    Callout,
    Cell,
    Code,
    Definition,
    DefinitionList,
    Figure,
    Group,
    KeyPoints,
    List,
    ListItem,
    MathBlock,
    Metadata,
    Quote,
    Row,
    Rule,
    Section,
    Table,
    Text,
)
from tests.write.docx.report import Par, Report, m, para, report, style_named, w, words


def item(text: str, checked: bool | None = None) -> ListItem:
    return ListItem((para(text),), checked)


def test_a_paragraph_is_indented_only_after_another_one() -> None:
    found = report(para("one"), para("two"), Rule(), para("three"))
    assert found.paragraph("one").style == "BodyText"
    assert found.paragraph("two").style == "BodyTextFirstIndent"
    assert found.paragraph("three").style == "BodyText"


def test_a_plain_paragraph_has_nothing_but_its_style() -> None:
    found = report(para("one"), para("two"))
    assert found.paragraph("two").properties == {"pStyle"}
    assert found.paragraph("two").runs == [("two", "", set())]


def dropped(*blocks: Block) -> Report:
    style = style_named("broadsheet", ("options.embed-fonts", "false"))
    return report(*blocks, style=style)


def test_two_panels_in_a_row_stay_two() -> None:
    found = report(Code("a"), Code("b"), Callout("note", (), (para("c"),)), Callout("note", (), (para("d"),)))
    styles = [par.style for par in found.paragraphs if par.style.startswith(("Code", "Callout", "TableGap"))]
    assert styles == [
        *("Code", "TableGap", "Code", "CalloutNoteTitle", "CalloutNote"),
        *("TableGap", "CalloutNoteTitle", "CalloutNote"),
    ]


LONG = "Once upon a time " + "there was a text of some length " * 8


def test_the_text_opens_with_a_letter_in_a_frame() -> None:
    found = dropped(para(LONG), para(LONG))
    (letter,) = found.styled("DropCap")
    assert letter.text == "O"
    assert letter.value("framePr", "dropCap") == "drop"
    assert letter.value("framePr", "lines") == "3"
    following = found.paragraphs[found.paragraphs.index(letter) + 1]
    assert following.text == LONG[1:]
    line = found.style("DropCap").find(f"{w('pPr')}/{w('spacing')}")
    assert line is not None
    leading = style_named("broadsheet").roles["body-first"].leading
    assert line.get(w("line")) == str((leading * 3).twips)


def test_a_text_opens_with_no_large_letter_where_none_would_look_right() -> None:
    assert not dropped(para("Too short.")).styled("DropCap")
    assert not dropped(para("1 " + LONG)).styled("DropCap")
    assert not report(para(LONG)).styled("DropCap")


def test_sections_are_headings_by_their_depth() -> None:
    deep = Section(words("six"), (para("text"),))
    for title in ("five", "four", "three", "two", "one"):
        deep = Section(words(title), (deep,))
    found = report(deep)
    assert [found.paragraph(title).style for title in ("one", "two", "six")] == [
        "Heading1",
        "Heading2",
        "Heading6",
    ]


def test_a_commentary_headed_by_that_word_is_its_own_label() -> None:
    part = Section(
        words("Commentary"), (Section(words("A view"), (para("I think"),)),), classes=("commentary",)
    )
    found = report(part)
    assert found.paragraph("Commentary").style == "CommentaryTitle"
    assert found.paragraph("A view").style == "CommentaryHeading2"
    assert found.paragraph("I think").style == "CommentaryText"
    assert not found.styled("CommentaryLabel")


def boxed(*blocks: Block) -> Report:
    """A commentary in a style in which it stands on a tinted ground, and a paragraph after it."""
    style = style_named("broadsheet", ("options.embed-fonts", "false"))
    commentary = Section(words("Commentary"), blocks, classes=("commentary",))
    return report(commentary, para("after"), style=style, silent=False)


def test_paragraphs_and_items_of_a_boxed_commentary_have_one_box() -> None:
    items = List("bullet", (item("item"),))
    tasks = List("bullet", (ListItem((para("task"),), checked=True),))
    found = boxed(para("text"), items, tasks, Rule(), Section(words("deep"), ()), para("end"))
    boxes = [_box(found, par.style) for par in found.paragraphs if par.style.startswith("Commentary")]
    assert all(box == boxes[0] for box in boxes)
    assert found.paragraph("item").style == "CommentaryListBullet"
    assert not list(found.body.iter(w("tbl")))
    assert found.paragraph("after").style == "BodyText"


def _box(found: Report, name: str) -> tuple[int, str, list[tuple[str, dict[str, str]]]]:
    """Where the box of a style begins and ends, and how it looks."""
    style = found.style(name)
    indent, borders = style.find(f"{w('pPr')}/{w('ind')}"), style.find(f"{w('pPr')}/{w('pBdr')}")
    if borders is None:
        base = style.find(w("basedOn"))
        assert base is not None
        return _box(found, base.attrib[w("val")])
    assert indent is not None
    start = int(indent.get(w("left"), "0")) - int(indent.get(w("hanging"), "0"))
    sides = [(side.tag, dict(side.attrib)) for side in borders]
    return start, indent.get(w("right"), ""), sides


def test_what_cannot_carry_the_ground_of_a_commentary_stands_in_a_table_with_it() -> None:
    deep = List("bullet", (ListItem((para("item"), para("more"))),))
    found = boxed(para("text"), Code("code"), deep, Quote("block", (para("quoted"),)), para("end"))
    (table,) = found.body.iter(w("tbl"))
    assert [par.text for par in map(Par, table.iter(w("p")))] == ["code", "item", "more", "quoted"]
    assert len(list(table.iter(w("tr")))) == 3
    shade = found.style("CommentaryText").find(f"{w('pPr')}/{w('shd')}")
    assert shade is not None
    assert {cell.get(w("fill")) for cell in table.iter(w("shd"))} == {shade.get(w("fill"))}
    assert found.paragraph("quoted").style == "Quote"
    assert not found.paragraph("quoted").properties & {"pBdr", "shd"}


def test_the_frame_of_a_missing_picture_stands_whole_on_the_ground_of_a_commentary() -> None:
    found = boxed(para("text"), Figure("missing.png", "A map", ()))
    frame = found.paragraph("A map")
    assert frame.style == "Placeholder"
    assert "pBdr" not in frame.properties
    sides = found.style("Placeholder").find(f"{w('pPr')}/{w('pBdr')}")
    assert sides is not None
    assert len(sides) == 4


def test_the_ground_of_a_commentary_has_no_gap_beside_a_table() -> None:
    found = boxed(Section(words("heading"), (Code("code"),)), Section(words("next"), ()))
    styles = [Par(element).style for element in found.body.iter(w("p"))]
    place = styles.index("Code")
    assert styles[place - 1] == styles[place + 1] == "CommentaryGap"
    assert _box(found, "CommentaryGap") == _box(found, "CommentaryText")


def test_the_ground_of_a_commentary_ends_with_a_foot_that_keeps_to_its_last_paragraph() -> None:
    found = boxed(para("text"), para("end"))
    styles = [par.style for par in found.paragraphs]
    place = styles.index("CommentaryFoot")
    assert found.paragraphs[place - 1].text == "end"
    assert "keepNext" in found.paragraph("end").properties
    assert _box(found, "CommentaryFoot") == _box(found, "CommentaryText")
    assert all(not side.endswith("bottom") for side, _ in _box(found, "CommentaryText")[2])


def test_a_table_that_ends_a_boxed_commentary_has_the_padding_of_the_panel() -> None:
    found = boxed(para("text"), Code("code"))
    (margin,) = found.body.iter(w("tcMar"))
    padding = style_named("broadsheet").roles["commentary"].padding_block
    assert [(side.tag, side.get(w("w"))) for side in margin if side.tag == w("bottom")] == [
        (w("bottom"), str(padding.twips))
    ]


def test_a_commentary_with_another_heading_gets_a_label_above_it() -> None:
    found = report(Section(words("A view"), (para("I think"), para("so")), classes=("commentary",)))
    assert [par.text for par in found.styled("CommentaryLabel")] == ["Commentary"]
    assert found.paragraph("A view").style == "CommentaryHeading1"
    assert found.paragraph("so").style == "CommentaryTextFirstIndent"


def test_bullets_are_in_the_list_styles_of_their_depth() -> None:
    inner = List("bullet", (item("deep"),))
    found = report(List("bullet", (ListItem((para("top"), inner)), item("next"))))
    assert [found.paragraph(text).style for text in ("top", "deep", "next")] == [
        "ListBullet",
        "ListBullet2",
        "ListBullet",
    ]
    assert found.paragraph("top").properties == {"pStyle"}


def test_the_second_paragraph_of_an_item_continues_the_list() -> None:
    found = report(List("bullet", (ListItem((para("top"), para("more"))),)))
    assert found.paragraph("more").style == "ListContinue"


def test_every_ordered_list_counts_from_its_own_start() -> None:
    found = report(List("ordered", (item("seven"), item("eight")), start=7), List("ordered", (item("one"),)))
    numbers = [found.paragraph(text).element.find(f".//{w('numId')}") for text in ("seven", "eight", "one")]
    first, second, third = (number.get(w("val")) for number in numbers if number is not None)
    assert first == second != third
    starts = {
        num.get(w("numId")): override.get(w("val"))
        for num in found.part("word/numbering.xml").iter(w("num"))
        for override in num.iter(w("startOverride"))
    }
    assert (starts[first], starts[third]) == ("7", "1")


def test_tasks_have_boxes_that_can_be_ticked() -> None:
    found = report(List("task", (item("open", checked=False), item("done", checked=True))))
    assert [par.text for par in found.styled("TaskList")] == ["☐\topen", "☑\tdone"]
    assert found.text("word/document.xml").count("<w14:checkbox>") == 2


def test_a_list_of_tasks_and_others_keeps_the_boxes_of_the_tasks() -> None:
    found = report(List("bullet", (item("done", checked=True), item("plain"))))
    assert [par.text for par in found.paragraphs[1:]] == ["☑\tdone", "plain"]


def test_terms_and_definitions_have_their_styles() -> None:
    found = report(DefinitionList((Definition(words("term"), ((para("first"),), (para("second"),))),)))
    assert [found.paragraph(text).style for text in ("term", "first", "second")] == [
        "DefinitionTerm",
        "Definition",
        "Definition",
    ]


def test_quotes_have_a_style_for_each_kind() -> None:
    found = report(
        Quote("block", (para("theirs"),), words("Someone")),
        Quote("pull", (para("ours"),)),
        Quote("epigraph", (para("motto"),)),
    )
    assert [par.style for par in found.paragraphs[1:]] == [
        "Quote",
        "QuoteAttribution",
        "PullQuote",
        "Epigraph",
    ]


def test_code_is_one_paragraph_with_colored_words() -> None:
    found = report(Code("def f():\n    return 1", "python"))
    (code,) = found.styled("Code")
    assert code.text == "def f():\n    return 1"
    assert ("def", "CodeKeyword", set()) in code.runs


def test_a_rule_is_an_ornament() -> None:
    assert [par.text for par in report(Rule()).styled("Ornament")] == [
        style_named("briefing").roles["rule"].marker
    ]


def test_a_callout_is_headed_by_its_kind_or_its_title() -> None:
    found = report(Callout("warning", (), (para("look out"),)), Callout("tip", words("Mine"), (para("try"),)))
    assert [(par.style, par.text) for par in found.paragraphs[1:]] == [
        ("CalloutWarningTitle", "Warning"),
        ("CalloutWarning", "look out"),
        ("CalloutTipTitle", "Mine"),
        ("CalloutTip", "try"),
    ]


def test_a_callout_with_a_table_in_it_becomes_a_cell() -> None:
    inner = Table(("start",), (Row((Cell((para("head"),)),)),), (Row((Cell((para("cell"),)),)),))
    found = report(Callout("note", (), (para("see"), inner)), para("after"))
    (outer,) = found.body.findall(w("tbl"))
    assert len(list(outer.iter(w("tbl")))) == 2
    assert {"Note", "see", "head", "cell"} <= {par.text for par in found.paragraphs}


def test_key_points_stand_in_one_panel() -> None:
    found = report(KeyPoints((List("bullet", (item("first"), item("second"))),)))
    assert [(par.style, par.text) for par in found.paragraphs[1:]] == [
        ("KeyPointsTitle", "Key points"),
        ("KeyPoints", "first"),
        ("KeyPoints", "second"),
    ]


def test_the_paragraphs_of_a_panel_have_the_same_box() -> None:
    found = report(para("text"))
    title, point = (
        found.style(name).find(f"{w('pPr')}/{w('pBdr')}") for name in ("KeyPointsTitle", "KeyPoints")
    )
    assert title is not None
    assert point is not None
    assert [(side.tag, side.attrib) for side in title] == [(side.tag, side.attrib) for side in point]


def test_a_group_is_only_its_blocks() -> None:
    found = report(Group((para("one"), para("two")), classes=("x",)))
    assert [par.text for par in found.paragraphs[1:]] == ["one", "two"]


def test_a_displayed_formula_is_office_math() -> None:
    found = report(MathBlock(r"\frac{a}{b}"))
    (formula,) = found.styled("Formula")
    assert formula.element.find(f"{m('oMathPara')}/{m('oMath')}/{m('f')}") is not None


def test_the_number_of_a_formula_stands_at_the_end_of_its_column() -> None:
    style = style_named("broadsheet", ("options.embed-fonts", "false"))
    stops = report(para("x"), style=style).style("FormulaNumbered").iter(w("tab"))
    column = style.page.column_width.twips
    assert [(one.get(w("val")), one.get(w("pos"))) for one in stops] == [
        ("center", str(column // 2)),
        ("right", str(column)),
    ]


def test_a_formula_with_an_id_has_a_number_at_the_end_of_its_line() -> None:
    found = report(MathBlock("a=b", id="eq:one"))
    (formula,) = found.styled("FormulaNumbered")
    assert formula.text.endswith("\t(1)")
    assert found.fields == ["SEQ Equation \\* ARABIC"]


def test_what_stands_in_an_item_begins_where_its_text_does() -> None:
    found = report(List("bullet", (ListItem((para("top"), Code("x"))),)))
    (code,) = found.styled("Code")
    indent = style_named("briefing").roles["list-item"].inset_start.twips
    assert int(code.value("ind", "left")) > indent


def test_after_a_table_the_text_keeps_its_distance() -> None:
    table = Table(("start",), (), (Row((Cell((para("cell"),)),)),))
    found = report(para("before"), table, para("after"))
    assert int(found.paragraph("after").value("spacing", "before")) > 0
    assert int(found.paragraph("before").value("spacing", "after")) > 0


def test_word_does_not_join_two_tables() -> None:
    table = Table(("start",), (), (Row((Cell((para("cell"),)),)),))
    found = report(table, table)
    tags = [child.tag.rpartition("}")[2] for child in found.body]
    assert tags == ["p", "tbl", "p", "tbl", "p", "sectPr"]


def test_the_masthead_has_a_line_for_each_part_of_the_front_matter() -> None:
    metadata = Metadata(
        title=words("T"),
        subtitle=words("Sub"),
        kicker=words("Desk"),
        summary=words("Sum"),
        identifier="No. 1",
        toc=False,
    )
    found = report(para("text"), metadata=metadata)
    assert [(par.style, par.text) for par in found.paragraphs] == [
        ("Masthead", "Desk\tNo. 1"),
        ("Title", "T"),
        ("Subtitle", "Sub"),
        ("Standfirst", "Sum"),
        ("BodyText", "text"),
    ]


def test_an_article_without_anything_is_still_a_document() -> None:
    found = report(metadata=Metadata(toc=False))
    assert [child.tag for child in found.body][-1] == w("sectPr")


def test_an_empty_item_keeps_its_mark() -> None:
    found = report(List("bullet", (ListItem(()), ListItem((Code("x"),)))))
    assert [par.style for par in found.paragraphs[1:]] == ["ListBullet", "ListBullet", "Code"]


def test_text_of_one_inline_survives_in_every_kind_of_block() -> None:
    cell = Cell((List("ordered", (item("in a cell"),)),))
    found = report(Table(("end",), (), (Row((cell,)),), (Text("caption"),)))
    assert [par.text for par in found.paragraphs[1:]] == ["Table\u00a01  caption", "in a cell", ""]
