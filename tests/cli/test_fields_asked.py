"""Fields whose values are not, or not only, those of the front matter key of their name."""

from __future__ import annotations

import pytest
from werkzeug.test import Client

import newsctl as library
from newsctl.cli.browse.answers import BrowsedArchive
from newsctl.cli.web.app import ArchiveSite
from newsctl.cli.web.questions import ServedArchive


@pytest.fixture
def write_posts(tmp_path):
    """Write posts by name, each a header without a body of its own."""

    def write(posts):
        for name, header in posts.items():
            (tmp_path / f"{name}.md").write_text(f"---\n{header}\n---\nTekst van appel.\n")
        return tmp_path

    return write


@pytest.fixture
def names_say(tmp_path):
    """An archive of which one date and one title stand in a name and a heading."""
    texts = {
        "2019-01-02-naam": "---\nbron: NOS\n---\n# Kop van een bericht\n\nTekst.\n",
        "2019-01-03-veld": "---\ntitle: Veld\ndate: 2019-01-03\n---\nTekst.\n",
        "2019-01-05-los": "---\nbron: NU\n---\n# Ander\n\nTekst.\n",
        "fout": "---\nbron: NOS\ndate: 31-02-2019\n---\nTekst.\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.md").write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("has:date", "naam veld los"),
        ("date:*", "naam veld los"),
        ("-has:date", "fout"),
        ("has:title", "naam veld los"),
        ("-has:title", "fout"),
    ],
)
def test_what_has_a_date_or_title_is_what_is_shown_with_one(newsctl, names_say, query, found):
    ran = newsctl("list", query, "--sort", "path", "-t", "{slug}", cwd=names_say)
    assert ran.text.split() == found.split()
    unread = "1 post has a date that cannot be read, and is left out" in ran.err
    assert unread == (query in {"has:date", "date:*"})


def test_fields_count_the_posts_that_have_a_date_or_title_as_shown(newsctl, names_say):
    rows = newsctl("facets", cwd=names_say).lines
    assert rows == ["bron\t3\t2", "date\t3\t", "title\t3\t"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("date:maart 2020", "b"),
        ("date:januari..maart 2020", "a b"),
        ("bron:RTV Utrecht appel", "a c"),
        ("-bron:RTV Utrecht", "b"),
        ("bron:RTV Utrecht,NOS", "a b c"),
    ],
)
def test_one_text_asks_the_same_on_a_command_line_a_page_in_browse_and_python(
    newsctl, write_posts, text, found
):
    archive = write_posts(
        {
            "a": "title: a\nbron: RTV Utrecht\ndate: 2020-01-05",
            "b": "title: b\nbron: NOS\ndate: 2020-03-05",
            "c": "title: c\nbron: RTV Utrecht\ndate: 2021-03-05",
        }
    )
    ran = newsctl("list", text, "-t", "{title}", "--sort", "title", cwd=archive)
    assert ran.text.split() == found.split()
    opened = library.open(archive)
    assert sorted(post.title for post in opened.search(text)) == found.split()
    browsed = BrowsedArchive(opened)
    assert sorted(hit.summary.title for hit in browsed.answer(text).hits) == found.split()
    for group in browsed.narrowings(text):
        for value in group.values:
            assert value.is_taken or browsed.answer(value.narrowed).total == value.posts
    site = Client(ArchiveSite(ServedArchive(opened), {"localhost"}))
    page = site.get("/search.json", query_string={"q": text})
    assert sorted(post["title"] for post in page.json) == found.split()


def test_names_that_a_shell_filled_in_are_told_of_once(newsctl, write_posts):
    archive = write_posts({name: f"title: {name}\ndate: 2020-01-01" for name in "abc"})
    err = newsctl("list", "a.md", "b.md", "c.md", cwd=archive).err
    assert "3 names of posts were read as words, a.md first. To mean one: path:a.md\n" in err
    assert err.count("read as words") == 1


def test_a_date_that_goes_on_in_a_second_argument_is_told_of(newsctl, write_posts):
    archive = write_posts({"a": "title: a\ndate: 2020-03-05"})
    ran = newsctl("list", "date:maart", "2020", cwd=archive)
    assert ran.code == 1
    assert 'To mean date:"maart 2020", write that' in ran.err
    assert "date:2020" not in ran.err
    for text in ('date:"januari..maart 2020"', "date:januari..maart 2020"):
        assert newsctl("list", text, "-t", "{title}", cwd=archive).text == "a\n"
    assert "Write the lower end first" in newsctl("list", "date:mei..maart 2020", cwd=archive).err


@pytest.fixture
def scored(write_posts):
    """An archive of reviews, with keys that have the names of newsctl's own fields."""
    header = "title: {0}\ndate: 2020-01-0{0}\nscore: {1}\nsnippet: s{0}\npath: p{0}\nbody: b{0}"
    return write_posts({f"k{n}": header.format(n, 10 - n * 3) for n in (1, 2, 3)})


def test_a_key_is_meant_where_newsctl_has_no_value_of_its_name(newsctl, scored):
    for fields in (["-t", "{title} {score}"], ["-f", "tsv", "--fields", "title,score"]):
        ran = newsctl("list", *fields, "--sort", "score", cwd=scored)
        assert (ran.text.replace("\t", " "), ran.err) == ("3 1\n2 4\n1 7\n", "")
    for name in ("score", "front_matter.score"):
        assert newsctl(
            "list", f"{name}:4..", "--sort", name, "-t", "{title}", cwd=scored
        ).lines == [
            "2",
            "1",
        ]
        assert newsctl("facets", name, cwd=scored).lines == ["1\t1", "4\t1", "7\t1"]
    found = newsctl("search", "appel", "-t", "{score} {front_matter.score}", cwd=scored)
    assert not found.text.startswith("1 ")
    assert (
        "score is a field of newsctl's own; the key of the posts: front_matter.score" in found.err
    )


def test_a_key_can_be_asked_sorted_and_counted_though_newsctl_has_its_name(newsctl, scored):
    ran = newsctl("list", "--sort", "front_matter.path", "-t", "{front_matter.path}", cwd=scored)
    assert ran.lines == ["p1", "p2", "p3"]
    for name in ("path", "body", "front_matter.body"):
        assert len(newsctl("facets", name, cwd=scored).lines) == 3
    ran = newsctl("list", "body:b2", "--count", cwd=scored)
    assert ran.text == "1\n"
    ran = newsctl("list", "body:niets", cwd=scored)
    assert "Read as: body:niets OR front_matter.body:niets" in ran.err


def test_an_export_has_all_keys_and_is_imported_with_them(newsctl, scored, tmp_path_factory):
    (scored / "k4.md").write_text(
        "---\ntitle: 4\ndate: 2020-01-04\ntext: los\nid: 5\n---\nTekst.\n"
    )
    for form in ("csv", "jsonl", "db"):
        file = scored / f"all.{form}"
        assert newsctl("export", "-o", file, cwd=scored).code == 0
        other = tmp_path_factory.mktemp(form)
        (other / "newsctl.toml").write_text("")
        assert newsctl("import", file, cwd=other).code == 0
        template = "{title} {front_matter.snippet} {front_matter.score} {front_matter.path}"
        shown = newsctl("list", "title:1,2,3", "--sort", "title", "-t", template, cwd=other).lines
        assert shown == ["1 s1 7 p1", "2 s2 4 p2", "3 s3 1 p3"]
        template = "{front_matter.text} {id} {text}"
        assert newsctl("list", "title:4", "-t", template, cwd=other).lines == ["los 5 Tekst."]


OF_ANOTHER = {
    "csv": "title,date,score,snippet,shared\nA,2020-01-01,42,kort,ja\n",
    "jsonl": '{"title":"A","date":"2020-01-01","score":42,"snippet":"kort","shared":"ja"}\n',
    "json": '[{"title":"A","date":"2020-01-01","score":42,"snippet":"kort","shared":"ja"}]\n',
}


@pytest.mark.parametrize(
    ("verb", "form"),
    [*((["import"], form) for form in OF_ANOTHER), (["add", "--from"], "jsonl")],
)
def test_what_others_call_score_is_a_key_of_the_post(newsctl, tmp_path, verb, form):
    (tmp_path / "newsctl.toml").write_text("")
    (tmp_path / f"a.{form}").write_text(OF_ANOTHER[form])
    ran = newsctl(*verb, f"a.{form}", cwd=tmp_path)
    assert ran.code == 0, ran.err
    [row] = library.open(tmp_path).list().to_dicts()
    assert (row["score"], row["snippet"], row["shared"]) == (42, "kort", "ja")


def test_what_newsctl_says_of_a_hit_is_no_key_of_the_post(newsctl, scored, tmp_path_factory):
    for form in ("jsonl", "csv"):
        other = tmp_path_factory.mktemp(form)
        (other / "newsctl.toml").write_text("")
        fields = "path,date,title,score,snippet,front_matter.score"
        found = newsctl("search", "appel", "-f", form, "--fields", fields, cwd=scored)
        assert newsctl("import", "-", cwd=other, stdin=found.out).code == 0
        posts = library.open(other).list()
        assert sorted(post.fields["score"] for post in posts) == [1, 4, 7]
        assert not any("snippet" in post.fields for post in posts)


def test_rows_of_python_have_the_key_beside_the_score(scored):
    (scored / "k4.md").write_text("---\ntitle: 4\ndate: 2020-01-04\ntext: los\n---\nAppel.\n")
    archive = library.open(scored)
    rows = archive.list().to_dicts()
    assert [row["score"] for row in rows] == [None, 1, 4, 7]
    assert [row["front_matter.text"] for row in rows[:1]] == ["los"]
    assert rows[0]["text"] == "Appel."
    for row in archive.search("appel", limit=None).to_dicts():
        assert 0 < row["score"] < 1
    found = archive.search("title:2 appel").to_dicts()[0]
    assert found["front_matter.score"] == 4
    assert found["snippet"] == "s2"
    assert found["front_matter.path"] == "p2"


def test_keys_that_differ_by_capitals_are_one_field_in_columns_too(newsctl, write_posts):
    archive = write_posts(
        {
            "a": "title: a\ndate: 2020-01-01\nBron: NOS",
            "b": "title: b\ndate: 2020-01-02\nBron: ANP\nbron: NU",
        }
    )
    for name in ("bron", "Bron", "BRON"):
        ran = newsctl("list", "-f", "tsv", "--fields", f"Titel,{name}", cwd=archive)
        assert ran.lines == [f"b\t{'NU' if name == 'bron' else 'ANP'}", "a\tNOS"]
    assert "one field for a query: Bron, bron." in newsctl("facets", cwd=archive).err


@pytest.fixture(params=["", '[fields.prijs]\ntype = "number"\n'], ids=["untyped", "number"])
def prices(write_posts, request):
    """An archive of prices, most of them with a decimal comma."""
    values = ("1,5", "2,0", "2.5", "3", "10,75")
    header = "title: P\ndate: 2020-01-01\nprijs: {0}"
    archive = write_posts({f"p{n}": header.format(value) for n, value in enumerate(values)})
    (archive / "newsctl.toml").write_text(request.param)
    return archive


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("prijs:2..4", "2,0 2.5 3"),
        ("prijs:2,5..", "2.5 3 10,75"),
        ("prijs:1,5", "1,5"),
        ("prijs:1,5..2,5", "1,5 2,0 2.5"),
        ("-prijs:1,5..2,5", "3 10,75"),
        ("prijs:*", "1,5 2,0 2.5 3 10,75"),
    ],
)
def test_a_decimal_comma_makes_a_number(newsctl, prices, query, found):
    ran = newsctl("list", query, "--sort", "prijs", "-t", "{prijs}", cwd=prices)
    assert (ran.text.split(), ran.err) == (found.split(), "")


def test_advice_for_a_number_written_otherwise_finds_it(newsctl, prices):
    for query in ('prijs:"1,50"', "prijs:1.50"):
        err = newsctl("list", query, cwd=prices).err
        assert "As a number: prijs:1.5..1.5" in err
        assert "list of numbers" not in err
    assert newsctl("list", "prijs:1.5..1.5", "--count", cwd=prices).text == "1\n"
    values = newsctl("facets", "prijs", "--sort", "value", "-t", "{value}", cwd=prices).lines
    assert values == ["1,5", "2,0", "2.5", "3", "10,75"]


def test_what_numbers_leave_out_is_told_beside_the_answer(newsctl, write_posts):
    dates = ("3 maart 2020", "10 april 2020", "2022")
    header = "title: S\ndate: 2020-01-01\ngezien: {0}\ndeel: {1}"
    archive = write_posts({f"s{n}": header.format(one, n or "slot") for n, one in enumerate(dates)})
    advice = "gezien is asked for dates, and sorted by them, where newsctl.toml says so"
    ran = newsctl("list", "gezien:2020..", "-t", "{gezien}", cwd=archive)
    assert ran.text == "2022\n"
    assert "2 posts have no number in gezien, and are left out." in ran.err
    assert advice in ran.err
    for asked in (["--sort", "gezien"], ["gezien:2020"], ["gezien:2021.."]):
        assert advice in newsctl("list", *asked, cwd=archive).err
    ran = newsctl("list", "deel:1..", "--sort", "deel", cwd=archive)
    assert ran.err.count("1 post has no number in deel, and is left out.") == 1
    ran = newsctl("list", "--sort", "deel", cwd=archive)
    assert "1 post has no number in deel, and stands behind those that have." in ran.err


def test_what_is_no_number_or_date_is_shown_as_it_was_typed(newsctl, write_posts):
    archive = write_posts({"a": "title: a\ndate: 2020-01-01\nscore: 5"})
    assert "Try score:262, score:300.." in newsctl("list", "score:x..", cwd=archive).err
    assert "\n  morgens\n" in newsctl("list", "--since", "morgens", cwd=archive).err
    err = newsctl("list", "--since", "2020-02..2020-03", cwd=archive).err
    assert "A range is two dates." in err
    assert "\n  2020-02..2020-03\n" in err


def test_a_column_kept_as_text_is_text_in_every_post(newsctl, tmp_path):
    (tmp_path / "newsctl.toml").write_text("")
    table = "title,date,bezoekers\nA,2020-01-01,1.250\nB,2020-01-02,30\n"
    ran = newsctl("import", "-", "--as", "csv", cwd=tmp_path, stdin=table.encode())
    assert "bezoekers is kept as text, for 1.250 and the like" in ran.err
    posts = library.open(tmp_path).list()
    assert [post.fields["bezoekers"] for post in posts] == ["30", "1.250"]
