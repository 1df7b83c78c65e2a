"""Rules that compare posts, on archives of a few of them."""

from __future__ import annotations

import pickle
import random
from array import array
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.post import shingles
from newsctl.core.post.shingles import SKETCH, Sketches, near_pairs, resemblance
from newsctl.core.problems import Severity
from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.validation.check import Checker

WORDS = [f"woord{number}" for number in range(400)]
ONE = "2019-09-05-een.md"
TWO = "2019-09-05-twee.md"


def sketch_of(words):
    return shingles.sketch_of(" ".join(words).encode())


def post(*lines, title="Zon", body="<p>De zon schijnt.</p>", date="2019-09-05"):
    return "\n".join(("---", f'title: "{title}"', f"date: {date}", *lines, "---", body, ""))


@pytest.fixture
def beside(check_beside):
    """Check two posts, and keep the rules and messages of the second."""

    def _beside(one, two, **options):
        found = check_beside((ONE, one.encode()), (TWO, two.encode()), **options)
        return [(problem.rule, problem.message) for problem in found]

    return _beside


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("https://a.example/b", "http://www.a.example/b/?utm_source=x#c", True),
        ("https://a.example/?p=1", "https://a.example?p=1", True),
        ("https://a.example/b", "https://a.example/B", False),
        ("https://a.example/", "https://a.example/", False),
        ("zon", "zon", False),
    ],
)
def test_posts_of_one_article(one, two, same, beside):
    files = (post(f"externe_link: {link}", title=link) for link in (one, two))
    assert [rule for rule, _ in beside(*files, select=["same-link"])] == ["same-link"] * same


@pytest.mark.parametrize(
    ("title", "date", "same"),
    [
        ("ZON", "2019-09-05", True),
        (" Zon", "2019-09-05 10:00", True),
        ("Zon", "2019-09-04T23:00:00Z", True),
        ("Zon", "2019-09-06", False),
        ("Zonnen", "2019-09-05", False),
    ],
)
def test_posts_of_one_title_and_day(title, date, same, beside):
    found = beside(post(), post(title=title, date=date), select=["same-title"])
    assert [rule for rule, _ in found] == ["same-title"] * same


@pytest.mark.parametrize(
    ("generator", "folder", "same"),
    [
        ("Hugo", "content/over/", False),
        ("Hugo", "content/posts/", True),
        ("Jekyll", "_hulp/", False),
        ("Jekyll", "_posts/", True),
        (None, "", True),
    ],
)
def test_pages_that_came_on_one_day_may_have_one_title(generator, folder, same, check_beside):
    files = ((f"{folder}2019-09-05-{name}.md", post().encode()) for name in ("zon", "zee"))
    found = check_beside(*files, select=["same-title"], generator=generator)
    assert bool(found) is same


@pytest.mark.parametrize("title", ["Cafe\u0301 & bar", "Café &amp; bar"])
def test_a_title_is_the_same_however_its_letters_are_written(title, beside):
    found = beside(post(title="Café & bar"), post(title=title), select=["same-title"])
    assert [rule for rule, _ in found] == ["same-title"]


TEXT = f"<p>{' '.join(WORDS[:50])}</p>"
NEARLY = f"<p>{' '.join(WORDS[:49])} slot</p>"
SAME = ["same-link", "same-title", "same-body", "same-body-nearly"]


@pytest.mark.parametrize(
    ("one", "two", "lines"),
    [
        ("content/x.nl.md", "content/x.en.md", ("", "")),
        ("content/x.md", "content/x.en.md", ("", "")),
        ("en/2019-09-05-x.md", "nl/2019-09-05-x.md", ("", "")),
        ("i18n/en-GB/2019-09-05-x.md", "2019-09-05-y.md", ("", "")),
        ("content.nl/x.md", "content.en/x.md", ("", "")),
        (ONE, TWO, ("lang: nl", "lang: en")),
        (ONE, TWO, ("locale: nl_NL", "locale: fr_FR")),
        ("docs/x.md", "versioned_docs/version-2.0/x.md", ("", "")),
        ("docs/v1/x.md", "docs/v2/x.md", ("", "")),
    ],
)
@pytest.mark.parametrize("body", [TEXT, NEARLY])
def test_translations_and_versions_of_a_post_are_not_the_same_story(
    one, two, lines, body, check_beside
):
    link = "externe_link: https://a.example/b"
    files = [
        (name, post(link, line or "x: y", body=text).encode())
        for name, line, text in zip((one, two), lines, (TEXT, body), strict=True)
    ]
    assert check_beside(*files, select=SAME) == ()


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("a/x.md", "Les", "2018-10-01"), ("b/x.md", "Les", "2019-10-01"), False),
        (("a/x.md", "Les", ""), ("b/x.md", "Les", ""), False),
        (("a/x.md", "Les", "2019-10-01"), ("b/x.md", "Les", "2019-10-03"), True),
        (("a/x.md", "Les", "2018-10-01"), ("b/y.md", "Kamp", "2019-10-01"), True),
        (("a/x.md", "Les", ""), ("a/y.md", "Les", ""), True),
        (("nl/x.md", "Les", "2019-10-01"), ("nl/y.md", "Les", "2019-10-01"), True),
    ],
)
@pytest.mark.parametrize("body", [TEXT, NEARLY])
def test_what_returns_each_year_is_no_copy(one, two, same, body, check_beside):
    files = [
        (name, post(title=title, date=date, body=text).encode())
        for (name, title, date), text in zip((one, two), (TEXT, body), strict=True)
    ]
    found = check_beside(*files, select=["same-body", "same-body-nearly"])
    assert len(found) == same


def test_posts_of_one_body_are_told_of_one_another(check_beside):
    text = " ".join(WORDS[:12])
    files = [
        (f"2019-09-0{day}-zon.md", post(date=f"2019-09-0{day}", body=f"<p>{text}</p>").encode())
        for day in (3, 4, 5)
    ]
    (problem,) = check_beside(*files)
    assert (problem.rule, problem.position.line) == ("same-body", 5)
    assert problem.message == "The body is also that of 2019-09-03-zon.md and 1 more."


@pytest.mark.parametrize("words", [9, 10])
def test_short_bodies_are_not_compared(words, beside):
    body = " ".join(WORDS[:words])
    found = beside(post(body=body), post(title="Zee", body=f"<div>{body}</div>"))
    assert len(found) == (words >= 10)


def test_bodies_that_differ_in_a_few_words_are_nearly_the_same(beside):
    other = [*WORDS[:50], "anders", *WORDS[51:200], "nog", "wat"]
    one, two = (post(title=words[-1], body=" ".join(words)) for words in (WORDS[:200], other))
    ((rule, message),) = beside(one, two)
    assert rule == "same-body-nearly"
    assert message.endswith("of the body is also that of 2019-09-05-een.md.")


@pytest.mark.parametrize(
    ("generator", "folder", "is_told"),
    [
        (None, "", True),
        ("Jekyll", "_posts/", True),
        ("Jekyll", "_drafts/", True),
        ("Hugo", "content/nieuws/", True),
        ("Jekyll", "_docs/", False),
        ("Hugo", "content/opdrachten/", False),
        ("MkDocs", "docs/opdrachten/", False),
    ],
)
def test_documents_on_like_things_are_like(generator, folder, is_told, check_beside):
    files = [
        (f"{folder}{name}.md", post(title=name, body=" ".join((*WORDS[:99], name))).encode())
        for name in ("een", "twee")
    ]
    found = check_beside(*files, generator=generator, select=["same-body-nearly"])
    assert bool(found) is is_told


def test_bodies_that_are_the_same_are_not_nearly_so_as_well(beside):
    one, two = (post(title=title, body=" ".join(WORDS[:200])) for title in ("Een", "Twee"))
    assert [rule for rule, _ in beside(one, two)] == ["same-body"]


def test_bodies_that_share_a_half_are_different(beside):
    one = post(title="Een", body=" ".join(WORDS[:200]))
    two = post(title="Twee", body=" ".join(WORDS[100:300]))
    assert beside(one, two) == []


def test_a_post_can_ask_to_be_left_alone_while_the_other_is_still_told(beside):
    ignoring, other = post("# newsctl: ignore same-title"), post()
    assert beside(other, ignoring) == []
    assert [rule for rule, _ in beside(ignoring, other)] == ["same-title"]


def test_rules_that_compare_can_be_switched_off_and_weighed(beside, check_beside):
    assert beside(post(), post(), ignore=["same-story"]) == []
    files = (ONE, post().encode()), (TWO, post().encode())
    settings = Settings(rules={"same-title": Severity.ERROR})
    assert [one.severity for one in check_beside(*files, settings=settings)] == ["error"]


def test_what_is_gathered_goes_from_process_to_process_in_any_order():
    checker = Checker(Settings(), clock=lambda: None)
    link = "externe_link: https://a.example/b"
    text = post(
        link, "bron: NOS", "tags: [zon, zee]", body="[x](2019-01-01-x.md) " + " ".join(WORDS)
    )
    paths = [f"2019-09-05-{number}.md" for number in range(3)]
    gathered = [checker.gather(parse(path, text.encode(), Settings())) for path in paths]
    expected = checker.conclude(gathered, paths)
    assert {problem.path for problem in expected} == set(paths)
    assert len(pickle.dumps(gathered[0])) < 1500
    sent = [pickle.loads(pickle.dumps(one)) for one in reversed(gathered)]
    assert checker.conclude(iter(sent), paths) == expected


def test_a_file_that_is_no_post_has_nothing_to_compare():
    checker = Checker(Settings(), clock=lambda: None)
    assert checker.gather(parse(ONE, b"geen voorblad\n", Settings())) is None
    assert checker.conclude([], [ONE]) == ()


TEXTS = st.lists(st.sampled_from(WORDS[:8]), max_size=300)


@pytest.mark.parametrize("length", [0, 3, 130, 191, 193, 400, 3000])
@pytest.mark.parametrize("repeated", [1, 20])
def test_a_sketch_is_the_smallest_hashes_of_a_text_however_long_it_is(length, repeated):
    words = [f"woord{number}" for number in range(length)] * repeated
    shingles = zip(words, words[1:], words[2:], strict=False)
    hashes = {crc32(" ".join(shingle).encode()) for shingle in shingles}
    assert sketch_of(words) == array("I", sorted(hashes)[:128]).tobytes()


@given(TEXTS, TEXTS)
def test_resemblance_is_the_share_of_shingles_in_both(one, two):
    left, right = (
        {tuple(words[at : at + 3]) for at in range(len(words) - 2)} for words in (one, two)
    )
    found = resemblance(sketch_of(one), sketch_of(two))
    assert found == resemblance(sketch_of(two), sketch_of(one))
    if len(left | right) <= SKETCH:
        assert found == (len(left & right) / len(left | right) if left | right else 0)


@pytest.mark.parametrize("differing", range(0, 60, 2))
def test_what_two_texts_share_is_told_when_it_is_enough_and_only_then(differing):
    chance = random.Random(differing)
    for _ in range(20):
        words = [chance.choice(WORDS) for _ in range(250)]
        changed = [*words[differing:], *(f"anders{number}" for number in range(differing))]
        one, other = sketch_of(words), sketch_of(changed)
        found = resemblance(one, other)
        assert resemblance(one, other, least=found) == found
        assert resemblance(one, other, least=found + 0.001) == 0


def test_nearly_all_texts_that_are_nearly_the_same_are_brought_together():
    chance = random.Random(5)
    texts = [[chance.choice(WORDS) for _ in range(250)] for _ in range(200)]
    changed = [list(words) for words in texts]
    for words in changed:
        for _ in range(6):
            words[chance.randrange(250)] = "anders"
    sketches = [sketch_of(words) for words in (*texts, *changed)]
    pairs = {pair for pair in near_pairs(sketches) if pair[1] - pair[0] == 200}
    assert len(pairs) >= 198


def test_a_sketch_is_compared_with_those_before_it():
    chance = random.Random(6)
    texts = [[chance.choice(WORDS) for _ in range(250)] for _ in range(50)]
    before = Sketches()
    for words in texts:
        before.add(sketch_of(words))
    found = [before.like(sketch_of([*words[3:], "anders"]), least=0.8) for words in texts]
    assert sum(place == number for number, place in enumerate(found)) >= 49
    assert before.like(sketch_of([*WORDS[:100]]), least=0.8) is None


@pytest.mark.parametrize("least", [0.0, 0.5, 0.8, 1.0])
def test_no_pair_that_is_alike_enough_is_left_out_for_how_it_begins(least):
    chance = random.Random(7)
    texts = [[chance.choice(WORDS) for _ in range(length)] for length in range(3, 250, 5)]
    for words in tuple(texts):
        other = list(words)
        for _ in range(chance.randrange(20)):
            other[chance.randrange(len(words))] = "anders"
        texts.append(other)
    sketches = [sketch_of(words) for words in texts]

    def alike(pairs):
        return {
            (one, other)
            for one, other in pairs
            if resemblance(sketches[one], sketches[other], least=least)
        }

    found = alike(near_pairs(sketches, least=least))
    assert found
    assert found == alike(near_pairs(sketches))


def test_a_text_that_all_end_in_takes_no_comparing_of_all_with_all():
    sketches = [sketch_of([f"w{number}", *WORDS[:40]]) for number in range(1000)]
    assert len(list(near_pairs(sketches))) <= 1000 * 4 * 16
    before = Sketches()
    for sketch in sketches:
        before.add(sketch)
    assert len(before.sharing(sketches[0])) <= 4 * 16


@pytest.mark.parametrize(
    ("value", "same"),
    [
        ("{{ page.number }}", False),
        ("{{- nummer }}", False),
        ("{{ site.title }}", True),
        ("{{ '/zon' | relative_url }}", True),
        ("{{< foto zon >}}", True),
    ],
)
def test_a_body_that_each_post_fills_in_is_no_copy(value, same, beside):
    body = f"De {value} vergadering is op dinsdag in het dorpshuis, om acht uur in de avond."
    one, two = post(title="Een", body=body * 5), post(title="Twee", body=body * 5)
    assert bool([rule for rule, _ in beside(one, two) if rule.startswith("same-body")]) is same
    two = post(title="Twee", body=body * 5 + " Tot dan.")
    assert bool([rule for rule, _ in beside(one, two) if rule.startswith("same-body")]) is same
