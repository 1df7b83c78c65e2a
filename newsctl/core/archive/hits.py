"""Answers: pages of hits, with matches marked by offsets and never by markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import tzinfo

    from newsctl.core.post.post import FrontMatter, PostPath, PostSummary
    from newsctl.core.query.ast import Query


class HighlightedText(NamedTuple):
    """Text with its matches: sorted, disjoint `(start, end)` offsets into `value`."""

    value: str
    highlights: tuple[tuple[int, int], ...] = ()

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Yield the text in pieces, each with a flag: highlighted or not."""
        done = 0
        for start, end in self.highlights:
            if done < start:
                yield self.value[done:start], False
            yield self.value[start:end], True
            done = end
        if done < len(self.value):
            yield self.value[done:], False


SHARED, TEXT = "shared", "text"
"""The rule of a reason for which a post is on the subject of another: both have the word, in title
or body (the field `text`) or as a value of a key."""


class Reason(NamedTuple):
    """Why a post matched: `term` in `field` matched the query's word by `rule`, with `weight`.

    The weight is of both: how it was found, and where.
    """

    word: str
    field: str
    rule: str
    term: str
    weight: float


class Hit(NamedTuple):
    """A post that matches a query. `highlights` are those of its title; snippets may be left out.

    `text` is the text of the body, with highlights if requested, and `body` is the body as written;
    each is None unless requested, and `own_values` are those of the post beside what its site adds.
    """

    summary: PostSummary
    score: float
    highlights: tuple[tuple[int, int], ...] = ()
    snippets: tuple[HighlightedText, ...] = ()
    reasons: tuple[Reason, ...] = ()
    text: HighlightedText | None = None
    body: str | None = None
    own_values: FrontMatter | None = None

    @property
    def title(self) -> HighlightedText:
        """The post's title with its highlights."""
        return HighlightedText(self.summary.title, self.highlights)


def shared_words(hit: Hit) -> list[str]:
    """Return the words that a related post shares with the original."""
    return list(dict.fromkeys(reason.word for reason in hit.reasons if reason.rule == SHARED))


class Columns(NamedTuple):
    """The paths, dates and titles of consecutive hits, for lines of lists.

    An answer may have 100,000 hits; making an object of each would take twice as long as the rest
    of its line.
    """

    paths: Sequence[PostPath]
    moments: Sequence[str]
    titles: Sequence[str]

    @classmethod
    def of(cls, hits: Iterable[Hit]) -> Self:
        """Return the columns of at least one hit."""
        summaries = ((hit.summary.path, hit.summary.moment, hit.summary.title) for hit in hits)
        return cls(*zip(*summaries, strict=True))

    @property
    def size(self) -> int:
        """The number of hits."""
        return len(self.paths)


class Sort(NamedTuple):
    """An order: by `relevance`, `path`, or a front matter key. Ties are broken by path.

    `also` are keys with the same meaning, used for posts that do not have the key. The values of a
    key that has a `zone` are dates, which are in it where they name none.
    """

    key: str = "relevance"
    descending: bool = True
    also: tuple[str, ...] = ()
    zone: tzinfo | None = None


_LIKENESS_DIGITS = 4


def is_like(likeness: float, least: float) -> bool:
    """Tell whether a likeness reaches a threshold, compared in the precision that is shown."""
    return round(likeness, _LIKENESS_DIGITS) >= least


class Request(NamedTuple):
    """A request to the index: which posts, in which order, and which part of the answer.

    `then` are further sort keys for ties. The other fields tell how much of each post is needed:
    without `front_matter` the summaries have an empty one; without `highlights` titles are not
    marked. Each takes longer than finding the post, and so does the whole `text`.
    """

    query: Query
    sort: Sort = Sort()
    limit: int | None = None
    offset: int = 0
    snippets: bool = False
    explain: bool = False
    highlights: bool = True
    front_matter: bool = True
    then: tuple[Sort, ...] = ()
    text: bool = False

    def after(self, number: int) -> Self:
        """Return the request for the rest of the answer, after so many hits."""
        limit = None if self.limit is None else self.limit - number
        return self._replace(offset=self.offset + number, limit=limit)


class Page(NamedTuple):
    """A part of an answer: its hits, as a lazy iterator to be read once; `total` counts all hits.

    If `quick_columns` is set, it returns the columns without making the hits.
    """

    hits: Iterable[Hit]
    total: int
    offset: int = 0
    quick_columns: Iterable[Columns] | None = None

    @property
    def columns(self) -> Iterable[Columns]:
        """The columns of the hits, to be read instead of the hits."""
        if self.quick_columns is not None:
            return self.quick_columns
        return (Columns.of([hit]) for hit in self.hits)

    def with_hits(self, hits: Iterable[Hit]) -> Self:
        """Return the page with other hits."""
        return self._replace(hits=hits, quick_columns=None)


class Dates(NamedTuple):
    """The dates of the posts of an answer, as sorted timestamps; some posts have none."""

    seconds: Sequence[int]
    undated: int

    @property
    def posts(self) -> int:
        """The number of posts of the answer."""
        return len(self.seconds) + self.undated


class PostFacts(NamedTuple):
    """The facts by which a post is counted: its timestamp, and its values in some fields.

    `occurrences` is the number of matches in it, if these were counted.
    """

    seconds: int | None
    values: tuple[tuple[str, ...], ...]
    occurrences: int = 0


class Forms(NamedTuple):
    """The words of the archive that a query word matches, each with its most exact rule.

    They are sorted by rule, then by length. A word that does not decide which posts answer is a
    stop word beside others.
    """

    word: str
    rules: Mapping[str, str]
    decides: bool = True


class CountedWord(NamedTuple):
    """A word of the archive, without case and accents, and its counts.

    `key` is shared by its inflections, `parts` are the keys of its constituents. `counts` has a
    number for each query, of titles and texts together.
    """

    word: str
    key: str
    parts: tuple[str, ...]
    is_stop_word: bool
    counts: tuple[int, ...]


class Cooccurrences(NamedTuple):
    """The words near a word, each with its counts near it and elsewhere.

    `forms` are the inflections of the word itself with their counts.
    """

    forms: Mapping[str, int]
    words: Sequence[CountedWord]

    @property
    def occurrences(self) -> int:
        """The number of occurrences of the word, in any form."""
        return sum(self.forms.values())


FEW_POSTS = 10
"""Posts up to which a word that finds them may be misspelt in them as well."""


class Suggestion(NamedTuple):
    """A word of the archive that may have been meant by `word`, which finds little or nothing."""

    word: str
    replacement: str


class Facet(NamedTuple):
    """A front matter key: the number of posts that have it, and its commonest values."""

    key: str
    posts: int
    values: Mapping[str, int] = {}
