"""Queries through time, and an archive on one page, held to counts made of the files alone."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from newsctl.core.archive.hits import Dates
from newsctl.core.research.calendar import Per
from newsctl.core.research.series import Coverage, series_of
from newsctl.rendering.terminal import Terminal
from newsctl.rendering.trend_view import trend_lines
from tests.conftest import NOW

WORDS = ["verkiezing", "klimaat", "fiets", "molen", "sluis", "veer", "brug", "dijk"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An archive of made posts, some without a date."""
    folder = tmp_path_factory.mktemp("made")
    dice = random.Random(7)
    for number in range(300):
        year, month, day = dice.randint(2015, 2018), dice.randint(1, 12), dice.randint(1, 28)
        date = f"date: {year}-{month:02}-{day:02} 12:00:00 +0100\n" if number % 20 else ""
        words = " ".join(dice.choices(WORDS, k=dice.randint(3, 8)))
        bron = dice.choice(["NOS", "Trouw"])
        name = f"{year}-{month:02}-{day:02}-p{number}.md" if date else f"p{number}.md"
        text = f"---\ntitle: P {number}\n{date}bron: {bron}\naantal: {number}\n---\n{words}\n"
        (folder / name).write_text(text)
    return folder


def counted(folder, *, word="", bron="", length=7):
    """Count posts by the beginning of their dates, from the files; undated ones under nothing."""
    counts = Counter()
    for path in folder.glob("*.md"):
        _, header, body = path.read_text().split("---")
        if (word in body.split() or not word) and f"bron: {bron}" in header:
            date = re.search("^date: (.*)", header, re.MULTILINE)
            counts[date[1][:length] if date else ""] += 1
    return counts


def test_a_trend_counts_as_the_files_do(newsctl, made):
    ran = newsctl("-C", made, "trend", "verkiezing", "klimaat", "--per", "maand", "-f", "json")
    totals = counted(made)
    assert {row["period"] for row in ran.json} == {
        f"{year}-{month:02}" for year in range(2015, 2019) for month in range(1, 13)
    }
    for word in ("verkiezing", "klimaat"):
        wanted = counted(made, word=word)
        rows = [row for row in ran.json if row["query"] == word]
        assert {row["period"]: row["posts"] for row in rows if row["posts"]} == {
            period: posts for period, posts in wanted.items() if period
        }
        for row in rows:
            assert row["total"] == totals[row["period"]]
            share = row["posts"] / row["total"] if row["total"] else None
            assert row["share"] == (share if share is None else round(share, 6))
    found = [sum(counted(made, word=word).values()) for word in ("verkiezing", "klimaat")]
    first = ran.err.splitlines()[0]
    assert first == (
        f"newsctl: Of 300 posts; 15 without a date: verkiezing {found[0]}, klimaat {found[1]}."
    )


def test_a_share_is_of_what_it_is_within(newsctl, made):
    rows = newsctl(
        "-C", made, "trend", "molen", "--within", "bron:NOS", "--per", "jaar", "-f", "json"
    ).json
    assert {row["period"]: row["total"] for row in rows} == {
        period: posts for period, posts in counted(made, bron="NOS", length=4).items() if period
    }
    by_option = newsctl("-C", made, "trend", "molen", "--bron", "NOS", "-f", "json").json
    assert by_option == rows


def test_partial_periods_are_marked_and_empty_ones_are_there(newsctl, samples):
    rows = newsctl("trend", "klimaat", "--per", "jaar", "-f", "json", cwd=samples).json
    assert [row["period"] for row in rows] == [str(year) for year in range(2004, 2026)]
    assert [row["period"] for row in rows if row["partial"]] == ["2004", "2025"]
    assert sum(row["posts"] for row in rows) == 2


@pytest.mark.parametrize(
    ("asked", "partial"),
    [
        (["--since", "2016", "--until", "2017"], []),
        (["--within", "date:2016..2017"], []),
        (["--within", "date:2016..2017 bron:NOS"], []),
        (["--within", "date:2016 OR date:2018"], ["2018"]),
        (["--since", "2016"], ["2018"]),
        (["--until", "2017"], ["2015"]),
        (["--since", "2016-03", "--until", "2017-10"], ["2016", "2017"]),
        (["--since", "2016-03-01"], ["2016", "2018"]),
        (["--within", "-date:2018"], ["2015"]),
        (["--within", "-date:2018-06.."], ["2015", "2018"]),
        (["--since", "2016-01", "--until", "2016-12", "--per", "maand"], []),
        (["--since", "2016-01-11", "--until", "2016-02-07", "--per", "week"], []),
        (["--since", "2016-01-12", "--until", "2016-02-07", "--per", "week"], ["2016-W02"]),
        (["--since", "2016", "--until", "2017", "--per", "weekdag"], []),
    ],
)
def test_periods_are_partial_where_posts_or_dates_asked_for_end_within(
    newsctl, tmp_path, asked, partial
):
    for year in range(2015, 2019):
        for day in [f"{month:02}-{day:02}" for month in range(1, 13) for day in (5, 12, 19, 26)]:
            if f"{year}-{day}" >= "2015-02" and f"{year}-{day}" < "2018-11":
                text = f"---\ntitle: Wolf\ndate: {year}-{day}\nbron: NOS\n---\n"
                (tmp_path / f"{year}-{day}-x.md").write_text(text)
    rows = newsctl("-C", tmp_path, "trend", "wolf", *asked, "-f", "json").json
    assert [row["period"] for row in rows if row["partial"]] == partial


def test_columns_are_in_order_and_a_mean_is_one_more(newsctl, made):
    line = ("-C", made, "trend", "brug", "--per", "kwartaal", "-f", "csv")
    usual, more = newsctl(*line).lines, newsctl(*line, "--smooth", "3").lines
    assert usual[0] == "period,query,posts,total,share,partial"
    assert more[0] == usual[0] + ",smoothed"
    rows = [line.split(",") for line in more[1:]]
    posts, totals = ([int(row[at]) for row in rows] for at in (2, 3))
    for at in range(1, len(rows) - 1):
        mean = sum(posts[at - 1 : at + 2]) / sum(totals[at - 1 : at + 2])
        assert float(rows[at][6]) == pytest.approx(mean, abs=1e-6)
    numbers = newsctl(*line, "--smooth", "2", "--absolute").lines
    assert numbers[0].endswith(",mean")
    assert float(numbers[1].split(",")[6]) == sum(posts[:2]) / 2


def test_it_is_told_by_which_words_posts_were_found(newsctl, samples):
    told = newsctl("trend", "klimaat", cwd=samples).err
    assert "newsctl: klimaat is klimaat, klimaatplan, klimaatbeleid" in told


@pytest.mark.parametrize("columns", [80, 40, 20])
def test_bars_fit_the_window_and_are_of_ascii_where_need_be(samples, columns):
    days = [*range(1_500_000_000, 1_600_000_000, 4_000_000)]
    asked = [("wolf", Dates(days[::3], 0))]
    (found,) = series_of(asked, Dates(days, 0), Per.QUARTER, Coverage(NOW, days))
    for encoding in ("utf-8", "ascii"):
        terminal = Terminal(width=columns, is_tty=True, encoding=encoding)
        text = "".join(trend_lines([found], terminal, absolute=False))
        assert text.isascii() is (encoding == "ascii")
        assert max(map(len, text.splitlines()[1:])) <= max(columns, 24)


def test_a_plot_is_an_svg_without_a_script(newsctl, samples, tmp_path):
    file = tmp_path / "x.svg"
    ran = newsctl("trend", "verkiezing", "<b> OR klimaat", "--plot", file, cwd=samples)
    assert ran.code == 0, ran.err
    root = ET.fromstring(file.read_text())
    tags = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert "script" not in tags
    assert tags.count("polyline") == 2
    texts = ["".join(element.itertext()) for element in root.iter() if element.tag.endswith("text")]
    assert {"verkiezing", "<b> OR klimaat", "2004", "2025", "0%"} <= {*texts}
    dashes = [element.get("stroke-dasharray") for element in root.iter()]
    assert len({*dashes}) > 1
    assert newsctl("trend", "wolf", "--plot", tmp_path / "x.pdf", cwd=samples).code == 2
    nowhere = newsctl("trend", "wolf", "--plot", tmp_path / "none" / "x.svg", cwd=samples)
    assert (nowhere.code, "cannot be written" in nowhere.err) == (3, True)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "en",
            ("Share of the posts per maand: ijs", "52 posts, means of 3 periods.", ">Jun 2004<"),
        ),
        (
            "nl",
            ("Aandeel van de berichten per maand: ijs", "52 berichten, gemiddeld", ">jun 2004<"),
        ),
    ],
)
def test_a_plot_is_in_the_language_of_its_reader(
    newsctl, samples, tmp_path, monkeypatch, language, texts
):
    monkeypatch.setenv("NEWSCTL_LANG", language)
    file = tmp_path / "x.svg"
    line = ("trend", "ijs", "--per", "maand", "--smooth", "3", "--plot", file)
    assert newsctl(*line, cwd=samples).code == 0
    picture = file.read_text()
    assert [text for text in texts if text not in picture] == []


def test_a_plot_is_a_png_where_the_extra_is_installed(newsctl, samples, tmp_path, monkeypatch):
    file = tmp_path / "x.png"
    assert newsctl("trend", "verkiezing", "--plot", file, cwd=samples).code == 0
    assert file.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    ran = newsctl("trend", "verkiezing", "--plot", tmp_path / "y.png", cwd=samples)
    assert (ran.code, "pip install 'newsctl[plot]'" in ran.err) == (2, True)
    assert not (tmp_path / "y.png").exists()


def test_a_trend_of_nothing_is_valid_and_1(newsctl, samples):
    ran = newsctl("trend", "qqqq", "-f", "json", cwd=samples)
    assert ran.code == 1
    assert {row["posts"] for row in ran.json} == {0}
    assert "No posts found." in ran.err
    assert newsctl("trend", cwd=samples).code == 2
    marked = newsctl("trend", "wolf", "--per", "eeuw", cwd=samples)
    assert (marked.code, "^^^^" in marked.err) == (2, True)


def test_a_page_sums_up_the_files(newsctl, made):
    rows = newsctl("-C", made, "stats", "-f", "json").json
    facts = {row["fact"]: row for row in rows}
    assert (facts["posts"]["value"], facts["undated"]["value"]) == ("300", "15")
    assert (facts["words"]["value"], facts["words"]["posts"]) == (str(sum(range(300))), 300)
    days = counted(made, length=10)
    del days[""]
    assert (facts["first"]["value"], facts["last"]["value"]) == (min(days), max(days))
    busiest = [row for row in rows if row["fact"] == "busiest"]
    assert all(days[row["value"]] == row["posts"] for row in busiest)
    assert busiest[0]["posts"] == max(days.values())
    sources = {row["value"]: row["posts"] for row in rows if row["fact"] == "bron"}
    assert sources == {name: sum(counted(made, bron=name).values()) for name in ("NOS", "Trouw")}


def test_words_that_no_post_counts_are_not_called_none(newsctl, tmp_path):
    (tmp_path / "kop.md").write_text("---\ntitle: Kop\n---\neen twee\n")
    facts = {row["fact"]: row["value"] for row in newsctl("-C", tmp_path, "stats", "--json").json}
    assert (facts["posts"], facts["words"]) == ("1", None)


def test_stats_count_one_post_as_one(newsctl, tmp_path):
    for name, count in (("a", "aantal: 1\n"), ("b", "")):
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: {name}\n{count}---\nzon\n")
    shown = newsctl("-C", tmp_path, "stats", "-f", "table").text
    assert "1, by aantal of 1 post\n" in shown


def test_a_page_of_a_query_is_of_its_posts(newsctl, samples):
    rows = newsctl("stats", "category:tech", "-f", "json", cwd=samples).json
    assert [row["value"] for row in rows if row["fact"] == "category"] == ["tech"]
    shown = newsctl("stats", "category:tech", "-f", "table", cwd=samples)
    assert "bron      Tweakers 5\n" in shown.text
    assert "gaps  " in shown.text
    crossed = newsctl("stats", "--per", "jaar", "--by", "bron", "--top", "1", cwd=samples)
    assert crossed.lines[0] == "2004\tde Volkskrant\t1"
    empty = newsctl("stats", "qqqq", "-f", "json", cwd=samples)
    assert (empty.code, empty.json[0]["posts"]) == (1, 0)


def test_occurrences_are_as_many_as_the_files_hold(newsctl, made):
    """Each made word stands in bodies alone, and no compound or inflection of it does."""
    times, by_year, by_bron = {}, Counter(), Counter()
    for path in made.glob("*.md"):
        _, header, body = path.read_text().split("---")
        times[path.name] = body.split().count("molen")
        by_year[path.name[:4]] += times[path.name]
        by_bron[re.search("bron: (.*)", header)[1]] += times[path.name]
    rows = newsctl("-C", made, "stats", "molen", "--words", "-f", "json").json
    said = next(row for row in rows if row["fact"] == "occurrences")
    assert said["value"] == str(sum(times.values()))
    assert said["posts"] == sum(map(bool, times.values()))
    years = newsctl("-C", made, "stats", "molen", "--words", "--per", "jaar", "-f", "json").json
    assert {row["period"]: row["occurrences"] for row in years} == {
        year: by_year[year] for year in ("2015", "2016", "2017", "2018")
    }
    sources = newsctl("-C", made, "stats", "molen", "--words", "--by", "bron", "-f", "json").json
    assert {row["value"]: row["occurrences"] for row in sources} == by_bron
    assert newsctl("-C", made, "stats", "bron:NOS", "--words").code == 2


def test_occurrences_are_those_that_kwic_shows(newsctl, samples):
    lines = newsctl("kwic", "verkiezing", cwd=samples).lines
    rows = newsctl("stats", "verkiezing", "--words", "-f", "json", cwd=samples).json
    assert next(row for row in rows if row["fact"] == "occurrences")["value"] == str(len(lines))


def test_no_word_is_named_that_only_removed_posts_had(newsctl, small):
    (small / "zon.md").write_text("---\ntitle: Wolf\ndate: 2019-01-01\n---\nwolvenhek wolfshond\n")
    assert "wolvenhek" in newsctl("trend", "wolf", cwd=small).err
    text = (small / "zon.md").read_text()
    (small / "zon.md").write_text(text.replace("wolvenhek ", ""))
    told = newsctl("trend", "wolf", cwd=small).err
    assert ("wolvenhek" in told, "wolfshond" in told) == (False, True)


def test_a_stop_word_that_decides_nothing_is_told_of(newsctl, tmp_path):
    (tmp_path / "2020-01-01-a.md").write_text("---\ntitle: De wolf\n---\n")
    (tmp_path / "2020-01-02-b.md").write_text("---\ntitle: Wolf\n---\n")
    ran = newsctl("-C", tmp_path, "trend", "de wolf", "-f", "csv")
    assert "de decides nothing beside other words; +de does." in ran.err
    assert "de is" not in ran.err
    for asked in ("title:de wolf", "+de wolf"):
        ran = newsctl("-C", tmp_path, "trend", asked, "-f", "csv")
        assert "decides" not in ran.err
        assert f"{asked} 1." in ran.err


def test_means_over_no_period_are_refused(newsctl, samples):
    ran = newsctl("trend", "ijs", "--smooth", "0", cwd=samples)
    assert (ran.code, "'0' is not a whole number from 1 on." in ran.err) == (2, True)
