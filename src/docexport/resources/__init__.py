"""Pictures: found within the project, read within limits, made harmless, and converted for an output.

1. `Resources.picture` gives a `Picture`, or a `Placeholder` with the reason and a notice.
2. `raster` gives a PNG or JPEG file of it, `pixels` the samples that a PDF image needs.

Nothing is fetched, and nothing outside the folders of the article and the project is read.
"""

from docexport.resources.convert import Pixels, Raster, pixels, raster
from docexport.resources.picture import Color, Form, Limits, Mode, Picture, Placeholder, Unusable
from docexport.resources.store import Resources

__all__ = [
    "Color",
    "Form",
    "Limits",
    "Mode",
    "Picture",
    "Pixels",
    "Placeholder",
    "Raster",
    "Resources",
    "Unusable",
    "pixels",
    "raster",
]
