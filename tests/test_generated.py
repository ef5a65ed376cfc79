"""What is made from the code is as the code would make it now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generated import GENERATED


@pytest.mark.parametrize("path", GENERATED, ids=lambda path: path.name)
def test_a_generated_file_is_current(path: Path) -> None:
    assert path.read_text("utf-8") == GENERATED[path](), "run: python -m tests.generated"
