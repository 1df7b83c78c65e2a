"""The hook for pre-commit checks the posts that it is given, from the repository's root."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml

from newsctl.front_matter.repository import MarkdownRepository

ROOT = Path(__file__).parents[2]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
BAD = "---\ntitle:\n---\n\nTekst.\n"


@pytest.fixture
def hook(newsctl):
    """Run the hook with file names as pre-commit does, and further arguments before them."""

    def _hook(*names, cwd, args=()):
        program, *arguments = shlex.split(HOOK["entry"])
        assert program == "newsctl"
        return newsctl(*arguments, *args, *names, cwd=cwd)

    return _hook


@pytest.fixture
def site(tmp_path):
    """A repository with a Jekyll site in a subfolder."""
    posts = tmp_path / "site" / "_posts"
    shutil.copytree(ROOT / "sample_posts", posts)
    (posts / "2020-01-01-kop.md").write_text(BAD)
    return tmp_path


def test_the_hook_checks_the_files_that_it_is_given(hook, site):
    good = next((site / "site" / "_posts").glob("2012-02-08-*.md")).name
    names = [f"_posts/{good}", "_posts/2020-01-01-kop.md"]
    ran = hook(*names, cwd=site / "site")
    assert ran.code == 1
    assert {line.split(":")[0] for line in ran.lines} == {names[1]}
    assert hook(names[0], cwd=site / "site").code == 0


def test_an_archive_in_a_subfolder_is_named_in_args(hook, site):
    ran = hook("site/_posts/2020-01-01-kop.md", cwd=site, args=("-C", "site"))
    assert ran.code == 1
    assert ran.text.startswith("site/_posts/2020-01-01-kop.md:2:")


def test_the_hook_reads_no_other_post(hook, small, monkeypatch):
    read, real = [], MarkdownRepository.read

    def counted(repository, path):
        read.append(path)
        return real(repository, path)

    monkeypatch.setattr(MarkdownRepository, "read", counted)
    (post,) = small.glob("2014*")
    hook(post.name, cwd=small)
    assert read == [post.name]


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("_posts/2019-09-05-zon.md", True),
        ("2019-09-05-zon.markdown", True),
        ("a/18-1-24-zon.md", True),
        ("README.md", False),
        ("2019-09-05-map/README.md", False),
        ("_drafts/zon.md", False),
        ("2019-09-05-zon.md.orig", False),
    ],
)
def test_files_that_are_named_as_posts_are_given_to_the_hook(path, given):
    assert bool(re.search(HOOK["files"], path)) is given


def test_the_hook_is_one_that_pre_commit_takes():
    assert {"id", "name", "entry", "language"} <= HOOK.keys()
    assert (HOOK["language"], HOOK["types"]) == ("python", ["text"])
