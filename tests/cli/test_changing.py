"""Changing posts: what is asked is changed and nothing else, and all of it can be taken back."""

from __future__ import annotations

import os
import re
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from newsctl.cli.context import Context
from newsctl.front_matter.writing.journal import Journal

BOEREN = "2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def editor(program):
    """Return an $EDITOR that does this to the text `t` of the file it is given."""
    read, write = "t=open(p,newline='').read()", "open(p,'w',newline='').write(t)"
    return f'{sys.executable} -c "import sys;p=sys.argv[1];{read};{program};{write}"'


def kept_text(ran):
    """Return the text that the user was told is kept."""
    [path] = re.findall(r"Your text is in\s+(.*)$", ran.err, re.MULTILINE)
    return Path(path).read_text()


# set


def test_one_value_changes_in_the_posts_of_a_query_and_no_other_byte(newsctl, archive):
    before = contents(archive)
    ran = newsctl("set", "category=economie", "bron:Trouw", "--yes", cwd=archive)
    changed = {path for path, data in contents(archive).items() if before[path] != data}
    assert ran.code == 0
    assert sorted(ran.lines) == sorted(changed)
    assert changed
    for path in changed:
        old, new = before[path].splitlines(), (archive / path).read_bytes().splitlines()
        other = [(was, now) for was, now in zip(old, new, strict=True) if was != now]
        assert [now for _, now in other] == [b"category: economie"]


def test_the_next_query_finds_what_was_set(newsctl, archive):
    newsctl("set", "bron=Nieuwsdienst", "boeren", "--yes", cwd=archive)
    assert newsctl("list", "bron:Nieuwsdienst", "--count", cwd=archive).code == 0


@pytest.mark.parametrize("word", [BOEREN, f"./{BOEREN}"])
def test_a_word_that_is_a_path_says_how_to_mean_the_post(newsctl, archive, word):
    ran = newsctl("set", "category=x", word, cwd=archive)
    assert ran.code == 1
    assert f"To mean it: path:{BOEREN}\n" in ran.err
    ran = newsctl("set", "category=x", f"path:{BOEREN}", "--yes", cwd=archive)
    assert (ran.code, ran.lines) == (0, [BOEREN])


def test_a_word_that_may_be_a_date_is_told_of_before_posts_change_by_it(newsctl, archive):
    (archive / "2024-05-01-jaar.md").write_text("---\ntitle: Terug naar 2019\n---\nTekst.\n")
    ran = newsctl("set", "category=media", "2019", "--dry-run", cwd=archive)
    assert "2019 was read as a word. To mean the date: date:2019" in ran.err
    ran = newsctl("set", "category=media", "Terug", "--dry-run", cwd=archive)
    assert "was read as" not in ran.err


def test_a_key_that_one_post_has_is_set_and_no_other(newsctl, archive):
    path = archive / BOEREN
    path.write_bytes(path.read_bytes().replace(b"title:", b"titel: x\ntitle:", 1))
    ran = newsctl("set", "titel!", "--all", "--yes", cwd=archive)
    assert (ran.code, ran.lines) == (0, [BOEREN])


def test_undo_brings_every_byte_back(newsctl, archive):
    before = contents(archive)
    newsctl("set", "tags+=boeren", "layout!", "--all", "--yes", cwd=archive)
    assert contents(archive) != before
    ran = newsctl("undo", cwd=archive)
    assert (ran.code, contents(archive)) == (0, before)
    assert "Took back: set tags+=boeren layout! (52 posts)" in ran.err


def test_the_moment_of_a_change_is_told_in_the_zone_of_the_archive(newsctl, archive):
    (archive / "newsctl.toml").write_text('[archive]\ntime_zone = "Asia/Kolkata"\n')
    newsctl("set", "x=1", "boeren", "--yes", cwd=archive)
    assert newsctl("undo", "--list", cwd=archive).text.split("\t")[1].endswith("+05:30")


def test_a_dry_run_shows_the_diff_and_changes_nothing(newsctl, archive):
    before = contents(archive)
    ran = newsctl("set", "category=boeren", BOEREN[:-3], "--dry-run", cwd=archive)
    ran = newsctl("set", "category=boeren", "boeren malieveld", "--dry-run", cwd=archive)
    assert "+category: boeren" in ran.lines
    assert f"--- a/{BOEREN}" in ran.lines
    assert contents(archive) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["bron=NOS"], "Which posts?"),
        (["bron:NOS"], "Nothing to set"),
        (["bron=NOS", "boeren", "tags!"], "tags! stands behind the query"),
        (["bron=NOS", "boeren", "--all"], "Which posts?"),
        (["bron=NOS", "boeren"], "--yes"),
        (["bron=NOS", "brn:NOS", "--yes"], "bron"),
        (["body=x", "boeren", "--yes"], "newsctl edit"),
    ],
)
def test_a_command_that_is_not_clear_changes_nothing(newsctl, archive, arguments, told):
    before = contents(archive)
    ran = newsctl("set", *arguments, cwd=archive)
    assert (ran.code, ran.out) == (2, b"")
    assert told in ran.err
    assert contents(archive) == before


def test_a_query_without_posts_is_told_by_the_exit_code(newsctl, archive):
    assert newsctl("set", "bron=NOS", "xyzzy", "--yes", cwd=archive).code == 1


def test_posts_that_are_that_way_already_are_left_alone(newsctl, archive):
    newsctl("set", "category=x", "boeren", "--yes", cwd=archive)
    before = contents(archive)
    ran = newsctl("set", "category=x", "boeren", "--yes", cwd=archive)
    assert (ran.code, ran.out, contents(archive)) == (0, b"", before)
    assert "3 posts are that way already" in ran.err


@pytest.mark.parametrize(("typed", "changes"), [("y\n", True), ("n\n", False), ("", False)])
def test_a_person_is_shown_the_change_and_asked(newsctl, archive, typed, changes):
    before = contents(archive)
    ran = newsctl("set", "category=x", "boeren malieveld", typed=typed, cwd=archive)
    assert ran.code == 0
    assert "+category: x" in ran.err.partition("Change 1 post? [y/N]")[0]
    assert ran.lines == ([BOEREN] if changes else [])
    assert (contents(archive) != before) is changes


def test_what_is_not_shown_has_no_more(newsctl, archive):
    ran = newsctl("set", "category=x", "--all", cwd=archive)
    assert ran.err.startswith("newsctl: This is asked on a terminal")


def test_what_follows_the_end_of_input_begins_on_a_line_of_its_own(newsctl, archive):
    ran = newsctl("set", "category=x", "boeren malieveld", typed="", cwd=archive)
    assert ran.err.endswith("[y/N] \nnewsctl: Nothing was changed.\n")


def test_a_value_that_a_rule_forbids_is_refused_for_each_post(newsctl, archive):
    before = contents(archive)
    ran = newsctl("set", "title=", "boeren malieveld", "--yes", cwd=archive)
    assert ran.code == 3
    assert ran.err.startswith("newsctl: Nothing was changed.\n")
    assert "is left as it is: title-missing" in ran.err
    assert contents(archive) == before


def test_a_date_may_be_in_words_as_it_may_for_add(newsctl, archive):
    ran = newsctl("set", "datum=gisteren", "boeren malieveld", "--dry-run", cwd=archive)
    assert ran.code == 0
    assert "+date: Sun, 02 Nov 2025 00:00:00 +0100" in ran.lines


def test_what_can_be_done_about_a_refusal_is_said_once_for_all_posts(newsctl, archive):
    ran = newsctl("set", "title=", "bron:Tweakers", "--yes", cwd=archive)
    assert ran.err.count("is left as it is: title-missing") > 1
    assert ran.err.count("Write it: title: ") == 1


def test_one_post_that_cannot_be_edited_does_not_stop_the_others(newsctl, archive):
    (archive / "2025-01-01-vreemd.md").write_bytes(
        b"---\ntitle: Boeren\nbron: &b X\nvia: *b\n---\nBoeren.\n"
    )
    ran = newsctl("set", "bron=NOS", "boeren", "--yes", cwd=archive)
    assert ran.code == 3
    assert "2025-01-01-vreemd.md is left as it is" in ran.err
    assert BOEREN in ran.lines


@pytest.mark.parametrize(
    "header", ["null", "~", "Null # c", "", "# c", "- a", "tekst", "[a]", "[", "&x", "*x", "!!null"]
)
def test_whatever_the_front_matter_of_one_post_is_the_others_are_set(newsctl, archive, header):
    (archive / "2025-01-01-vreemd.md").write_text(f"---\n{header}\n---\nTekst.\n")
    ran = newsctl("set", "bron=Elders", "--all", "--yes", cwd=archive)
    changed = len(ran.lines) - ("2025-01-01-vreemd.md" in ran.lines)
    assert (changed, "unexpected" in ran.err) == (52, False)


@pytest.mark.parametrize("command", [("set", "x=1", "xyzzy", "--yes"), ("rename",), ("rm",)])
@pytest.mark.parametrize("shut", [{"dicht"}, {"dicht", "dicht/2018-01-01-oud.md"}])
def test_one_file_that_is_protected_does_not_stop_the_others(
    newsctl, archive, command, shut, monkeypatch
):
    for folder in ("dicht", "open"):
        (archive / folder).mkdir()
        (archive / folder / "2018-01-01-oud.md").write_text("---\ntitle: Xyzzy\n---\nx\n")
    shut, may = {archive / path for path in shut}, os.access
    monkeypatch.setattr(os, "access", lambda file, how: Path(file) not in shut and may(file, how))
    verb, *rest = command
    posts = [f"{folder}/2018-01-01-oud.md" for folder in ("dicht", "open")]
    ran = newsctl(verb, *(rest if verb == "set" else posts), cwd=archive)
    assert (ran.code, len(ran.lines)) == (3, 1), ran.err
    assert "dicht/2018-01-01-oud.md is left as it is: The f" in ran.err
    assert " is protected from writing.\n" in ran.err


@pytest.mark.parametrize("command", ["rename", "rm"])
def test_a_link_is_left_where_it_is_and_does_not_stop_the_others(newsctl, archive, command):
    (archive / "2018-01-01-oud.md").write_bytes((archive / BOEREN).read_bytes())
    (archive / ".bron").mkdir()
    (archive / BOEREN).rename(archive / ".bron" / "tekst.md")
    (archive / "2018-01-01-link.md").symlink_to(".bron/tekst.md")
    ran = newsctl(command, "2018-01-01-link.md", "2018-01-01-oud.md", cwd=archive)
    assert (archive / "2018-01-01-link.md").is_symlink()
    assert "2018-01-01-link.md is left as it is: " in ran.err


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_the_trash(newsctl, archive):
    large = archive / "2025-01-01-groot.md"
    large.write_bytes(b"---\ntitle: Groot\n---\n" + b"zon " * (3 * 1024 * 1024))
    ran = newsctl("rm", large.name, BOEREN, cwd=archive)
    assert (ran.code, ran.lines) == (3, [f".newsctl-trash/{BOEREN}"])
    assert "2025-01-01-groot.md is left as it is: The file has 12 MB" in ran.err


def test_mode_and_line_ends_stay(newsctl, archive):
    post = archive / BOEREN
    post.write_bytes(post.read_bytes().replace(b"\n", b"\r\n"))
    post.chmod(0o640)
    newsctl("set", "nieuw=ja", "boeren malieveld", "--yes", cwd=archive)
    assert stat.S_IMODE(post.stat().st_mode) == 0o640
    assert b"\r\nnieuw: ja\r\n---\r\n" in post.read_bytes()
    assert b"\n" not in post.read_bytes().replace(b"\r\n", b"")


# rename and rm


def test_a_file_is_named_after_its_date_and_title(newsctl, archive):
    (archive / BOEREN).rename(archive / "2018-01-01-oud.md")
    ran = newsctl("rename", "2018-01-01-oud.md", cwd=archive)
    assert (ran.code, ran.lines) == (0, [BOEREN])
    assert (archive / BOEREN).exists()
    assert not (archive / "2018-01-01-oud.md").exists()


def test_who_links_to_a_renamed_or_removed_post_is_told(newsctl, archive):
    (archive / "2025-01-01-verwijst.md").write_text(
        "---\ntitle: Verwijst\n---\n[boeren]({% post_url 2018-01-01-oud %})\n"
    )
    (archive / BOEREN).rename(archive / "2018-01-01-oud.md")
    for command in ("rename", "rm"):
        ran = newsctl(command, "2018-01-01-oud.md", "--dry-run", cwd=archive)
        assert "2025-01-01-verwijst.md links to 2018-01-01-oud.md" in ran.err
        assert (archive / "2018-01-01-oud.md").exists()


def test_a_name_that_is_taken_is_left_alone(newsctl, archive):
    data = (archive / BOEREN).read_bytes()
    (archive / "2018-01-01-dubbel.md").write_bytes(data)
    before = contents(archive)
    ran = newsctl("rename", "2018-01-01-dubbel.md", cwd=archive)
    assert (ran.code, contents(archive)) == (3, before)
    assert f"{BOEREN} is there already" in ran.err


def test_a_removed_post_is_found_nowhere_and_comes_back(newsctl, archive):
    before = contents(archive)
    ran = newsctl("rm", BOEREN, cwd=archive)
    assert (ran.code, ran.err) == (0, "")
    assert newsctl("list", "--count", cwd=archive).text == "51\n"
    assert newsctl("undo", cwd=archive).code == 0
    assert contents(archive) == before


def test_a_file_that_cannot_be_read_as_a_post_can_be_removed(newsctl, archive):
    broken = archive / "2025-01-01-kapot.md"
    broken.write_bytes(b"---\ntitle: [\n---\n")
    assert newsctl("rm", broken.name, cwd=archive).code == 0
    assert not broken.exists()


@pytest.mark.parametrize("command", ["edit", "rm"])
def test_a_file_that_is_too_large_to_be_kept_is_left_alone(newsctl, archive, command):
    large = archive / "2025-01-01-groot.md"
    large.write_bytes(b"---\ntitle: Groot\n---\n" + b"zon " * (3 * 1024 * 1024))
    ran = newsctl(command, large.name, cwd=archive, EDITOR=editor("t='weg'"))
    assert (ran.code, ran.out) == (3, b"")
    assert "The file has 12 MB" in ran.err
    assert large.stat().st_size > 12 * 1024 * 1024


# undo


def test_changes_are_taken_back_one_after_the_other(newsctl, archive):
    before = contents(archive)
    for number in range(3):
        newsctl("set", f"x={number}", "boeren malieveld", "--yes", cwd=archive)
    listed = newsctl("undo", "--list", cwd=archive).lines
    assert [line.split("\t")[0] for line in listed] == ["1", "2", "3"]
    assert listed[0].endswith("\tset x=2 boeren malieveld")
    assert newsctl("undo", "2", cwd=archive).code == 0
    assert b"x: 0\n" in (archive / BOEREN).read_bytes()
    newsctl("undo", cwd=archive)
    assert contents(archive) == before


def test_nothing_to_take_back_is_said(newsctl, archive):
    ran = newsctl("undo", cwd=archive)
    assert (ran.code, "nothing to take back" in ran.err) == (3, True)
    assert newsctl("undo", "--list", cwd=archive).code == 0


def test_a_later_change_by_hand_is_never_undone(newsctl, archive):
    newsctl("set", "x=1", "boeren malieveld", "--yes", cwd=archive)
    post = archive / BOEREN
    post.write_bytes(post.read_bytes() + b"Met de hand.\n")
    before = contents(archive)
    ran = newsctl("undo", cwd=archive)
    assert (ran.code, contents(archive)) == (3, before)
    assert "+Met de hand." in ran.err.splitlines()


def test_a_change_that_was_stopped_is_told_of_on_the_next_run(newsctl, archive):
    before = contents(archive)
    newsctl("set", "x=1", "verkiezingen", "--yes", cwd=archive)
    journals = Context(archive_option=archive).journal
    (record,) = journals.glob("*.change")
    assert "not finished" not in newsctl("list", "x:1", cwd=archive).err
    lines = record.read_bytes().splitlines(keepends=True)
    record.write_bytes(b"".join(lines[:-1]))  # as it is before the end of the change
    post = archive / newsctl("list", "x:1", "-f", "path", cwd=archive).lines[0]
    post.write_bytes(before[post.name])
    told = newsctl("list", cwd=archive).err
    assert (
        f"A change was not finished: set x=1 verkiezingen (stopped after {len(lines) - 3}" in told
    )
    assert newsctl("undo", cwd=archive).code == 0
    assert contents(archive) == before
    assert "not finished" not in newsctl("list", cwd=archive).err


# edit


def test_an_edit_is_saved_and_its_counts_follow(newsctl, archive):
    program = editor("t=t.replace('</p>',' Nog drie woorden.</p>',1)")
    ran = newsctl("edit", BOEREN, cwd=archive, EDITOR=program)
    assert (ran.code, ran.lines) == (0, [BOEREN]), ran.err
    assert newsctl("validate", "--select", "counts", cwd=archive).code == 0
    assert newsctl("list", '"nog drie woorden"', "--count", cwd=archive).text == "1\n"


def test_an_edit_leaves_what_is_no_count_of_the_words_as_it_is_and_says_so(newsctl, archive):
    post = archive / BOEREN
    post.write_text(re.sub("(?m)^aantal: .*$", "aantal: 12", post.read_text("utf-8")), "utf-8")
    program = editor("t=t.replace('</p>',' Nog drie woorden.</p>',1)")
    ran = newsctl("edit", BOEREN, cwd=archive, EDITOR=program)
    assert (ran.code, "\naantal: 12\n" in post.read_text("utf-8")) == (0, True)
    assert ran.err == "newsctl: aantal of 1 post is no count of its words, and stays as it is.\n"


def test_an_edit_without_a_change_writes_nothing(newsctl, archive):
    before = contents(archive)
    ran = newsctl("edit", BOEREN, cwd=archive, EDITOR="true")
    assert (ran.code, contents(archive)) == (0, before)
    assert "Nothing was changed" in ran.err


def test_an_edit_that_breaks_a_rule_keeps_the_text_and_not_the_change(newsctl, archive):
    before = contents(archive)
    ran = newsctl("edit", BOEREN, cwd=archive, EDITOR=editor("t=t.replace('title:','titel:')"))
    assert (ran.code, contents(archive)) == (1, before)
    assert "title-missing" in ran.err
    assert "titel:" in kept_text(ran)


def test_a_person_may_save_it_all_the_same_or_edit_again(newsctl, archive):
    program = editor("t=t.replace('title:','titel:')")
    ran = newsctl("edit", BOEREN, typed="e\ns\n", cwd=archive, EDITOR=program)
    assert ran.code == 0
    assert b"titel:" in (archive / BOEREN).read_bytes()


def test_an_editor_that_fails_changes_nothing(newsctl, archive):
    before = contents(archive)
    for program in ("false", "no-such-editor-at-all", "'"):
        assert newsctl("edit", BOEREN, cwd=archive, EDITOR=program).code in {2, 3}
    assert contents(archive) == before


def test_a_file_that_changed_while_it_was_edited_is_not_written_over(newsctl, archive):
    post = archive / BOEREN
    program = editor(f"open('{post}','a').write('Ander.');t=t+'Ik.'")
    ran = newsctl("edit", BOEREN, cwd=archive, EDITOR=program)
    assert ran.code == 75
    assert kept_text(ran).endswith("Ik.")
    assert post.read_text().endswith("Ander.")


def test_a_text_is_kept_when_it_cannot_be_written(newsctl, archive):
    (archive / "2025-11-03-in-de-weg.md").write_text("---\ntitle: In de weg\n---\n")
    program = editor("t=t.replace('title: ','title: Mijn ')+'Tekst.'")
    ran = newsctl("add", "In de weg", typed="\n\n\n", cwd=archive, EDITOR=program)
    assert ran.code == 0, ran.err
    program = editor("t=t.replace('Nieuw','In de weg')+'Veel werk.'")
    ran = newsctl("add", "Nieuw", "--force", typed="\n\n\n", cwd=archive, EDITOR=program)
    assert (ran.code, "is there already" in ran.err) == (3, True)
    assert kept_text(ran).endswith("Veel werk.")


@pytest.mark.parametrize("ending", ["import os;os.remove(p)", "import os;os.remove(p);os.mkdir(p)"])
def test_an_editor_that_leaves_no_file_is_told_of_by_name(newsctl, archive, ending):
    before = contents(archive)
    program = f'{sys.executable} -c "import sys;p=sys.argv[1];{ending}"'
    ran = newsctl("edit", BOEREN, cwd=archive, EDITOR=program)
    assert (ran.code, contents(archive)) == (3, before)
    assert "left no file; nothing was changed" in ran.err


def test_an_edit_leaves_nothing_behind_it(newsctl, archive, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    backups = editor("import os;os.makedirs(p+'.d/oud');t+='Tekst.'")
    for program in (backups, "true", "false", "no-such-editor-at-all"):
        newsctl("edit", BOEREN, cwd=archive, EDITOR=program)
    assert list(tmp_path.glob("newsctl-*")) == []


def test_a_broken_post_can_be_mended(newsctl, archive):
    broken = archive / "2025-01-01-kapot.md"
    broken.write_bytes(b"---\ntitle: [\n---\n")
    ran = newsctl("edit", broken.name, cwd=archive, EDITOR=editor("t=t.replace('[','Heel')"))
    assert ran.code == 0, ran.err
    assert newsctl("show", "kapot", "--text", cwd=archive).code == 0


# a post that cannot be read as one


BROKEN = {
    "open bracket": b"---\ntitle: Kapot\ntags: [a\n---\nTekst.\n",
    "not closed": b"---\ntitle: Kapot\n",
    "latin": b"---\ntitle: Kap\xf3t\n---\nTekst.\n",
    "list": b"---\n- a\n---\nTekst.\n",
    "none": b"Tekst.\n",
}


@pytest.fixture(params=BROKEN.values(), ids=BROKEN)
def broken(request, archive):
    """A file that should be a post and cannot be read as one."""
    file = archive / "2025-01-01-kapot.md"
    file.write_bytes(request.param)
    return file


@pytest.mark.parametrize("reference", ["2025-01-01-kapot.md", "kapot", "2025-01-01-ka"])
def test_it_is_shown_as_it_is_and_moved_to_the_trash(newsctl, archive, broken, reference):
    data = broken.read_bytes()
    assert newsctl("show", "--raw", reference, cwd=archive).out == data
    ran = newsctl("show", reference, cwd=archive)
    assert ran.code == 3
    assert re.match(r"newsctl: 2025-01-01-kapot\.md:\d+:\d+: ", ran.err)
    assert newsctl("rm", reference, cwd=archive).lines == [f".newsctl-trash/{broken.name}"]
    newsctl("undo", cwd=archive)
    assert broken.read_bytes() == data


def test_its_fault_and_where_that_is_keeps_it_from_being_set_and_renamed(newsctl, archive, broken):
    before = contents(archive)
    for line in (("set", "x=1", "--all", "--dry-run"), ("rename", "kapot")):
        ran = newsctl(*line, cwd=archive)
        assert ran.code == 3
        assert re.search(r"kapot\.md is left as it is: line \d+, column \d+: ", ran.err)
        assert "newsctl edit" in ran.err
    assert contents(archive) == before


def test_it_is_checked_when_it_is_saved_and_may_be_mended(newsctl, archive, broken):
    before = broken.read_bytes()
    program = f"{sys.executable} -c \"import sys;open(sys.argv[1],'ab').write(b'x')\""
    ran = newsctl("edit", "kapot", cwd=archive, EDITOR=program)
    assert (ran.code, broken.read_bytes()) == (1, before)
    whole = b"---\ntitle: Heel\ndate: 2025-01-01\n---\nTekst.\n"
    program = f"{sys.executable} -c \"import sys;open(sys.argv[1],'wb').write({whole!r})\""
    program = program.replace("\\n", "\\\\n")
    ran = newsctl("edit", "kapot", cwd=archive, EDITOR=program)
    assert (ran.code, broken.read_bytes()) == (0, whole), ran.err


def test_a_file_that_only_its_name_keeps_from_being_a_post_is_renamed(newsctl, tmp_path):
    (tmp_path / "_posts").mkdir()
    post = tmp_path / "_posts" / "zonder.md"
    post.write_text("---\ntitle: Met titel\ndate: 2025-01-02\n---\n")
    ran = newsctl("rename", "_posts/zonder.md", cwd=tmp_path)
    assert ran.lines == ["_posts/2025-01-02-met-titel.md"], ran.err


# dates and lists


@pytest.mark.parametrize(
    ("date", "taken"), [("03-04-2019", "2019-04-03"), ("13-04-2019", None), ("2019-04-03", None)]
)
def test_a_date_whose_day_may_be_its_month_is_told_of_before_it_is_set(
    newsctl, archive, date, taken
):
    ran = newsctl("set", f"date={date}", "--post", "2019-03", "--yes", cwd=archive)
    said = f"{date} is taken for {taken}; its day and month could be either way round."
    assert (ran.code, said in " ".join(ran.err.split())) == (0, taken is not None)


@pytest.mark.parametrize(
    ("date", "is_told"),
    [
        ("2023-10-29 02:30", True),
        ("2023-10-29 02:30 +0100", False),
        ("2023-10-29 03:30", False),
        ("2023-10-29", False),
    ],
)
def test_a_time_that_comes_twice_is_told_of_before_it_is_set(newsctl, archive, date, is_told):
    ran = newsctl("set", f"date={date}", "--post", "2019-03", "--dry-run", cwd=archive)
    assert (ran.code, "is taken for 2023-10-29T02:30:00+02:00" in ran.err) == (0, is_told)


@pytest.mark.parametrize("date", ["2020", "2020-05", "mei 2020", "2019-W36", "vorige week", "q3"])
def test_a_date_of_several_days_is_refused_where_one_is_written(newsctl, archive, date):
    before = {path: path.read_bytes() for path in archive.glob("*.md")}
    ran = newsctl("set", f"date={date}", "--post", "2019-03", "--yes", cwd=archive)
    assert (ran.code, f"{date} is longer than a day." in ran.err) == (2, True)
    for line in (["add", "Titel"], ["publish", "2019-03"]):
        ran = newsctl(*line, "--date", date, cwd=archive)
        assert (ran.code, f"{date} is longer than a day.\n" in ran.err) == (2, True)
    assert {path: path.read_bytes() for path in archive.glob("*.md")} == before


@pytest.mark.parametrize("date", ["2019-10-27", "2019-03-31", "27 oktober 2019", "maandag"])
def test_a_day_of_25_hours_is_one_day(newsctl, archive, date):
    ran = newsctl("set", f"date={date}", "--post", "2019-03", "--dry-run", cwd=archive)
    assert (ran.code, "Would change 1 post." in ran.err) == (0, True)


def test_a_date_is_written_as_the_post_has_it_else_as_the_archive(newsctl, archive):
    (archive / "2025-01-01-iso.md").write_text(
        "---\ntitle: Xyzzy\ndate: 2025-01-01 10:00:00 +0100\n---\nx\n"
    )
    (archive / "2025-01-02-geen.md").write_text("---\ntitle: Xyzzy\n---\nx\n")
    ran = newsctl("set", "date=2019-10-02 10:00", "xyzzy", "--yes", cwd=archive)
    assert len(ran.lines) == 2, ran.err
    assert "date: 2019-10-02 10:00:00 +0200\n" in (archive / "2025-01-01-iso.md").read_text()
    other = (archive / "2025-01-02-geen.md").read_text()
    assert "date: Wed, 02 Oct 2019 " in other


@pytest.mark.parametrize(
    ("assignments", "written"),
    [
        (["tags=[x, z]"], "tags: [x, z]"),
        (["tags+=x,z"], "tags: [x, z]"),
        (["tags+=x, z", "tags-=x"], "tags: [z]"),
        (["genre=[x, z]"], "genre: [x, z]"),
        (["title=[NOS]"], 'title: "[NOS]"'),
    ],
)
def test_brackets_and_commas_make_lists(newsctl, archive, assignments, written):
    post = archive / "2025-01-01-een.md"
    post.write_text("---\ntitle: Xyzzy\n---\nx\n")
    ran = newsctl("set", *assignments, "xyzzy", "--yes", cwd=archive)
    assert ran.code == 0, ran.err
    assert f"\n{written}\n" in post.read_text()


# a change that is too large to be taken back


@pytest.fixture
def small_journal(monkeypatch):
    """A journal with room for next to nothing."""
    monkeypatch.setattr(Journal.__init__, "__kwdefaults__", {"most_changes": 9, "most_bytes": 900})


def test_a_change_that_is_too_large_to_be_taken_back_wants_to_be_told(
    newsctl, archive, small_journal
):
    before = contents(archive)
    ran = newsctl("set", "x=1", "--all", "--yes", cwd=archive)
    assert (ran.code, contents(archive)) == (3, before)
    assert "--no-undo" in ran.err
    assert newsctl("set", "x=1", "--all", "--yes", "--no-undo", cwd=archive).code == 0
    assert newsctl("list", "x:1", "--count", cwd=archive).text == "52\n"
    assert newsctl("undo", cwd=archive).code == 3


@pytest.mark.parametrize(("typed", "changes"), [("y\n", True), ("n\n", False)])
def test_a_person_is_asked_about_a_change_that_is_too_large(
    newsctl, archive, small_journal, typed, changes
):
    before = contents(archive)
    ran = newsctl("set", "x=1", "--all", "--yes", typed=typed, cwd=archive)
    assert "for undo. Change them anyway? [y/N]" in ran.err
    assert (contents(archive) != before) is changes


def test_blank_lines_above_front_matter_stay_where_hugo_skips_them(newsctl, tmp_path):
    (tmp_path / "hugo.toml").touch()
    post = tmp_path / "content" / "zon.md"
    post.parent.mkdir()
    post.write_bytes(b"\xef\xbb\xbf\n\r\n---\ntitle: Zon\n---\nTekst.\n")
    newsctl("set", "title=Zee", "--post", "zon", cwd=tmp_path)
    assert post.read_bytes() == b"\xef\xbb\xbf\n\r\n---\ntitle: Zee\n---\nTekst.\n"


@pytest.mark.parametrize("written", ["tags-=Gaming", "tags-=GAMING", "tags-=gáming"])
def test_what_is_taken_from_a_list_is_what_the_query_finds(newsctl, small, written):
    for number, tags in enumerate(("[gaming, b]", "[Gaming]", "Gaming", "[a]")):
        head = f"---\ntitle: Kop {number}\ndate: 2030-01-01\ntags: {tags}\n---\nTekst.\n"
        (small / f"2030-01-01-kop-{number}.md").write_text(head)
    ran = newsctl("set", written, "tags:gaming", "--yes", cwd=small)
    assert (ran.code, len(ran.lines)) == (0, 3)
    assert newsctl("list", "tags:gaming", "--count", cwd=small).text == "0\n"
    ran = newsctl("set", "tags+=B", "tags:b", "--yes", cwd=small)
    assert "There is nothing to change. 1 post is that way already." in ran.err


def test_a_decimal_comma_is_told_where_posts_have_numbers(newsctl, archive):
    (archive / "2019-09-05-zon.md").write_text(
        "---\ntitle: Zon\ndate: 2019-09-05\nprijs: 2.5\n---\n\nDe zon schijnt vandaag.\n"
    )
    path = archive / "2019-09-05-zon.md"
    ran = newsctl("set", "prijs=2,75", "title:zon", "prijs:2.5", "--yes", cwd=archive)
    assert ran.code == 0, ran.err
    assert "A comma in prijs is read as decimal" in ran.err
    assert "prijs: 2.75\n" in path.read_text()
    ran = newsctl(
        "add", "Maan", "--field", "prijs=3,5", "--body", "De maan.", "--dry-run", cwd=archive
    )
    assert "A comma in prijs is read as decimal" in ran.err
    assert "prijs: 3.5\n" in ran.text
    assert newsctl("set", "prijs=1.250", "prijs:2.75", "--yes", cwd=archive).code == 2


@pytest.mark.parametrize(
    ("site", "name", "also"),
    [
        (".obsidian/app.json", "a.md", ()),
        ("mkdocs.yml", "docs/a.md", ("title=Zon",)),
        ("newsctl.toml", "a.md", ("title=Zon", "date=2024-03-01")),
    ],
)
@pytest.mark.parametrize(
    "data",
    [
        b"# Zon\n\nDe zon.\n",
        b"De zon",
        b"\xef\xbb\xbfDe zon.\n",
        b"Een.\r\n\r\nTwee.\r\n",
        b"\n---\n\nDe zon.\n",
        b"",
    ],
)
def test_a_note_without_front_matter_gets_one_above_its_text(
    newsctl, tmp_path, site, name, also, data
):
    notes = tmp_path / "notes"
    for path, content in (
        (site, b"[archive]\nwithout_front_matter = true\n" if site.endswith("toml") else b""),
        (name, data),
    ):
        (notes / path).parent.mkdir(parents=True, exist_ok=True)
        (notes / path).write_bytes(content)
    note = notes / name
    assert newsctl("set", "nergens!", "--post", name, cwd=notes).code == 0
    assert note.read_bytes() == data
    ran = newsctl("set", "tags+=zee", "status=open", *also, "--post", name, cwd=notes)
    assert (ran.code, ran.text) == (0, f"{name}\n")
    mark, text = data[:3] if data[:1] == b"\xef" else b"", data.removeprefix(b"\xef\xbb\xbf")
    end = b"\r\n" if b"\r\n" in data else b"\n"
    new = note.read_bytes()
    assert new.startswith(mark + b"---" + end + b"tags: [zee]" + end + b"status: open" + end)
    assert new.endswith(end + b"---" + end + text)
    assert newsctl("list", "status:open", "-f", "path", cwd=notes).text == f"{name}\n"
    assert newsctl("undo", cwd=notes).code == 0
    assert note.read_bytes() == data


def test_a_name_that_keeps_the_text_of_before_is_told(newsctl, archive):
    post = archive / BOEREN
    os.link(post, archive.parent / "elders.md")
    ran = newsctl("set", "x=1", "--post", BOEREN, cwd=archive)
    assert (ran.code, ran.text) == (0, f"{BOEREN}\n")
    assert ran.err == (
        f"newsctl: {BOEREN} has another name, a hard link, which keeps the text of before.\n"
    )
    assert "x: 1\n" not in (archive.parent / "elders.md").read_text()
    assert newsctl("set", "x=2", "--post", BOEREN, cwd=archive).err == ""
