"""`export`: each format as the programs read it that it is for, and back by `import`."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from newsctl.cli.commands.export import ExportFormat
from newsctl.rendering.formats.csv import guarded

ATOM = "{http://www.w3.org/2005/Atom}"

# The elements of RFC 4287 that an export uses: which have to be there, once, and in any order.
SCHEMA = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="feed"><interleave>
 <ref name="title"/><ref name="id"/><ref name="updated"/><oneOrMore><ref name="author"/></oneOrMore>
 <zeroOrMore><ref name="entry"/></zeroOrMore>
</interleave></element></start>
<define name="entry"><element name="entry"><interleave>
 <ref name="title"/><ref name="id"/><ref name="updated"/>
 <optional><element name="published"><data type="dateTime"/></element></optional>
 <zeroOrMore><ref name="link"/></zeroOrMore>
 <zeroOrMore><element name="category"><attribute name="term"/>
  <attribute name="scheme"><data type="anyURI"/></attribute></element></zeroOrMore>
 <optional><element name="source"><ref name="title"/></element></optional>
 <element name="content"><attribute name="type"><value>html</value></attribute><text/></element>
</interleave></element></define>
<define name="title"><element name="title"><text/></element></define>
<define name="id"><element name="id"><data type="anyURI"><param name="minLength">3</param></data>
</element></define>
<define name="updated"><element name="updated"><data type="dateTime">
 <param name="pattern">.*(Z|[+\\-]\\d\\d:\\d\\d)</param></data></element></define>
<define name="author"><element name="author"><element name="name">
 <data type="string"><param name="minLength">1</param></data></element></element></define>
<define name="link"><element name="link"><attribute name="href"><data type="anyURI"/></attribute>
 <attribute name="rel"><choice><value>alternate</value><value>enclosure</value></choice></attribute>
 <optional><attribute name="type"><data type="string"><param name="pattern">.+/.+</param></data>
 </attribute></optional></element></define>
</grammar>
"""
POST = """---
title: "'=1+1 {title} & <b>"
date: 2019-09-05 03:07:07 -0500
externe_link: https://nos.example/1?a=1&b=2
bron: '@home'
tags: [a, "b, c"]
Tags: los
id: 7
path: ergens
---
Een *alinea* met {{{{ sjabloon }}}} en `code`.

<pre>
a

  b
</pre>
"""


@pytest.fixture
def odd(archive):
    """The sample posts, and three that are hard to write."""
    (archive / "2019-09-05-raar.md").write_text(POST.format(title="een"))
    (archive / "2019-09-06-raar.md").write_text(POST.format(title="\U0001f600 twee"))
    (archive / "2019-09-07-los.md").write_text(
        '---\ntitle: "\\e\\a los"\ndate: 2019-09-07\ntags: enkel\nguid: urn:isbn:1\n---\n-5+cmd\n'
    )
    return archive


def export(newsctl, folder, form, *query):
    ran = newsctl("export", *query, "--as", form, cwd=folder)
    assert ran.code == 0, ran.err
    return ran.out


def texts(newsctl, folder):
    posts = newsctl("list", "-f", "json", "--fields", "title,date,externe_link,text", cwd=folder)
    return sorted(
        (one["title"], one["date"], one["externe_link"], one["text"]) for one in posts.json
    )


@pytest.mark.parametrize("form", [form for form in ExportFormat if form != "md"])
def test_an_archive_comes_back_as_it_was(newsctl, archive, tmp_path, form):
    empty = tmp_path / "leeg"
    empty.mkdir()
    (empty / "newsctl.toml").touch()
    file = tmp_path / "posts.out"
    assert newsctl("export", "--as", form, "-o", str(file), cwd=archive).code == 0
    data = file.read_bytes()
    ran = newsctl("import", "-", cwd=empty, stdin=data)
    assert ran.code == 0, ran.err
    assert texts(newsctl, empty) == texts(newsctl, archive)
    assert newsctl("import", "-", cwd=empty, stdin=data).out == b""


def test_a_key_that_has_another_name_in_a_database_is_told_of(newsctl, small, tmp_path):
    keys = "kop: een\nKop: twee\nid: 7\nsoort: [a]\nSoort: [b]\n"
    (small / "2020-01-01-een.md").write_text(f"---\ntitle: Een\ndate: 2020-01-01\n{keys}---\nZ.\n")
    ran = newsctl("export", "title:Een", "-o", tmp_path / "posts.db", cwd=small)
    told = [line for line in ran.err.splitlines() if "stands in" in line]
    assert [line.rpartition(":")[0] for line in told] == [
        "newsctl: Kop stands in Kop_2",
        "newsctl: id stands in front_matter.id",
        "newsctl: Soort stands in posts_Soort_2",
    ]
    ran = newsctl(
        "export", "-n", "1", "bron:NOS", "--as", "sqlite", "-o", tmp_path / "a", cwd=small
    )
    assert "stands in" not in ran.err


def test_a_database_gives_back_its_lists_and_no_number_of_a_row(newsctl, small, tmp_path):
    tags = ["een, twee", "drie"]
    (path,) = small.glob("2014-06-*.md")
    assert "tags" not in path.read_text()
    path.write_text(path.read_text().replace("\nbron:", f"\ntags: {json.dumps(tags)}\nbron:"))
    file = tmp_path / "posts.db"
    assert newsctl("export", "-o", str(file), cwd=small).code == 0
    empty = tmp_path / "leeg"
    empty.mkdir()
    (empty / "newsctl.toml").touch()
    assert newsctl("import", str(file), cwd=empty).code == 0
    kept = {one["path"]: one for one in newsctl("list", "--json", cwd=small).json}
    assert kept[path.name]["tags"] == tags
    for post in newsctl("list", "--json", cwd=empty).json:
        assert post == kept[post["path"]]


KINDS = """---
title: Een
date: 2025-01-02
draft: true
uitgelicht: false
gemengd: {mixed}
groot: 99999999999999999999
auteur: {{naam: Jan, oud: true}}
vlaggen: [true, 1, {{a: 1}}]
soms: {soms}
bewaard: '{{"a": 1}}'
---
Tekst.
"""


def test_a_database_gives_back_truth_values_and_mappings(newsctl, tmp_path):
    here, there = tmp_path / "hier", tmp_path / "daar"
    for folder in (here, there):
        (folder / "content").mkdir(parents=True)
        (folder / "hugo.toml").touch()
    for number, mixed in enumerate(("true", "1", "'1'"), 1):
        (here / "content" / f"{number}.md").write_text(
            KINDS.format(mixed=mixed, soms=f"[{mixed}]" if number > 1 else mixed).replace(
                "Een", f"Post {number}"
            )
        )
    file = tmp_path / "e.sqlite"
    assert newsctl("export", "-o", str(file), cwd=here).code == 0
    ran = newsctl("import", str(file), cwd=there)
    assert ran.code == 0, ran.err
    assert len(newsctl("list", "draft:true", cwd=there).lines) == 3
    assert len(newsctl("drafts", cwd=there).lines) == 3

    def kept(folder):
        asked = ("draft", "uitgelicht", "groot", "auteur", "vlaggen", "bewaard", "gemengd")
        posts = newsctl("list", "-f", "json", "--fields", f"title,{','.join(asked)}", cwd=folder)
        return {one["title"]: json.dumps([one[key] for key in asked]) for one in posts.json}

    assert kept(there) == kept(here)
    soms = newsctl("list", "-f", "json", "--fields", "title,soms", cwd=there).json
    assert {one["title"]: one["soms"] for one in soms}["Post 1"] == [True]  # a list elsewhere


@pytest.mark.parametrize(("declared", "known"), [("", "draft: false"), ("BOOLEAN", "bron: a")])
def test_ones_of_a_database_are_true_where_it_or_the_archive_says_so(
    newsctl, tmp_path, declared, known
):
    (tmp_path / "content").mkdir()
    (tmp_path / "newsctl.toml").touch()
    (tmp_path / "2024-01-01-oud.md").write_text(
        f"---\ntitle: Oud\ndate: 2024-01-01\nuitgelicht: true\n{known}\n---\nTekst.\n"
    )
    file = tmp_path / "x.db"
    with closing(sqlite3.connect(file)) as database:
        database.execute(
            f"CREATE TABLE posts (title, date, body, draft {declared}, uitgelicht, maal)"
        )
        database.execute("INSERT INTO posts VALUES ('kop', '2019-01-01', 'een', 1, 0, 1)")
        database.commit()
    assert newsctl("import", str(file), cwd=tmp_path).code == 0
    (post,) = tmp_path.glob("2019-*.md")
    text = post.read_text()
    assert "draft: true\n" in text
    assert "uitgelicht: false\n" in text
    assert "maal: 1\n" in text


def test_a_row_that_no_post_can_hold_is_named_and_the_others_come_in(newsctl, small, tmp_path):
    file = tmp_path / "x.db"
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE posts (title, date, body, extra)")
        row = "INSERT INTO posts VALUES ('kop', '2019-01-01', 'een', ?)"
        for extra in (b"\xff", float("inf"), 7):
            database.execute(row, (extra,))
        database.commit()
    ran = newsctl("import", str(file), cwd=small)
    assert (ran.code, len(ran.lines)) == (1, 1)
    assert "x.db: row 1: extra is nothing that a post can hold." in ran.err
    assert "x.db: row 2: extra" in ran.err


@pytest.mark.parametrize("table", ["CREATE TABLE posts (name TEXT)", "CREATE TABLE other (title)"])
def test_a_database_without_posts_says_how_to_make_some(newsctl, small, tmp_path, table):
    file = tmp_path / "x.db"
    with closing(sqlite3.connect(file)) as database:
        database.execute(table)
    ran = newsctl("import", str(file), cwd=small)
    assert ran.code != 0
    assert "has no table posts with a column title" in ran.err
    assert "sqlite3 FILE" in ran.err
    file.write_bytes(file.read_bytes()[:100])
    assert "is no database that can be read" in newsctl("import", str(file), cwd=small).err


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_odd_posts_come_back_as_they_were(newsctl, odd, tmp_path, form):
    empty = tmp_path / "leeg"
    empty.mkdir()
    (empty / "newsctl.toml").touch()
    data = export(newsctl, odd, form, "bron:@home")
    ran = newsctl("import", "-", "--force", cwd=empty, stdin=data)
    assert len(ran.lines) == 2, ran.err
    for posts in zip(
        newsctl("list", "bron:@home", "-f", "path", cwd=odd).lines, ran.lines, strict=False
    ):
        one, other = (
            newsctl("show", post, "--json", cwd=folder).json
            for post, folder in zip(posts, (odd, empty), strict=True)
        )
        for key in ("title", "date", "externe_link", "bron", "text"):
            assert one[key] == other[key]
        assert one["body"].strip() == other["body"].strip()


def test_a_field_that_a_post_got_since_the_last_look_is_exported_and_sorted_by(newsctl, archive):
    (archive / "2030-01-01-nieuw.md").write_text("---\ntitle: Nieuw\nploeg: ochtend\n---\nX.\n")
    data = export(newsctl, archive, "csv", "nieuw", "--sort", "ploeg", "--limit", "1")
    (row,) = csv.DictReader(io.StringIO(data.decode(), newline=""))
    assert row["ploeg"] == "ochtend"


def test_atom_is_valid_and_read_by_feedparser(newsctl, odd):
    data = export(newsctl, odd, "atom")
    document = etree.fromstring(data)
    schema = etree.RelaxNG(etree.fromstring(SCHEMA))
    assert schema.validate(document), schema.error_log
    ids = [element.text for element in document.iter(f"{ATOM}id")]
    assert len(ids) == len({*ids}) == 56
    assert "urn:isbn:1" in ids
    feed = feedparser.parse(io.BytesIO(data))
    assert not feed.bozo
    assert len(feed.entries) == 55
    entry = next(one for one in feed.entries if "twee" in one.title)
    assert entry.title == "'=1+1 \U0001f600 twee & <b>"
    assert entry.published == "2019-09-05T10:07:07+02:00"
    assert entry.source.title == "@home"
    assert datetime.fromisoformat(feed.feed.updated).utcoffset() is not None


def test_a_post_without_a_date_is_no_entry_and_that_is_said(newsctl, odd):
    (odd / "newsctl.toml").write_text("[archive]\nundated = true\n")
    (odd / "los.md").write_text("---\ntitle: Los\n---\nTekst.\n")
    ran = newsctl("export", "title:Los", "--as", "atom", cwd=odd)
    assert "1 post without a date left out: Atom requires one." in ran.err
    assert b"<title>Los</title>" not in ran.out
    ran = newsctl("export", "--as", "atom", "-o", "x.atom", "--recipe", cwd=odd)
    number = (odd / "x.atom").read_bytes().count(b"<entry>")
    assert f"newsctl: Wrote {number} posts to x.atom.\n" in ran.err
    assert json.loads((odd / "x.atom.recipe.json").read_text())["posts"] == number


def test_csv_is_read_by_csv_and_excel_gets_it_its_way(newsctl, odd):
    rows = list(csv.DictReader(io.StringIO(export(newsctl, odd, "csv").decode(), newline="")))
    assert len(rows) == 55
    row = next(one for one in rows if "een" in one["title"] and "raar" in one["path"])
    assert row["title"] == "'=1+1 een & <b>"
    assert row["bron"] == "@home"
    assert row["front_matter.path"] == "ergens"
    assert row["body"].startswith("Een *alinea* met {{ sjabloon }}")
    ran = newsctl("export", "--as", "csv", "--excel", cwd=odd)
    assert ran.out.startswith(b"\xef\xbb\xbfpath;date;title;")
    again = csv.DictReader(io.StringIO(ran.text.removeprefix("﻿"), newline=""), delimiter=";")
    of_excel = list(again)
    assert of_excel == [{name: guarded(cell) for name, cell in row.items()} for row in rows]
    assert "''=1+1 een & <b>" in {row["title"] for row in of_excel}


@pytest.mark.parametrize(
    "command", [("list", "-f", "csv", "--fields", "+body"), ("export", "--as", "csv")]
)
def test_csv_has_the_bodies_that_json_has(newsctl, small, command):
    bodies = ["=1+1", "+x", "-1 graden", "@home", "\n\ntekst\n", "\tx", "'=1", "een\r\ntwee\r\n"]
    for number, body in enumerate(bodies):
        head = f"---\ntitle: Kop\ndate: 2030-01-0{number + 1}\n---\n"
        (small / f"2030-01-0{number + 1}-kop.md").write_bytes(f"{head}{body}".encode())
    ran = newsctl(*command, cwd=small)
    rows = csv.DictReader(io.StringIO(ran.out.decode(), newline=""))
    posts = newsctl("list", "-f", "json", "--fields", "path,body", cwd=small).json
    found = {row["path"]: row["body"] for row in rows}
    assert found == {post["path"]: post["body"] for post in posts}
    assert {*bodies} <= {*found.values()}


def test_datasette_opens_the_database(newsctl, odd, tmp_path):
    program = shutil.which("datasette", path=Path(sys.executable).parent)
    if program is None:
        pytest.skip("datasette is not installed: pip install '.[test]'")
    newsctl("export", "-o", str(tmp_path / "posts.db"), cwd=odd)
    line = [program, "inspect", str(tmp_path / "posts.db")]
    ran = subprocess.run(line, capture_output=True, check=True, timeout=60)
    tables = json.loads(ran.stdout)["posts"]["tables"]
    assert tables["posts"] == tables["posts_fts"] == {"count": 55}
    assert tables["posts_tags"]["count"] > 0


def test_sqlite_has_a_table_for_lists_and_finds_words(newsctl, odd, tmp_path):
    file = tmp_path / "posts.db"
    assert newsctl("export", "-o", str(file), cwd=odd).code == 0
    with closing(sqlite3.connect(file)) as database:
        ask = lambda query: database.execute(query).fetchall()  # noqa: E731
        assert ask("PRAGMA integrity_check") == [("ok",)]
        assert ask("SELECT count(*) FROM posts") == [(55,)]
        (index,) = ask("SELECT sql FROM sqlite_master WHERE name = 'posts_fts'")
        assert 'USING FTS5 (title, text, content="posts"' in index[0]  # as Datasette looks for it
        columns = [name for _, name, *_ in ask("PRAGMA table_info(posts)")]
        assert columns[:6] == ["id", "path", "title", "date", "text", "body"]
        assert {"front_matter.id", "front_matter.path", "Tags_2"} <= {*columns}
        assert "tags" not in columns
        found = ask(
            "SELECT position, value FROM posts_tags JOIN posts ON posts.id = post "
            "WHERE path = '2019-09-05-raar.md' ORDER BY position"
        )
        assert found == [(0, "a"), (1, "b, c")]
        assert ("enkel",) in ask("SELECT value FROM posts_tags")
        assert ask("SELECT typeof(aantal) FROM posts WHERE aantal IS NOT NULL LIMIT 1") == [
            ("integer",)
        ]
        assert ask(
            "SELECT path FROM posts JOIN posts_fts ON posts_fts.rowid = posts.id "
            "WHERE posts_fts MATCH 'alinea' ORDER BY path"
        ) == [("2019-09-05-raar.md",), ("2019-09-06-raar.md",)]


def test_markdown_is_one_document(newsctl, odd):
    text = export(newsctl, odd, "md", "title:een", "date:2019-09-05").decode()
    assert text.startswith(
        "# '=1+1 een \\& \\<b\\>\n\n@home, 5 september 2019, <https://nos.example/1"
    )
    assert "Een *alinea* met" in text


def test_a_file_is_never_replaced_without_force(newsctl, archive):
    (archive / "posts.csv").write_text("van mij")
    ran = newsctl("export", "-o", "posts.csv", cwd=archive)
    assert (ran.code, ran.out) == (3, b"")
    assert "posts.csv is there already." in ran.err
    assert "--force" in ran.err
    assert (archive / "posts.csv").read_text() == "van mij"
    assert newsctl("export", "-o", "posts.csv", "--force", cwd=archive).code == 0
    assert (archive / "posts.csv").read_text().startswith("path,date,title")
    assert [path for path in archive.iterdir() if path.name.startswith(".newsctl-")] == []


def test_a_recipe_says_what_was_asked_and_what_came_of_it(newsctl, archive):
    ran = newsctl(
        *("export", "verkiezing", "bron:NOS", "--since", "2015", "--recipe", "-o", "nos.jsonl"),
        cwd=archive,
    )
    assert ran.code == 0, ran.err
    data = (archive / "nos.jsonl").read_bytes()
    recipe = json.loads((archive / "nos.jsonl.recipe.json").read_bytes())
    assert recipe["sha256"] == hashlib.sha256(data).hexdigest()
    assert (recipe["query"], recipe["options"]) == (["verkiezing", "bron:NOS"], {"since": "2015"})
    assert (recipe["posts"], recipe["archive"]["posts"]) == (len(data.splitlines()), 52)
    assert "index" in recipe["versions"]
    again = newsctl("export", *recipe["query"], "--since", "2015", cwd=archive)
    assert again.out == data


def test_an_answer_without_posts_is_valid_and_ends_with_1(newsctl, archive):
    for form, says in (
        ("jsonl", b""),
        ("csv", b"path,date,title"),
        ("jsonfeed", b'"items": [\n]}'),
    ):
        ran = newsctl("export", "ditwoordisernietbij", "--as", form, cwd=archive)
        assert ran.code == 1
        assert says in ran.out
    ran = newsctl("export", "ditwoordisernietbij", "--as", "atom", cwd=archive)
    assert etree.RelaxNG(etree.fromstring(SCHEMA)).validate(etree.fromstring(ran.out))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--as", "sqlite"], "-o posts.db"),
        (["--as", "jsonl", "--excel"], "--as csv"),
        (["--recipe"], "-o FILE"),
        (["--force"], "-o FILE"),
        (["-o", "posts.xls"], "--as"),
        (["-o", "geen/posts.csv"], "cannot be written"),
    ],
)
def test_what_has_no_meaning_is_an_error(newsctl, archive, arguments, says):
    ran = newsctl("export", *arguments, cwd=archive)
    assert (ran.code in {2, 3}, ran.out) == (True, b"")
    assert says in ran.err


def test_lists_named_as_tables_of_the_full_text_index_have_tables_of_their_own(newsctl, tmp_path):
    archive = tmp_path / "archief"
    archive.mkdir()
    keys = "fts: [a]\nfts_data: [b]\nposts: [c]\nid: 3\n"
    (archive / "2019-01-01-a.md").write_text(f"---\ntitle: A\ndate: 2019-01-01\n{keys}---\nZon.\n")
    file = tmp_path / "posts.db"
    assert newsctl("export", "-o", file, cwd=archive).code == 0
    with closing(sqlite3.connect(file)) as database:
        found = database.execute("SELECT rowid FROM posts_fts WHERE posts_fts MATCH 'zon'")
        assert found.fetchall() == [(1,)]
        tables = database.execute("SELECT name FROM sqlite_master WHERE name LIKE 'posts_fts%_2'")
        assert sorted(tables) == [("posts_fts_2",), ("posts_fts_data_2",)]


def test_what_is_no_file_is_never_replaced(newsctl, small, tmp_path):
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    ran = newsctl("export", "--as", "csv", "-o", pipe, "--force", cwd=small)
    assert (ran.code, pipe.is_fifo()) == (3, True)
    assert "it is no file" in ran.err


def test_a_comma_in_an_item_makes_no_items_of_a_list_in_csv(newsctl, small, tmp_path):
    tags = ["a", "b, c", 'd "e"']
    (small / "2020-01-01-lijst.md").write_text(
        f"---\ntitle: Lijst\ndate: 2020-01-01\ntags: {json.dumps(tags)}\n---\nTekst.\n"
    )
    new = tmp_path / "new"
    new.mkdir()
    out = newsctl("export", "Lijst", "--as", "csv", cwd=small).out
    assert newsctl("-C", new, "import", "-", stdin=out).code == 0
    (found,) = newsctl("-C", new, "list", "--json").json
    assert found["tags"] == tags


@pytest.mark.parametrize("form", ["atom", "jsonfeed"])
def test_a_feed_gives_back_topics_under_their_keys(newsctl, small, tmp_path, form):
    keys = "category: een\ncategories: [een]\ntags: [twee, een]\n"
    (small / "2020-01-01-een.md").write_text(f"---\ntitle: Een\ndate: 2020-01-01\n{keys}---\nZ.\n")
    new = tmp_path / "new"
    new.mkdir()
    out = newsctl("export", "title:Een", "--as", form, cwd=small).out
    assert newsctl("-C", new, "import", "-", stdin=out).code == 0
    (found,) = newsctl("-C", new, "list", "--json").json
    topics = {key: found[key] for key in ("category", "categories", "tags")}
    assert topics == {"category": "een", "categories": ["een"], "tags": ["twee", "een"]}


def test_help_tells_the_limit_that_there_is(newsctl, samples):
    assert len(newsctl("export", cwd=samples, typed="").lines) == 52
    assert "0 is all. [default: all]" in " ".join(newsctl("export", "--help").text.split())


@pytest.mark.parametrize("form", ["jsonl", "csv", "atom", "jsonfeed", "md", "sqlite"])
def test_a_limit_that_cuts_an_export_says_so(newsctl, samples, tmp_path, form):
    line = ("export", "--as", form, "-o", str(tmp_path / "posts"), "--force")
    said = "newsctl: 3 to 4 of 52 posts; 48 more with --limit 0 or --offset 4.\n"
    assert said.partition(" or ")[0] in newsctl(*line, "-n", "2", "--offset", "2", cwd=samples).err
    assert "more with" not in newsctl(*line, cwd=samples).err
    assert "more with" not in newsctl(*line, "--offset", "50", "-n", "2", cwd=samples).err


@pytest.mark.parametrize("form", ["jsonl", "csv", "sqlite"])
class TestThereAndBack:
    """An export that is imported into another archive of its kind."""

    def _sent(self, newsctl, tmp_path, form, files, *options):
        here, there = tmp_path / "here", tmp_path / "there"
        for folder in (here, there):
            for name, text in files.items():
                if folder == here or not name.endswith(".md"):
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    (folder / name).write_text(text)
        file = tmp_path / "export"
        assert newsctl("export", "--as", form, "-o", str(file), cwd=here).code == 0
        ran = newsctl("import", str(file), *options, cwd=there)
        assert ran.code == 0, ran.err
        return here, there

    def test_a_list_in_text_is_the_same_list(self, newsctl, tmp_path, form):
        files = {
            "_config.yml": "title: x\n",
            "_posts/2024-01-01-a.md": "---\ntitle: A\ntags: fiets trein\n"
            "categories: nieuws sport\n---\nA.\n",
            "_posts/2024-01-02-b.md": "---\ntitle: B\ntags: [bus, 'a b']\n---\nBe.\n",
        }
        here, there = self._sent(newsctl, tmp_path, form, files)
        for key in ("tags", "categories"):
            asked = ("facets", key)
            assert newsctl(*asked, cwd=there).text == newsctl(*asked, cwd=here).text
        assert newsctl("facets", "tags", cwd=there).text == "a b\t1\nbus\t1\nfiets\t1\ntrein\t1\n"

    @pytest.mark.parametrize(
        "files",
        [
            {
                "eleventy.config.js": "module.exports = c => {};\n",
                "posts/posts.json": '{"tags": ["posts"], "layout": "post.njk", "zon": 1}',
                "posts/a.md": "---\ntitle: A\ndate: 2024-01-01\ntags: [eigen]\n---\nA.\n",
                "posts/b.md": "---\ntitle: B\ndate: 2024-01-02\nzon: 2\n---\nBe.\n",
            },
            {
                "_config.yml": "title: x\ndefaults:\n- scope: {path: ''}\n  values:\n    zon: 1\n"
                "    categories: [weer]\n",
                "_posts/2024-01-01-a.md": "---\ntitle: A\ncategories: eigen\n---\nA.\n",
                "_posts/2024-01-02-b.md": "---\ntitle: B\nzon: 2\n---\nBe.\n",
            },
            {
                "hugo.toml": "baseURL = 'x'\n[[cascade]]\ntags = ['hugo']\nzon = 1\n",
                "content/posts/a.md": "---\ntitle: A\ndate: 2024-01-01\ntags: [eigen]\n---\nA.\n",
                "content/posts/b.md": "---\ntitle: B\ndate: 2024-01-02\nzon: 2\n---\nBe.\n",
            },
            {
                ".obsidian/app.json": "{}",
                "a.md": "---\ntags: [eigen]\ndate: 2024-01-01\n---\nA #werk.\n",
                "b.md": "---\nzon: 2\ndate: 2024-01-02\n---\nBe #zee.\n",
            },
        ],
        ids=["eleventy", "jekyll", "hugo", "obsidian"],
    )
    def test_what_the_site_gives_is_not_written_into_posts(self, newsctl, tmp_path, form, files):
        _here, there = self._sent(newsctl, tmp_path, form, files)
        posts = [path for path in there.rglob("*.md") if path.is_file()]
        lines = {line for post in posts for line in post.read_text().splitlines()}
        keys = ("tags", "layout", "zon", "categories")
        kept = {line.replace("[", "").replace("]", "") for line in lines if line.startswith(keys)}
        own = {
            line.replace("[", "").replace("]", "")
            for text in files.values()
            for line in text.split("\n")
            if line.startswith(keys)
        }
        assert kept - {"layout: post"} == {line for line in own if "=" not in line}

    def test_what_the_site_gives_is_written_where_that_is_asked(self, newsctl, tmp_path, form):
        files = {
            "eleventy.config.js": "module.exports = c => {};\n",
            "posts/posts.json": '{"tags": ["posts"]}',
            "posts/a.md": "---\ntitle: A\ndate: 2024-01-01\ntags: [eigen]\n---\nA.\n",
        }
        _here, there = self._sent(newsctl, tmp_path, form, files, "--map", "own_values=")
        (post,) = there.rglob("*.md")
        assert "tags: [posts, eigen]\n" in post.read_text()

    def test_a_key_of_another_name_keeps_its_own_values(self, newsctl, tmp_path, form):
        files = {
            "eleventy.config.js": "module.exports = c => {};\n",
            "posts/posts.json": '{"tags": ["posts"]}',
            "posts/a.md": "---\ntitle: A\ndate: 2024-01-01\ntags: [eigen]\n---\nA.\n",
        }
        _here, there = self._sent(newsctl, tmp_path, form, files, "--map", "tags=labels")
        (post,) = there.rglob("*.md")
        assert "labels: [eigen]\n" in post.read_text()

    def test_an_accent_of_its_own_stays_in_a_title(self, newsctl, tmp_path, form):
        title = "Cafe\u0301 open"
        files = {"newsctl.toml": "", "2024-01-01-a.md": f"---\ntitle: {title}\n---\nA.\n"}
        _here, there = self._sent(newsctl, tmp_path, form, files)
        (post,) = there.rglob("*.md")
        assert f'title: "{title}"\n' in post.read_text()

    def test_a_list_of_any_key_is_a_list_again(self, newsctl, tmp_path, form):
        text = "---\ntitle: A\nlijst: [a, b]\neen: [x]\nleeg: []\ntags: [c, d]\n---\nA.\n"
        files = {"newsctl.toml": "", "2024-01-01-a.md": text}
        _here, there = self._sent(newsctl, tmp_path, form, files)
        (post,) = there.rglob("*.md")
        lines = {*post.read_text().splitlines()}
        assert {"lijst: [a, b]", "een: [x]", "tags: [c, d]"} <= lines
