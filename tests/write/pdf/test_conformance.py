"""The finished files against veraPDF, in both modes: PDF/UA-1 with PDF/A-2a, and PDF/UA-2 with PDF/A-4."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from docexport.standards import PdfStandard
from tests.conformance.finding import readable
from tests.conformance.vera import FIRST_MODE, SECOND_MODE, verapdf
from tests.write.pdf.by_hand import Hand, edition, finished, image_file, picture
from tests.write.pdf.everything import everything
from tests.write.pdf.test_pictures import noise, press_profile, sixteen_bits, with_picture
from tests.write.pdf.test_svg import CHART, placed, svg

pytestmark = pytest.mark.conformance


FLAVOURS: dict[PdfStandard, tuple[str, ...]] = {"ua-1": FIRST_MODE, "ua-2": SECOND_MODE}


def files_in(standard: PdfStandard) -> dict[str, bytes]:
    blank = Hand()
    blank.page()
    sideways = Image.Exif()
    sideways[0x0112] = 6
    return {
        "everything": everything(standard),
        "blank": finished(blank, standard=standard),
        "right to left": finished(blank, edition(lang="ar"), standard),
        "pictures": with_picture(
            picture(image_file(noise("RGB"), "JPEG"), "jpeg"),
            picture(image_file(noise("L"), "JPEG"), "jpeg"),
            picture(image_file(noise("CMYK"), "JPEG"), "jpeg"),
            picture(image_file(noise("CMYK"), "JPEG", icc_profile=press_profile()), "jpeg"),
            picture(image_file(noise("RGB"), "JPEG", exif=sideways), "jpeg"),
            picture(image_file(noise("RGBA"), "PNG"), "png"),
            picture(image_file(noise("RGB").convert("P"), "PNG"), "png"),
            picture(sixteen_bits(), "png"),
            standard=standard,
        ),
        "drawings": placed(
            svg(CHART), svg('<rect width="9" height="9" opacity="0.5" fill="#f00"/>'), standard=standard
        ),
    }


@pytest.mark.parametrize("standard", FLAVOURS)
def test_every_kind_of_content_passes(standard: PdfStandard, tmp_path: Path) -> None:
    files = files_in(standard)
    paths = {name: tmp_path / f"{name}.pdf" for name in files}
    for name, data in files.items():
        paths[name].write_bytes(data)
    for path, findings in verapdf(list(paths.values()), FLAVOURS[standard]).items():
        assert findings == [], f"{path.name}: {readable(findings)}"
