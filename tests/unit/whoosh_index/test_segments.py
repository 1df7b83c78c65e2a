"""Segments: what newsctl reads and writes by the block is what Whoosh reads and writes."""

from __future__ import annotations

import random

import pytest
from whoosh import formats
from whoosh.filedb.filestore import RamStorage
from whoosh.index import TOC, FileIndex
from whoosh.writing import SegmentWriter

from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.commit import CommitWriter
from newsctl.whoosh_index.documents import TextTerms, document
from newsctl.whoosh_index.schema import schema
from newsctl.whoosh_index.segments import LENGTHS, OpenSegment
from tests.fakes import MemoryRepository, post

DOCUMENTS = 300  # more than two blocks of postings
FIELDS = [fields.TITLE, fields.BODY, fields.TITLE_WORD, fields.BODY_WORD, fields.BODY_PART]
FIELDS += [fields.PATH, fields.VALUE, fields.NUMBER, fields.PRESENT]


def documents():
    """Yield documents with common and rare terms, once and often, by a fixed chance."""
    chance, repository = random.Random(1), MemoryRepository()
    for number in range(DOCUMENTS):
        path = f"2020-01-01-{number}.md"
        repository.put(path, post(f"Titel {number}", bron=f"Bron {number % 7}", aantal=number))
        terms = {
            f"term{term}": sorted(chance.sample(range(500), chance.randint(1, 9)))
            for term in range(12)
            if chance.random() < (term + 1) / 12
        }
        counts = {term: len(places) for term, places in terms.items()}
        text = TextTerms(terms, counts, counts)
        yield document(repository.read(path).post, text, text)


def written_by(make_writer):
    """Return an index of two commits, with dead documents in the first."""
    storage = RamStorage()
    TOC.create(storage, schema(), "posts")
    every = list(documents())
    for batch in (every[:280], every[280:]):
        writer = make_writer(FileIndex(storage, schema(), "posts"))
        for one in batch:
            writer.add_document(**one)
        if batch[0] is not every[0]:
            for number in (0, 5, 130, 279):
                writer.delete_document(number)
        writer.commit(merge=False)
    return storage


def _nothing(_generation, _segments):
    """Write nothing beside the commit."""


def stock(index):
    return SegmentWriter(index, _lk=False)


def own(index):
    return CommitWriter(index, _nothing)


@pytest.fixture(scope="module")
def storages():
    return {make.__name__: written_by(make) for make in (stock, own)}


@pytest.fixture(scope="module", params=["stock", "own"])
def storage(request, storages):
    return storages[request.param]


def opened(storage):
    """Return each segment twice: opened by newsctl and by Whoosh."""
    toc = TOC.read(storage, "posts", schema=schema())
    readers = [leaf for leaf, _ in FileIndex(storage, schema(), "posts").reader().leaf_readers()]
    assert len(readers) == len(toc.segments) == 2
    segments = [OpenSegment(storage, schema(), one, base=0) for one in toc.segments]
    return list(zip(segments, readers, strict=True))


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
    decode = formats.Positions().decode_positions
    for segment, reader in opened(storage):
        for term in terms_of(reader, field):
            found = segment.positions(field, term)
            expected = {one: value for one, _, value in public_postings(reader, field, term)}
            assert found == expected
            assert all(decode(value) == sorted(decode(value)) for value in found.values())


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
                assert length == reader.doc_field_length(number, field)


def test_dead_documents_are_in_no_answer(storage):
    segment, reader = opened(storage)[0]
    assert segment.deleted == 4
    assert len(list(segment.documents())) == reader.doc_count() == 276
    assert not {0, 5, 130, 279} & set(segment.weights(fields.TITLE, b"term11"))
    assert not {0, 5, 130, 279} & set(segment.positions(fields.TITLE, b"term11"))


def test_a_document_that_was_killed_is_in_no_answer_from_then_on(storage):
    segment, _ = opened(storage)[0]
    alive = next(segment.documents())
    segment.kill(alive)
    assert alive not in segment.documents()
    assert alive not in segment.weights(fields.PRESENT, b"bron")


def test_documents_are_numbered_from_the_base_on(storage):
    toc = TOC.read(storage, "posts", schema=schema())
    segment = OpenSegment(storage, schema(), toc.segments[1], base=1000)
    plain = OpenSegment(storage, schema(), toc.segments[1], base=0)
    for field, term in ((fields.TITLE, b"term11"), (fields.PRESENT, b"bron")):
        assert segment.weights(field, term) == {
            1000 + number: weight for number, weight in plain.weights(field, term).items()
        }
    assert segment.path(1000) == plain.path(0)


def test_own_writing_is_read_by_whoosh_as_stock_writing_is(storages):
    """Compare all postings, statistics included, as the public reader gives them."""
    pairs = zip(*(opened(one) for one in storages.values()), strict=True)
    for (_, first), (_, second) in pairs:
        assert list(first.all_terms()) == list(second.all_terms())
        for field, term in first.all_terms():
            assert list(public_postings(first, field, term)) == list(
                public_postings(second, field, term)
            )
            infos = first.term_info(field, term), second.term_info(field, term)
            for tell in ("weight", "doc_frequency", "min_length", "max_length", "max_weight"):
                assert getattr(infos[0], tell)() == getattr(infos[1], tell)()
            for tell in ("min_id", "max_id"):
                assert getattr(infos[0], tell)() == getattr(infos[1], tell)()


def test_merging_keeps_every_living_document(storages):
    storage = storages["own"]
    merged = RamStorage()
    merged.files = dict(storage.files)
    before = {
        segment.path(number): segment.summary(number)
        for segment, _ in opened(storage)
        for number in segment.documents()
    }
    writer = own(FileIndex(merged, schema(), "posts"))
    writer.commit(optimize=True)
    (segment,) = TOC.read(merged, "posts", schema=schema()).segments
    whole = OpenSegment(merged, schema(), segment, base=0)
    assert {whole.path(one): whole.summary(one) for one in whole.documents()} == before
    assert len(before) == DOCUMENTS - 4
    assert set(whole.weights(fields.PRESENT, b"bron")) == set(whole.documents())
