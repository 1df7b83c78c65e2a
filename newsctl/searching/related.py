"""Related posts: posts on the same subject, found by the keywords of a post.

A post is turned into a query of its rarest and commonest words, weighted by `scoring` and by the
rarity of each word. The weights in other posts are known from the postings, and the likeness of two
posts is the sum over shared words, relative to the sum of the post with itself: from 0 to 1,
whatever its length. Lucene's "more like this" chooses words in the same way. Front matter values
about the subject count as words, and posts of the same days are slightly more alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newsctl.core.archive.hits import SHARED, TEXT, Reason, is_like
from newsctl.core.deadline import check_deadline
from newsctl.core.post.text_lists import values_of
from newsctl.core.query.ast import Everything
from newsctl.dutch.left_out import as_written
from newsctl.dutch.stop_words import is_stop_word
from newsctl.dutch.tokens import iter_tokens
from newsctl.searching.expansion import MatchKind
from newsctl.searching.scoring import WEIGHT, SegmentCounts, quality, rarity
from newsctl.searching.search import page_of, with_text
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.documents import path_term, value_term
from newsctl.whoosh_index.formats.postings import sought

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from newsctl.core.archive.hits import Hit, Page, Request
    from newsctl.core.post.post import Post
    from newsctl.dutch.analysis import DutchAnalysis
    from newsctl.searching.evaluation import Evaluator
    from newsctl.whoosh_index.formats.segment import SegmentReader
    from newsctl.whoosh_index.snapshot import Snapshot

    _KeyGroup: TypeAlias = tuple[str, ...]

_MOST_WORDS = 40
"""Words by which others are looked up: those that mark a post most."""

_MOST_POSTINGS = 30_000
"""Postings read at most, of the most telling words, which bounds time and memory in the largest
archive."""

_FIELDS = {("category", "categories"): 0.4, ("tags",): 0.6, ("bron",): 0.1}
"""Front matter that tells a subject, by keys of one meaning, and what a shared value counts beside
a word that both posts are full of."""

_NEARNESS = 0.2
_NEAR = 30 * 24 * 3600
"""How much more alike a post of the same moment is, and the seconds after which half of that."""

_SHOWN = 5
"""Words that are shown as the reasons of a likeness, in order of what they count."""


class _SubjectWord(NamedTuple):
    """A keyword of the post: a word as written, a part of one, or a front matter value.

    `weight` is the largest score that a post can have for it; `own` is that of the post itself.
    """

    word: str
    field: str
    weight: float
    own: float
    keys: tuple[bytes, ...]
    frequency: int


def related(evaluator: Evaluator, post: Post, request: Request, least: float) -> Page:
    """Return the posts of a request with at least the likeness `least`, the most similar first.

    The post itself, which may be outside of the archive, is not among them.
    """
    snapshot = evaluator.snapshot
    marks = _marks(snapshot, evaluator.analysis, post)
    whole = sum(mark.weight * mark.own for mark in marks)
    shares = [(mark, _shares(snapshot, mark)) for mark in _affordable(marks)]
    sums: dict[int, float] = defaultdict(float)
    for _, share_of in shares:
        for document, share in share_of.items():
            sums[document] += share
    for mark in _values(snapshot, post):
        whole += mark.weight
        of_value = snapshot.with_any(fields.VALUE, mark.keys) & sums.keys()
        shares.append((mark, dict.fromkeys(of_value, mark.weight)))
        for document in of_value:
            sums[document] += mark.weight
    for document in _others(evaluator, post, request, sums):
        sums.pop(document)
    nearness = _nearness(snapshot, post)
    most = (1 + _NEARNESS) / whole if whole else 0.0
    likely = (one for one, total in sums.items() if is_like(total * most, least))
    found = {one: sums[one] / whole * nearness(one) for one in likely}
    scores = {one: likeness for one, likeness in found.items() if is_like(likeness, least)}
    documents, page = page_of(snapshot, scores, request)
    hits: Iterable[Hit] = map(partial(_with_reasons, shares), documents, page.hits)
    if request.text:
        hits = map(partial(with_text, snapshot), documents, hits)
    return page._replace(hits=hits)


def _others(
    evaluator: Evaluator, post: Post, request: Request, found: Mapping[int, float]
) -> set[int]:
    """Return the found documents that are not wanted: the post itself among them."""
    unasked = evaluator.snapshot.with_term(fields.PATH, path_term(post.path)) & found.keys()
    if request.query != Everything():
        unasked |= found.keys() - evaluator.documents(request.query)
    return unasked


def _marks(snapshot: Snapshot, analysis: DutchAnalysis, post: Post) -> list[_SubjectWord]:
    """Return the keywords of a post, and the parts of compounds, the most significant first."""
    title, body = (_words(analysis, text) for text in (post.summary.title, post.text))
    lengths = {"title_length": title.length, "body_length": body.length}
    written = {**body.written, **title.written}
    marks = []
    for keys in {**title.counts, **body.counts}:
        own = quality(title.counts[keys], body.counts[keys], **lengths)
        encoded = tuple(key.encode() for key in keys)
        frequency = _frequency(snapshot, encoded)
        weight = own * rarity(snapshot.size, frequency)
        word = Counter(written[keys]).most_common(1)[0][0]
        marks.append(_SubjectWord(word, TEXT, weight, own, encoded, frequency))
    return sorted(marks, key=lambda mark: (-mark.weight * mark.own, mark.keys))[:_MOST_WORDS]


class _TextWords(NamedTuple):
    """The words of a text by key: their counts, and their spellings."""

    counts: Counter[_KeyGroup]
    written: Mapping[_KeyGroup, Sequence[str]]
    length: int


def _words(analysis: DutchAnalysis, text: str) -> _TextWords:
    counts: Counter[_KeyGroup] = Counter()
    written: dict[_KeyGroup, list[str]] = defaultdict(list)
    length = 0
    for _, _, _, raw in iter_tokens(text):
        for word in analysis.terms(raw):
            length += len(word.keys)
            if not any(map(is_stop_word, word.surfaces)):
                for keys, shown in (
                    (word.keys, as_written(raw)),
                    *(((part,), part) for part in word.parts),
                ):
                    counts[keys] += 1
                    written[keys].append(shown)
    return _TextWords(counts, written, length)


def _frequency(snapshot: Snapshot, keys: Iterable[bytes]) -> int:
    """Return the largest number of posts with a word in one field, also as part of a compound."""
    return max(
        sum(segment.frequency(field, key) for segment in snapshot.segments)
        for field in (fields.TITLE, fields.BODY, fields.BODY_PART)
        for key in keys
    )


def _affordable(marks: Sequence[_SubjectWord]) -> Iterator[_SubjectWord]:
    """Yield keywords, the most significant first, within a limit of postings."""
    left = _MOST_POSTINGS
    for mark in marks:
        if mark.frequency <= left:
            left -= mark.frequency
            yield mark


def _shares(snapshot: Snapshot, mark: _SubjectWord) -> dict[int, float]:
    """Return the scores of the posts that have a keyword, by document."""
    check_deadline()
    shares: dict[int, float] = {}
    for segment in snapshot.segments:
        title, body = (
            _counts(segment, mark, text)
            for text in ((fields.TITLE, fields.TITLE_PART), (fields.BODY, fields.BODY_PART))
        )
        SegmentCounts(segment, title, body).score_into(shares, mark.weight)
    return shares


def _counts(segment: SegmentReader, mark: _SubjectWord, text: tuple[str, str]) -> dict[int, float]:
    """Count a word in a text of documents: as itself, and with less weight in compounds."""
    found: dict[int, float] = {}
    for field, weight in zip(text, (1.0, WEIGHT[MatchKind.COMPOUND]), strict=True):
        for document, count in segment.weights(field, sought(mark.keys)).items():
            found[document] = max(found.get(document, 0.0), weight * count)
    return found


def _values(snapshot: Snapshot, post: Post) -> Iterator[_SubjectWord]:
    """Yield the front matter values that name a post's subject."""
    for keys, weight in _FIELDS.items():
        texts = [text for key in keys for text in values_of(post.summary.front_matter.get(key))]
        for value in dict.fromkeys(texts):
            terms = tuple(value_term(key, value) for key in keys)
            frequency = len(snapshot.with_any(fields.VALUE, terms))
            found = weight * rarity(snapshot.size, frequency)
            yield _SubjectWord(value, keys[0], found, 1.0, terms, frequency)


def _nearness(snapshot: Snapshot, post: Post) -> Callable[[int], float]:
    """Return a function that gives the weight of a document by its date."""
    moment = post.summary.date
    if moment is None:
        return lambda _document: 1.0
    seconds, dates = int(moment.timestamp()), snapshot.dates

    def near(document: int) -> float:
        date = dates[document]
        if date == fields.NO_DATE:
            return 1.0
        return 1.0 + _NEARNESS * _NEAR / (_NEAR + abs(date - seconds))

    return near


def _with_reasons(
    shares: Sequence[tuple[_SubjectWord, Mapping[int, float]]], document: int, hit: Hit
) -> Hit:
    """Return a hit with the shared words, those with the largest weight first.

    A part of a word that is listed already is left out.
    """
    found = [(share_of[document], mark) for mark, share_of in shares if document in share_of]
    found.sort(key=lambda one: -one[0])
    reasons: list[Reason] = []
    for share, mark in found:
        word = mark.word.casefold()
        if len(reasons) < _SHOWN and not any(word in one.word.casefold() for one in reasons):
            reasons.append(Reason(mark.word, mark.field, SHARED, mark.word, round(share, 4)))
    return hit._replace(score=min(hit.score, 1.0), reasons=tuple(reasons))
