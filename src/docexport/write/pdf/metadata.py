"""What the file says of itself: Info, XMP, output intent, preferences (ISO 32000-1, 12.2, 14.3, 14.11.5).

Info and XMP state the same; nothing comes from the clock. PDF/A-4 has XMP alone.
"""

from __future__ import annotations

from importlib.resources import files

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from docexport.edition import Edition
from docexport.write.pdf.facts import Facts, facts
from docexport.write.pdf.profile import Profile
from docexport.write.pdf.xmp import packet


def write_metadata(pdf: Pdf, edition: Edition, profile: Profile) -> None:
    """Write what the whole document states."""
    about = facts(edition)
    if profile.info:
        _info(pdf, about)
    elif "/Info" in pdf.trailer:  # reportlab's
        del pdf.trailer.Info
    metadata = Stream(pdf, packet(about, profile))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root = pdf.Root
    root.Metadata = pdf.make_indirect(metadata)
    root.Lang = String(edition.lang)
    root.OutputIntents = Array([_output_intent(pdf)])
    root.ViewerPreferences = _preferences(edition)
    root.PageLayout = Name.SinglePage
    root.PageMode = Name.UseOutlines if edition.contents else Name.UseNone


def _info(pdf: Pdf, about: Facts) -> None:
    stamp = about.modified.strftime("D:%Y%m%d%H%M%S+00'00'")
    stated = {
        "/Title": about.title,
        "/Author": ", ".join(about.authors),
        "/Subject": about.description,
        "/Keywords": ", ".join(about.keywords),
        "/Creator": about.producer,
        "/Producer": about.producer,
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }
    filled = {key: String(value) for key, value in stated.items() if value}
    pdf.trailer.Info = pdf.make_indirect(Dictionary(filled))


def _output_intent(pdf: Pdf) -> Dictionary:
    """What RGB numbers mean (ISO 19005-2, 6.2.3); Pillow's profile would carry the time of day."""
    profile = Stream(pdf, files("pikepdf").joinpath("pdfa", "data", "sRGB.icc").read_bytes())
    profile.N = 3
    profile.Alternate = Name.DeviceRGB
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        RegistryName=String("http://www.color.org"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )


def _preferences(edition: Edition) -> Dictionary:
    """Show the title (ISO 14289-1, 7.1); print unscaled, on both sides of the paper."""
    return Dictionary(
        DisplayDocTitle=True,
        Direction=Name.R2L if edition.direction == "rtl" else Name.L2R,
        PrintScaling=Name("/None"),
        Duplex=Name.DuplexFlipLongEdge,
    )
