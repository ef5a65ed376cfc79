"""`python -m docexport`: the same command without its script."""

import sys

from docexport.cli import main

sys.exit(main())
