"""Tab in real shells, at a terminal of their own: what is typed, completed, and read back."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import threading
import time
from typing import TYPE_CHECKING

import pytest
import typer

from newsctl.cli.app import app
from newsctl.cli.completion.completers import complete
from newsctl.cli.completion.shells import SCRIPTS, Shell
from newsctl.cli.completion.tab import FILES, Tab
from newsctl.cli.completion.value_completion import offered_values
from newsctl.cli.reading.variables import COMPLETING

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = typer.main.get_command(app)

HOSTILE = {
    "a": "a` $(touch weg) ; & | < > ! * ? ~ ' \" \\",
    "b": "b'",
    "c": 'c"',
    "d": "d!",
    "e": "e{1,2}[x]#y^=z",
    "$": "$(touch weg)",
    "~": "~root",
    "`": "`touch weg`",
    "é": "één café",
}
"""Values by how they begin, which no other does."""

HOSTILE_NAME = "2021-02-03-een `touch weg` $(touch weg) ; 'x' \"y\" !.md"

OPENED = {"": "{}", "'": "'{}", '"': '"{}'}
"""How a word begins on the line, by the quote that is open in it."""

START = {
    Shell.BASH: (["bash", "--norc", "--noprofile", "-i"], "PS1='> '; set +o history -o histexpand"),
    Shell.ZSH: (["zsh", "-f", "-i"], "PS1='> '; autoload -Uz compinit; compinit -u -D"),
    Shell.FISH: (["fish", "--no-config", "-i"], "function fish_prompt; echo '> '; end"),
}

NEWSCTL = """\
#!/bin/sh
if [ -n "$_NEWSCTL_COMPLETE" ]; then
    printf '%s\\0' "$_NEWSCTL_COMPLETE" "$@" >"{asked}"; cat "{answer}"; exit
fi
printf '%s\\0' "$@" >"{read}.new"; mv "{read}.new" "{read}"
"""


def answer(shell, arguments):
    """Return what the program answers to the script of a shell."""
    os.environ[COMPLETING] = shell
    try:
        tab = Tab.asked(arguments)
        values = None if tab.is_file else offered_values(tab.words)
        if values is not None:
            return tab.answer((value, "") for value in values)
        return tab.answer([(FILES, "")] if tab.is_file else complete(PROGRAM, tab.words))
    finally:
        del os.environ[COMPLETING]


class Answering(threading.Thread):
    """Answers in this process what the scripts ask: a start of the program for each Tab takes long.

    That the program itself answers so, `test_completion` holds.
    """

    def __init__(self, home: Path):
        super().__init__(daemon=True)
        self.asked, self.answer = home / "asked", home / "answer"
        for pipe in (self.asked, self.answer):
            os.mkfifo(pipe)

    def run(self):
        """Answer until nothing is asked."""
        while words := self.asked.read_bytes().decode(errors="surrogateescape").split("\0")[:-1]:
            self.answer.write_bytes(answer(words[0], words[1:]).encode(errors="replace"))


class Terminal:
    """A shell at a terminal, with the script that completes."""

    def __init__(self, shell: Shell, cwd: Path, home: Path):
        self.shell = shell
        self.read = home / "read"
        bin_ = home / "bin"
        bin_.mkdir()
        program = bin_ / "newsctl"
        self.answering = Answering(home)
        self.answering.start()
        asked, answer = self.answering.asked, self.answering.answer
        program.write_text(NEWSCTL.format(asked=asked, answer=answer, read=self.read))
        program.chmod(0o755)
        script = home / "script"
        script.write_text(SCRIPTS[shell])
        command, setting = START[shell]
        self.shown = b""
        self.pid, self.stream = pty.fork()
        if self.pid == 0:
            os.chdir(cwd)
            os.environ.update(HOME=str(home), PATH=f"{bin_}:{os.environ['PATH']}", TERM="dumb")
            os.execvp(command[0], command)
        self.type(f"{setting}; source {script}\r")
        assert self.arguments("newsctl ready\r") == ["ready"], self.shown

    def type(self, keys: str):
        """Send keys, and let the shell show what it does."""
        os.write(self.stream, keys.encode())
        self.look(0.01)

    def look(self, seconds: float):
        """Take what the shell shows."""
        if select.select([self.stream], [], [], seconds)[0]:
            self.shown += os.read(self.stream, 1 << 16)

    def arguments(self, keys: str):
        """Type a line, and return what the program is called with; None when it is not."""
        self.read.unlink(missing_ok=True)
        self.type(keys)
        end = time.monotonic() + 3
        while time.monotonic() < end:
            self.look(0.02)
            if self.read.exists():
                return self.read.read_bytes().decode().split("\0")[:-1]
        self.type("\x03")
        return None

    def leave(self):
        """End the shell."""
        os.close(self.stream)
        os.waitpid(self.pid, 0)
        self.answering.asked.write_bytes(b"")
        self.answering.join()


@pytest.fixture(scope="module")
def posts(tmp_path_factory, newsctl_forked):
    """An archive whose values a shell would run, and folders with the names of values."""
    folder = tmp_path_factory.mktemp("hostile") / "posts"
    folder.mkdir()
    for number, value in enumerate([*HOSTILE.values(), "x\ny", "x\x1b[31m", "sport"]):
        quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        quoted = quoted.replace("\x1b", "\\e")
        text = f'---\ntitle: "{quoted}"\nbron: "{quoted}"\n---\nTekst.\n'
        (folder / f"2020-01-{number + 1:02}-bericht-{number}.md").write_text(text)
    (folder / HOSTILE_NAME).write_text("---\ntitle: Naam\n---\nTekst.\n")
    (folder / "sport").mkdir()
    (folder / "een map").mkdir()
    assert newsctl_forked("list", "--count", cwd=folder).text == f"{number + 2}\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSCTL_ARCHIVE", str(folder))
        yield folder


@pytest.fixture(scope="module", params=list(Shell))
def terminal(request, posts, tmp_path_factory):
    """Each shell that is on this machine."""
    if shutil.which(request.param) is None:
        assert request.param is not Shell.BASH
        pytest.skip(f"{request.param} is not installed")
    terminal = Terminal(request.param, posts, tmp_path_factory.mktemp("home"))
    yield terminal
    terminal.leave()


def escaped(typed: str, quote: str, shell: Shell) -> str:
    """Write the first character of a value as one has to type it."""
    meaning_more = {"": "$`~", '"': "$" if shell is Shell.FISH else "$`", "'": ""}
    return f"\\{typed}" if typed in meaning_more[quote] else typed


@pytest.mark.parametrize("quote", ["", "'", '"'])
@pytest.mark.parametrize(
    ("before", "begun"),
    [
        ("--bron ", HOSTILE),
        ("--bron=", "ab"),
        ("--category=a --bron=", "a"),
        ("bron=", HOSTILE),
    ],
)
def test_a_value_on_the_line_is_read_back_as_it_is(terminal, posts, before, quote, begun):
    command = "set" if before == "bron=" else "list"
    keys, expected = f"newsctl {command} ", [command]
    for typed in begun:
        keys += f"{before}{quote}{escaped(typed, quote, terminal.shell)}\t"
        *words, last = before.split(" ")
        expected += [*words, f"{last}{HOSTILE[typed]}"]
    assert terminal.arguments(f"{keys}\r") == expected, terminal.shown[-600:]
    assert not (posts / "weg").exists()


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_what_completes_a_query_or_a_post_is_read_back_as_it_is(terminal, posts, quote):
    typed = ["bron:é", "-bron:spo", "bron:d", "(bron:é", "bron:$", "bron:b", "2021"]
    offered = [answer(Shell.FISH, ["list", one]).splitlines() for one in typed[:-1]]
    keys = [f"{quote}{one[:-1]}{escaped(one[-1], quote, terminal.shell)}" for one in typed]
    keys[3] = keys[3].replace("(", "(" if quote else "\\(")
    expected = [(words or [one])[0] for one, words in zip(typed, offered, strict=False)]
    assert "bron:één café" in expected
    assert "-bron:sport" in expected
    line = "".join(f" {one}\t" for one, words in zip(keys, offered, strict=False) if words)
    words = [one for one, words in zip(expected, offered, strict=False) if words]
    assert terminal.arguments(f"newsctl list{line}\r") == ["list", *words], terminal.shown[-600:]
    shown = terminal.arguments(f"newsctl show {keys[-1]}\t\r")
    assert shown == ["show", HOSTILE_NAME], terminal.shown[-600:]
    assert not (posts / "weg").exists()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("list --bron spo\t", ["list", "--bron", "sport"]),
        ("list x 2020-\t", ["list", "x", "2020-"]),
        ("list path:2020-01-09\t", ["list", "path:2020-01-09-bericht-8.md"]),
        ("show een\\ m\t", ["show", "een m"]),
        ("list --since 2020-01-\t", ["list", "--since", "2020-01-"]),
        ("list --limit \t1", ["list", "--limit", "1"]),
        ("list -C ee\t", ["list", "-C", "een map"]),
        ("list -C 2020\t", ["list", "-C", "2020"]),
        ("add --from 2020-01-01\t", ["add", "--from", "2020-01-01-bericht-0.md"]),
        ("list > 2020-01-09-x\t ww", ["list", "ww"]),
    ],
)
def test_files_are_offered_where_one_is_meant_and_nowhere_else(terminal, keys, expected):
    found = terminal.arguments(f"newsctl {keys}\r")
    assert [word.rstrip("/") for word in found or []] == expected, terminal.shown[-600:]


ALIGNED = """\
compdef() {{ : }}
compadd() {{ print -rl -- $shown }}
newsctl() {{ print -l 'set\tChange posts' 'search\tFind posts' 日本 '日\tDag' }}
source {script}
typeset -A compstate
words=(newsctl s) CURRENT=2 PREFIX=s
_newsctl
"""


@pytest.mark.skipif(not shutil.which("zsh"), reason="there is no zsh")
def test_the_meanings_that_zsh_shows_line_up(tmp_path):
    (tmp_path / "_newsctl").write_text(SCRIPTS[Shell.ZSH])
    program = ALIGNED.format(script=tmp_path / "_newsctl")
    ran = subprocess.run(["zsh", "-f", "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == [
        "set     -- Change posts",
        "search  -- Find posts",
        "日本",
        "日      -- Dag",
    ]
