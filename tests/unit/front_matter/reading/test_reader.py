from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsctl.core.errors import SettingsError
from newsctl.core.post.fences import HeaderStart
from newsctl.core.post.post import PostPath
from newsctl.core.problems import Fix, Position, Problem, ReplaceText, Severity
from newsctl.core.settings import Settings
from newsctl.front_matter.reading import header as size
from newsctl.front_matter.reading.reader import parse

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_a_file_becomes_a_post(read):
    reading = read(
        '---\ntitle: "Crèche: open"\ndate: Fri, 31 May 2019 07:04:19 GMT\nbron: NOS\n---\n'
        "\n<p>Ja</p>\n"
    )
    summary = reading.post.summary
    assert summary.path == reading.path == reading.post.path == "2019-09-05-een-titel.md"
    assert summary.title == "Crèche: open"
    assert summary.date == datetime(2019, 5, 31, 9, 4, 19, tzinfo=AMSTERDAM)
    assert summary.moment == "2019-05-31T09:04:19+02:00"
    assert list(summary.front_matter) == ["title", "date", "bron"]
    assert summary.front_matter["date"] == "Fri, 31 May 2019 07:04:19 GMT"
    assert (reading.post.body, reading.post.text) == ("\n<p>Ja</p>\n", "Ja")
    assert reading.positions["bron"] == Position(4, 7)
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("bron: NOS", "Een titel"),
        ("title:", "Een titel"),
        ("title: '  '", "Een titel"),
        ("title: [a, b]", "a"),
        ("title: {a: b}", "Een titel"),
        ("title: 2019", "2019"),
        ("title: e\u0301\u00e9n", "één"),
        (r'title: "\e[31mrood\a"', "\x1b[31mrood\x07"),
    ],
)
def test_a_title_is_text_and_falls_back_to_the_name(read, header, title):
    assert read(f"---\n{header}\n---\n").post.summary.title == title


def test_a_heading_is_the_title_of_a_post_that_has_none(read):
    assert (
        read("---\nbron: NOS\n---\n\n# Veilig *fietsen*\n").post.summary.title == "Veilig fietsen"
    )
    assert read("---\ntitle:\n---\n\n# Fietsen\n").post.summary.title == "Fietsen"
    assert read("---\ntitle: Zo\n---\n\n# Fietsen\n").post.summary.title == "Zo"


def test_folders_may_hold_the_day_of_a_post(read):
    summary = read("---\nbron: NOS\n---\n", path="blog/2024/03/09-veilig-fietsen.md").post.summary
    assert (summary.moment, summary.title) == ("2024-03-09T00:00:00+01:00", "Veilig fietsen")


def test_without_a_date_the_names_midnight_counts(read):
    midnight = datetime(2019, 9, 5, tzinfo=AMSTERDAM)
    for header in ("title: x", "date:", "date: ''"):
        reading = read(f"---\n{header}\n---\n")
        assert (reading.post.summary.date, reading.problems) == (midnight, ())
    assert read("---\ntitle: x\n---\n", path="over-ons.md").post.summary.date is None
    assert read("---\ntitle: x\n---\n", path="2019-02-30-x.md").post.summary.date is None


def test_a_date_that_is_not_understood_is_a_problem_and_keeps_the_post(read):
    reading = read("---\ntitle: x\ndate:  5/11/2019\n---\n")
    assert reading.post.summary.date == datetime(2019, 9, 5, tzinfo=AMSTERDAM)
    assert reading.problems == (
        Problem(
            reading.path,
            "date-unreadable",
            "date: '5/11/2019' is not understood: day and month could be either way round.",
            position=Position(3, 8),
            hint="Write it as 2019-09-05 03:07:07 +0200.",
        ),
    )


def test_a_long_value_does_not_flood_its_message(read):
    for value in ("x" * 100_000, f"[{'x, ' * 1000}]"):
        (problem,) = read(f"---\ndate: {value}\n---\n").problems
        assert len(problem.message) < 150


def test_the_settings_name_the_date_field_and_the_zone(read):
    reading = read(
        "---\ncreated_at: 18-10-2019\ndate: nooit\n---\n",
        date_field="created_at",
        time_zone="America/Curacao",
    )
    assert reading.post.summary.date.isoformat() == "2019-10-18T00:00:00-04:00"
    assert reading.problems == ()
    with pytest.raises(SettingsError):
        read("---\n---\n", time_zone="Europe/Amsterdan")


def test_a_repeated_key_is_a_warning(read):
    reading = read("---\na: 1\nb: 2\na: 3\n---\n")
    (problem,) = reading.problems
    assert reading.post.summary.front_matter == {"a": 3, "b": 2}
    assert problem.rule == "front-matter-duplicate-key"
    assert problem.severity is Severity.WARNING
    assert problem.position == Position(4, 1)
    assert "line 2" in problem.message


@pytest.mark.parametrize("above", ["\n", "\r\n\r\n", " \t\n", "\ufeff\n"])
@pytest.mark.parametrize(
    "header", ["---\ntitle: Zon\n---\n", "+++\ntitle = 'Zon'\n+++\n", '{"title": "Zon"}\n']
)
def test_front_matter_may_follow_blank_lines_where_the_site_skips_them(read, above, header):
    post = read(f"{above}{header}Tekst.", header_start=HeaderStart.BELOW_BLANKS).post
    assert (post.summary.title, post.body) == ("Zon", "Tekst.")
    assert read(f"{above}{header}Tekst.").post is None


def test_what_follows_blank_lines_stands_where_it_is_told(read):
    reading = read("\n\n---\na: 1\ndate: zon\na: 3\n---\n", header_start=HeaderStart.BELOW_BLANKS)
    assert reading.positions["date"] == Position(5, 7)
    again, date = reading.problems
    assert (again.position, "line 4" in again.message) == (Position(6, 1), True)
    assert date.position == Position(5, 7)
    (wrong,) = read("\n---\na: b: c\n---\n", header_start=HeaderStart.BELOW_BLANKS).problems
    assert wrong.position == Position(3, 5)
    (none,) = read("\n\nTekst.", header_start=HeaderStart.BELOW_BLANKS).problems
    assert none.rule == "front-matter-missing"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_may_begin_with_a_key_where_the_site_needs_no_fence(read, end):
    text = f"title: Zon{end}date: zon{end}---{end}Tekst.{end}---{end}"
    reading = read(text, header_start=HeaderStart.WITHOUT_FENCE)
    assert reading.post.summary.front_matter == {"title": "Zon", "date": "zon"}
    assert reading.post.body == f"Tekst.{end}---{end}"
    assert reading.positions["date"] == reading.problems[0].position == Position(2, 7)
    assert read(text).post is None


@pytest.mark.parametrize("text", ["Een kop\n---\nTekst.", "Let op: zon\n---\n", "kop: zon\n"])
def test_a_text_that_begins_with_no_key_or_ends_has_no_front_matter(read, text):
    (problem,) = read(text, header_start=HeaderStart.WITHOUT_FENCE).problems
    assert problem.rule == "front-matter-missing"


def test_what_is_wrong_without_a_fence_stands_where_it_is_told(read):
    (problem,) = read("a: b: c\n---\n", header_start=HeaderStart.WITHOUT_FENCE).problems
    assert (problem.rule, problem.position) == ("front-matter-yaml", Position(1, 5))


@pytest.mark.parametrize(
    ("data", "rule", "place", "words"),
    [
        (b"", "front-matter-missing", (1, 1), "first line"),
        (b"tekst\n", "front-matter-missing", (1, 1), "first line"),
        (b"\n---\na: 1\n---\n", "front-matter-missing", (1, 1), "first line"),
        (b"---\na: 1\n", "front-matter-unclosed", (1, 1), "not closed"),
        (b"---\na: b: c\n---\n", "front-matter-yaml", (2, 5), "Mapping values"),
        (b"---\r\na: 1\r\nb: c: d\r\n---\r\n", "front-matter-yaml", (3, 5), "Mapping values"),
        (b"\xef\xbb\xbf---\na: b: c\n---\n", "front-matter-yaml", (2, 5), "Mapping values"),
        (b"---\n- a\n---\n", "front-matter-not-a-mapping", (2, 1), "a list"),
        (b"---\na: &a [*a]\n---\n", "front-matter-bounds", (2, 1), "deep"),
        (b"---\na: 1\n---\ncr\xe8che\n", "file-not-utf8", (4, 3), "Windows-1252"),
        (b"---\na: \x81\n---\n", "file-not-utf8", (2, 4), "another encoding"),
        (b"---\n\0\0\xff---", "file-not-utf8", (2, 3), "no text"),
        ("---\na: 1\n---\n".encode("utf-16"), "file-not-utf8", (1, 1), "UTF-16"),
        ("---\na: 1\n---\n".encode("utf-16-le"), "file-not-utf8", (1, 1), "UTF-16"),
        ("---\na: 1\n---\n".encode("utf-32"), "file-not-utf8", (1, 1), "UTF-32"),
    ],
)
def test_a_file_that_is_no_post_says_why_and_where(read, data, rule, place, words):
    reading = read(data)
    (problem,) = reading.problems
    assert reading.post is None
    assert (problem.rule, problem.position) == (rule, Position(*place))
    assert words in problem.message


def test_a_file_may_have_a_mark_and_zero_bytes_in_its_body(read):
    reading = read(b"\xef\xbb\xbf---\ntitle: x\n---\nlange tekst met een nul\0\n")
    assert reading.post.summary.title == "x"
    assert reading.post.body == "lange tekst met een nul\0\n"
    assert reading.post.text == "lange tekst met een nul"


def test_a_file_without_header_is_a_post_when_the_archive_says_so(read):
    reading = read("# Kop\n\ntekst\n", without_front_matter=True)
    assert reading.post.summary.title == "Kop"
    assert reading.post.summary.front_matter == {}
    assert (reading.post.body, reading.problems) == ("# Kop\n\ntekst\n", ())
    assert (
        read("---\na: 1\n", without_front_matter=True).problems[0].rule == "front-matter-unclosed"
    )


def test_a_file_that_is_too_large_is_not_read(read, monkeypatch):
    monkeypatch.setattr(size, "LARGEST_FILE", 2 * 1024**2)
    (problem,) = read(b"---\na: 1\n---\n" + b"woord " * 1024**2).problems
    assert (problem.rule, problem.message) == (
        "file-too-large",
        "The file has 6 MB; a post may have 2.",
    )


def test_a_body_of_megabytes_is_read(read):
    reading = read(b"---\na: 1\n---\n" + b"woord " * 1024**2)
    assert len(reading.post.text) == 6 * 1024**2 - 1


def parsed(data):
    return parse(PostPath("2019-09-05-x.md"), data, Settings())


@given(st.binary())
def test_no_bytes_crash(data):
    reading = parsed(data)
    assert reading.post is not None or reading.problems


_PIECES = [
    "---\n",
    "...\n",
    "a: ",
    "b: ",
    "- ",
    "? ",
    "<<: ",
    "&x ",
    "*x",
    "!!int ",
    "!t ",
    "|\n",
    ">\n",
]
_PIECES += [
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "\\",
    "#",
    "%",
    "@",
    "\n",
    "\r",
    "  ",
    "\t",
    "\x85",
    "\u2028",
]
_PIECES += [
    "date: ",
    "title: ",
    "2019-09-05",
    "12:30",
    "0x",
    "1e5",
    ".inf",
    "~",
    "yes",
    "\0",
    "\ufeff",
    "😀",
]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=25).map("".join))
@example("\x0ca: a: ")
@example("title: x\x0b\x1cy\ndate: nooit\n")
def test_no_header_crashes_and_problems_stand_within_the_file(header):
    data = f"---\n{header}\n---\nbody\n".encode()
    reading = parsed(data)
    lines = data.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert reading.post is not None or reading.problems
    places = [problem.position for problem in reading.problems]
    for place in (*places, *(reading.positions or {}).values()):
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("\n---\na: 1\n---\n", 1),
        ("\ufeff \r\n---\r\na: 1\r\n---\r\n", 4),
        ("\n---\nTekst.\n", None),
        ("Tekst.\n\n---\na: 1\n---\n", None),
    ],
)
def test_blank_lines_above_front_matter_can_be_taken_out(text, blanks):
    (problem,) = parse(PostPath("a.md"), text.encode(), Settings()).problems
    assert problem.rule == "front-matter-missing"
    wanted = Fix((ReplaceText(0, blanks, ""),), safe=False) if blanks else None
    assert problem.fix == wanted
