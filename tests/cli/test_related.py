"""Posts on the same subject: of a post, of a text, and of a post that is added."""

from __future__ import annotations

import os

import pytest

POST = """---
title: {title}
date: {date} 12:00:00 +0100
bron: {bron}
category: {category}
---
{body}
"""
WOLF = (
    "De wolf heeft op de Veluwe weer schapen gedood, nu van een boer bij Ede. De provincie wil dat "
    "herders rasters zetten, en betaalt daar de helft van. Volgens de boer kwam het dier in de "
    "nacht over een sloot, en had hij de hond binnen gehouden."
)


@pytest.fixture
def wolves(tmp_path):
    """An archive in which some posts are of wolves, and more are of other things."""

    def write(name, title, body, *, date="2024-05-01", bron="NOS", category="natuur"):
        text = POST.format(title=title, body=body, date=date, bron=bron, category=category)
        (tmp_path / f"{date}-{name}.md").write_text(text)

    write("wolf", "Wolf doodt schapen op de Veluwe", WOLF)
    write(
        "herder", "Herders op de Veluwe vragen hulp", "Een herder zag de wolf.", date="2024-01-02"
    )
    write("wolven", "Wolvenroedel gezien", "Een roedel wolven bij de schapen.", date="2024-09-03")
    write("wolf-weer", "Schapen gedood", WOLF + " Meer volgt.", date="2024-05-02", bron="Trouw")
    for number in range(20):
        write(f"bank-{number}", f"Bank {number} sluit", "De bank sluit een kantoor in de stad.")
    return tmp_path


def names(ran):
    return [line.partition("\t")[0][11:-3] for line in ran.lines]


def test_posts_with_its_rare_words_are_on_its_subject(newsctl, wolves):
    ran = newsctl("related", "wolf", cwd=wolves)
    assert (ran.code, ran.err) == (0, "")
    assert names(ran) == ["wolf-weer", "herder", "wolven"]
    shared = ran.lines[0].split("\t")[4].split(", ")
    assert {"Veluwe", "schapen"} <= {*shared}
    assert not {"de", "en", "van"} & {*shared}
    scores = [float(line.split("\t")[3]) for line in ran.lines]
    assert scores == sorted(scores, reverse=True)
    assert 0.7 < scores[0] <= 1


def test_earlier_and_later_posts_can_be_asked_for_alone(newsctl, wolves):
    assert names(newsctl("related", "wolf", "--before", cwd=wolves)) == ["herder"]
    assert names(newsctl("related", "wolf", "--after", cwd=wolves)) == ["wolf-weer", "wolven"]
    both = newsctl("related", "wolf", cwd=wolves)
    assert names(both) == ["wolf-weer", "herder", "wolven"]
    assert names(newsctl("related", "wolf", "--since", "2024-06", cwd=wolves)) == ["wolven"]
    assert names(newsctl("related", "wolf", "--bron", "Trouw", cwd=wolves)) == ["wolf-weer"]


def test_the_same_story_is_one_link_headline_or_text(newsctl, wolves):
    assert names(newsctl("related", "wolf", "--same-story", cwd=wolves)) == ["wolf-weer"]
    for name, link in (("bank-1", "https://nos.example/1"), ("herder", "http://nos.example/1/")):
        (path,) = wolves.glob(f"*-{name}.md")
        path.write_text(path.read_text().replace("bron:", f"externe_link: {link}\nbron:"))
    assert names(newsctl("related", "herder", "--same-story", cwd=wolves)) == ["bank-1"]
    assert newsctl("related", "wolven", "--same-story", cwd=wolves).code == 1


def test_limits_and_the_least_likeness_leave_out_the_last(newsctl, wolves):
    whole = newsctl("related", "wolf", "--min", "0", "-n", "0", cwd=wolves)
    assert newsctl("related", "wolf", "-n", "1", cwd=wolves).lines == whole.lines[:1]
    likeness = whole.lines[1].split("\t")[3]
    assert newsctl("related", "wolf", "--min", likeness, cwd=wolves).lines == whole.lines[:2]
    assert newsctl("related", "wolf", "--min", "2", cwd=wolves).code == 2


def test_a_limit_that_cuts_says_so_and_one_that_does_not_is_quiet(newsctl, wolves):
    cut = newsctl("related", "2024-05-01-wolf", "-n", "1", cwd=wolves)
    assert "1 to 1 of 3 posts; 2 more with --limit 0." in cut.err
    assert newsctl("related", "2024-05-01-wolf", "-n", "0", cwd=wolves).err == ""


def test_a_text_or_a_post_may_come_in_a_pipe(newsctl, wolves):
    text = "Weer een <b>wolf</b> bij schapen op de Veluwe"
    found = names(newsctl("related", "-", cwd=wolves, stdin=text.encode()))
    assert {*found} == {"wolf", "wolf-weer", "herder", "wolven"}
    post = POST.format(title="Roedel", body=WOLF, date="2024-02-01", bron="X", category="y")
    ran = newsctl("related", "-", "--before", cwd=wolves, stdin=post.encode())
    assert names(ran) == ["herder"]
    assert newsctl("related", "-", cwd=wolves, stdin=b" \n").code == 2


def test_a_file_that_is_no_post_does_not_just_vanish(newsctl, wolves):
    (wolves / "2024-07-01-stuk.md").write_text("---\ntitle: [\n---\nWolf.\n")
    assert "cannot be read as a post" in newsctl("related", "wolf", cwd=wolves).err


def test_nothing_is_valid_in_its_format_and_1(newsctl, wolves):
    (wolves / "2024-06-01-uniek.md").write_text(
        POST.format(title="Xylofoon", body="Xylofonist", date="2024-06-01", bron="Q", category="q")
    )
    ran = newsctl("related", "uniek", "-f", "json", cwd=wolves)
    assert (ran.code, ran.json, ran.err) == (1, [], "newsctl: No posts on this subject.\n")
    header = newsctl("related", "uniek", "-f", "csv", cwd=wolves).text.strip()
    assert header == "path,date,title,bron,category,externe_link,score,shared"


def test_titles_are_text_and_fields_are_as_everywhere(newsctl, wolves):
    for path in wolves.glob("*wolf-weer.md"):
        path.write_text(path.read_text().replace("Schapen gedood", '"Wolf [bold]\\u001b[31m weer"'))
    shown = newsctl("related", "wolf", "-f", "table", cwd=wolves).text
    assert "[bold]" in shown
    assert "\x1b" not in shown
    rows = newsctl("related", "wolf", "--json", "--fields", "title,text,body", cwd=wolves).json
    assert all(row["text"] and row["body"] for row in rows)
    assert (
        newsctl("related", "wolf", "-t", "{bron}: {shared}", cwd=wolves)
        .lines[0]
        .startswith("Trouw")
    )


def test_add_names_the_three_nearest_earlier_posts(newsctl, wolves):
    line = ("add", "Wolf gezien op de Veluwe", "--body", WOLF[:60], "--date", "2024-10-01 10:00")
    ran = newsctl(*line, cwd=wolves)
    assert ran.code == 0
    told = [line for line in ran.err.splitlines() if line.startswith("newsctl: Earlier: ")]
    assert len(told) == 3
    assert "newsctl: Earlier: 2024-05-01-wolf.md" in told
    one_word = newsctl("add", "Een sloot", "--body", "Dicht.", "--date", "2024-10-02", cwd=wolves)
    assert (one_word.code, one_word.err) == (0, "")
    several = b'{"title": "Wolf op de Veluwe"}\n{"title": "Wolf bij Ede"}\n'
    assert "Earlier" not in newsctl("add", "--as", "jsonl", cwd=wolves, stdin=several).err
    quiet = newsctl("--quiet", "add", "Wolf weer gezien", "--body", WOLF[10:70], cwd=wolves)
    assert (quiet.code, quiet.err) == (0, "")


def test_add_does_without_an_index_that_it_cannot_have(newsctl, wolves, tmp_path, monkeypatch):
    in_the_way = tmp_path.parent / "file"
    in_the_way.write_text("")
    monkeypatch.setenv("NEWSCTL_CACHE", os.fspath(in_the_way))
    ran = newsctl("add", "Wolf gezien", "--body", WOLF[:60], cwd=wolves)
    assert ran.code == 0
    assert ran.lines[0].endswith("wolf-gezien.md")


def test_no_post_is_both_before_and_after_another(newsctl, wolves):
    ran = newsctl("related", "2024-05-01-wolf", "--before", "--after", cwd=wolves)
    assert (ran.code, ran.out) == (2, b"")
    assert "No post is both before and after another." in ran.err


def test_a_story_that_no_other_post_tells_is_said_to_be_one(newsctl, samples):
    ran = newsctl("related", "geen-elfstedentocht", "--same-story", cwd=samples)
    assert (ran.code, ran.err) == (1, "newsctl: No other post tells this story.\n")
