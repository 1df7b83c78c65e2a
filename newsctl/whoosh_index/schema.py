"""The names of the index's fields, and the version of their meaning."""

from __future__ import annotations

from typing import NamedTuple

FORMAT_VERSION = 26
"""Of all that is in an index folder. 1: first release. 2: checksums, no stored fields.
3: positions packed, terms hashed by CRC-32, words in the lexicon, files seen by folder, segments in
the manifest, words by key and ending, headlines in a column. 4: the vocabulary in runs, few
postings in the table of terms, blocks as they are, places of two bytes, words and parts without
values. 5: the text of a body holds its footnotes, admonitions and deepest lists.
6: front matter says which of its texts are lists. 7: a file with the last
commit. 8: headers in TOML and JSON are read. 9: offsets of whole
minutes, and dates with their zone between parentheses.
10: checksums of pages. 11: titles from headings, dates from folders.
12: a run of the vocabulary in one file.
13: segments of arrays, in a codec of their own.
14: names in the lexicon.
15: a codec that only reads. 16: runs of words in term dictionaries.
17: what is indented within HTML is HTML.
18: texts of expressions in MDX, and what Jekyll 4.3 gives its posts.
19: front matter whose first line names its syntax.
20: runs of words alone, in a file each.
21: what follows an indented tag within HTML is HTML too.
22: a tag with keys of its own has its label.
23: values within mappings.
24: facets count a post once by each of its values.
25: more shortcodes hold code, and front matter of Hugo may follow blank lines."""

NAME = "posts"
"""What Whoosh's files are named after."""

NO_DATE = -(2**63)
"""The date column of a post without a date: before every moment."""

TITLE, BODY = "title", "body"
"""Inflection and lemma keys with their positions; the fields below them hold no positions."""

TITLE_WORD, BODY_WORD = "title_word", "body_word"
"""Words as written, accents and capitals apart: for exact words, prefixes and fuzzy words."""

TITLE_PART, BODY_PART = "title_part", "body_part"
"""Keys of the constituents of compounds."""


class TextFields(NamedTuple):
    """The three fields of a text."""

    keys: str
    words: str
    parts: str


IN_TITLE = TextFields(TITLE, TITLE_WORD, TITLE_PART)
IN_BODY = TextFields(BODY, BODY_WORD, BODY_PART)

VALUE, NUMBER, PRESENT = "value", "number", "present"
"""Front matter: whole folded values, numbers that sort as bytes, keys that are not empty."""

PATH, DATE, HEADLINE = "path", "date", "headline"
FRONT_MATTER, TEXT = "front_matter", "text"
"""What an answer is made of: identity, order, moment and title; and kept compressed, since few
answers show them, the front matter as JSON and the text for snippets."""
