"""The site of the documentation: `python -m sphinx -W --keep-going docs site`.

`reference/` is made of the program before it is read, and is not kept.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent))

from newsctl import __version__  # noqa: E402 -- of this checkout
from tools.reference import write_reference  # noqa: E402 -- the same

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "newsctl"
version = release = __version__
html_title = f"newsctl {version}"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["man"]  # for `man`; the reference has the same texts
html_theme = "furo"  # loads nothing from other hosts
html_copy_source = html_show_copyright = html_show_sphinx = False
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
smartquotes = False  # what is typed has straight ones
default_role = "code"  # as docstrings have it
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80


def setup(app: Sphinx) -> None:
    """Have the reference made before Sphinx looks which pages there are."""
    app.connect("builder-inited", lambda _: write_reference(DOCS / "reference"))
