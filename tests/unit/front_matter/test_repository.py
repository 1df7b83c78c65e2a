import os
import subprocess
import sys
from pathlib import Path

import pytest


def test_what_is_found_can_be_read(repository, files):
    files("a.md", "map/b.md", text="---\ntitle: Titel\n---\n<p>tekst</p>\n")
    archive = repository()
    for path in archive.scan():
        reading = archive.read(path)
        assert (reading.path, reading.post.text) == (path, "tekst")
        assert reading == archive.parse(path, reading.data)


def test_a_file_that_cannot_be_read_is_a_problem(repository, tmp_path):
    (tmp_path / "map.md").mkdir()
    for path in ("weg.md", "map.md"):
        (problem,) = repository().read(path).problems
        assert problem.rule == "file-unreadable"


TEXT = "---\ntitle: Titel\n---\ntekst\n"


@pytest.mark.parametrize("most", [1, 3, len(TEXT) - 1])
def test_a_file_is_read_to_its_end_however_little_one_read_gives(
    repository, files, monkeypatch, most
):
    files("a.md", text=TEXT)
    read = os.read
    monkeypatch.setattr(os, "read", lambda file, size: read(file, min(size, most)))
    assert repository().data_of("a.md") == TEXT.encode()


def test_what_is_written_behind_a_file_while_it_is_read_is_read_too(repository, files, monkeypatch):
    files("a.md", text=TEXT)
    size_of = os.fstat

    def grows_then(file):
        found = size_of(file)
        files("a.md", text=f"{TEXT}meer tekst\n")
        return found

    monkeypatch.setattr(os, "fstat", grows_then)
    assert repository().data_of("a.md") == f"{TEXT}meer tekst\n".encode()


def test_no_file_stays_open(repository, files, tmp_path):
    files("a.md")
    (tmp_path / "map.md").mkdir()
    archive = repository()
    before = set(Path("/dev/fd").iterdir())
    for path in ("a.md", "map.md", "weg.md"):
        archive.read(path)
    assert set(Path("/dev/fd").iterdir()) <= before


def test_a_file_that_is_too_large_is_not_even_opened_to_the_end(repository, tmp_path):
    with (tmp_path / "groot.md").open("wb") as file:
        file.truncate(200 * 1024**2)
    reading = repository().read("groot.md")
    assert [problem.rule for problem in reading.problems] == ["file-too-large"]
    assert "200 MB" in reading.problems[0].message
    assert reading.data == b""


def test_finding_posts_imports_no_parser():
    program = (
        "import sys; from pathlib import Path; from newsctl.core.settings import Settings\n"
        "from newsctl.front_matter.archive.finding import find_archive\n"
        "from newsctl.front_matter.repository import MarkdownRepository\n"
        "MarkdownRepository(Path.cwd(), Settings(), parse=None).scan()\n"
        "parsers = {'yaml', 'frontmatter', 'markdown_it', 'selectolax', 'tomllib', 'email'}\n"
        "print(sorted(parsers & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
