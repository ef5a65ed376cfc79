"""Everything outside the page streams, and the file as it is saved, with pikepdf.

1. Resources of the pages: fonts, pictures, opacities.
2. Link annotations, then the structure tree, which refers to them.
3. Bookmarks, page labels, metadata.
"""

from __future__ import annotations

import io

from pikepdf import Dictionary, Name, Object, ObjectStreamMode, Pdf

from docexport.edition import Edition
from docexport.typeset.page import LaidDocument
from docexport.write.pdf.codes import Codes
from docexport.write.pdf.content import PageContent
from docexport.write.pdf.destinations import Places
from docexport.write.pdf.embed import embed_font
from docexport.write.pdf.links import write_links
from docexport.write.pdf.logical import Logical
from docexport.write.pdf.metadata import write_metadata
from docexport.write.pdf.outline import write_outline, write_page_labels
from docexport.write.pdf.outlines import outline_form
from docexport.write.pdf.paint import Painted
from docexport.write.pdf.profile import Profile
from docexport.write.pdf.structure import Manner, write_structure


def finalize(
    painted: Painted, laid: LaidDocument, edition: Edition, profile: Profile, *, end_notes: bool
) -> bytes:
    """The finished file, to the standards of the profile."""
    manner = Manner(painted.boxes, edition.terms.figure, profile.namespaces, end_notes)
    with Pdf.open(io.BytesIO(painted.data)) as pdf:
        _resources(pdf, painted)
        places = Places(pdf, laid, profile.namespaces)
        links = write_links(places)
        root = Logical(painted.marks.by_element, links).tree(laid.root)
        elements = write_structure(pdf, root, manner)
        write_outline(places, edition)
        places.lead_to_elements(elements)
        write_page_labels(pdf, laid.pages)
        write_metadata(pdf, edition, profile)
        return _saved(pdf, profile.version)


def _resources(pdf: Pdf, painted: Painted) -> None:
    fonts = {codes.name: embed_font(pdf, codes) for codes in painted.codes.faces.values() if codes.known}
    drawn = painted.pictures.embedded(pdf) | _outlines(pdf, painted.codes)
    for page, content in zip(pdf.pages, painted.contents, strict=True):
        page.obj.Resources = Dictionary(
            Font=_named(fonts, content.fonts), XObject=_named(drawn, content.xobjects)
        )
        if content.states:
            page.obj.Resources.ExtGState = _states(content)
        if content.transparent:
            # Blend in the color space of the output intent (ISO 32000-1, 11.6.6).
            page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


def _states(content: PageContent) -> Dictionary:
    return Dictionary(
        {
            f"/{name}": Dictionary(Type=Name.ExtGState, ca=round(fill, 3), CA=round(stroke, 3))
            for name, (fill, stroke) in sorted(content.states.items())
        }
    )


def _outlines(pdf: Pdf, codes: Codes) -> dict[str, Object]:
    return {
        name: outline_form(pdf, face, gid)
        for face, of_face in codes.faces.items()
        for gid, name in of_face.outlines.items()
    }


def _named(objects: dict[str, Object], names: set[str]) -> Dictionary:
    return Dictionary({f"/{name}": objects[name] for name in sorted(names)})


def _saved(pdf: Pdf, version: str) -> bytes:
    file = io.BytesIO()
    pdf.save(
        file,
        force_version=version,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        # Otherwise pikepdf would rewrite the XMP packet.
        fix_metadata_version=False,
    )
    return file.getvalue()
