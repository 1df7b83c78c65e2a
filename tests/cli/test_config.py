"""Settings as their owner meets them: shown, and learnt from the posts."""

from __future__ import annotations

import json
import tomllib

import pytest

from newsctl.core.settings.rule_names import SEVERITIES

SAID = '[archive]\ndrafts = true\n\n[queries]\n"een twee" = "title:\\"zon\\"\\u001b[31m"\n'


def test_every_setting_is_shown_with_where_it_came_from(newsctl, archive):
    (archive / "newsctl.toml").write_text(SAID)
    shown = newsctl("config", "show", cwd=archive)
    assert shown.code == 0
    assert "archive.drafts = true  # newsctl.toml" in shown.lines
    assert 'archive.time_zone = "Europe/Amsterdam"  # default' in shown.lines
    assert len(shown.lines) == 9 + len(SEVERITIES)


@pytest.fixture
def site(tmp_path):
    """Make a Jekyll site with a post of the evening in New York, and return its folder."""
    (tmp_path / "_config.yml").write_text("timezone: America/New_York\n")
    (tmp_path / "_posts").mkdir()
    post = "---\ntitle: Proef\ndate: 2024-05-01 20:38:34 -0400\n---\nTekst.\n"
    (tmp_path / "_posts" / "2024-05-01-a.md").write_text(post)
    return tmp_path


def test_the_zone_of_a_site_is_that_of_its_archive(newsctl, site):
    shown = newsctl("config", "show", cwd=site)
    bare = "moments of YAML without a zone are in UTC"
    assert f'archive.time_zone = "America/New_York"  # _config.yml; {bare}' in shown.lines
    assert "newsctl: Site: Jekyll (_config.yml), posts below folders _posts\n" in shown.err
    learnt = newsctl("config", "init", "--dry-run", cwd=site).text
    assert '# time_zone = "America/New_York"    # from _config.yml; of days' in learnt
    assert newsctl("validate", cwd=site).lines == []


def test_an_index_follows_the_zone_of_its_site(newsctl_forked, site):
    for zone, day in (("America/New_York", 1), ("Asia/Tokyo", 2)):
        (site / "_config.yml").write_text(f"timezone: {zone}\n")
        assert newsctl_forked("list", f"date:2024-05-0{day}", "--count", cwd=site).text == "1\n"


def test_settings_win_over_the_zone_of_the_site(newsctl, site):
    (site / "newsctl.toml").write_text('[archive]\ntime_zone = "Europe/Amsterdam"\n')
    shown = newsctl("config", "show", cwd=site)
    assert 'archive.time_zone = "Europe/Amsterdam"  # newsctl.toml' in shown.lines


def test_an_unknown_zone_of_a_site_is_told(newsctl, site):
    (site / "_config.yml").write_text("timezone: Europe/Nergens\n")
    shown = newsctl("config", "show", cwd=site)
    where = "# default: no zone 'Europe/Nergens' (_config.yml); moments of YAML without"
    where += " a zone are in UTC"
    assert f'archive.time_zone = "Europe/Amsterdam"  {where}' in shown.lines
    learnt = newsctl("config", "init", "--dry-run", cwd=site).text
    assert "# no zone 'Europe/Nergens' (_config.yml); of days" in learnt


def test_what_is_shown_is_toml_that_changes_nothing(newsctl, archive):
    (archive / "newsctl.toml").write_text(SAID)
    shown = newsctl("config", "show", cwd=archive)
    (archive / "newsctl.toml").write_bytes(shown.out)
    again = newsctl("config", "show", cwd=archive)
    assert tomllib.loads(again.text) == tomllib.loads(shown.text)


@pytest.mark.parametrize(("folder", "undated"), [("_posts", False), ("posts", True)])
def test_a_default_that_depends_on_the_archive_is_shown_as_it_is(
    newsctl, tmp_path, folder, undated
):
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "2019-09-05-zon.md").write_text("---\ntitle: Zon\n---\n")
    settings = tomllib.loads(newsctl("-C", tmp_path, "config", "show").text)
    assert settings["archive"]["undated"] is undated


def test_settings_are_objects_for_scripts(newsctl, archive):
    (archive / "newsctl.toml").write_text("[fields.bron]\nallowed = ['NOS']\n")
    objects = newsctl("config", "show", "-f", "json", cwd=archive).json
    assert {
        "schema_version": 1,
        "setting": "fields.bron.allowed",
        "value": ["NOS"],
        "source": "newsctl.toml",
    } in objects


def test_settings_are_a_table_for_people_in_which_nothing_steers(newsctl, archive):
    (archive / "newsctl.toml").write_text(SAID)
    heading, *rows = newsctl("config", "show", "-f", "table", cwd=archive).lines
    assert heading.split() == ["setting", "from", "value"]
    assert {row.index("default") for row in rows if "default" in row} == {heading.index("from")}
    assert rows[-1].split()[:2] == ['queries."een', 'twee"']
    assert all(row.isprintable() for row in rows)


def test_learnt_settings_are_printed_and_nothing_is_written(newsctl, archive):
    printed = newsctl("config", "init", "--dry-run", cwd=archive)
    fields = tomllib.loads(printed.text)["fields"]
    assert fields["bron"]["required"] is True
    assert fields["aantal"]["type"] == "integer"
    assert not (archive / "newsctl.toml").exists()


def test_learnt_settings_are_written_once(newsctl, archive):
    printed = newsctl("config", "init", "--dry-run", cwd=archive).out
    below = archive / "diep"
    below.mkdir()
    written = newsctl("-C", archive, "config", "init", cwd=below)
    assert (written.code, written.text) == (0, "../newsctl.toml\n")
    assert (archive / "newsctl.toml").read_bytes() == printed
    again = newsctl("config", "init", cwd=archive)
    assert (again.code, again.out) == (3, b"")
    assert "newsctl.toml is there already" in again.err
    assert (archive / "newsctl.toml").read_bytes() == printed


def test_comments_are_in_the_language_of_the_reader_and_settings_in_none(
    newsctl, archive, monkeypatch
):
    english = newsctl("config", "init", "--dry-run", cwd=archive).text
    monkeypatch.setenv("NEWSCTL_LANG", "nl")
    dutch = newsctl("config", "init", "--dry-run", cwd=archive).text
    assert tomllib.loads(english) == tomllib.loads(dutch)
    newsctl("config", "init", cwd=archive)
    assert (archive / "newsctl.toml").read_text() == dutch
    remarks = [line.partition("  # ")[2] for line in dutch.splitlines() if "  # " in line]
    assert "in 52 van 52 berichten" in remarks
    same = {*remarks} & {line.partition("  # ")[2] for line in english.splitlines()}
    assert same == {"newsctl list @kabinet"}


def test_pages_without_front_matter_are_posts_where_the_site_shows_them(newsctl, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/over.md").write_text("# Over ons\n\nEen tekst over fietsen.\n")
    (tmp_path / "mkdocs.yml").touch()
    assert newsctl("search", "fietsen", cwd=tmp_path).lines == ["docs/over.md\t\tOver ons"]
    assert newsctl("config", "show", cwd=tmp_path).lines[4:5] == [
        "archive.without_front_matter = true  # mkdocs.yml"
    ]
    (tmp_path / "newsctl.toml").write_text("[archive]\nwithout_front_matter = false\n")
    assert newsctl("search", "fietsen", cwd=tmp_path).lines == []
    found = newsctl("validate", cwd=tmp_path).text
    assert "To have it as a post, set without_front_matter = true in newsctl.toml." in found


def test_an_archive_keeps_to_what_was_learnt_of_it(newsctl, archive):
    newsctl("config", "init", cwd=archive)
    assert newsctl("validate", "--strict", cwd=archive).code == 0


def test_an_archive_without_posts_gets_settings_that_say_nothing(newsctl, tmp_path):
    newsctl("-C", tmp_path, "config", "init")
    settings = newsctl("-C", tmp_path, "config", "show").lines
    assert [line for line in settings if not line.endswith("  # default")] == []


def test_settings_that_cannot_be_written_are_an_error(newsctl, tmp_path, monkeypatch):
    def refusing(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("newsctl.front_matter.archive.archive_settings.create_file", refusing)
    ran = newsctl("-C", tmp_path, "config", "init")
    assert ran.code == 3
    assert "newsctl.toml: Permission denied" in ran.err


@pytest.mark.parametrize("command", [["config", "show"], ["config", "init"], ["schema"]])
def test_without_an_archive_there_is_nothing_to_say(newsctl, tmp_path, command):
    ran = newsctl(*command, cwd=tmp_path)
    assert (ran.code, ran.out) == (3, b"")
    assert "There is no archive here" in ran.err


@pytest.mark.parametrize("command", [["config", "show"], ["schema"], ["validate"], ["list"]])
def test_a_mistake_in_the_settings_is_named_with_its_line(newsctl, archive, command):
    (archive / "newsctl.toml").write_text("[archive]\ndraft = true\n")
    ran = newsctl(*command, cwd=archive)
    assert (ran.code, ran.out) == (2, b"")
    assert "newsctl.toml:2: 'draft' is not a key of [archive]." in ran.err
    assert "Did you mean 'drafts'?" in ran.err


def test_a_rule_that_there_is_not_is_a_mistake_in_the_settings(newsctl, archive):
    (archive / "newsctl.toml").write_text('[rules]\ncount-antal = "off"\n')
    for command in ("validate", "list", "config show", "validate --rules"):
        ran = newsctl(*command.split(), cwd=archive)
        assert (ran.code, ran.out) == (2, b"")
        assert "newsctl.toml:2: There is no rule 'count-antal'" in ran.err
        assert "Did you mean 'count-aantal'?" in ran.err


def test_the_list_of_rules_says_what_they_weigh_here(newsctl, archive):
    (archive / "newsctl.toml").write_text('[rules]\ncounts = "off"\ncount-aantal = "info"\n')
    lines = newsctl("validate", "--rules", cwd=archive).lines
    weights = {line.split("\t")[0]: line.split("\t")[2] for line in lines}
    assert weights["count-aantal"] == "info"
    assert weights["count-unieke"] == "off"
    assert weights["date-missing"] == "error"


def test_every_severity_is_shown(newsctl, archive):
    (archive / "newsctl.toml").write_text('[rules]\ncounts = "off"\ntitle-space = "error"\n')
    lines = newsctl("config", "show", cwd=archive).lines
    assert 'rules.count-aantal = "off"  # newsctl.toml' in lines
    assert 'rules.title-space = "error"  # newsctl.toml' in lines
    assert 'rules.date-missing = "error"  # default' in lines


def test_another_date_field_is_no_other_version(newsctl, archive):
    newsctl("list", cwd=archive)
    (archive / "newsctl.toml").write_text('[archive]\ndate_field = "created_at"\n')
    assert "The settings read posts in another way now" in newsctl("list", cwd=archive).err


def test_a_few_notes_with_another_date_have_moments_once_it_is_learnt(newsctl_forked, tmp_path):
    (tmp_path / "docs").mkdir()
    for day in range(1, 10):
        note = f"---\ntitle: Pagina {day}\ncreated: 2024-05-0{day}\n---\nTekst van {day}.\n"
        (tmp_path / "docs" / f"p{day}.md").write_text(note)
    assert b"date-missing" in newsctl_forked("-C", tmp_path, "validate").out
    newsctl_forked("-C", tmp_path, "config", "init")
    assert b"date-missing" not in newsctl_forked("validate", cwd=tmp_path).out
    assert newsctl_forked("list", "--since", "2024", "--count", cwd=tmp_path).text == "9\n"


def test_rules_that_are_off_are_on_for_who_selects_them(newsctl, archive):
    (post,) = archive.glob("2012-02-08-*")
    post.write_text(post.read_text().replace("\naantal: ", "\naantal: 9"))
    (archive / "newsctl.toml").write_text('[rules]\ncounts = "off"\n')
    assert newsctl("validate", cwd=archive).code == 0
    assert newsctl("validate", "--select", "count-aantal", cwd=archive).code == 1


def test_the_schema_follows_the_settings(newsctl, archive):
    (archive / "newsctl.toml").write_text("[fields.bron]\nrequired = true\nallowed = ['NOS']\n")
    schema = json.loads(newsctl("schema", cwd=archive).text)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["required"] == ["title", "bron"]
    assert schema["properties"]["bron"]["anyOf"][0] == {"enum": ["NOS"]}


@pytest.mark.parametrize(
    ("lists", "separator"),
    [
        (("fiets, stad", "stad, weer", "weer", "fiets, weer"), ","),
        (("fiets; stad", "stad; de zee", "de zee", "fiets; de zee"), ";"),
        (("fiets stad", "stad weer", "weer", "fiets weer"), " "),
    ],
)
def test_what_separates_lists_in_text_is_learnt_and_heeded(newsctl, tmp_path, lists, separator):
    for number in range(24):
        (tmp_path / f"2024-05-{number + 1:02}-bericht-{number}.md").write_text(
            f"---\ntitle: Bericht {number}\ntags: {lists[number % 4]}\n"
            f"auteur: Jansen, Piet\nomschrijving: Over fiets, stad en weer.\n---\nTekst {number}.\n"
        )
    newsctl("config", "init", cwd=tmp_path)
    written = (tmp_path / "newsctl.toml").read_text()
    assert f'separator = "{separator}" ' in written
    assert f"in 18, such as {lists[0]}\n" in written
    assert written.count("\nseparator") == 1
    last = lists[1].rpartition(separator)[2].strip()
    counted = [*newsctl("facets", "tags", cwd=tmp_path).lines]
    assert counted == [f"{last}\t18", "fiets\t12", "stad\t12"]
    assert newsctl("validate", cwd=tmp_path).code == 0
    name = "2024-05-01-bericht-0.md"
    newsctl("set", "tags+=zon", "--post", name, "--yes", cwd=tmp_path)
    glue = separator if separator == " " else f"{separator} "
    assert f"tags: {lists[0]}{glue}zon\n" in (tmp_path / name).read_text()


def test_no_separator_is_learnt_where_texts_are_no_lists(newsctl, tmp_path):
    for number in range(24):
        (tmp_path / f"2024-05-{number + 1:02}-bericht-{number}.md").write_text(
            f"---\ntitle: Bericht {number}\ntags: verhaal {number}, deel {number}\n---\nTekst.\n"
        )
    newsctl("config", "init", cwd=tmp_path)
    assert "\nseparator" not in (tmp_path / "newsctl.toml").read_text()


def test_a_separator_may_not_be_empty(newsctl, tmp_path):
    (tmp_path / "newsctl.toml").write_text('[fields.tags]\nseparator = ""\n')
    ran = newsctl("list", cwd=tmp_path)
    assert (ran.code, "separator has to be a sign" in ran.err) == (2, True)
