from pathlib import Path

import pytest

from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository


@pytest.fixture
def read():
    """Read the text of a file, as the post of a name."""

    def reading(text, *, path="2019-09-05-een-titel.md", **settings):
        data = text if isinstance(text, bytes) else text.encode()
        return parse(path, data, Settings(**settings))

    return reading


@pytest.fixture
def repository(tmp_path):
    """Make the repository of the files in the test's folder."""

    def made(**settings):
        return MarkdownRepository(tmp_path, Settings(**settings), parse=parse)

    return made


@pytest.fixture
def files(tmp_path):
    """Write files below the test's folder."""

    def write(*paths, text="---\ntitle: T\n---\nx\n"):
        for path in paths:
            Path(tmp_path, path).parent.mkdir(parents=True, exist_ok=True)
            Path(tmp_path, path).write_text(text)

    return write
