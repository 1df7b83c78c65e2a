"""Text without markup, or one line for each finding."""

from newsctl.rendering.formats import Format

FORMAT = Format("text", "plain text", for_people=True)
