from __future__ import annotations

import pytest

from newsctl.core.problems import Position
from newsctl.validation.body_rules import language_of

TEXTS = {
    "Dutch": """De wethouder zei dinsdag dat het plan er niet komt, omdat de raad er geen geld voor
        heeft. Bewoners van de wijk zijn boos en willen dat hij het uitlegt. Volgens hen is het al
        jaren bekend dat de brug te oud is en dat er wat moet gebeuren voor de winter.""",
    "English": """The mayor said on Tuesday that the plan will not go ahead, as there is no money
        for it in the town. People who live in the area are angry and want him to explain. They say
        that it has been known for years that the bridge is too old and that it should close.""",
    "German": """Der Bürgermeister sagte am Dienstag, dass der Plan nicht kommt, weil die Stadt kein
        Geld dafür hat. Die Bewohner sind wütend und wollen, dass er es ihnen erklärt. Es ist seit
        Jahren bekannt, dass die Brücke zu alt ist und dass man etwas tun muss, auch für uns.""",
    "French": """Le maire a dit mardi que le projet ne se fera pas, parce que la ville ne peut pas
        le payer. Les habitants du quartier sont en colère et veulent une explication. Selon eux, on
        sait depuis des années que le pont est trop vieux et que les travaux sont pour la ville.""",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_is_known_by_its_commonest_words(language):
    assert language_of(TEXTS[language].lower().split()) == language


def test_a_text_in_two_languages_is_dutch_where_that_is_one_of_them():
    both = f"{TEXTS['Dutch']} {TEXTS['English']}"
    assert language_of(both.lower().split()) == "Dutch"


def test_a_short_text_is_left_alone():
    assert language_of(TEXTS["English"].lower().split()[:39]) is None


def test_names_and_numbers_are_no_language():
    assert language_of(["zutphen", "12", "deventer"] * 40) is None


def post(body):
    return f'---\ntitle: "Zon"\ndate: 2019-09-05\n---\n{body}\n'


@pytest.mark.parametrize(
    "body", ["", "\n\n", "<p> </p>", "<div><p></p></div>", "<!-- -->", "<p>&nbsp;</p>\n<br>"]
)
def test_a_body_without_anything_is_empty(body, found):
    assert [rule for rule, *_ in found(post(body))] == ["body-empty"]


@pytest.mark.parametrize(
    "body",
    [
        *(
            "Zon",
            "<IMG SRC=x>",
            "![](x.jpg)",
            "{% include foto.html %}",
            "{{ page.x }}",
            "<p>.</p>",
        ),
        *("\\<zon\\>", "<!zon", "< zon >", "<Galerij />", "<mijn-galerij></mijn-galerij>"),
        *("    <zon>", "{{< galerij >}}", "{{% galerij %}}"),
    ],
)
def test_a_body_that_shows_something_is_not_empty(body, check):
    assert check(post(body)) == ()


def test_text_that_a_sign_without_width_keeps_from_being_a_tag_is_no_empty_body(found):
    assert found(post("<\ufeffwerk in uitvoering>")) == [("body-zero-width", 5, 2)]


def test_a_file_of_data_needs_no_body(check):
    problems = check("---\nstatus: open\nlink: https://zon.example/\n---\n", name="zon.md")
    assert "body-empty" not in [problem.rule for problem in problems]


@pytest.fixture
def languages(check_beside):
    """Return where the last of some files, by their names, is told to be in another language."""

    def _languages(*files):
        encoded = [(name, data.encode()) for name, data in files]
        return [one.position for one in check_beside(*encoded, select=["body-not-dutch"])]

    return _languages


BESIDE = ("dag.md", post(TEXTS["Dutch"]))


def test_another_language_is_told_at_the_beginning_of_the_body(languages):
    german = ("zon.md", post(f"<p>{TEXTS['German']}</p>"))
    assert languages(BESIDE, german) == [Position(5, 1)]


@pytest.mark.parametrize(
    ("name", "line", "is_told"),
    [
        ("2019-09-05-zon.md", "", True),
        ("2019-09-05-zon.md", "lang: nl\n", True),
        ("2019-09-05-zon.md", "lang: en-GB\n", False),
        ("en/2019-09-05-zon.md", "", False),
        ("2019-09-05-zon.en.md", "", False),
        ("2019-09-05-english.md", "", True),
    ],
)
def test_a_post_that_says_its_language_is_in_that(languages, name, line, is_told):
    text = f"---\ntitle: Zon\ndate: 2019-09-05\n{line}---\n{TEXTS['English']}\n"
    assert bool(languages(BESIDE, (name, text))) is is_told


@pytest.mark.parametrize(
    ("dutch", "english", "is_told"),
    [(0, 1, False), (1, 1, True), (0, 2, False), (2, 2, True), (2, 3, False), (9, 3, True)],
)
def test_an_archive_in_another_language_is_told_of_no_post(languages, dutch, english, is_told):
    files = [
        *((f"dag-{at}.md", post(TEXTS["Dutch"])) for at in range(dutch)),
        *((f"kort-{at}.md", post("Zon")) for at in range(9)),
        *((f"day-{at}.md", post(TEXTS["English"])) for at in range(english)),
    ]
    assert bool(languages(*files)) is is_told


def test_a_folder_in_another_language_is_told_of_no_post(languages):
    dutch = [(f"dag-{at}.md", post(TEXTS["Dutch"])) for at in range(30)]
    english = [(f"abroad/day-{at}.md", post(TEXTS["English"])) for at in range(10)]
    assert languages(*dutch, *english) == []
    assert languages(*dutch, *english[1:])
