"""newsctl validate as a user runs it: choosing posts and rules, formats, git, exit codes."""

from __future__ import annotations

import os
import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest

from newsctl.validation.rules import RULES

BAD = "---\ntitle:\n---\n\nTekst.\n"
ENV = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def paths_in(ran):
    return sorted({line.split(":")[0] for line in ran.lines})


def test_every_rule_is_listed(newsctl, tmp_path):
    ran = newsctl("validate", "--rules", cwd=tmp_path)
    assert [line.split("\t")[0] for line in ran.lines] == [rule.id for rule in RULES]


def test_the_list_of_rules_heeds_which_are_asked_for(newsctl, tmp_path):
    def listed(*options):
        return [line.split("\t")[0] for line in newsctl(*options, cwd=tmp_path).lines]

    of_counts = [rule.id for rule in RULES if rule.family == "counts"]
    assert listed("validate", "--rules", "--select", "counts") == of_counts
    ignored = ("--ignore", of_counts[0])
    assert listed("validate", "--rules", "--select", "counts", *ignored) == of_counts[1:]
    assert newsctl("validate", "--rules", "--select", "geen", cwd=tmp_path).code == 2
    without = listed("validate", "--rules", "--no-compare")
    assert {"same-link", "field-spellings", "body-not-dutch"}.isdisjoint(without)
    assert {"count-aantal", "link-scheme"} <= set(without)


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "github", "sarif", "junit"])
def test_a_clean_archive_is_valid_in_every_format(newsctl, small, form):
    ran = newsctl("validate", "-f", form, cwd=small)
    assert (ran.code, ran.err) == (0, "No problems found.\n")


def test_no_index_is_made_or_loaded(newsctl_process, small, tmp_path):
    env = {"NEWSCTL_CACHE": str(tmp_path / "cache"), "PYTHONPROFILEIMPORTTIME": "1"}
    ran = newsctl_process("validate", cwd=small, env=env)
    imported = {line.rsplit("|", 1)[-1].strip() for line in ran.err.splitlines()}
    assert ran.code == 0
    assert "yaml" in imported
    assert not imported & {"whoosh", "multiprocessing", "rich", "simplemma", "ftfy"}
    assert not (tmp_path / "cache").exists()


def test_sarif_names_the_rules_and_junit_the_posts(newsctl, small):
    (small / "2020-01-01-kop.md").write_text(BAD)
    sarif = newsctl("validate", "-f", "sarif", cwd=small)
    (run,) = sarif.json["runs"]
    assert len(run["tool"]["driver"]["rules"]) == len(RULES)
    assert "title-missing" in {result["ruleId"] for result in run["results"]}
    junit = ET.fromstring(newsctl("validate", "-f", "junit", cwd=small).out)
    assert (junit.get("tests"), junit.get("failures")) == ("4", "1")
    assert sarif.code == 1


def test_named_posts_are_checked_and_no_others(newsctl, small):
    for name in ("2020-01-01-een.md", "2020-01-02-twee.md"):
        (small / name).write_text(BAD)
    ran = newsctl("validate", "2020-01-02-twee.md", "--no-compare", cwd=small)
    assert (ran.code, paths_in(ran)) == (1, ["2020-01-02-twee.md"])


NOTHING = "newsctl: Nothing was checked: git says that no post changed.\n"


@pytest.fixture
def git(tmp_path):
    """Run git in the folder that holds the archive."""

    def _git(*arguments):
        subprocess.run(
            ["git", *arguments], cwd=tmp_path, env=ENV, check=True, stdout=subprocess.DEVNULL
        )

    return _git


@pytest.fixture
def checkout(small, git):
    """An archive in a subfolder of a checkout, with two commits: `first` has all posts but one."""
    git("init", "-q", "-b", "main")
    git("add", "small/2014*", "small/2019*")
    git("commit", "-q", "-m", "first")
    git("tag", "first")
    git("add", ".")
    git("commit", "-q", "-m", "second")
    return small


def place_of(replacement):
    return replacement["deletedRegion"]["startLine"], replacement["deletedRegion"]["startColumn"]


def replaced(text, replacement):
    """Put into a text what a replacement of SARIF says."""
    lines = text.splitlines(keepends=True)
    region = replacement["deletedRegion"]
    start, end = (
        sum(map(len, lines[: region[f"{at}Line"] - 1])) + region[f"{at}Column"] - 1
        for at in ("start", "end")
    )
    return text[:start] + replacement["insertedContent"]["text"] + text[end:]


def test_a_program_can_do_what_fix_does_by_what_sarif_tells(newsctl, small):
    post = min(small.glob("*.md"))
    text = post.read_text("utf-8").replace("aantal: ", "aantal: 9").replace("e ", "\u200be ", 2)
    post.write_text(text.rstrip("\n"), "utf-8")
    options = ("--select", "count-aantal", "--select", "body-zero-width")
    (run,) = newsctl("validate", "-f", "sarif", *options, cwd=small).json["runs"]
    mended = post.read_text("utf-8")
    found = [fix for result in run["results"] for fix in result["fixes"]]
    changes = [one for fix in found for one in fix["artifactChanges"][0]["replacements"]]
    for one in sorted(changes, key=place_of, reverse=True):
        mended = replaced(mended, one)
    newsctl("validate", "--fix", *options, cwd=small)
    assert post.read_text("utf-8") == mended


@needs_git
class TestChanged:
    def names(self, ran):
        assert ran.err.startswith(("No problems", "1 error", "2 errors", "3 errors")), ran.err
        return paths_in(ran)

    def break_all(self, archive):
        for post in archive.glob("*.md"):
            post.write_bytes(post.read_bytes().replace(b"aantal: ", b"aantal: 9"))

    def test_nothing_is_checked_when_nothing_changed(self, newsctl, checkout):
        assert newsctl("validate", "--changed", cwd=checkout).err == NOTHING

    def test_what_is_edited_staged_or_new_is_checked(self, newsctl, checkout, git):
        (edited,) = checkout.glob("2014*")
        (staged,) = checkout.glob("2019*")
        self.break_all(checkout)
        (rest,) = checkout.glob("2025*")
        git("checkout", "-q", f"small/{rest.name}")
        git("add", f"small/{staged.name}")
        (checkout / "2020-01-01-nieuw.md").write_text(BAD)
        ran = newsctl("validate", "--changed", "--select", "count-aantal", cwd=checkout)
        assert self.names(ran) == [edited.name, staged.name]
        ran = newsctl("validate", "--changed", "--select", "title-missing", cwd=checkout)
        assert self.names(ran) == ["2020-01-01-nieuw.md"]

    def test_a_commit_can_be_named(self, newsctl, checkout):
        self.break_all(checkout)
        (last,) = checkout.glob("2025*")
        for post in checkout.glob("20[12][49]*"):
            post.write_bytes(post.read_bytes().replace(b"aantal: 9", b"aantal: "))
        ran = newsctl("validate", "--changed=first", "--select", "counts", cwd=checkout)
        assert last.name in self.names(ran)
        assert newsctl("validate", "--changed=first~0", "2014", cwd=checkout).code == 2

    def test_paths_and_changes_narrow_one_another(self, newsctl, checkout):
        self.break_all(checkout)
        (one,) = checkout.glob("2014*")
        ran = newsctl("validate", one.name, "--changed", "--select", "count-aantal", cwd=checkout)
        assert self.names(ran) == [one.name]

    def test_names_may_hold_anything(self, newsctl, checkout):
        name = "2020-01-01-é 'x'\n\"*.md"
        (checkout / name).write_text(BAD)
        ran = newsctl("validate", "--changed", "-f", "json", cwd=checkout)
        assert {found["path"] for found in ran.json} == {name}

    def test_deleted_and_ignored_posts_are_left_out(self, newsctl, checkout):
        (gone,) = checkout.glob("2014*")
        gone.unlink()
        (checkout / "2020-01-01-weg.md").write_text(BAD)
        (checkout / ".gitignore").write_text("*-weg.md\n")
        assert newsctl("validate", "--changed", cwd=checkout).err == NOTHING

    def test_before_the_first_commit_all_is_changed(self, newsctl, small, git):
        git("init", "-q")
        git("add", "small/2014*")
        self.break_all(small)
        ran = newsctl("validate", "--changed", "--select", "count-aantal", cwd=small)
        assert len(self.names(ran)) == 3

    @pytest.mark.parametrize("ref", ["nergens", "-x", "--output=x", "", "HEAD:small"])
    def test_a_commit_that_is_not_there_is_said(self, newsctl, checkout, ref):
        ran = newsctl("validate", f"--changed={ref}", cwd=checkout)
        assert (ran.code, ran.out) == (2, b"")
        assert ran.err.startswith(f"newsctl: git knows no commit {ref!r}.")

    def test_outside_a_checkout_is_said(self, newsctl, small):
        ran = newsctl("validate", "--changed", cwd=small, GIT_CEILING_DIRECTORIES=str(small.parent))
        assert (ran.code, ran.out) == (2, b"")
        assert ran.err == f"newsctl: {small} is not in a git checkout.\nLeave --changed out.\n"


@pytest.fixture
def trap(tmp_path):
    """A program that leaves a mark when it is run, and passes on what it reads."""
    program = tmp_path / "trap"
    program.write_text(f"#!/bin/sh\ntouch '{program}.sprung'\ncat\n")
    program.chmod(0o755)
    return program


@needs_git
class TestNoProgramOfACheckoutIsRun:
    @pytest.fixture(autouse=True)
    def _nothing_was_run(self, trap, monkeypatch):
        monkeypatch.setattr("newsctl.cli.git.LONGEST", 10)  # a trap waits for the git that runs it
        yield
        assert not trap.with_name("trap.sprung").exists()

    @pytest.fixture
    def changed(self, checkout):
        for post in checkout.glob("*.md"):
            post.write_bytes(post.read_bytes().replace(b"aantal: ", b"aantal: 9"))
            os.utime(post, (1, 1))
        return checkout

    def validate(self, newsctl, archive, ref="HEAD"):
        return newsctl("validate", f"--changed={ref}", "--select", "count-aantal", cwd=archive)

    @pytest.mark.parametrize("driver", ["trap", "a=b", "a.b", "A b", "é", "a=b.clean=x", '"]'])
    @pytest.mark.parametrize("kind", ["clean", "process"])
    def test_no_filter_whatever_its_name(self, newsctl, changed, git, trap, driver, kind):
        (changed / ".gitattributes").write_text(f"*.md filter={driver} diff={driver}\n")
        git("config", f"filter.{driver}.{kind}", str(trap))
        git("config", f"filter.{driver}.required", "true")
        assert len(paths_in(self.validate(newsctl, changed))) == 3

    @pytest.mark.parametrize("driver", ["trap", "a=b"])
    def test_no_filter_of_an_included_file(self, newsctl, changed, git, trap, driver):
        (changed / ".gitattributes").write_text(f"*.md filter={driver}\n")
        git("config", "--file", str(trap.with_name("more")), f"filter.{driver}.clean", str(trap))
        git("config", "include.path", str(trap.with_name("more")))
        assert len(paths_in(self.validate(newsctl, changed))) == 3

    def test_no_monitor_driver_hook_or_pager(self, newsctl, changed, git, trap):
        (changed / ".gitattributes").write_text("*.md diff=trap\n")
        for key in (
            *("core.fsmonitor", "core.pager", "pager.diff", "core.editor", "alias.diff"),
            *("diff.external", "diff.trap.command", "diff.trap.textconv", "core.sshCommand"),
        ):
            git("config", key, str(trap))
        hooks = changed.parent / ".git" / "hooks"
        for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
            shutil.copy(trap, hooks / hook)
        assert len(paths_in(self.validate(newsctl, changed))) == 3

    @pytest.mark.parametrize("url", ["ssh://host/x", "ext::{trap}", "file://{folder}"])
    def test_nothing_is_fetched_for_a_commit_that_lacks(self, newsctl, changed, git, trap, url):
        for key, value in (
            ("core.repositoryFormatVersion", "1"),
            ("extensions.partialClone", "origin"),
            ("remote.origin.promisor", "true"),
            ("remote.origin.url", url.format(trap=trap, folder=changed)),
            ("remote.origin.uploadpack", str(trap)),
            ("core.sshCommand", str(trap)),
            ("protocol.allow", "always"),
        ):
            git("config", key, value)
        assert self.validate(newsctl, changed, "1234567890" * 4).code == 2

    def test_a_bare_repository_among_the_files_is_none(self, newsctl, changed, git, trap):
        bare = changed / "oud"
        git("init", "-q", "--bare", str(bare))
        shutil.copy(next(changed.glob("2019*")), bare)
        git("config", "--file", str(bare / "config"), "core.bare", "false")
        git("config", "--file", str(bare / "config"), "core.worktree", ".")
        git("config", "--file", str(bare / "config"), "core.fsmonitor", str(trap))
        ran = self.validate(newsctl, bare)
        assert (ran.code, ran.out) == (3, b"")
        assert "bare repository" in ran.err

    def test_a_git_that_heeds_no_overrides_is_refused(self, newsctl, changed, git, trap):
        git("config", "newsctl.overridden", "true")  # as a checkout might pretend
        old = trap.with_name("git")
        real = shutil.which("git")
        old.write_text(f'#!/bin/sh\nunset GIT_CONFIG_COUNT\nexec "{real}" "$@"\n')
        old.chmod(0o755)
        ran = newsctl(
            "validate", "--changed", cwd=changed, PATH=f"{old.parent}:{os.environ['PATH']}"
        )
        assert (ran.code, ran.out) == (3, b"")
        assert "git 2.31 or newer" in ran.err

    def test_settings_of_the_user_in_the_environment_stay(self, newsctl, changed):
        own = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.excludesFile"}
        (changed / "2020-01-01-nieuw.md").write_text(BAD)
        (changed.parent / "ignore").write_text("*-nieuw.md\n")
        ran = newsctl(
            *("validate", "--changed", "--select", "title-missing"),
            cwd=changed,
            **own,
            GIT_CONFIG_VALUE_0=str(changed.parent / "ignore"),
        )
        assert ran.err == "No problems found.\n"


def test_a_git_that_does_not_answer_is_not_waited_for(newsctl, small, tmp_path, monkeypatch):
    monkeypatch.setattr("newsctl.cli.git.LONGEST", 0.1)
    silent = tmp_path / "git"
    silent.write_text("#!/bin/sh\nexec sleep 60\n")
    silent.chmod(0o755)
    ran = newsctl("validate", "--changed", cwd=small, PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert (ran.code, ran.out) == (3, b"")
    assert ran.err.startswith("newsctl: git rev-parse did not answer in 0.1 seconds.\n")


def test_without_git_it_is_said(newsctl, small, tmp_path):
    ran = newsctl("validate", "--changed", cwd=small, PATH=str(tmp_path))
    assert (ran.code, ran.out) == (3, b"")
    assert ran.err == (
        "newsctl: --changed needs git, which is not installed.\nName the posts instead.\n"
    )


@pytest.mark.parametrize(
    ("chosen", "ignored", "told"),
    [
        ((), "", ["2019-09-04-a.md"]),
        (("2019-09-05-b.md",), "", ["2019-09-05-b.md"]),
        ((), "  # newsctl: ignore same-link", ["2019-09-05-b.md"]),
    ],
)
def test_a_fault_that_two_posts_share_is_told_once(newsctl, tmp_path, chosen, ignored, told):
    for name, comment in (("2019-09-04-a.md", ignored), ("2019-09-05-b.md", "")):
        link = f"externe_link: https://nos.nl/artikel/1{comment}"
        (tmp_path / name).write_text(f"---\ntitle: Zon {name}\n{link}\n---\nDe zon.\n")
    ran = newsctl("validate", "--select", "same-link", *chosen, cwd=tmp_path)
    assert [line.split(":")[0] for line in ran.lines] == told
