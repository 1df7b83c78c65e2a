"""`import`: what comes in, what is named, and that a rerun adds nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FEED = b"""<?xml version="1.0"?>
<rss version="2.0"><channel><title>Bron</title>
<item><title>Zon in Zutphen</title><link>https://nos.example/1?utm_source=rss</link>
<pubDate>Thu, 05 Sep 2019 01:07:07 GMT</pubDate>
<description>&lt;p&gt;De zon.&lt;/p&gt;</description></item>
<item><title>Het weer</title><guid isPermaLink="false">weer-1</guid>
<pubDate>Fri, 06 Sep 2019 10:00:00 +0200</pubDate><description>Zon.</description></item>
<item><title>Het weer</title><guid isPermaLink="false">weer-2</guid>
<pubDate>Fri, 06 Sep 2019 12:00:00 +0200</pubDate><description>Regen.</description></item>
<item><link>https://nos.example/2</link><pubDate>Fri, 06 Sep 2019 12:00:00 +0200</pubDate></item>
<item><title>Ooit</title></item>
<item><title>Soms</title><pubDate>gisteren</pubDate></item>
</channel></rss>
"""


TRACKED = (
    "newsctl: 2019-09-05-zon-in-zutphen.md: link-tracking: externe_link has tracking parameters: "
    "utm_source."
)


@pytest.fixture
def empty(tmp_path):
    folder = tmp_path / "leeg"
    folder.mkdir()
    (folder / "newsctl.toml").touch()
    return folder


def posts(folder):
    return {path.name: path.read_text() for path in folder.glob("*.md")}


def test_a_feed_comes_in_from_a_pipe_and_what_cannot_is_named(newsctl, empty):
    ran = newsctl("import", "-", "--bron", "NOS", cwd=empty, stdin=FEED)
    assert ran.code == 1
    assert ran.lines == [
        "2019-09-05-zon-in-zutphen.md",
        "2019-09-06-het-weer.md",
        "2019-09-06-het-weer-2.md",
    ]
    assert ran.err.splitlines() == [
        "newsctl: standard input:10: It has no title.",
        "newsctl: standard input:11: It has no date.",
        "newsctl: standard input:12: Its date is 'gisteren': it has no form that newsctl knows.",
        "If another field has it: --map FIELD=title",
        "If another field has it: --map FIELD=date; if none has: --undated vandaag",
        TRACKED,
        "newsctl: Added 3 posts; 3 refused.",
    ]
    assert posts(empty)["2019-09-05-zon-in-zutphen.md"] == (
        '---\nlayout: post\ntitle: "Zon in Zutphen"\n'
        "date: Thu, 05 Sep 2019 01:07:07 +0000\n"
        'externe_link: "https://nos.example/1?utm_source=rss"\n'
        "aantal: 2\nunieke: 2\nbron: NOS\n---\n\n<p>De zon.</p>\n"
    )
    assert "guid: weer-2\n" in posts(empty)["2019-09-06-het-weer-2.md"]


@pytest.mark.parametrize("outside", ["/nergens/b.md", "/etc/hostname"])
def test_what_has_the_name_of_a_link_out_of_the_archive_is_named_and_the_rest_done(
    newsctl, empty, outside
):
    (empty / "2019-09-05-b.md").symlink_to(outside)
    (empty / "2019-09-05-c.md").mkdir()
    rows = b"title,date,body\n" + b"".join(b"%c,2019-09-05,%c.\n" % (n, n) for n in b"abcd")
    ran = newsctl("import", "-", cwd=empty, stdin=rows)
    assert (ran.code, ran.lines) == (1, ["2019-09-05-a.md", "2019-09-05-d.md"])
    assert "input:3: 2019-09-05-b.md leads out of the archive through a link." in ran.err
    assert "input:4: 2019-09-05-c.md is there already." in ran.err
    assert (empty / "2019-09-05-b.md").is_symlink()
    assert newsctl("import", "-", "--dry-run", cwd=empty, stdin=rows).lines == []


def test_a_rerun_adds_nothing_and_undo_takes_all_of_it_back(newsctl, empty):
    newsctl("import", "-", cwd=empty, stdin=FEED)
    before = posts(empty)
    changed = FEED.replace(b"utm_source=rss", b"utm_source=mail").replace(b"Regen", b"Sneeuw")
    ran = newsctl("import", "-", cwd=empty, stdin=changed)
    assert ran.out == b""
    assert ran.err.splitlines()[-1] == "newsctl: Added 0 posts; 3 there already; 3 refused."
    assert posts(empty) == before
    assert newsctl("undo", cwd=empty).code == 0
    assert posts(empty) == {}


def test_a_dry_run_says_what_the_run_does(newsctl, empty):
    dry = newsctl("import", "-", "--dry-run", cwd=empty, stdin=FEED)
    diff = newsctl("import", "-", "--diff", cwd=empty, stdin=FEED)
    assert posts(empty) == {}
    ran = newsctl("import", "-", cwd=empty, stdin=FEED)
    assert dry.code == ran.code
    assert dry.err == diff.err == ran.err.replace("Added", "Would add")
    assert [line.partition("\t")[0] for line in dry.lines] == ran.lines
    assert sorted(dry.lines) == sorted(newsctl("list", cwd=empty).lines)
    shown = [line[1:] for line in diff.lines if line.startswith("+") and line[1:3] != "++"]
    written = [line for name in ran.lines for line in (empty / name).read_text().splitlines()]
    assert shown == written


def test_an_item_without_link_or_guid_is_known_by_title_day_and_words(newsctl, empty):
    rows = b"title,date,body\nKop,2019-09-05,Een tekst.\nKop,2019-09-05,Een andere.\n"
    assert len(newsctl("import", "-", cwd=empty, stdin=rows).lines) == 2
    assert "2 there already" in newsctl("import", "-", cwd=empty, stdin=rows).err
    changed = rows.replace(b"andere", b"nieuwe")
    ran = newsctl("import", "-", cwd=empty, stdin=changed)
    assert (ran.code, ran.out) == (1, b"")
    assert "standard input:3: 2019-09-05-kop-2.md has this title on this day." in ran.err.replace(
        "2019-09-05-kop.md has", "2019-09-05-kop-2.md has"
    )
    assert newsctl("import", "-", "--force", cwd=empty, stdin=changed).lines == [
        "2019-09-05-kop-3.md",
        "2019-09-05-kop-4.md",
    ]


def test_one_link_twice_in_a_file_is_named_unless_it_is_the_same_item(newsctl, empty):
    lines = [
        {"title": "Een", "date": "2019-09-05", "externe_link": "https://a.example/1"},
        {"title": "Een", "date": "2019-09-05", "externe_link": "http://www.a.example/1/"},
        {"title": "Twee", "date": "2019-09-05", "externe_link": "https://a.example/1"},
        {"title": "Drie", "date": "2019-09-05", "externe_link": "https://a.example/"},
        {"title": "Vier", "date": "2019-09-05", "externe_link": "https://a.example/"},
    ]
    data = "\n".join(map(json.dumps, lines)).encode()
    ran = newsctl("import", "-", cwd=empty, stdin=data)
    assert ran.lines == ["2019-09-05-een.md", "2019-09-05-drie.md", "2019-09-05-vier.md"]
    assert "standard input:3: 2019-09-05-een.md, which comes in too, has the same" in ran.err
    assert "Added 3 posts; 1 there already; 1 refused." in ran.err


def test_a_guid_is_one_of_its_site(newsctl, empty):
    line = '{"title": "%s", "date": "2019-09-05", "guid": "1", "externe_link": "https://%s/%s"}'
    assert newsctl("import", "-", cwd=empty, stdin=(line % ("Een", "a.example", "x")).encode()).out
    assert newsctl("import", "-", cwd=empty, stdin=(line % ("Twee", "b.example", "y")).encode()).out
    ran = newsctl("import", "-", cwd=empty, stdin=(line % ("Drie", "a.example", "z")).encode())
    assert (ran.code, ran.out) == (0, b"")
    assert "1 there already" in ran.err


def test_fields_are_given_and_renamed(newsctl, empty):
    data = b"kop;datum;sectie;weg\nKop;2019-09-05;sport;x\n"
    ran = newsctl(
        *("import", "-", "--map", "kop=title", "--map", "datum=date", "--map", "weg="),
        *("--map", "sectie=category", "--bron", "NOS", "--field", "tags=a,b"),
        cwd=empty,
        stdin=data,
    )
    assert ran.code == 0, ran.err
    text = posts(empty)["2019-09-05-kop.md"]
    assert "category: sport\n" in text
    assert "bron: NOS\n" in text
    assert "tags: [a, b]\n" in text
    assert "x" not in text.replace("externe", "")


def test_a_name_that_no_item_has_is_told(newsctl, empty):
    data = b"kop;datum\nKop;2019-09-05\n"
    names = ("--map", "kop=title", "--map", "dautm=date", "--undated", "2020-01-01", "--dry-run")
    ran = newsctl("import", "-", *names, cwd=empty, stdin=data)
    assert "newsctl: No item has dautm, which --map names.\n" in ran.err
    assert ran.err.count("which --map names") == 1


def test_undated_items_get_the_moment_that_is_asked(newsctl, empty):
    data = b'{"title": "Ooit"}\n'
    assert newsctl("import", "-", cwd=empty, stdin=data).code == 1
    ran = newsctl("import", "-", "--undated", "vandaag", cwd=empty, stdin=data)
    assert ran.lines == ["2025-11-03-ooit.md"]


@pytest.mark.parametrize(
    "command", [("import", "--as", "jsonl", "-"), ("add", "--as", "jsonl")], ids=lambda one: one[0]
)
def test_a_date_that_may_be_another_day_is_told_before_it_is_written(newsctl, empty, command):
    told = [
        {"title": f"Zon {date}", "date": date, "body": date}
        for date in ("01-02-2020", "13-02-2020")
    ]
    ran = newsctl(*command, cwd=empty, stdin="\n".join(map(json.dumps, told)).encode())
    path = "2020-02-01-zon-01-02-2020.md"
    said = f"newsctl: {path}: date-doubtful: 01-02-2020 is taken for 2020-02-01; its day and month"
    assert [line for line in ran.err.splitlines() if "taken for" in line] == [
        f"{said} could be either way round."
    ]


def test_a_date_that_is_written_as_it_was_given_is_told_once(newsctl, empty):
    for number in range(3):
        post = f"---\ntitle: Maan\ndate: {20 + number}-01-2020\nbron: NOS\n---\nTekst.\n"
        (empty / f"maan-{number}.md").write_text(post)
    ran = newsctl("add", "Zon", "--date", "01-02-2020", "--body", "x", cwd=empty)
    assert b"date: 01-02-2020\n" in (empty / "zon.md").read_bytes()
    assert ran.err.count("taken for 2020-02-01") == 1


def test_a_day_for_items_without_a_date_may_be_another_too(newsctl, empty):
    data = b'{"title": "Zon", "body": "x"}'
    ran = newsctl("import", "--as", "jsonl", "-", "--undated", "01-02-2020", cwd=empty, stdin=data)
    assert ran.err.count("01-02-2020 is taken for 2020-02-01;") == 1


@pytest.mark.parametrize("table", ["rules", 'rules.folders."**"'])
def test_a_date_is_not_told_where_the_rule_is_off(newsctl, empty, table):
    (empty / "newsctl.toml").write_text(f'[{table}]\ndate-doubtful = "off"\n')
    ran = newsctl("add", "Zon", "--date", "01-02-2020", "--body", "x", cwd=empty)
    assert "taken for" not in ran.err


@pytest.mark.parametrize("command", [["import"], ["add"], ["add", "--from"]])
def test_an_address_is_not_fetched_and_it_is_said_how(newsctl, empty, command):
    ran = newsctl(*command, "https://nos.example/rss?a=1&b=2", cwd=empty)
    assert (ran.code, ran.out) == (2, b"")
    assert "newsctl makes no connections" in ran.err
    assert "curl -L 'https://nos.example/rss?a=1&b=2' | newsctl " in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "What is to be imported?"),
        (["-"], "has no column title"),
        (["-", "--map", "titel"], "--map 'titel' is not FROM=TO."),
        (["geen.csv"], "Cannot read geen.csv"),
        (["-", "--undated", "ooit"], "ooit"),
    ],
)
def test_what_is_not_understood_is_an_error(newsctl, empty, arguments, says):
    ran = newsctl("import", *arguments, cwd=empty, stdin=b"kop,x\na,b\n")
    assert ran.code in {2, 3}
    assert says in ran.err


def test_what_wordpress_has_beside_posts_is_counted(newsctl, empty):
    item = "<item><wp:post_type>{}</wp:post_type><wp:status>{}</wp:status></item>"
    items = item.format("page", "publish") * 2 + item.format("post", "draft")
    data = f'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>{items}</channel></rss>'
    ran = newsctl("import", "-", cwd=empty, stdin=data.encode())
    assert (ran.code, ran.err) == (0, "newsctl: Added 0 posts; left out: 2 page, 1 draft.\n")


@pytest.mark.parametrize(
    "title",
    ["../../../etc/passwd", "/etc/cron.d/x", "..\\..\\x", ".git/hooks/post-commit", "CON", "~root"],
)
def test_no_title_leads_out_of_the_archive(newsctl, empty, title):
    around = {path for path in empty.parent.rglob("*") if empty not in path.parents}
    line = {"title": title, "date": "2019-09-05", "slug": title, "path": f"../{title}"}
    ran = newsctl("import", "-", cwd=empty, stdin=json.dumps(line).encode())
    assert {path for path in empty.parent.rglob("*") if empty not in path.parents} == around
    for name in ran.lines:
        assert (empty / name).parent == empty
        assert Path(name).name.startswith("2019-09-05-")


@pytest.mark.parametrize(
    "told",
    [
        {"title": "a\0b", "date": "2019-09-05"},
        {"title": "a\x1b[2Jb", "date": "2019-09-05"},
        {"title": "Kop", "date": "2019-09-05", "body": "\0\x1b]0;x\x07"},
        {"title": "Kop", "date": "2019-09-05", "a\0b": "c"},
        {"title": "Kop", "date": "2019-09-05", "thema": [[[[[[[[]]]]]]]]},
        {"title": "\ud800", "date": "2019-09-05"},
        {"title": "Kop", "date": "\0"},
        {"title": "Kop", "date": "9" * 5000},
    ],
)
def test_signs_that_no_text_has_are_named_or_harmless(newsctl, empty, told):
    data = json.dumps(told).encode() + b'\n{"title": "Goed", "date": "2019-09-05"}\n'
    ran = newsctl("import", "-", cwd=empty, stdin=data)
    assert ran.code in {0, 1}
    assert "2019-09-05-goed.md" in ran.lines
    assert "\x1b" not in ran.text + ran.err
    assert "\0" not in ran.text + ran.err
    for text in posts(empty).values():
        assert "\0" not in text
        assert "\x1b" not in text


@pytest.mark.parametrize("form", ["jsonl", "csv", "sqlite"])
def test_posts_without_a_date_come_back_where_they_need_none(newsctl, tmp_path, form):
    notes, other, blog = (tmp_path / name for name in ("notes", "other", "blog"))
    for vault in (notes, other):
        (vault / ".obsidian").mkdir(parents=True)
    (blog / "_posts").mkdir(parents=True)
    (blog / "_config.yml").write_text("title: x\n")
    (notes / "Dagboek").mkdir()
    (notes / "Dagboek" / "Zon.md").write_text("De zon schijnt.\n")
    (notes / "Zee.md").write_text("---\ndate: 2024-03-01\n---\nDe zee.\n")
    export = tmp_path / "notes.export"
    assert newsctl("export", "--as", form, "-o", str(export), cwd=notes).code == 0
    ran = newsctl("import", str(export), cwd=other)
    assert (ran.code, ran.err) == (0, "newsctl: Added 2 posts.\n")
    assert "date" not in (other / "Zon.md").read_text()
    assert newsctl("list", "-f", "tsv", "Zon", cwd=other).text == "Zon.md\t\tZon\n"
    assert "Added 0 posts; 2 there already." in newsctl("import", str(export), cwd=other).err
    (other / "Zon.md").write_text("Een heel andere zon.\n")
    assert "Added 1 post; 1 there already." in newsctl("import", str(export), cwd=other).err
    assert (other / "Zon 2.md").exists()
    ran = newsctl("import", str(export), cwd=blog)
    assert (ran.code, "It has no date.\n" in ran.err) == (1, True)
    assert ran.err.endswith("newsctl: Added 1 post; 1 refused.\n")


def test_a_decimal_comma_in_an_option_is_told_of(newsctl, small):
    (small / "newsctl.toml").write_text('[fields.prijs]\ntype = "number"\n')
    data = b"title,date\nEen,2020-01-01\n"
    ran = newsctl("import", "-", "--field", "prijs=2,75", stdin=data, cwd=small)
    assert ran.code == 0
    assert "A comma in prijs is read as decimal, as Dutch writes it." in ran.err
