from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docexport.highlight import tokens

CODE = 'def f(x):\n    """Say."""\n    return x + 1  # done\n'


def test_the_parts_of_speech_of_python_are_known() -> None:
    spans = {text.strip(): span for text, span in tokens(CODE, "python")}
    assert spans["def"] == "code-keyword"
    assert spans["f"] == "code-name"
    assert spans['"""Say."""'] == "code-string"
    assert spans["1"] == "code-number"
    assert spans["# done"] == "code-comment"


@pytest.mark.slow
@given(st.text(max_size=80), st.sampled_from(["python", "rust", "json", "html", "yaml", "console", "diff"]))
def test_no_character_of_any_code_is_lost(code: str, language: str) -> None:
    assert "".join(text for text, _ in tokens(code, language)) == code


@pytest.mark.parametrize("language", ["", "klingon", "no such/language"])
def test_code_in_an_unknown_language_is_one_plain_piece(language: str) -> None:
    assert tokens(CODE, language) == ((CODE, None),)


def test_no_code_has_no_pieces() -> None:
    assert tokens("", "python") == ()


def test_a_language_is_found_by_any_of_its_names() -> None:
    assert tokens("x = 1", "py") == tokens("x = 1", "Python3")
