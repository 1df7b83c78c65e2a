"""The body of a post, read once: its templates, its markdown, its HTML.

`source` makes HTML of a body; of that come the text that is searched (`text`), the blocks that are
shown (`block_reader`) and the tags that are checked (`tags`), so that they agree.
"""
