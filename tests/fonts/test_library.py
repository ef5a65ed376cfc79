from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from docexport.fonts import FontLibrary, whole
from docexport.fonts.sfnt import records
from docexport.notices import Collector, FontReplaced


@pytest.fixture(scope="module")
def library() -> FontLibrary:
    return FontLibrary(system=False)


@pytest.mark.parametrize("family", ["Source Serif Pro", "source sans pro", "  SOURCE   Sans Pro ", "serif"])
def test_a_family_is_found_whatever_the_case_and_spacing(library: FontLibrary, family: str) -> None:
    face = library.find(family)
    assert face is not None
    assert face.family.startswith("Source S")
    assert (face.weight, face.italic) == (400, False)


@pytest.mark.parametrize(
    ("wanted", "given"), [(400, 400), (600, 600), (650, 700), (500, 400), (250, 200), (1000, 900), (100, 200)]
)
def test_the_nearest_weight_is_chosen_as_css_would(library: FontLibrary, wanted: int, given: int) -> None:
    face = library.find("Source Sans Pro", wanted)
    assert face is not None
    assert face.weight == given


@pytest.mark.parametrize("weight", [200, 300, 400, 600, 700, 900])
@pytest.mark.parametrize("family", ["Source Serif Pro", "Source Sans Pro"])
def test_the_bundled_families_have_every_weight_upright_and_italic(
    library: FontLibrary, family: str, weight: int
) -> None:
    for italic in (False, True):
        face = library.find(family, weight, italic)
        assert face is not None
        assert (face.weight, face.italic, face.path.suffix) == (weight, italic, ".ttf")


def test_italic_falls_back_to_upright_only_where_there_is_none(library: FontLibrary) -> None:
    italic, upright_only = library.find("Space Mono", 700, True), library.find("Fira Mono", 700, True)
    assert italic is not None
    assert upright_only is not None
    assert italic.italic
    assert not upright_only.italic


def test_an_unknown_family_is_none_and_a_stack_tells_of_it(library: FontLibrary) -> None:
    told = Collector()
    assert library.find("No Such Family") is None
    stack = library.stack(["No Such Family", "Source Sans Pro"], 400, False, told)
    assert stack.primary.family == "Source Sans Pro"
    assert told.notices == [FontReplaced(family="No Such Family", used="Source Sans Pro")]


@pytest.mark.parametrize(
    ("family", "hint"),
    [
        ("Sorce Serif Pro", "did you mean 'Source Serif Pro'?"),
        ("source sans", "did you mean 'Source Sans Pro'?"),
        ("Abril Fatface", "pip install fontpkg-abril-fatface"),
        ("Charis SIL", "apt install fonts-sil-charis"),
        ("Gentium Plus", "apt install fonts-sil-gentium"),
        ("Wholly Unheard Of", "put its files into the folder fonts beside the style"),
    ],
)
def test_a_missing_family_is_told_with_the_way_to_get_it(
    library: FontLibrary, family: str, hint: str
) -> None:
    told = Collector()
    library.stack([family, "Source Sans Pro"], 400, False, told)
    (notice,) = told.notices
    expected = f"font {family!r} is not installed and 'Source Sans Pro' is used in its place; {hint}"
    assert notice.message == expected


def test_an_installed_family_gives_no_notice(library: FontLibrary) -> None:
    told = Collector()
    library.stack(["Source Serif Pro", "No Such Family"], 400, False, told)
    assert told.notices == []


def test_a_styles_own_folder_comes_before_all_packages(tmp_path: Path, library: FontLibrary) -> None:
    packaged = library.find("Source Serif Pro", 400)
    assert packaged is not None
    own = tmp_path / "own.ttf"
    own.write_bytes(whole(packaged))
    face = FontLibrary([tmp_path], system=False).find("Source Serif Pro", 400)
    assert face is not None
    assert face.path == own


def test_damaged_and_foreign_files_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "empty.ttf").write_bytes(b"")
    (tmp_path / "text.otf").write_text("not a font")
    (tmp_path / "cut.ttc").write_bytes(b"ttcf\0\1\0\0\xff\xff\xff\xff" + b"\0" * 50)
    (tmp_path / "endless.ttf").write_bytes(b"\0\1\0\0\xff\xff" + b"\xff" * 4000)
    assert [record for path in sorted(tmp_path.iterdir()) for record in records(path)] == []
    assert FontLibrary([tmp_path], system=False).find("Source Serif Pro") is not None


def test_the_list_of_families_is_sorted_and_has_what_packages_bring(library: FontLibrary) -> None:
    families = library.families()
    assert families == sorted(families, key=str.casefold)
    assert {"Source Serif Pro", "Source Sans Pro", "FiraGO", "Fira Mono", "Noto Sans Math"} <= set(families)


def test_importing_the_package_loads_no_font_machinery() -> None:
    code = "import sys, docexport.fonts; print({'uharfbuzz', 'pymupdf_fonts', 'PIL'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_same_faces_are_chosen_whatever_the_hash_seed() -> None:
    code = (
        "from docexport.fonts import FontLibrary; from docexport.notices import Collector\n"
        "s = FontLibrary().stack(['Source Serif Pro'], 600, True, Collector())\n"
        "print([(r.face, r.glyphs) for t in ('Кур', 'ب', '✓∮☃', 'क', '▸') for r in s.shape(t)])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale},
        ).stdout
        for seed, locale in (("1", "C"), ("77", "tr_TR.UTF-8"))
    ]
    assert runs[0] == runs[1]
