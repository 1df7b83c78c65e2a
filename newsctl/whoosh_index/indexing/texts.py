"""The titles and bodies of a batch, on their way to postings.

There are two ways, which come to the same: by token (`token_texts`), and by number for many posts
(`numbered_texts`), which needs a library that takes longer to load than an edit to be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from newsctl.whoosh_index import schema as fields

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from newsctl.dutch.analysis import AnalysedWord
    from newsctl.whoosh_index.indexing.postings import PostingSource


class TextFields(NamedTuple):
    """The three fields of a text."""

    keys: str
    words: str
    parts: str


TITLE = TextFields(fields.TITLE, fields.TITLE_WORD, fields.TITLE_PART)
BODY = TextFields(fields.BODY, fields.BODY_WORD, fields.BODY_PART)


class Analysis(Protocol):
    """What tells the words of a token."""

    def terms(self, raw: str) -> tuple[AnalysedWord, ...]:
        """Return the words of a token, one for each position."""
        ...


class Inverted(NamedTuple):
    """Texts by term: their postings, and by field how many keys each document has.

    `posts` tells of words, as written, in how many documents each of them stands.
    """

    sources: Sequence[PostingSource]
    lengths: Mapping[str, Sequence[int]]
    posts: Callable[[Collection[str]], Mapping[str, int]]


class OneText(Protocol):
    """One text of each document."""

    size: int

    def add(self, text: str) -> None:
        """Take in the text of the next document."""
        ...


_Text = TypeVar("_Text", bound=OneText)


class TitleAndBody(Generic[_Text]):
    """The two texts of each document."""

    def __init__(self, title: _Text, body: _Text) -> None:
        self._title, self._body = title, body

    @property
    def size(self) -> int:
        """How many words they have, or so."""
        return self._title.size + self._body.size

    def add(self, title: str, body: str) -> None:
        """Take in the texts of the next document."""
        self._title.add(title)
        self._body.add(body)


class Texts(Protocol):
    """The texts of documents, which are numbered as they come."""

    @property
    def size(self) -> int:
        """How many words they have, or so: what memory is measured by."""
        ...

    def add(self, title: str, body: str) -> None:
        """Take in the texts of the next document."""
        ...

    def tokens(self) -> Iterable[str]:
        """Return the different tokens, normalised."""
        ...

    def key_counts(self) -> Counter[str]:
        """Return in how many documents each inflection key occurs.

        The words that are written otherwise than their key are there with 0 (see `dutch.lexicon`).
        """
        ...

    def inverted(self, analysis: Analysis) -> Inverted:
        """Return the postings that an analysis makes of the texts."""
        ...
