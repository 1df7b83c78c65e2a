"""Posts that a command is about, named one by one or on standard input."""

from __future__ import annotations

import pytest

BOEREN = "2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"
ELFSTEDEN = "2012-02-08-geen-elfstedentocht-ijs-te-dun.md"
BOTH = [ELFSTEDEN, BOEREN]


@pytest.mark.parametrize("null", [False, True])
@pytest.mark.parametrize("command", [("set", "x=1"), ("rm",), ("rename",), ("validate",)])
def test_paths_come_on_standard_input(newsctl, archive, command, null):
    end, flag = ("\0", ("-0",)) if null else ("\n", ())
    given = "".join(f"{path}{end}" for path in BOTH)
    dry = () if command[0] == "validate" else ("--dry-run",)
    ran = newsctl(*command, "-", *flag, *dry, cwd=archive, stdin=given.encode())
    assert ran.code == 0
    if command[0] in {"set", "rm"}:
        assert "Would change 2 posts." in ran.err


@pytest.mark.parametrize("command", [("set", "x=1", "--yes"), ("rm",), ("rename",), ("validate",)])
@pytest.mark.parametrize("given", [b"", b"\n\n"])
def test_no_path_on_standard_input_is_not_every_post(newsctl, archive, command, given):
    ran = newsctl(*command, "-", cwd=archive, stdin=given)
    assert (ran.code, ran.err) == (2, "newsctl: There is no path on standard input.\n")


def test_set_and_validate_take_posts_by_reference(newsctl, archive):
    ran = newsctl("set", "x=1", "--post", "2012-02", "--post", BOEREN, cwd=archive)
    assert (ran.code, ran.lines) == (0, BOTH)
    for path in BOTH:
        (archive / path).write_bytes((archive / path).read_bytes().replace(b"x: 1", b"x: 1\nx: 2"))
    ran = newsctl("validate", "--post", "2019-10", "-f", "json", cwd=archive)
    assert {one["path"] for one in ran.json} == {BOEREN}


@pytest.mark.parametrize(
    ("command", "named", "asked"),
    [
        (("set", "x=1"), ("--post", BOEREN), ("elfstedentocht",)),
        (("set", "x=1"), ("-",), ("--all",)),
        (("replace", "ijs", "water"), ("--post", ELFSTEDEN), ("elfstedentocht",)),
        (("replace", "ijs", "water"), ("-",), ("elfstedentocht",)),
        (("rm",), (BOEREN,), ("--query", "elfstedentocht")),
        (("rm",), ("-",), ("--query", "elfstedentocht")),
        (("unpublish",), (BOEREN,), ("--query", "elfstedentocht")),
    ],
)
def test_only_what_a_query_finds_wants_a_yes_where_nobody_is_asked(
    newsctl, archive, command, named, asked
):
    ran = newsctl(*command, *asked, cwd=archive)
    assert (ran.code, ran.lines) == (2, [])
    assert "Use --yes to do it unasked." in ran.err
    ran = newsctl(*command, *named, cwd=archive, stdin=f"{ELFSTEDEN}\n".encode())
    assert (ran.code, len(ran.lines)) == (0, 1)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('date:"2023-10-29 02:05"', 2),
        ('date:2020,"2023-10-29 02:05"', 2),
        ('tekst date:"2023-10-29 02:05"', 2),
        ('-date:"2023-10-29 02:05"', 0),
        ('date:"2023-10-29 02:05 +0100"', 1),
    ],
)
@pytest.mark.parametrize("command", ["list", "search"])
def test_a_time_that_comes_twice_finds_the_posts_of_both(newsctl, tmp_path, command, query, found):
    for hours in ("1", "2"):
        date = f"2023-10-29 02:05:00 +0{hours}00"
        (tmp_path / f"{hours}.md").write_text(f"---\ntitle: T\ndate: {date}\n---\nTekst.\n")
    assert newsctl(command, query, "-f", "path", cwd=tmp_path).lines == ["1.md", "2.md"][:found]


@pytest.mark.parametrize("query", ["slug:bundel", "slug:bun*", "slug:*del", "slug:x,bundel"])
def test_the_slug_asked_is_the_slug_shown(newsctl, tmp_path, query):
    for path in ("posts/bundel/index.md", "posts/ander/index.md"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text("---\ntitle: T\ndate: 2023-10-29\n---\nTekst.\n")
    assert newsctl("list", query, "-t", "{slug}", cwd=tmp_path).lines == ["bundel"]
    assert newsctl("list", "slug:index", cwd=tmp_path).code == 1


@pytest.mark.parametrize(
    ("query", "found", "told"),
    [
        ("mix:2,5", ["2.md"], "2,5 was read as a list of numbers. As one number: mix:2.5..2.5"),
        ("-mix:2,5", ["1.md"], "2,5 was read as a list of numbers. As one number: mix:2.5..2.5"),
        ("mix:2.50", [], "No post has mix:2.50 as a text. As a number: mix:2.5..2.5"),
        ("mix:2.0,7", [], "No post has mix:2.0 as a text. As a number: mix:2..2"),
        (
            "kijkers:1.000",
            [],
            "No post has kijkers:1.000 as a text. As a number: kijkers:1000..1000",
        ),
        ("prijs:1.000", [], "No post has prijs:1.000 as a text. As a number: prijs:1..1"),
        ("prijs:1000", ["2.md"], None),
        ("kijkers:1000,800", ["1.md", "2.md"], None),
        ("mix:2.5", ["1.md"], None),
        ("mix:7", [], None),
    ],
)
def test_numbers_that_posts_write_otherwise_are_told(newsctl, tmp_path, query, found, told):
    for name, keys in (
        ("1", "mix: 2.5\nkijkers: 1000\nprijs: 1.000"),
        ("2", "mix: 2\nkijkers: 800\nprijs: 1000"),
    ):
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: T\n{keys}\n---\nTekst.\n")
    ran = newsctl("list", query, "-f", "path", "--sort", "path", cwd=tmp_path)
    assert sorted(ran.lines) == found
    assert told in " ".join(ran.err.split()) if told else "number" not in ran.err


def test_a_range_of_years_of_a_key_with_days_tells_how_it_is_asked_for_dates(newsctl, tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: T\nlastmod: 2020-01-05\n---\nTekst.\n")
    ran = newsctl("list", "lastmod:2020..", cwd=tmp_path)
    assert (ran.code, 'says so: type = "date"' in " ".join(ran.err.split())) == (1, True)
    (tmp_path / "newsctl.toml").write_text('[fields.lastmod]\ntype = "date"\n')
    for query in ("lastmod:2020..", "lastmod:*"):
        assert newsctl("list", query, "-f", "path", cwd=tmp_path).lines == ["a.md"]


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_no_change_is_not_a_number_of_changes(newsctl, archive, command):
    ran = newsctl(command, "0", cwd=archive)
    assert (ran.code, "'0' is not a whole number from 1 on." in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("-category:sport ijs", ("-category:sport", "ijs")),
        ("category:politiek,sport ijs", ("category:politiek,sport", "ijs")),
        ("-title:geen ijs", ("-title:geen", "ijs")),
        ("-bron:RTV Utrecht de", ('-bron:"RTV Utrecht"', "de")),
    ],
)
@pytest.mark.parametrize("command", [("list",), ("set", "x=1", "--dry-run")])
def test_words_behind_a_field_in_one_argument_are_words(newsctl, archive, command, query, parts):
    whole = newsctl(*command, query, cwd=archive)
    assert (whole.code, whole.out) == (0, newsctl(*command, *parts, cwd=archive).out)
    assert ("was read as" in whole.err) == ("title" in query)


@pytest.mark.parametrize("more", ["wolf", "--all", "--bron=NOS"])
def test_posts_and_a_query_exclude_one_another(newsctl, archive, more):
    assert newsctl("set", "x=1", "--post", "2012-02", more, cwd=archive).code == 2


def test_null_goes_with_standard_input_only(newsctl, archive):
    ran = newsctl("rm", BOEREN, "-0", cwd=archive)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "newsctl: -0 goes with - only.")


QUERY = "category:sport date:2012"
IN_SPORT = ELFSTEDEN


@pytest.mark.parametrize(
    ("command", "options"),
    [
        (("set", "x=1", QUERY), ("--yes",)),
        (("rm", "--query", QUERY), ("--yes",)),
        (("rm", "--query", QUERY), ("-y",)),
    ],
)
def test_posts_of_a_query_are_changed_when_it_is_agreed_to(newsctl, archive, command, options):
    before = (archive / IN_SPORT).read_bytes()
    ran = newsctl(*command, cwd=archive)
    assert (ran.code, ran.out) == (2, b"")
    assert "asked on a terminal" in ran.err
    assert (archive / IN_SPORT).read_bytes() == before
    ran = newsctl(*command, *options, cwd=archive)
    assert (ran.code, len(ran.lines)) == (0, 1)


@pytest.mark.parametrize("command", [("rm",), ("rename",), ("show",), ("edit",)])
def test_a_query_selects_posts_as_list_does(newsctl, archive, command):
    ran = newsctl(*command, "--query", "bron:bestaatniet", cwd=archive)
    assert (ran.code, ran.out) == (1, b"")
    assert "newsctl: No posts found." in ran.err


@pytest.mark.parametrize("command", [("rm",), ("rename",), ("show",), ("edit",), ("set", "x=1")])
@pytest.mark.parametrize("given", ["", " "])
def test_an_empty_query_is_not_every_post(newsctl, archive, command, given):
    line = (*command, given, "--yes") if command[0] == "set" else (*command, "--query", given)
    assert newsctl(*line, cwd=archive).code == 2


@pytest.mark.parametrize("command", [("rm",), ("rename",), ("show",), ("edit",), ("validate",)])
def test_references_and_a_query_exclude_one_another(newsctl, archive, command):
    assert newsctl(*command, BOEREN, "--query", QUERY, cwd=archive).code == 2


def test_several_posts_are_shown_one_after_the_other(newsctl, archive):
    texts = [newsctl("show", path, "--text", cwd=archive).out for path in BOTH]
    assert newsctl("show", *BOTH, "--text", cwd=archive).out == b"\n".join(texts)
    files = [(archive / path).read_bytes() for path in BOTH]
    assert newsctl("show", *BOTH, "--raw", cwd=archive).out == b"".join(files)
    posts = [newsctl("show", path, "--json", cwd=archive).json for path in BOTH]
    given = "".join(f"{path}\n" for path in BOTH).encode()
    assert newsctl("show", "-", "--json", cwd=archive, stdin=given).json == posts


@pytest.mark.parametrize("line", [("--query", QUERY), ("-",)])
def test_json_is_an_array_by_what_was_asked_and_not_by_how_many_there_are(newsctl, archive, line):
    ran = newsctl("show", "--json", *line, cwd=archive, stdin=f"{IN_SPORT}\n".encode())
    assert [one["path"] for one in ran.json] == [IN_SPORT]


def test_posts_that_cannot_be_shown_keep_no_other_from_it(newsctl, archive):
    (archive / "2019-01-01-stuk.md").write_text("---\ntitle: [\n---\nTekst.\n")
    ran = newsctl("show", "2019-01-01-stuk.md", ELFSTEDEN, "--json", cwd=archive)
    assert (ran.code, [one["path"] for one in ran.json]) == (3, [ELFSTEDEN])
    assert "2019-01-01-stuk.md:" in ran.err


def test_one_post_is_edited_at_a_time(newsctl, archive):
    ran = newsctl("edit", *BOTH, cwd=archive, EDITOR="false")
    assert (ran.code, ran.out) == (2, b"")
    assert "One post is edited at a time, and these are 2." in ran.err
    assert BOEREN in ran.err


def test_edit_takes_the_post_of_a_query(newsctl, archive):
    ran = newsctl("edit", "--query", QUERY, cwd=archive, EDITOR="sh -c 'echo Meer >> $0'")
    assert (ran.code, ran.lines) == (0, [IN_SPORT])


def test_validate_takes_a_query_and_new_posts_by_reference(newsctl, archive):
    (archive / "2012-03-01-nieuw.md").write_text(
        "---\ntitle: Nieuw bericht\naantal: 9\n---\nTekst.\n"
    )
    ran = newsctl("validate", "--query", "nieuw bericht date:2012-03", "-f", "json", cwd=archive)
    assert {one["path"] for one in ran.json} == {"2012-03-01-nieuw.md"}
    assert newsctl("validate", "--post", "2012-03", cwd=archive).code == 1
    ran = newsctl("validate", "--query", "bron:bestaatniet", cwd=archive)
    assert (ran.code, ran.lines) == (2, [])
    assert "Nothing was checked: no post answers 'bron:bestaatniet'." in ran.err
