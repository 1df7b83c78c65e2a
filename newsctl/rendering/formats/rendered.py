"""A post for reading: its front matter in a few lines, and its body without markup."""

from newsctl.rendering.formats import Format

FORMAT = Format("rendered", "posts to read, without markup", for_people=True)
