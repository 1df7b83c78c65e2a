"""Completion, put where a shell finds it by itself."""

import shutil
import subprocess

import pytest

from newsctl.cli.completion.shells import SCRIPTS, Shell

PLACES = {
    Shell.BASH: ".local/share/bash-completion/completions/newsctl",
    Shell.ZSH: ".zfunc/_newsctl",
    Shell.FISH: ".config/fish/completions/newsctl.fish",
}


@pytest.fixture
def home(tmp_path):
    return {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": "",
        "XDG_CONFIG_HOME": "",
        "SHELL": "/usr/bin/fish",
    }


@pytest.mark.parametrize("shell", Shell)
def test_a_script_goes_where_its_shell_looks(newsctl, home, tmp_path, shell):
    ran = newsctl("completion", "install", shell, **home)
    assert ran.code == 0
    assert (tmp_path / PLACES[shell]).read_text() == SCRIPTS[shell]
    assert ("fpath" in ran.err) is (shell is Shell.ZSH)


def test_unasked_it_is_the_shell_of_the_user(newsctl, home, tmp_path):
    newsctl("completion", "install", **home)
    assert (tmp_path / PLACES[Shell.FISH]).exists()
    assert newsctl("completion", "show", **home).text == SCRIPTS[Shell.FISH]


@pytest.mark.parametrize("shell", ["/bin/tcsh", ""])
def test_a_shell_that_it_does_not_know_is_told(newsctl, home, shell):
    ran = newsctl("completion", "install", **(home | {"SHELL": shell}))
    assert (ran.code, "bash, zsh, fish" in ran.err) == (2, True)


def test_a_place_that_cannot_be_written_is_told(newsctl, home, tmp_path):
    (tmp_path / ".zfunc").write_text("")
    ran = newsctl("completion", "install", "zsh", **home)
    assert (ran.code, ".zfunc" in ran.err) == (3, True)


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_finds_it_in_its_folders(newsctl, home, tmp_path):
    newsctl("completion", "install", "zsh", **home)
    script = "fpath+=~/.zfunc; autoload -U compinit; compinit -D; print $_comps[newsctl]"
    ran = subprocess.run(
        ["zsh", "-f", "-c", script], env=home | {"PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout == "_newsctl\n"


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_finds_it_in_its_folder(newsctl, home, tmp_path):
    newsctl("completion", "install", "fish", **home)
    program = tmp_path / "newsctl"  # fish completes what it can run
    program.write_text("#!/bin/sh\necho search\n")
    program.chmod(0o755)
    ran = subprocess.run(
        ["fish", "-c", "complete --do-complete 'newsctl '"],
        env={"HOME": str(tmp_path), "PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout == "search\n"
