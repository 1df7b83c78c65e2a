"""What every index answers, however it came to know the posts."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from string import ascii_lowercase
from zoneinfo import ZoneInfo

import pytest

from newsctl.core.archive.hits import Hit, Request, Sort
from newsctl.core.archive.reconcile import Changes
from newsctl.core.post.post import PostPath
from newsctl.core.query.ast import (
    And,
    DateRange,
    Everything,
    ExactWord,
    FieldDateRange,
    FieldPresent,
    FieldValue,
    Fuzzy,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Scope,
    Word,
)
from tests.contract.conftest import quiet
from tests.fakes import MemoryRepository, post

POSTS = {
    "kamer": post(
        "Tweede Kamerverkiezingen in maart",
        "De uitslag van de stemming wordt morgen verwacht. Facebook doet niet mee.",
        bron="NOS",
        date="2017-03-15 21:00:00 +0100",
        aantal=12,
    ),
    "president": post(
        "Trump wint Amerikaanse presidentsverkiezingen",
        "De nieuwe president is een zakenman.",
        bron="NU.nl",
        date="2016-11-09 08:30:00 +0100",
        aantal=6,
    ),
    "verkiezing": post(
        "Verkiezing van de beste foto",
        "<p>De jury koos een foto van een café in Zutphen.</p>",
        bron="Fotobond",
        date="2019-09-05 03:07:07 +0200",
        aantal=250,
        tags=["Foto", "Kunst & Cultuur"],
    ),
    "body": post(
        "Uitslag bekend",
        "Na de verkiezingen was het stil. De Tweede Kamer komt na de zomer weer bijeen.",
        bron="nos",
        date="2019-09-05 12:00:00 +0200",
        aantal=14.5,
    ),
    "facebook": post(
        "Facebook wist nepnieuws",
        "Het bedrijf verwijdert duizenden berichten. Zuckerberg: dit is het begin.",
        bron="Tweakers",
        date="2018-01-24 20:19:08 +0100",
        aantal=-3,
        feature_image="https://example.com/a.jpg",
    ),
    "idee": post(
        "Één idee voor de zeeën",
        "Goede ideeën voor de zee, zegt de coördinator in Curaçao.",
        bron="Café De Zon",
        aantal="onbekend",
        feature_image="",
    ),
    "mail": post(
        "E-mail van de minister",
        "In de e-mail staat dat de ex-minister de Kamer-verkiezingen steunt.",
        date="2018-01-24",
        extra={"a": 1},
    ),
    "stil": post("Het weer: zon en regen", "", date="2020-02-29", leeg=None),
}
PATHS = {name: PostPath(f"2020-01-01-{name}.md") for name in POSTS}
NAMES = {path: name for name, path in PATHS.items()}
UNDATED = PostPath("zonder-datum.md")
NAMES[UNDATED] = "idee"
PATHS["idee"] = UNDATED


@pytest.fixture(scope="session")
def repository():
    return MemoryRepository({PATHS[name]: data for name, data in POSTS.items()})


@pytest.fixture(scope="session")
def index(make_index, repository):
    return make_index(repository)


@pytest.fixture(scope="session")
def found(index):
    """Return the names of the posts that answer a query."""

    def _found(query, **options):
        return {NAMES[hit.summary.path] for hit in index.search(Request(query, **options)).hits}

    return _found


@pytest.fixture(scope="session")
def ordered(index):
    """Return the names of the posts that answer a query, in order."""

    def _ordered(query, **options):
        return [NAMES[hit.summary.path] for hit in index.search(Request(query, **options)).hits]

    return _ordered


@pytest.fixture(scope="session")
def hit(index):
    """Return what a query gives of one post."""

    def _hit(name, query, **options):
        hits = index.search(Request(query, **options)).hits
        return next(one for one in hits if one.summary.path == PATHS[name])

    return _hit


@pytest.fixture
def index_of(make_index):
    """Make an index of a few posts of a test's own."""

    def _index_of(files):
        return make_index(MemoryRepository(files))

    return _index_of


def paths_of(index, query, **options):
    return [hit.summary.path for hit in index.search(Request(query, **options)).hits]


def named_by_letters(bodies):
    """Return a post for each body, named a, b, c and so on."""
    return {
        f"2020-01-01-{letter}.md": post("X", body)
        for letter, body in zip(ascii_lowercase, bodies, strict=False)
    }


# Words.


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("zakenman", {"president"}),
        ("ZAKENMAN", {"president"}),
        ("cafe", {"verkiezing"}),
        ("café", {"verkiezing"}),
        ("curacao", {"idee"}),
        ("fotografie", set()),
    ],
)
def test_a_word_is_found_accents_and_capitals_apart(found, word, names):
    assert found(Word(word)) == names


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("foto's", "verkiezing"),
        ("zakenmannen", "president"),
        ("kiezen", "verkiezing"),
        ("bericht", "facebook"),
        ("ideetje", "idee"),
        ("duizend", "facebook"),
        ("zomers", "body"),
    ],
)
def test_a_word_finds_its_inflections(found, word, name):
    assert name in found(Word(word))


def test_a_word_finds_the_compounds_that_hold_it(found):
    assert found(Word("verkiezing")) == {"kamer", "president", "verkiezing", "body", "mail"}


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("oliën", "Olie voor de lamp"),
        ("beïnvloedde", "Wie beïnvloeden wil"),
        ("geïnvesteerd", "Investeren in wind"),
    ],
)
def test_an_inflection_with_accents_finds_its_word(index_of, word, title):
    assert paths_of(index_of({"2020-01-01-a.md": post(title)}), Word(word)) == ["2020-01-01-a.md"]


def test_an_inflection_with_accents_finds_its_word_where_posts_have_both(index_of):
    files = {"2020-01-01-a.md": post("Olie"), "2020-01-01-b.md": post("Oliën")}
    found = paths_of(index_of(files), Word("oliën"))
    assert found == ["2020-01-01-b.md", "2020-01-01-a.md"]


def test_a_compound_does_not_find_its_parts(found):
    assert found(Word("presidentsverkiezing")) == {"president"}


def test_a_hyphenated_word_is_found_joined_and_apart(found):
    assert found(Word("e-mail")) == found(Word("email")) == {"mail"}
    assert found(Word("ex-minister")) == found(Word("exminister")) == {"mail"}


def test_a_part_of_a_hyphenated_word_is_found(found):
    assert found(Word("mail")) == {"mail"}
    assert found(Word("kamerverkiezingen")) == {"kamer", "mail"}


def test_a_word_with_several_tokens_is_a_phrase(found):
    assert found(Word("tweede kamer")) == found(Phrase("tweede kamer"))


@pytest.mark.parametrize(
    ("word", "marked"),
    [("gasprijzen", "gas-"), ("prijs", "gas-"), ("basisleraren", "leraren"), ("gas", "gas-")],
)
def test_what_a_hyphen_leaves_out_is_found_and_marked_where_it_stands(index_of, word, marked):
    text = "Over gas- en stroomprijzen, basisscholen en -leraren."
    index = index_of({"2020-01-01-a.md": post("Nieuws", text)})
    (hit,) = index.search(Request(Word(word), text=True, highlights=True)).hits
    assert text[slice(*hit.text.highlights[0])] == marked


ACTIONS = {
    "2020-01-01-a.md": post("Bericht", "Na de verhuizing begint het bezoek."),
    "2020-01-01-b.md": post("Bericht", "Wie verhuisde er, en wie bezocht de buren?"),
    "2020-01-01-c.md": post("Bericht", "De val van wie valt."),
    "2020-01-01-d.md": post("Bericht", "Hij viel."),
}


@pytest.mark.parametrize(
    ("word", "names"),
    [("verhuizing", "ab"), ("verhuist", "ba"), ("bezoek", "ab"), ("bezocht", "ba"), ("val", "c")],
)
def test_a_noun_of_an_action_and_its_verb_find_one_another(index_of, word, names):
    found = paths_of(index_of(ACTIONS), Word(word))
    assert [path.removeprefix("2020-01-01-")[0] for path in found] == [*names]


def test_a_word_of_the_same_action_is_marked_and_explained(index_of):
    request = Request(Word("verhuizing"), text=True, highlights=True, explain=True)
    _, hit = index_of(ACTIONS).search(request).hits
    assert [hit.text.value[slice(*one)] for one in hit.text.highlights] == ["verhuisde"]
    assert [reason.rule for reason in hit.reasons] == ["action"]


APART = {
    "2020-01-01-a.md": post("Opvangen", "De opvang van tweehonderd asielzoekers begint."),
    "2020-01-01-b.md": post("Anders", "De opvang is er niet, zeggen asielzoekers."),
    "2020-01-01-c.md": post("Ook", "Nieuwe asielzoekersopvang in Zutphen."),
    "2020-01-01-d.md": post("Meer", "Asielzoekers over de opvang."),
    "2020-01-01-e.md": post("Partij", "Wat GroenLinks wil."),
    "2020-01-01-f.md": post("Partijen", "Wat Groen Links wil, en niet links."),
    "2020-01-01-g.md": post("Kleuren", "Links is groen."),
}


def test_words_stand_together_in_any_form(index_of):
    files = {
        "2020-01-01-a.md": post("Nieuws", "Wie hier lid wordt, leest mee."),
        "2020-01-01-b.md": post("Nieuws", "Het zou zo worden. Een lid, nog een lid."),
    }
    query = And((Word("lid"), Word("worden")))
    assert paths_of(index_of(files), query) == ["2020-01-01-a.md", "2020-01-01-b.md"]


@pytest.mark.parametrize(
    ("word", "compound"), [("steken", "voorrangstekens"), ("telling", "stuurstelling")]
)
def test_a_linking_s_is_no_letter_of_a_head(index_of, word, compound):
    files = {
        "2020-01-01-a.md": post("Nieuws", f"Een {compound} is hier."),
        "2020-01-01-b.md": post("Nieuws", "Voorrang, een teken, een stuur en een stelling."),
        "2020-01-01-c.md": post("Nieuws", f"De {word}, met een stuur en voorrang."),
    }
    assert paths_of(index_of(files), Word(word)) == ["2020-01-01-c.md"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (Word("asielzoekersopvang"), "ca"),
        (Word("GroenLinks"), "ef"),
        (Word("groenlinks"), "ef"),
        (And((Word("groen"), Word("links"))), "feg"),
        (And((Word("asielzoekers"), Word("opvang"))), "abcd"),
    ],
)
def test_a_compound_and_its_words_apart_find_one_another(index_of, query, names):
    found = [path.removeprefix("2020-01-01-")[0] for path in paths_of(index_of(APART), query)]
    assert sorted(found) == sorted(names)
    assert found[0] == names[0] or query != Word("asielzoekersopvang")


@pytest.mark.parametrize(
    ("query", "name", "marked", "rule"),
    [
        (Word("asielzoekersopvang"), "a", "opvang van tweehonderd asielzoekers", "apart"),
        (Word("GroenLinks"), "f", "Groen Links", "phrase"),
        (And((Word("groen"), Word("links"))), "e", "GroenLinks", "exact"),
    ],
)
def test_what_is_found_apart_or_joined_is_marked_and_explained(index_of, query, name, marked, rule):
    hits = index_of(APART).search(Request(query, text=True, highlights=True, explain=True)).hits
    hit = next(one for one in hits if one.summary.path == f"2020-01-01-{name}.md")
    assert hit.text.value[slice(*hit.text.highlights[0])] == marked
    assert [reason.rule for reason in hit.reasons][:1] == [rule]


def test_text_in_form_nfd_is_found_by_either_form(index_of):
    apart = unicodedata.normalize("NFD", "De coördinator zag een café")
    index = index_of({"2020-01-01-a.md": post(apart, apart)})
    for word in ("coördinator", "coordinator", unicodedata.normalize("NFD", "café")):
        assert paths_of(index, Word(word)) == ["2020-01-01-a.md"]


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("De ﬁets is weg", "fietsen"),
        ("Ｖｅｒｋｉｅｚｉｎｇen in ２０１９", "verkiezing"),
        ("Een 𝐕𝐞𝐫𝐤𝐢𝐞𝐳𝐢𝐧𝐠 𝑣𝑜𝑜𝑟 de raad", "verkiezing"),
        ("Ｖｅｒｋｉｅｚｉｎｇen in ２０１９", "2019"),
        ("De ﬀ en ſtad", "stad"),
    ],
)
def test_letters_of_another_shape_are_the_plain_ones_and_stay_as_written(index_of, written, word):
    index = index_of({"a.md": post(written, "Niets"), "b.md": post("Niets", f"{written}.")})
    asked = Request(Word(word), snippets=True)
    hits = {hit.summary.path: hit for hit in index.search(asked).hits}
    assert hits["a.md"].summary.title == written
    (in_title,), (in_body,) = _marked(hits["a.md"].title), _marked(hits["b.md"].snippets[0])
    assert in_title == in_body
    assert in_title in written.split()


@pytest.mark.parametrize(
    ("title", "query", "marked"),
    [
        ("Gr&ouml;nemeyer en caf&eacute; &lsquo;De Zon&rsquo;", Word("café"), ["caf&eacute;"]),
        ("R&amp;D bij Philips", Phrase("R&D bij"), ["R&amp;D bij"]),
        ("&Eacute;&#233;n zon &amp; maan", Word("één"), ["&Eacute;&#233;n"]),
        ("Co&ouml;peratie &#x26; zon", Word("zon"), ["zon"]),
        ("Ver&shy;kiezing van zon", Word("verkiezing"), ["Ver&shy;kiezing"]),
        ("Zon & maan; AT&T &onzin; ster", Word("onzin"), ["onzin"]),
    ],
)
def test_entities_of_a_title_are_read_and_stay_as_written(index_of, title, query, marked):
    index = index_of({"a.md": post(title, "Niets")})
    (hit,) = index.search(Request(query)).hits
    assert hit.summary.title == title
    assert _marked(hit.title) == marked
    assert paths_of(index, Word("amp")) == paths_of(index, Word("eacute")) == []


@pytest.mark.parametrize("text", ["", " ", "&", "🎉", "—", "'", "-", "\x00", "\ud800"])
def test_what_is_no_word_finds_nothing(found, text):
    for kind in (Word, ExactWord, Prefix, Fuzzy, Phrase):
        assert found(kind(text)) == set()


# Exact words, beginnings, near spellings.


def test_an_exact_word_is_that_word_only(found):
    assert found(ExactWord("verkiezing")) == {"verkiezing"}
    assert found(ExactWord("verkiezingen")) == {"body", "mail"}


def test_an_exact_word_disregards_accents_and_capitals(found):
    assert found(ExactWord("Zeeen")) == found(ExactWord("zeeën")) == {"idee"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (Word("9.8"), "a"),
        (ExactWord("9.8"), "a"),
        (Phrase("score 9.8"), "a"),
        (Word("98"), "b"),
        (Word("3.11"), "c"),
        (ExactWord("3.11"), "c"),
        (Prefix("3.1"), "c"),
        (Word("311"), "d"),
        (And((Word("3"), Word("11"))), ""),
        (Word("2.0"), "e"),
        (Word("2-0"), "f"),
        (ExactWord("2-0"), "f"),
        (Word("20"), "g"),
        (Word("19.30"), "h"),
        (Word("19:30"), "h"),
        (Word("1930"), "i"),
        (Word("1000"), "jk"),
        (Word("1.000"), "jk"),
        (And((Word("19"), Word("30"))), ""),
        (And((Word("9"), Word("8"))), ""),
    ],
)
def test_a_number_is_found_by_itself_and_by_no_other(index_of, query, names):
    bodies = (
        *("Een score 9.8 nu", "Nummer 98", "Python 3.11 is uit", "Bus 311", "Versie 2.0"),
        *("Het werd 2-0", "Lijn 20", "Om 19.30 uur", "In 1930", "Er zijn 1.000 man", "1000 man"),
    )
    index = index_of(named_by_letters(bodies))
    page = index.search(Request(query, text=True))
    assert {hit.summary.path[11] for hit in page.hits} == {*names}
    assert all(hit.text.marks for hit in page.hits)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (ExactWord("AT&T"), "a"),
        (ExactWord("t&at"), "b"),
        (ExactWord("a-b-c-d-e"), "d"),
        (ExactWord("op/af"), "e"),
        (Prefix("at&"), "abc"),
        (Prefix("op/a"), "ef"),
        (Fuzzy("at/telefoom"), "c"),
    ],
)
def test_an_exact_word_of_several_tokens_is_all_of_them_in_a_row(index_of, query, names):
    bodies = (
        *("Bij AT&T", "Een T, at hij", "Hij at een telefoon", "Een a-b-c-d-e"),
        *("Doe op/af dan", "Af, op en af, en aan", "De b en a"),
    )
    index = index_of(named_by_letters(bodies))
    assert {path[11] for path in paths_of(index, query)} == {*names}


def test_an_exact_hyphenated_word_is_found_however_it_is_written(found):
    assert found(ExactWord("e-mail")) == found(ExactWord("email")) == {"mail"}


def test_a_prefix_finds_words_that_begin_so(found):
    assert found(Prefix("verkie")) == {"verkiezing", "body", "mail"}
    assert found(Prefix("kamer")) == {"kamer", "body", "mail"}


def test_a_prefix_disregards_accents_and_capitals(found):
    assert found(Prefix("COOR")) == found(Prefix("coör")) == {"idee"}


def test_a_fuzzy_word_finds_words_spelt_nearly_so(found):
    assert found(Fuzzy("verkeizing")) == {"verkiezing"}
    assert found(Fuzzy("facebok")) == {"kamer", "facebook"}


def test_a_fuzzy_word_finds_nothing_that_is_far_away(found):
    assert found(Fuzzy("xyzzyxyzzy")) == set()


# Dates of other fields than that of the posts.

MEETINGS = {
    "2020-01-01-a.md": post("A", "x", date="2020-01-01", time="01-03-2004 20:00"),
    "2020-01-01-b.md": post("B", "x", date="2020-01-02", time="02-01-2014"),
    "2020-01-01-c.md": post("C", "x", date="2020-01-03", time="Thu, 02 Jan 2014 23:30:00 +0000"),
    "2020-01-01-d.md": post("D", "x", date="2020-01-04", time="binnenkort"),
    "2020-01-01-e.md": post("E", "x", date="2014-01-02"),
    "2020-01-01-f.md": post("F", "x", date="2020-01-05", time=["2003-05-01", "2014-12-31"]),
}
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [
        ((2014, 1, 1), (2015, 1, 1), "bcf"),
        ((2014, 1, 2), (2014, 1, 3), "b"),
        ((2014, 1, 3), (2014, 1, 4), "c"),
        ((2014, 1, 3), None, "cf"),
        (None, (2005, 1, 1), "af"),
        (None, None, "abcf"),
    ],
)
def test_a_field_of_dates_is_asked_for_the_dates_in_it(index_of, start, end, names):
    first, after = (day and datetime(*day, tzinfo=AMSTERDAM) for day in (start, end))
    query, by_path = FieldDateRange("time", first, after), Sort("path", descending=False)
    found = paths_of(index_of(MEETINGS), query, sort=by_path)
    assert found == [f"2020-01-01-{name}.md" for name in names]


@pytest.mark.parametrize(("descending", "names"), [(True, "cbafde"), (False, "fabcde")])
def test_a_field_of_dates_is_sorted_by_them(index_of, descending, names):
    files = {**MEETINGS, "2020-01-01-f.md": post("F", "x", time="2003-05-01")}
    sort = Sort("time", descending=descending, zone=AMSTERDAM)
    found = paths_of(index_of(files), Everything(), sort=sort)
    assert "".join(path[-4] for path in found) == names


# Phrases.


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("tweede kamer", {"body"}),
        ("kamer tweede", set()),
        ("tweede kamer verkiezingen", {"kamer"}),
        ("tweede kamerverkiezing", {"kamer"}),
        ("de tweede kamer", {"body"}),
        ("na de verkiezingen", {"body"}),
        ("na verkiezingen", set()),
        ("president verkiezingen", {"president"}),
        ("amerikaanse president verkiezingen", {"president"}),
        ("e-mail van de minister", {"mail"}),
        ("de kamer-verkiezingen steunt", {"mail"}),
        ("kamer verkiezingen steunt", {"mail"}),
        ("ex minister", {"mail"}),
        ("uitslag van de", {"kamer"}),
        ("het begin", {"facebook"}),
        ("duizenden bericht", {"facebook"}),
    ],
)
def test_a_phrase_is_words_next_to_each_other(found, text, names):
    assert found(Phrase(text)) == names


def test_a_phrase_does_not_span_title_and_body(found):
    assert found(Phrase("nepnieuws het bedrijf")) == set()


def test_a_phrase_of_one_word_finds_no_compound(found):
    assert found(Phrase("verkiezing")) == {"verkiezing", "body", "mail"}


def test_a_phrase_finds_each_way_in_which_posts_write_its_compound(index_of):
    files = {
        "2020-01-01-a.md": post("De tabakwinkel sluit"),
        "2020-01-01-b.md": post("De tabakswinkel sluit"),
        "2020-01-01-c.md": post("De tabak winkel sluit"),
        "2020-01-01-d.md": post("De winkel met tabak sluit"),
    }
    assert paths_of(
        index_of(files), Phrase("tabak winkel"), sort=Sort("path", descending=False)
    ) == [
        "2020-01-01-a.md",
        "2020-01-01-b.md",
        "2020-01-01-c.md",
    ]


@pytest.mark.parametrize(
    ("phrase", "other", "written"),
    [
        ("jaar en", "Drie jaren lang", "Een jaar en een dag"),
        ("telkens je", "Telkens weer", "Telkens je best doen"),
        ("met een", "Wij meten meteen", "Met een boek"),
        ("voor al", "Vooral voor alle boeken", "Voor al dat werk"),
        ("hoe veel", "Hoeveel is het", "Hoe veel is het"),
        ("stap pen", "Een paar stappen", "Een stap pen"),
        ("auto tje", "Een auto rijdt", "Het auto tje"),
        ("kabinet ten", "Twee kabinetten", "Het kabinet ten val"),
        ("het is bij", "Zo was het. Bij ons was het was, bij jou", "Het is bij ons"),
        ("is beter", "Wij zijn goed", "Dit is goed"),
        ("zijn goed", "Dit is goed", "Wij zijn beter"),
        ("zijn", "Dit was het, en is het", "Wij zijn er"),
        ("de boeken", "Der boeken", "De boek"),
        ("worden op", "Werden op tijd, wordt op", "Worden op tijd"),
        ("ze hebben een", "Ze hadden een, ze heeft een", "Ze hebben een boek"),
        ("moet er", "Moest er, moesten er", "Er moet er een"),
        ("blijven de", "Bleven de", "Wij blijven de beste"),
    ],
)
def test_what_a_phrase_ends_in_is_no_ending_and_its_stop_words_are_as_written(
    index_of, phrase, other, written
):
    index = index_of({"2020-01-01-a.md": post(other), "2020-01-01-b.md": post(written)})
    assert paths_of(index, Phrase(phrase)) == ["2020-01-01-b.md"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("GroenLinks wint", "groen links"),
        ("Het Twitteraccounts", "twitter account"),
        ("Een windmolen", "wind molens"),
        ("De schooltas", "school tassen"),
        ("Een boekenkast", "boek kasten"),
        ("De eerstejaars", "eerste jaars"),
    ],
)
def test_words_that_an_archive_has_as_one_are_that_one_apart_too(index_of, text, asked):
    index = index_of({"2020-01-01-a.md": post(text)})
    first, second = asked.split()
    assert paths_of(index, Phrase(asked)) == ["2020-01-01-a.md"]
    assert paths_of(index, And((Word(first), Word(second)))) == ["2020-01-01-a.md"]


@pytest.mark.parametrize(
    ("phrase", "marked"),
    [("het is", ["het is"]), ("verkiezing", ["verkiezingen"]), ("is", ["is"]), ("was", ["was"])],
)
def test_marks_of_a_phrase_are_what_it_finds(index_of, phrase, marked):
    index = index_of({"2020-01-01-a.md": post("De verkiezingsdag was het; het is verkiezingen")})
    (hit,) = index.search(Request(Phrase(phrase))).hits
    assert _marked(hit.title) == marked


# Scopes.


def test_a_scope_keeps_to_the_title(found):
    assert found(Word("uitslag", Scope.TITLE)) == {"body"}
    assert found(Word("verkiezing", Scope.TITLE)) == {"kamer", "president", "verkiezing"}


def test_a_scope_keeps_to_the_body(found):
    assert found(Word("uitslag", Scope.BODY)) == {"kamer"}
    assert found(ExactWord("facebook", Scope.BODY)) == {"kamer"}


@pytest.mark.parametrize("kind", [ExactWord, Prefix, Fuzzy, Phrase])
def test_every_kind_of_word_has_a_scope(found, kind):
    assert found(kind("facebook", Scope.TITLE)) == {"facebook"}
    assert found(kind("facebook", Scope.BODY)) == {"kamer"}


def test_a_title_that_falls_back_to_the_file_name_is_found(index_of):
    index = index_of({"2020-01-01-mooie-dag.md": post(None, "Tekst.")})
    assert paths_of(index, Word("mooie", Scope.TITLE)) == ["2020-01-01-mooie-dag.md"]


# Front matter.


def test_a_value_is_the_whole_value_accents_and_capitals_apart(found):
    assert found(FieldValue("bron", ("NOS",))) == {"kamer", "body"}
    assert found(FieldValue("bron", ("cafe de zon",))) == {"idee"}
    assert found(FieldValue("bron", ("zon",))) == set()


def test_white_space_in_a_value_counts_once(found):
    assert found(FieldValue("bron", ("  Café  De\tZon ",))) == {"idee"}


def test_either_of_several_values_will_do(found):
    assert found(FieldValue("bron", ("tweakers", "NU.nl"))) == {"facebook", "president"}


def test_each_item_of_a_list_is_a_value(found):
    assert found(FieldValue("tags", ("kunst & cultuur",))) == {"verkiezing"}
    assert found(FieldValue("tags", ("foto",))) == {"verkiezing"}


def test_the_key_of_a_value_is_as_written(found):
    assert found(FieldValue("Bron", ("NOS",))) == set()


def test_an_empty_value_is_no_value(found):
    assert found(FieldValue("feature_image", ("",))) == set()


def test_a_field_is_present_when_it_is_not_empty(found):
    assert found(FieldPresent("feature_image")) == {"facebook"}
    assert found(FieldPresent("leeg")) == set()
    assert found(FieldPresent("extra")) == {"mail"}
    assert found(FieldPresent("nooit")) == set()


@pytest.mark.parametrize(
    ("low", "high", "names"),
    [
        (None, None, {"kamer", "president", "verkiezing", "body", "facebook"}),
        (12, None, {"kamer", "verkiezing", "body"}),
        (None, 12, {"kamer", "president", "facebook"}),
        (12, 14.5, {"kamer", "body"}),
        (14.4, 14.6, {"body"}),
        (-3, -3, {"facebook"}),
        (0, 5, set()),
        (20, 10, set()),
    ],
)
def test_a_number_range_includes_its_bounds(found, low, high, names):
    assert found(NumberRange("aantal", low, high)) == names


def test_a_negative_zero_is_zero(index_of):
    index = index_of({"2020-01-01-a.md": post("A", aantal="-0"), "2020-01-01-b.md": post("B")})
    assert paths_of(index, NumberRange("aantal", 0, 0)) == ["2020-01-01-a.md"]
    assert paths_of(index, NumberRange("aantal", -0.0, None)) == ["2020-01-01-a.md"]


def test_a_number_range_keeps_to_its_field(index_of):
    index = index_of({"2020-01-01-a.md": post("A", aantal=5), "2020-01-01-b.md": post("B", b=5)})
    assert paths_of(index, NumberRange("b", 1, 9)) == ["2020-01-01-b.md"]


def _moment(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [
        (None, "2018-01-01T00:00+01:00", {"kamer", "president"}),
        ("2019-09-05T03:07:07+02:00", "2019-09-05T12:00+02:00", {"verkiezing"}),
        ("2019-09-05T03:07:08+02:00", "2019-09-05T12:00:01+02:00", {"body"}),
        ("2019-09-05T01:07:07+00:00", None, {"verkiezing", "body", "stil"}),
        (None, None, set(POSTS) - {"idee"}),
        ("2030-01-01T00:00+00:00", None, set()),
    ],
)
def test_a_date_range_includes_its_start_and_not_its_end(found, start, end, names):
    assert found(DateRange("date", start and _moment(start), end and _moment(end))) == names


def test_a_post_without_a_date_is_in_no_date_range(found):
    assert "idee" not in found(DateRange("date", None, datetime(2999, 1, 1, tzinfo=UTC)))


# Operators.


def test_all_words_have_to_be_there(found):
    assert found(And((Word("verkiezing"), Word("facebook")))) == {"kamer"}


def test_one_word_of_either_will_do(found):
    assert found(Or((Word("zakenman"), Word("nepnieuws")))) == {"president", "facebook"}


def test_not_takes_all_other_posts(found):
    assert found(Not(Word("verkiezing"))) == {"facebook", "idee", "stil"}


def test_a_word_may_be_there_and_another_not(found):
    assert found(And((Word("verkiezing"), Not(Word("foto"))))) == {
        "kamer",
        "president",
        "body",
        "mail",
    }


def test_only_exclusions_leave_all_other_posts(found):
    assert found(And((Not(Word("verkiezing")), Not(Word("zon"))))) == {"facebook", "idee"}


def test_not_of_not_is_itself(found):
    assert found(Not(Not(Word("zakenman")))) == {"president"}


def test_everything_is_every_post(found):
    assert found(Everything()) == set(POSTS)


def test_operators_nest(found):
    either = Or((FieldValue("bron", ("NOS",)), Prefix("zaken")))
    assert found(And((either, Not(Phrase("tweede kamer"))))) == {"kamer", "president"}


def test_a_stop_word_is_optional_beside_another_word(found):
    assert found(And((Word("de"), Word("facebook")))) == {"kamer", "facebook"}


def test_a_stop_word_is_optional_beside_a_choice_of_words(found):
    choice = Or((Word("nepnieuws"), Word("zakenman")))
    assert found(And((choice, Word("en")))) == {"facebook", "president"}


def test_a_stop_word_that_is_asked_for_in_a_field_is_required(index_of):
    files = {
        "2020-01-01-a.md": post("De wolf", "Een dier."),
        "2020-01-02-b.md": post("Wolf gezien", "Een dier op de hei."),
        "2020-01-03-c.md": post("Wolven", "Gezien."),
    }
    index = index_of(files)
    title, body = Word("de", Scope.TITLE), Word("een", Scope.BODY)
    wolf = Word("wolf")
    for query, names in (
        (And((wolf, title)), {"a"}),
        (And((wolf, Not(title))), {"b", "c"}),
        (And((wolf, body)), {"a", "b"}),
        (And((wolf, body, Not(title))), {"b"}),
        (And((wolf, Or((title, Word("hei"))))), {"a", "b"}),
        (And((wolf, And((title, body)))), {"a"}),
        (And((Word("wolf", Scope.TITLE), title)), {"a"}),
        (And((wolf, Word("&", Scope.TITLE))), set()),
        (And((wolf, Word("de"))), {"a", "b", "c"}),
    ):
        assert {path[11] for path in paths_of(index, query)} == names, query


def test_stop_words_alone_are_sought(found):
    assert found(Word("het")) == {"facebook", "body", "stil"}
    assert found(And((Word("het"), Word("en")))) == {"stil"}


def test_a_stop_word_beside_a_filter_is_sought(found):
    assert found(And((Word("het"), FieldValue("bron", ("nos",))))) == {"body"}


def test_a_sign_beside_a_word_is_disregarded(found):
    assert found(And((Word("🎉"), Word("nepnieuws"), Word("&")))) == {"facebook"}


# The order, and the parts, of an answer.


def test_relevance_weighs_how_a_word_was_found(index_of):
    titles = ("De kamerverkiezing", "De verkiezing", "De verkiezingen")
    index = index_of({f"2020-01-0{day}-x.md": post(title) for day, title in enumerate(titles, 1)})
    ordered = ["2020-01-02-x.md", "2020-01-03-x.md", "2020-01-01-x.md"]
    assert paths_of(index, Word("verkiezing")) == ordered


def test_a_post_on_a_subject_comes_before_one_that_has_the_word_itself_once(index_of):
    files = {
        "2020-01-01-a.md": post("Kernwapens", "Kernwapens, en nog eens wapens. " * 5),
        "2020-01-01-b.md": post("Tennis", "Zijn service is het sterkste wapen. " + "Gras. " * 30),
    }
    assert paths_of(index_of(files), Word("wapen"))[0] == "2020-01-01-a.md"


def test_a_name_among_other_words_comes_before_its_words_apart(index_of):
    files = {
        "2020-01-01-a.md": post("Hoed en Laan", "Van der laan. Hoed van Jan. Der hoed, laan. " * 5),
        "2020-01-01-b.md": post("Nieuws", "Wie is Jan Laan? Hij heeft een hoed. " + "Gras. " * 60),
    }
    query = And((Word("hoed"), Word("Jan"), Word("Laan")))
    assert paths_of(index_of(files), query)[0] == "2020-01-01-b.md"


def test_words_that_stand_together_come_first(index_of):
    apart = post("Kamer en tweede", "Een tweede kamer en kamer. Tweede tweede. " * 5)
    files = {
        "2020-01-01-a.md": post("Kamer voor een tweede", "Tweede, en een kamer."),
        "2020-01-01-b.md": post("Nieuws", "Vandaag komt de Tweede Kamer bijeen."),
    }
    assert apart
    query = And((Word("tweede"), Word("kamer")))
    assert paths_of(index_of(files), query) == ["2020-01-01-b.md", "2020-01-01-a.md"]


def test_an_explanation_tells_that_a_word_in_the_title_weighs_more(index_of):
    index = index_of({"2020-01-01-a.md": post("Storm", "De storm ging liggen.")})
    (hit,) = index.search(Request(Word("storm"), explain=True)).hits
    title, body = hit.reasons
    assert (title.field, body.field) == ("title", "body")
    assert title.weight > body.weight


def test_a_word_in_the_title_weighs_more(index_of):
    files = {
        "2020-01-01-a.md": post("Nieuws", "Over facebook."),
        "2020-01-01-b.md": post("Facebook", "Over nieuws."),
    }
    assert paths_of(index_of(files), Word("facebook"))[0] == "2020-01-01-b.md"


def test_relevance_can_be_turned_around(ordered):
    assert ordered(Word("verkiezing"), sort=Sort("relevance", descending=False))[-1] == "verkiezing"


def test_equal_posts_come_newest_first_and_then_by_path(index_of):
    files = {
        "2020-01-01-b.md": post("Zon", date="2020-01-01"),
        "2020-01-01-a.md": post("Zon", date="2020-01-01"),
        "2021-01-01-c.md": post("Zon", date="2021-01-01"),
        "d.md": post("Zon"),
    }
    expected = ["2021-01-01-c.md", "2020-01-01-a.md", "2020-01-01-b.md", "d.md"]
    assert paths_of(index_of(files), Word("zon")) == expected


def test_equal_relevance_has_the_oldest_first_where_the_order_is_turned_around(index_of):
    files = {
        "2020-01-01-b.md": post("Zon", date="2020-01-01"),
        "2020-01-01-a.md": post("Zon", date="2020-01-01"),
        "2021-01-01-c.md": post("Zon", date="2021-01-01"),
        "d.md": post("Zon"),
    }
    expected = ["2020-01-01-a.md", "2020-01-01-b.md", "2021-01-01-c.md", "d.md"]
    turned = Sort("relevance", descending=False)
    assert paths_of(index_of(files), Word("zon"), sort=turned) == expected


def test_dates_sort_newest_first_or_last_and_undated_posts_stay_at_the_end(ordered):
    by_age = ["president", "kamer", "mail", "facebook", "verkiezing", "body", "stil"]
    assert ordered(Everything(), sort=Sort("date", descending=False)) == [*by_age, "idee"]
    assert ordered(Everything(), sort=Sort("date")) == [*reversed(by_age), "idee"]


def test_numbers_sort_as_numbers_before_texts_and_missing_ones_come_last(ordered):
    rising = ["facebook", "president", "kamer", "body", "verkiezing", "idee"]
    missing = ["mail", "stil"]
    assert ordered(Everything(), sort=Sort("aantal", descending=False)) == [*rising, *missing]
    assert ordered(Everything(), sort=Sort("aantal")) == [*reversed(rising), *missing]


def test_texts_sort_capitals_apart_and_ties_by_path(ordered):
    assert ordered(Everything(), sort=Sort("bron", descending=False)) == [
        "idee",
        "verkiezing",
        "body",
        "kamer",
        "president",
        "facebook",
        "mail",
        "stil",
    ]


def test_titles_sort_also_where_they_come_of_the_file_name(index_of):
    files = {"2020-01-01-beer.md": post(None), "x.md": post("Aap"), "y.md": post("Coala")}
    order = ["x.md", "2020-01-01-beer.md", "y.md"]
    index = index_of(files)
    assert paths_of(index, Everything(), sort=Sort("title", descending=False)) == order
    assert paths_of(index, Everything(), sort=Sort("title")) == order[::-1]


def test_paths_sort_either_way(index, repository):
    rising = paths_of(index, Everything(), sort=Sort("path", descending=False))
    assert rising == sorted(repository.files)
    assert paths_of(index, Everything(), sort=Sort("path")) == rising[::-1]


def test_an_unknown_sort_key_leaves_the_order_of_paths(index, repository):
    assert paths_of(index, Everything(), sort=Sort("nooit")) == sorted(repository.files)


SORTS = [
    Sort(key, descending=descending)
    for key in ("relevance", "date", "path", "title", "aantal", "bron", "nooit")
    for descending in (True, False)
]


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: f"{sort.key}-{sort.descending}")
def test_a_part_is_a_slice_of_the_whole_answer(ordered, sort):
    whole = ordered(Everything(), sort=sort)
    for offset in range(10):
        for limit in (0, 1, 3, 8, 100, None):
            end = None if limit is None else offset + limit
            part = ordered(Everything(), sort=sort, limit=limit, offset=offset)
            assert part == whole[offset:end]


def test_the_total_counts_the_whole_answer(index):
    for limit, offset in ((None, 0), (2, 0), (2, 4), (0, 0), (5, 100)):
        page = index.search(Request(Word("verkiezing"), limit=limit, offset=offset))
        assert (page.total, page.offset) == (5, offset)


def test_a_limit_of_none_at_all_still_counts(index):
    page = index.search(Request(Everything(), limit=0))
    assert (list(page.hits), page.total) == ([], len(POSTS))


# What a hit shows.


def test_a_hit_has_the_summary_of_the_post(index, repository):
    for hit in index.search(Request(Everything())).hits:
        path = hit.summary.path
        assert hit.summary == repository.read(path).post.summary


def test_a_summary_keeps_every_key_in_its_order(hit):
    assert list(hit("facebook", Everything()).summary.front_matter) == [
        "title",
        "bron",
        "date",
        "aantal",
        "feature_image",
    ]


def _marked(text):
    return [piece for piece, highlighted in text.pieces() if highlighted]


@pytest.mark.parametrize(
    ("name", "query", "marked"),
    [
        ("kamer", Word("verkiezing"), ["Kamerverkiezingen"]),
        ("idee", Word("zee"), ["zeeën"]),
        ("mail", ExactWord("email"), ["E-mail"]),
        ("mail", Phrase("mail van de minister"), ["E-mail van de minister"]),
        ("kamer", Phrase("tweede kamer verkiezingen"), ["Tweede Kamerverkiezingen"]),
        ("facebook", Prefix("nep"), ["nepnieuws"]),
        ("facebook", Fuzzy("facebok"), ["Facebook"]),
        ("facebook", Or((Word("wist"), Word("facebook"))), ["Facebook", "wist"]),
        ("mail", And((Word("mail"), Word("van"), Word("minister"))), ["E-mail", "minister"]),
        ("mail", And((Word("van"), Word("de"))), ["van", "de"]),
        ("facebook", Word("facebook", Scope.BODY), []),
        ("facebook", Not(Word("verkiezing")), []),
        ("facebook", FieldValue("bron", ("Tweakers",)), []),
    ],
)
def test_highlights_are_the_words_of_the_title_that_match(hit, name, query, marked):
    if isinstance(query, Word) and query.scope is Scope.BODY:
        query = Or((query, Everything()))
    assert _marked(hit(name, query).title) == marked


def test_a_hit_has_no_more_of_its_post_than_was_asked(hit):
    whole = hit("facebook", Word("facebook"), snippets=True, explain=True)
    bare = hit("facebook", Word("facebook"), highlights=False, front_matter=False)
    assert whole.title.highlights
    assert whole.summary.front_matter
    assert bare == Hit(whole.summary._replace(front_matter={}), whole.score)
    unmarked = hit("facebook", Word("facebook"), snippets=True, explain=True, highlights=False)
    assert unmarked == whole._replace(highlights=())


def test_a_text_is_whole_and_marked_where_it_answers(hit):
    text = hit("body", Word("verkiezing"), text=True).text
    assert _marked(text) == ["verkiezingen"]
    assert text.value == (
        "Na de verkiezingen was het stil. De Tweede Kamer komt na de zomer weer bijeen."
    )
    unmarked = hit("body", Word("verkiezing"), text=True, highlights=False).text
    assert unmarked == text._replace(highlights=())
    assert hit("body", Word("verkiezing")).text is None


def test_the_dates_of_an_answer_are_in_order_and_the_undated_are_counted(index):
    dates = index.dates(Everything())
    moments = [datetime.fromtimestamp(one, UTC).strftime("%Y-%m-%d %H") for one in dates.seconds]
    assert moments == [
        *("2016-11-09 07", "2017-03-15 20", "2018-01-23 23", "2018-01-24 19"),
        *("2019-09-05 01", "2019-09-05 10", "2020-02-28 23"),
    ]
    assert (dates.undated, dates.posts) == (1, 8)
    assert index.dates(FieldPresent("feature_image")).posts == 1
    assert index.dates(Word("qqqq")) == ([], 0)


def test_the_posts_of_an_answer_that_answer_clauses_too_are_counted(index):
    clauses = FieldValue("bron", ("NOS",)), Word("facebook"), Word("qqqq")
    for query in (Everything(), Word("verkiezing"), FieldPresent("bron"), Word("qqqq")):
        both = [index.search(Request(And((query, clause)), limit=0)).total for clause in clauses]
        assert index.counts(query, clauses) == both
    assert any(index.counts(Word("verkiezing"), clauses))


def test_numbers_of_an_answer_are_counted(index):
    assert index.numbers(Everything(), "aantal") == {12: 1, 6: 1, 250: 1, 14.5: 1, -3: 1}
    assert index.numbers(FieldValue("bron", ("NOS",)), "aantal") == {12: 1, 14.5: 1}
    assert index.numbers(Everything(), "bron") == {}


def test_posts_are_counted_by_dates_and_values(index, index_of):
    facts = [*index.facts(Word("verkiezing"), [("bron",), ("tags", "aantal"), ("none",)])]
    assert sorted(one.values[0] for one in facts) == [
        (), ("Fotobond",), ("NOS",), ("NU.nl",), ("nos",),
    ]  # fmt: skip
    assert {one.values[1] for one in facts} == {
        (), ("Foto", "Kunst & Cultuur", "250"), ("12",), ("6",), ("14.5",),
    }  # fmt: skip
    assert {one.values[2] for one in facts} == {()}
    assert [one.seconds for one in index.facts(FieldPresent("tags"), [])] == [1567645627]
    many = index_of(
        {f"{at}.md": post("T", tag=[f"t{at}", "Bos", "bos"][: at % 3 + 1]) for at in range(250)}
    )
    found = {one.values[0] for one in many.facts(Everything(), [("tag",)])}
    assert found == {(f"t{at}", "Bos", "bos")[: at % 3 + 1] for at in range(250)}
    assert {one.seconds for one in many.facts(Everything(), [])} == {None}


def test_a_word_stands_for_its_forms(index):
    (forms,) = index.forms(And((Word("verkiezing"), FieldPresent("bron"))))
    assert forms.word == "verkiezing"
    assert forms.rules["verkiezing"] == "exact"
    assert forms.rules["verkiezingen"] == "inflection"
    assert forms.rules["presidentsverkiezingen"] == "compound"
    assert [one.word for one in index.forms(Or((Word("wolf"), ExactWord("zee"))))] == [
        "wolf",
        "zee",
    ]
    assert list(index.forms(Everything())) == []


WORDS = {
    "a.md": post("Wolven in het bos", "De wolf zag de olie: oliën en é-mail; zo één wolfje. Bos!"),
    "b.md": post("R&amp;D", "Gemeentehuizen zonder wolf. E-mail van de coördinator en het bos."),
    "c.md": post("Stil", "Niets dan bossen, en ook géén wolvenplan van de gemeente."),
}


def test_words_are_counted_as_written_in_the_posts_of_each_query(index_of):
    index = index_of(WORDS)
    found = {one.word: one for one in index.words([Word("wolf"), Not(Word("zonder"))], quiet)}
    assert {word: one.counts for word, one in found.items() if not one.is_stop_word} == {
        "bos": (3, 2), "bossen": (1, 1), "coördinator": (1, 0), "d": (1, 0), "e": (2, 1),
        "email": (2, 1), "gemeente": (1, 1), "gemeentehuizen": (1, 0), "mail": (2, 1),
        "olie": (1, 1), "oliën": (1, 1), "r": (1, 0), "stil": (1, 1), "wolf": (2, 1),
        "wolfje": (1, 1), "wolven": (1, 1), "wolvenplan": (1, 1), "zag": (1, 1),
    }  # fmt: skip
    assert found["de"].counts == (4, 3)
    keys = {word: one.key for word, one in found.items()}
    assert keys["wolf"] == keys["wolven"] == keys["wolfje"] != keys["wolvenplan"]
    assert keys["olie"] == keys["oliën"]
    assert keys["wolf"] in found["wolvenplan"].parts
    assert index.words([Word("qqqq"), Not(Everything())], quiet) == []


def test_words_near_a_word_are_counted_within_its_text_once_each(index_of):
    index = index_of(WORDS)
    near_it = index.cooccurrences(Word("wolf"), 2, Everything(), quiet)
    assert dict(near_it.forms) == {"wolf": 2, "wolven": 1, "wolfje": 1}
    counts = {one.word: one.counts for one in near_it.words}
    assert {word: each for word, each in counts.items() if each[0]} == {
        "in": (1, 0), "het": (1, 1), "de": (2, 2), "zag": (1, 0), "zo": (1, 0),
        "een": (1, 0), "bos": (1, 2), "gemeentehuizen": (1, 0), "zonder": (1, 0),
        "e": (1, 1), "email": (1, 1), "mail": (1, 1),
    }  # fmt: skip
    assert counts["bossen"] == (0, 1)
    assert counts.keys().isdisjoint(near_it.forms)
    few = index.cooccurrences(Word("wolven"), 1, Word("gemeentehuis"), quiet)
    assert (dict(few.forms), few.occurrences) == ({"wolf": 1}, 1)
    assert {one.word for one in few.words if one.counts[0]} == {"zonder", "e", "email"}
    forms_of = {
        ExactWord("wolf"): {"wolf": 2},
        Prefix("wolv"): {"wolven": 1, "wolvenplan": 1},
        Fuzzy("wolff"): {"wolf": 2},
    }
    for word, sought in forms_of.items():
        assert dict(index.cooccurrences(word, 2, Everything(), quiet).forms) == sought
    assert dict(index.cooccurrences(Word("qqqq"), 5, Everything(), quiet).forms) == {}


def test_snippets_show_the_matching_words(hit):
    (snippet,) = hit("body", Word("verkiezing"), snippets=True).snippets
    assert _marked(snippet) == ["verkiezingen"]
    assert "Na de verkiezingen was het stil." in snippet.value


def test_without_a_match_in_the_body_the_snippet_is_its_beginning(hit):
    (snippet,) = hit("president", Word("trump"), snippets=True).snippets
    assert snippet.value.startswith("De nieuwe president")
    assert snippet.highlights == ()


def test_there_are_no_snippets_of_an_empty_body_or_when_none_are_asked(hit):
    assert hit("stil", Word("zon"), snippets=True).snippets == ()
    assert hit("body", Word("uitslag")).snippets == ()


@pytest.mark.parametrize(
    ("name", "query", "reason"),
    [
        ("verkiezing", Word("verkiezing"), ("verkiezing", "title", "exact", "Verkiezing")),
        ("body", Word("verkiezing"), ("verkiezing", "body", "inflection", "verkiezingen")),
        ("kamer", Word("verkiezing"), ("verkiezing", "title", "compound", "Kamerverkiezingen")),
        ("body", Phrase("tweede kamer"), ("tweede kamer", "body", "phrase", "Tweede Kamer")),
        ("facebook", Prefix("nep"), ("nep*", "title", "prefix", "nepnieuws")),
        ("facebook", Fuzzy("nepnieus"), ("nepnieus~", "title", "fuzzy", "nepnieuws")),
        ("idee", ExactWord("zeeen"), ("zeeen", "title", "exact", "zeeën")),
    ],
)
def test_an_explanation_names_the_word_the_field_the_rule_and_the_spelling(
    hit, name, query, reason
):
    (given,) = hit(name, query, explain=True).reasons
    assert (given.word, given.field, given.rule, given.term) == reason
    assert given.weight > 0


def test_an_explanation_gives_the_surest_rule_for_each_word_and_field(hit):
    query = And((Word("mail"), Word("minister")))
    reasons = hit("mail", query, explain=True).reasons
    assert {(one.word, one.field) for one in reasons} >= {("mail", "body"), ("minister", "body")}


def test_nothing_is_explained_unless_it_is_asked(hit):
    assert hit("body", Word("uitslag")).reasons == ()


# Single posts, paths, facets.


def test_a_post_is_got_by_its_path(index, repository):
    for path in repository.files:
        assert index.get(path) == repository.read(path).post.summary


def test_there_is_no_post_by_another_path(index):
    for path in ("", "nooit.md", "2020-01-01-kamer", "gone.md"):
        assert index.get(PostPath(path)) is None


def test_the_paths_are_all_posts_sorted(index, repository):
    assert list(index.paths()) == sorted(repository.files)


ODD_PATHS = [
    "2020-01-01-met spatie.md",
    "2020-01-01-emoji-🎉.md",
    "2020-01-01-'quote'\"$.md",
    "2020-01-01-tab\there\nline.md",
    "2020-01-01-niet-utf-8-\udce9.md",
    "a/b/c/2020-01-01-" + "lang" * 60 + ".md",
    "2020-01-01-é-nfc.md",
    "2020-01-01-e\u0301-nfd.md",
]


def test_odd_paths_are_kept_as_they_are(index_of):
    index = index_of({path: post("Zon", "Een zin.") for path in ODD_PATHS})
    assert list(index.paths()) == sorted(ODD_PATHS)
    assert set(paths_of(index, Word("zon"))) == set(ODD_PATHS)
    assert all(index.get(path).path == path for path in ODD_PATHS)


def test_odd_texts_are_kept_as_they_are(index_of):
    title = 'Zon "en" \\ maan: 🎉 <b>&amp;</b> \u202e'
    index = index_of({"2020-01-01-a.md": post(title, "Zin.", bron="🎉 \\ é", Sleutel="a:b c")})
    assert index.get(PostPath("2020-01-01-a.md")).title == title
    assert paths_of(index, FieldValue("bron", ("🎉 \\ É",))) == ["2020-01-01-a.md"]
    assert paths_of(index, FieldValue("Sleutel", ("A:B C",))) == ["2020-01-01-a.md"]


def test_very_long_words_values_and_keys_do_no_harm(index_of):
    word, key = "a" * 70_000, "k" * 900
    data = post("Zon", f"{word} einde", lang="v" * 70_000, **{key: "waarde"})
    index = index_of({"2020-01-01-a.md": data})
    for query in (Word("einde"), Word(word), FieldValue(key, ("waarde",)), FieldPresent("lang")):
        assert paths_of(index, query) == ["2020-01-01-a.md"]


def test_a_string_too_long_for_a_word_is_not_sought_apart(index_of):
    long, word = "x" * 60, "x" * 50
    index = index_of({"2020-01-01-a.md": post("Zon", f"kamer {word} en kamer {long}")})
    assert paths_of(index, Word("kamer" + word)) == ["2020-01-01-a.md"]
    assert paths_of(index, Word("kamer" + long)) == []


def test_facets_count_keys_and_their_values(index_of):
    files = {
        "2020-01-01-a.md": post("A", bron="NOS", tags=["x", "y"]),
        "2020-01-01-b.md": post("B", bron="NOS", tags=["x"]),
        "2020-01-01-c.md": post("C", bron="NU.nl", leeg=""),
    }
    facets = index_of(files).facets()
    assert facets.keys() >= {"title", "bron", "tags", "leeg"}
    assert facets["tags"].values["x"] >= 2
    assert facets["leeg"].values == {}
    assert facets["bron"].posts >= 3


def test_facets_count_no_post_that_was_changed_or_is_gone(make_index):
    files = {
        "2020-01-01-a.md": post(None, bron="NOS", tags=["x", "y"]),
        "2020-01-01-b.md": post(None, bron="NU.nl", tags=["x"]),
        "2020-01-01-c.md": post(None, bron="NU.nl", leeg=""),
    }
    facets = make_index(MemoryRepository(files)).facets()
    assert {key: (one.key, one.posts, list(one.values.items())) for key, one in facets.items()} == {
        "bron": ("bron", 3, [("NU.nl", 2), ("NOS", 1)]),
        "tags": ("tags", 2, [("x", 2), ("y", 1)]),
        "leeg": ("leeg", 1, []),
    }


# Suggestions.


def test_a_misspelt_word_has_a_suggestion(index_of):
    files = {f"2020-01-0{n}-a.md": post("Verkiezingen", "De uitslag.") for n in range(1, 8)}
    (suggestion,) = index_of(files).suggest(["verkeizingen"])
    assert (suggestion.word, suggestion.replacement) == ("verkeizingen", "verkiezingen")


def test_a_misspelling_that_a_post_has_as_well_has_a_suggestion(index_of):
    files = {f"2020-01-{n:02}-a.md": post("De burgemeester", "Trad af.") for n in range(1, 13)}
    files["2020-02-01-a.md"] = post("De burgermeester", "En Fatma Dogan.")
    index = index_of(files)
    (suggestion,) = index.suggest(["burgermeester", "Dogan"])
    assert (suggestion.word, suggestion.replacement) == ("burgermeester", "burgemeester")
    assert paths_of(index, Word("burgermeester")) == ["2020-02-01-a.md"]


def test_a_word_of_the_dictionary_that_few_posts_have_or_none_has_no_suggestion(index_of):
    files = {f"2020-01-{n:02}-a.md": post("Een boek", "Nieuw.") for n in range(1, 13)}
    files["2020-02-01-a.md"] = post("Een doek", "Oud.")
    assert list(index_of(files).suggest(["doek", "broek"])) == []


def test_a_name_has_no_suggestion(index_of):
    files = {f"2020-01-{n:02}-a.md": post("Trompetten", "Er is veel.") for n in range(1, 31)}
    files["2020-02-01-a.md"] = post("De Peel", "Heide.")
    for day in "234":
        files[f"2020-02-0{day}-a.md"] = post("Muziek", "Gespeeld door Trompette, en meer.")
    assert list(index_of(files).suggest(["peel", "trompette"])) == []


def test_a_word_that_finds_something_has_no_suggestion(index):
    assert list(index.suggest(["verkiezing", "facebook", "de"])) == []


def test_what_resembles_nothing_has_no_suggestion(index):
    assert list(index.suggest(["xyzzyxyzzy", "", "🎉"])) == []


def test_asking_for_suggestions_changes_no_answer(index, found):
    before = found(Word("verkeizing"))
    index.suggest(["verkeizing"])
    assert found(Word("verkeizing")) == before == set()


# Files that are no posts.


def test_a_file_that_is_no_post_is_left_out_with_its_reason(make_index):
    repository = MemoryRepository(
        {
            "2020-01-01-goed.md": post("Zon"),
            "2020-01-02-los.md": b"Geen front matter.\n",
            "2020-01-03-open.md": b"---\ntitle: x\n",
            "2020-01-04-latin.md": "---\ntitle: café\n---\n".encode("latin-1"),
            "2020-01-05-weg.md": post("Dicht"),
        }
    )
    repository.lock_away("2020-01-05-weg.md")
    index = make_index(repository)
    left_out = {one.path: one.reason for one in index.status().left_out}
    assert list(index.paths()) == ["2020-01-01-goed.md"]
    if make_index.kind != "overlay":
        assert list(left_out) == sorted(repository.files.keys() - {"2020-01-01-goed.md"})
        assert "Permission denied" in left_out["2020-01-05-weg.md"]
        assert "front matter" in left_out["2020-01-02-los.md"]


def test_a_date_that_is_not_understood_keeps_no_post_out(index_of):
    index = index_of({"2020-02-02-a.md": post("Zon", date="ooit")})
    (hit,) = index.search(Request(Word("zon"))).hits
    assert hit.summary.date.isoformat() == "2020-02-02T00:00:00+01:00"


# Keeping up.


def test_an_index_without_posts_answers_nothing(make_index):
    index = make_index(MemoryRepository({}))
    assert list(index.paths()) == []
    assert paths_of(index, Everything()) == []
    assert paths_of(index, And((Word("zon"), Not(Prefix("ma"))))) == []
    assert "gone.md" not in index.facets()
    assert index.status().posts == 0


def test_every_file_seen_is_known_with_its_stamp(make_index):
    if make_index.kind == "overlay":
        pytest.skip("what is laid over is not known for good")
    repository = MemoryRepository({"2020-01-01-a.md": post("A"), "2020-01-02-b.md": b"los"})
    known = make_index(repository).known()
    assert {path: one.stamp for path, one in known.items()} == repository.scan()


def test_an_overlay_replaces_adds_and_takes_away(index_of):
    index = index_of(
        {f"2020-01-0{n}-a.md": post(f"Zon {n}", "Oude tekst.", bron="NOS") for n in range(1, 5)}
    )
    newer = MemoryRepository(
        {"2020-01-02-a.md": post("Maan", "Nieuwe tekst."), "2020-01-09-b.md": post("Zon")}
    )
    index.overlay(
        Changes(
            added=("2020-01-09-b.md",), changed=("2020-01-02-a.md",), removed=("2020-01-03-a.md",)
        ),
        newer.read,
    )
    assert set(paths_of(index, Word("zon"))) >= {"2020-01-09-b.md"}
    assert paths_of(index, Word("maan")) == ["2020-01-02-a.md"]
    assert index.get(PostPath("2020-01-03-a.md")) is None
    assert index.get(PostPath("2020-01-02-a.md")).title == "Maan"


@pytest.mark.parametrize("offset", ["+0200", "+0100"])
def test_a_post_of_the_hour_that_comes_twice_is_as_it_was_indexed(make_index, offset):
    if make_index.kind == "overlay":
        pytest.skip("an overlay is verified by what it was laid over")
    moment = f"2023-10-29 02:41:15 {offset}"
    repository = MemoryRepository({"2023-10-29-a.md": post("Zon", "Zin.", date=moment)})
    index = make_index(repository)
    assert list(index.verify(repository.scan(), repository.read, quiet)) == []


def test_verifying_names_what_differs(make_index):
    if make_index.kind == "overlay":
        pytest.skip("an overlay is verified by what it was laid over")
    repository = MemoryRepository(
        {f"2020-01-0{n}-a.md": post(f"Zon {n}", "Zin.") for n in (1, 2, 3)}
    )
    index = make_index(repository)
    assert list(index.verify(repository.scan(), repository.read, quiet)) == []
    repository.put("2020-01-01-a.md", post("Maan", "Zin."))
    repository.put("2020-01-02-a.md", post("Zon 2", "Andere zin."))
    repository.remove("2020-01-03-a.md")
    differing = index.verify(repository.scan(), repository.read, quiet)
    assert [one.path for one in differing] == sorted(f"2020-01-0{n}-a.md" for n in (1, 2, 3))
    assert all(one.reason for one in differing)
