"""Real posts, and the YAML that no reader may take: each is named or clean, and mended safely."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

DATA = Path(__file__).parents[3] / "shared" / "data"
SEED = DATA.parent / "seed"
POSTS, SUITE = DATA / "posts", DATA / "frontmatter" / "yaml__yaml-test-suite" / "src"

needs_posts = pytest.mark.skipif(not POSTS.is_dir(), reason="the shared posts are not here")
needs_suite = pytest.mark.skipif(not SUITE.is_dir(), reason="the YAML test suite is not here")

_SEEN = {"␣": " ", "↵": "", "∎\n": "", "∎": "", "⇔": "\ufeff", "←": "\r"}
"""What the suite writes for what cannot be seen (its README, "The YAML Test Suite Data")."""

FENCE = re.compile(r"\n?^(?:---|\.\.\.)[ \t]*$|\n\Z", re.MULTILINE)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """A copy of every third of the real posts, and of all that is beside them."""
    folder = shutil.copytree(POSTS, tmp_path_factory.mktemp("real") / "posts")
    for number, path in enumerate(sorted(folder.rglob("*.md"))):
        if number % 3:
            path.unlink()
    return folder


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def cases():
    """Yield name and YAML of every case of the suite that no reader may take, as a header.

    It begins after a line of dashes, if it has one, and ends before the next, as in Jekyll.
    """
    for path in sorted(SUITE.glob("*.yaml")):
        whole = {}
        for number, case in enumerate(yaml.load(path.read_text(), yaml.CSafeLoader)):
            whole |= case
            if whole.get("fail"):
                text = unseen(whole["yaml"]).removeprefix("---\n")
                yield f"{path.stem.lower()}-{number}", FENCE.split(f"{text}\n")[0] + "\n"


def unseen(text):
    text = re.sub("—*»", "\t", text)
    for sign, meant in _SEEN.items():
        text = text.replace(sign, meant)
    return text


@needs_posts
def test_every_real_post_is_checked_mended_and_brought_back(newsctl, real):
    before = contents(real)
    run = ("-C", ".", "validate", "--no-compare", "--all", "-f", "json")
    first = newsctl(*run, cwd=real)
    fixable = [real / found["path"] for found in first.json if found["fixable"] == "safe"]
    assert (first.code, contents(real)) == (1, before)

    mended = newsctl(*run, "--fix", cwd=real)
    once = contents(real)
    assert mended.err.startswith(f"{len(fixable)} fixed.\n")
    assert {path for path in before if once[path] != before[path]} == set(fixable)
    assert [found for found in mended.json if found["fixable"] == "safe"] == []

    assert newsctl(*run, "--fix", cwd=real).json == mended.json
    assert contents(real) == once
    newsctl("-C", ".", "undo", cwd=real)
    assert contents(real) == before


@needs_posts
def test_what_needs_a_look_is_settled_by_one_run_too(newsctl, real):
    site = real / "fronteers__website"
    before = contents(site)
    assert "fixed.\n" in newsctl("-C", ".", "validate", "--unsafe-fixes", cwd=site).err
    once = contents(site)
    assert "fixed.\n" not in newsctl("-C", ".", "validate", "--unsafe-fixes", cwd=site).err
    assert contents(site) == once
    newsctl("-C", ".", "undo", cwd=site)
    assert contents(site) == before


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed is not here")
def test_a_word_more_in_the_seed_is_counted_and_mended_with_a_diff_of_two_lines(newsctl, tmp_path):
    archive = shutil.copytree(SEED, tmp_path / "seed")
    (post,) = archive.glob("*.md")
    right = post.read_text(encoding="utf-8")
    assert newsctl("validate", "--strict", cwd=archive).err == "No problems found.\n"
    post.write_text(right.replace("</p>", " Zutphenschetoevoeging</p>", 1), encoding="utf-8")
    found = newsctl("validate", "-f", "json", cwd=archive).json
    assert [(one["rule"], one["line"], one["message"]) for one in found] == [
        ("count-aantal", 8, "aantal is 262, but the body has 263 words."),
        ("count-unieke", 9, "unieke is 173, but the body has 174 different words."),
    ]
    shown = [line for line in newsctl("validate", "--diff", cwd=archive).lines if line[0] in "+-"]
    assert shown[2:] == ["-aantal: 262", "-unieke: 173", "+aantal: 263", "+unieke: 174"]
    assert newsctl("validate", "--fix", cwd=archive).code == 0
    assert post.read_text(encoding="utf-8").replace(" Zutphenschetoevoeging", "") == right.replace(
        "aantal: 262", "aantal: 263"
    ).replace("unieke: 173", "unieke: 174")


@needs_suite
def test_yaml_that_no_reader_may_take_is_named_with_its_place(newsctl, tmp_path):
    headers = {f"2019-09-05-{name}.md": header for name, header in cases()}
    for name, header in headers.items():
        (tmp_path / name).write_bytes(f"---\n{header}---\n\nTekst.\n".encode())
    found = newsctl("validate", "--no-compare", "--all", "-f", "json", cwd=tmp_path).json
    refused = {one["path"]: one for one in found if one["rule"].startswith("front-matter-")}
    assert (len(headers), len(refused)) == (111, 106)
    for name, one in refused.items():
        assert 2 <= one["line"] <= headers[name].count("\n") + 2, name
        assert one["column"] >= 1
    assert [name for name in headers if name not in refused and not is_taken(headers[name])] == []


def is_taken(header):
    """Tell whether libyaml reads a header all the same, as Jekyll then does."""
    try:
        return bool(list(yaml.parse(header, yaml.CSafeLoader)))
    except yaml.YAMLError:
        return False
