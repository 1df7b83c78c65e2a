"""The body of a post: its templates, its markdown, its HTML.

`source` converts a body to HTML, from which come the searched text (`text`), the displayed blocks
(`block_reader`) and the validated tags (`tags`), so that they agree.
"""
