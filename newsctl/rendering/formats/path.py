"""Paths of posts, for other programs."""

from newsctl.rendering.formats import Format

FORMAT = Format("path", "paths alone", fields=("path",), takes_fields=False)
