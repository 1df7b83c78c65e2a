"""Adding a post by answering questions at a terminal: a real one, with its keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsctl.cli.posts import prompts

LINK = "https://tweakers.example/nieuws/150912/facebook-politieke-advertenties.html"
WRITES = 'echo Tekst. >> "$1"'
TITLE, BRON, CATEGORY, ADDRESS = "title: ", "): ", "): ", "externe_link: "


@pytest.fixture
def terminal(small, terminal_in, tmp_path):
    """A terminal in an archive of three posts, with an editor that adds a line."""
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\n{WRITES}\n")
    editor.chmod(0o755)
    env = {"EDITOR": str(editor), "NEWSCTL_DATA": str(tmp_path / "data")}
    return terminal_in(small, columns=300, env=env)


def added(terminal):
    """Return the post that was added, None if none was."""
    names = {"2014-06", "2019-03", "2025-10"}
    posts = [post for post in terminal.folder.glob("*.md") if post.name[:7] not in names]
    return posts[0].read_text() if posts else None


def kept(shown):
    """Return the text that was kept, and check that it can be gone on with."""
    [path] = re.findall(r"^newsctl: Your text is in\s+(.*)$", shown, re.MULTILINE)
    assert f"newsctl: To go on: newsctl add --from {path}\n" in shown.replace("\n  ", " ")
    return Path(path).read_text()


def test_values_are_completed_abbreviated_and_corrected(terminal):
    shown = terminal.run(
        "newsctl add",
        (TITLE, "Kop\n"),
        ("bron (", ""),
        (BRON, "nu.\t\n"),
        ("category (", ""),
        (CATEGORY, "TECH\n"),
        (ADDRESS, "\n"),
    )
    assert "TECH is tech here." in shown
    assert "bron: NU.nl\n" in added(terminal)
    assert "category: tech\n" in added(terminal)


def test_what_may_be_several_or_misspelt_is_asked_again_and_can_be_kept(terminal):
    (terminal.folder / "2019-03-01-a.md").write_text("---\ntitle: A\nbron: Tubantia\n---\nA.\n")
    terminal.run(
        "newsctl add Kop",
        (BRON, "t\n"),
        ("t may be Trouw, Tubantia, Tweakers; type =t to keep it as it is.", ""),
        (BRON, "Tweekers\n"),
        ("Tweekers may be Tweakers;", ""),
        (BRON, "=Tweekers\n"),
        (CATEGORY, "kunst\n"),
        ("kunst is new to this archive.", ""),
        (ADDRESS, "\n"),
    )
    assert "bron: Tweekers\n" in added(terminal)
    assert "category: kunst\n" in added(terminal)


def test_all_values_can_be_listed(terminal):
    for number in range(18):
        post = terminal.folder / f"2019-04-{number + 1:02}-x.md"
        post.write_text(f"---\ntitle: X\nbron: Krant {number // 2}\n---\nX.\n")
    asked = "; ? lists all 12): "
    shown = terminal.run("newsctl add Kop", (asked, "?\n"), ("Krant 8", ""), (asked, "\x04"))
    assert re.search(r"Krant 0, .*Krant 8", shown)


def test_what_was_answered_is_kept_when_questions_are_left(terminal):
    answers = ((TITLE, "Kop\n"), (BRON, "nos\n"), (CATEGORY, "\x04"))
    shown = terminal.run("newsctl add; echo code $?", *answers)
    assert shown.endswith("code 130\n")
    assert 'title: "Kop"\n' in kept(shown)
    assert "bron: nos\n" in kept(shown)
    assert added(terminal) is None


def test_what_was_answered_is_kept_at_ctrl_c(newsctl, small, monkeypatch, tmp_path):
    monkeypatch.setattr(prompts, "one_line", _until("category"))
    ran = newsctl("add", typed="Kop\nNOS\n", cwd=small, NEWSCTL_DATA=str(tmp_path / "data"))
    assert ran.code == 130
    assert "bron: NOS\n" in kept(ran.err)


def _until(question):
    """Return what makes a prompt, interrupted at a question."""

    def prompt(text):
        if text.startswith(question):
            raise KeyboardInterrupt
        return text

    return prompt


def test_a_known_link_is_told_of_before_the_editor_opens(terminal):
    editor = terminal.home / "editor"
    editor.write_text("#!/bin/sh\necho Opened.\n" + WRITES)
    about = "2019-03-29-facebook-strenger-voor-politieke-advertenties.md has this externe_link"
    asked = "What now? [s]how, [a]dd anyway, [d]iscard: "
    command = f"newsctl add Kop --link {LINK} --bron NOS --category tech"
    shown = terminal.run(command, (about, ""), (asked, "s\n"), ("aantal", ""), (asked, "d\n"))
    assert "Opened." not in shown
    assert added(terminal) is None
    shown = terminal.run(command, (asked, "a\n"), ("Opened.", ""))
    assert "Tekst." in added(terminal)
    assert shown.count("What now?") == 1


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("no-such-editor", "Cannot run the editor no-such-editor"),
        ("'", "which is no command"),
        ("false", "ended with code 1"),
        ("true", "Nothing was added: the post was left as it was."),
    ],
)
def test_an_editor_that_is_none_or_fails_leaves_the_draft(terminal, editor, told):
    options = "--bron NOS --category tech --link https://een.example/1"
    command = f'EDITOR="{editor}" newsctl add Kop {options}'
    shown = terminal.run(command)
    assert told in shown
    assert 'externe_link: "https://een.example/1"\n' in kept(shown)
    assert added(terminal) is None


def test_a_post_that_cannot_be_added_is_kept_when_nobody_goes_on(terminal):
    (terminal.home / "editor").write_text('#!/bin/sh\necho "Veel werk." > "$1"\n')
    options = "--bron NOS --category tech --link https://een.example/1"
    shown = terminal.run(f"newsctl add Kop {options}", ("What now? [e]dit, [d]iscard: ", "\x04"))
    assert kept(shown) == "Veel werk.\n"


def test_a_slug_holds_for_a_post_of_the_editor(terminal):
    options = "--bron NOS --category tech --link https://een.example/1 --slug eigen"
    terminal.run(f"newsctl add Kop {options}")
    assert [*terminal.folder.glob("*-eigen.md")]


@pytest.mark.parametrize("line", [("search",), ("show",), ("collocates",), ("words",)])
def test_a_word_longer_than_any_file_name_is_no_path(newsctl, samples, line):
    ran = newsctl(*line, "a" * 300, cwd=samples)
    assert (ran.code, "too long" in ran.err) == (1, False)
