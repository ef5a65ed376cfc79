"""One call, one file: the format table, the choice of style and date, and writing whole or not at all."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from docexport import export as module
from docexport.edition import Edition
from docexport.export import (
    FORMATS,
    FORMS,
    Form,
    StyleChoice,
    export,
    export_file,
    load_writer,
    moment_of,
    write_whole,
)
from docexport.model import Metadata
from docexport.notices import Collector, Notify, OutputError, SourceError, StyleError
from docexport.resources import Resources
from docexport.style import Style


def _writes_facts(edition: Edition, style: Style, _resources: Resources, _notify: Notify) -> bytes:
    """Stands in for a writer: what it was given, as text."""
    return f"{edition.kind} {edition.title} {style.name} {edition.modified:%Y-%m-%d}".encode()


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Write an article with this front matter; the writers are stand-ins."""
    monkeypatch.setattr(module, "load_writer", lambda _form: _writes_facts)

    def write(front_matter: str = "") -> Path:
        path = tmp_path / "source" / "article.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\ntitle: Hello\ndate: 2025-02-28\n{front_matter}---\n\nText.\n", "utf-8")
        return path

    return write


# --- The format table ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "facts"),
    [
        ("pdf", b"brief Hello briefing 2025-02-28"),
        ("docx", b"report Hello briefing 2025-02-28"),
        ("epub", b"book Hello briefing 2025-02-28"),
    ],
)
def test_each_format_gets_the_edition_of_its_kind(
    article: Callable[[str], Path], form: Form, facts: bytes
) -> None:
    collect = Collector()
    assert export(article(""), form, notify=collect) == facts
    assert collect.notices == []


def test_a_file_is_written_with_what_export_makes(article: Callable[[str], Path], tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder" / "out.pdf"
    export_file(article(""), target, "pdf", notify=Collector())
    assert target.read_bytes() == b"brief Hello briefing 2025-02-28"


@pytest.mark.parametrize("form", FORMS)
def test_every_row_of_the_table_names_a_writer(form: Form) -> None:
    assert callable(load_writer(form))
    assert FORMATS[form].suffix == f".{form}"


def test_no_writers_library_is_imported_before_it_is_used() -> None:
    heavy = ["docx", "reportlab", "pikepdf", "ebooklib", "lxml", "uharfbuzz", "PIL", "rich", "markdown_it"]
    code = f"import sys, docexport.export, docexport.cli.app; print(sorted(set({heavy}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_source_that_is_not_there_is_an_error_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(
        SourceError, match=r"none\.md: cannot be read: no such file or directory; check its name"
    ):
        export(tmp_path / "none.md", "pdf", notify=Collector())


# --- The style -------------------------------------------------------------------------------------


def test_the_callers_style_wins_over_the_articles(article: Callable[[str], Path]) -> None:
    data = export(article("style: briefing\n"), "pdf", notify=Collector(), style="base")
    assert b"Hello base" in data


def test_the_articles_style_wins_over_the_default(article: Callable[[str], Path]) -> None:
    choice = StyleChoice(default="briefing")
    assert b"Hello base" in export(article("style: base\n"), "pdf", notify=Collector(), style=choice)


def test_a_style_may_be_named_for_one_output(article: Callable[[str], Path]) -> None:
    path = article("brief:\n  style: base\n")
    assert b"Hello base" in export(path, "pdf", notify=Collector())
    assert b"Hello briefing" in export(path, "docx", notify=Collector())


def test_an_article_may_name_a_style_file_of_its_project(
    article: Callable[[str], Path], tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text('name = "own"\n', "utf-8")
    data = export(article("style: ../own.toml\n"), "pdf", notify=Collector(), project=tmp_path)
    assert b"Hello own" in data


@pytest.mark.parametrize("named", ["../own.toml", "/etc/style.toml", "../../own.toml"])
def test_an_article_may_not_name_a_style_file_elsewhere(article: Callable[[str], Path], named: str) -> None:
    with pytest.raises(SourceError, match=r"article\.md:4.*lies outside the project"):
        export(article(f"style: {named}\n"), "pdf", notify=Collector())


def test_an_unknown_style_is_an_error(article: Callable[[str], Path]) -> None:
    with pytest.raises(StyleError, match="there is no style 'nope'"):
        export(article(""), "pdf", notify=Collector(), style="nope")


# --- The date --------------------------------------------------------------------------------------


def test_the_articles_date_comes_first(tmp_path: Path) -> None:
    moment = moment_of(Metadata(date=date(2025, 2, 28)), tmp_path, datetime(2020, 1, 1, tzinfo=UTC))
    assert moment == datetime(2025, 2, 28, tzinfo=UTC)


def test_the_callers_date_comes_second_to_the_second(tmp_path: Path) -> None:
    moment = moment_of(Metadata(), tmp_path, datetime(2020, 1, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert moment == datetime(2020, 1, 1, 2, 3, 4, tzinfo=UTC)


def test_the_files_time_comes_last(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.touch()
    os.utime(path, (1_000_000_000.5, 1_000_000_000.5))
    assert moment_of(Metadata(), path, None) == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)


def test_without_any_date_it_is_always_the_same_one() -> None:
    assert moment_of(Metadata(), None, None) == datetime(1980, 1, 1, tzinfo=UTC)


# --- Writing ---------------------------------------------------------------------------------------


@contextmanager
def _full_disk(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes, as on a disk that fills up."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fills_up_leaves_the_earlier_output_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"earlier")
    with pytest.raises(OutputError) as caught, _full_disk(1000):
        write_whole(target, b"x" * 5000)
    assert str(caught.value) == f"{target}: cannot be written: file too large; the earlier file is untouched"
    assert target.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "out.pdf", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_a_folder_is_an_error_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(
        OutputError, match=r"out\.pdf: cannot be written: .*file is not a folder; choose another place"
    ) as caught:
        write_whole(tmp_path / "file" / "out.pdf", b"x")
    assert len(str(caught.value).splitlines()) == 1


def test_a_folder_in_the_place_of_the_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out.pdf").mkdir()
    with pytest.raises(OutputError, match="is a directory"):
        write_whole(tmp_path / "out.pdf", b"x")


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 251 + ".pdf")
    write_whole(target, b"x")
    assert target.read_bytes() == b"x"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(b"earlier")
    (tmp_path / "link.pdf").symlink_to("real.pdf")
    write_whole(tmp_path / "link.pdf", b"x")
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"x"


def test_permissions_of_the_earlier_file_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.touch()
    target.chmod(0o640)
    write_whole(target, b"x")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    earlier = os.umask(0o027)
    try:
        write_whole(tmp_path / "out.pdf", b"x")
    finally:
        os.umask(earlier)
    assert stat.S_IMODE((tmp_path / "out.pdf").stat().st_mode) == 0o640


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_whole(Path(os.devnull), b"x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
