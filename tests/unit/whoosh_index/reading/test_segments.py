"""Segments: what newsctl reads and writes by the block is what Whoosh reads and writes."""

from __future__ import annotations

import random
from collections import Counter, defaultdict

import pytest
from whoosh import query
from whoosh.filedb.filestore import RamStorage
from whoosh.index import TOC, FileIndex
from whoosh.searching import Searcher
from whoosh.writing import SegmentWriter

from newsctl.core.archive.ports import Reading
from newsctl.core.archive.stat_cache import Stamp
from newsctl.core.post.post import values_of
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.lexicon import EMPTY
from newsctl.dutch.tokens import token_pattern
from newsctl.storage.pages import Pages
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.documents import (
    StoredFields,
    number_of,
    number_term,
    path_term,
    stored_fields,
    value_term,
)
from newsctl.whoosh_index.formats.segment import LENGTHS, SegmentReader
from newsctl.whoosh_index.indexing.batch import Batch, Job
from newsctl.whoosh_index.indexing.contents import from_whoosh
from newsctl.whoosh_index.indexing.merging import merged
from newsctl.whoosh_index.indexing.texts import BODY, TITLE
from newsctl.whoosh_index.indexing.token_texts import TokenTexts
from newsctl.whoosh_index.indexing.whoosh_schema import PackedPositions, schema
from newsctl.whoosh_index.indexing.word_register import WordRegister
from newsctl.whoosh_index.schema import NAME
from tests.fakes import MemoryRepository, post

DOCUMENTS = 300  # more than two blocks of postings
DEAD = (0, 5, 130, 279)
FIELDS = [fields.TITLE, fields.BODY, fields.TITLE_WORD, fields.BODY_WORD, fields.BODY_PART]
FIELDS += [fields.PATH, fields.VALUE, fields.NUMBER, fields.PRESENT]
WORDS = (  # of one key or several, one place or several, with parts or without; the last is common
    *("oliën", "olien", "e-mail", "Tweede-Kamerlid", "foto's", "presidentsverkiezingen"),
    *("1.000", "V.S.", "kamer", "Kamer", "huizen", "verkiezing"),
)
COMMON = "verkiez"
ANALYSIS = DutchAnalysis(EMPTY)


def posts():
    """Yield posts with common and rare words, once and often, by a fixed chance; some with none."""
    chance, repository = random.Random(1), MemoryRepository()
    for number in range(DOCUMENTS):
        found = [
            word
            for place, word in enumerate(WORDS)
            for _ in range(chance.randint(1, 9) if number % 40 else 0)
            if chance.random() < (place + 1) / 12
        ]
        chance.shuffle(found)
        path = f"2020-01-01-{number}.md"
        own = {"bron": f"Bron {number % 7}", "aantal": number, "tags": ["een", "twee"]}
        repository.put(path, post(" ".join(["Titel", *found[:5]]), " ".join(found), **own))
        yield repository.read(path).post


def naive_fields(one):
    """Return the fields of a post as Whoosh's own writer takes them, term by term."""
    made = {name: [(term, 1, 1.0, b"") for term in terms] for name, terms in presences(one.summary)}
    for text, names in ((one.summary.title, TITLE), (one.text, BODY)):
        made.update(zip(names, naive_terms(text), strict=True))
    return made | stored_fields(one)._asdict()


def presences(summary):
    """Yield the terms that a post has or has not, by field."""
    texts = [
        (key, text) for key, value in summary.front_matter.items() for text in values_of(value)
    ]
    numbers = [(key, number_of(text)) for key, text in texts]
    yield fields.PATH, {path_term(summary.path)}
    yield fields.PRESENT, {key.encode() for key, _ in texts}
    yield fields.VALUE, {value_term(key, text) for key, text in texts}
    yield fields.NUMBER, {number_term(key, number) for key, number in numbers if number is not None}


def naive_terms(text):
    """Return the postings of a text's keys, words and parts."""
    places, counted, parts, here = defaultdict(list), Counter(), Counter(), 0
    for raw in token_pattern().findall(text):
        for word in ANALYSIS.terms(raw):
            for key in word.keys:
                places[key].append(here)
            counted.update(word.surfaces)
            parts.update(word.parts)
            here += 1
    encode = PackedPositions().encode
    yield [(key.encode(), len(at), float(len(at)), encode(at)) for key, at in places.items()]
    for counts in (counted, parts):
        yield [(term.encode(), n, float(n), b"") for term, n in counts.items()]


def stock(index, batch):
    """Write posts by Whoosh's own writer."""
    writer = SegmentWriter(index, _lk=False)
    for one in batch:
        writer.add_document(**naive_fields(one))
    return writer


def own(index, batch):
    """Write posts by the block, for Whoosh's own writer to commit."""
    gathered = Batch(index.storage, TokenTexts())
    for one in batch:
        job = Job(one.path, Stamp(0, 0, 0), None)
        gathered.take(job, Reading(one.path, b"", one), settled=True)
    writer = SegmentWriter(index, _lk=False)
    writer.segments.append(gathered.write(WordRegister(ANALYSIS)).segment)
    return writer


def written_by(write):
    """Return an index of two commits, with dead documents in the first."""
    storage, every = RamStorage(), list(posts())
    TOC.create(storage, schema(), NAME)
    write(FileIndex(storage, schema(), NAME), every[:280]).commit(merge=False)
    second = write(FileIndex(storage, schema(), NAME), every[280:])
    for number in DEAD:
        second.delete_document(number)
    second.commit(merge=False)
    return storage


@pytest.fixture(scope="module")
def storages():
    return {make.__name__: written_by(make) for make in (stock, own)}


@pytest.fixture(scope="module", params=["stock", "own"])
def storage(request, storages):
    return storages[request.param]


def opened(storage):
    """Return each segment twice: opened by newsctl and by Whoosh."""
    toc = TOC.read(storage, NAME, schema=schema())
    readers = [leaf for leaf, _ in FileIndex(storage, schema(), NAME).reader().leaf_readers()]
    assert len(readers) == len(toc.segments) == 2
    return [
        (own_view(storage, one), reader) for one, reader in zip(toc.segments, readers, strict=True)
    ]


def own_view(storage, segment, base=0):
    """Open a segment of Whoosh's without Whoosh."""
    known = from_whoosh(segment)
    return SegmentReader(Pages(storage.files[known.file]), known, base=base)


def public_postings(reader, field, term):
    """Read postings by the methods that Whoosh documents."""
    matcher = reader.postings(field, term)
    while matcher.is_active():
        yield matcher.id(), matcher.weight(), matcher.value()
        matcher.next()


def terms_of(reader, field):
    return [term for name, term in reader.all_terms() if name == field]


@pytest.mark.parametrize("field", FIELDS)
def test_weights_are_those_of_the_public_matcher(storage, field):
    for segment, reader in opened(storage):
        for term in terms_of(reader, field):
            expected = {one: weight for one, weight, _ in public_postings(reader, field, term)}
            assert segment.weights(field, term) == expected


@pytest.mark.parametrize("field", [fields.TITLE, fields.BODY])
def test_positions_are_those_of_the_public_matcher(storage, field):
    decode = PackedPositions().decode_positions
    for segment, reader in opened(storage):
        for term in terms_of(reader, field):
            found = segment.positions(field, term, set(segment.documents()))
            expected = {
                one: decode(value) for one, _, value in public_postings(reader, field, term)
            }
            assert found == expected
            assert all(places == sorted(places) for places in found.values())


@pytest.mark.parametrize("field", FIELDS)
def test_terms_are_those_of_the_field(storage, field):
    for segment, reader in opened(storage):
        terms = terms_of(reader, field)
        assert list(segment.terms(field, b"")) == terms
        middle = terms[len(terms) // 2]
        assert list(segment.terms(field, middle, middle + b"\xff")) == [
            term for term in terms if middle <= term <= middle + b"\xff"
        ]
        assert all(segment.has(field, term) for term in terms)
        assert not segment.has(field, b"nooit")


def test_columns_are_those_of_the_public_reader(storage):
    for segment, reader in opened(storage):
        dates = reader.column_reader(fields.DATE)
        for number in segment.documents():
            assert segment.dates()[number] == dates[number]
            assert segment.path(number) == reader.column_reader(fields.PATH)[number]
            for field in (fields.TITLE, fields.BODY):
                length = LENGTHS[segment.field_lengths(field)[number]]
                assert length == (reader.doc_field_length(number, field) or 0)


def test_dead_documents_are_in_no_answer(storage):
    segment, reader = opened(storage)[0]
    assert (segment.deleted, segment.living) == (4, 276)
    assert len(list(segment.documents())) == reader.doc_count() == 276
    assert not set(DEAD) & set(segment.weights(fields.TITLE, COMMON.encode()))
    assert not set(DEAD) & set(segment.positions(fields.TITLE, COMMON.encode(), range(DOCUMENTS)))


def test_a_document_that_was_killed_is_in_no_answer_from_then_on(storage):
    segment, _ = opened(storage)[0]
    alive = next(segment.documents())
    segment.kill(alive)
    assert alive not in segment.documents()
    assert alive not in segment.weights(fields.PRESENT, b"bron")


def test_documents_are_numbered_from_the_base_on(storage):
    toc = TOC.read(storage, NAME, schema=schema())
    segment = own_view(storage, toc.segments[1], base=1000)
    plain = own_view(storage, toc.segments[1])
    for field, term in ((fields.TITLE, COMMON.encode()), (fields.PRESENT, b"bron")):
        assert segment.weights(field, term) == {
            1000 + number: weight for number, weight in plain.weights(field, term).items()
        }
    assert segment.path(1000) == plain.path(0)


def test_own_writing_is_read_by_whoosh_as_stock_writing_is(storages):
    """Compare all postings, statistics included, as the public reader gives them."""
    pairs = zip(*(opened(one) for one in storages.values()), strict=True)
    for (_, first), (_, second) in pairs:
        assert_same(first, second)
        assert list(first.iter_docs()) == list(second.iter_docs())


TOLD = ("weight", "doc_frequency", "min_length", "max_length", "max_weight", "min_id", "max_id")


def assert_same(first, second):
    """Check that two readers tell the same of all terms, postings, lengths and columns."""
    for column in StoredFields._fields:
        one, other = first.column_reader(column), second.column_reader(column)
        assert list(one) == list(other)
    assert list(first.all_stored_fields()) == list(second.all_stored_fields())
    assert list(first.all_terms()) == list(second.all_terms())
    for field, term in first.all_terms():
        assert list(public_postings(first, field, term)) == list(
            public_postings(second, field, term)
        )
        infos = first.term_info(field, term), second.term_info(field, term)
        for tell in TOLD:
            assert getattr(infos[0], tell)() == getattr(infos[1], tell)()
    for field in (fields.TITLE, fields.BODY):
        assert first.field_length(field) == second.field_length(field)
        for number in range(first.doc_count_all()):
            assert first.doc_field_length(number, field) == second.doc_field_length(number, field)


def random_queries(number):
    """Return queries of words and prefixes, joined and in phrases, by a fixed chance."""
    chance = random.Random(2)
    keys = sorted({key for raw in WORDS for word in ANALYSIS.terms(raw) for key in word.keys})

    def term():
        field = chance.choice((fields.TITLE, fields.BODY))
        return query.Term(field, chance.choice(keys), boost=chance.choice((1.0, 2.5)))

    def some(kind):
        return kind([term() for _ in range(chance.randint(2, 4))])

    kinds = (
        term,
        lambda: some(query.And),
        lambda: some(query.Or),
        lambda: query.AndNot(some(query.Or), term()),
        lambda: query.Prefix(fields.BODY_WORD, chance.choice(WORDS)[:2].lower()),
        lambda: query.Phrase(fields.BODY, chance.choices(keys, k=2)),
    )
    return [chance.choice(kinds)() for _ in range(number)]


def test_whoosh_scores_a_thousand_queries_alike_whoever_wrote_the_postings(storages):
    searchers = [
        Searcher(FileIndex(storage, schema(), NAME).reader()) for storage in storages.values()
    ]
    answered = 0
    for asked in random_queries(1000):
        first, second = (
            [(hit.docnum, hit.score) for hit in one.search(asked, limit=None)] for one in searchers
        )
        assert first == second, asked
        answered += bool(first)
    assert answered > 500


def copied(storage):
    other = RamStorage()
    other.files = dict(storage.files)
    return other


def test_whoosh_merges_what_was_written_by_the_block_as_newsctl_does(storages):
    by_whoosh, by_block = copied(storages["stock"]), copied(storages["own"])
    SegmentWriter(FileIndex(by_whoosh, schema(), NAME), _lk=False).commit(optimize=True)
    segments = TOC.read(by_block, NAME, schema=schema()).segments
    first = own_view(by_block, segments[0])
    second = own_view(by_block, segments[1], base=first.size)
    TOC(schema(), [merged(by_block, [first, second])], 9).write(by_block, NAME)
    readers = [FileIndex(storage, schema(), NAME).reader() for storage in (by_whoosh, by_block)]
    assert readers[0].doc_count() == DOCUMENTS - len(DEAD)
    assert_same(*readers)
    for field in (fields.PATH, fields.DATE, fields.HEADLINE, fields.FRONT_MATTER, fields.TEXT):
        assert list(readers[0].column_reader(field)) == list(readers[1].column_reader(field))


def test_whoosh_merges_segments_that_were_written_by_the_block(storages):
    merged_by_whoosh = []
    for storage in map(copied, storages.values()):
        SegmentWriter(FileIndex(storage, schema(), NAME), _lk=False).commit(optimize=True)
        merged_by_whoosh.append(FileIndex(storage, schema(), NAME).reader())
    assert_same(*merged_by_whoosh)
