"""The file of a post as it is, byte for byte."""

from newsctl.rendering.formats import Format

FORMAT = Format("raw", "the files as they are")
