"""Answers: hits, in pages, with the words that matched marked as slices and never as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsctl.core.post.post import PostPath, PostSummary
    from newsctl.core.query.ast import Query


class HighlightedText(NamedTuple):
    """Text with the places that matched: sorted, disjoint `(start, end)` offsets into `value`."""

    value: str
    highlights: tuple[tuple[int, int], ...] = ()

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Yield the text in pieces, each with whether it is highlighted."""
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
    """Why a post was found: the query's word matched `term` in `field` by `rule`, for `weight`."""

    word: str
    field: str
    rule: str
    term: str
    weight: float


class Hit(NamedTuple):
    """A post that answers a query. `highlights` are of its title; snippets may be left out.

    `text` is what a reader sees of the body, with the places that matched where these are asked
    for, and `body` is the body as written; each is None where it was not asked for.
    """

    summary: PostSummary
    score: float
    highlights: tuple[tuple[int, int], ...] = ()
    snippets: tuple[HighlightedText, ...] = ()
    reasons: tuple[Reason, ...] = ()
    text: HighlightedText | None = None
    body: str | None = None

    @property
    def title(self) -> HighlightedText:
        """The post's title, with the places that matched."""
        return HighlightedText(self.summary.title, self.highlights)


def shared_words(hit: Hit) -> list[str]:
    """Return the words that a post shares with the one that it is related to."""
    return list(dict.fromkeys(reason.word for reason in hit.reasons if reason.rule == SHARED))


class Columns(NamedTuple):
    """What lines show of hits that follow one another: their paths, moments and titles.

    An answer may have 100,000 hits; to make an object of each takes twice as long as all else that
    its line takes.
    """

    paths: Sequence[PostPath]
    moments: Sequence[str]
    titles: Sequence[str]

    @classmethod
    def of(cls, hits: Iterable[Hit]) -> Self:
        """Return the columns of hits, of one at least."""
        summaries = ((hit.summary.path, hit.summary.moment, hit.summary.title) for hit in hits)
        return cls(*zip(*summaries, strict=True))

    @property
    def size(self) -> int:
        """How many hits they are of."""
        return len(self.paths)


class Sort(NamedTuple):
    """An order: `relevance`, `path`, or any front matter key. Ties are broken by path.

    `also` are keys of the same meaning, looked at in posts that do not have the key.
    """

    key: str = "relevance"
    descending: bool = True
    also: tuple[str, ...] = ()


_LIKENESS_DIGITS = 4


def is_like(likeness: float, least: float) -> bool:
    """Tell whether posts are alike enough: what is shown of a likeness can be asked for."""
    return round(likeness, _LIKENESS_DIGITS) >= least


class Request(NamedTuple):
    """What is asked of the index: which posts, in what order, which part of the answer.

    `then` are the orders of what the first has as alike, each of what those before it have so. The
    others tell how much of each post. Without `front_matter`, summaries have an empty one;
    without `highlights`, nothing is marked in titles. Each takes longer than finding the post,
    and so does the whole `text`.
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

    def after(self, given: int) -> Self:
        """Return what asks for the rest, once so many hits were given."""
        limit = None if self.limit is None else self.limit - given
        return self._replace(offset=self.offset + given, limit=limit)


class Page(NamedTuple):
    """One part of an answer: its hits, which are read once, lazily. `total` counts the whole of it.

    An index may tell the columns of the hits sooner than it makes them: `quick_columns`.
    """

    hits: Iterable[Hit]
    total: int
    offset: int = 0
    quick_columns: Iterable[Columns] | None = None

    @property
    def columns(self) -> Iterable[Columns]:
        """The columns of the hits, in place of these: whoever reads them reads no hits."""
        if self.quick_columns is not None:
            return self.quick_columns
        return (Columns.of([hit]) for hit in self.hits)

    def with_hits(self, hits: Iterable[Hit]) -> Self:
        """Return the page with hits made of its own."""
        return self._replace(hits=hits, quick_columns=None)


class Dates(NamedTuple):
    """When the posts of an answer are from, in seconds since 1970, sorted; some have no date."""

    seconds: Sequence[int]
    undated: int

    @property
    def posts(self) -> int:
        """How many posts the answer has."""
        return len(self.seconds) + self.undated


class PostFacts(NamedTuple):
    """What a post is counted by: its date in seconds since 1970, and its values in some fields.

    `occurrences` tells how often the words of the query stand in it, where these were counted.
    """

    seconds: int | None
    values: tuple[tuple[str, ...], ...]
    occurrences: int = 0


class Forms(NamedTuple):
    """The words of the archive that a word of a query stands for, with the surest rule of each.

    What is found by a surer rule comes first, and then what is shorter.
    """

    word: str
    rules: Mapping[str, str]


class CountedWord(NamedTuple):
    """A word as it is written in an archive, accents and capitals apart, and how often it stands.

    `key` is shared by its inflections, `parts` are the keys of its constituents. `counts` has a
    number for each place that was looked at: of titles and texts together.
    """

    word: str
    key: str
    parts: tuple[str, ...]
    is_stop_word: bool
    counts: tuple[int, ...]


class Cooccurrences(NamedTuple):
    """What stands near a word: each other word with how often it is near, and not near.

    `forms` are the inflections of the word itself, with how often each is there.
    """

    forms: Mapping[str, int]
    words: Sequence[CountedWord]

    @property
    def occurrences(self) -> int:
        """How often the word is there, in any form."""
        return sum(self.forms.values())


FEW_POSTS = 10
"""Posts up to which a word that finds them may be misspelt in them as well."""


class Suggestion(NamedTuple):
    """A word of the archive that may have been meant where `word` found nothing, or little."""

    word: str
    replacement: str


class Facet(NamedTuple):
    """A front matter key of the archive: how many posts have it, and its commonest values."""

    key: str
    posts: int
    values: Mapping[str, int] = {}
