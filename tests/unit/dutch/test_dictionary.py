"""The dictionary: where it is kept it says what it says as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.dutch import dictionary
from newsctl.dutch.dictionary import Dictionary, _Loaded
from newsctl.dutch.normalise import fold, normalise
from tests.laws import law

pytestmark = pytest.mark.slow
NAME = "dutch-1"
WORDS = (
    *(
        "gekozen",
        "kiezen",
        "koos",
        "amsterdam",
        "belgië",
        "aan_bieden",
        "oliën",
        "olien",
        "olie",
        "aanbieden",
    ),
    *("verkiezing", "xyzzy", "", "a", "zzz", "'s", "ideeën", "ideeen", "één", "een", "facebook"),
)


class Shelf:
    """A shelf in memory that counts how often it was written to."""

    def __init__(self, files=()):
        self.files = dict(files)
        self.written = 0

    def view(self, name):
        if name not in self.files:
            raise FileNotFoundError(name)
        return self.files[name]

    def write(self, name, data):
        self.files[name] = data
        self.written += 1


@pytest.fixture(scope="module", autouse=True)
def _unpacked_once():
    """Let those who unpack the list share one: it takes a second, and the same is in it."""
    whole = _Loaded()
    written = whole.dump()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dictionary, "_Loaded", _Loaded)  # which other tests have taken up
        patch.setattr(_Loaded, "__init__", lambda loaded: vars(loaded).update(vars(whole)))
        patch.setattr(_Loaded, "dump", lambda _: written)
        yield


@pytest.fixture(scope="module")
def whole():
    """The dictionary that is unpacked in this process, and kept nowhere."""
    return Dictionary()


def is_loaded(asked):
    return isinstance(asked.forms, frozenset)


def kept_on(shelf):
    kept = Dictionary()
    kept.keep(shelf, NAME)
    return kept


@pytest.fixture(scope="module")
def files():
    """What the first process leaves behind."""
    shelf = Shelf()
    kept_on(shelf).has("de")
    return shelf.files


def test_a_list_that_is_prepared_is_kept_for_others(files):
    shelf = Shelf()
    for _ in range(2):
        kept_on(shelf).prepare()
    assert shelf.files == files
    assert shelf.written == 1


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_is_looked_up_is_as_in_the_whole_list(files, word, whole):
    few = kept_on(Shelf(files))
    assert few.lemma(word) == whole.lemma(word)
    folded = fold(normalise(word))
    assert few.has(folded) == whole.has(folded)
    assert not is_loaded(few)


def test_any_letters_are_looked_up_as_in_the_whole_list(files, whole):
    few = kept_on(Shelf(files))

    @given(st.text("abeijknrstvzë'-", max_size=7))
    @law
    def holds(word):
        assert few.lemma(word) == whole.lemma(word)

    holds()
    assert not is_loaded(few)


def test_the_list_is_written_once(files):
    shelf = Shelf()
    for _ in range(2):
        assert kept_on(shelf).lemma("koos") == "kiezen"
    assert shelf.written == 1
    assert shelf.files == files


def test_the_forms_are_read_when_many_words_are_asked_for(files, monkeypatch, whole):
    monkeypatch.setattr(dictionary, "FEW", 3)
    many = kept_on(Shelf(files))
    for word in ("koos", "kozen", "koor"):
        assert not is_loaded(many)
        many.has(word)
    assert is_loaded(many)
    for word in WORDS:
        assert many.lemma(word) == whole.lemma(word)
    assert many.forms == whole.forms


@pytest.mark.parametrize(
    "damaged",
    [lambda data: data[:-1], lambda data: b"\n" + data[1:], lambda _: b"", lambda _: b"x"],
)
def test_a_list_that_is_not_as_it_was_written_is_written_again(files, damaged):
    shelf = Shelf({NAME: damaged(files[NAME])})
    assert kept_on(shelf).lemma("koos") == "kiezen"
    assert shelf.files == files


@pytest.mark.parametrize("line", [b"\nkoos\t", b"\nkoos\n"])
def test_a_page_that_is_damaged_changes_no_answer(files, line):
    place = files[NAME].index(line) + 1
    shelf = Shelf({NAME: files[NAME][:place] + b"x" + files[NAME][place + 1 :]})
    kept = kept_on(shelf)
    assert kept.lemma("verkiezing") == "verkiezing"
    kept.load_forms()
    assert (kept.lemma("koos"), kept.has("koos")) == ("kiezen", True)
    assert shelf.files == files


@pytest.mark.parametrize("many", [False, True])
def test_a_bit_turned_anywhere_changes_no_answer(files, whole, many):
    data = files[NAME]
    for place in range(7, len(data), len(data) // 40):
        shelf = Shelf({NAME: data[:place] + bytes([data[place] ^ 16]) + data[place + 1 :]})
        kept = kept_on(shelf)
        if many:
            kept.load_forms()
        assert [kept.lemma(word) for word in WORDS] == [whole.lemma(word) for word in WORDS]
        assert [kept.has(word) for word in WORDS] == [whole.has(word) for word in WORDS]


def test_a_list_of_another_version_is_not_looked_at():
    shelf = Shelf({"dutch-0": b"\nkoos\tander\n"})
    assert kept_on(shelf).lemma("koos") == "kiezen"


def test_words_are_told_where_nothing_can_be_written():
    class Locked(Shelf):
        def write(self, name, data):
            raise PermissionError(name)

    assert kept_on(Locked()).lemma("koos") == "kiezen"


def test_words_are_told_without_a_shelf():
    assert Dictionary().lemma("koos") == "kiezen"


def test_all_forms_are_read_at_once_where_many_will_be_asked_for(whole):
    shelf = Shelf()
    first = Dictionary()
    first.keep(shelf, NAME)
    first.prepare()
    kept = Dictionary()
    kept.keep(shelf, NAME)
    assert not isinstance(kept.forms, frozenset)
    kept.load_forms()
    assert isinstance(kept.forms, frozenset)
    assert {word for word in WORDS if kept.has(word)} == {word for word in WORDS if whole.has(word)}
