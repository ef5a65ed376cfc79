"""The finished files against veraPDF: PDF/UA-1 and PDF/A-2a in one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.finding import readable
from tests.conformance.vera import verapdf
from tests.write.pdf.by_hand import Hand, edition, finished, image_file, picture
from tests.write.pdf.everything import everything
from tests.write.pdf.test_pictures import noise, sixteen_bits, with_picture
from tests.write.pdf.test_svg import CHART, placed, svg

pytestmark = pytest.mark.conformance


def test_every_kind_of_content_passes_in_both_flavours(tmp_path: Path) -> None:
    blank = Hand()
    blank.page()
    files = {
        "everything": everything(),
        "blank": finished(blank),
        "right to left": finished(blank, edition(lang="ar")),
        "pictures": with_picture(
            picture(image_file(noise("RGB"), "JPEG"), "jpeg"),
            picture(image_file(noise("L"), "JPEG"), "jpeg"),
            picture(image_file(noise("CMYK"), "JPEG"), "jpeg"),
            picture(image_file(noise("RGBA"), "PNG"), "png"),
            picture(image_file(noise("RGB").convert("P"), "PNG"), "png"),
            picture(sixteen_bits(), "png"),
        ),
        "drawings": placed(svg(CHART), svg('<rect width="9" height="9" opacity="0.5" fill="#f00"/>')),
    }
    paths = {name: tmp_path / f"{name}.pdf" for name in files}
    for name, data in files.items():
        paths[name].write_bytes(data)
    for path, findings in verapdf(list(paths.values())).items():
        assert findings == [], f"{path.name}: {readable(findings)}"
