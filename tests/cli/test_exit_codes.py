"""Section 7 of the contract: what each exit code means, by every way there is to it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsctl.cli.boundary import guarded
from newsctl.core.errors import ArchiveBusy, IndexUnavailable

POST = "2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"


@pytest.mark.parametrize(
    "line",
    [
        "--help",
        "--version",
        "--version --debug",
        "search -h",
        "index --help",
        "--show-completion bash",
        "search verkiezingen",
        "search verkiezingen --count",
        "list",
        "list --limit 0",
        "list date:2019",
        f"show {POST}",
        "facets",
        "facets bron",
        "validate",
        "validate --explain count-aantal",
        "analyze fiets",
        "index status",
        "index update",
        "index verify",
    ],
)
def test_done_is_0(newsctl, samples, line):
    ran = newsctl(*line.split(), cwd=samples)
    assert (ran.code, bool(ran.out or ran.err)) == (0, True)


@pytest.mark.parametrize(
    "line",
    [
        "search qqqq",
        "search qqqq --count",
        "list bron:qqqq",
        "list --since 2100",
        "show qqqq",
        "show https://qqqq.example/",
    ],
)
def test_nothing_found_is_1(newsctl, samples, line):
    assert newsctl(*line.split(), cwd=samples).code == 1


@pytest.mark.parametrize(
    "line",
    [
        "",
        "index",
        "serach x",
        "search",
        "search --formt json x",
        "search x --bron",
        "search -C",
        "search x -f yaml",
        "search x -n many",
        "search x -n -1",
        "search x --offset -1",
        "search x --fields titell",
        "search x --fields path,,title",
        "search x -t {titel",
        "search x -t {titell}",
        "search x -t {title} -f json",
        "search x --sort colour",
        "search x -0",
        "search x --count -f json",
        "search x --count -fjson",
        "list --count --fields path",
        "list --count -t {title}",
        "list --count -0",
        "search x --count --explain",
        "search -v x",
        "validate --diff -f json",
        "validate --rules -f json",
        "search brom:NOS",
        "search date:onzin",
        "search x --since onzin",
        "search ( a",
        "search a OR",
        "search @nergens",
        "list --explain",
        "show",
        "show 20",
        f"show {POST} --raw --json",
        f"show {POST} --query wolf",
        "show --query",
        "show -0",
        f"edit {POST} --query wolf",
        f"validate {POST} --query wolf",
        "validate --query onzin1",
        "facets colour",
        "facets bron -f xml",
        "add",
        "add T --date onzin",
        "add T --field auteur",
        "add T --field date=2019",
        "add T --field aantal=3",
        "validate nergens.md",
        "validate ..",
        "validate --select colour",
        "validate --explain colour",
        "analyze",
        "index statsu",
        "--color red list",
        "--show-completion tcsh",
    ],
)
def test_a_line_that_is_not_understood_is_2(newsctl, samples, line):
    ran = newsctl(*line.split(), cwd=samples)
    assert (ran.code, ran.out) == (2, b"")
    assert "Traceback" not in ran.err
    assert "went wrong" not in ran.err


def test_settings_that_are_not_understood_are_2(newsctl, small):
    (small / "newsctl.toml").write_text("[archive]\nexlude = []\n")
    ran = newsctl("list", cwd=small)
    assert (ran.code, ran.out) == (2, b"")
    assert "'exlude' is not a key of [archive]" in ran.err
    assert "Did you mean 'exclude'?" in ran.err


@pytest.mark.parametrize(
    "line", ["list", "search x", "show x", "add T", "validate", "index status"]
)
def test_no_archive_is_3(newsctl, tmp_path, line):
    ran = newsctl(*line.split(), cwd=tmp_path)
    assert (ran.code, ran.out) == (3, b"")
    assert ran.err.startswith("newsctl: There is no archive here")
    assert ran.err.count("\n") == 2


def test_an_archive_that_is_not_there_is_3(newsctl, tmp_path):
    ran = newsctl("list", "-C", "nergens", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, b"")
    assert ran.err == f"newsctl: -C: {tmp_path / 'nergens'} does not exist.\n"


def test_a_full_disk_is_3(samples):
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "newsctl", "list"],
            cwd=samples,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 3
    assert ran.stderr == b"newsctl: No space left on device\n"


def test_findings_are_1_and_warnings_only_when_strict(newsctl, small):
    assert newsctl("validate", cwd=small).code == 0
    (small / "2020-01-01-kop.md").write_text('---\ntitle: "Kop <b>vet</b>"\n---\n')
    assert newsctl("validate", cwd=small).code == 0
    assert newsctl("validate", "--strict", cwd=small).code == 1
    (small / "2020-01-02-kop.md").write_text("---\ntitle:\n---\n")
    assert newsctl("validate", cwd=small).code == 1


def test_an_empty_archive_has_nothing_to_find(newsctl, tmp_path):
    (tmp_path / "newsctl.toml").touch()
    for line, code in (("list", 1), ("list --count", 1), ("search x", 1), ("validate", 0)):
        assert newsctl(*line.split(), cwd=tmp_path).code == code, line


def test_a_file_that_cannot_be_read_hides_no_other(newsctl, small):
    (small / "2020-01-01-weg.md").symlink_to(small / "nergens.md")
    ran = newsctl("list", cwd=small)
    assert (ran.code, len(ran.lines)) == (0, 3)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ArchiveBusy("Busy."), 75),
        (IndexUnavailable("None."), 3),
        (PermissionError(13, "Permission denied", "x.md"), 3),
        (ValueError("A mistake."), 3),
        (KeyboardInterrupt(), 130),
        (BrokenPipeError(), 0),
    ],
)
def test_every_error_has_its_code(error, code, capfd):
    def run():
        raise error

    assert guarded(run, debug=False) == code
    assert "Traceback" not in capfd.readouterr().err


def test_debug_shows_where_an_error_came_from(newsctl, tmp_path):
    assert "Traceback" in newsctl("list", "--debug", cwd=tmp_path).err


READING = """
import os, sys, time
from newsctl.__main__ import main
from newsctl.front_matter.repository import MarkdownRepository

read, paths, told = MarkdownRepository.read, [], int(sys.argv.pop())

def stuck_at_the_third(self, path):
    paths.append(path)
    if len(paths) == 3:
        os.write(told, b".")
        time.sleep(60)
    return read(self, path)

MarkdownRepository.read = stuck_at_the_third
main()
"""


def test_ctrl_c_is_130_says_what_is_kept_and_loses_nothing(archive, newsctl_process):
    hear, tell = os.pipe()
    running = subprocess.Popen(
        [sys.executable, "-c", READING, "list", "--count", str(tell)],
        cwd=archive,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=[tell],
    )
    os.close(tell)
    with os.fdopen(hear, "rb") as told:
        assert told.read(1) == b"."
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=20)
    assert (running.returncode, out) == (130, b"")
    assert re.fullmatch(rb"newsctl: Stopped; \d+ of 52 files are in the index\.\n", err)
    posts = len(list(archive.glob("20*.md")))
    assert newsctl_process("list", "--count", cwd=archive).text == f"{posts}\n"


@pytest.mark.parametrize("ending", [">&-", "2>&- >&-", ">&- <&-"])
def test_standard_output_that_is_closed_is_3(samples, ending):
    for line in ("list", "--version", "validate -f json"):
        ran = in_shell(f"{line} {ending}", samples)
        assert (ran.returncode, ran.stdout) == (3, b"")


def test_what_cannot_be_said_changes_no_exit_code(samples):
    for line, code in (("list", 0), ("list qqqq", 1), ("list -n q", 2), ("list -C nergens", 3)):
        for ending in ("2>/dev/full", "2>&-"):
            ran = in_shell(f"{line} {ending}", samples)
            assert (ran.returncode, ran.stderr) == (code, b""), (line, ending)


def test_a_current_folder_that_is_gone_matters_only_where_it_is_meant(samples, tmp_path):
    ran = in_shell(f"list -C '{samples}' -fpath -n 1", tmp_path, before="rmdir weg")
    assert (ran.returncode, ran.stdout.startswith(f"{samples}/2025".encode())) == (0, True)
    for line in ("list", "list -C nergens"):
        ran = in_shell(line, tmp_path, before="rmdir weg")
        assert (ran.returncode, b"The current folder is gone." in ran.stderr) == (3, True)


def in_shell(line, cwd, before=""):
    """Run a line of sh in a folder; with `before`, in one below it that this may remove."""
    if before:
        (cwd / "weg").mkdir(exist_ok=True)
        cwd, before = cwd / "weg", f"{before.replace('weg', '../weg')}; "
    return subprocess.run(
        ["/bin/sh", "-c", f'{before}"{sys.executable}" -P -m newsctl {line}'],
        cwd=cwd,
        capture_output=True,
        check=False,
    )


def test_what_cannot_be_read_is_3(small, tmp_path):
    """No root is refused anything, so what may overrule permissions is taken from it."""
    file, *_ = sorted(small.glob("*.md"))
    file.chmod(0)
    allowed = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    started = [*(allowed if os.geteuid() == 0 else ()), sys.executable, "-m", "newsctl"]
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("setpriv is not installed, and root may read everything")

    def code(*line):
        return subprocess.run([*started, *line], cwd=tmp_path, capture_output=True, check=False)

    ran = code("-C", "small", "show", file.name)
    assert (ran.returncode, b"Permission denied" in ran.stderr) == (3, True)
    assert code("-C", "small", "show", file.name, "--raw").returncode == 3
    assert code("-C", "small", "list", "--count").returncode == 0
    small.chmod(0)
    for line in (
        "list",
        "list --count",
        "search x",
        "show x",
        "validate",
        "index status",
        "config show",
    ):
        ran = code("-C", "small", *line.split())
        assert (ran.returncode, ran.stdout) == (3, b""), line
    small.chmod(0o755)
