"""Adding posts: from options, files, JSON lines, web pages, and by a person at a terminal."""

from __future__ import annotations

import json
import sys

import pytest

WHOLE = b"""\
---
title:   'Kamer  stemt'   # zoals getypt
date: 2025-10-30 10:00
tags: [ kamer,stemming ]
---

<p>De Kamer stemt dinsdag.</p>
"""
PATH = "2025-10-30-kamer-stemt.md"


def posts(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*.md")}


def lines(*objects):
    return "".join(json.dumps(one) + "\n" for one in objects).encode()


# As the archive does.

LES = """\
---
title: Les {0}
date: 2024-05-0{0}T09:00:00+02:00
tags:
- fiets
---
Les {0} over fietsen.
"""


@pytest.fixture
def lessons(tmp_path):
    """Make an archive of page bundles in a site of Hugo, and return its folder."""
    (tmp_path / "hugo.toml").touch()
    for day in (1, 2, 3):
        folder = tmp_path / "content" / "lessen" / f"2024-05-0{day}-les"
        folder.mkdir(parents=True)
        (folder / "index.md").write_text(LES.format(day))
    return tmp_path


NEW = """\
---
title: Over een dijk
date: 2025-11-03T10:00:00+01:00
tags:
- water
---
Tekst.
"""
NEW_PATH = "content/lessen/2025-11-03-over-een-dijk/index.md"


def test_a_post_is_written_as_the_others_are(newsctl, lessons):
    options = ("--date", "2025-11-03 10:00", "--category", "water", "--body", "Tekst.")
    dry = newsctl("add", "Over een dijk", *options, "--dry-run", cwd=lessons)
    assert (dry.text, dry.err) == (NEW, f"newsctl: Would be {NEW_PATH}\n")
    ran = newsctl("add", "Over een dijk", *options, cwd=lessons)
    assert (ran.code, ran.lines) == (0, [NEW_PATH]), ran.err
    assert (lessons / NEW_PATH).read_text() == NEW
    assert newsctl("list", "dijk", "--count", cwd=lessons).text == "1\n"


def test_a_whole_post_gets_what_the_others_have_and_no_more(newsctl, lessons):
    whole = b"---\ntitle:  'Kamer  stemt'  # zo\n---\n\nTekst.\n"
    assert newsctl("add", "--date", "2025-11-03 10:00", cwd=lessons, stdin=whole).code == 0
    (added,) = lessons.glob("content/lessen/2025-11-03-kamer-stemt/index.md")
    filled = b"# zo\ndate: 2025-11-03T10:00:00+01:00\n"
    assert added.read_bytes() == whole.replace(b"# zo\n", filled)


@pytest.mark.parametrize(
    ("days", "date"),
    [
        (("29-03-2001", "04-05-2001", "06-05-2001"), "03-11-2025"),
        (("02-03-2001", "04-05-2001", "06-05-2001"), "2025-11-03"),
        (("Jul 08 2022", "Jul 15 2022", "May 06 2023"), "Nov 03 2025"),
    ],
)
def test_a_date_has_the_form_that_the_posts_prove(newsctl, tmp_path, days, date):
    (tmp_path / "newsctl.toml").touch()
    for day in days:
        (tmp_path / f"{day}.md").write_text(f"---\ntitle: Les\ndate: {day}\n---\nTekst.\n")
    options = ("--date", "2025-11-03", "--body", "x", "--dry-run")
    assert f"\ndate: {date}\n" in newsctl("add", "Dijk", *options, cwd=tmp_path).text


@pytest.mark.parametrize("title", ["Dijk", "Over: een dijk"])
def test_a_day_that_only_names_tell_holds_for_a_post_of_the_editor(newsctl, tmp_path, title):
    (tmp_path / "_posts").mkdir()
    for day in (1, 2, 3):
        (tmp_path / "_posts" / f"2024-05-0{day}-les.md").write_text(
            "---\ntitle: Les\n---\nTekst.\n"
        )
    program = f"{sys.executable} -c \"import sys;open(sys.argv[1],'a').write('Tekst van nu.')\""
    options = (
        "--date",
        "2025-10-01",
        "--bron",
        "NOS",
        "--category",
        "x",
        "--link",
        "https://x.nl/1",
    )
    ran = newsctl("add", title, *options, typed="", cwd=tmp_path, EDITOR=program)
    assert (ran.code, ran.lines[0][:18]) == (0, "_posts/2025-10-01-"), ran.err
    assert b"date" not in (tmp_path / ran.lines[0]).read_bytes()


def test_the_settings_tell_the_name_if_they_have_one(newsctl, lessons):
    (lessons / "newsctl.toml").write_text('[archive]\nfilename = "{year}/{date}-{slug}.md"\n')
    ran = newsctl("add", "Dijk", "--date", "2025-11-03", "--body", "x", "--dry-run", cwd=lessons)
    assert ran.err == "newsctl: Would be content/2025/2025-11-03-dijk.md\n"


# Whole posts.


def test_a_whole_post_keeps_its_bytes_and_gets_its_counts(newsctl, small):
    ran = newsctl("add", cwd=small, stdin=WHOLE)
    assert (ran.code, ran.lines) == (0, [PATH]), ran.err
    assert (small / PATH).read_bytes() == WHOLE.replace(
        b"stemming ]\n", b"stemming ]\naantal: 4\nunieke: 4\n"
    )


def test_options_win_over_what_a_whole_post_says(newsctl, small):
    ran = newsctl("add", "Anders", "--bron", "NOS", "--date", "2025-10-31", cwd=small, stdin=WHOLE)
    assert ran.lines == ["2025-10-31-anders.md"], ran.err
    data = (small / "2025-10-31-anders.md").read_bytes()
    assert b"title:   'Anders'   # zoals getypt\n" in data
    assert b"bron: NOS\n" in data


def test_files_are_added_under_the_names_they_have(newsctl, small, tmp_path):
    (tmp_path / "2025-10-28-eigen-naam.md").write_bytes(WHOLE.replace(b"date:", b"gemaakt:"))
    (tmp_path / "tekst.txt").write_text("Zomaar tekst.")
    ran = newsctl("add", "--from", tmp_path / "2025-10-28-eigen-naam.md", cwd=small)
    assert ran.lines == ["2025-10-28-eigen-naam.md"], ran.err
    ran = newsctl("add", "Kop", "--from", tmp_path / "tekst.txt", "--date", "2025-1-2", cwd=small)
    assert ran.lines == ["2025-01-02-kop.md"], ran.err


@pytest.mark.parametrize("options", [[], ["--no-sync"]])
def test_the_first_post_of_an_archive_is_added_before_there_is_an_index(newsctl, tmp_path, options):
    (tmp_path / "_posts").mkdir()
    ran = newsctl(*options, "add", cwd=tmp_path, stdin=WHOLE)
    assert (ran.code, ran.lines) == (0, [f"_posts/{PATH}"]), ran.err


@pytest.mark.parametrize(
    ("stdin", "told"),
    [
        (b"---\ntitle: [\n---\n", "front-matter-yaml"),
        (b"---\ndate: 2025-01-01\n---\nTekst.\n", "title-missing"),
        (b"\xff\xfe", "not UTF-8"),
        (b"x" * (8 * 1024 * 1024 + 1), "More than 8 MB"),
        (b"Zonder kop.", "needs a title"),
    ],
)
def test_what_cannot_be_a_post_is_refused(newsctl, small, stdin, told):
    before = posts(small)
    ran = newsctl("add", cwd=small, stdin=stdin)
    assert ran.code in {1, 2}
    assert told in ran.err
    assert posts(small) == before


def test_every_rule_that_is_against_a_post_has_a_line(newsctl, small):
    (small / "newsctl.toml").write_text('[fields.bron]\nrequired = true\nallowed = ["NOS"]\n')
    ran = newsctl("add", " ", "--body", "Tekst.", "--slug", "x", cwd=small)
    first, *rules, hint = ran.err.splitlines()
    assert (ran.code, first) == (1, "newsctl: 2 rules are against this post.")
    assert [line.split(":")[0] for line in (*rules, hint)] == ["  field-missing", "  title-missing"]


# Many posts.


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("NaN", "no JSON"),
        ("-Infinity", "no JSON"),
        ("1e999", "'1e999' is larger than any number"),
        ('{"x": [-1e999]}', "'-1e999' is larger than any number"),
        ("[" * 500 + "]" * 500, "nested too deep"),
    ],
)
def test_a_value_that_no_post_can_hold_is_refused(newsctl, small, value, told):
    before = posts(small)
    line = f'{{"title": "Kop", "sleutel": {value}}}'.encode()
    ran = newsctl("add", "--as", "jsonl", cwd=small, stdin=line)
    assert (ran.code, told in ran.err) == (2, True), ran.err
    assert posts(small) == before


def test_json_lines_are_posts_and_a_bad_one_stops_no_other(newsctl, small, tmp_path):
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(
        lines({"title": "Een", "date": "2025-01-01", "body": "Tekst een.", "tags": ["a", "b"]})
        + b"{kapot\n\n[1]\n"
        + lines({"title": "Twee", "date": "2025-01-02", "bron": "NOS", "score": 3})
        + lines({"title": 3}, {"body": "Zonder kop."}, {"title": "Een", "date": "2025-01-01"})
    )
    ran = newsctl("add", "--from", feed, "--category", "proef", cwd=small)
    assert (ran.code, ran.lines) == (1, ["2025-01-01-een.md", "2025-01-02-twee.md"])
    for number in (2, 4, 6, 7, 8):
        assert f"feed.jsonl:{number}: " in ran.err
    data = (small / "2025-01-01-een.md").read_bytes()
    assert b"category: proef\n" in data
    assert b"tags: [a, b]\n" in data
    assert newsctl("list", "category:proef", "--count", cwd=small).text == "2\n"
    assert newsctl("undo", cwd=small).code == 0
    assert newsctl("list", "category:proef", "--count", cwd=small).code == 1


def test_all_or_nothing_adds_none_when_one_is_bad(newsctl, small):
    before = posts(small)
    stdin = lines({"title": "Een", "date": "2025-01-01"}) + b"{kapot\n"
    ran = newsctl("add", "--as", "jsonl", "--all-or-nothing", cwd=small, stdin=stdin)
    assert (ran.code, ran.out) == (1, b"")
    assert "1 of 2" in ran.err
    assert posts(small) == before


def test_what_list_writes_can_be_added_elsewhere(newsctl, samples, small):
    listed = newsctl("list", "bron:RTV Utrecht", "-f", "jsonl", cwd=samples)
    ran = newsctl("add", "--as", "jsonl", cwd=small, stdin=listed.out)
    assert ran.code == 0, ran.err
    assert len(ran.lines) == len(listed.lines)


def test_a_title_is_for_one_post_alone(newsctl, small):
    stdin = lines({"title": "Een"}, {"title": "Twee"})
    ran = newsctl("add", "Kop", "--as", "jsonl", cwd=small, stdin=stdin)
    assert (ran.code, "TITLE is for one post" in ran.err) == (2, True)


# Pages.


def test_a_web_page_becomes_a_post(newsctl, small, tmp_path):
    text = "<p>De zon scheen maandag de hele dag boven de oude binnenstad aan de rivier.</p>" * 3
    (tmp_path / "zon.html").write_text(
        '<html><head><meta property="og:title" content="Zon in Zutphen">'
        '<meta property="article:published_time" content="2025-10-03T10:00:00+01:00"></head>'
        f"<body><article><h1>Zon in Zutphen</h1>{text}</article></body></html>"
    )
    ran = newsctl("add", "--from", tmp_path / "zon.html", "--bron", "NOS", cwd=small)
    assert ran.lines == ["2025-10-03-zon-in-zutphen.md"], ran.err


# The same story.


@pytest.mark.parametrize(
    "given",
    [
        ["Iets anders", "--link", "http://www.zon.example/1/?utm_source=mail"],
        ["zon in zutphen", "--body", "Heel iets anders."],
        ["Nog iets", "--body", "De zon scheen de hele dag boven de binnenstad van Zutphen."],
    ],
)
def test_a_story_that_is_there_is_refused_and_named(newsctl, small, given):
    story = ["Zon in Zutphen", "--link", "https://zon.example/1", "--date", "2025-11-03"]
    body = "De zon scheen de hele dag boven de binnenstad van Zutphen."
    assert newsctl("add", *story, "--body", body, cwd=small).code == 0
    before = posts(small)
    ran = newsctl("add", *given, "--date", "2025-11-03 13:00", "--slug", "nieuw", cwd=small)
    assert (ran.code, ran.out) == (1, b"")
    assert "2025-11-03-zon-in-zutphen.md" in ran.err
    assert "--force" in ran.err
    assert posts(small) == before
    assert newsctl("add", *given, "--slug", "nieuw", "--force", cwd=small).code == 0


# Fields of the settings.


def test_a_field_of_the_settings_is_an_option_and_has_its_kind(newsctl, small):
    (small / "newsctl.toml").write_text(
        '[fields.auteur]\nrequired = true\n[fields.urgentie]\ntype = "integer"\n'
        '[fields.thema]\ntype = "list"\nallowed = ["sport", "kunst"]\n'
    )
    given = ["add", "Kop", "--date", "2025-01-02", "--body", "x"]
    assert "auteur" in newsctl(*given, cwd=small).err
    options = ["--auteur", "redactie", "--urgentie=3", "--thema", "sport,kunst"]
    ran = newsctl(*given, *options, cwd=small)
    assert ran.code == 0, ran.err
    data = (small / "2025-01-02-kop.md").read_text()
    assert "auteur: redactie\nurgentie: 3\nthema: [sport, kunst]\n" in data
    other = ["add", "Ander", *given[2:]]
    ran = newsctl(*other, "--auteur", "x", "--thema", "spot", cwd=small)
    assert (ran.code, "sport" in ran.err) == (1, True)
    assert newsctl(*given, "--auter", "x", cwd=small).code == 2


# At a terminal.


def test_a_person_is_asked_for_what_is_missing_and_writes_in_an_editor(newsctl, small):
    program = f"{sys.executable} -c \"import sys;open(sys.argv[1],'a').write('Tekst van nu.')\""
    ran = newsctl("add", typed="\nKop\nNOS\n\n\n", cwd=small, EDITOR=program)
    assert (ran.code, ran.lines) == (0, ["2025-11-03-kop.md"]), ran.err
    data = (small / "2025-11-03-kop.md").read_text()
    assert "bron: NOS\n" in data
    assert "aantal: 3\n" in data
    assert ran.err.count("title: ") == 2


def test_a_person_may_leave_a_post_that_cannot_be_added(newsctl, small):
    before = posts(small)
    program = f"{sys.executable} -c \"import sys;open(sys.argv[1],'w').write('geen')\""
    ran = newsctl("add", "Kop", typed="\n\n\nd\n", cwd=small, EDITOR=program)
    assert (ran.code, posts(small)) == (1, before)


def test_an_editor_that_is_left_without_a_change_adds_nothing(newsctl, small):
    before = posts(small)
    ran = newsctl("add", "Kop", typed="\n\n\n", cwd=small, EDITOR="true")
    assert (ran.code, posts(small)) == (1, before)
    assert "left as it was" in ran.err


def test_the_end_of_input_at_a_question_adds_nothing(newsctl, small):
    before = posts(small)
    assert newsctl("add", typed="", cwd=small).code == 130
    assert posts(small) == before


@pytest.mark.parametrize("stdin", [b"", b"\n\n"])
def test_an_input_without_a_post_is_an_error(newsctl, small, stdin):
    before = posts(small)
    ran = newsctl("add", "--as", "jsonl", cwd=small, stdin=stdin)
    assert (ran.code, posts(small)) == (2, before)
    assert ran.err == "newsctl: There was no post to read, so none was added.\n"


def test_an_error_names_its_line_where_there_is_one_alone(newsctl, small):
    ran = newsctl("add", "--as", "jsonl", cwd=small, stdin=b"\nkapot\n")
    assert ran.code == 2
    assert ran.err.startswith("newsctl: standard input:2: This is no JSON")


@pytest.mark.parametrize(
    ("option", "told"),
    [(("--date", "ooit"), "ooit"), (("--link", "geen"), "'geen' is not an address")],
)
def test_a_bad_option_is_told_of_before_anything_is_asked(newsctl, small, option, told):
    ran = newsctl("add", "Kop", *option, cwd=small, typed="", EDITOR="false")
    assert (ran.code, ran.out) == (2, b"")
    assert told in ran.err
    assert "bron" not in ran.err


def test_values_that_look_misspelt_are_told_of_and_kept(newsctl, samples):
    ran = newsctl("add", "Kop", "--bron", "NSO", "--body", "x", "--dry-run", cwd=samples)
    assert "NSO is new as bron. Did you mean NOS?" in ran.err
    assert "bron: NSO" in ran.text


def test_two_posts_of_one_name_are_numbered(newsctl, tmp_path):
    (tmp_path / "newsctl.toml").touch()
    for body in ("Wat er vandaag gebeurde.", "Iets heel anders, later op de dag."):
        options = ("--date", "2025-11-03 10:00", "--body", body, "--force")
        newsctl("add", "Новости", *options, cwd=tmp_path)
    names = sorted(path.name for path in tmp_path.glob("*.md"))
    assert names == ["2025-11-03-novosti-2.md", "2025-11-03-novosti.md"]


SKIPPED = "2025-03-30 02:30"


@pytest.mark.parametrize(
    ("line", "data"),
    [
        (("add", "Kop", "--date", SKIPPED, "--body", "x"), b""),
        (("add", "--as", "jsonl"), b'{"title": "Kop", "date": "2025-03-30T02:30:00", "body": "x"}'),
        (("set", f"date={SKIPPED}", "--all", "--yes"), b""),
        (("import", "-"), b"title,date\nKop,2025-03-30 02:30\n"),
    ],
)
def test_a_time_that_clocks_skip_is_refused(newsctl, small, line, data):
    before = {path: path.read_bytes() for path in small.iterdir()}
    ran = newsctl(*line, cwd=small, stdin=data)
    assert ran.code in (1, 2)
    assert "is a time that clocks skip" in ran.err
    assert {path: path.read_bytes() for path in small.iterdir()} == before


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("2025-03-30 02:30 +0100", "Sun, 30 Mar 2025 03:30:00 +0200"),
        ("2025-03-30 01:59", "Sun, 30 Mar 2025 01:59:00 +0100"),
        ("2025-03-30 03:00", "Sun, 30 Mar 2025 03:00:00 +0200"),
        ("2025-10-26 02:30", "Sun, 26 Oct 2025 02:30:00 +0200"),
        ("2025-03-30", "Sun, 30 Mar 2025 00:00:00 +0100"),
    ],
)
def test_a_time_beside_one_that_clocks_skip_is_written(newsctl, archive, given, written):
    ran = newsctl("add", "Kop", "--date", given, "--body", "x", "--dry-run", cwd=archive)
    assert f"\ndate: {written}\n" in ran.text, ran.err


OWN = {"titel": "Kop", "datum": "2019-05-01", "categorie": "weer", "link": "https://nos.example/w"}


@pytest.mark.parametrize("form", ["jsonl", "post", "csv", "JSONL"])
def test_dutch_names_mean_what_they_do_in_a_query(newsctl, archive, form):
    keys = [key.upper() if form.isupper() else key for key in OWN]
    told = dict(zip(keys, OWN.values(), strict=True))
    head = "".join(f"{key}: {value}\n" for key, value in told.items())
    text = {
        "csv": f"{','.join([*told, 'tekst'])}\n{','.join([*told.values(), 'Tekst.'])}\n",
        "post": f"---\n{head}---\nTekst.\n",
    }.get(form, json.dumps({**told, "tekst": "Tekst."}))
    command = {"csv": ("import", "-"), "post": ("add",)}.get(form, ("add", "--as", "jsonl"))
    ran = newsctl(*command, cwd=archive, stdin=text.encode())
    assert ran.lines == ["2019-05-01-kop.md"], ran.err
    (post,) = (newsctl("show", "2019-05-01-kop", "--json", cwd=archive).json,)
    assert (post["title"], post["date"][:10], post["category"]) == ("Kop", "2019-05-01", "weer")
    assert (post["externe_link"], post["body"].strip()) == (OWN["link"], "Tekst.")
    assert not {*OWN, "tekst"} & {*post}


@pytest.mark.parametrize("other", ["titel", "datum", "categorie", "link", "tekst"])
@pytest.mark.parametrize("command", [("add", "--as", "jsonl"), ("import", "-")])
def test_two_names_of_one_thing_are_an_error_where_they_differ(newsctl, small, command, other):
    key = {"titel": "title", "datum": "date", "categorie": "category", "tekst": "body"}
    told = {"title": "Kop", "date": "2019-05-01", "body": "Tekst.", "category": "weer"}
    told["externe_link"] = "https://nos.example/w"
    both = {**told, other: "2018-01-01"}
    ran = newsctl(*command, cwd=small, stdin=json.dumps(both).encode())
    assert ran.code != 0
    assert f"{other} and {key.get(other, 'externe_link')} mean the same here" in ran.err
    same = {**told, other: told[key.get(other, "externe_link")]}
    assert newsctl(*command, cwd=small, stdin=json.dumps(same).encode()).lines


def test_a_key_of_the_archive_is_no_other_name(newsctl, tmp_path):
    (tmp_path / "newsctl.toml").write_text('[archive]\ndate_field = "datum"\n')
    head = "---\ntitle: Een\ndatum: 2019-01-01\ncategorie: weer\n---\nTekst.\n"
    (tmp_path / "2019-01-01-een.md").write_text(head)
    told = {"title": "Kop", "datum": "2019-05-01", "categorie": "sport", "body": "Tekst twee."}
    ran = newsctl("add", "--as", "jsonl", cwd=tmp_path, stdin=json.dumps(told).encode())
    assert ran.lines == ["2019-05-01-kop.md"], ran.err
    text = (tmp_path / ran.lines[0]).read_text()
    assert "\ndatum: 2019-05-01\n" in text
    assert "\ncategorie: sport\n" in text
    assert "\ndate:" not in text
    exported = newsctl("export", "kop", "--as", "jsonl", cwd=tmp_path).out
    (tmp_path / ran.lines[0]).unlink()
    assert newsctl("import", "-", cwd=tmp_path, stdin=exported).lines == ["2019-05-01-kop.md"]


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        (("datum=2019-05-01",), "Use: --date"),
        (("titel=x",), "newsctl add TITLE"),
        (("tekst=x",), "Use: --body"),
        (("bron=a", "bron=b"), "bron holds one value"),
        (("category=a",), "category is given twice"),
        (("categorie=a",), "category is given twice"),
    ],
)
def test_a_field_that_has_an_option_or_a_value_is_refused(newsctl, archive, fields, hint):
    given = [part for field in fields for part in ("--field", field)]
    options = ("--category", "sport", "--body", "x", "--dry-run")
    ran = newsctl("add", "Kop", *given, *options, cwd=archive)
    assert (ran.code, hint in ran.err) == (2, True), ran.err


def test_values_of_one_list_are_gathered(newsctl, archive):
    given = ("--field", "tags=a", "--field", 'tags="b, c"', "--field", "categorie=sport")
    ran = newsctl("add", "Kop", *given, "--body", "x", "--dry-run", cwd=archive)
    assert '\ntags: [a, "b, c"]\n' in ran.text
    assert "\ncategory: sport\n" in ran.text


def test_a_date_of_any_key_is_read_as_the_one_of_the_post(newsctl, archive):
    newsctl("set", "updated=2024-01-05", "--all", "--yes", cwd=archive)
    options = ("--body", "x", "--dry-run", "--force")
    added = newsctl("add", " Kop \n twee", "--field", "updated=6 mei 2024", *options, cwd=archive)
    assert "updated: 2024-05-06" in added.lines
    assert 'title: "Kop twee"' in added.lines
    refused = newsctl("add", "Kop", "--field", "updated=onzin", *options, cwd=archive)
    assert (refused.code, "updated: Not a date: 'onzin'" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("author.name=Jan", "newsctl add --from FILE"),
        ("score=vijf", "under [fields.score]"),
    ],
)
def test_what_is_said_of_a_field_of_a_new_post_can_be_done(newsctl, archive, field, told):
    newsctl("set", "score=5", "--all", "--yes", cwd=archive)
    refused = newsctl("add", "Kop", "--field", field, "--body", "x", cwd=archive)
    assert (refused.code, told in refused.err) == (2, True)
    assert "!" not in refused.err


def test_what_is_copied_from_other_posts_is_told(newsctl, tmp_path):
    (tmp_path / "hugo.toml").touch()
    for day in (1, 2, 3):
        post = tmp_path / "content" / f"p{day}.md"
        post.parent.mkdir(exist_ok=True)
        post.write_text(f"---\ntitle: P\ndate: 2024-01-0{day}\nopen: true\ndraft: false\n---\nx\n")
    told = "newsctl: As in nearly all posts: open: true\n"
    assert newsctl("add", "Kop", "--body", "x", cwd=tmp_path).err == told
    given = newsctl("add", "Dijk", "--body", "y", "--field", "open=nee", cwd=tmp_path)
    assert given.err == ""


def test_the_date_that_an_item_has_under_another_key_is_written_once(newsctl, tmp_path):
    (tmp_path / "astro.config.mjs").touch()
    item = {"title": "Een", "date": "2024-01-01", "pubDate": "2024-01-01", "body": "x"}
    newsctl("import", "-", cwd=tmp_path, stdin=json.dumps(item).encode())
    text = (tmp_path / "src/content/2024-01-01-een.md").read_text()
    assert text == '---\ntitle: "Een"\npubDate: 2024-01-01\n---\n\nx\n'
