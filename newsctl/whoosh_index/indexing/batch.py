"""A batch of posts for one segment, and the record of every file read for it."""

from __future__ import annotations

import zlib
from array import array
from collections import defaultdict
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.messages import _
from newsctl.core.post.entities import decoded
from newsctl.core.post.text_lists import values_of
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.documents import (
    front_matter_in,
    number_of,
    number_term,
    path_term,
    stored_fields,
    title_in,
    value_term,
)
from newsctl.whoosh_index.formats.facets import FacetCounter
from newsctl.whoosh_index.formats.postings import FieldPostings
from newsctl.whoosh_index.formats.segment import SegmentWriter
from newsctl.whoosh_index.formats.stat_cache import CachedFile

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Mapping, Sequence

    from newsctl.core.archive.ports import Reading
    from newsctl.core.archive.stat_cache import Stamp
    from newsctl.core.post.post import FrontMatter, Post, PostPath, Value
    from newsctl.whoosh_index.formats.directory import Directory
    from newsctl.whoosh_index.formats.kept_sample import KeptSample, SamplePart
    from newsctl.whoosh_index.formats.manifest import SegmentInfo
    from newsctl.whoosh_index.formats.vocabulary import WordEntry
    from newsctl.whoosh_index.indexing.inversion import Texts
    from newsctl.whoosh_index.indexing.word_register import WordRegister

    Documents = Sequence[int]
    """Documents in rising order."""

MOST_PLACES = 8_000_000
"""Words of batches in memory at most, give or take a post, of 25,000 posts or so: 64 MB of places,
or 32 MB of numbers and, where all are sorted at once, half a gigabyte."""


class Job(NamedTuple):
    """A file to read: its stamp, and its record of the last time."""

    path: PostPath
    stamp: Stamp
    before: CachedFile | None


class Account:
    """The files that were read: `seen` has all of them, `left_out` why some are not posts.

    `added` counts posts with new content; `facets` counts their front matter.
    """

    def __init__(self) -> None:
        self.seen: dict[PostPath, CachedFile] = {}
        self.left_out: dict[PostPath, str] = {}
        self.facets = FacetCounter()
        self.added = 0


class Piece(NamedTuple):
    """The result of a batch: its account, and the posts in a segment, with new words."""

    account: Account
    segment: SegmentInfo | None = None
    words: Sequence[WordEntry] = ()


class Batch:
    """Collects posts in memory, their texts in `texts`, to be written as one segment."""

    def __init__(self, directory: Directory, texts: Texts) -> None:
        self._directory = directory
        self._segment = SegmentWriter()
        self._texts = texts
        self._paths: dict[bytes, Sequence[int]] = {}
        self._front_matters = FrontMatters()
        self._account = Account()
        self._kept_files = self._kept_posts = 0

    @property
    def size(self) -> int:
        """The approximate number of words, by which memory is limited."""
        return self._texts.size

    @property
    def files(self) -> int:
        """The number of files added, posts or not."""
        return len(self._account.seen)

    @property
    def posts(self) -> int:
        """The number of posts added."""
        return self._account.added

    def take(self, job: Job, reading: Reading, *, settled: bool) -> None:
        """Add a file that was read; a post with unchanged content is only recorded.

        `settled` tells whether its stamp was settled before it was read.
        """
        seen = CachedFile(job.stamp, zlib.crc32(reading.data), settled)
        self._account.seen[job.path] = seen
        if reading.post is None:  # even if the bytes are the same, the reason may be another
            problems = reading.problems
            self._account.left_out[job.path] = problems[0].message if problems else _("not a post")
        elif not seen.has_content_of(job.before):
            self._add(reading.post)

    def keep(self, sample: KeptSample) -> None:
        """Store what was added since the last call in a sample."""
        if self.files == self._kept_files:
            return
        seen = dict(islice(self._account.seen.items(), self._kept_files, None))
        left_out = {path: why for path, why in self._account.left_out.items() if path in seen}
        sample.add(self._segment.since(self._kept_posts), seen, left_out)
        self._kept_files, self._kept_posts = self.files, self._segment.size

    def take_kept(self, part: SamplePart) -> None:
        """Add the files of a part of a sample."""
        self._account.seen.update(part.seen)
        self._account.left_out.update(part.left_out)
        segment, first = part.segment, self._segment.size
        self._segment.copy(segment, range(segment.size))
        for one in range(segment.size):
            path, front_matter = path_term(segment.path(one)), front_matter_in(segment, one)
            self._enter(first + one, path, title_in(segment, one), segment.text(one), front_matter)
        self._kept_files, self._kept_posts = self.files, self._segment.size

    def key_counts(self) -> Counter[str]:
        """Return the number of posts with each inflection key."""
        return self._texts.key_counts()

    def tokens(self) -> Iterable[str]:
        """Return the distinct tokens of the posts."""
        return self._texts.tokens()

    def write(self, register: WordRegister) -> Piece:
        """Write the posts, with a word register in which a commit has begun."""
        if not self._segment.size:
            return Piece(self._account)
        self._account.facets = self._front_matters.facets()
        texts = self._texts.inverted(register)
        others = {fields.PATH: self._paths, **self._front_matters.terms()}
        postings = {field: existing(terms) for field, terms in others.items()}
        postings.update(texts.postings)
        segment = self._segment.write(self._directory, postings, texts.lengths)
        words = register.entries(texts.word_counts)
        return Piece(self._account, segment, list(words))

    def _add(self, post: Post) -> None:
        stored, summary = stored_fields(post), post.shown
        document = self._segment.add(stored)
        self._enter(document, stored.path, summary.title, post.text, summary.front_matter)

    def _enter(
        self, document: int, path: bytes, title: str, text: str, front_matter: FrontMatter
    ) -> None:
        """Make a stored document searchable."""
        self._paths[path] = (document,)
        self._texts.add(decoded(title), text)
        self._front_matters.add(document, front_matter)
        self._account.added += 1


class FrontMatters:
    """Collects front matter, and makes terms and facets of all of it at the end."""

    def __init__(self) -> None:
        self._keys: defaultdict[str, _Key] = defaultdict(_Key)

    def add(self, document: int, front_matter: FrontMatter) -> None:
        """Add the front matter of a document; numbers must ascend."""
        for key, value in front_matter.items():
            self._keys[key].add(document, value)

    def facets(self) -> FacetCounter:
        """Return the counts of keys and values."""
        counter = FacetCounter()
        for key, found in self._keys.items():
            values = {text: len(documents) for text, documents in found.documents.items()}
            counter.count(key, found.posts, values)
        return counter

    def terms(self) -> dict[str, dict[bytes, Documents]]:
        """Return the terms by field, and the documents of each."""
        values: dict[bytes, Documents] = {}
        numbers: dict[bytes, Documents] = {}
        present: dict[bytes, Documents] = {}
        for key, found in self._keys.items():
            _enter(present, key.encode("utf-8", "replace"), found.present)
            for text, documents in found.documents.items():
                _enter(values, value_term(key, text), documents)
                number = number_of(text)
                if number is not None:
                    _enter(numbers, number_term(key, number), documents)
        return {fields.VALUE: values, fields.NUMBER: numbers, fields.PRESENT: present}


class _Key:
    """The values of one key; a document is there once for each distinct text."""

    def __init__(self) -> None:
        self.posts = 0
        self.present: list[int] = []
        self.documents: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, document: int, value: Value) -> None:
        self.posts += 1
        texts = values_of(value)
        if texts or (isinstance(value, dict) and value):
            self.present.append(document)
        for text in dict.fromkeys(texts):
            self.documents[text].append(document)


def existing(terms: Mapping[bytes, Sequence[int]]) -> FieldPostings:
    """Return postings without counts and places."""
    ordered = sorted(terms)
    each = [terms[term] for term in ordered]
    bounds = array("I", accumulate(map(len, each), initial=0))
    return FieldPostings(ordered, bounds, array("I", chain.from_iterable(each)))


def _enter(terms: dict[bytes, Documents], term: bytes, documents: Documents) -> None:
    """Add documents, each once, to those of a term."""
    if term in terms:
        documents = sorted({*terms[term], *documents})
    elif len(documents) > 1:
        documents = list(dict.fromkeys(documents))
    if documents:
        terms[term] = documents
