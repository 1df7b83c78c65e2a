"""How large front matter may be, in whatever syntax: more is no post's."""

LONGEST_HEADER = 256 * 1024
"""A header with more characters is refused: libyaml takes some 500 bytes for each value."""

MOST_VALUES = 10_000
"""A header with more values, keys among them, is refused; aliases count as what they stand for."""

DEEPEST = 50
"""A header nested more deeply is refused: libyaml's composer would run out of stack."""

LARGEST_INTEGER = 2**63
"""From here on a number stays text: readers of JSON would break on it."""
