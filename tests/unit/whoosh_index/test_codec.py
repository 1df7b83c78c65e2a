"""The codec: Whoosh reads, searches and merges segments of newsctl as it does its own."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from itertools import combinations

import pytest
from whoosh import query
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import FieldType
from whoosh.filedb.filestore import RamStorage
from whoosh.formats import Positions
from whoosh.index import TOC, FileIndex, open_dir
from whoosh.searching import Searcher
from whoosh.writing import SegmentWriter

from newsctl.core.archive.ports import Reading
from newsctl.core.archive.stat_cache import Stamp
from newsctl.core.post.text_lists import values_of
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.lexicon import EMPTY
from newsctl.dutch.tokens import token_pattern
from newsctl.storage.pages import Pages
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.codec import WhooshSegment, schema
from newsctl.whoosh_index.formats.directory import DiskDirectory, MemoryDirectory
from newsctl.whoosh_index.formats.documents import (
    number_of,
    number_term,
    path_term,
    stored_fields,
    value_term,
)
from newsctl.whoosh_index.formats.postings import sought
from newsctl.whoosh_index.formats.segment import LENGTHS, PLACE_BITS, SegmentReader, StoredFields
from newsctl.whoosh_index.indexing.batch import Batch, Job
from newsctl.whoosh_index.indexing.builder import Builder
from newsctl.whoosh_index.indexing.commit_writer import write_empty_commit
from newsctl.whoosh_index.indexing.inversion import Texts, invert
from newsctl.whoosh_index.indexing.merge import merged
from newsctl.whoosh_index.indexing.word_register import WordRegister
from newsctl.whoosh_index.schema import NAME
from tests.contract.conftest import quiet
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
    for text, names in ((one.summary.title, fields.IN_TITLE), (one.text, fields.IN_BODY)):
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
    encode = Positions().encode
    yield [(key.encode(), len(at), float(len(at)), encode(at)) for key, at in places.items()]
    for counts in (counted, parts):
        yield [(term.encode(), n, float(n), b"") for term, n in counts.items()]


class WorkedOut(FieldType):
    """A field whose value is its postings, worked out before, or its only term."""

    def index(self, value, **_options):
        return [(value, 1, 1.0, b"")] if isinstance(value, bytes) else value


def stock(index, batch):
    """Write posts by Whoosh's own writer and codec."""
    writer = SegmentWriter(index, _lk=False, codec=W3Codec())
    for field in map(writer.schema.__getitem__, writer.schema.names()):
        if type(field) is FieldType:
            field.__class__ = WorkedOut
    for one in batch:
        writer.add_document(**naive_fields(one))
    return writer


def own(index, batch):
    """Write posts as newsctl does, for Whoosh's own writer to commit."""
    directory = MemoryDirectory()
    gathered = Batch(directory, Texts(invert))
    for one in batch:
        job = Job(one.path, Stamp(0, 0, 0), None)
        gathered.take(job, Reading(one.path, b"", one), settled=True)
    info = gathered.write(WordRegister(ANALYSIS)).segment
    index.storage.files[info.file] = directory.read(info.file)
    writer = SegmentWriter(index, _lk=False)
    writer.segments.append(WhooshSegment(info))
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
    return {"stock": written_by(stock), "own": written_by(own)}


@pytest.fixture(scope="module")
def storage(storages):
    return storages["own"]


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
    known = segment.info()
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
            assert segment.weights(field, sought([term])) == expected


@pytest.mark.parametrize("field", [fields.TITLE, fields.BODY])
def test_positions_are_those_of_the_public_matcher(storage, field):
    decode = Positions().decode_positions
    for segment, reader in opened(storage):
        for term in terms_of(reader, field):
            expected = {
                one << PLACE_BITS | place
                for one, _, value in public_postings(reader, field, term)
                for place in decode(value)
            }
            living = set(segment.documents())
            found = segment.places(field, sought([term]), living)
            assert set(found) == expected
            assert len(found) == len(expected)
            few = set(sorted(living)[::40])
            found = segment.places(field, sought([term, b"nooit"]), few)
            assert {one for one in found if one >> PLACE_BITS in few} == {
                one for one in expected if one >> PLACE_BITS in few
            }
            assert expected.issuperset(found)


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
    assert not set(DEAD) & set(segment.weights(fields.TITLE, sought([COMMON.encode()])))
    assert not set(DEAD) & segment.with_any(fields.TITLE, [COMMON.encode()])
    assert segment.frequency(fields.PRESENT, b"bron") == segment.living
    assert not set(DEAD) & segment.with_all(fields.TITLE, [sought([COMMON.encode()])])


def test_a_document_that_was_killed_is_in_no_answer_from_then_on(storage):
    segment, _ = opened(storage)[0]
    alive = next(segment.documents())
    segment.kill(alive)
    assert alive not in segment.documents()
    assert alive not in segment.weights(fields.PRESENT, sought([b"bron"]))


def test_documents_are_numbered_from_the_base_on(storage):
    toc = TOC.read(storage, NAME, schema=schema())
    segment = own_view(storage, toc.segments[1], base=1000)
    plain = own_view(storage, toc.segments[1])
    for field, term in ((fields.TITLE, COMMON.encode()), (fields.PRESENT, b"bron")):
        found = segment.with_any(field, [term])
        assert found == {1000 + number for number in plain.with_any(field, [term])}
        assert found.issubset(segment.documents())
    assert segment.path(1000) == plain.path(0)


def test_what_scores_are_made_of_goes_by_the_numbers_of_the_segment(storage):
    toc = TOC.read(storage, NAME, schema=schema())
    segment = own_view(storage, toc.segments[1], base=1000)
    plain = own_view(storage, toc.segments[1])
    field, term = fields.TITLE, COMMON.encode()
    terms, every = sought([term]), {*range(plain.size)}
    for ask in (
        lambda one: one.weights(field, terms),
        lambda one: one.most_starting(field, term),
        lambda one: one.places(field, terms, every),
        lambda one: one.with_all(field, [terms]),
        lambda one: one.with_any_sought((field, terms)),
    ):
        assert ask(segment) == ask(plain)


def test_documents_have_a_term_of_each_group(storage):
    (segment, reader), *_ = opened(storage)
    terms = terms_of(reader, fields.BODY)[::7]
    having = {term: segment.with_any(fields.BODY, [term]) for term in [*terms, b"nooit"]}
    for one, other in combinations(having, 2):
        assert (
            segment.with_all(fields.BODY, [sought([one]), sought([other])])
            == having[one] & having[other]
        )
        either = segment.with_all(fields.BODY, [sought([one, other]), sought(terms[:1])])
        assert either == (having[one] | having[other]) & having[terms[0]]


def test_weights_count_each_time_for_a_weight(storage):
    (segment, _), *_ = opened(storage)
    for field, term in ((fields.TITLE, COMMON.encode()), (fields.PRESENT, b"bron")):
        plain = segment.weights(field, sought([term]))
        half = segment.weights(field, sought([term]), 0.5)
        assert half == {one: count / 2 for one, count in plain.items()}
        for some in ({*segment.documents()}, {1, 2, 299}, set(), {*range(0, 300, 3)}):
            expected = {one: count for one, count in half.items() if one in some}
            assert segment.weights(field, sought([term]), 0.5, some & {*half, 2}) == expected


def test_of_several_terms_the_commonest_in_a_document_counts(storage):
    (segment, reader), *_ = opened(storage)
    terms = terms_of(reader, fields.BODY)[:9]
    each = [segment.weights(fields.BODY, sought([term])) for term in terms]
    assert segment.weights(fields.BODY, sought(terms)) == {
        one: max(found.get(one, 0) for found in each) for one in set().union(*each)
    }


def test_whoosh_reads_alike_whoever_wrote(storages):
    """Compare all postings, statistics included, as the public reader gives them."""
    pairs = zip(readers_of(storages["stock"]), readers_of(storages["own"]), strict=True)
    for first, second in pairs:
        assert_same(first, second)
        assert list(first.iter_docs()) == list(second.iter_docs())


def readers_of(storage):
    return [leaf for leaf, _ in FileIndex(storage, schema(), NAME).reader().leaf_readers()]


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
            lengths = (one.doc_field_length(number, field) or 0 for one in (first, second))
            assert len(set(lengths)) == 1


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


@pytest.mark.slow
def test_whoosh_scores_hundreds_of_queries_alike_whoever_wrote_the_postings(storages):
    searchers = [
        Searcher(FileIndex(storage, schema(), NAME).reader()) for storage in storages.values()
    ]
    answered = 0
    for asked in random_queries(300):
        first, *others = (
            [(hit.docnum, hit.score) for hit in one.search(asked, limit=None)] for one in searchers
        )
        assert all(one == first for one in others), asked
        answered += bool(first)
    assert answered > 150


def copied(storage):
    other = RamStorage()
    other.files = dict(storage.files)
    return other


def merged_by_whoosh(storage):
    other = copied(storage)
    SegmentWriter(FileIndex(other, schema(), NAME), _lk=False).commit(optimize=True)
    (reader,) = readers_of(other)
    return reader


@pytest.mark.slow
def test_whoosh_merges_alike_whoever_wrote(storages, storage):
    expected = merged_by_whoosh(storages["stock"])
    assert expected.doc_count() == DOCUMENTS - len(DEAD)
    assert_same(expected, merged_by_whoosh(storage))


@pytest.mark.slow
def test_newsctl_merges_as_whoosh_does(storage):
    expected = merged_by_whoosh(storage)
    directory = MemoryDirectory()
    first, second = TOC.read(storage, NAME, schema=schema()).segments
    views = [own_view(storage, first), own_view(storage, second, base=first.doc_count_all())]
    info = merged(directory, views)
    other = RamStorage()
    other.files[info.file] = directory.read(info.file)
    TOC(schema(), [WhooshSegment(info)], 9).write(other, NAME)
    assert_same(expected, *readers_of(other))


def test_an_index_on_disk_is_opened_searched_and_merged_by_public_calls(tmp_path):
    """Use nothing but what the documentation of Whoosh names."""
    repository = MemoryRepository()
    for number in range(9):
        repository.put(f"{number}.md", post(f"Bericht {number}", "De kamer en de gemeenteraad."))
    directory = DiskDirectory(tmp_path)
    commit = write_empty_commit(directory, {}, posts=0, files=0)
    commit = Builder(repository.scan(), repository.read, quiet).bring_up_to_date(commit)
    repository.put("3.md", post("Een ander", "De verkiezingen."))
    Builder(repository.scan(), repository.read, quiet).bring_up_to_date(commit)

    index = open_dir(str(tmp_path), indexname=NAME)
    assert index.doc_count() == 9
    assert len(index._segments()) == 2
    assert found(index, "kamer") == 8
    index.writer().commit(optimize=True)
    merged_index = open_dir(str(tmp_path), indexname=NAME)
    assert len(merged_index._segments()) == 1
    assert (found(merged_index, "kamer"), found(merged_index, "verkiezingen")) == (8, 1)


def found(index, word):
    with index.searcher() as searcher:
        return len(searcher.search(query.Term(fields.BODY_WORD, word), limit=None))
