"""Which fields there are, and which values of one."""

from __future__ import annotations

import re
from collections import Counter

import pytest


def test_fields_come_with_their_numbers_of_posts_and_values(newsctl, samples):
    rows = [line.split("\t") for line in newsctl("facets", cwd=samples).lines]
    assert rows[:3] == [["aantal", "52", "37"], ["bron", "52", "6"], ["category", "52", "10"]]
    assert [int(posts) for _, posts, _ in rows] == sorted(
        (int(row[1]) for row in rows), reverse=True
    )


def test_values_come_with_their_numbers_commonest_first(newsctl, samples):
    for name in ("bron", "BRON"):
        assert newsctl("facets", name, cwd=samples).text == (
            "NOS\t10\nNU.nl\t10\nRTV Utrecht\t10\nTrouw\t9\nde Volkskrant\t7\nTweakers\t6\n"
        )


def test_a_dutch_name_of_a_field_will_do(newsctl, samples):
    dutch = newsctl("facets", "categorie", cwd=samples)
    assert dutch == newsctl("facets", "category", cwd=samples)
    assert dutch.lines[0] == "politiek\t14"


def test_a_value_finds_as_many_posts_as_its_facet_says(newsctl, samples):
    for line in newsctl("facets", "tags", cwd=samples).lines:
        value, posts = line.split("\t")
        assert newsctl("list", f"tags:{value}", "--count", cwd=samples).text == f"{posts}\n"


@pytest.fixture
def meetings(tmp_path):
    """An archive with a field of dates, of which one post has none and one nothing to read."""
    times = {"a": "01-03-2004", "b": "'2014-01-02 20:00'", "c": "2014-05-01", "d": "ooit", "e": ""}
    for name, time in times.items():
        header = f"title: {name}\ndate: 2020-01-01\ntime: {time}\nplaats: Gent"
        (tmp_path / f"{name}.md").write_text(f"---\n{header}\n---\nTekst.\n")
    (tmp_path / "newsctl.toml").write_text('[fields.time]\ntype = "date"\n')
    return tmp_path


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("time:2014", "bc"),
        ("time:2014-05..2015", "c"),
        ('time:"januari 2014"', "b"),
        ("-time:2014", "ade"),
        ("time:..mei 2014", "abc"),
    ],
)
def test_a_field_of_the_type_date_is_asked_as_date_is(newsctl, meetings, query, names):
    ran = newsctl("list", query, "-t", "{title}", "--sort", "title", cwd=meetings)
    assert "".join(ran.lines) == names
    assert ("1 post has a date that cannot be read" in ran.err) == (query[0] != "-")


def test_a_field_of_the_type_date_is_sorted_and_counted_as_date_is(newsctl, meetings):
    ran = newsctl("list", "--sort", "time", "-t", "{title}", cwd=meetings)
    assert "".join(ran.lines) == "cbade"
    assert ran.err == "newsctl: 1 post has no date in time that can be read, and stands last.\n"
    readable = newsctl("list", "time:2014", "--sort", "time", "--sort", "title", cwd=meetings)
    assert "stands last" not in readable.err
    counted = newsctl("facets", "time", "time:2014", "--per", "maand", cwd=meetings)
    assert counted.lines == [f"2014-0{month}\t{month in (1, 5):d}" for month in range(1, 6)]
    ran = newsctl("facets", "time", "--by", "plaats", cwd=meetings)
    assert ran.lines == ["2004\tGent\t1", "2014\tGent\t2"]
    assert "Of 5 posts; 2 without time or without plaats." in ran.err
    ran = newsctl("facets", "time", cwd=meetings)
    assert "Of 5 posts; 2 without time." in ran.err


def test_a_range_of_dates_in_a_field_of_no_type_says_how_it_gets_one(newsctl, meetings):
    (meetings / "newsctl.toml").write_text("")
    ran = newsctl("list", "time:2014-01-01..2014-02-01", cwd=meetings)
    assert ran.code == 2
    assert ran.err.splitlines()[-1].endswith('where newsctl.toml says so: type = "date"')


def test_a_field_of_mappings_is_asked_and_counted_by_the_values_within(newsctl, tmp_path):
    header = "author: {naam: Jan Jansen, plaats: Ede}"
    (tmp_path / "a.md").write_text(f"---\ntitle: A\ndate: 2024-05-01\n{header}\n---\nTekst.\n")
    (tmp_path / "b.md").write_text("---\ntitle: B\ndate: 2024-05-02\nauthor: Piet\n---\nTekst.\n")
    assert newsctl("facets", "author", cwd=tmp_path).lines == ["Ede\t1", "Jan Jansen\t1", "Piet\t1"]
    for query in ('author:"Jan Jansen"', "author:ede", "author:Jan*"):
        found = newsctl("list", query, "-f", "path", cwd=tmp_path)
        assert found.lines == ["a.md"], query


def test_posts_without_a_value_are_not_said_to_be_none(newsctl, samples):
    untagged = ("verkiezingen", "-has:tags")
    posts = newsctl("list", *untagged, "--count", cwd=samples).text.strip()
    ran = newsctl("facets", "tags", *untagged, cwd=samples)
    assert (ran.code, ran.out) == (1, b"")
    assert ran.err == f"newsctl: Of {posts} posts; {posts} without tags.\n"


def test_a_field_of_very_many_values_has_them_all_counted(newsctl, tmp_path):
    for number in range(250):
        link = f"https://nos.example/{number % 240}"
        text = f"---\ntitle: T\nexterne_link: {link}\n---\n"
        (tmp_path / f"2020-01-01-{number}.md").write_text(text)
    assert "externe_link\t250\t\n" in newsctl("facets", cwd=tmp_path).text
    assert "  250    many  externe_link\n" in newsctl("facets", "-f", "table", cwd=tmp_path).text
    lines = newsctl("facets", "link", cwd=tmp_path).lines
    assert (len(lines), lines[0], lines[-1]) == (
        240,
        "https://nos.example/0\t2",
        "https://nos.example/99\t1",
    )


def test_a_table_has_headings_and_json_a_version(newsctl, samples):
    assert newsctl("facets", "bron", "-f", "table", cwd=samples).lines[:2] == [
        "posts  value",
        "   10  NOS            " + "█" * 58,
    ]
    assert newsctl("facets", "bron", "-f", "json", cwd=samples).json[0] == {
        "schema_version": 1,
        "value": "NOS",
        "posts": 10,
    }


def test_a_known_field_without_values_is_nothing_found(newsctl, small):
    for post in small.iterdir():
        post.write_text(post.read_text().replace("layout: post\n", ""))
    ran = newsctl("facets", "layout", "-f", "json", cwd=small)
    assert (ran.code, ran.text, ran.err) == (
        1,
        "[]\n",
        "newsctl: No post has a value of layout.\n",
    )


TAGGED = "---\ntitle: {tags}\ndate: 2024-05-01\n{key}: {tags}\n---\nTekst.\n"


def site_of(folder, *tags, key="tags"):
    """Make a Jekyll site of posts with such tags."""
    posts = folder / "_posts"
    posts.mkdir()
    (folder / "_config.yml").touch()
    for number, written in enumerate(tags):
        (posts / f"2024-05-0{number + 1}-p.md").write_text(TAGGED.format(tags=written, key=key))
    return folder


def test_tags_of_a_jekyll_site_are_parted_by_spaces(newsctl, tmp_path):
    site = site_of(tmp_path, "fiets stad", "[fiets, mooie stad]", "  stad")
    assert newsctl("facets", "tags", cwd=site).text == "fiets\t2\nstad\t2\nmooie stad\t1\n"
    assert newsctl("list", "tags:stad", "--count", cwd=site).text == "2\n"
    assert newsctl("list", "tags:mooie stad", "--count", cwd=site).text == "1\n"
    assert (
        newsctl("list", "tags:fiets", "-f", "jsonl", cwd=site / "_posts").text.count("fiets") == 4
    )
    assert newsctl("-C", "_posts", "facets", "tags", cwd=site).lines[0] == "fiets\t2"


def test_a_single_tag_of_a_jekyll_site_is_one(newsctl, tmp_path):
    site = site_of(tmp_path, "fiets stad", key="tag")
    assert newsctl("facets", "tag", cwd=site).text == "fiets stad\t1\n"


def test_elsewhere_a_text_is_one_tag(newsctl, tmp_path):
    posts = site_of(tmp_path, "fiets stad") / "_posts"
    posts.rename(tmp_path / "posts")
    (tmp_path / "_config.yml").unlink()
    assert newsctl("facets", "tags", cwd=tmp_path).text == "fiets stad\t1\n"


def test_tags_of_a_jekyll_site_are_set_as_they_are_written(newsctl, tmp_path):
    site = site_of(tmp_path, "fiets stad", "[fiets]")
    assert newsctl("set", "tags+=nieuw", "--all", "--yes", cwd=site).code == 0
    assert newsctl("set", "tags-=fiets", "--all", "--yes", cwd=site).code == 0
    lines = [path.read_text().splitlines()[3] for path in sorted((site / "_posts").iterdir())]
    assert lines == ["tags: stad nieuw", "tags: [nieuw]"]


def test_values_of_keys_that_mean_the_same_are_counted_together(newsctl, tmp_path):
    for number, key in enumerate(["category", "categories", "Category"]):
        text = f"---\ntitle: T\ndate: 2024-05-01\n{key}: tech\n---\n"
        (tmp_path / f"2024-05-01-{number}.md").write_text(text)
    assert newsctl("facets", "categorie", cwd=tmp_path).text == "tech\t3\n"
    assert newsctl("list", "category:tech", "--count", cwd=tmp_path).text == "3\n"


def counts_of(folder, key, *, keep=lambda fields: True):
    """Count the values of a key by reading the files, without newsctl."""
    posts = [path.read_text(encoding="utf-8").split("---")[1] for path in folder.glob("*.md")]
    found = [dict(re.findall(r"^(\w+): *\"?(.*?)\"?$", header, re.MULTILINE)) for header in posts]
    return Counter(fields[key] for fields in found if key in fields and keep(fields))


def test_values_of_a_query_are_counted_as_the_files_have_them(newsctl, samples):
    ran = newsctl("facets", "bron", "category:politiek", cwd=samples)
    wanted = counts_of(samples, "bron", keep=lambda fields: fields["category"] == "politiek")
    rows = [line.split("\t") for line in ran.lines]
    assert {value: int(posts) for value, posts in rows} == wanted
    assert [int(posts) for _, posts in rows] == sorted(wanted.values(), reverse=True)
    assert ran.err == f"newsctl: Of {wanted.total()} posts.\n"


@pytest.mark.parametrize(
    ("per", "periods", "first"),
    [
        ("jaar", 22, ["2004", "2"]),
        ("kwartaal", 87, ["2004-Q2", "1"]),
        ("maand", 257, ["2004-06", "1"]),
        ("month", 257, ["2004-06", "1"]),
        ("weekdag", 7, ["maandag", "6"]),
        ("uur", 24, ["00", "5"]),
    ],
)
def test_posts_are_counted_by_period_those_without_a_post_too(
    newsctl, samples, per, periods, first
):
    rows = [line.split("\t") for line in newsctl("facets", "date", "--per", per, cwd=samples).lines]
    assert (len(rows), rows[0]) == (periods, first)
    assert sum(int(posts) for _, posts in rows) == 52


def test_two_fields_are_crossed(newsctl, samples):
    rows = newsctl("facets", "category", "--by", "bron", "-f", "json", cwd=samples).json
    assert rows[0] == {"schema_version": 1, "value": "tech", "by": "Tweakers", "posts": 5}
    assert sum(row["posts"] for row in rows) == 52
    rows = newsctl("facets", "bron", "--per", "jaar", "-n", "1", "-f", "json", cwd=samples).json
    assert [row["period"] for row in rows] == [str(year) for year in range(2004, 2026)]
    assert rows[0] == {"schema_version": 1, "period": "2004", "by": "de Volkskrant", "posts": 1}


def test_orders_and_limits(newsctl, samples):
    by_name = newsctl("facets", "bron", "--sort", "value", "-n", "2", cwd=samples).lines
    assert by_name == ["de Volkskrant\t7", "NOS\t10"]
    fewest = newsctl("facets", "bron", "date:2004..", "--reverse", "-n", "1", cwd=samples).lines
    assert fewest == ["Tweakers\t6"]
    latest = newsctl("facets", "date", "--reverse", "-n", "1", cwd=samples).lines
    assert latest == ["2025\t2"]


def test_posts_without_a_value_are_told_of(newsctl, samples):
    ran = newsctl("facets", "tags", "--since", "2004", cwd=samples)
    assert ran.err == "newsctl: Of 52 posts; 44 without tags.\n"


@pytest.mark.parametrize(
    ("form", "empty"), [("json", "[]\n"), ("csv", "value,posts\r\n"), ("tsv", ""), ("jsonl", "")]
)
def test_nothing_to_count_is_valid_in_its_format(newsctl, samples, form, empty):
    ran = newsctl("facets", "bron", "qqqq", "-f", form, cwd=samples)
    assert (ran.code, ran.text) == (1, empty)
    assert "No posts found." in ran.err


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        (("date", "--per", "eeuw"), "--per eeuw\n        ^^^^\n"),
        (("bron", "--by", "brom"), "--by brom\n       ^^^^\n"),
        (("brom",), "facets brom\n         ^^^^\n"),
    ],
)
def test_a_field_or_a_period_that_there_is_not_is_marked(newsctl, samples, line, marked):
    ran = newsctl("facets", *line, cwd=samples)
    assert (ran.code, marked in ran.err) == (2, True), ran.err


def test_a_query_needs_a_field_to_be_counted_by(newsctl, samples):
    assert newsctl("facets", "--since", "2019", cwd=samples).code == 2


def test_rows_are_chosen_as_list_has_posts(newsctl, samples):
    rows = newsctl("facets", "bron", cwd=samples).lines
    assert newsctl("facets", "bron", "--offset", "1", "-n", "2", cwd=samples).lines == rows[1:3]
    assert newsctl("facets", "bron", "--count", cwd=samples).text == f"{len(rows)}\n"
    assert newsctl("facets", "--count", cwd=samples).text == "10\n"
    assert newsctl("facets", "bron", "--fields", "posts,value", cwd=samples).lines[0] == "10\tNOS"
    filled = newsctl("facets", "bron", "-t", "{value:>12}: {posts:03}", "-n", "1", cwd=samples)
    assert (filled.text, filled.err) == (
        "         NOS: 010\n",
        "newsctl: 1 to 1 of 6 values; 5 more with --limit 0.\n",
    )
    assert newsctl("facets", "bron", "-t", "{value}", "-f", "csv", cwd=samples).code == 2
    assert newsctl("facets", "bron", "--fields", "posts,bron", cwd=samples).code == 2
    crossed = ("facets", "category", "--per", "jaar", "-n", "1", "--offset", "2")
    assert [line.split("\t")[0] for line in newsctl(*crossed, cwd=samples).lines[:2]] == [
        "2006",
        "2007",
    ]


def test_a_limit_of_each_period_says_so(newsctl, samples):
    line = ("facets", "category", "--per", "jaar")
    every = newsctl(*line, cwd=samples).lines
    most = Counter(row.split("\t")[0] for row in every)
    cut = sum(number - 1 for number in most.values())
    ran = newsctl(*line, "-n", "1", cwd=samples)
    assert len(ran.lines) == len(every) - cut
    assert f"newsctl: At most 1 of each period; {cut} rows more with --limit 0.\n" in ran.err
    assert newsctl(*line, "-n", "1", "--count", cwd=samples).text == f"{len(every)}\n"
    assert "At most" not in newsctl(*line, cwd=samples).err


def test_periods_and_two_fields_are_counted_by_all_three(newsctl, samples):
    ran = newsctl("facets", "category", "--per", "jaar", "--by", "bron", "--json", cwd=samples)
    assert [*ran.json[0]] == ["schema_version", "period", "value", "by", "posts"]
    posts = newsctl("list", "-f", "json", cwd=samples).json
    expected = Counter((one["date"][:4], one["category"], one["bron"]) for one in posts)
    counted = {(row["period"], row["value"], row["by"]): row["posts"] for row in ran.json}
    assert counted == expected
    assert [row["period"] for row in ran.json] == sorted(row["period"] for row in ran.json)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("--per", "jaar", "--top", "3"), "newsctl: 19 rows more with --top 0.\n"),
        (("--by", "bron", "--top", "4"), "newsctl: 2 rows more with --top 0.\n"),
        (("--per", "jaar", "--by", "bron", "--top", "1"), "newsctl: At most 1 of each period; "),
        (("--by", "bron"), None),
    ],
)
def test_the_top_of_a_table_says_what_it_leaves_out(newsctl, samples, line, said):
    told = newsctl("stats", *line, cwd=samples).err
    assert told.count("more with") == (said is not None)
    assert (said or "") in told


def test_a_page_says_how_many_values_it_leaves_out(newsctl, samples):
    every = len(newsctl("facets", "category", cwd=samples).lines)
    page = newsctl("stats", "-f", "table", cwd=samples).text
    assert f"and {every - 5} more" in " ".join(page.split())


@pytest.mark.parametrize("form", [(), ("--json",), ("-f", "csv")])
def test_rows_of_a_page_say_how_many_values_they_leave_out(newsctl, samples, form):
    every = newsctl("stats", "--top", "0", "--json", cwd=samples)
    assert every.err == ""
    for top, options in ((5, ()), (2, ("--top", "2"))):
        ran = newsctl("stats", *options, *form, cwd=samples)
        shown = newsctl("stats", *options, "--json", cwd=samples).json
        left = len(every.json) - len(shown)
        assert ran.err == f"newsctl: {left} rows more with --top 0.\n"
        assert {"bron": top, "gap": top}.items() <= Counter(row["fact"] for row in shown).items()


def test_a_page_says_how_many_busy_days_and_gaps_it_leaves_out(newsctl, tmp_path):
    for day in range(1, 29, 4):
        for number in range(2 if day > 1 else 1):
            post = f"---\ntitle: T\ndate: 2019-01-{day:02}\n---\nTekst {number}.\n"
            (tmp_path / f"{day}-{number}.md").write_text(post)
    page = newsctl("stats", "-f", "table", "--top", "2", cwd=tmp_path).text
    busy, gaps = " ".join(page.split()).partition("busiest ")[2].split(" gaps ")
    assert busy == "5 jan 2019 2, 9 jan 2019 2 and 4 more"
    assert gaps == "3 days from 2 jan 2019, 3 days from 6 jan 2019 and 4 more"
    rows = newsctl("stats", "--json", "--top", "0", cwd=tmp_path).json
    assert Counter(row["fact"] for row in rows) >= Counter({"busiest": 6, "gap": 6})


def test_a_top_of_0_has_all_values(newsctl, samples):
    rows = newsctl("stats", "--top", "0", "--json", cwd=samples).json
    for name in ("bron", "category"):
        values = [row["value"] for row in rows if row["fact"] == name]
        counted = newsctl("facets", name, cwd=samples).lines
        assert values == [line.split("\t")[0] for line in counted]
    assert " more" not in newsctl("stats", "--top", "0", "-f", "table", cwd=samples).text


def test_a_field_counts_where_it_stands_empty_and_help_says_so(newsctl, tmp_path):
    for number, nr in enumerate(("5", "", "[]", "x")):
        post = f"---\ntitle: T{number}\ndate: 2019-01-01\nnr: {nr}\n---\nTekst.\n"
        (tmp_path / f"{number}.md").write_text(post)
    assert "nr\t4\t2" in newsctl("-C", tmp_path, "facets").lines
    assert newsctl("-C", tmp_path, "list", "has:nr", "--count").text == "2\n"
    assert "counted where it stands empty too" in newsctl("facets", "--help").text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("facets bron", True),
        ("facets bron tekst", True),
        ("facets category --by bron", True),
        ("facets bron --per jaar", True),
        ("stats --by bron", True),
        ("stats", True),
        ("facets category", False),
        ("facets date", False),
    ],
)
def test_spellings_that_are_one_value_for_a_query_are_told(newsctl, tmp_path, line, told):
    values = ["NOS", "nos", "Cafe\u0301", "Caf\u00e9", "Trouw"]
    for number, bron in enumerate(values):
        post = f"---\ntitle: T\ndate: 2019-01-01\ncategory: c{number}\nbron: {bron}\n---\nTekst.\n"
        (tmp_path / f"{number}.md").write_text(post, encoding="utf-8")
    said = " ".join(newsctl(*line.split(), cwd=tmp_path).err.split())
    assert ("Counted apart by spelling, and one value for a query: " in said) is told
    assert ("NOS, nos" in said, "Trouw" in said) == (told, False)
    assert newsctl("list", "bron:nos", "--count", cwd=tmp_path).text == "2\n"


def test_periods_are_sorted_by_posts_or_by_time(newsctl, samples):
    line = ("facets", "date", "--per", "maand", "--json")
    by_time = newsctl(*line, cwd=samples).json
    assert newsctl(*line, "--sort", "value", cwd=samples).json == by_time
    by_posts = newsctl(*line, "--sort", "posts", cwd=samples).json
    assert by_posts == sorted(by_time, key=lambda row: -row["posts"]) != by_time
    assert newsctl(*line, "--sort", "posts", "-n", "5", cwd=samples).json == by_posts[:5]
    rarest = newsctl(*line, "--sort", "posts", "--reverse", cwd=samples).json
    assert rarest == by_posts[::-1]
    by_day = newsctl("facets", "date", "--per", "weekdag", "--sort", "posts", "--json", cwd=samples)
    assert [row["posts"] for row in by_day.json] == sorted(
        (row["posts"] for row in by_day.json), reverse=True
    )


def test_fields_are_sorted_as_asked(newsctl, samples):
    names = [row["field"] for row in newsctl("facets", "--json", cwd=samples).json]
    by_name = newsctl("facets", "--sort", "value", "--json", cwd=samples).json
    assert [row["field"] for row in by_name] == sorted(names) != names
    turned = newsctl("facets", "--reverse", "--json", cwd=samples).json
    assert [row["field"] for row in turned] == names[::-1]


@pytest.mark.parametrize("more", [(), ("title:kop",), ("--per", "jaar")])
def test_values_are_in_the_order_in_which_lists_have_them(newsctl, tmp_path, more):
    values = ["Zeta", "alfa", "Beta", "Élan", "echo", "100", "99", "2.5"]
    for number, value in enumerate(values):
        text = f"---\ntitle: Kop\ndate: 2020-01-01\nbron: {value}\n---\n"
        (tmp_path / f"2020-01-01-{number}.md").write_text(text)
    listed = newsctl("-C", tmp_path, "list", "--sort", "bron", "-t", "{bron}").lines
    line = ("-C", tmp_path, "facets", "bron", *more, "--sort", "value", "-t")
    name = "{by}" if "--per" in more else "{value}"
    assert newsctl(*line, name).lines == listed
    assert listed == ["2.5", "99", "100", "alfa", "Beta", "echo", "Élan", "Zeta"]


def test_the_date_as_second_field_is_counted_by_period(newsctl, samples):
    by_year = newsctl("facets", "date", "--json", cwd=samples).json
    assert newsctl("facets", "date", "--by", "date", "--json", cwd=samples).json == by_year
    months = newsctl("facets", "date", "--per", "maand", "--json", cwd=samples).json
    line = ("facets", "date", "--per", "maand", "--by", "date", "--json")
    assert newsctl(*line, cwd=samples).json == months
    crossed = newsctl("facets", "bron", "--per", "jaar", "--json", cwd=samples).json
    assert newsctl("facets", "bron", "--by", "datum", "--json", cwd=samples).json == crossed
    assert newsctl("stats", "--by", "date", "--json", cwd=samples).json == by_year


def test_what_is_no_key_of_front_matter_is_not_said_to_be_no_field(newsctl, samples):
    for name in ("path", "body"):
        ran = newsctl("facets", name, cwd=samples)
        assert (ran.code, f"{name} is no key of front matter." in ran.err) == (2, True)
    ran = newsctl("facets", "slug", cwd=samples)
    assert (ran.code, "are shown by --fields slug." in ran.err) == (1, True)
    assert "There is no field 'zzz'." in newsctl("facets", "zzz", cwd=samples).err
