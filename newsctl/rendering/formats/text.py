"""Text without markup, or lines that people and editors read."""

from newsctl.rendering.formats import Format

FORMAT = Format("text", "plain text", for_people=True)
